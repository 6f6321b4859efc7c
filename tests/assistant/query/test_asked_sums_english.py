"""The arithmetic that an English question asks for."""

import pytest

from assistant.query.asked_sums import Operation
from assistant.query.asked_sums_english import english_sum_in


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("What share of total trade is exports?", "exports", "total trade"),
        ("What is exports as a share of total trade?", "exports", "total trade"),
    ],
)
def test_a_share_of_a_whole(question: str, one: str, other: str) -> None:
    asked = english_sum_in(question, 2025)
    assert asked is not None
    assert (asked.operation, asked.one.text, asked.other.text) == (Operation.SHARE, one, other)


def test_a_target_against_what_was_reached() -> None:
    asked = english_sum_in("By how much does the 2025 grain target exceed the actual 2024 output?", 2025)
    assert asked is not None
    assert (asked.operation, asked.way) == (Operation.LESS, "more")
    assert [(each.year, each.planned) for each in (asked.one, asked.other)] == [(2025, True), (2024, False)]


def test_this_year_is_the_newest_reports() -> None:
    asked = english_sum_in("How much higher is this year's grain target than last year's output?", 2025)
    assert asked is not None
    assert [each.year for each in (asked.one, asked.other)] == [2025, 2024]


@pytest.mark.parametrize("question", ["What was the grain output?", "By how much did output exceed exports?"])
def test_what_is_none_of_these(question: str) -> None:
    assert english_sum_in(question, 2025) is None
