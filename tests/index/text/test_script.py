"""What script a text is in."""

import re

import pytest

from index.text.script import HAN, HAN_RUN, han_count, han_share, has_han, language_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GDP增长", True),
        ("㐀", True),
        ("\U00020000", True),
        ("\uf900", True),
        ("GDP grew 5%", False),
        ("ＧＤＰ，５％。", False),  # full-width forms and marks are no Han characters
        ("カナ 한글", False),
        ("", False),
    ],
)
def test_a_text_with_a_han_character_is_chinese(text: str, expected: bool) -> None:
    assert has_han(text) is expected
    assert language_of(text) == ("zh" if expected else "en")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What did 云岭县 plan for 2025?", "en"),
        ("What did 比亚迪 earn in 2023?", "en"),
        ("How much did 华为 and 和平县 spend?", "en"),
        ("How much is the GDP of 云岭县 在 2024?", "zh"),
        ("What is the GDP of 云岭县是多少", "zh"),
        ("比亚迪 earn", "zh"),
    ],
)
def test_names_in_a_question_keep_it_english(text: str, language: str) -> None:
    assert language_of(text) == language


def test_han_characters_are_counted() -> None:
    assert han_count("增长 5% of 全年") == 4


@pytest.mark.parametrize(
    ("text", "share"), [("全年", 1.0), ("全年AB", 0.5), ("全ABC", 0.25), ("year", 0.0), ("12%，。", None), ("", None)]
)
def test_the_share_is_one_of_letters(text: str, share: float | None) -> None:
    assert han_share(text) == share


def test_the_class_stands_inside_brackets() -> None:
    assert re.findall(f"[{HAN}A-Z]+", "全省GDP增长5%") == ["全省GDP增长"]
    assert HAN_RUN.findall("全省GDP增长") == ["全省", "增长"]
