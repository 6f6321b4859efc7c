"""Tables in a PDF whose cells are drawn: horizontal and vertical lines that cross, merged cells included."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.parsing.pdf.characters import GridTable, Page, Segment
from index.parsing.pdf.joining import between_in_cell
from index.parsing.pdf.page_lines import lines_of
from index.parsing.pdf.shapes import Stroke
from index.structure.tables import is_figure

# Lines this near, in points, are one: borders are drawn as thin boxes, or twice.
_NEAR = 3.0
# How far, in ems, a full line may hang over its cell's border: a bracket or a stop that found no room.
_HANGS = 0.6
_MOST_COLUMNS, _MOST_ROWS = 40, 200
# A map or a drawing has more, and finding which lines meet takes their square.
_MOST_STROKES = 2_000
# Longer than any label or figure; a cell this long holds prose, and the grid lays out the page.
_PROSE = 600


def with_grids(page: Page, segments: Sequence[Segment]) -> list[Segment]:
    """The segments, those inside a drawn table replaced by one that holds the table."""
    kept = list(segments)
    if len(page.across) + len(page.down) > _MOST_STROKES:
        return kept
    for across, down in _connected(_joined(page.across), _joined(page.down)):
        edges = _edges(across), _edges(down)
        if not (3 <= len(edges[0]) <= _MOST_ROWS + 1 and 3 <= len(edges[1]) <= _MOST_COLUMNS + 1):
            continue
        if not _is_closed(across, edges[1]) or not _is_closed(down, edges[0]):
            continue
        inside = [segment for segment in kept if _within(segment, *edges)]
        table = _table(inside, *edges, across, down)
        if table is None:
            continue
        taken = {id(segment) for segment in inside}
        place = replace(
            inside[0],
            text="",
            left=edges[1][0],
            right=edges[1][-1],
            top=edges[0][0],
            bottom=edges[0][-1],
            baseline=(edges[0][0] + edges[0][-1]) / 2,
            table=table,
        )
        kept = [segment for segment in kept if id(segment) not in taken] + [place]
    return kept


def _joined(strokes: Sequence[Stroke]) -> list[Stroke]:
    """Strokes that touch end to end, made one."""
    joined: list[Stroke] = []
    for place, start, end in sorted(strokes, key=lambda stroke: (round(stroke[0]), stroke[1])):
        last = joined[-1] if joined else None
        if last and abs(last[0] - place) < 1.5 and start <= last[2] + _NEAR:
            joined[-1] = (last[0], last[1], max(last[2], end))
        else:
            joined.append((place, start, end))
    return joined


def _connected(across: Sequence[Stroke], down: Sequence[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Groups of strokes that cross or touch one another."""
    left_across, left_down = list(across), list(down)
    while left_across:
        group: tuple[list[Stroke], list[Stroke]] = ([left_across.pop()], [])
        grown = True
        while grown:
            met = [stroke for stroke in left_down if any(_meet(other, stroke) for other in group[0])]
            left_down = [stroke for stroke in left_down if stroke not in met]
            group[1].extend(met)
            crossed = [stroke for stroke in left_across if any(_meet(stroke, other) for other in met)]
            left_across = [stroke for stroke in left_across if stroke not in crossed]
            group[0].extend(crossed)
            grown = bool(met or crossed)
        if len(group[0]) > 1 and len(group[1]) > 1:
            yield group


def _meet(across: Stroke, down: Stroke) -> bool:
    return across[1] - _NEAR <= down[0] <= across[2] + _NEAR and down[1] - _NEAR <= across[0] <= down[2] + _NEAR


def _edges(strokes: Sequence[Stroke]) -> list[float]:
    edges: list[float] = []
    for place in sorted(stroke[0] for stroke in strokes):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _is_closed(strokes: Sequence[Stroke], edges: Sequence[float]) -> bool:
    """Whether no line reaches out over the outermost lines that cross it: cells lie open there."""
    return min(s[1] for s in strokes) > edges[0] - 2 * _NEAR and max(s[2] for s in strokes) < edges[-1] + 2 * _NEAR


def _middle(segment: Segment) -> tuple[float, float]:
    return (segment.left + segment.right) / 2, (segment.top + segment.bottom) / 2


