"""What a body is read as: headings, list items, paragraphs, tables, the contents, and what hangs on them."""

from collections.abc import Callable

import lxml.etree as etree
import pytest
from word_files import NAMESPACES, paragraph, part, run, table

from index.parsing.document import settle
from index.parsing.word.body import BodyReader, Hanging
from index.parsing.word.numbering import Numbering
from index.parsing.word.styles import Styles
from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]
Blocks = Callable[..., list[tuple[str, int, str]]]
BULLETS = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/><w:lvlText w:val="%2、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)


def _reader(body: str, numbering: str | None = None) -> tuple[BodyReader, list[Hanging]]:
    """A reader that has read the XML inside a body, and what it met hanging on its blocks."""
    met: list[Hanging] = []

    def insert(reader: BodyReader, chunk: etree._Element) -> None:
        raise AssertionError("no test here inserts a chunk")

    counted = Numbering(etree.fromstring(numbering) if numbering else None)
    reader = BodyReader(Styles(None), counted, lambda _, hanging: met.append(hanging), insert)
    reader.read(etree.fromstring(f"<w:body {NAMESPACES}>{body}</w:body>"))
    return reader, met


def _document(body: str, numbering: str | None = None) -> ParsedDocument:
    reader, _ = _reader(body, numbering)
    return settle(reader.builder.draft(), reader.cuts)


