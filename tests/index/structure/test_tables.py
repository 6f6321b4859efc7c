"""What a table's cell is about: its columns' names, its row's labels, its caption; by the spans alone."""

from dataclasses import replace

import pytest

from index.report import Block, BlockKind, Cell, Metadata, Report, Section
from index.structure.tables import (
    HeaderPath,
    block_at,
    caption_span,
    cell_at,
    cells_in,
    count_header_rows,
    header_path,
    is_figure,
    unit_line,
)


def report_of(rows: list[list[str | None]], *before: str, header_rows: int = 1) -> Report:
    """A report of paragraphs and a table behind them; None is a place that a merged cell covers."""
    blocks: list[Block] = []
    text = ""
    for line in before:
        blocks.append(Block(BlockKind.PARAGRAPH, len(text), len(text) + len(line)))
        text += line + "\n"
    start, cells = len(text), []
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                cells.append(Cell(len(text), len(text) + len(value), number, column))
            text += (value or "") + ("\t" if column + 1 < len(row) else "\n" if number + 1 < len(rows) else "")
    blocks.append(Block(BlockKind.TABLE, start, len(text), cells=tuple(cells), header_rows=header_rows))
    return Report("0" * 64, Metadata("报告"), text, "", "1", (Section(0, 0, None, 0, len(text), 0, 0),), tuple(blocks))


def path_of(report: Report, value: str) -> HeaderPath:
    """The path of the cell that holds a value."""
    table = report.blocks[-1]
    (cell,) = (cell for cell in table.cells if report.text[cell.start : cell.end] == value)
    assert cell_at(report, cell.start) == (table, cell)
    return header_path(report, table, cell)


def test_names_inside_a_table_go_above_those_at_its_top() -> None:
    report = report_of([["", "2022", "2023"], ["收入", "1", "2"], ["", "2022年末", "2023年末"], ["资产", "31", "41"]])
    assert path_of(report, "41") == HeaderPath("", ("资产",), ("2023年末",))
    assert caption_span(report, report.blocks[-1]) is None
    assert cell_at(report, report.text.index("\t1")) is None


def test_a_merged_name_stands_over_every_column_that_it_covers() -> None:
    """And a merged label beside every row; a total's label is its own, not the group above."""
    report = report_of(
        [
            ["地区", "指标", "2023年", None],
            [None, None, "上半年", "全年"],
            ["甲县", "产值", "11", "22"],
            [None, "税收", "33", "44"],
            ["合计", None, "55", "66"],
        ],
        header_rows=2,
    )
    assert path_of(report, "22") == HeaderPath("", ("甲县", "产值"), ("2023年", "全年"))
    assert path_of(report, "33") == HeaderPath("", ("甲县", "税收"), ("2023年", "上半年"))
    assert path_of(report, "66").rows == ("合计",)


def test_a_name_over_several_columns_that_is_not_marked_as_merged() -> None:
    """It stands in the first of them."""
    report = report_of(
        [
            ["", "Three Months", "", "Nine Months", ""],
            ["", "2022", "2021", "2022", "2021"],
            ["Sales", "1", "2", "3", "4"],
        ],
        header_rows=2,
    )
    assert path_of(report, "4").columns == ("Nine Months", "2021")


def test_a_group_names_its_rows_down_to_its_total() -> None:
    """What stands behind the total is of no group."""
    report = report_of(
        [["", "2023"], ["Operating expenses:", ""], ["Research", "1"], ["Total expenses", "3"], ["Income", "4"]]
    )
    assert path_of(report, "1").rows == ("Operating expenses:", "Research")
    assert path_of(report, "3").rows == ("Operating expenses:", "Total expenses")
    assert path_of(report, "4").rows == ("Income",)


def test_names_have_no_names() -> None:
    """A header's cell has those above it, a label none at its left."""
    report = report_of([["指标", "2023"], ["收入", "1"]])
    assert path_of(report, "2023") == HeaderPath("", (), ())
    assert path_of(report, "收入") == HeaderPath("", (), ())


@pytest.mark.parametrize(
    ("before", "caption"),
    [
        (("表1 主要指标", "单位：亿元"), "表1 主要指标 单位：亿元"),
        (("主要指标如下",), "主要指标如下"),
        (("全县经济运行平稳。",), ""),
        (("全县经济运行平稳。", "（单位：万元）"), "（单位：万元）"),
        (("前文", "表1 主要指标"), "表1 主要指标"),
        (("长" * 121,), ""),
        ((), ""),
    ],
)
def test_the_caption(before: tuple[str, ...], caption: str) -> None:
    """The line in front, with its unit; a sentence is none, and no line stands further up."""
    report = report_of([["指标", "2023"], ["收入", "1"]], *before)
    assert path_of(report, "1").caption == caption


