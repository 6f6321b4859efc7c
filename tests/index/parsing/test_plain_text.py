from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from index.parsing.plain_text import parse_plain, parse_text
from index.report import BlockKind, ParsedDocument


def _paragraphs(text: str) -> list[str]:
    document = parse_text(text)
    return [document.text[block.start : block.end] for block in document.blocks]


def test_a_line_a_paragraph_without_blank_lines() -> None:
    assert _paragraphs("政府工作报告\n一、总体要求\n深入贯彻精神。\n　　第二段。\n") == [
        "政府工作报告",
        "一、总体要求",
        "深入贯彻精神。",
        "第二段。",
    ]


def test_lines_broken_around_links_are_one_paragraph() -> None:
    text = (
        "报告\n\n各位代表：\n\n我们听了\n关于宪法草案的报告\n并进行了讨论，通过了——\n宪法\n，接着散会。\n\n"
        "国务院总理　\n李某某\n\n一、总体要求\n\n增速达到5%。\n\n货币M\n2\n增长13%。\n"
    )
    assert _paragraphs(text) == [
        "报告",
        "各位代表：",
        "我们听了关于宪法草案的报告并进行了讨论，通过了——宪法，接着散会。",
        "国务院总理李某某",
        "一、总体要求",
        "增速达到5%。",
        "货币M2增长13%。",
    ]


def test_a_heading_without_a_blank_line_below_it_stays_alone() -> None:
    text = "甲段。\n\n一、总体要求\n我们要努力。\n\n乙段。\n\n丙段。\n\n丁段。\n"
    assert _paragraphs(text)[1:3] == ["一、总体要求", "我们要努力。"]


def test_an_invisible_line_does_not_part_a_sentence() -> None:
    text = "甲。\n\n乙。\n\n社会财产没\n\u200b\n有遭到损坏。\n\n丙。\n\n丁。\n"
    assert _paragraphs(text)[2] == "社会财产没有遭到损坏。"


def test_text_wrapped_at_a_width_is_joined_with_spaces() -> None:
    words = ("revenue grew across every segment of the company during the year and costs fell " * 6).split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) + 1 > 66:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    paragraph = "\n".join([*lines, line + "."])
    assert _paragraphs(f"{paragraph}\n\n{paragraph}\n") == [" ".join(words) + "."] * 2


def test_a_comma_at_a_lines_end_goes_on() -> None:
    assert _paragraphs("坚持稳中求进，\n推动高质量发展。\n各位代表！") == [
        "坚持稳中求进，推动高质量发展。",
        "各位代表！",
    ]


def test_bullets_are_list_items() -> None:
    document = parse_text("要点\n• 第一\n• 第二\n")
    assert [block.kind for block in document.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
    ]


def test_nothing_but_white_space_has_no_blocks() -> None:
    document = parse_plain(b" \r\n\t\n")
    assert (document.text, document.blocks) == ("", ())


@given(st.text("一二三、，。（）()1. ab\n\u3000\u200b•——", max_size=200))
def test_no_character_is_lost_or_made_up(check_spans: Callable[[ParsedDocument], None], text: str) -> None:
    document = parse_text(text)
    check_spans(document)
    removed = "".join(removal.text for removal in document.removals)
    assert sorted("".join(document.text.split()) + "".join(removed.split())) == sorted("".join(text.split()))
    assert "".join(document.text.split()) == "".join(text.replace("\u200b", "").split())
