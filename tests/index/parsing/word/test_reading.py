import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from index.errors import DamagedFile, EncryptedFile, LimitExceeded
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


def test_a_document_type_is_refused(build_package: Callable[[dict[str, str]], bytes]) -> None:
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        "<w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(DamagedFile, match="entities"):
        parse_docx(build_package({"word/document.xml": bomb}), Limits())


def test_limits_on_entries_size_ratio_and_paragraphs(build_docx: Build) -> None:
    many = build_docx(_paragraph("x"), **{f"word/media/{number}.txt": "x" for number in range(30)})
    with pytest.raises(LimitExceeded, match="33 files inside"):
        parse_docx(many, Limits(zip_entries=20))
    large = build_docx(_paragraph("甲" * 2_000_000))
    with pytest.raises(LimitExceeded, match="200 times its size"):
        parse_docx(large, Limits())
    with pytest.raises(LimitExceeded, match="more than 1 MB"):
        parse_docx(large, Limits(inflated_bytes=1_000_000, inflation_ratio=100_000))
    with pytest.raises(LimitExceeded, match="more than 10 paragraphs"):
        parse_docx(build_docx("<w:p/>" * 11), Limits(paragraphs=10))


def test_an_archive_that_lies_about_sizes_is_counted_by_what_comes_out(build_docx: Build) -> None:
    data = build_docx(_paragraph("甲" * 3_000_000))
    # The central directory states the inflated size; claim 100 bytes.
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        true_size = package.getinfo("word/document.xml").file_size
    lying = data.replace(true_size.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    with pytest.raises((LimitExceeded, DamagedFile)):
        parse_docx(lying, Limits())


def test_damaged_and_encrypted_packages(build_docx: Build, build_package: Callable[[dict[str, str]], bytes]) -> None:
    whole = build_docx(_paragraph("正文"))
    with pytest.raises(DamagedFile, match="damaged Word file"):
        parse_docx(whole[: len(whole) // 2], Limits())
    with pytest.raises(DamagedFile, match="without its text"):
        parse_docx(build_package({"word/other.xml": "<a/>"}), Limits())
    with pytest.raises(DamagedFile, match="damaged Word file"):
        parse_docx(build_package({"word/document.xml": "<w:document"}), Limits())
    locked = bytearray(whole)
    place = locked.rfind(b"PK\x01\x02")
    locked[place + 8] |= 1
    with pytest.raises(EncryptedFile, match="password"):
        parse_docx(bytes(locked), Limits())


def test_a_copy_of_a_shared_page_loses_banner_and_counters(build_docx: Build) -> None:
    page = "全县经济运行稳中有进，产业结构持续优化。" * 12 + "推动绿色低碳高"
    body = _paragraph("《报告.docx》由会员分享,可在线阅读") + "".join(_paragraph(f"{n}、{page}") for n in range(1, 9))
    document = parse_docx(build_docx(body), Limits())
    assert document.text == page * 8
    assert [r.reason for r in document.removals] == ["share banner"] + ["page counter"] * 8
