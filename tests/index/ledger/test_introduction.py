"""The lines in front of a table."""

import pytest
from ledger_tables import YEARLY, report_of, table_of

from index.ledger.amounts import UnitHint
from index.ledger.entry import Span
from index.ledger.introduction import caption_unit, introduction, leading_group, outside_names, period_of, title_of
from index.ledger.tables import table_entries
from index.ledger.times import Times, times_of

TABLE = "\n\n| | 2022 |\n|---|---|\n| Revenue | 5 |\n"


@pytest.fixture
def times() -> Times:
    """Those of an annual report of 2022."""
    return times_of(report_of("x", YEARLY))


def lines(text: str) -> list[str]:
    report, number, _ = table_of(text + TABLE)
    return introduction(report, number)


def test_the_lines_before_a_table_the_nearest_last() -> None:
    assert lines("BALANCE SHEETS\n\n(In millions)") == ["BALANCE SHEETS", "(In millions)"]


def test_a_sentence_ends_the_lines_and_is_the_first_of_them() -> None:
    assert lines("One.\n\nSales grew.\n\n(In millions)") == ["(In millions)"]
    assert lines("One.\n\nSales by region were as follows.") == ["Sales by region were as follows."]


def test_a_second_table_lies_under_the_same_lines_and_an_earlier_one_ends_them() -> None:
    assert lines("ASSETS\n\n| | 2021 |\n|---|---|\n| Cash | 1 |") == ["ASSETS"]
    assert lines("ASSETS\n\n| | 2021 |\n|---|---|\n| Cash | 1 |\n\nLIABILITIES") == ["LIABILITIES"]


def test_of_a_long_paragraph_the_last_sentence_speaks_of_the_table() -> None:
    long = "Some words of the year before it. " * 15
    assert lines(long + "The table below shows sales by region:") == ["The table below shows sales by region:"]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (["The components of accrued liabilities were as follows:"], "accrued liabilities"),
        (["The following table sets forth our net sales by region:"], "our net sales by region"),
        (["Net sales, which we report monthly, were as follows:"], "Net sales"),
        (["表3 主要经济指标"], "主要经济指标"),
        (["Table 2 Energy use in 2022"], "Energy use"),
        (["BALANCE SHEETS", "(In millions)"], "BALANCE SHEETS"),
        (["(In millions)"], ""),
        (["Year ended 2022"], ""),
        (["Sales grew in all regions."], ""),
    ],
)
def test_what_the_lines_say_that_it_is_of(times: Times, said: list[str], title: str) -> None:
    """Without the number of the table, when, and the unit."""
    assert title_of(said, times) == title


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        (["BALANCE SHEETS", "(In millions)"], UnitHint(scale=6)),
        (["单位：万元"], UnitHint(unit="万元")),
        # The nearest line counts first, and a sentence tells of other things.
        (["单位：亿元", "单位：万元"], UnitHint(unit="万元")),
        (["Revenue was large (in millions)."], UnitHint()),
    ],
)
def test_what_the_lines_say_of_units(said: list[str], unit: UnitHint) -> None:
    assert caption_unit(said) == unit


@pytest.mark.parametrize(
    ("said", "period"),
    [
        (["Sales in 2022"], Span("2022", "2022")),
        (["Sales in 2021", "Regions in 2022"], Span("2022", "2022")),
        (["Sales in 2021 and 2022"], None),
        (["Sales"], None),
    ],
)
def test_the_one_period_that_the_lines_tell(times: Times, said: list[str], period: Span | None) -> None:
    assert period_of(said, times) == period


@pytest.mark.parametrize(
    ("said", "group"),
    [
        (["(In millions) Revenue:"], "Revenue:"),
        (["Revenue"], ""),
        (["The components of revenue were as follows:"], ""),
        ([], ""),
    ],
)
def test_the_name_of_the_first_rows_may_be_left_outside(said: list[str], group: str) -> None:
    assert leading_group(said) == group


@pytest.mark.parametrize(
    ("said", "periods"),
    [
        ("April 30, May 1,\n\n2022 2021", [Span("2022-04-30", "2022-04-30"), Span("2021-05-01", "2021-05-01")]),
        ("2022 2021", [Span("2022", "2022"), Span("2021", "2021")]),
    ],
)
def test_names_of_columns_that_stand_in_front(said: str, periods: list[Span]) -> None:
    table = "<table><tr><td>Cash</td><td>$5</td><td>$4</td></tr><tr><td>Debt</td><td>$7</td><td>$6</td></tr></table>"
    head = "".join(f"<p>{line}</p>" for line in said.split("\n\n"))
    report, number, times = table_of(f"<p>Assets were as follows.</p>{head}{table}")
    found = list(table_entries(report, number, times))
    assert [entry.text for entry in found] == ["$5", "$4", "$7", "$6"]
    assert [entry.period for entry in found] == periods * 2


def test_estimated_years_in_front_stay_estimated() -> None:
    """A broker's 2023E is no result; a line that names the table too may hold the years."""
    times = Times(2022, None)
    lines = ["主要财务数据及预测 2021 2022E 2023E"]
    assert outside_names(lines, 3, times) == ("2021", "2022E", "2023E")
    assert outside_names(lines, 2, times) == ()
