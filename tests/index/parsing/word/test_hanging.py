"""What hangs on the text: notes, comments, charts, diagrams, chunks of other formats, page headers, the contents."""

from collections.abc import Callable

import pytest
from word_files import NAMESPACES, paragraph, part, relations, run, table

from index.errors import DamagedFile
from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]
Blocks = Callable[..., list[tuple[str, int, str]]]


def _note(kind: str, identity: int, text: str, more: str = "") -> str:
    return f'<w:{kind} w:id="{identity}" {more}>{paragraph(text)}</w:{kind}>'


def _refers(kind: str, identity: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def test_notes_stand_behind_the_block_that_refers_to_them(blocks: Blocks) -> None:
    footnotes = part(
        "footnotes",
        _note("footnote", -1, "———", 'w:type="separator"')
        + _note("footnote", 2, "初步核算数。")
        + _note("footnote", 3, "含直属区。"),
    )
    endnotes = part("endnotes", _note("endnote", 1, "据统计局。"))
    body = (
        f"<w:p>{run('生产总值186.4亿元')}{_refers('footnote', 2)}{run('，增长6.1%。')}{_refers('endnote', 1)}</w:p>"
        + paragraph("下一段。")
        + table(
            [paragraph("指标"), paragraph("值")], [f"<w:p>{run('人口')}{_refers('footnote', 3)}</w:p>", paragraph("9")]
        )
        + paragraph("再一段。")
    )
    assert [text for _, _, text in blocks(body, footnotes__xml=footnotes, endnotes__xml=endnotes)] == [
        "生产总值186.4亿元，增长6.1%。",
        "初步核算数。",
        "据统计局。",
        "下一段。",
        "指标\t值\n人口\t9",
        "含直属区。",
        "再一段。",
    ]


def test_a_file_whose_text_is_all_in_notes(parse: Parse) -> None:
    footnotes = part("footnotes", _note("footnote", 2, "全部内容在脚注。"))
    assert parse(f"<w:p>{_refers('footnote', 2)}</w:p>", footnotes__xml=footnotes).text == "全部内容在脚注。"


def test_a_comment_says_whose_it_is(parse: Parse) -> None:
    comments = part(
        "comments",
        _note("comment", 0, "此数待核。", 'w:author="李四"') + _note("comment", 1, "Check this.", 'w:author="Ann"'),
    )
    body = (
        f'<w:p><w:commentRangeStart w:id="0"/>{run("增长6%。")}<w:commentRangeEnd w:id="0"/>'
        f"{_refers('comment', 0)}</w:p>"
        f"<w:p>{run('It grew.')}{_refers('comment', 1)}</w:p>"
    )
    assert (
        parse(body, comments__xml=comments).text
        == "增长6%。\n批注（李四）：此数待核。\nIt grew.\nComment (Ann): Check this."
    )


def test_a_deleted_reference_leaves_no_note(parse: Parse) -> None:
    footnotes = part("footnotes", _note("footnote", 2, "旧注。"))
    body = f"<w:p>{run('正文。')}<w:del>{_refers('footnote', 2)}</w:del></w:p>"
    assert parse(body, footnotes__xml=footnotes).text == "正文。"


def _points(kind: str, cache: str, values: dict[int, str], code: str = "") -> str:
    points = "".join(f'<c:pt idx="{place}"><c:v>{value}</c:v></c:pt>' for place, value in values.items())
    formatted = f"<c:formatCode>{code}</c:formatCode>" if code else ""
    return f"<c:{kind}><c:{cache}Ref><c:{cache}Cache>{formatted}{points}</c:{cache}Cache></c:{cache}Ref></c:{kind}>"


SECTORS = _points("cat", "str", {0: "一产", 1: "二产"})
SERIES = (
    f"<c:ser>{_points('tx', 'str', {0: '增加值'})}{SECTORS}"
    f"{_points('val', 'num', {0: '12', 1: '85.04'}, '0.0')}</c:ser>"
    f"<c:ser><c:tx><c:v>增速</c:v></c:tx>{SECTORS}{_points('val', 'num', {1: '0.061'}, '0.0%')}</c:ser>"
)
CHART = (
    f"<c:chartSpace {NAMESPACES}><c:chart><c:title><c:tx><c:rich><a:p><a:r><a:t>2024年各产业</a:t></a:r></a:p></c:rich>"
    f"</c:tx></c:title><c:plotArea><c:barChart>{SERIES}</c:barChart></c:plotArea></c:chart></c:chartSpace>"
)
DIAGRAM = """<dgm:dataModel xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><dgm:ptLst>
 <dgm:pt type="doc"><dgm:t><a:p/></dgm:t></dgm:pt>
 <dgm:pt><dgm:t><a:p><a:r><a:t>稳增长</a:t></a:r></a:p></dgm:t></dgm:pt>
 <dgm:pt><dgm:t><a:p><a:r><a:t>惠</a:t></a:r><a:r><a:t>民生</a:t></a:r></a:p></dgm:t></dgm:pt>
 </dgm:ptLst></dgm:dataModel>"""


def test_charts_are_tables_and_diagrams_lists(blocks: Blocks) -> None:
    def drawn(content: str) -> str:
        graphic = f"<a:graphic><a:graphicData>{content}</a:graphicData></a:graphic>"
        return f"<w:p><w:r><w:drawing>{graphic}</w:drawing></w:r></w:p>"

    body = paragraph("如图。") + drawn('<c:chart r:id="chart1"/>') + drawn('<dgm:relIds r:dm="diagramData2"/>')
    found = blocks(
        body,
        relations=relations(chart1="charts/chart1.xml", diagramData2="diagrams/data1.xml"),
        **{"charts/chart1__xml": CHART, "diagrams/data1__xml": DIAGRAM},
    )
    assert found == [
        ("paragraph", 0, "如图。"),
        ("paragraph", 0, "2024年各产业"),
        ("table", 0, "\t增加值\t增速\n一产\t12.0\t\n二产\t85.0\t6.1%"),
        ("list_item", 0, "稳增长"),
        ("list_item", 0, "惠民生"),
    ]


def test_chunks_of_other_formats(parse: Parse) -> None:
    rows = "<tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr>"
    page = f"<html><body><h1>附件</h1><p>网页里的话。</p><table>{rows}</table></body></html>"
    archive = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>Archived words.</p>"
    body = "".join(f'<w:altChunk r:id="aFChunk{number}"/>' for number in (1, 2, 3)) + paragraph("完。")
    document = parse(
        body,
        relations=relations(aFChunk1="a.html", aFChunk2="b.mht", aFChunk3="../evil.bin"),
        a__html=page,
        b__mht=archive,
    )
    assert document.text == "附件\n网页里的话。\n甲\t1\n乙\t2\nArchived words.\n完。"


def _margins(body: str, parse: Parse, header: str, footer: str) -> ParsedDocument:
    section = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer2"/></w:sectPr>'
    return parse(
        body + section,
        relations=relations(header1="header1.xml", footer2="footer1.xml"),
        header1__xml=part("hdr", header),
        footer1__xml=part("ftr", footer),
    )


def _page(of: str = "") -> str:
    field = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    return f"<w:p>{run('第')}{field}{run('页' + of)}</w:p>"


def test_a_title_that_stands_in_the_header_alone(parse: Parse) -> None:
    body = paragraph("一、基本情况") + paragraph("查出违规资金420万元。")
    header, footer = paragraph("柳河县2024年度审计结果公告（第7号）"), paragraph("柳河县审计局 2025年6月18日") + _page()
    document = _margins(body, parse, header, footer)
    assert document.text == (
        "柳河县2024年度审计结果公告（第7号）\n一、基本情况\n查出违规资金420万元。\n柳河县审计局 2025年6月18日"
    )


def test_margins_that_only_repeat_are_taken_out(parse: Parse) -> None:
    body = paragraph("2025年政府工作报告") + paragraph("各位代表：增长6%。")
    document = _margins(body, parse, paragraph("2025年政府工作报告"), paragraph("内部资料") + _page(" 共9页"))
    assert document.text == "2025年政府工作报告\n各位代表：增长6%。"
    assert [(each.text, each.reason) for each in document.removals] == [
        ("2025年政府工作报告", "page header"),
        ("内部资料", "page footer"),
    ]


def test_a_part_that_declares_entities_is_refused(parse: Parse) -> None:
    bomb = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aa">]><w:footnotes {NAMESPACES}/>'
    with pytest.raises(DamagedFile, match="entities"):
        parse(paragraph("x"), footnotes__xml=bomb)
