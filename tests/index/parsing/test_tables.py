"""What a cell is about, in tables as each format gives them: merged, several header rows, places left empty."""

import io
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from reportlab.pdfgen.canvas import Canvas as UntypedCanvas

from index.parsing.html import parse_html
from index.parsing.limits import Limits
from index.parsing.markdown import parse_markdown
from index.parsing.pdf.reading import parse_pdf
from index.parsing.word.reading import parse_docx
from index.report import Block, BlockKind, Metadata, ParsedDocument, Report, Source
from index.structure.sections import section_tree
from index.structure.tables import (
    HeaderPath,
    cell_at,
    cells_in,
    header_path,
)

new_canvas: Any = UntypedCanvas


def report_of(document: ParsedDocument, language: str = "zh") -> Report:
    return Report(
        "0" * 64,
        Metadata("报告", language=language),
        document.text,
        "",
        "1",
        section_tree(document, None),
        document.blocks,
        sources=(Source("r", None, ""),),
    )


def path_of(report: Report, value: str) -> HeaderPath:
    found = cell_at(report, report.text.index(value))
    assert found is not None
    block, cell = found
    assert report.text[cell.start : cell.end] == value
    return header_path(report, block, cell)


def tables(document: ParsedDocument) -> list[Block]:
    return [block for block in document.blocks if block.kind is BlockKind.TABLE]


HTML = """
<p>表1 主要指标</p><p>单位：亿元</p>
<table><tr><th rowspan=2>地区</th><th rowspan=2>指标</th><th colspan=2>2023年</th><th>2024年</th></tr>
<tr><th>上半年</th><th>全年</th><th>全年</th></tr>
<tr><td rowspan=2>甲县</td><td>产值</td><td>11</td><td>22</td><td>33</td></tr>
<tr><td>税收</td><td></td><td>55</td><td>66</td></tr>
<tr><td colspan=2>合计</td><td>77</td><td>88</td><td>99</td></tr></table>
"""


def test_html_merged_cells_name_what_they_cover() -> None:
    document = parse_html(HTML.encode())
    report = report_of(document)
    (table,) = tables(document)
    assert table.header_rows == 2
    assert path_of(report, "22") == HeaderPath("表1 主要指标 单位：亿元", ("甲县", "产值"), ("2023年", "全年"))
    assert path_of(report, "55") == HeaderPath("表1 主要指标 单位：亿元", ("甲县", "税收"), ("2023年", "全年"))
    assert path_of(report, "99").rows == ("合计",)
    assert path_of(report, "99").columns == ("2024年", "全年")
    assert path_of(report, "33").path == ("表1 主要指标 单位：亿元", "甲县", "产值", "2024年", "全年")


def _docx_row(*cells: tuple[str, str]) -> str:
    return (
        "<w:tr>"
        + "".join(
            f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"
            for text, properties in cells
        )
        + "</w:tr>"
    )


def test_docx_merged_cells_name_what_they_cover(build_docx: Callable[..., bytes]) -> None:
    down, on, two = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    rows = [
        _docx_row(("项目", down), ("2023年", two), ("2024年", two)),
        _docx_row(("", on), ("计划", ""), ("实际", ""), ("计划", ""), ("实际", "")),
        _docx_row(("收入", ""), ("100", ""), ("101", ""), ("200", ""), ("", "")),
        _docx_row(("支出", ""), ("300", ""), ("301", ""), ("400", ""), ("401", "")),
    ]
    document = parse_docx(
        build_docx(f"<w:p><w:r><w:t>表2　收支情况</w:t></w:r></w:p><w:tbl>{''.join(rows)}</w:tbl>"), Limits()
    )
    report = report_of(document)
    assert tables(document)[0].header_rows == 2
    assert path_of(report, "101") == HeaderPath("表2 收支情况", ("收入",), ("2023年", "实际"))
    assert path_of(report, "200").columns == ("2024年", "计划")
    assert path_of(report, "401").columns == ("2024年", "实际")


def test_markdown_rows_with_missing_cells_keep_their_columns() -> None:
    text = "# 年报\n\n主要数据：\n\n| 指标 | 2023 | 2024 |\n|---|---|---|\n| 人口 | 12.5 |\n| 收入 | | 7.8 |\n"
    report = report_of(parse_markdown(text.encode()))
    assert path_of(report, "12.5") == HeaderPath("主要数据：", ("人口",), ("2023",))
    assert path_of(report, "7.8") == HeaderPath("主要数据：", ("收入",), ("2024",))
    found = cells_in(report, report.text.index("收入"), len(report.text))
    assert found is not None and [cell.column for cell in found[1]] == [0, 1, 2]


