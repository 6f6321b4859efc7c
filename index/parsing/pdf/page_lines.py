"""The lines of a PDF page: segments that stand side by side in one column, and the cells between wide gaps."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.parsing.pdf.characters import GridTable, Segment, parts_cells
from index.parsing.pdf.spacing import joined_letters
from index.patterns import regex

# A bullet, or a number or letter with its bracket or full stop, on its own.
_LABEL = regex(r"[•·●▪◦■◆□○➢✓*–—-]|[\uf000-\uf0ff]|\(?\w{1,3}[.)）]|（\w{1,3}）")
# Signs that some producers set off the line of the name they belong to: by themselves they are no line, and part one.
_SIGNS = regex("[®™℠©]+")


@dataclass(frozen=True, slots=True)
class CellText:
    """A part of a line, with its left and right edge."""

    text: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class PageLine:
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


def lines_of(segments: Iterable[Segment], page: int, column: int) -> list[PageLine]:
    """A column's segments as lines, from the top; segments that overlap by half their height share a line."""
    rows: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.baseline, s.left)):
        row = next((row for row in reversed(rows[-4:]) if _same_line(row, segment)), None)
        if row is None:
            rows.append([segment])
        else:
            row.append(segment)
    rows = [row for row in rows if not all(_SIGNS.fullmatch(segment.text.strip()) for segment in row)]
    lines = [PageLine(tuple(joined_letters(sorted(row, key=lambda s: s.left))), page, column) for row in rows]
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