def _within(segment: Segment, rows: Sequence[float], columns: Sequence[float]) -> bool:
    x, y = _middle(segment)
    return segment.table is None and columns[0] < x < columns[-1] and rows[0] < y < rows[-1]


def _number(edges: Sequence[float], place: float) -> int:
    return next(number for number in range(len(edges) - 1) if place < edges[number + 1] or number == len(edges) - 2)


def _table(
    segments: Sequence[Segment],
    rows: Sequence[float],
    columns: Sequence[float],
    across: Sequence[Stroke],
    down: Sequence[Stroke],
) -> GridTable | None:
    """The cells with their text; None where the grid is no table but a chart's or a frame, or lacks lines."""
    anchors = _anchors(rows, columns, across, down)
    held: dict[tuple[int, int], list[Segment]] = {anchor: [] for anchor in anchors.values()}
    strays = 0
    for segment in segments:
        x, y = _middle(segment)
        row = _number(rows, y)
        slack = max(1.0, min(_HANGS * segment.size, (segment.right - segment.left) / 4))
        ends = {anchors[row, _number(columns, edge)] for edge in (segment.left + slack, segment.right - slack)}
        strays += len(ends) > 1
        held[anchors[row, _number(columns, x)]].append(segment)
    filled = [anchor for anchor, inside in held.items() if inside]
    if strays or len(filled) < max(4, 0.3 * len(held)):
        return None
    texts = {anchor: _text(inside) for anchor, inside in held.items()}
    if any(len(text) > _PROSE for text in texts.values()):
        return None
    if any(_holds_rows([s for a in filled if a[0] == row for s in held[a]]) for row in range(len(rows) - 1)):
        return None
    grid = [[texts.get((r, c)) for c in range(len(columns) - 1)] for r in range(len(rows) - 1)]
    grid = [row for row in grid if any(row)]
    used = [column for column in range(len(columns) - 1) if any(row[column] for row in grid)]
    if len(grid) < 2 or len(used) < 2 or sum(sum(bool(v) for v in row) > 1 for row in grid) < 2:
        return None
    lines = [
        line
        for row in range(len(rows) - 1)
        for line in lines_of([s for a in filled if a[0] == row for s in held[a]], 1, 0)
    ]
    boxes = tuple((line.left, line.top, line.right, line.bottom) for line in lines)
    places = tuple((columns[column], columns[column + 1]) for column in used)
    return GridTable(tuple(tuple(row[column] for column in used) for row in grid), boxes, places)


def _anchors(
    rows: Sequence[float], columns: Sequence[float], across: Sequence[Stroke], down: Sequence[Stroke]
) -> dict[tuple[int, int], tuple[int, int]]:
    """For each place the first place of its cell: places that no line parts are one cell."""

    def wall(column: int, row: int) -> bool:
        middle = (rows[row] + rows[row + 1]) / 2
        return any(abs(place - columns[column]) <= _NEAR and start <= middle <= end for place, start, end in down)

    def floor(row: int, column: int) -> bool:
        middle = (columns[column] + columns[column + 1]) / 2
        return any(abs(place - rows[row]) <= _NEAR and start <= middle <= end for place, start, end in across)

    anchors: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in anchors:
                continue
            right = column + 1
            while right < len(columns) - 1 and (row, right) not in anchors and not wall(right, row):
                right += 1
            foot = row + 1
            while foot < len(rows) - 1 and not any(
                floor(foot, place) or (foot, place) in anchors for place in range(column, right)
            ):
                foot += 1
            for r in range(row, foot):
                for c in range(column, right):
                    anchors[r, c] = (row, column)
    return anchors


def _text(segments: Sequence[Segment]) -> str:
    text = ""
    for line in lines_of(segments, 1, 0):
        text += between_in_cell(text, line.text) + line.text
    return text


def _holds_rows(segments: Sequence[Segment]) -> bool:
    """Whether a row of the grid holds several rows of a table: lines of figures one below the other, or of words."""
    cells = [[cell.text for cell in line.cells] for line in lines_of(segments, 1, 0)]
    figures = sum(sum(is_figure(text) for text in texts) >= 2 for texts in cells)
    return figures >= 2 or sum(len(texts) >= 3 for texts in cells) >= 3
