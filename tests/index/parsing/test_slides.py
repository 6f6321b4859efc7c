import io
from collections.abc import Callable
from typing import Any

import pptx
import pytest
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from index.errors import DamagedFile, LimitExceeded
from index.parsing.limits import Limits
from index.parsing.slides import parse_pptx
from index.report import ParsedDocument

BOX = (Inches(1), Inches(2), Inches(4), Inches(2))


def _pptx(fill: Callable[[Any], None]) -> bytes:
    source = pptx.Presentation()
    fill(source)
    buffer = io.BytesIO()
    source.save(buffer)
    return buffer.getvalue()


def _blocks(document: ParsedDocument) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def _two_slides(source: Any) -> None:
    first = source.slides.add_slide(source.slide_layouts[1])
    first.shapes.title.text = "2024年工作回顾"
    first.placeholders[1].text = "地区生产总值186.4亿元。\n增长6.1%。"
    first.notes_slide.notes_text_frame.text = "此处强调增速。"
    second = source.slides.add_slide(source.slide_layouts[5])
    table = second.shapes.add_table(3, 3, *BOX).table
    for row, values in enumerate([("指标", "2023年", "2024年"), ("粮食", "22.6", "23.8"), ("合计", "", "46.4")]):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    table.cell(2, 0).merge(table.cell(2, 1))
    second.shapes.title.text = "主要\v指标"


def test_a_slide_is_a_page_with_its_title_texts_tables_and_notes(check_spans: Callable[[ParsedDocument], None]) -> None:
    document = parse_pptx(_pptx(_two_slides), Limits())
    check_spans(document)
    assert _blocks(document) == [
        ("heading", "2024年工作回顾"),
        ("paragraph", "地区生产总值186.4亿元。"),
        ("paragraph", "增长6.1%。"),
        ("paragraph", "此处强调增速。"),
        ("heading", "主要指标"),
        ("table", "指标\t2023年\t2024年\n粮食\t22.6\t23.8\n合计\t\t46.4"),
    ]
    assert len(document.page_starts) == 2
    assert document.text[document.page_starts[1] :].startswith("\n主要指标")
    assert document.blocks[-1].header_rows == 1


def test_charts_groups_and_text_boxes() -> None:
    def fill(source: Any) -> None:
        slide = source.slides.add_slide(source.slide_layouts[6])
        data = CategoryChartData(number_format="0.0%")
        data.categories = ["一产", "二产"]
        data.add_series("增速", (0.034, 0.061))
        slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data)
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(*BOX).text_frame.text = "组内文字"

    assert _blocks(parse_pptx(_pptx(fill), Limits())) == [
        ("table", "\t增速\n一产\t3.4%\n二产\t6.1%"),
        ("paragraph", "组内文字"),
    ]


def test_hidden_slides_struck_words_numbers_and_furniture() -> None:
    def fill(source: Any) -> None:
        slide = source.slides.add_slide(source.slide_layouts[6])
        frame = slide.shapes.add_textbox(*BOX).text_frame
        frame.text = "增长"
        run = frame.paragraphs[0].add_run()
        run.text = "7.5%"
        run.font._element.set("strike", "sngStrike")
        frame.paragraphs[0].add_run().text = "6%"
        for text in ("修路", "建桥"):
            paragraph = frame.add_paragraph()
            paragraph.text = text
            properties = paragraph._p.get_or_add_pPr()
            number = properties.makeelement(
                "{http://schemas.openxmlformats.org/drawingml/2006/main}buAutoNum", {"type": "ea1ChsPeriod"}
            )
            properties.append(number)
        hidden = source.slides.add_slide(source.slide_layouts[5])
        hidden.shapes.title.text = "备用页"
        hidden._element.set("show", "0")

    document = parse_pptx(_pptx(fill), Limits())
    assert _blocks(document) == [("paragraph", "增长6%"), ("paragraph", "一、修路"), ("paragraph", "二、建桥")]
    assert [(removal.reason, removal.text) for removal in document.removals] == [
        ("struck-through text", "7.5%"),
        ("hidden slide", "备用页"),
    ]
    assert document.problems == ("Struck-through text is left out: “7.5%”.",)


def test_damaged_files_and_limits() -> None:
    whole = _pptx(_two_slides)
    with pytest.raises(DamagedFile, match="damaged PowerPoint file"):
        parse_pptx(whole[: len(whole) // 2], Limits())
    with pytest.raises(LimitExceeded, match="files inside"):
        parse_pptx(whole, Limits(zip_entries=5))
    with pytest.raises(LimitExceeded, match="more than 0 MB"):
        parse_pptx(whole, Limits(inflated_bytes=1_000))
