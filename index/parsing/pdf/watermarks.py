"""Watermarks in a PDF: text that lies under or over the page's own and belongs to none of its sentences.

What is slanted is told by its angle. A level one is told by how it lies: pale and across the page's lines, or pale
and again and again; or large, across the lines, and at the same place of every page.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from statistics import median

from index.parsing.pdf.characters import Page, Segment

_LARGER = 1.4
# So often the same pale words on one page are no heading and no label.
_REPEATED = 3
_FEWEST_LETTERS = 2
# Places this near, in points, are one place on every page.
_NEAR = 12.0


def watermarks(pages: Sequence[Page]) -> set[int]:
    """The `id`s of the segments that are watermarks."""
    found: set[int] = set()
    candidates: dict[str, list[tuple[int, Segment]]] = defaultdict(list)
    for page in pages:
        upright = [s for s in page.segments if s.angle == 0 and not s.hidden and s.text.strip()]
        if not upright:
            continue
        body = median(segment.size for segment in upright)
        likely = [s for s in upright if _may_be(s, body)]
        if not likely:
            continue
        own = [s for s in upright if not _may_be(s, body)]
        often = {text for text, times in Counter(_folded(s) for s in likely if s.pale).items() if times >= _REPEATED}
        alone = [s for s in upright if not (s.pale and _folded(s) in often)]
        for segment in likely:
            crosses = any(_overlap(segment, other) for other in own)
            repeated = (
                segment.pale and _folded(segment) in often and not any(_in_row(segment, other) for other in alone)
            )
            if (segment.pale and crosses) or repeated:
                found.add(id(segment))
            elif segment.pale or crosses:
                candidates[_folded(segment)].append((page.number, segment))
    least = max(2, (len(pages) + 1) // 2)
    for alike in candidates.values():
        for place in _places(alike):
            if len({number for number, _ in place}) >= least:
                found.update(id(segment) for _, segment in place)
    return found


def _places(alike: Sequence[tuple[int, Segment]]) -> Iterator[list[tuple[int, Segment]]]:
    """Segments of several pages in groups that stand at one place: near its leftmost, and of those near its highest."""
    for column in _near(alike, lambda item: item[1].left):
        yield from _near(column, lambda item: item[1].top)


def _near(
    items: Sequence[tuple[int, Segment]], place: Callable[[tuple[int, Segment]], float]
) -> Iterator[list[tuple[int, Segment]]]:
    group: list[tuple[int, Segment]] = []
    for item in sorted(items, key=place):
        if group and place(item) - place(group[0]) > _NEAR:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _in_row(segment: Segment, other: Segment) -> bool:
    """Whether words stand in one row with others in the same type, as the cells of a table do."""
    return abs(segment.baseline - other.baseline) < 1 and abs(segment.size - other.size) < 0.2


def _may_be(segment: Segment, body: float) -> bool:
    letters = sum(character.isalnum() for character in segment.text)
    return letters >= _FEWEST_LETTERS and (segment.pale or segment.size >= _LARGER * body)


def _folded(segment: Segment) -> str:
    return "".join(segment.text.split())


def _overlap(mark: Segment, other: Segment) -> bool:
    """Whether letters of a line lie under the mark's: more than a descender's depth of them."""
    width = min(mark.right, other.right) - max(mark.left, other.left)
    # A loose box is taller than its letters.
    top = max(mark.baseline - 0.75 * mark.size, other.baseline - 0.7 * other.size)
    height = min(mark.baseline, other.baseline) - top
    return width > 0.5 * other.size and height > 0.25 * other.size
