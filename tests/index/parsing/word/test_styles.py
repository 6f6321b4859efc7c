"""What styles say: levels, what is hidden or struck, numbers, and what they inherit."""

from collections.abc import Callable

import lxml.etree as etree
import pytest
from word_files import paragraph, part, run

from index.parsing.word.styles import Look, Numbered, Properties, Style, Styles, is_on, look_of
from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]
Blocks = Callable[..., list[tuple[str, int, str]]]


def _xml(name: str, content: str) -> etree._Element:
    return etree.fromstring(part(name, content))


def _style(identity: str, name: str, content: str = "", base: str = "", more: str = 'w:type="paragraph"') -> str:
    based = f'<w:basedOn w:val="{base}"/>' if base else ""
    return f'<w:style {more} w:styleId="{identity}"><w:name w:val="{name}"/>{based}{content}</w:style>'


def _of(styles: str, identity: str) -> Style:
    return Styles(_xml("styles", styles)).of_paragraph(identity)


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("heading 1", 1),
        ("Heading 9", 9),
        ("heading 10", 0),
        ("标题 2", 2),
        ("标题2", 2),
        ("標題 3", 3),
        ("Überschrift 1", 1),
        ("Titre 2", 2),
        ("Title", 1),
        ("标题", 1),
        ("Subtitle", 0),
        ("Normal", 0),
        ("标题 1 字符", 0),
        ("", 0),
    ],
)
def test_levels_by_the_names_of_styles(name: str, level: int) -> None:
    assert _of(_style("x", name), "x").level == level


def test_levels_are_stated_or_inherited() -> None:
    styles = (
        _style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
        + _style("a", "我的标题", base="1")
        + _style("b", "三级", '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>', base="1")
        # Word's own name above a table of contents, and a preface that is kept out of it: body text that looks so.
        + _style("c", "前言", '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>', base="1")
        + _style("d", "前言二", base="c")
    )
    assert [_of(styles, each).level for each in "1abcd"] == [1, 1, 3, 0, 0]


