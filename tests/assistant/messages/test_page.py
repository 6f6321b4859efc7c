"""Both languages say the same things."""

import re
from string import Formatter

import pytest

from assistant.messages.page import LANGUAGES, TEXTS, language_of, text


def test_both_languages_have_the_same_keys() -> None:
    assert LANGUAGES == ("zh", "en")
    assert list(TEXTS["zh"]) == list(TEXTS["en"])


@pytest.mark.parametrize("key", TEXTS["zh"])
def test_both_languages_have_the_same_fields(key: str) -> None:
    fields = [{name for _, name, _, _ in Formatter().parse(TEXTS[language][key]) if name} for language in LANGUAGES]
    assert fields[0] == fields[1]


def test_english_has_no_chinese_but_the_brand_and_the_switch() -> None:
    han = {key for key, words in TEXTS["en"].items() if re.search(r"[\u4e00-\u9fff]", words)}
    assert han == {"page_title", "brand", "language", "language_label"}


def test_fields_are_filled_in() -> None:
    assert text("zh", "report_count", count=3) == "3 份"
    assert text("en", "position", n=1, count=2) == "1 / 2"


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("zh-CN", "zh"),
        ("auto:zh-TW", "zh"),
        ("en", "en"),
        ("auto:de-DE", "en"),
        ("", "zh"),
        ("auto:", "zh"),
        (None, "zh"),
        (["en"], "zh"),
        ("<script>", "en"),
    ],
)
def test_language_of_what_the_browser_says(asked: object, language: str) -> None:
    assert language_of(asked) == language
