"""The unit of a table's figures."""

from decimal import Decimal

import pytest
from ledger_tables import table_of

from index.ledger.amounts import UnitHint, amounts_in
from index.ledger.columns import read_column
from index.ledger.layout import Layout
from index.ledger.table_units import Units

MILLION, TEN_THOUSAND = Decimal(10) ** 6, Decimal(10) ** 4


def units(text: str, caption: UnitHint | None = None, title: str = "") -> list[tuple[str, Decimal | None]]:
    """(base unit, factor) of each figure of a text's last table, in reading order."""
    report, number, times = table_of(text)
    layout = Layout(report, report.blocks[number], times)
    of_table = Units(report.blocks[number], layout, caption or UnitHint(), title)
    return [
        of_table.of(row, cell, read_column(row.names.get(cell.column, ()), times), amount, row.label)
        for row in layout.rows()
        for cell in row.values
        for amount in amounts_in(layout.value(cell))
    ]


def one(label: str, cell: str, head: str = "2022", caption: UnitHint | None = None) -> tuple[str, Decimal | None]:
    """That of a table's only figure."""
    (found,) = units(f"| | {head} |\n|---|---|\n| {label} | {cell} |\n", caption)
    return found


@pytest.mark.parametrize(
    ("cell", "unit", "factor"),
    [("5%", "%", 1), ("5亿元", "元", 10**8), ("$5", "美元", 1), ("$5 million", "美元", 10**6), ("3公里", "米", 1000)],
)
def test_the_cell_s_own_unit_counts_first(cell: str, unit: str, factor: int) -> None:
    assert one("产值（万吨）", cell) == (unit, Decimal(factor))


@pytest.mark.parametrize(
    ("label", "head", "caption", "expected"),
    [
        ("产值", "2022年（万元）", UnitHint(), ("元", TEN_THOUSAND)),
        ("产值（万元）", "2022年", UnitHint(), ("元", TEN_THOUSAND)),
        # The row knows better than its column, and that better than what stands before the table.
        ("粮食（万吨）", "2022年（万元）", UnitHint(), ("千克", Decimal(10) ** 7)),
        ("产值", "2022年（万元）", UnitHint(unit="亿元"), ("元", TEN_THOUSAND)),
        ("产值", "2022年", UnitHint(unit="亿元"), ("元", Decimal(10) ** 8)),
        ("产值", "2022年", UnitHint(), ("", None)),
    ],
)
def test_else_the_row_the_column_or_the_lines_before_the_table_say_it(
    label: str, head: str, caption: UnitHint, expected: tuple[str, Decimal | None]
) -> None:
    assert one(label, "5", head, caption) == expected


def test_a_column_of_units_says_those_of_its_rows() -> None:
    text = "| 指标 | 单位 | 2022年 |\n|---|---|---|\n| 产值 | 亿元 | 5 |\n| 产量 | 万吨 | 7 |\n"
    assert units(text) == [("元", Decimal(10) ** 8), ("千克", Decimal(10) ** 7)]


def test_the_sign_in_a_column_s_first_row_holds_for_all_of_it() -> None:
    text = "| | 2022 | 2021 |\n|---|---|---|\n| Cash | $5 | $4 |\n| Debt | 7 | 6 |\n"
    assert units(text, UnitHint(scale=6)) == [("美元", MILLION)] * 4


def test_a_sign_may_have_a_column_of_its_own() -> None:
    text = (
        "<table><tr><th></th><th></th><th>2022</th></tr><tr><td>Cash</td><td>$</td><td>5</td></tr>"
        "<tr><td>Debt</td><td></td><td>7</td></tr></table>"
    )
    assert units(text, UnitHint(scale=6)) == [("美元", MILLION)] * 2


@pytest.mark.parametrize("label", ["Earnings per share", "Diluted EPS", "Dividends per common share", "Average price"])
def test_what_is_told_per_share_is_in_no_millions(label: str) -> None:
    text = f"| | 2022 |\n|---|---|\n| Net income | $5 |\n| {label} | 2 |\n"
    assert units(text, UnitHint(scale=6))[1] == ("美元", Decimal(1))


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Weighted average shares outstanding", "股"),
        ("Number of shares issued", "股"),
        ("Repurchases of common shares", "美元"),
        ("Proceeds from shares issued", "美元"),
    ],
)
def test_shares_are_counted_and_what_is_paid_for_them_is_money(label: str, unit: str) -> None:
    text = f"| | 2022 |\n|---|---|\n| Net income | $5 |\n| {label} | 2 |\n"
    assert units(text, UnitHint(scale=6))[1] == (unit, MILLION)


def test_shares_have_a_scale_of_their_own_where_the_lines_say_one() -> None:
    text = "| | 2022 |\n|---|---|\n| Net income | $5 |\n| Weighted average shares outstanding | 2 |\n"
    assert units(text, UnitHint(scale=6, share_scale=3))[1] == ("股", Decimal(1000))


def test_a_per_cent_sign_on_a_column_s_first_and_last_figure_is_meant_of_those_between() -> None:
    text = "| | 2022 | 2021 |\n|---|---|---|\n| Oil | 50% | 4 |\n| Gas | 30 | 3 |\n| Total | 80% | 7 |\n"
    assert units(text) == [("%", Decimal(1)), ("", None)] * 3


def test_a_change_is_not_in_the_unit_of_the_amounts() -> None:
    text = "| 指标 | 2022年 | 同比增长（%） |\n|---|---|---|\n| 产值 | 50 | 5.1 |\n"
    assert units(text, UnitHint(unit="亿元")) == [("元", Decimal(10) ** 8), ("%", Decimal(1))]
