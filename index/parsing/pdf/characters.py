"""A PDF page's characters, gathered into segments: stretches of one line without a wide gap.

All geometry here is in points from the page's top left corner as it is shown, x to the right and y down.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from index.parsing.continued_lines import is_wide
from index.parsing.pdf.glyphs import Font, Glyph, page_glyphs
from index.parsing.pdf.shapes import DrawnRule, Stroke, rules_of, strokes_of, turn, turn_back

# A gap this wide, in ems, parts table cells and columns; the widest spaces of justified English are below it.
GAP = 1.0
# How high above the baseline, in ems, a line strikes text through: an underline and a fraction's bar stand elsewhere.
_STRUCK = (0.12, 0.5)
# A gap this wide, in ems, may have a cell's border in it.
_WALLED = 0.3
_FIGURE_ENDS = frozenset("0123456789)%％")
_FIGURE_STARTS = frozenset("$€£¥￥(（-−–+")


@dataclass(frozen=True, slots=True)
class GridTable:
    """A table whose cells are drawn: rows equally long, None where a merged cell covers, and its lines' boxes.

    `columns` are the left and right edges of its columns.
    """

    rows: tuple[tuple[str | None, ...], ...]
    boxes: tuple[tuple[float, float, float, float], ...]
    columns: tuple[tuple[float, float], ...] = ()


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
    # Light or see-through, as a watermark is.
    pale: bool = False
    # With a line drawn through it.
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page's segments in the file's own order. `turned` is the angle at which most of its text runs."""

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]
    turned: int = 0
    rules: tuple[DrawnRule, ...] = ()
    # Lines drawn on an upright page: (height, left, right) and (left, top, bottom).
    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()
    # Whether the file says which characters the page's glyphs are; where it does not, there are no segments.
    meaningless: bool = False
    # What readers noted on it, and how many fields of a form are filled on it.
    notes: tuple[str, ...] = ()
    filled: int = 0

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


def read_page(page: Any, number: int, strikes: Sequence[Stroke] = ()) -> Page:
    """The segments of a page; `number` is 1-based. `strikes` are lines through text that are not among its shapes."""
    width, height = page.get_size()
    found = page_glyphs(page)
    if found.meaningless:
        return Page(number, width, height, (), meaningless=True)
    glyphs = found.glyphs
    angles: Counter[int] = Counter()
    for font, count in _fonts_of(glyphs).items():
        angles[font.angle] += count
    turned = max(angles.most_common(1)[0][0], 0) if angles else 0
    if turned or not glyphs:
        return Page(number, width, height, tuple(_segments(_turned(glyphs, turned, width, height))), turned)
    across, down = strokes_of(page)
    walls = sorted(down)
    segments = tuple(_segments(glyphs, walls))
    if crossed := _crossing(segments, [*across, *strikes]):
        segments = tuple(_segments(_struck(glyphs, crossed), walls))
    return Page(number, width, height, segments, turned, tuple(rules_of(across)), tuple(across), tuple(down))


def _fonts_of(glyphs: Sequence[Glyph]) -> dict[Font, int]:
    """How many characters each type has, in the order in which they first come."""
    counts: Counter[int] = Counter()
    fonts: dict[int, Font] = {}
    for text, _, _, _, _, _, _, font in glyphs:
        if font is not None and not text.isspace():
            fonts[id(font)] = font
            counts[id(font)] += 1
    return {fonts[key]: count for key, count in counts.items()}


def _crossing(segments: Sequence[Segment], strokes: Sequence[Stroke]) -> list[Stroke]:
    """The lines that run through the middle of upright letters, where no rule of a table and no underline does."""
    heights = sorted(strokes)
    crossing: list[Stroke] = []
    for segment in segments if heights else ():
        if segment.angle or segment.hidden:
            continue
        top, foot = segment.baseline - _STRUCK[1] * segment.size, segment.baseline - _STRUCK[0] * segment.size
        for stroke in heights[bisect_left(heights, (top,)) : bisect_left(heights, (foot,))]:
            if stroke[1] < segment.right and segment.left < stroke[2]:
                crossing.append(stroke)
    return crossing


def _struck(glyphs: Sequence[Glyph], strokes: Sequence[Stroke]) -> list[Glyph]:
    """The characters, those under a line that is as long as they are marked as struck and hidden."""
    marked = list(glyphs)
    for height, left, right in strokes:
        places = [
            place
            for place, glyph in enumerate(glyphs)
            if glyph.font is not None
            and left - 0.2 * glyph.font.size <= (glyph.left + glyph.right) / 2 <= right + 0.2 * glyph.font.size
            and _STRUCK[0] * glyph.font.size < glyph.y - height < _STRUCK[1] * glyph.font.size
        ]
        if not places:
            continue
        slack = max(font.size for place in places if (font := glyphs[place].font))
        starts, ends = min(glyphs[place].left for place in places), max(glyphs[place].right for place in places)
        if starts - left > slack or right - ends > slack:
            continue
        for place in places:
            font = glyphs[place].font
            assert font is not None
            marked[place] = glyphs[place]._replace(font=replace(font, hidden=True, struck=True))
    return marked


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
    return [Spot(*glyph[:5], glyph.font.hidden) for glyph in page_glyphs(page).glyphs if glyph.font is not None]


