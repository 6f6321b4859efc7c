"""What a browser says of its language."""

import pytest

from assistant.ui.language import asked_language


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
def test_the_language_of_what_the_browser_says(asked: object, language: str) -> None:
    assert asked_language(asked) == language
