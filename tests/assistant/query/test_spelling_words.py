"""The words that a slip may be read as, and those that are right as they stand."""

import pytest

from assistant.query.spelling_words import (
    asking_words,
    closed_words,
    cut,
    is_word,
    kept_characters,
    shortened,
    sounding_like,
    standing_bigrams,
)


def test_words_of_questions_and_measures_are_closed() -> None:
    assert {"目标", "增速", "多少"} <= closed_words()
    assert "松川" not in closed_words()
    assert "多少" in asking_words() and "多大" not in asking_words()
    assert "的" in kept_characters()


@pytest.mark.parametrize(("said", "meant"), [("木标完成", "目标"), ("赤子率", "赤字率"), ("增数", "增速")])
def test_a_closed_word_is_found_by_its_sound(said: str, meant: str) -> None:
    assert meant in list(sounding_like(said, 0))


def test_what_sounds_like_none() -> None:
    assert list(sounding_like("凤凰", 0)) == []


def test_a_name_of_a_measure_but_for_one_character() -> None:
    text = "今年社会消品零售总额"
    assert ("社会消品零售总额", "社会消费品零售总额") in [(text[a:b], name) for a, b, name in shortened(text)]
    assert list(shortened("居民消费价")) == []  # may as well be cut off


def test_words_of_the_language() -> None:
    assert is_word("时限") and not is_word("木标")
    text = "居民收入增长"
    assert "".join(text[a:b] for a, b in cut(text)) == text
    assert "目标" in standing_bigrams()
