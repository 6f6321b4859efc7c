"""The columns of a PDF page in reading order: where a white stripe parts two columns of prose."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from statistics import median

from index.parsing.pdf.characters import Segment


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
    # How many more segments begin than end at each bin: summed up, how many cover it.
    changes = [0] * (bins + 1)
    for segment in segments:
        first, last = int((segment.left - left) / step), int((segment.right - left) / step)
        if first <= last:
            changes[first] += 1
            changes[last + 1] -= 1
    covered = list(accumulate(changes[:-1]))
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
