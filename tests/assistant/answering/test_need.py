"""A word that an answer must say, and what says it."""

import pytest

from assistant.answering.need import QuestionNeeds, folded, light_words, need_of, stands_in


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("规上", "规模以上工业增加值"),  # by its letters a little apart
        ("第三届", "第3届博览会"),
        ("扩建", "改建机场"),  # by another name
    ],
)
def test_what_says_a_word(text: str, says: str) -> None:
    assert need_of(text, ("改建",)).in_text(says)


@pytest.mark.parametrize(
    ("text", "says_not"),
    [
        ("规上", "规划、政策和上报"),  # too far apart
        ("6.1%", "16.1%"),  # a figure ends where another begins
        ("扩建", "新建机场"),
    ],
)
def test_what_does_not(text: str, says_not: str) -> None:
    assert not need_of(text, ("改建",)).in_text(says_not)


def test_the_needs_that_a_text_lacks() -> None:
    asked = QuestionNeeds("机场扩建", (need_of("机场", ()), need_of("扩建", ())), english=False)
    assert [need.text for need in asked.missing("机场建成")] == ["扩建"]


def test_folding_keeps_every_character_in_its_place() -> None:
    text = "ＧＤＰ增長5％ İstanbul"
    assert folded(text).startswith("gdp增长5%")
    assert len(folded(text)) == len(text)


def test_words_that_an_answer_need_not_repeat() -> None:
    assert {"情况", "原因"} <= light_words()
    assert "机场" not in light_words()


def test_a_name_stands_in_a_text_by_another_of_its_names() -> None:
    assert stands_in("进博会", "第七届中国国际进口博览会圆满成功")
    assert not stands_in("进博会", "第七届广交会圆满成功")
