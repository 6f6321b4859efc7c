"""Every character of a PDF's page as pdfium has it: what it says, where it stands, in what type.

A long report has a million characters, so what runs for each of them is written for speed: pdfium's functions are
called by `map` and write into one buffer a page, and a type is worked out once a page.
"""

import ctypes
import math
import re
from collections import deque
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw

from index.parsing.pdf.calls import DOUBLE, INT, UNSIGNED, VOID, bare, handle_of
from index.parsing.pdf.shapes import Edges, Matrix, apply, backgrounds, shown_matrix
from index.patterns import regex

# pypdfium2 has no types; neither do its pages and text pages below.
pdfium: Any = pypdfium2.raw

_ITALIC_NAME = regex(r"italic|oblique", re.IGNORECASE)
_BOLD_NAME = regex(r"bold|black|heavy|medi(?:um)?\b", re.IGNORECASE)
_INVISIBLE_MODE = 3
_FILL_AND_STROKE = 2
# Text smaller than this many points can't be read.
_SMALLEST = 1.0
# pdfium's marks for a hyphen at the end of a line.
_HYPHENS = frozenset((0x02, 0xFFFE))
# What is set in a grey lighter than this, or lets so much of the page through, may be meant to be overlooked.
_PALE, _FAINT = 150, 200
# So many characters of a page tell whether its glyphs have meanings; where a third have none, the page can't be read.
_SAMPLE, _MOST_MEANINGLESS = 200, 1 / 3
# Private characters that stand for bullets in everyone's files.
_BULLETS = frozenset((0xF0B7, 0xF0A7, 0xF06C, 0xF076, 0xF0D8, 0xF0FC, 0xF0E0, 0xF0A8, 0xF06E, 0xF075))


@dataclass(frozen=True, slots=True)
class Font:
    """What the characters of one text object share. `angle` is 0, 90, 180 or 270, or -1 for slanted text."""

    size: float
    bold: bool
    hidden: bool
    white: bool
    angle: int
    italic: bool
    # Light or see-through, as a watermark is.
    pale: bool = False
    struck: bool = False


