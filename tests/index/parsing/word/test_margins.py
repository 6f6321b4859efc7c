"""Page headers and footers: what stands there alone is text, what repeats or counts pages is not."""

from collections.abc import Callable

import pytest
from word_files import paragraph, part, relations, run, table

from index.parsing.document import DocumentBuilder
from index.parsing.word.margins import Margins
from index.report import BlockKind, ParsedDocument

Parse = Callable[..., ParsedDocument]
ON, OFF = "<w:titlePg/>", '<w:titlePg w:val="0"/>'


def _around(parse: Parse, body: str, header: str, footer: str = "") -> ParsedDocument:
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


def _draft(*texts: str) -> ParsedDocument:
    builder = DocumentBuilder()
    for text in texts:
        builder.add(BlockKind.PARAGRAPH, text)
    return builder.draft()


def test_a_title_that_stands_in_the_header_alone(parse: Parse) -> None:
    body = paragraph("一、基本情况") + paragraph("查出违规资金420万元。")
    header, footer = paragraph("柳河县2024年度审计结果公告（第7号）"), paragraph("柳河县审计局 2025年6月18日") + _page()
    document = _around(parse, body, header, footer)
    assert document.text == (
        "柳河县2024年度审计结果公告（第7号）\n一、基本情况\n查出违规资金420万元。\n柳河县审计局 2025年6月18日"
    )


def test_margins_that_only_repeat_are_taken_out(parse: Parse) -> None:
    body = paragraph("2025年政府工作报告") + paragraph("各位代表：增长6%。")
    document = _around(parse, body, paragraph("2025 年政府工作报告"), paragraph("内部资料") + _page(" 共9页"))
    assert document.text == "2025年政府工作报告\n各位代表：增长6%。"
    assert [(each.text, each.reason) for each in document.removals] == [
        ("2025 年政府工作报告", "page header"),
        ("内部资料", "page footer"),
    ]


@pytest.mark.parametrize(
    "line", ["第3页 共9页", "第 页 共 页", "- 3 -", "— 12 —", "Page 3 of 9", "page 3", "3 / 9", "3", "第3页", "共9页"]
)
def test_lines_that_count_pages_are_none(parse: Parse, line: str) -> None:
    document = _around(parse, paragraph("一、回顾") + paragraph("增长6%。"), paragraph(line), paragraph(line))
    assert document.text == "一、回顾\n增长6%。"


@pytest.mark.parametrize(
    ("first", "opens"),
    [
        ("2024年统计公报", True),
        ("Annual Report 2024", True),
        ("一、基本情况", False),
        ("1. Overview", False),
        ("全年增长6%。", False),
        ("甲" * 61, False),
        ("报", False),
    ],
)
def test_what_a_body_opens_with_tells_where_the_header_goes(first: str, opens: bool) -> None:
    margins = Margins(("柳河县人民政府文件",), ())
    document = margins.around(_draft(first, "正文。"), None, ())
    assert document.text == (f"{first}\n正文。" if opens else f"柳河县人民政府文件\n{first}\n正文。")
    assert [(each.text, each.reason) for each in document.removals] == (
        [("柳河县人民政府文件", "page header")] if opens else []
    )


def test_a_line_with_a_figure_of_its_own_comes_behind() -> None:
    margins = Margins(("柳政发〔2025〕7号", "柳河县"), ("印发日期：2025年3月1日", "办公室"))
    document = margins.around(_draft("工作报告", "增长6%。"), "标题", ("told",))
    assert document.text == "工作报告\n增长6%。\n柳政发〔2025〕7号\n印发日期：2025年3月1日"
    assert [each.text for each in document.removals] == ["柳河县", "办公室"]
    assert (document.title, document.problems) == ("标题", ("told",))


def test_around_an_empty_body_and_a_table() -> None:
    margins = Margins(("年度报告",), ("2025年",))
    assert margins.around(_draft(), None, ()).text == "年度报告\n2025年"
    builder = DocumentBuilder()
    builder.add_table([["甲", "1"], ["乙", "2"]])
    assert margins.around(builder.draft(), None, ()).text == "年度报告\n甲\t1\n乙\t2\n2025年"
    assert Margins((), ()).around(_draft("正文"), None, ()).text == "正文"


def test_spans_stay_right_with_lines_in_front(check_spans: Callable[[ParsedDocument], None]) -> None:
    document = Margins(("年度报告",), ("2025年",)).around(_draft("一、回顾", "增长6%。"), None, ())
    check_spans(document)
    assert [document.text[each.start : each.end] for each in document.blocks] == document.text.split("\n")


def _sections(parse: Parse, kinds: dict[str, str], section: str = "", settings: str = "") -> str:
    """The text of a document whose sections state `kinds` of headers, by kind the words of each."""
    references = "".join(f'<w:headerReference w:type="{kind}" r:id="header{n}"/>' for n, kind in enumerate(kinds))
    parts = {f"header{n}__xml": part("hdr", paragraph(words)) for n, words in enumerate(kinds.values())}
    targets = {f"header{n}": f"header{n}.xml" for n in range(len(kinds))}
    body = paragraph("一、回顾") + f"<w:sectPr>{references}{section}</w:sectPr>"
    if settings:
        parts["settings__xml"] = part("settings", settings)
    return parse(body, relations=relations(**targets), **parts).text


def test_headers_that_no_page_shows_are_no_text(parse: Parse) -> None:
    kinds = {"default": "年报", "first": "封面", "even": "偶数页"}
    assert _sections(parse, kinds) == "年报\n一、回顾"
    assert _sections(parse, kinds, OFF) == "年报\n一、回顾"
    assert _sections(parse, kinds, ON) == "年报\n封面\n一、回顾"
    assert _sections(parse, kinds, settings="<w:evenAndOddHeaders/>") == "年报\n偶数页\n一、回顾"


def test_each_line_once_without_watermarks_and_long_ones(parse: Parse) -> None:
    mark = "<w:p><w:r><w:pict><v:shape><v:textpath string='机密 2025'/></v:shape></w:pict></w:r></w:p>"
    cells = table([paragraph("编号"), paragraph("柳审〔2025〕7号")])
    header = mark + paragraph("年 报") + paragraph("年 报") + cells + paragraph("长" * 201) + "<w:p/>"
    document = _around(parse, paragraph("一、回顾"), header, paragraph("年 报"))
    assert document.text == "年 报\n编号\n柳审〔2025〕7号\n一、回顾"


def test_references_to_nothing(parse: Parse) -> None:
    section = (
        '<w:sectPr><w:headerReference r:id="header1"/><w:headerReference/><w:footerReference r:id="x"/></w:sectPr>'
    )
    assert parse(paragraph("一、回顾") + section, relations=relations(header1="gone.xml")).text == "一、回顾"
