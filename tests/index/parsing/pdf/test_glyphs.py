"""Every character of a page: what it says, where it stands, and what a reader sees of it."""

import io
from collections.abc import Sequence
from typing import Any

import pytest
from pdf_files import editor, first_page, named, operators, pdf, without_meaning, written
from PIL import Image
from pypdf.generic import FloatObject, RectangleObject
from reportlab.lib.utils import ImageReader as UntypedReader

from index.parsing.pdf.glyphs import Font, Glyph, PageGlyphs, page_glyphs

picture_reader: Any = UntypedReader
WORD = "BT /F1 10 Tf 72 700 Td (Revenue) Tj ET"


def read(data: bytes) -> PageGlyphs:
    with first_page(data) as page:
        return page_glyphs(page)


def said(glyphs: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def typed(content: str, **resources: Any) -> Font:
    """The type of the first word that these operators write."""
    font = read(written(operators(content, **resources))).glyphs[0].font
    assert font is not None
    return font


def test_a_character_has_its_box_and_its_place_on_the_line() -> None:
    """Helvetica's R is 0.722 em wide; the page is 842 points high and its top is 0."""
    glyphs = read(written(operators(WORD))).glyphs
    assert said(glyphs) == "Revenue"
    first, second = glyphs[:2]
    assert (first.x, first.y) == pytest.approx((72, 142), abs=0.01)
    assert (first.left, first.right) == pytest.approx((72, 79.22), abs=0.01)
    assert first.top < 142 - 7 and 142 < first.bottom < 142 + 4, "the box holds the letter from cap to descender"
    assert (second.x, second.y) == pytest.approx((79.22, 142), abs=0.01)
    assert first.font == Font(10, bold=False, hidden=False, white=False, angle=0, italic=False)


def test_places_are_those_of_the_page_as_it_is_cropped_and_turned() -> None:
    writer = editor(written(operators(WORD)))
    page = writer.pages[0]
    page.cropbox = RectangleObject((50, 600, 350, 800))
    cropped = read(written(writer)).glyphs[0]
    assert (cropped.x, cropped.y) == pytest.approx((22, 100), abs=0.01)
    page.rotation = 90
    turned = read(written(writer)).glyphs[0]
    assert (turned.x, turned.y) == pytest.approx((100, 22), abs=0.01), "its left edge is the turned page's top"
    assert turned.font is not None and turned.font.angle == 90


@pytest.mark.parametrize(
    ("matrix", "angle"),
    [
        ("1 0 0 1", 0),
        ("0 1 -1 0", 270),
        ("-1 0 0 -1", 180),
        ("0 -1 1 0", 90),
        ("0.866 0.5 -0.5 0.866", -1),
        ("0.9994 0.035 -0.035 0.9994", 0),
    ],
    ids=["level", "upward", "upside down", "downward", "slanted", "scanned askew"],
)
def test_angles(matrix: str, angle: int) -> None:
    assert typed(f"BT /F1 10 Tf {matrix} 300 400 Tm (Revenue) Tj ET").angle == angle


@pytest.mark.parametrize(
    ("operators_before", "bold", "italic"),
    [
        ("/F1 10 Tf", False, False),
        ("/F2 10 Tf", True, False),
        ("/F3 10 Tf", False, True),
        ("/F1 10 Tf 2 Tr", True, False),
    ],
)
def test_bold_and_italic(operators_before: str, bold: bool, italic: bool) -> None:
    """Letters that are filled and outlined are a bold of the poor."""
    font = typed(f"BT {operators_before} 72 700 Td (Revenue) Tj ET")
    assert (font.bold, font.italic) == (bold, italic)


def test_the_size_is_that_on_the_page() -> None:
    assert typed("BT /F1 1 Tf 12 0 0 12 72 700 Tm (Revenue) Tj ET").size == 12
    assert typed("0.5 0 0 0.5 0 0 cm BT /F1 20 Tf 144 1400 Td (Revenue) Tj ET").size == 10


@pytest.mark.parametrize(
    ("before", "hidden"),
    [
        ("/F1 10 Tf", False),
        ("/F1 10 Tf 3 Tr", True),
        ("/F1 0.5 Tf", True),
        ("/F1 10 Tf /Clear gs", True),
        ("/F1 10 Tf /Half gs", False),
        ("/F1 10 Tf 1 g", True),
        ("/F1 10 Tf 0.9 g", False),
        ("/F1 10 Tf 1 g 0 G 1 Tr", False),
    ],
    ids=["black", "invisible mode", "too small", "opacity 0", "half seen", "white", "light grey", "black outline"],
)
def test_what_no_one_sees_is_hidden(before: str, hidden: bool) -> None:
    states = named(Clear=named(ca=FloatObject(0)), Half=named(ca=FloatObject(0.5)))
    assert typed(f"BT {before} 72 700 Td (Revenue) Tj ET", ExtGState=states).hidden is hidden


@pytest.mark.parametrize(
    ("ground", "hidden"),
    [
        ("0 0 0.4 rg 60 690 200 30 re f", False),
        ("1 g 60 690 200 30 re f", True),
        ("0 0 0.4 rg 60 500 200 30 re f", True),
        ("0 G 60 690 200 30 re S", True),
        ("q 0.05 0 0 0.05 0 0 cm 20 w 0 G 1200 13800 4000 600 re S Q", True),
        ("0 0 0.4 RG 30 w 60 705 m 260 705 l S", False),
        ("1 G 30 w 60 705 m 260 705 l S", True),
    ],
    ids=[
        "on a dark box",
        "on a white box",
        "beside a dark box",
        "in a frame",
        "in a frame drawn large and scaled down",
        "on a broad line",
        "on a broad white line",
    ],
)
def test_white_letters_are_seen_where_something_dark_lies_under_them(ground: str, hidden: bool) -> None:
    assert typed(f"{ground} 1 g {WORD}").hidden is hidden


def test_white_letters_on_a_picture_are_seen() -> None:
    def draw(canvas: Any) -> None:
        picture = Image.new("RGB", (4, 4), "navy")
        canvas.drawImage(picture_reader(io.BytesIO(_png(picture))), 60, 690, 200, 40)
        canvas.setFillGray(1)
        canvas.drawString(72, 700, "营业收入")

    glyphs = read(pdf(draw)).glyphs
    assert said(glyphs) == "营业收入"
    assert not any(glyph.font is None or glyph.font.hidden for glyph in glyphs)


def _png(picture: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("before", "pale"), [("0 g", False), ("0.4 g", False), ("0.8 g", True), ("/Half gs", True), ("1 0 0 rg", False)]
)
def test_light_and_see_through_letters_are_pale(before: str, pale: bool) -> None:
    states = named(Half=named(ca=FloatObject(0.5)))
    assert typed(f"{before} {WORD}", ExtGState=states).pale is pale


def test_a_space_that_pdfium_makes_up_has_no_font() -> None:
    glyphs = read(written(operators(f"{WORD} BT /F1 10 Tf 120 700 Td (rose) Tj ET"))).glyphs
    assert said(glyphs) == "Revenue rose"
    assert [glyph.text for glyph in glyphs if glyph.font is None] == [" "]


def test_a_hyphen_at_a_lines_end_is_one() -> None:
    content = "BT /F1 10 Tf 12 TL 72 700 Td (sustain-) Tj (able) ' ET"
    assert said(read(written(operators(content))).glyphs).replace(" ", "") == "sustain-able"


def test_a_rare_character_is_one() -> None:
    """𠮷 takes two units of UTF-16."""
    glyphs = read(without_meaning("Xa.", {"X": "𠮷"})).glyphs
    assert [glyph.text for glyph in glyphs] == ["𠮷", "a", "."]


def test_an_empty_page_has_no_characters_and_is_not_without_meaning() -> None:
    assert read(written(operators(""))) == PageGlyphs([], meaningless=False)


@pytest.mark.parametrize(
    ("meanings", "meaningless"),
    [
        (None, True),
        ({}, False),
        ({"R": "\ue001", "e": "\ue002", "v": "\ue003", "n": "\ue004", "u": "\ue005"}, True),
        ({"R": "\uf0b7"}, False),
        ({"R": "\ue001"}, False),
    ],
    ids=["no table", "a table", "private characters", "a bullet", "one sign of a firm's own"],
)
def test_a_page_whose_letters_have_no_meaning_is_known(meanings: dict[str, str] | None, meaningless: bool) -> None:
    assert read(without_meaning("Revenue", meanings)).meaningless is meaningless


def test_chinese_letters_have_meaning_without_a_table() -> None:
    assert not read(pdf(lambda canvas: canvas.drawString(72, 700, "营业收入"))).meaningless


def test_the_font_of_one_word_is_one_object() -> None:
    """What reads a million characters compares by identity."""
    fonts = {id(glyph.font) for glyph in read(written(operators(WORD))).glyphs}
    assert len(fonts) == 1
