"""What the names over a column say."""

import pytest

from index.ledger.amounts import UnitHint
from index.ledger.columns import read_column
from index.ledger.entry import Span
from index.ledger.times import Times, times_of
from index.report import Metadata, Report

YEAR = Span("2022", "2022")


@pytest.fixture
def times() -> Times:
    """Those of an annual report of 2022."""
    metadata = Metadata("Report", language="en", year=2022, kind="annual_report")
    return times_of(Report("0" * 64, metadata, "", "", "1", (), ()))


@pytest.mark.parametrize("name", ["2022", "Fiscal 2022", "Year ended 2022", "2022年"])
def test_a_time_alone_adds_nothing(times: Times, name: str) -> None:
    column = read_column([name], times)
    assert (column.period, column.adds, column.units) == (YEAR, "", UnitHint())
    assert not (column.changes or column.shares or column.aimed)


@pytest.mark.parametrize(
    ("names", "adds"),
    [
        (["2022", "Products"], "Products"),
        (["2022", "Amount"], ""),
        (["2022年", "完成"], ""),
        (["2022", "Total"], ""),
        (["北京"], "北京"),
    ],
)
def test_what_the_names_add_to_a_label(times: Times, names: list[str], adds: str) -> None:
    """实际, amount and the like name nothing."""
    assert read_column(names, times).adds == adds


@pytest.mark.parametrize(
    ("names", "units"),
    [
        (["2022", "(In millions)"], UnitHint(scale=6)),
        (["2022年（亿元）"], UnitHint(unit="亿元")),
        (["占比（%）"], UnitHint(unit="%")),
        (["Percentage of revenue"], UnitHint(unit="%")),
        # The name next to the figures counts before the one above it.
        (["金额（万元）", "单价（元）"], UnitHint(unit="元")),
    ],
)
def test_the_unit_stands_in_brackets_or_is_per_cent(times: Times, names: list[str], units: UnitHint) -> None:
    assert read_column(names, times).units == units


@pytest.mark.parametrize(
    ("names", "period"),
    [
        (["同比增长（%）"], None),
        (["2022", "% Change"], YEAR),
        (["Increase from 2021 to 2022"], YEAR),
        (["2022年比2021年增长"], YEAR),
        (["本年比上年增减"], YEAR),
        # What it is measured against is not when it happened.
        (["比上年增减"], None),
        (["较2021年±%"], None),
        (["Change from prior year"], None),
    ],
)
def test_a_change_is_of_the_time_that_it_happened_in(times: Times, names: list[str], period: Span | None) -> None:
    column = read_column(names, times)
    assert (column.changes, column.period, column.adds) == (True, period, "")


@pytest.mark.parametrize(
    ("names", "aimed", "shares"),
    [
        (["2022年目标"], True, False),
        (["2022 Budget"], True, False),
        (["2022年实际"], False, False),
        (["占比"], False, True),
        (["% of revenue"], False, True),
    ],
)
def test_aims_and_shares_are_told_apart(times: Times, names: list[str], aimed: bool, shares: bool) -> None:
    column = read_column(names, times)
    assert (column.aimed, column.shares) == (aimed, shares)


def test_two_times_over_a_column_are_several_and_none_is_chosen(times: Times) -> None:
    column = read_column(["2022", "2021"], times)
    assert (column.several, column.period) == ((YEAR, Span("2021", "2021")), None)


def test_what_ended_stands_in_front_of_the_table(times: Times) -> None:
    assert read_column(["June 30, 2022"], times).period == Span("2022-06-30", "2022-06-30")
    ended = read_column(["June 30, 2022"], times, "three months ended")
    assert ended.period == Span("2022-04", "2022-06")
    assert read_column(["Year ended June 30, 2022"], times, "three months ended").period != ended.period
