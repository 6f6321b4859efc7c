"""What a browser says of its language."""

import pytest
from markup import Markup

from assistant.ui.language import asked_language, in_cells, of_text


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


def test_a_quote_is_in_its_own_language() -> None:
    assert of_text("地区生产总值增长5.8%。") == ' lang="zh"'
    assert of_text("Scope 1 fell by 4,730 tonnes in the year.") == ' lang="en"'


def test_cells_stand_apart_and_words_stay_words() -> None:
    assert in_cells("Scope 1\t84,200 <b>") == 'Scope 1<span class="wj-tab">\t</span>84,200 &lt;b&gt;'
    assert Markup(in_cells("a\tb\tc")).text == "a\tb\tc"
