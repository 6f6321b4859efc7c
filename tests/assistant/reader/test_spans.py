"""The spans that may answer: figures whole, dates whole, quotes, the words beside the asking word."""

import re

import pytest

from assistant.reader.spans import DATE_SPAN, QUANTITY, AnswerSpan, QuestionSlot, trimmed


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("达到86.4亿元，增长6.2%", ["86.4亿元", "6.2%"]),
        ("收入1,234.5万元", ["1,234.5万元"]),
        ("惠及居民2400户以上", ["2400户以上"]),
    ],
)
def test_a_figure_is_offered_with_its_unit_and_hedge(text: str, figures: list[str]) -> None:
    offered = [found[0] for found in QUANTITY.finditer(text)]
    assert all(any(figure in one for one in offered) for figure in figures)
    assert not any(re.search(r"\d$", one) and "." in one for one in offered)  # never a figure without its unit here


@pytest.mark.parametrize("date", ["2024年9月28日", "9月底", "二〇二四年九月", "2021年至2025年", "20世纪"])
def test_a_date_is_offered_whole(date: str) -> None:
    assert [found[0] for found in DATE_SPAN.finditer(f"该馆于{date}建成")] == [date]


def test_a_question_says_which_unit_its_answer_has() -> None:
    assert QuestionSlot("地区生产总值是多少亿元？").unit == "亿元"
    assert QuestionSlot("地区生产总值是多少？").unit == ""


def test_a_question_about_growth_asks_for_a_share() -> None:
    assert QuestionSlot("地区生产总值增长多少？").asks_share
    assert not QuestionSlot("新建公路多少公里？").asks_share


def test_the_words_around_the_asking_word_are_known() -> None:
    asked = QuestionSlot("县图书馆新馆位于哪里？")
    assert asked.left.endswith("位于")
    assert asked.right == ""


@pytest.mark.parametrize(
    ("text", "kept"), [("，增长6.2%，", "增长6.2%"), ("。增长6.2%。", "增长6.2%。"), ("、\t", "、\t"), ("增长", "增长")]
)
def test_commas_at_the_edges_go_unless_nothing_is_left(text: str, kept: str) -> None:
    span = trimmed(text, AnswerSpan(0, len(text)))
    assert text[span.start : span.end] == kept