def _read(body: str, numbering: str | None = None) -> list[tuple[str, int, str]]:
    document = _document(body, numbering)
    return [(each.kind.value, each.level, document.text[each.start : each.end]) for each in document.blocks]


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_headings_list_items_and_paragraphs() -> None:
    def numbered(text: str, depth: int) -> str:
        return paragraph(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')

    body = (
        paragraph("Results for 2024", '<w:pStyle w:val="Heading1"/>')
        + paragraph("二级", '<w:outlineLvl w:val="1"/>')
        + numbered("要点", 0)
        + numbered("有号", 1)
        + paragraph("", '<w:pStyle w:val="Heading1"/>')
        + paragraph("正文。")
    )
    assert _read(body, BULLETS) == [
        ("heading", 1, "Results for 2024"),
        ("heading", 2, "二级"),
        ("list_item", 0, "要点"),
        ("paragraph", 0, "1、有号"),
        ("paragraph", 0, "正文。"),
    ]


def test_a_heading_broken_by_hand_is_one_line() -> None:
    broken = "<w:r><w:t>2025年</w:t><w:br/><w:t>政府工作报告</w:t></w:r>"
    body = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{broken}</w:p>'
    assert _read(body) == [("heading", 1, "2025年政府工作报告")]


def test_a_deleted_mark_joins_two_paragraphs(parse: Parse) -> None:
    gone = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = (
        f"<w:p>{gone}{run('改造校舍')}</w:p><w:p>{gone}{run('15所，')}</w:p><w:p>{run('惠及8600人。')}</w:p>"
        + paragraph("下一段。")
    )
    assert parse(body).text == "改造校舍15所，惠及8600人。\n下一段。"
    cell = f"<w:p>{gone}{run('改造')}</w:p><w:p>{run('15所')}</w:p>"
    document = parse(table([paragraph("项目"), paragraph("数")], [cell, paragraph("1")]))
    assert document.text == "项目\t数\n改造15所\t1"
    before_a_table = f"<w:p>{gone}{run('如下表')}</w:p>" + table([paragraph("甲"), paragraph("1")])
    assert parse(before_a_table + f"<w:p>{gone}{run('末段。')}</w:p>").text == "如下表\n甲\t1\n末段。"


def test_a_deleted_paragraph_takes_its_number_with_it() -> None:
    numbered = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    deleted = "<w:del><w:r><w:delText>旧项</w:delText></w:r></w:del>"
    gone = f"<w:p><w:pPr>{numbered}<w:rPr><w:del/></w:rPr></w:pPr>{deleted}</w:p>"
    body = paragraph("修路", numbered) + gone + paragraph("建桥", numbered)
    assert [text for _, _, text in _read(body, BULLETS)] == ["1、修路", "2、建桥"]


def test_deleted_rows_and_cells_are_gone(parse: Parse) -> None:
    rows = (
        _row(_cell("甲"), _cell("1"))
        + _row(_cell("乙"), _cell("2"), properties="<w:del/>")
        + _row(_cell("丙"), _cell("9", "<w:cellDel/>"), _cell("3"))
    )
    assert parse(f"<w:tbl>{rows}</w:tbl>").text == "甲\t1\n丙\t3"


def test_merged_cells_stand_once_in_the_place_that_they_begin(check_spans: Callable[[ParsedDocument], None]) -> None:
    span, top, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', '<w:vMerge w:val="continue"/>'
    rows = (
        _row(_cell("地区", top), _cell("2024年", span))
        + _row(_cell("", below), _cell("总量"), _cell("增速"))
        + _row(_cell("柳河县"), _cell("186.4"), _cell("6.1%"))
        + _row(_cell("占全市 %"), properties='<w:gridBefore w:val="1"/>')
    )
    document = _document(f"<w:tbl>{rows}</w:tbl>")
    check_spans(document)
    assert document.text == "地区\t2024年\t\n\t总量\t增速\n柳河县\t186.4\t6.1%\n\t占全市 %\t"
    assert [(each.row, each.column) for each in document.blocks[0].cells if each.row < 2] == [
        (0, 0),
        (0, 1),
        (1, 1),
        (1, 2),
    ]


def test_cells_merged_in_the_old_way() -> None:
    first, more = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    rows = _row(_cell("指标"), _cell("2024年", first), _cell("", more)) + _row(_cell("甲"), _cell("1"), _cell("2"))
    table_block = _document(f"<w:tbl>{rows}</w:tbl>").blocks[0]
    assert [each.column for each in table_block.cells if each.row == 0] == [0, 1]


def test_rows_that_repeat_on_each_page_are_the_header() -> None:
    marked = "<w:tblHeader/>"
    rows = [_row(_cell("2023"), _cell("2024"), properties=marked), _row(_cell("1"), _cell("2"))]
    assert _document(f"<w:tbl>{''.join(rows)}</w:tbl>").blocks[0].header_rows == 1
    # All rows marked: a table is no header alone.
    every = _row(_cell("甲"), _cell("乙"), properties=marked) * 2
    assert _document(f"<w:tbl>{every}</w:tbl>").blocks[0].header_rows == 1
    off = _row(_cell("甲"), _cell("1"), properties='<w:tblHeader w:val="0"/>') + _row(_cell("乙"), _cell("2"))
    assert _document(f"<w:tbl>{off}</w:tbl>").blocks[0].header_rows == 0


def test_hidden_rows_are_left_out_of_tables_and_of_frames() -> None:
    hidden = _row(_cell("底数"), _cell("9"), properties="<w:hidden/>")
    document = _document(f"<w:tbl>{_row(_cell('甲'), _cell('1'))}{hidden}{_row(_cell('乙'), _cell('2'))}</w:tbl>")
    assert document.text == "甲\t1\n乙\t2"
    assert [(each.text, each.reason) for each in document.removals] == [("底数9", "hidden text")]
    framed = _row(_cell("看得见。")) + _row(_cell("看不见。"), properties="<w:hidden/>")
    document = _document(f"<w:tbl>{framed}</w:tbl>")
    assert document.text == "看得见。"
    assert [(each.text, each.reason) for each in document.removals] == [("看不见。", "hidden text")]


def test_frames_are_no_tables() -> None:
    long = "全县经济运行稳中有进，产业结构持续优化。" * 16
    assert _read(f"<w:tbl>{_row(_cell('框中的一段话。'))}{_row(_cell('又一段。'))}</w:tbl>") == [
        ("paragraph", 0, "框中的一段话。"),
        ("paragraph", 0, "又一段。"),
    ]
    side_by_side = f"<w:tbl>{_row(_cell('左栏标题'), _cell(long))}</w:tbl>"
    assert [kind for kind, _, _ in _read(side_by_side)] == ["paragraph", "paragraph"]
    assert _read(f"<w:tbl>{_row(_cell('合计'), _cell('5600'))}</w:tbl>") == [("table", 0, "合计\t5600")]


def test_a_table_in_a_cell_stands_behind_its_table() -> None:
    inner = table([paragraph("税收"), paragraph("3")], [paragraph("非税"), paragraph("2")])
    body = table([paragraph("收入"), paragraph("5") + inner + "<w:p/>"], [paragraph("支出"), paragraph("4")])
    assert _read(body) == [("table", 0, "收入\t5\n支出\t4"), ("table", 0, "税收\t3\n非税\t2")]


def test_tables_without_text_or_rows_are_no_blocks() -> None:
    assert _read(f"<w:tbl></w:tbl><w:tbl>{_row(_cell(''), _cell(' '))}</w:tbl><w:tbl><w:tr/></w:tbl>") == []


@pytest.mark.parametrize("stated", ["1000000000", "-2", "x", "²", "", "9" * 5000])
def test_a_span_that_no_table_has_costs_nothing(stated: str) -> None:
    rows = _row(_cell("甲", f'<w:gridSpan w:val="{stated}"/>'), _cell("1")) + _row(_cell("乙"), _cell("2"))
    document = _document(f"<w:tbl>{rows}</w:tbl>")
    assert [document.text[each.start : each.end] for each in document.blocks[0].cells] == ["甲", "1", "乙", "2"]
    assert len(document.text.split("\n")[0].split("\t")) <= 65


def test_what_hangs_on_a_block_is_handed_over_behind_it() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p>{run('甲')}{note}</w:p>" + table([f"<w:p>{run('乙')}{note}</w:p>", paragraph("1")])
    _, met = _reader(body)
    assert [each.notes for each in met] == [[("footnote", "2")], [("footnote", "2")]]


def test_what_a_container_says_without_adding_it() -> None:
    reader, _ = _reader("")
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('框')}</w:txbxContent></w:pict></w:r>"
    header = f"<w:hdr {NAMESPACES}><w:p>{run('文号')}{box}</w:p>{table([paragraph('密级'), paragraph('')])}</w:hdr>"
    assert reader.paragraphs(etree.fromstring(header)) == ["文号", "框", "密级"]
    assert reader.builder.length == 0


