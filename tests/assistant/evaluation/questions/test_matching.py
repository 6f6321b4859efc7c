"""Texts compared as the official scorers compare them, against values worked out by hand."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.questions.matching import exact_match, f1, folded, holds, segments, without_marks, words

TEXTS = st.text(alphabet="全省增长5％。 abThe\n", max_size=30)


def test_folding_keeps_letters_and_digits_only() -> None:
    assert folded("Ｇｄｐ 增长５.０％，\n《Foo_bar》") == "gdp增长50foobar"
    assert holds("增长了5.0 %", ["５．０％"])
    assert not holds("增长了5.0 %", ["6.0", "。"])


def test_marks_are_removed() -> None:
    assert without_marks("增长5%。[1][12]\n其次[2]") == "增长5%。\n其次"


def test_chinese_is_cut_in_characters_with_latin_words_and_numbers_whole() -> None:
    assert segments("2024年GDP增长5.5%，iPhone 15 Pro") == [
        "2024",
        "年",
        "gdp",
        "增",
        "长",
        "55",
        "iphone",
        "15",
        "pro",
    ]


def test_english_is_cut_in_words_without_articles() -> None:
    assert words("The U.S. economy, a giant") == ["us", "economy", "giant"]


@pytest.mark.parametrize(
    ("answer", "golds", "expected"),
    [
        ("《踢爆》[1]", ["踢爆"], 1.0),
        ("the Denver Broncos.", ["Denver Broncos"], 1.0),
        ("ＧＤＰ增长 5%", ["x", "gdp增长5%"], 1.0),
        ("踢爆了", ["踢爆"], 0.0),
        ("", ["踢爆"], 0.0),
        ("。", ["！"], 0.0),
    ],
)
def test_exact_match(answer: str, golds: list[str], expected: float) -> None:
    assert exact_match(answer, golds) == expected


@pytest.mark.parametrize(
    ("answer", "golds", "expected"),
    [
        # 1995, 年 common: 2 of 5 units given (成 立 于 1995 年) and 2 of 2 wanted
        ("成立于1995年[1]", ["1995年"], 2 * 0.4 / 1.4),
        # the longest run in common counts, not the bag: 北京 or 上海, 2 of 5 and 2 of 4
        ("北京和上海", ["上海北京"], 2 * 0.4 * 0.5 / 0.9),
        ("无关", ["北京"], 0.0),
        # the bag of words: private, actors of 4 given (article out), 2 of 3 wanted; the best gold counts
        ("by the private sector actors", ["actors", "private actors abroad"], 2 * 0.5 * (2 / 3) / (0.5 + 2 / 3)),
        ("private private", ["private"], 2 * 0.5 / 1.5),
        ("anything", [], 0.0),
        ("", ["a"], 0.0),
    ],
)
def test_f1(answer: str, golds: list[str], expected: float) -> None:
    assert f1(answer, golds) == pytest.approx(expected)


@given(TEXTS)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert not set(folded(text)) & set(string.punctuation + string.whitespace + "。％")


@given(TEXTS, TEXTS)
def test_f1_is_between_0_and_1_and_symmetric_and_1_for_a_match(first: str, second: str) -> None:
    value = f1(first, [second])
    assert 0.0 <= value <= 1.0
    assert value == pytest.approx(f1(second, [first]))
    if exact_match(first, [second]) and segments(first) == segments(second):
        assert value == pytest.approx(1.0)
