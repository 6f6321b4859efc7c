"""Watermarks in a PDF: text that lies under or over the page's own and belongs to none of its sentences.

What is slanted is told by its angle. A level one is told by how it lies: pale and across the page's lines, or pale
and again and again; or large, across the lines, and at the same place of every page.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
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
    candidates: dict[tuple[str, int, int], list[tuple[int, Segment]]] = defaultdict(list)
    for page in pages:
        upright = [s for s in page.segments if s.angle == 0 and not s.hidden and s.text.strip()]
        if not upright:
            continue
        body = median(segment.size for segment in upright)
        likely = [s for s in upright if _may_be(s, body)]
        if not likely:
            continue
        own = [s for s in upright if not _may_be(s, body)]
        times = Counter(_folded(s) for s in likely if s.pale)
        for segment in likely:
            crosses = any(_overlap(segment, other) for other in own)
            if segment.pale and (crosses or times[_folded(segment)] >= _REPEATED):
                found.add(id(segment))
            elif segment.pale or crosses:
                place = round(segment.left / _NEAR), round(segment.top / _NEAR)
                candidates[(_folded(segment), *place)].append((page.number, segment))
    least = max(2, (len(pages) + 1) // 2)
    for repeated in candidates.values():
        if len({number for number, _ in repeated}) >= least:
            found.update(id(segment) for _, segment in repeated)
    return found


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