def test_the_path_is_one_line() -> None:
    """Without what is empty."""
    assert HeaderPath("", ("甲县",), ("2023年",)).path == ("甲县", "2023年")


def test_what_stands_where() -> None:
    """Cells that a span touches; nothing outside a table, on a tab, or over its end."""
    report = report_of([["指标", "2023"], ["收入", "1"]], "前文。")
    table = report.blocks[-1]
    assert block_at(report, 0) == report.blocks[0]
    assert block_at(report, 3) is None and block_at(report, len(report.text)) is None
    found = cells_in(report, table.start, table.end)
    assert found is not None and len(found[1]) == 4
    first = cells_in(report, table.start, table.start + 1)
    assert first is not None and [cell.column for cell in first[1]] == [0]
    assert cells_in(report, 0, 2) is None
    assert cells_in(report, table.start, table.end + 1) is None


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        *((text, True) for text in ("1,234.5", "(12)", "—", "12.3亿元", "45%", "$ 3", "-3.2", "N/A", "不适用")),
        *((text, False) for text in ("2023年", "2023年末", "June 25, 2022", "收入", "2024年1月", "FY 2022", "Q1")),
        *((text, False) for text in ("", "2024-06-30", "1. Introduction")),
    ],
)
def test_a_figure_is_told_from_a_year(text: str, figure: bool) -> None:
    assert is_figure(text) is figure


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([["", "Three Months", ""], ["", "2022", "2021"], ["Sales", "1", "2"]], 2),
        ([["", "", "Change"], ["(In millions)", "2022", "2021"], ["Sales", "1", "2"]], 2),
        ([["目标", "说明"], ["", "补充说明"], ["节能", "降耗"]], 1),
        ([["1", "2"], ["3", "4"]], 0),
        ([["指标", "2023"]], 0),
        ([["地区", "2023年", None], [None, "上半年", "全年"], ["甲县", "1", "2"]], 2),
        ([["指标" * 31, "2023"], ["收入", "1"]], 0),
    ],
)
def test_header_rows_end_where_labels_or_figures_begin(rows: list[list[str | None]], count: int) -> None:
    """The last row is never one; a sentence is no name."""
    assert count_header_rows(rows) == count


def test_a_year_like_amount_among_figures_is_a_figure() -> None:
    """It has the row's label, and is none itself."""
    rows: list[list[str | None]] = [
        ["项目", "总投资", "完成"],
        ["甲", "2369", "7"],
        ["乙", "1962", "8"],
        ["丙", "31", "9"],
    ]
    report = report_of(rows)
    assert path_of(report, "1962").rows == ("乙",)
    assert path_of(report, "8").rows == ("乙",)


def test_a_column_of_years_labels_its_rows() -> None:
    """None of its cells is a figure."""
    report = report_of([["年份", "地区", "产值"], ["2022", "甲", "51"], ["2023", "乙", "62"]])
    assert path_of(report, "62").rows == ("2023", "乙")


def test_a_rows_number_is_not_what_names_it() -> None:
    """Words in a row are told of what follows the number."""
    report = report_of([["序号", "项目", "地点"], ["1", "水厂", "甲镇"], ["2", "学校", "乙镇"]])
    assert path_of(report, "乙镇").rows == ("学校",)


@pytest.mark.parametrize(
    ("below", "found"),
    [
        ("单位：亿元", "单位：亿元"),
        ("（单位：万元）", "（单位：万元）"),
        ("单位：亿元，下同，详见附件一所列的各表说明。", ""),
        ("增长较快。", ""),
    ],
)
def test_a_unit_may_stand_below_the_table(below: str, found: str) -> None:
    report = report_of([["地区", "产值"], ["甲", "51"]])
    table = report.blocks[0]
    start = len(report.text) + 1
    blocks = (table, Block(BlockKind.PARAGRAPH, start, start + len(below)))
    under = replace(report, text=f"{report.text}\n{below}", blocks=blocks)
    assert unit_line(under, table) == found
    beside = replace(under, blocks=(*blocks, replace(table, start=start + len(below), end=start + len(below))))
    assert unit_line(beside, table) == ""
