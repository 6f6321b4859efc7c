"""A PDF page's characters, gathered into segments: stretches of one line without a wide gap.

All geometry here is in points from the page's top left corner as it is shown, x to the right and y down.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import pypdfium2.raw

from index.parsing.pdf.shapes import (
    Matrix,
    Rule,
    apply,
    backgrounds,
    rules_of,
    shown_matrix,
    strokes_of,
    turn,
    turn_back,
)
from index.parsing.plain import is_wide

# pypdfium2 has no types; neither do its pages and text pages below.
pdfium: Any = pypdfium2.raw

# A gap this wide, in ems, parts table cells and columns; the widest spaces of justified English are below it.
GAP = 1.0
_ITALIC_NAME = re.compile(r"italic|oblique", re.IGNORECASE)
_BOLD_NAME = re.compile(r"bold|black|heavy|medi(?:um)?\b", re.IGNORECASE)
_FIGURE_ENDS = frozenset("0123456789)%％")
_FIGURE_STARTS = frozenset("$€£¥￥(（-−–+")
_INVISIBLE_MODE = 3
_FILL_AND_STROKE = 2
# Text smaller than this many points can't be read.
_SMALLEST = 1.0


@dataclass(frozen=True, slots=True)
class GridTable:
    """A table whose cells are drawn: rows equally long, None where a merged cell covers, and its lines' boxes."""

    rows: tuple[tuple[str | None, ...], ...]
    boxes: tuple[tuple[float, float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text on one baseline. `angle` is 0, 90, 180 or 270, or -1 for slanted text.

    `left`, `top`, `right`, `bottom` and `baseline` follow the reading direction: for text that runs down the page,
    they are those of the page turned until it reads upright. One without text stands for a `table`.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    hidden: bool
    angle: int
    italic: bool = False
    table: GridTable | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page's segments in the file's own order. `turned` is the angle at which most of its text runs."""

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]
    turned: int = 0
    rules: tuple[Rule, ...] = ()
    # Lines drawn on an upright page: (height, left, right) and (left, top, bottom).
    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()

    def lies_outside(self, segment: Segment) -> bool:
        """Whether a segment stands wholly beyond the page's edges, where no one sees it."""
        width, height = (self.height, self.width) if self.turned in (90, 270) else (self.width, self.height)
        return segment.right < 0 or segment.left > width or segment.bottom < 0 or segment.top > height

    def to_page(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        """A rectangle of the turned page, on the page as it is shown."""
        first = turn_back(left, top, self.turned, self.width, self.height)
        second = turn_back(right, bottom, self.turned, self.width, self.height)
        return (
            round(min(first[0], second[0]), 1),
            round(min(first[1], second[1]), 1),
            round(max(first[0], second[0]), 1),
            round(max(first[1], second[1]), 1),
        )


@dataclass(frozen=True, slots=True)
class _Font:
    """What the characters of one text object share."""

    size: float
    bold: bool
    hidden: bool
    white: bool
    angle: int
    italic: bool


class _Character(NamedTuple):
    """One character with its place on the turned page: a tuple, since a long report has a million of them."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    font: _Font


def read_page(page: Any, number: int) -> Page:
    """The segments of a page; `number` is 1-based."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    try:
        raw = list(_raw_characters(page, textpage))
    finally:
        textpage.close()
    angles = Counter(font.angle for text, _, _, font in raw if font is not None and text.strip())
    turned = max(angles.most_common(1)[0][0], 0) if angles else 0
    if any(font is not None and font.white for _, _, _, font in raw):
        raw = _hide_white(page, raw)
    segments = tuple(_segments(_placed(raw, turned, width, height)))
    if turned or not segments:
        return Page(number, width, height, segments, turned)
    across, down = strokes_of(page)
    return Page(number, width, height, segments, turned, tuple(rules_of(across)), tuple(across), tuple(down))


class Spot(NamedTuple):
    """A character with its box on the page as it is shown."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    hidden: bool


def page_spots(page: Any) -> list[Spot]:
    """Every character of a page, in the file's order."""
    textpage = page.get_textpage()
    try:
        raw = list(_raw_characters(page, textpage))
    finally:
        textpage.close()
    if any(font is not None and font.white for _, _, _, font in raw):
        raw = _hide_white(page, raw)
    return [Spot(text, *box, font.hidden) for text, box, _, font in raw if font is not None]


# text, loose box (left, top, right, bottom), origin (x, y), font; the font is None for a space pdfium made up.
_Raw = tuple[str, tuple[float, float, float, float], tuple[float, float], _Font | None]


def _raw_characters(page: Any, textpage: Any) -> Iterator[_Raw]:
    """Every character on the shown page, in the file's order; a made-up space comes without a place."""
    to_shown = shown_matrix(page)
    handle = textpage.raw
    rectangle = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    last_object, font = 0, None
    faces: _Faces = {}
    high = ""
    for number in range(textpage.count_chars()):
        text_object = pdfium.FPDFText_GetTextObject(handle, number)
        code = pdfium.FPDFText_GetUnicode(handle, number)
        if not text_object:
            if code == 0x20:
                yield " ", (0, 0, 0, 0), (0, 0), None
            continue
        text, high = _decode_unit(code, high)
        if not text:
            continue
        address = ctypes.cast(text_object, ctypes.c_void_p).value or 0
        if font is None or address != last_object:
            last_object, font = address, _font(handle, number, text_object, to_shown, faces)
        pdfium.FPDFText_GetLooseCharBox(handle, number, rectangle)
        pdfium.FPDFText_GetCharOrigin(handle, number, x, y)
        yield text, _shown_box(to_shown, rectangle), apply(to_shown, x.value, y.value), font


def _decode_unit(code: int, high: str) -> tuple[str, str]:
    """The character of a code from pdfium, which may be half of a surrogate pair: (text, first half kept)."""
    if 0xD800 <= code <= 0xDBFF:
        return "", chr(code)
    if 0xDC00 <= code <= 0xDFFF:
        return ((high + chr(code)).encode("utf-16-le", "surrogatepass").decode("utf-16-le"), "") if high else ("", "")
    if code in (0x02, 0xFFFE):
        # pdfium's marks for a hyphen at the end of a line.
        return "-", ""
    return (chr(code) if 0x20 <= code < 0x110000 else ""), ""


def _shown_box(matrix: Matrix, box: Any) -> tuple[float, float, float, float]:
    a, b, c, d, e, f = matrix
    if b == 0 and c == 0 and a > 0 > d:
        # The upright page, spelled out: this runs for every character.
        return a * box.left + e, d * box.top + f, a * box.right + e, d * box.bottom + f
    first, second = apply(matrix, box.left, box.top), apply(matrix, box.right, box.bottom)
    return min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])


# By the address of pdfium's font: whether it is bold, and italic. Some files make a text object of every letter.
_Faces = dict[int, tuple[bool, bool]]


def _font(handle: Any, number: int, text_object: Any, to_shown: Matrix, faces: _Faces) -> _Font:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(handle, number, matrix)
    size = pdfium.FPDFText_GetFontSize(handle, number) * math.hypot(matrix.c, matrix.d)
    a, b, c, d, _, _ = to_shown
    direction = math.degrees(math.atan2(b * matrix.a + d * matrix.b, a * matrix.a + c * matrix.b)) % 360
    nearest = round(direction / 90) * 90
    angle = nearest % 360 if abs(direction - nearest) < 5 else -1
    mode = pdfium.FPDFTextObj_GetTextRenderMode(text_object)
    font = ctypes.cast(pdfium.FPDFTextObj_GetFont(text_object), ctypes.c_void_p).value or 0
    face = faces.get(font)
    if face is None:
        face = faces[font] = _face(handle, number)
    bold, italic = face[0] or mode == _FILL_AND_STROKE, face[1]
    red, green, blue, opacity = ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint(), ctypes.c_uint()
    pdfium.FPDFText_GetFillColor(handle, number, red, green, blue, opacity)
    white = min(red.value, green.value, blue.value) >= 250 and mode == 0
    hidden = mode == _INVISIBLE_MODE or size < _SMALLEST or (mode == 0 and opacity.value == 0)
    return _Font(round(size, 1), bold, hidden, white, angle, italic)


def _face(handle: Any, number: int) -> tuple[bool, bool]:
    """Whether a character's font is bold, and italic."""
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(handle, number, name, 128, ctypes.c_int())
    weight = pdfium.FPDFText_GetFontWeight(handle, number)
    words = name.value.decode("utf-8", "replace")
    return weight >= 600 or bool(_BOLD_NAME.search(words)), bool(_ITALIC_NAME.search(words))


def _hide_white(page: Any, raw: list[_Raw]) -> list[_Raw]:
    """White text counts as hidden where nothing that isn't white lies under it: no picture, no filled shape."""
    shapes = list(backgrounds(page))
    marked: list[_Raw] = []
    for text, box, origin, font in raw:
        if font is not None and font.white:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if not any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in shapes):
                font = replace(font, hidden=True)
        marked.append((text, box, origin, font))
    return marked


