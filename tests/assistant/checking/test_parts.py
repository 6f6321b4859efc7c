"""What makes a fact: which quantities count, which places in an order, and marks outside brackets."""

import re

import pytest

from assistant.checking.parts import counted, has_figure, top_level, trimmed


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("增长6.1%、126公里", ["6.1%", "126公里"]),
        ("一家企业和3家工厂", ["3家"]),
        ("一份报告、一批项目", []),
        ("2024年9月3日", []),
        ("“两个维护”和2个园区", ["2个"]),
        ("“2万亩”茶园", []),
        ("百亿元", []),
        ("5 million tonnes", ["5 million tonnes"]),
    ],
)
def test_a_quantity_that_counts_something_has_a_unit_and_is_no_slogan(text: str, figures: list[str]) -> None:
    assert [quantity.text for quantity in counted(text)] == figures


@pytest.mark.parametrize(
    ("text", "states"),
    [("全国第4位", True), ("位列榜首", True), ("rose to third", True), ("第四季度", False), ("在3月", False)],
)
def test_a_place_in_an_order_is_looked_up_like_a_figure(text: str, states: bool) -> None:
    assert has_figure(text) is states


def test_a_mark_in_brackets_or_quotation_marks_ends_nothing() -> None:
    text = "甲，（乙，丙），丁“戊，己”，庚）、辛，"
    assert [match.start() for match in top_level(text, re.compile("，"), 0, len(text))] == [1, 7, 14, 19]
    assert [match.start() for match in top_level(text, re.compile("，"), 2, 8)] == [7]


def test_trimming_leaves_an_empty_span_where_all_are_marks() -> None:
    assert trimmed("，甲，乙，。", 0, 6, "，。") == (1, 4)
    assert trimmed("，，", 0, 2, "，") == (2, 2)
