"""Which figures of an English report are what a question asks for in words."""

import pytest
from figure_reports import told_of

from assistant.answering.matching_english import fitting_words
from assistant.query.asked_words import asked_in_words

REPORT = told_of(
    "harrow-2023.txt",
    "Harrow Tools Annual Report 2023\n\n"
    "Harrow Tools makes hand tools. In 2023 operating revenue was $120 million. Cost of materials fell by 3% in 2023. "
    "We opened 12 depots in 2023. We closed 2 depots in 2023. Harrow Tools expects to open 5 depots in 2024.\n",
)


def fitting(question: str) -> list[str]:
    asked = asked_in_words(question, ["Harrow Tools"])
    assert asked is not None
    return [found.entry.text for found in fitting_words(asked, [REPORT])]


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("What was Harrow Tools' operating revenue in 2023?", ["$120 million"]),
        ("How much did the cost of materials fall in 2023?", ["3%"]),
        ("How much did the cost of materials rise in 2023?", []),  # it fell
        ("How many depots did Harrow Tools open in 2023?", ["12"]),
        ("How many depots did Harrow Tools close in 2023?", ["2"]),
        ("How many depots did Harrow Tools sell in 2023?", []),
        ("What was Harrow Tools' advertising revenue in 2023?", []),
        ("What was Harrow Tools' operating revenue in 2021?", []),
    ],
)
def test_the_same_words_the_same_deed_the_same_year(question: str, figures: list[str]) -> None:
    assert [figure.removesuffix(" depots") for figure in fitting(question)] == figures