def _placed(raw: list[_Raw], turned: int, width: float, height: float) -> Iterator[_Character | None]:
    """Characters on the turned page; None for a made-up space."""
    for text, box, origin, font in raw:
        if font is None:
            yield None
            continue
        if not turned:
            yield _Character(text, *box, origin[1], font)
            continue
        first = turn(box[0], box[1], turned, width, height)
        second = turn(box[2], box[3], turned, width, height)
        _, baseline = turn(*origin, turned, width, height)
        yield _Character(
            text,
            min(first[0], second[0]),
            min(first[1], second[1]),
            max(first[0], second[0]),
            max(first[1], second[1]),
            baseline,
            replace(font, angle=(font.angle - turned) % 360 if font.angle >= 0 else -1),
        )


def _segments(characters: Iterator[_Character | None]) -> Iterator[Segment]:
    run: list[_Character] = []
    pieces: list[str] = []
    space = False
    for character in characters:
        if character is None or not character.text.strip():
            # Where a real space stands, its width is already in the gap to the next character.
            space = bool(run)
            continue
        if run and not _follows(run[-1], character):
            yield _segment(run, pieces)
            run, pieces, space = [], [], False
        if space and run and _keeps_space(run[-1], character):
            pieces.append(" ")
        run.append(character)
        pieces.append(character.text)
        space = False
    if run:
        yield _segment(run, pieces)


