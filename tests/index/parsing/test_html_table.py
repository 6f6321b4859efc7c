"""Tables of a page: those that hold data, and those that only lay out the page; and where each cell stands."""

import lxml.html
import pytest

from index.parsing.html_table import DataTable, compact, data_table


def table_of(rows: str) -> DataTable | None:
    """The table of data that rows make, elements of class `hidden` not shown."""
    table = lxml.html.fragment_fromstring(f"<table>{rows}</table>")
    return data_table(table, lambda element: element.get("class") != "hidden")


def cells_of(rows: str) -> list[list[str | None]]:
    """The cells of rows that make a table."""
    found = table_of(rows)
    assert found is not None
    return found.cells


def test_merged_cells_stand_at_their_first_place() -> None:
    """Across and down."""
    rows = (
        "<tr><th rowspan=2>地区</th><th colspan=2>2023年</th></tr><tr><th>上半年</th><th>全年</th></tr>"
        "<tr><td>甲县</td><td>11</td><td>22</td></tr>"
    )
    assert cells_of(rows) == [["地区", "2023年", None], [None, "上半年", "全年"], ["甲县", "11", "22"]]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        ("<tr><th>a</th><th>b</th></tr><tr><td>c</td><td>1</td></tr>", 1),
        ("<thead><tr><td>a</td><td>b</td></tr></thead><tr><td>c</td><td>1</td></tr>", 1),
        ("<tr><td>指标</td><td>2023年</td></tr><tr><td>收入</td><td>1</td></tr>", 1),
        ("<tr><td>收入</td><td>1</td></tr><tr><td>支出</td><td>2</td></tr>", 0),
        ("<tr><th>a</th><th>b</th></tr><tr><th>c</th><th>d</th></tr>", 1),
    ],
)
def test_header_rows_are_those_marked_else_those_that_look_like_it(rows: str, headers: int) -> None:
    """The last row is never one."""
    found = table_of(rows)
    assert found is not None and found.header_rows == headers


@pytest.mark.parametrize(
    "rows",
    [
        "<tr><td>only one row</td><td>1</td></tr>",
        "<tr><td>one</td></tr><tr><td>column</td></tr>",
        "<tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
        "<tr><td><h2>News</h2></td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
        "<tr><td><ul><li>a</li></ul></td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
        f"<tr><td>{'prose ' * 120}</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
        "<tr><td>•</td><td>first</td></tr><tr><td>•</td><td>second</td></tr>",
        "<tr><td>1.</td><td>first</td></tr><tr><td>2.</td><td>second</td></tr>",
        "<tr><td>a</td><td></td></tr><tr><td></td><td>b</td></tr>",
        "<tr class=hidden><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
        "",
    ],
)
def test_what_only_lays_out_a_page(rows: str) -> None:
    """A single row or column, another table or a heading inside, prose, a list with its bullets, nothing shown."""
    assert table_of(rows) is None


def test_empty_rows_and_columns_go_and_short_rows_are_filled() -> None:
    empty = "<tr><td></td></tr>"
    rows = f"<tr><td>a</td><td></td><td>b</td></tr>{empty}<tr><td>c</td><td></td><td>d</td></tr><tr><td>e</td></tr>"
    assert cells_of(rows) == [["a", "b"], ["c", "d"], ["e", None]]


def test_a_cell_is_its_shown_text_on_one_line() -> None:
    """Without scripts and what is hidden."""
    rows = (
        "<tr><td>Total<br>revenue <script>x()</script><b>net</b></td>"
        "<td>1<span class=hidden>2</span>3</td></tr><tr><td>\xa0 Costs\n(all)</td><td>4</td></tr>"
    )
    assert cells_of(rows) == [["Total revenue net", "13"], ["Costs (all)", "4"]]


@pytest.mark.parametrize("value", ["99999999", "-1", "x", "", "１"])
def test_a_span_that_is_no_sane_number(value: str) -> None:
    """It is bounded, or one."""
    rows = f"<tr><td colspan='{value}'>a</td><td>b</td></tr><tr><td>c</td><td>1</td><td>2</td></tr>"
    cells = cells_of(rows)
    assert cells[0][0] == "a" and len(cells[0]) <= 400


@pytest.mark.parametrize(
    ("row", "joined"),
    [
        (["Sales", "$", "5", "(", "3", ")"], ["Sales", None, "$5", None, "(3)", None]),
        (["税率", "5", "%"], ["税率", "5%", None]),
        (["Sales", "US$", None, "5"], ["Sales", None, None, "US$5"]),
        (["$", None], ["$", None]),
        (["Sales", "5", "3"], ["Sales", "5", "3"]),
        ([], []),
    ],
)
def test_signs_go_with_their_figures(row: list[str | None], joined: list[str | None]) -> None:
    """A sign without a figure stays; the row given is not changed."""
    before = list(row)
    assert compact(row) == joined
    assert row == before
