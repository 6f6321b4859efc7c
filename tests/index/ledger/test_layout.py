"""How a table lies: columns with figures, the names over them, rows and their labels."""

import pytest
from ledger_tables import table_of

from index.ledger.layout import Layout, Row


def laid(text: str, outside: tuple[str, ...] = (), group: str = "") -> tuple[Layout, list[Row]]:
    """The layout of a text's last table, and its rows."""
    report, number, times = table_of(text)
    layout = Layout(report, report.blocks[number], times, outside, group)
    return layout, list(layout.rows())


def names(rows: list[Row]) -> list[list[tuple[str, ...]]]:
    """The names over each row's columns, from the left."""
    return [[row.names[column] for column in sorted(row.names)] for row in rows]


def html(*rows: str) -> str:
    """A table without a header, of cells between bars; an empty cell is there."""
    cells = ("".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) for row in rows)
    return f"<p>Assets.</p><table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def test_columns_with_figures_and_the_names_over_them() -> None:
    layout, rows = laid("| | 2022 | 2021 |\n|---|---|---|\n| Cash | 5 | 4 |\n| Debt | 7 | 6 |\n")
    assert layout.columns == [1, 2]
    assert [(row.label, [layout.value(cell) for cell in row.values]) for row in rows] == [
        ("Cash", ["5", "4"]),
        ("Debt", ["7", "6"]),
    ]
    assert names(rows) == [[("2022",), ("2021",)]] * 2


@pytest.mark.parametrize("head", ["Notes", "No.", "附注", "序号", "Page"])
def test_what_only_numbers_things_is_no_column_of_figures(head: str) -> None:
    layout, rows = laid(f"| | {head} | 2022 |\n|---|---|---|\n| Cash | 3 | 5 |\n| Debt | 4 | 7 |\n")
    assert layout.columns == [2]
    assert [row.label for row in rows] == ["Cash", "Debt"]


def test_a_name_over_several_columns_stands_over_each() -> None:
    text = (
        "<table><thead><tr><th></th><th colspan=2>Three months ended June 30,</th></tr>"
        "<tr><th></th><th>2022</th><th>2021</th></tr></thead><tr><td>Cash</td><td>5</td><td>4</td></tr></table>"
    )
    _, rows = laid(text)
    assert names(rows) == [[("Three months ended June 30,", "2022"), ("Three months ended June 30,", "2021")]]


def test_years_over_columns_of_signs_belong_to_the_figures_beside_them() -> None:
    """A PDF puts "2022" over the "$" before the figure."""
    layout, rows = laid(html("|2022||2021|", "Cash|$|5|$|4", "Debt|$|7|$|6"))
    assert layout.columns == [2, 4]
    assert names(rows) == [[("2022",), ("2021",)]] * 2


def test_rows_inside_a_table_name_its_columns_anew() -> None:
    _, rows = laid(html("|2022|2021", "Cash|5|4", "|2020|2019", "Debt|7|6"))
    assert [(row.label, *names([row])[0]) for row in rows] == [
        ("Cash", ("2022",), ("2021",)),
        ("Debt", ("2020",), ("2019",)),
    ]


def test_a_row_without_figures_is_the_group_of_those_below_until_their_total() -> None:
    text = "| | 2022 |\n|---|---|\n| Assets: | |\n| Cash | 5 |\n| Total assets | 5 |\n| Debt | 7 |\n"
    assert [(row.label, row.group) for row in laid(text)[1]] == [
        ("Cash", "Assets:"),
        ("Total assets", "Assets:"),
        ("Debt", ""),
    ]


def test_a_label_that_goes_on_in_the_next_row_is_one() -> None:
    text = "| | 2022 |\n|---|---|\n| Net cash provided by | |\n| operating activities | 5 |\n| Debt | 7 |\n"
    assert [(row.label, row.group) for row in laid(text)[1]] == [
        ("Net cash provided by operating activities", ""),
        ("Debt", ""),
    ]


def test_a_row_of_time_or_of_a_unit_holds_for_those_below() -> None:
    _, rows = laid(html("|甲|乙", "2021年||", "产量|5|4", "单位：万元||", "产值|7|6"))
    assert [(row.label, row.period, row.units) for row in rows] == [
        ("产量", "2021年", ()),
        ("产值", "2021年", ("单位：万元",)),
    ]


def test_a_unit_and_a_date_may_have_a_column_of_their_own() -> None:
    text = (
        "| 指标 | 单位 | 日期 | 数值 |\n|---|---|---|---|\n| 产值 | 亿元 | 2021年 | 5 |\n| 粮食 | 万吨 | 2022年 | 7 |\n"
    )
    _, rows = laid(text)
    assert [(row.label, row.unit_cell, row.dates) for row in rows] == [
        ("产值", "亿元", ("2021年",)),
        ("粮食", "万吨", ("2022年",)),
    ]


def test_a_label_that_reaches_down_is_that_of_each_row() -> None:
    text = (
        "<table><tr><th>地区</th><th>产品</th><th>2022</th></tr><tr><td rowspan=2>甲县</td><td>茶叶</td><td>5</td></tr>"
        "<tr><td>油料</td><td>7</td></tr></table>"
    )
    assert [row.label for row in laid(text)[1]] == ["甲县 茶叶", "甲县 油料"]


def test_footnotes_come_off_labels() -> None:
    text = "| | 2022 |\n|---|---|\n| Debt (a): | |\n| Notes due (1) | 5 |\n"
    assert [(row.label, row.group) for row in laid(text)[1]] == [("Notes due", "Debt:")]


def test_names_and_a_group_that_stand_outside() -> None:
    _, rows = laid(html("Cash|5|4", "Debt|7|6"), ("2022", "2021"), "Assets:")
    assert names(rows) == [[("2022",), ("2021",)]] * 2
    assert [row.group for row in rows] == ["Assets:", "Assets:"]


def test_words_of_time_alone_are_a_time() -> None:
    layout, _ = laid("| | 2022 |\n|---|---|\n| Cash | 5 |\n")
    assert layout.is_time("June 30, 2022") and layout.is_time("2022年")
    assert not layout.is_time("Sales in 2022") and not layout.is_time(" ")


def test_a_name_spreads_over_the_columns_of_its_block() -> None:
    layout, _ = laid("| | a | b | c | d |\n|---|---|---|---|---|\n| Cash | 5 | 4 | 3 | 2 |\n")
    assert layout.spread({1: "2022", 3: "2021"}) == {1: "2022", 2: "2022", 3: "2021", 4: "2021"}
    assert layout.spread({1: "2022"}) == dict.fromkeys((1, 2, 3, 4), "2022")
    assert layout.spread({1: "Tea", 3: "Oil"}) == {1: "Tea", 2: "Tea", 3: "Oil", 4: "Oil"}
    assert layout.spread({1: "Tea"}) == {1: "Tea"}
