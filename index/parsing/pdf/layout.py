"""From a PDF page's segments to its lines in reading order: columns, and what repeats at the pages' edges."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from index.parsing.pdf.characters import GridTable, Segment, parts_cells
from index.parsing.pdf.spacing import joined_letters

# The share of a page's height, at top and bottom, in which running headers and page numbers stand.
_EDGE = 0.12
_PAGE_NUMBER = re.compile(
    r"[-–—·\s]*(?:第\s*)?(?:page\s*)?(\d{1,4})(?:\s*页)?(?:\s*(?:/|of|，?\s*共)\s*\d{1,4}(?:\s*页)?)?[-–—·\s]*",
    re.IGNORECASE,
)


# A bullet, or a number or letter with its bracket or full stop, on its own.
_LABEL = re.compile(r"[•·●▪◦■◆□○➢✓*–—-]|[\uf000-\uf0ff]|\(?\w{1,3}[.)）]|（\w{1,3}）")


@dataclass(frozen=True, slots=True)
class CellText:
    """A part of a line, with its left and right edge."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Line:
    """Segments that stand on one line of one column, from left to right. `column` numbers a document's columns.

    What is told of a line is asked for many times, so it is worked out once: its edges, its `baseline`, where its
    largest letters stand, the `size` of most of its characters, whether all of it is `bold` or `italic`, its `text`
    with spaces between segments, and its `cells`, the parts between wide gaps.
    """

    segments: tuple[Segment, ...]
    page: int
    column: int
    left: float = field(init=False, repr=False, compare=False)
    right: float = field(init=False, repr=False, compare=False)
    top: float = field(init=False, repr=False, compare=False)
    bottom: float = field(init=False, repr=False, compare=False)
    baseline: float = field(init=False, repr=False, compare=False)
    size: float = field(init=False, repr=False, compare=False)
    bold: bool = field(init=False, repr=False, compare=False)
    italic: bool = field(init=False, repr=False, compare=False)
    text: str = field(init=False, repr=False, compare=False)
    cells: tuple[CellText, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        segments = self.segments
        sizes: Counter[float] = Counter()
        for segment in segments:
            sizes[segment.size] += len(segment.text)
        told = {
            "left": segments[0].left,
            "right": max(segment.right for segment in segments),
            "top": min(segment.top for segment in segments),
            "bottom": max(segment.bottom for segment in segments),
            "baseline": max(segments, key=lambda segment: segment.size).baseline,
            "size": sizes.most_common(1)[0][0],
            "bold": all(segment.bold for segment in segments),
            "italic": all(segment.italic for segment in segments),
            "text": _joined(segments),
            "cells": _cells(segments),
        }
        for name, value in told.items():
            object.__setattr__(self, name, value)

    @property
    def table(self) -> GridTable | None:
        """The drawn table that stands in the line's place."""
        return self.segments[0].table


def _cells(segments: Sequence[Segment]) -> tuple[CellText, ...]:
    """A line's parts between wide gaps; a bullet or a number in brackets belongs to what it labels."""
    groups = [[segments[0]]]
    for segment in segments[1:]:
        gap = segment.left - groups[-1][-1].right
        size = max(segment.size, groups[-1][-1].size)
        label = len(groups) == len(groups[0]) == 1 and _LABEL.fullmatch(groups[-1][0].text.strip())
        if (label and gap < 5 * size) or not parts_cells(groups[-1][-1].text, segment.text, gap, size):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    return tuple(CellText(_joined(group), group[0].left, max(s.right for s in group)) for group in groups)


def _joined(segments: Sequence[Segment]) -> str:
    text = segments[0].text
    for before, after in pairwise(segments):
        text += _between(before, after) + after.text
    return text


def _between(before: Segment, after: Segment) -> str:
    """A space between segments, unless they touch; a raised figure right after a figure is kept apart from it."""
    gap = after.left - before.right
    size = max(before.size, after.size)
    if gap > 0.2 * size:
        return " "
    raised = after.size < 0.8 * before.size and after.baseline < before.baseline
    return " " if raised and before.text[-1:].isdigit() and after.text[:1].isdigit() else ""


def reading_order(segments: Sequence[Segment]) -> list[list[Segment]]:
    """The segments of each column, columns in reading order; what crosses columns comes where it stands."""
    return _columns(list(segments), depth=0)


def _columns(segments: list[Segment], depth: int) -> list[list[Segment]]:
    gutter = _gutter(segments) if depth < 3 else None
    if gutter is None:
        return [segments] if segments else []
    crossing = sorted((s for s in segments if s.left < gutter - 1 and s.right > gutter + 1), key=lambda s: s.top)
    rest = [s for s in segments if not (s.left < gutter - 1 and s.right > gutter + 1)]
    ordered: list[list[Segment]] = []
    for band in _bands(rest, crossing):
        left = [s for s in band if s.right <= gutter + 1]
        right = [s for s in band if s.right > gutter + 1]
        # Too little for columns: a title of two parts, a date beside a name; or lines that cross.
        if min(len(left), len(right)) < 3:
            ordered += [band]
        else:
            ordered += _columns(left, depth + 1) + _columns(right, depth + 1)
    return ordered


def _bands(rest: list[Segment], crossing: list[Segment]) -> Iterator[list[Segment]]:
    """The page from the top, cut where lines cross the gutter: columns, crossing lines, columns, and so on."""
    marked = [(_middle(segment), False, segment) for segment in rest]
    marked += [(_middle(segment), True, segment) for segment in crossing]
    marked.sort(key=lambda item: item[0])
    band: list[Segment] = []
    crosses = False
    for _, crossed, segment in marked:
        if band and crossed != crosses:
            yield band
            band = []
        crosses = crossed
        band.append(segment)
    if band:
        yield band


def _middle(segment: Segment) -> float:
    return (segment.top + segment.bottom) / 2


def _gutter(segments: list[Segment]) -> float | None:
    """The x at which a white stripe parts two columns; None where there is one column."""
    if len(segments) < 12:
        return None
    left, right = min(s.left for s in segments), max(s.right for s in segments)
    step = 2.0
    bins = int((right - left) / step) + 1
    if bins < 20:
        return None
    covered = [0] * bins
    for segment in segments:
        for number in range(int((segment.left - left) / step), int((segment.right - left) / step) + 1):
            covered[min(number, bins - 1)] += 1
    allowed = max(1, int(0.12 * len(segments)))
    best: tuple[int, float] | None = None
    for start, end in _stripes(covered, allowed, range(int(bins * 0.15), int(bins * 0.85))):
        gutter = left + (start + end + 1) / 2 * step
        if _parts_prose(segments, gutter, left, right) and (best is None or end - start > best[0]):
            best = end - start, gutter
    return best[1] if best else None


def _stripes(covered: list[int], allowed: int, places: range) -> Iterable[tuple[int, int]]:
    """The runs of least covered bins, as half-open ranges; at least three bins, 6 points, wide."""
    floor = min((covered[place] for place in places), default=0)
    start = None
    for place in [*places, places.stop]:
        if place < places.stop and covered[place] <= min(allowed, floor + 1):
            start = place if start is None else start
        elif start is not None:
            if place - start >= 3:
                yield start, place
            start = None


def _parts_prose(segments: list[Segment], gutter: float, left: float, right: float) -> bool:
    """Whether both sides are prose; or one is, and the other's lines stand at heights of their own."""
    left_side = [s for s in segments if s.right <= gutter + 1]
    right_side = [s for s in segments if s.left >= gutter - 1]
    if min(len(left_side), len(right_side)) < 5:
        return False
    prose = [_is_prose(left_side, gutter - left), _is_prose(right_side, right - gutter)]
    if all(prose):
        return True
    heights = sorted(s.baseline for s in right_side)
    own = sum(_distance(heights, s.baseline) > 0.2 * s.size for s in left_side)
    return any(prose) and own > 0.5 * len(left_side)


def _is_prose(side: list[Segment], room: float) -> bool:
    """The typical segment fills much of the side and is longer than a table's cell."""
    return median(s.right - s.left for s in side) >= 0.3 * room and median(_columns_wide(s.text) for s in side) >= 18


def _distance(heights: list[float], baseline: float) -> float:
    place = bisect_left(heights, baseline)
    return min(abs(height - baseline) for height in heights[max(0, place - 1) : place + 1])


def _columns_wide(text: str) -> int:
    return len(text) if text.isascii() else sum(2 if character > "\u2e80" else 1 for character in text)


def lines_of(segments: Iterable[Segment], page: int, column: int) -> list[Line]:
    """A column's segments as lines, from the top; segments that overlap by half their height share a line."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.baseline, s.left)):
        row = next((row for row in reversed(rows[-4:]) if _same_line(row, segment)), None)
        if row is None:
            rows.append([segment])
        else:
            row.append(segment)
    lines = [Line(tuple(joined_letters(sorted(row, key=lambda s: s.left))), page, column) for row in rows]
    return sorted(lines, key=lambda line: line.baseline)


def _same_line(row: list[Segment], segment: Segment) -> bool:
    if segment.table or row[0].table:
        return False
    anchor = max(row, key=lambda s: s.size)
    smaller, larger = sorted((anchor, segment), key=lambda s: s.size)
    if smaller.size > 0.8 * larger.size:
        # Names over neighbouring columns may stand a little apart in height; none of them covers another.
        apart = all(segment.left > s.right or segment.right < s.left for s in row)
        return abs(anchor.baseline - segment.baseline) < (0.45 if apart else 0.35) * larger.size
    # A footnote's mark, an index: anywhere within the larger letters' height, right beside them.
    beside = any(
        abs(segment.left - s.right) < 0.5 * larger.size or abs(s.left - segment.right) < 0.5 * larger.size for s in row
    )
    return beside and larger.baseline - 0.8 * larger.size < smaller.baseline < larger.baseline + 0.4 * larger.size


def running_lines(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[int]:
    """The `id`s of lines that are running headers, footers and page numbers.

    A line at a page's edge is one when, but for its figures, it stands at the same height on at least three pages
    and a quarter of them all, or on both of two, where it is no heading and no row of a table; the first or last line
    of a page also where the height differs, since printed web pages end where their text does. A bare number there, or
    alone at the page's top or foot, when it grows with the pages.
    """
    repeated: dict[tuple[str, int], list[Line]] = defaultdict(list)
    numbers: dict[int, list[Line]] = defaultdict(list)
    for number, (lines, height) in enumerate(zip(pages, heights, strict=True), start=1):
        outermost = (
            {id(min(lines, key=lambda line: line.top)), id(max(lines, key=lambda line: line.bottom))}
            if lines
            else set()
        )
        for line in lines:
            middle = (line.top + line.bottom) / 2
            at_edge = not _EDGE * height < middle < (1 - _EDGE) * height
            text = line.text.strip()
            match = _PAGE_NUMBER.fullmatch(text) if at_edge or id(line) in outermost else None
            if match:
                numbers[int(match.group(1)) - number].append(line)
            masked = re.sub(r"\d+|\s+", "#", text)
            if at_edge:
                repeated[(masked, round(middle / 8))].append(line)
            if id(line) in outermost and any(character.isalpha() for character in text):
                repeated[(masked, -1)].append(line)
    least = max(3, len(pages) // 4)
    running: set[int] = set()
    body = median(line.size for lines in pages for line in lines) if any(pages) else 0.0
    for (_, height), group in repeated.items():
        both = len(pages) == 2 and height >= 0 and all(len(line.cells) < 3 and line.size <= body for line in group)
        if len({line.page for line in group}) >= (2 if both else least):
            running.update(id(line) for line in group)
    for group in numbers.values():
        if len({line.page for line in group}) >= min(3, max(2, len(pages))):
            running.update(id(line) for line in group)
    return running


def printed_numbers(pages: Sequence[Sequence[Line]], running: AbstractSet[int]) -> dict[int, int]:
    """The number printed on each page that has one, by the page's number in the file, among its running lines."""
    found: dict[int, int] = {}
    for number, lines in enumerate(pages, start=1):
        for line in lines:
            match = _PAGE_NUMBER.fullmatch(line.text.strip()) if id(line) in running else None
            if match:
                found[number] = int(match.group(1))
    return found
