"""What opens a numbered line, in files that wrap their lines and in those that don't."""

import re

import pytest

from index.text.numbered_lines import (
    OPENS_BROKEN_LINE,
    OPENS_HEADING,
    OPENS_ITEM,
    OPENS_LINE,
    OPENS_PRINTED_LINE,
    OPENS_SENTENCE,
)

LINES = (OPENS_LINE, OPENS_BROKEN_LINE, OPENS_PRINTED_LINE)
NAMES = {"line": OPENS_LINE, "broken": OPENS_BROKEN_LINE, "printed": OPENS_PRINTED_LINE, "item": OPENS_ITEM}


def believed(text: str) -> set[str]:
    """Where the text opens a numbered line."""
    return {name for name, pattern in NAMES.items() if pattern.match(text)}


@pytest.mark.parametrize(
    "text",
    [
        "第三章 总则",
        "第一百二十条 本法",
        "第2节",
        "第一部分 回顾",
        "第三節 總則",
        "第二編",
        "一、工作回顾",
        "（一）修建公路",
    ],
)
def test_what_opens_a_line_everywhere(text: str) -> None:
    """Divisions and Han numbers, in simplified and traditional characters."""
    assert believed(text) == set(NAMES)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("1. 修建公路", {"line", "broken", "item"}),  # printed, it may be the rest of 2021.
        ("1、修建公路", {"line", "broken", "printed", "item"}),
        ("15、16号线", {"printed", "item"}),  # a list of numbers; a PDF's reader looks at the rest itself
        ("(1) Roads", {"line", "broken", "printed", "item"}),
        ("1) Roads", {"broken", "item"}),
        ("（a）公路", {"item"}),
        ("a. Roads", {"item"}),
        ("①公路", {"broken", "item"}),
        ("一是修建公路", {"broken"}),
        ("第二款的规定", {"broken", "item"}),  # a wrapped line may go on: 依照第五条 | 第二款的规定
        ("1.1 总体要求", {"printed"}),
        ("3.5%，同比", {"printed"}),  # likewise
    ],
)
def test_what_opens_a_line_only_where_lines_are_not_wrapped(text: str, where: set[str]) -> None:
    """The reader of each kind of file has its own."""
    assert believed(text) == where


@pytest.mark.parametrize(
    "text", ["3.5", "2024年工作", "第三方评估", "第一季度", "（见附件）", "公路、铁路", "Roads", ""]
)
def test_what_opens_no_line(text: str) -> None:
    """A figure, a year, a party, a quarter."""
    assert believed(text) == set()


@pytest.mark.parametrize("pattern", LINES)
def test_a_number_in_the_middle_of_a_line_opens_none(pattern: re.Pattern[str]) -> None:
    assert pattern.match("根据第三章的规定") is None and pattern.match("其中（一）类") is None


def test_a_divisions_match_takes_the_space_behind_it() -> None:
    """What is left is the heading's own words."""
    match = OPENS_LINE.match("第三章\u3000 总则")
    assert match is not None and match.end() == 5


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("（一）出口增长3%", "出口增长3%"),
        ("  2.粮食产量", "粮食产量"),
        ("一是出口增长", "出口增长"),
        ("第一，出口增长", "出口增长"),
        ("3.5万人就业", "3.5万人就业"),
        ("第一产业增长", "第一产业增长"),
        ("2024年", "2024年"),
    ],
)
def test_a_sentence_without_its_number(text: str, rest: str) -> None:
    """A figure is none."""
    assert OPENS_SENTENCE.sub("", text, count=1) == rest


@pytest.mark.parametrize(
    ("heading", "label"),
    [
        ("一、2024年工作回顾", "一、"),
        ("（二）民生", "（二）"),
        ("第一部分 回顾", "第一部分"),
        ("第十条 附则", "第十条"),
        ("3.2 Revenue", "3.2"),
        ("Item 7. Discussion", "Item 7."),
        ("PART II", "PART II"),
    ],
)
def test_a_headings_label(heading: str, label: str) -> None:
    """By which a citation names its place."""
    match = OPENS_HEADING.match(heading)
    assert match is not None and match[1] == label


@pytest.mark.parametrize("heading", ["工作回顾", "Partners", "Overview"])
def test_a_heading_without_a_number_has_no_label(heading: str) -> None:
    assert OPENS_HEADING.match(heading) is None
