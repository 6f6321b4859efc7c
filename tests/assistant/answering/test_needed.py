"""The words of a Chinese question that its answer must have: without what asks, joins, or names the scope."""

import pytest
from report_texts import asking, report_of

from assistant.answering.needed import read_needs

REPORTS = [report_of("浙江", 2025, "一、2024年工作回顾", "潮石机场建成。")]


def needs(question: str) -> list[str]:
    understanding, reports = asking(question, REPORTS)
    return [need.text for need in read_needs(understanding, reports).needs]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("浙江潮石机场2024年什么时候建成", ["潮石", "机场", "建成"]),
        ("请问浙江的“铁牛二号”是哪一年建成的", ["铁牛二号", "建成"]),
    ],
)
def test_words_in_the_order_of_the_question(question: str, words: list[str]) -> None:
    assert needs(question) == words


def test_a_denied_word_is_one_with_its_denial() -> None:
    understanding, reports = asking("浙江哪些指标没有完成", REPORTS)
    (denied,) = [need for need in read_needs(understanding, reports).needs if need.undenied is not None]
    assert denied.text == "没有完成"
    assert denied.in_text("未完成目标") and not denied.in_text("完成目标")


def test_another_verb_for_the_same_deed_says_it() -> None:
    understanding, reports = asking("浙江潮石机场什么时候建成", REPORTS)
    (built,) = [need for need in read_needs(understanding, reports).needs if need.text == "建成"]
    assert built.in_text("潮石机场竣工")