def _pdf(rows: list[list[tuple[int, str]]], before: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(72, 760, before)
    for number, row in enumerate(rows):
        for right, text in row:
            if right < 100:
                canvas.drawString(right, 740 - 13 * number, text)
            else:
                canvas.drawRightString(right, 740 - 13 * number, text)
    canvas.save()
    return buffer.getvalue()


def test_pdf_names_over_several_columns_signs_and_labels_of_two_lines() -> None:
    rows = [
        [(350, "Three Months Ended"), (510, "Nine Months Ended")],
        [(300, "2022"), (370, "2021"), (450, "2022"), (530, "2021")],
        [(72, "Operating expenses:")],
        [(80, "Research"), (255, "$"), (300, "6,797"), (325, "$"), (370, "5,717"), (450, "19,490"), (530, "16,142")],
        [(80, "Selling, general and other costs of")],
        [(80, "administration"), (300, "6,012"), (370, "5,616"), (450, "18,654"), (530, "16,357")],
        [(72, "Total operating expenses"), (300, "12,809"), (370, "11,129"), (450, "38,144"), (530, "32,499")],
        [(72, "Operating income"), (300, "23,076"), (370, "24,126"), (450, "94,543"), (530, "85,163")],
    ]
    document = parse_pdf(_pdf(rows, "Condensed statements of operations"))
    report = report_of(document, "en")
    (table,) = tables(document)
    assert table.header_rows == 2
    assert document.text[table.start : table.end].split("\n")[3:5] == [
        "Research\t$6,797\t$5,717\t19,490\t16,142",
        "Selling, general and other costs of administration\t6,012\t5,616\t18,654\t16,357",
    ]
    caption = "Condensed statements of operations"
    assert path_of(report, "5,616") == HeaderPath(
        caption, ("Operating expenses:", "Selling, general and other costs of administration"),
        ("Three Months Ended", "2021"),
    )  # fmt: skip
    assert path_of(report, "94,543") == HeaderPath(caption, ("Operating income",), ("Nine Months Ended", "2022"))


def _drawn(canvas: Any, lefts: list[int], tops: list[int], skip: tuple[int, int, int] | None = None) -> None:
    """A grid of lines; `skip` leaves out, at a top, the line between two lefts."""
    for top in tops:
        for left, right in pairwise(lefts):
            if skip != (top, left, right):
                canvas.line(left, 842 - top, right, 842 - top)
    for left in lefts:
        canvas.line(left, 842 - tops[0], left, 842 - tops[-1])


def test_a_drawn_grid_holds_cells_of_several_lines_and_merged_ones() -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 800, "A sentence stands above the table.")
    _drawn(canvas, [60, 200, 300, 400], [100, 118, 136, 200], skip=(136, 60, 200))
    for left, top, text in [
        (64, 113, "Goal"), (204, 113, "Kind"), (304, 113, "Date"),
        (64, 131, "Bring all programmes"), (64, 144, "into full accord with"), (64, 157, "the plan of self-"),
        (64, 170, "sufficient growth"),
        (204, 131, "Target"), (304, 131, "2026-09-30"), (204, 149, "Actual"),
    ]:  # fmt: skip
        canvas.drawString(left, 842 - top, text)
    canvas.drawString(60, 600, "A sentence stands below it.")
    canvas.save()
    document = parse_pdf(buffer.getvalue())
    report = report_of(document, "en")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]
    (table,) = tables(document)
    goal = "Bring all programmes into full accord with the plan of self-sufficient growth"
    assert document.text[table.start : table.end] == f"Goal\tKind\tDate\n{goal}\tTarget\t2026-09-30\n\tActual\t"
    assert path_of(report, "Actual") == HeaderPath(path_of(report, "Goal").caption, (goal,), ("Kind",))
    assert len(table.boxes) >= 5


def test_a_grid_without_lines_between_its_rows_is_read_by_columns() -> None:
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, pagesize=(595, 842), invariant=1)
    canvas.setFont("Helvetica", 10)
    _drawn(canvas, [60, 200, 300, 400], [100, 118, 180])
    rows = [("Item", "2023", "2024"), ("Sales", "60.2", "72.5"), ("Costs", "30.1", "31.9"), ("Profit", "3.0", "4.1")]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            canvas.drawString(64 + (0, 140, 240)[column], 842 - 113 - 19 * number, value)
    canvas.save()
    document = parse_pdf(buffer.getvalue())
    (table,) = tables(document)
    assert document.text[table.start : table.end] == "\n".join("\t".join(row) for row in rows)
