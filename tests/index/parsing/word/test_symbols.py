"""What picture fonts draw: boxes, ticks, Greek letters, numbers in circles."""

from collections.abc import Callable

import pytest
from word_files import run

from index.parsing.word.symbols import redrawn, symbol
from index.report import ParsedDocument

Parse = Callable[..., ParsedDocument]


@pytest.mark.parametrize(
    ("font", "code", "text"),
    [
        ("Wingdings 2", 0xF052, "☑"),
        ("Wingdings 2", 0xF0A3, "□"),
        ("Wingdings", 0xF0FE, "☑"),
        # The same letter without the private range, and the font's name in other letters.
        ("Wingdings", 0xFE, "☑"),
        ("WINGDINGS", 0xF0FE, "☑"),
        ("Wingdings", 0xA8, "□"),
        ("Symbol", 0xF0B3, "≥"),
        ("Symbol", 0xF06D, "μ"),
        # Items numbered by pictures keep their numbers.
        ("Wingdings", 0xF081, "①"),
        ("Wingdings", 0xF08A, "⑩"),
        ("Wingdings", 0xF08C, "❶"),
        # Symbol draws digits and signs as they are.
        ("Symbol", 0xF032, "2"),
        ("Symbol", 0xF02B, "+"),
        ("Symbol", 0x25, "%"),
        ("Symbol", 0xF02D, "−"),
        # A font of letters.
        ("SimSun", 0x2103, "℃"),
        ("宋体", 0x6C49, "汉"),
        ("", 0x41, "A"),
        ("Segoe UI Emoji", 0x1F600, "😀"),
    ],
)
def test_what_a_font_draws(font: str, code: int, text: str) -> None:
    assert symbol(font, code) == text


@pytest.mark.parametrize("code", [0xF0FF, 0xE000, 0xF8FF, 0xD800, 0xDFFF, 0x1F, 0, -1, 0x110000, 0x7FFFFFFF])
def test_numbers_that_no_reader_sees_as_a_character(code: int) -> None:
    assert symbol("Wingdings", code) == ""
    assert symbol("Calibri", code) == ""


def test_text_typed_in_a_picture_font() -> None:
    assert redrawn("wingdings", "\uf0fe同意 ¨不同意") == "☑同意 □不同意"
    assert redrawn("symbol", "±5 mm") == "±5 μμ"
    assert redrawn("wingdings", "") == ""


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>', "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="00A8"/></w:r>', "□"),
        ('<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>', ""),
        ('<w:r><w:sym w:font="Wingdings"/></w:r>', ""),
        (run("\uf0fe", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'), "☑"),
        (run("þ", '<w:rFonts w:ascii="Wingdings"/>'), "☑"),
        (run("þ", '<w:rFonts w:ascii="Arial"/>'), "þ"),
    ],
)
def test_in_a_paragraph(parse: Parse, xml: str, text: str) -> None:
    assert parse(f"<w:p>{run('甲')}{xml}{run('乙')}</w:p>").text == f"甲{text}乙"