class Glyph(NamedTuple):
    """A character with its box and origin on the page as it is shown; a space that pdfium made up has no font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float
    font: Font | None


_MADE_UP = Glyph(" ", 0, 0, 0, 0, 0, 0, None)


@dataclass(frozen=True, slots=True)
class PageGlyphs:
    """A page's characters, in the file's order. `meaningless`: the file does not say which characters they are."""

    glyphs: list[Glyph]
    meaningless: bool


def page_glyphs(page: Any) -> PageGlyphs:
    """Every character of a page; white text on a white ground is hidden."""
    textpage = page.get_textpage()
    try:
        glyphs, fonts = _read(page, textpage)
        meaningless = bool(glyphs) and _is_meaningless(textpage)
    finally:
        textpage.close()
    if any(font.white for font in fonts):
        glyphs = _hide_white(page, glyphs)
    return PageGlyphs(glyphs, meaningless)


def _is_meaningless(textpage: Any) -> bool:
    """Whether most glyphs stand for no character: their font has no table of meanings, or names private ones."""
    handle, count = handle_of(textpage), textpage.count_chars()
    asked = bad = 0
    for number in range(0, count, max(1, count // _SAMPLE)):
        if not _text_object(handle, number):
            continue
        code = _unicode(handle, number)
        if code == 0x20:
            continue
        asked += 1
        private = 0xE000 <= code <= 0xF8FF and code not in _BULLETS
        bad += private or code == 0xFFFD or _no_meaning(handle, number) == 1
    return bad > _MOST_MEANINGLESS * asked


_text_object = bare(pdfium.FPDFText_GetTextObject, VOID, VOID, INT)
_unicode = bare(pdfium.FPDFText_GetUnicode, UNSIGNED, VOID, INT)
_no_meaning = bare(pdfium.FPDFText_HasUnicodeMapError, INT, VOID, INT)
_box = bare(pdfium.FPDFText_GetLooseCharBox, INT, VOID, INT, VOID)
_origin = bare(pdfium.FPDFText_GetCharOrigin, INT, VOID, INT, VOID, VOID)
_matrix = bare(pdfium.FPDFText_GetMatrix, INT, VOID, INT, VOID)
_size = bare(pdfium.FPDFText_GetFontSize, DOUBLE, VOID, INT)
_mode = bare(pdfium.FPDFTextObj_GetTextRenderMode, INT, VOID)
_typeface = bare(pdfium.FPDFTextObj_GetFont, VOID, VOID)
_colour = bare(pdfium.FPDFText_GetFillColor, INT, VOID, INT, VOID, VOID, VOID, VOID)


def _read(page: Any, textpage: Any) -> tuple[list[Glyph], list[Font]]:
    """Every character that pdfium shows, and the types; a made-up space comes without a place."""
    count = textpage.count_chars()
    if count <= 0:
        return [], []
    handle = handle_of(textpage)
    objects = list(map(_text_object, repeat(handle), range(count)))
    codes = _codes(handle, count)
    to_shown = shown_matrix(page)
    boxes = _boxes(handle, count, to_shown)
    types = _Types(handle, to_shown)
    glyphs: list[Glyph] = []
    make = Glyph._make
    last, font, high, level = 0, None, "", False
    x = y = drop = 0.0
    for number, (item, code, box) in enumerate(zip(objects, codes, boxes, strict=True)):
        if not item:
            if code == 0x20:
                glyphs.append(_MADE_UP)
            continue
        if 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE:
            text = chr(code)
        else:
            text, high = _decode_unit(code, high)
            if not text:
                continue
        if item != last:
            last, font = item, types.font(number, item)
            x, y = types.origin(number)
            # The characters of one level text object stand on one line, so that one origin tells all.
            level = font.angle == 0 and abs(x - box[0]) < 1e-3
            drop = y - box[3]
        elif level:
            x, y = box[0], box[3] + drop
        else:
            x, y = types.origin(number)
        glyphs.append(make((text, *box, x, y, font)))
    return glyphs, types.all


def _codes(handle: Any, count: int) -> list[int]:
    """The code of each character: pdfium gives them at once, but for its marks for hyphens and pairs of halves."""
    units = (ctypes.c_ushort * (2 * count + 2))()
    if pdfium.FPDFText_GetText(ctypes.cast(handle, pdfium.FPDF_TEXTPAGE), 0, count, units) != count + 1:
        return list(map(_unicode, repeat(handle), range(count)))
    codes: list[int] = units[:count]
    if 0xFFFE in codes:
        codes = [_unicode(handle, number) if code == 0xFFFE else code for number, code in enumerate(codes)]
    return codes


def _boxes(handle: Any, count: int, to_shown: Matrix) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each character on the page as shown."""
    buffer = (ctypes.c_float * (4 * count))()
    start = ctypes.addressof(buffer)
    deque(map(_box, repeat(handle), range(count), range(start, start + 16 * count, 16)), 0)
    edges = memoryview(buffer).cast("B").cast("f").tolist()
    lefts, tops, rights, bottoms = edges[0::4], edges[1::4], edges[2::4], edges[3::4]
    a, b, c, d, e, f = to_shown
    if b == 0 and c == 0 and a > 0 > d:
        across, upward = [[a * x + e for x in places] for places in (lefts, rights)]
        return list(zip(across, [d * y + f for y in tops], upward, [d * y + f for y in bottoms], strict=True))
    return [_turned(to_shown, *box) for box in zip(lefts, tops, rights, bottoms, strict=True)]


def _turned(matrix: Matrix, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
    first, second = apply(matrix, left, top), apply(matrix, right, bottom)
    return min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])


