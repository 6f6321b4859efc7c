"""English compound statements: what is a fact of its own, whose it is, and what stays together."""

import pytest

from assistant.checking.splitting_english import split, subject_of


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Revenue rose 5% and costs fell 3%.", ["Revenue rose 5%", "costs fell 3%"]),
        (
            "In 2024, revenue rose 5% and reached $3 million.",
            ["In 2024, revenue rose 5%", "In 2024, revenue reached $3 million"],
        ),
        (
            "Revenue rose 5%, driven by demand, and reached $3 million.",
            ["Revenue rose 5%, driven by demand", "Revenue reached $3 million"],
        ),
        ("It rose 5%. It fell 3% later on today.", ["It rose 5%", "It fell 3% later on today"]),
        (
            "In 2024, A, B and C rose 5%, 3% and 1% respectively.",
            ["In 2024, A rose 5%", "In 2024, B rose 3%", "In 2024, C rose 1%"],
        ),
    ],
)
def test_each_fact_has_its_subject_and_its_time(text: str, facts: list[str]) -> None:
    assert [part.text for part in split(text)] == facts


@pytest.mark.parametrize(
    "text",
    [
        # "costs" fell: nothing is lent to revenue
        "In 2024, revenue rose 5%, while costs, which are high, fell 3%",
        "A and B rose 5% and 3% and 2% respectively",
        "A and B rose 5% and 3% respectively, beating forecasts",
        "Sales in 2023 and sales in 2024 rose 5% and 3% respectively",
        "Revenue was $1,299,700, up 5% from 2023",
        "Costs fell 3%, driven by lower fuel and reduced travel",
        "Revenue increased 16% due to continued demand for devices and services revenue fell 3%",
    ],
)
def test_what_can_t_be_told_apart_stays_together(text: str) -> None:
    assert [part.text for part in split(text)] == [text]


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("In 2024, net revenue rose 5%.", "net revenue"),
        ("Scope 1 emissions fell 5%.", "Scope 1 emissions"),
        ("driven by demand, sales rose 5%", ""),
        ("opened 2 plants and hired 120 people", ""),
        ("5% of sales were made abroad", ""),
    ],
)
def test_a_subject_is_told_by_its_verb(sentence: str, subject: str) -> None:
    assert subject_of(sentence) == subject


def test_nothing_is_no_fact() -> None:
    assert split("") == split(" . ") == []
