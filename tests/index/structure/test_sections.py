"""Headings to a tree: which stands below which, and where each section ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from outlines import BODY, document, outline

from index.report import BlockKind, Section
from index.structure.sections import section_tree


def test_two_levels_alone_on_their_lines() -> None:
    parsed = document(
        "2025年云岭县政府工作报告",
        "各位代表：",
        BODY,
        "一、2024年工作回顾",
        "（一）经济稳中有进",
        BODY,
        "（二）民生持续改善",
        BODY,
        "二、2025年工作安排",
        "（一）扩大内需",
        BODY,
        "（二）科技创新",
        BODY,
    )
    assert outline(parsed) == [
        (1, "一、2024年工作回顾"),
        (2, "（一）经济稳中有进"),
        (2, "（二）民生持续改善"),
        (1, "二、2025年工作安排"),
        (2, "（一）扩大内需"),
        (2, "（二）科技创新"),
    ]


def test_a_style_that_starts_again_inside_itself_nests() -> None:
    parsed = document(
        "一、回顾", BODY, "二、任务", "一、增长率", BODY, "二、投资", BODY, "三、科技", BODY, "三、改革", BODY
    )
    levels = [level for level, _ in outline(parsed)]
    assert levels == [1, 1, 2, 2, 2, 1]


def test_a_style_that_starts_again_behind_a_full_section_does_not_nest() -> None:
    parsed = document("（一）内需", BODY, "（二）科技", BODY * 8, "（一）作风", BODY, "（二）法治", BODY)
    assert [level for level, _ in outline(parsed)] == [1, 1, 1, 1]


def test_parentheses_may_stand_above() -> None:
    parsed = document(
        "（一）当前形势", BODY, "（二）今后方针", "一、依靠科学", BODY, "二、发展能源", BODY, "（三）前景", BODY
    )
    assert [level for level, _ in outline(parsed)] == [1, 1, 2, 2, 1]


def test_english_forms() -> None:
    text = "The company designs and sells games. " * 8
    parsed = document(
        "PART I",
        "Item 1. Business",
        text,
        "STRATEGY AND GROWTH",
        text,
        "Item 1A. Risk Factors",
        text,
        "PART II",
        "Item 5. Market",
        text,
    )
    assert outline(parsed) == [
        (1, "PART I"),
        (2, "Item 1. Business"),
        (3, "STRATEGY AND GROWTH"),
        (2, "Item 1A. Risk Factors"),
        (1, "PART II"),
        (2, "Item 5. Market"),
    ]


def test_levels_that_the_file_states() -> None:
    heading = BlockKind.HEADING
    parsed = document(
        "年度报告",
        "经营情况",
        BODY,
        "分行业",
        BODY,
        "公司治理",
        BODY,
        kinds={0: (heading, 1), 1: (heading, 2), 3: (heading, 3), 5: (heading, 2)},
    )
    assert outline(parsed) == [(1, "经营情况"), (2, "分行业"), (1, "公司治理")]


def test_numbers_of_several_parts_stand_below_those_of_fewer_in_the_same_type() -> None:
    heading = BlockKind.HEADING
    parsed = document(
        "1 Introduction", BODY, "1.1 Scope", BODY, "1.1.1 Words", BODY, "2 Method", BODY,
        kinds=dict.fromkeys((0, 2, 4, 6), (heading, 2)),
    )  # fmt: skip
    assert [level for level, _ in outline(parsed)] == [1, 2, 3, 1]


def assert_is_a_tree(sections: tuple[Section, ...], length: int) -> None:
    assert (sections[0].number, sections[0].level, sections[0].parent) == (0, 0, None)
    assert (sections[0].start, sections[0].end) == (0, length)
    for number, section in enumerate(sections[1:], start=1):
        assert section.number == number
        assert section.parent is not None and section.parent < number
        parent, before = sections[section.parent], sections[number - 1]
        assert section.level > parent.level
        assert parent.start <= section.start <= section.end <= parent.end
        assert before.start < section.start or number == 1
        assert section.start == section.heading_start < section.heading_end <= section.end
    for section in sections:
        children = [child for child in sections if child.parent == section.number]
        assert [child.end for child in children[:-1]] == [child.start for child in children[1:]]
        assert not children or children[-1].end == section.end


LINES = st.sampled_from(
    [
        "一、回顾",
        "二、任务",
        "三、建设",
        "（一）内需。" + BODY,
        "（二）开放",
        "1. 重点",
        "1.1 Scope",
        "PART I",
        "ITEM ONE HERE",
        "Item 1. Business",
        "第一章 总则",
        "第一节 范围",
        "附件",
        "名词解释",
        "过去五年的回顾",
        "五年来，成效显著",
        BODY,
        BODY * 9,
        "各位代表：",
        "①要点",
        "一",
        "结束语",
        "开头。一、回顾过去五年,是" + BODY * 8 + "二、任务各位代表!" + BODY,
    ]
)


@given(st.lists(st.tuples(LINES, st.sampled_from([0, 0, 0, 1, 2, 3])), max_size=25))
def test_any_document_gives_a_tree(lines: list[tuple[str, int]]) -> None:
    kinds = {place: (BlockKind.HEADING, level) for place, (_, level) in enumerate(lines) if level}
    parsed = document(*(line for line, _ in lines), kinds=kinds)
    sections = section_tree(parsed, 2025)
    assert_is_a_tree(sections, len(parsed.text))
    for section in sections[1:]:
        heading = parsed.text[section.heading_start : section.heading_end]  # of two lines where one is "第一章"
        assert all(any(piece in line for line, _ in lines) for piece in heading.split("\n"))


@pytest.mark.parametrize(
    "line", ["一、标题", "PART I", "第一，", "（一）标题。" + BODY, "ITEM A", "1. ", "名词", "一、" * 50]
)
@pytest.mark.parametrize("length", [40_000, pytest.param(200_000, marks=pytest.mark.stress)])
def test_repetition_gives_a_tree(line: str, length: int) -> None:
    parsed = document(*[line] * (length // len(line)))
    sections = section_tree(parsed, 2025)
    assert_is_a_tree(sections, len(parsed.text))
    headings = {parsed.text[section.heading_start : section.heading_end] for section in sections[1:]}
    assert all(piece in line for heading in headings for piece in heading.split("\n"))
