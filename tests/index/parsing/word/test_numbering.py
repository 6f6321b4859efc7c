from collections.abc import Callable

import pytest
from word_files import paragraph, part, table

from index.parsing.word.numbering import written

Blocks = Callable[..., list[tuple[str, int, str]]]


def _level(depth: int, how: str, pattern: str, more: str = "") -> str:
    number = f'<w:start w:val="1"/><w:numFmt w:val="{how}"/>{more}'
    return f'<w:lvl w:ilvl="{depth}">{number}<w:lvlText w:val="{pattern}"/></w:lvl>'


def _numbering(*levels: str, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return part("numbering", f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{instances}')


def _numbered(text: str, depth: int = 0, list_id: int = 1, more: str = "") -> str:
    return paragraph(text, f'{more}<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def _texts(blocks: list[tuple[str, int, str]]) -> list[str]:
    return [text for _, _, text in blocks]


def test_chapters_and_clauses_that_count_through(blocks: Blocks) -> None:
    numbering = _numbering(
        _level(0, "chineseCountingThousand", "第%1章"),
        _level(1, "chineseCountingThousand", "第%2条", '<w:lvlRestart w:val="0"/>'),
    )
    heading = '<w:pStyle w:val="Heading1"/>'
    body = (
        _numbered("总则", 0, more=heading)
        + _numbered("制定本办法。", 1)
        + _numbered("专款专用。", 1)
        + _numbered("附则", 0, more=heading)
        + _numbered("自发布之日起施行。", 1)
    )
    assert blocks(body, numbering__xml=numbering) == [
        ("heading", 1, "第一章 总则"),
        ("paragraph", 0, "第一条 制定本办法。"),
        ("paragraph", 0, "第二条 专款专用。"),
        ("heading", 1, "第二章 附则"),
        ("paragraph", 0, "第三条 自发布之日起施行。"),
    ]


def test_deeper_levels_begin_anew_and_name_those_above(blocks: Blocks) -> None:
    numbering = _numbering(
        _level(0, "japaneseCounting", "%1、"),
        _level(1, "decimal", "%1.%2"),
        _level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        _level(3, "decimalEnclosedCircle", "%4"),
    )
    body = "".join(
        _numbered(text, depth)
        for text, depth in [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 0), ("己", 1), ("庚", 2), ("辛", 3)]
    )
    assert _texts(blocks(body, numbering__xml=numbering)) == [
        "一、甲",
        "一.1 乙",
        "1.1.1 丙",
        "1.1.2 丁",
        "二、戊",
        "二.1 己",
        "2.1.1 庚",
        "① 辛",
    ]


def test_a_level_that_begins_anew_only_below_a_certain_one(blocks: Blocks) -> None:
    numbering = _numbering(
        _level(0, "decimal", "%1."),
        _level(1, "decimal", "%2)"),
        _level(2, "decimal", "(%3)", '<w:lvlRestart w:val="1"/>'),
    )
    body = "".join(_numbered("x", depth) for depth in (0, 1, 2, 1, 2, 0, 1, 2))
    assert _texts(blocks(body, numbering__xml=numbering)) == [
        "1. x",
        "1) x",
        "(1) x",
        "2) x",
        "(2) x",
        "2. x",
        "1) x",
        "(1) x",
    ]


def test_instances_share_their_list_unless_they_state_a_start(blocks: Blocks) -> None:
    instances = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
        "</w:lvlOverride></w:num>"
    )
    numbering = _numbering(_level(0, "decimal", "%1、"), instances=instances)
    body = "".join(_numbered("x", 0, list_id) for list_id in (1, 2, 3, 3, 1))
    assert _texts(blocks(body, numbering__xml=numbering)) == ["1、x", "2、x", "7、x", "8、x", "9、x"]


def test_a_number_by_way_of_the_style(blocks: Blocks) -> None:
    styles = part(
        "styles",
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style>',
    )
    numbering = _numbering(
        _level(0, "decimal", "%1", '<w:pStyle w:val="a"/>'), _level(1, "decimal", "%1.%2", '<w:pStyle w:val="b"/>')
    )
    body = (
        paragraph("总体", '<w:pStyle w:val="a"/>')
        + paragraph("目标", '<w:pStyle w:val="b"/>')
        + paragraph("无号", '<w:pStyle w:val="a"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("任务", '<w:pStyle w:val="b"/>')
    )
    assert blocks(body, styles__xml=styles, numbering__xml=numbering) == [
        ("heading", 1, "1 总体"),
        ("heading", 2, "1.1 目标"),
        ("heading", 1, "无号"),
        ("heading", 2, "1.2 任务"),
    ]


def test_a_list_style_that_another_list_names(blocks: Blocks) -> None:
    numbering = part(
        "numbering",
        '<w:abstractNum w:abstractNumId="5"><w:numStyleLink w:val="我的列表"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="6"><w:styleLink w:val="我的列表"/>'
        f"{_level(0, 'upperRoman', '%1.')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>',
    )
    assert _texts(blocks(_numbered("x") * 4, numbering__xml=numbering)) == ["I. x", "II. x", "III. x", "IV. x"]


def test_gaps_bullets_and_paragraphs_that_are_not_seen(blocks: Blocks) -> None:
    numbering = _numbering(
        _level(0, "decimal", "%1", '<w:suff w:val="nothing"/>'), _level(1, "bullet", ""), _level(2, "decimal", "（%3）")
    )
    hidden = _numbered("看不见").replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>")
    body = _numbered("甲") + hidden + _numbered("要点", 1) + _numbered("乙") + _numbered("丙", 2)
    assert blocks(body, numbering__xml=numbering) == [
        ("paragraph", 0, "1甲"),
        ("list_item", 0, "要点"),
        ("paragraph", 0, "2乙"),
        ("paragraph", 0, "（1）丙"),
    ]


def test_a_column_of_numbers_in_a_table(blocks: Blocks) -> None:
    number = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'
    body = table([paragraph("序号"), paragraph("项目")], [number, paragraph("水厂")], [number, paragraph("学校")])
    assert _texts(blocks(body, numbering__xml=_numbering(_level(0, "decimal", "%1")))) == [
        "序号\t项目\n1\t水厂\n2\t学校"
    ]


def test_an_empty_numbered_paragraph_counts_and_is_no_text(blocks: Blocks) -> None:
    body = _numbered("甲") + _numbered("") + _numbered("乙")
    assert _texts(blocks(body, numbering__xml=_numbering(_level(0, "decimal", "%1.")))) == ["1. 甲", "3. 乙"]


@pytest.mark.parametrize(
    ("number", "how", "text"),
    [
        (3, "chineseCounting", "三"),
        (12, "chineseCountingThousand", "十二"),
        (20, "japaneseCounting", "二十"),
        (105, "chineseCountingThousand", "一百零五"),
        (110, "chineseCountingThousand", "一百一十"),
        (1010, "chineseCountingThousand", "一千零一十"),
        (105, "chineseCounting", "一○五"),
        (25, "ideographDigital", "二五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (21, "decimalEnclosedCircle", "21"),
        (9, "decimalZero", "09"),
        (27, "upperLetter", "AA"),
        (4, "lowerRoman", "iv"),
        (2, "ideographTraditional", "乙"),
        (12, "decimalFullWidth", "１２"),
        (22, "ordinal", "22nd"),
        (5, "noSuchFormat", "5"),
        (5, "none", ""),
    ],
)
def test_ways_of_writing_a_number(number: int, how: str, text: str) -> None:
    assert written(number, how) == text
