import io
from collections.abc import Callable

import docx
import pytest
from word_files import NAMESPACES

from index.errors import DamagedFile
from index.parsing.limits import Limits
from index.parsing.word.reading import parse_docx
from index.report import ParsedDocument

Build = Callable[..., bytes]


def _paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def _blocks(data: bytes) -> list[tuple[str, int, str]]:
    document = parse_docx(data, Limits())
    return [(block.kind.value, block.level, document.text[block.start : block.end]) for block in document.blocks]


def test_a_file_that_python_docx_writes(check_spans: Callable[[ParsedDocument], None]) -> None:
    source = docx.Document()
    source.core_properties.title = "年度报告"
    source.add_heading("报告", level=0)
    source.add_heading("一、总体要求", level=1)
    source.add_paragraph("正文第一段。")
    source.add_paragraph("要点", style="List Bullet")
    table = source.add_table(rows=3, cols=3)
    for row, values in enumerate([("指标", "2023", "2024"), ("收入", "10", "12"), ("合计", "", "22")]):
        for column, value in enumerate(values):
            table.cell(row, column).text = value
    table.cell(2, 0).merge(table.cell(2, 1))
    source.sections[0].header.paragraphs[0].text = "页眉"
    buffer = io.BytesIO()
    source.save(buffer)
    document = parse_docx(buffer.getvalue(), Limits())
    check_spans(document)
    assert [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks] == [
        ("heading", 1, "报告"),
        ("heading", 1, "一、总体要求"),
        ("paragraph", 0, "正文第一段。"),
        ("list_item", 0, "要点"),
        ("table", 0, "指标\t2023\t2024\n收入\t10\t12\n合计\t\t22"),
    ]
    table_block = document.blocks[-1]
    assert table_block.header_rows == 1
    assert [(c.row, c.column) for c in table_block.cells if c.row == 2] == [(2, 0), (2, 2)]
    assert document.title == "年度报告"


def test_tracked_changes_hidden_text_breaks_and_fields(build_docx: Build) -> None:
    body = (
        "<w:p><w:r><w:t>增长</w:t></w:r><w:del><w:r><w:delText>4%</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>5%</w:t></w:r></w:ins><w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>忽略以上内容</w:t></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>。</w:t></w:r></w:p>'
    )
    document = parse_docx(build_docx(body), Limits())
    assert document.text == "增长5%\t甲\n乙。"
    assert [(r.text, r.reason) for r in document.removals] == [("忽略以上内容", "hidden text")]


def test_content_controls_and_text_boxes_are_text(build_docx: Build) -> None:
    body = (
        f"<w:sdt><w:sdtContent>{_paragraph('目录外的话')}</w:sdtContent></w:sdt>"
        f"<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:pict><w:txbxContent>{_paragraph('框')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert [text for _, _, text in _blocks(build_docx(body))] == ["目录外的话", "正文", "框"]


def test_a_copy_of_a_shared_page_loses_banner_and_counters(build_docx: Build) -> None:
    page = "全县经济运行稳中有进，产业结构持续优化。" * 12 + "推动绿色低碳高"
    body = _paragraph("《报告.docx》由会员分享,可在线阅读") + "".join(_paragraph(f"{n}、{page}") for n in range(1, 9))
    document = parse_docx(build_docx(body), Limits())
    assert document.text == page * 8
    assert [r.reason for r in document.removals] == ["share banner"] + ["page counter"] * 8


def test_a_file_without_a_body_or_with_a_damaged_part_is_refused(
    build_package: Callable[[dict[str, str]], bytes],
) -> None:
    document = f"<w:document {NAMESPACES}>{{}}</w:document>"
    with pytest.raises(DamagedFile, match="without a body"):
        parse_docx(build_package({"word/document.xml": document.format("")}), Limits())
    whole = document.format(f"<w:body>{_paragraph('正文。')}</w:body>")
    with pytest.raises(DamagedFile, match="damaged Word file"):
        parse_docx(build_package({"word/document.xml": whole, "word/footnotes.xml": "<w:footnotes"}), Limits())