def test_headings_of_a_chinese_file(blocks: Blocks) -> None:
    styles = part("styles", _style("2", "标题 2") + _style("x", "我的", base="2"))
    body = (
        paragraph("二级", '<w:pStyle w:val="2"/>')
        + paragraph("承继", '<w:pStyle w:val="x"/>')
        + paragraph("大纲", '<w:outlineLvl w:val="2"/>')
        + paragraph("正文级", '<w:outlineLvl w:val="9"/>')
        + paragraph("列表", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    )
    assert blocks(body, styles__xml=styles) == [
        ("heading", 2, "二级"),
        ("heading", 2, "承继"),
        ("heading", 3, "大纲"),
        ("paragraph", 0, "正文级"),
        ("list_item", 0, "列表"),
    ]


def test_lines_of_the_contents_are_no_headings() -> None:
    toc = _style("t", "toc 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    assert _of(toc, "t") == Style("t", 0, contents=True)
    # Named by the file and defined nowhere: Word's own.
    assert _of("", "TOC2") == Style("TOC2", 0, contents=True)
    assert _of("", "Heading3").level == 3
    assert _of("", "没有").level == 0


def test_styles_that_inherit_in_a_ring_come_to_an_end() -> None:
    ring = _style("a", "甲", base="b") + _style("b", "heading 2", base="a") + _style("c", "丙", base="c")
    assert _of(ring, "a").level == 2
    assert _of(ring, "c").level == 0


def test_the_default_style_is_that_of_paragraphs_that_name_none() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    styles = Styles(
        _xml(
            "styles",
            _style("c", "字", hidden, more='w:type="character" w:default="1"')
            + _style("n", "Normal", '<w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr>')
            + _style("d", "正文", "<w:rPr><w:strike/></w:rPr>", more='w:type="paragraph" w:default="1"'),
        )
    )
    assert styles.of_paragraph("").look == Look(struck=True)
    assert styles.of_paragraph("").identity == "d"
    assert Styles(None).of_paragraph("") == Style()


@pytest.mark.parametrize(
    ("properties", "look"),
    [
        ("<w:vanish/>", Look(hidden=True)),
        ('<w:vanish w:val="false"/>', Look(hidden=False)),
        ('<w:sz w:val="2"/>', Look(hidden=True)),
        ('<w:sz w:val="21"/>', Look()),
        ("<w:dstrike/>", Look(struck=True)),
        ('<w:strike w:val="off"/>', Look(struck=False)),
        ('<w:strike/><w:dstrike w:val="0"/>', Look(struck=True)),
        ('<w:vertAlign w:val="superscript"/>', Look(raised=True)),
        ('<w:vertAlign w:val="subscript"/>', Look(raised=False)),
        ('<w:rFonts w:ascii="Wingdings 2"/>', Look(font="wingdings 2")),
        ('<w:rFonts w:eastAsia="宋体"/>', Look()),
        ("<w:b/>", Look()),
    ],
)
def test_what_a_run_states_of_its_look(properties: str, look: Look) -> None:
    assert look_of(_xml("rPr", properties)) == look


def test_a_run_states_more_than_its_style() -> None:
    styles = Styles(
        _xml(
            "styles",
            _style("s", "废", "<w:rPr><w:strike/></w:rPr>", more='w:type="character"')
            + _style("t", "废2", "<w:rPr><w:vanish/></w:rPr>", base="s", more='w:type="character"'),
        )
    )
    assert styles.of_run(_xml("rPr", '<w:rStyle w:val="t"/>')) == Look(hidden=True, struck=True)
    assert styles.of_run(_xml("rPr", '<w:rStyle w:val="t"/><w:strike w:val="0"/>')) == Look(hidden=True, struck=False)
    assert styles.of_run(_xml("rPr", '<w:rStyle w:val="没有"/>')) == Look()
    assert styles.of_run(None) == Look()
    assert Look(hidden=False).over(Look(hidden=True, font="symbol")) == Look(hidden=False, font="symbol")


def test_looks_are_inherited_from_styles(parse: Parse) -> None:
    styles = part(
        "styles",
        _style("s", "废", "<w:rPr><w:strike/></w:rPr>", more='w:type="character"')
        + _style("t", "废2", base="s", more='w:type="character"')
        + _style("h", "隐", "<w:rPr><w:vanish/></w:rPr>"),
    )
    hidden = '<w:pPr><w:pStyle w:val="h"/></w:pPr>'
    body = (
        f"<w:p>{run('甲', '<w:rStyle w:val=' + chr(34) + 't' + chr(34) + '/>')}{run('乙')}</w:p>"
        f"<w:p>{hidden}{run('丙')}{run('丁', '<w:vanish w:val=' + chr(34) + 'false' + chr(34) + '/>')}</w:p>"
    )
    document = parse(body, styles__xml=styles)
    assert document.text == "乙\n丁"
    assert [(each.text, each.reason) for each in document.removals] == [
        ("甲", "struck-through text"),
        ("丙", "hidden text"),
    ]


@pytest.mark.parametrize(
    ("stated", "level"),
    [("0", 1), ("8", 9), ("9", 0), ("-1", None), ("x", None), ("", None), ("²", None), ("9" * 5000, None)],
)
def test_outline_levels(stated: str, level: int | None) -> None:
    assert Properties.of(_xml("pPr", f'<w:outlineLvl w:val="{stated}"/>')).level == level


def test_properties_of_a_paragraph_are_read_at_once() -> None:
    content = '<w:pStyle w:val="a"/><w:rPr><w:sz w:val="2"/><w:del/></w:rPr><w:pStyle w:val="b"/>'
    assert Properties.of(_xml("pPr", content)) == Properties("a", None, Numbered(), mark_is_gone=True)
    assert Properties.of(_xml("pPr", "")) == Properties() == Properties.of(None)


def test_numbers_are_stated_taken_away_or_left_to_the_style() -> None:
    def numbered(content: str) -> Numbered:
        return Properties.of(_xml("pPr", content)).numbered

    assert numbered('<w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr>') == Numbered(3, 1)
    assert numbered('<w:numPr><w:numId w:val="0"/></w:numPr>') == Numbered(0, None)
    assert numbered('<w:numPr><w:numId w:val="³"/></w:numPr>') == Numbered()
    assert numbered("") == Numbered()
    styles = _style("1", "标题 1", '<w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>') + _style(
        "2", "标题 2", '<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr>', base="1"
    )
    assert _of(styles, "2").numbered == Numbered(7, 1)


def test_switches() -> None:
    assert [is_on(_xml("b", "")), is_on(None)] == [True, False]
    for stated, on in [("1", True), ("true", True), ("on", True), ("0", False), ("false", False), ("off", False)]:
        assert is_on(etree.fromstring(f'<b val="{stated}"/>')) is on
