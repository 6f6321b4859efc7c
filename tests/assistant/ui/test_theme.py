"""Our colours for Gradio's components: legible on both grounds, none fetched."""

import re

import pytest

from assistant.ui.theme import _PAPER, _PINE, make_theme


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(
    ("ink", "ground"),
    [(_PAPER.c900, _PAPER.c50), (_PAPER.c50, _PAPER.c900), (_PINE.c600, _PAPER.c50), (_PINE.c300, _PAPER.c950)],
)
def test_ink_and_accent_are_legible_on_paper_and_at_night(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5  # WCAG 2.1, AA


def test_no_font_is_fetched_and_grounds_follow_our_own_variables() -> None:
    theme = make_theme()
    assert theme._stylesheets == []
    assert theme.body_background_fill == theme.body_background_fill_dark == "var(--wj-ground)"
    assert re.search("PingFang SC", str(theme.font))