def _turned(glyphs: Sequence[Glyph], angle: int, width: float, height: float) -> Iterator[Glyph]:
    """Characters on the page turned until text at `angle` reads upright."""
    fonts: dict[Font, Font] = {}
    for glyph in glyphs:
        font = glyph.font
        if font is None:
            yield glyph
            continue
        if font not in fonts:
            fonts[font] = replace(font, angle=(font.angle - angle) % 360 if font.angle >= 0 else -1)
        first = turn(glyph.left, glyph.top, angle, width, height)
        second = turn(glyph.right, glyph.bottom, angle, width, height)
        yield Glyph(
            glyph.text,
            min(first[0], second[0]),
            min(first[1], second[1]),
            max(first[0], second[0]),
            max(first[1], second[1]),
            *turn(glyph.x, glyph.y, angle, width, height),
            fonts[font],
        )


def _segments(glyphs: Iterable[Glyph], walls: Sequence[Stroke] = ()) -> Iterator[Segment]:
    """The stretches of text; `walls` are the page's vertical lines in order, which part what stands at their sides."""
    run: list[Glyph] = []
    pieces: list[str] = []
    space = False
    before: Glyph | None = None
    for glyph in glyphs:
        text = glyph[0]
        if glyph[7] is None or text.isspace():
            # Where a real space stands, its width is already in the gap to the next character.
            space = before is not None
            continue
        if before is not None:
            if not _follows(before, glyph) or (walls and _is_walled(before, glyph, walls)):
                yield _segment(run, pieces)
                run, pieces = [], []
            elif space and _keeps_space(before, glyph):
                pieces.append(" ")
        run.append(glyph)
        pieces.append(text)
        space = False
        before = glyph
    if run:
        yield _segment(run, pieces)


def parts_cells(before: str, after: str, gap: float, size: float) -> bool:
    """Whether a gap parts two cells; between two figures, which prose spaces normally, half the width does."""
    if gap <= GAP / 2 * size:
        return False
    figures = before[-1:] in _FIGURE_ENDS and (after[:1] in _FIGURE_STARTS or after[:1].isdigit())
    return gap > (GAP / 2 if figures else GAP) * size


def _follows(before: Glyph, after: Glyph) -> bool:
    """Whether a character stands on the same line as the one before, right after it."""
    text, left, _, right, _, _, baseline, font = before
    other = after.font
    assert font is not None and other is not None
    size = font.size
    if other is not font:
        if font.angle != other.angle or font.hidden != other.hidden:
            return False
        size = max(size, other.size)
    if font.angle != 0:
        return font == other
    if size < 1.0:
        size = 1.0
    if abs(baseline - after[6]) > 0.2 * size:
        return False
    gap = after[1] - right
    # The letters of one ligature share its box: what counts is that the line doesn't jump back.
    return after[1] > left - 0.3 * size and not parts_cells(text, after[0], gap, size)


def _is_walled(before: Glyph, after: Glyph, walls: Sequence[Stroke]) -> bool:
    """Whether a drawn line stands between two characters: narrow cells leave no wide gap at their border."""
    assert before.font is not None
    gap = after.left - before.right
    if gap < _WALLED * before.font.size:
        return False
    first, last = bisect_left(walls, (before.right - 1,)), bisect_left(walls, (after.left + 1,))
    middle = before.y - 0.3 * before.font.size
    return any(top < middle < foot and foot - top > before.font.size for _, top, foot in walls[first:last])


def _keeps_space(before: Glyph, after: Glyph) -> bool:
    """A space between two Chinese characters is kept only where the gap can be seen."""
    if is_wide(before.text) and is_wide(after.text):
        assert before.font is not None
        return after.left - before.right > 0.25 * before.font.size
    return True


def _segment(run: list[Glyph], pieces: list[str]) -> Segment:
    _, lefts, tops, rights, bottoms, _, _, types = zip(*run, strict=True)
    letters = [glyph for glyph in run if glyph[0].isalnum()] or run
    fonts = _fonts_of(letters) if len(set(map(id, types))) > 1 else {types[0]: len(letters)}
    font = max(fonts, key=lambda font: fonts[font])
    return Segment(
        "".join(pieces),
        min(lefts),
        min(tops),
        max(rights),
        max(bottoms),
        letters[0].y,
        font.size,
        2 * sum(count for font, count in fonts.items() if font.bold) > len(letters),
        font.hidden,
        font.angle,
        2 * sum(count for font, count in fonts.items() if font.italic) > len(letters),
        pale=all(font.pale for font in fonts),
        struck=font.struck,
    )
