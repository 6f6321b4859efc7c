"""When an English clause speaks of: years, parts of years, what a change is measured against, what is no time."""

import pytest

from index.facts.english_periods import When, find_periods
from index.facts.fact import Context


def only(text: str, year: int | None = 2024) -> When:
    """The one period of a text."""
    (when,) = find_periods(text, Context(year=year))
    return when


@pytest.mark.parametrize(
    ("text", "first", "last", "part"),
    [
        ("in 2024", 2024, 2024, ""),
        ("in FY24", 2024, 2024, ""),
        ("by the end of 2025", 2025, 2025, ""),
        ("from 2019 to 2024", 2019, 2024, ""),
        ("2021–23", 2021, 2023, ""),
        ("in the third quarter of 2024", 2024, 2024, "Q3"),
        ("Q2 2023", 2023, 2023, "Q2"),
        ("first half of 2023", 2023, 2023, "H1"),
        ("in the nine months ended September 30, 2024", 2024, 2024, "9M"),
        ("in the first nine months of 2024", 2024, 2024, "9M"),
        ("the year ended March 31, 2023", 2023, 2023, ""),
        ("March 2024", 2024, 2024, "march"),
        ("since 2015", 2015, 2015, "since"),
    ],
)
def test_years_and_parts_of_years(text: str, first: int, last: int, part: str) -> None:
    """The whole expression is the period, its preposition with it."""
    when = only(text)
    assert text[when.start : when.end] == text
    assert when.period is not None
    assert (when.period.first, when.period.last, when.period.part, when.period.said) == (first, last, part, True)


def test_a_day_is_one_however_it_is_written() -> None:
    """Day first or month first."""
    assert only("on 31 December 2024").period == only("December 31, 2024").period


@pytest.mark.parametrize(("text", "year"), [("last year", 2023), ("next year", 2025), ("H1", 2024), ("in May", 2024)])
def test_relative_ones_go_by_the_reports_year(text: str, year: int) -> None:
    """Where that is not known they are a time, but none that is told."""
    told, untold = only(text).period, only(text, None).period
    assert told is not None and told.first == told.last == year
    assert untold is None


@pytest.mark.parametrize("text", ["compared with 2019", "against 2019", "vs. 2019", "than in 2019", "from 2019 levels"])
def test_what_a_change_is_measured_against_is_not_told_of(text: str) -> None:
    """It is the base."""
    when = only(text)
    assert (when.period, when.base) == (None, 2019)


@pytest.mark.parametrize(
    "text", ["year on year", "year-over-year", "compared with the previous year", "on a year earlier"]
)
def test_against_the_year_before(text: str) -> None:
    """Whichever that is."""
    when = only(text)
    assert (when.period, when.base, when.before) == (None, None, True)


@pytest.mark.parametrize(
    "text",
    ["2,024 sites", "the 2010s", "staff may help", "over 12 months old", "20245 units", "2024.5 tonnes", "a quarter"],
)
def test_what_is_no_time(text: str) -> None:
    """A count, a decade, a modal verb, an age, a code, a share."""
    assert list(find_periods(text, Context(year=2024))) == []


def test_several_in_order() -> None:
    """A period and its base in one clause."""
    text = "In 2024 revenue rose 4% compared with 2019, and 2% in Q4 2024."
    told = [text[when.start : when.end] for when in find_periods(text, Context(year=2024))]
    assert told == ["In 2024", "compared with 2019", "in Q4 2024"]