def parts_cells(before: str, after: str, gap: float, size: float) -> bool:
    """Whether a gap parts two cells; between two figures, which prose spaces normally, half the width does."""
    figures = before[-1:] in _FIGURE_ENDS and (after[:1] in _FIGURE_STARTS or after[:1].isdigit())
    return gap > (GAP / 2 if figures else GAP) * size


def _follows(before: _Character, after: _Character) -> bool:
    """Whether a character stands on the same line as the one before, right after it."""
    if before.font.angle != after.font.angle or before.font.hidden != after.font.hidden:
        return False
    if before.font.angle != 0:
        return before.font == after.font
    size = max(before.font.size, after.font.size, 1.0)
    if abs(before.baseline - after.baseline) > 0.2 * size:
        return False
    gap = after.left - before.right
    # The letters of one ligature share its box: what counts is that the line doesn't jump back.
    return not parts_cells(before.text, after.text, gap, size) and after.left > before.left - 0.3 * size


def _keeps_space(before: _Character, after: _Character) -> bool:
    """A space between two Chinese characters is kept only where the gap can be seen."""
    if is_wide(before.text) and is_wide(after.text):
        return after.left - before.right > 0.25 * before.font.size
    return True


def _segment(run: list[_Character], pieces: list[str]) -> Segment:
    letters = [character for character in run if character.text.isalnum()] or run
    font = Counter(character.font for character in letters).most_common(1)[0][0]
    return Segment(
        "".join(pieces),
        min(character.left for character in run),
        min(character.top for character in run),
        max(character.right for character in run),
        max(character.bottom for character in run),
        letters[0].baseline,
        font.size,
        sum(character.font.bold for character in letters) * 2 > len(letters),
        font.hidden,
        font.angle,
        sum(character.font.italic for character in letters) * 2 > len(letters),
    )
