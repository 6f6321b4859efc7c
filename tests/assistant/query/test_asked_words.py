"""An English question for a figure, read in the report's own words."""

import pytest

from assistant.query.asked_words import AskedWords, Hole, asked_in_words, deed_of, naming


def read(question: str) -> AskedWords:
    found = asked_in_words(question, ["Harrow Tools"])
    assert found is not None
    return found


def test_a_level_is_its_noun_without_owner_and_year() -> None:
    asked = read("What was Harrow Tools' operating revenue in fiscal year 2023?")
    assert (asked.hole, asked.years, asked.planned) == (Hole.LEVEL, (2023,), False)
    assert "operating" in asked.noun and "revenue" in asked.noun


@pytest.mark.parametrize(
    ("question", "falls"),
    [
        ("By how much did revenue increase in 2023?", False),
        ("How much did costs fall in 2023?", True),
        ("What was the decline in revenue in 2023?", True),
    ],
)
def test_a_change_has_its_way(question: str, falls: bool) -> None:
    asked = read(question)
    assert (asked.hole, asked.falls) == (Hole.CHANGE, falls)


def test_a_count_has_the_deed_that_tells_of_it() -> None:
    asked = read("How many depots did Harrow Tools open in 2023?")
    assert (asked.hole, asked.noun, asked.deed) == (Hole.COUNT, ("depot",), "open")
    assert read("How many depots does Harrow Tools have?").deed == ""


def test_a_plan_is_told_from_a_result() -> None:
    assert read("How many depots will Harrow Tools open in 2025?").planned


@pytest.mark.parametrize(
    "question",
    [
        "What was revenue in the first quarter of 2023?",  # no year's figure
        "What was total revenue in 2022 and 2023 together?",
        "Why did revenue fall?",
    ],
)
def test_another_shape_is_not_read(question: str) -> None:
    assert asked_in_words(question, ["Harrow Tools"]) is None


def test_words_that_name_something_are_singular() -> None:
    assert naming("the depots of the company") == ("depot", "company")
    assert deed_of("opened") == "open"