def test_the_contents_are_taken_out_with_their_name(blocks: Blocks, parse: Parse) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\o</w:instrText></w:r>'
    separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("separate", "end"))
    entry = "<w:r><w:t>{}</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t>{}</w:t></w:r>"
    body = (
        paragraph("报告")
        + paragraph("目 录")
        + f"<w:p><w:pPr><w:pStyle w:val='TOC1'/></w:pPr>{begin}{separate}{entry.format('一、回顾', 3)}</w:p>"
        + f"<w:p>{entry.format('二、安排', 9)}{end}</w:p>"
        + paragraph("一、回顾", '<w:pStyle w:val="Heading1"/>')
        + paragraph("增长6%。")
    )
    assert blocks(body) == [("paragraph", 0, "报告"), ("heading", 1, "一、回顾"), ("paragraph", 0, "增长6%。")]
    assert {each.reason for each in parse(body).removals} == {"table of contents"}


def test_a_contents_field_without_its_end_takes_no_prose(parse: Parse) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    body = f'<w:p>{begin}<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>' + paragraph("全年增长6%。")
    assert parse(body).text == "全年增长6%。"


def test_what_only_bears_the_style_of_the_contents_is_text() -> None:
    style = '<w:pStyle w:val="TOC1"/>'
    document = _document(paragraph("Contents") + paragraph("1 Review … 3", style) + paragraph("没有页码", style))
    assert document.text == "没有页码"
    assert {each.text for each in document.removals} == {"Contents", "1 Review … 3"}