def _decode_unit(code: int, high: str) -> tuple[str, str]:
    """The character of a code from pdfium, which may be half of a surrogate pair: (text, first half kept)."""
    if 0xD800 <= code <= 0xDBFF:
        return "", chr(code)
    if 0xDC00 <= code <= 0xDFFF:
        return ((high + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le"), "") if high else ("", "")
    if code in _HYPHENS:
        return "-", ""
    return (chr(code) if 0x20 <= code < 0x110000 else ""), ""


class _Types:
    """The types on one page: some files make a text object of every letter, so what was worked out once is kept."""

    def __init__(self, handle: Any, to_shown: Matrix) -> None:
        self._handle = handle
        self._to_shown = to_shown
        self._fonts: dict[tuple[Any, ...], Font] = {}
        # By the address of pdfium's font: whether it is bold, and italic.
        self._faces: dict[int, tuple[bool, bool]] = {}
        self._place = (ctypes.c_double * 2)()
        self._form = (ctypes.c_float * 6)()
        self._inks = (ctypes.c_uint * 4)()
        place, inks = ctypes.addressof(self._place), ctypes.addressof(self._inks)
        self._places = place, place + 8
        self._at_form = ctypes.addressof(self._form)
        self._at_inks = inks, inks + 4, inks + 8, inks + 12

    @property
    def all(self) -> list[Font]:
        """The types met so far."""
        return list(self._fonts.values())

    def origin(self, number: int) -> tuple[float, float]:
        """Where a character starts on its baseline, on the page as shown."""
        _origin(self._handle, number, *self._places)
        return apply(self._to_shown, *self._place)

    def font(self, number: int, item: int) -> Font:
        """The type of the text object `item`, whose first character is `number`."""
        handle = self._handle
        _matrix(handle, number, self._at_form)
        _colour(handle, number, *self._at_inks)
        face = _typeface(item) or 0
        key = (*self._form[:4], _size(handle, number), _mode(item), face, *self._inks)
        known = self._fonts.get(key)
        if known is None:
            if face not in self._faces:
                self._faces[face] = _face(handle, number)
            known = self._fonts[key] = _font(key, self._faces[face], self._to_shown)
        return known


def _font(key: tuple[Any, ...], face: tuple[bool, bool], to_shown: Matrix) -> Font:
    m_a, m_b, m_c, m_d, size, mode, _, red, green, blue, opacity = key
    size *= math.hypot(m_c, m_d)
    a, b, c, d, _, _ = to_shown
    direction = math.degrees(math.atan2(b * m_a + d * m_b, a * m_a + c * m_b)) % 360
    nearest = round(direction / 90) * 90
    angle = nearest % 360 if abs(direction - nearest) < 5 else -1
    white = min(red, green, blue) >= 250 and mode == 0
    hidden = mode == _INVISIBLE_MODE or size < _SMALLEST or (mode == 0 and opacity == 0)
    light = min(red, green, blue) >= _PALE or opacity <= _FAINT
    pale = light and not white and not hidden
    return Font(round(size, 1), face[0] or mode == _FILL_AND_STROKE, hidden, white, angle, face[1], pale)


def _face(handle: Any, number: int) -> tuple[bool, bool]:
    """Whether a character's font is bold, and italic."""
    page = ctypes.cast(handle, pdfium.FPDF_TEXTPAGE)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(page, number, name, 128, ctypes.c_int())
    weight = pdfium.FPDFText_GetFontWeight(page, number)
    words = name.value.decode("utf-8", "replace")
    return weight >= 600 or bool(_BOLD_NAME.search(words)), bool(_ITALIC_NAME.search(words))


def _holds(shape: Edges, x: float, y: float) -> bool:
    left, top, right, bottom = shape
    return left <= x <= right and top <= y <= bottom


def _hide_white(page: Any, glyphs: list[Glyph]) -> list[Glyph]:
    """White text counts as hidden where nothing that isn't white lies under it: no picture, no filled shape."""
    shapes = list(backgrounds(page))
    # What lies under one letter mostly lies under the next.
    under: Edges | None = None
    hidden: dict[Font, Font] = {}
    marked: list[Glyph] = []
    for glyph in glyphs:
        font = glyph.font
        if font is not None and font.white:
            x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
            if under is None or not _holds(under, x, y):
                under = next((shape for shape in shapes if _holds(shape, x, y)), None)
            if under is None:
                if font not in hidden:
                    hidden[font] = replace(font, hidden=True)
                glyph = glyph._replace(font=hidden[font])
        marked.append(glyph)
    return marked
