"""Facts beside one another: dots between those that are told, and nothing where none is."""

from markup import Markup

from assistant.ui.beside import beside_html


def test_dots_stand_between_what_is_told_and_nowhere_else() -> None:
    assert Markup(beside_html(("2025", "", "云岭县", "20 段"))).text == "2025 · 云岭县 · 20 段"
    assert Markup(beside_html(["", "2025"])).text == "2025"
    assert beside_html([]) == beside_html([""]) == ""


def test_words_stay_words() -> None:
    assert "&lt;b&gt;" in beside_html(["<b>"])
