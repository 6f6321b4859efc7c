"""Tables in a PDF: consecutive lines whose segments stand in the same columns."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from index.parsing.html_table import compact
from index.parsing.pdf.column_edges import STARTS_FIGURE, Column, cells_of, column_edges, column_of
from index.parsing.pdf.joining import between_in_cell
from index.parsing.pdf.page_lines import PageLine
from index.parsing.pdf.shapes import DrawnRule
from index.patterns import regex

# Fewer lines than this of several cells each are no table that we can be sure of.
_FEWEST_ROWS = 3
_MOST_COLUMNS = 40
# What begins the second line of an English label: a small letter, or a figure with its sign.
_GOES_ON = regex(r"[a-z][\w’'-]*[\s,:;]|[a-z]+$|\$\d")


@dataclass(frozen=True, slots=True)
class AlignedTable:
    """A table found: its rows, equally long, the number of the line after its last, and where its columns stand."""

    rows: Sequence[Sequence[str | None]]
    end: int
    columns: Sequence[Column]


def find_tables(lines: Sequence[PageLine], rules: Sequence[DrawnRule] = ()) -> dict[int, AlignedTable]:
    """The tables among a column's lines, by the number of their first line.

    `rules`, from the top, are the horizontal lines of the page; where they part the rows, they decide.
    """
    tables = _ruled_tables(lines, rules)
    start = 0
    while start < len(lines):
        if start in tables:
            start = tables[start].end
            continue
        end = min([_stretch(lines, start), *(place for place in tables if place > start)])
        if end - start >= _FEWEST_ROWS:
            taken = max((table.end for table in tables.values() if table.end <= start), default=0)
            first = _names_above(lines, start, end, taken)
            found = _rows(_row_groups(lines[first:end]))
            if found is not None:
                tables[first] = AlignedTable(found[0], end, found[1])
        start = max(end, start + 1)
    return tables


def _stretch(lines: Sequence[PageLine], start: int) -> int:
    """The end of the run of lines with several cells that begins at `start`; single cells between them belong."""
    end = start
    place = start
    while place < len(lines):
        if place > start and lines[place].baseline - lines[place - 1].baseline > 4 * lines[place].size:
            break
        if len(lines[place].cells) > 1:
            place += 1
            end = place
        elif end > start and place + 1 < len(lines) and _is_label(lines, start, place):
            place += 1
        else:
            break
    return end


def _names_above(lines: Sequence[PageLine], start: int, end: int, taken: int) -> int:
    """Where the table begins when single names over its columns count; they stand right of the labels, not centred."""
    left, right = min(line.left for line in lines[start:end]), max(line.right for line in lines[start:end])
    width = right - left
    place = start
    while place > max(taken, start - 2):
        above, size = lines[place - 1], lines[place].size
        centred = abs((above.left + above.right) / 2 - (left + right) / 2) < 0.06 * width
        close = lines[place].baseline - above.baseline < 1.8 * size and above.size < 1.1 * size
        if centred or not close or above.left < left + 0.35 * width or above.right > right + size:
            break
        place -= 1
    return place


def _is_label(lines: Sequence[PageLine], start: int, place: int) -> bool:
    """A line with one cell filled, such as a group's name or half a label: it ends well before the table does."""
    if not any(len(line.cells) > 1 for line in lines[place + 1 : place + 3]):
        return False
    right = max(other.right for other in lines[start:place])
    left = min(other.left for other in lines[start:place])
    return lines[place].right < left + 0.7 * (right - left)


def _ruled_tables(lines: Sequence[PageLine], rules: Sequence[DrawnRule]) -> dict[int, AlignedTable]:
    """Tables whose rows stand between rules of one length, four of them at least."""
    tables: dict[int, AlignedTable] = {}
    heights = [line.baseline for line in lines]
    for group in _rule_groups(rules):
        places = [bisect_left(heights, rule.height) for rule in group]
        bands = [
            (a, b) if _is_band(lines[a:b], upper, lower) else None
            for (a, b), (upper, lower) in zip(pairwise(places), pairwise(group), strict=True)
        ]
        for run in _runs(bands):
            start, end = run[0][0], run[-1][1]
            if len(run) < _FEWEST_ROWS or any(place in tables for place in range(start, end)):
                continue
            row_groups = [lines[a:b] for a, b in run]
            taken = max((table.end for table in tables.values() if table.end <= start), default=0)
            if (header := _header_above(lines, start, taken)) < start:
                row_groups.insert(0, lines[header:start])
                start = header
            if (foot := _row_below(lines, end)) > end:
                row_groups.append(lines[end:foot])
                end = foot
            found = _rows(row_groups)
            if found is None or any(_holds_rows(group, len(found[1])) for group in row_groups):
                continue
            if _are_rows(found[0]):
                tables[start] = AlignedTable(found[0], end, found[1])
    return tables


def _header_above(lines: Sequence[PageLine], start: int, taken: int) -> int:
    """Where the names of the columns begin, at most six lines above the first rule; `start` where none stand."""
    place = start
    while place > max(taken, start - 6):
        gap = (lines[place].baseline - lines[place - 1].baseline) / lines[place].size
        # Single words belong where they stand as close as the lines of one cell.
        if gap > 2.5 or (gap > 1.3 and len(lines[place - 1].cells) == 1):
            break
        place -= 1
    return place if any(len(line.cells) > 1 for line in lines[place:start]) else start


def _row_below(lines: Sequence[PageLine], end: int) -> int:
    """Where the last row ends, which some tables leave without a rule below; `end` where none stands."""
    place = end
    while 0 < place < min(len(lines), end + 6):
        gap = (lines[place].baseline - lines[place - 1].baseline) / lines[place].size
        if gap > (2.5 if place == end else 1.3):
            break
        place += 1
    return place if any(len(line.cells) > 1 for line in lines[end:place]) else end


def _rule_groups(rules: Sequence[DrawnRule]) -> list[list[DrawnRule]]:
    groups: list[list[DrawnRule]] = []
    for rule in rules:
        group = next((g for g in groups if abs(g[0].left - rule.left) < 4 and abs(g[0].right - rule.right) < 4), None)
        if group is None:
            groups.append([rule])
        else:
            group.append(rule)
    return [group for group in groups if len(group) > _FEWEST_ROWS]


def _is_band(lines: Sequence[PageLine], upper: DrawnRule, lower: DrawnRule) -> bool:
    """Whether lines fill the space between two rules, as a row does; between two tables stands a wider gap."""
    if not lines or any(line.left < upper.left - 5 or line.right > upper.right + 5 for line in lines):
        return False
    size = lines[0].size
    if lines[0].baseline - upper.height > 3 * size or lower.height - lines[-1].baseline > 3 * size:
        return False
    return all(below.baseline - above.baseline < 1.6 * size for above, below in pairwise(lines))


def _runs(bands: Sequence[tuple[int, int] | None]) -> Iterator[list[tuple[int, int]]]:
    """The stretches of neighbouring rows."""
    run: list[tuple[int, int]] = []
    for band in [*bands, None]:
        if band is not None:
            run.append(band)
        elif run:
            yield run
            run = []


def _are_rows(rows: list[list[str | None]]) -> bool:
    """Whether most have two cells filled; a chart's grid has rules of one length too, and one label between two."""
    return sum(sum(bool(value) for value in row) > 1 for row in rows) > 0.6 * len(rows)


def _holds_rows(band: Sequence[PageLine], columns: int) -> bool:
    """Whether several rows stand between two rules: three lines and more fill nearly every column."""
    return columns > 2 and sum(len(line.cells) >= max(3, 0.8 * columns) for line in band) >= 3


def _rows(grouped: Sequence[Sequence[PageLine]]) -> tuple[list[list[str | None]], list[Column]] | None:
    """The cells by column, and the columns; None where the lines show none with confidence."""
    if len(grouped) < _FEWEST_ROWS:
        return None
    columns = column_edges(grouped)
    if not 2 <= len(columns) <= _MOST_COLUMNS:
        return None
    rows: list[list[str | None]] = []
    collisions = 0
    for group in grouped:
        row: list[str | None] = [None] * len(columns)
        for line in group:
            taken: set[int] = set()
            for cell in cells_of(line):
                column = column_of(columns, cell)
                collisions += column in taken
                taken.add(column)
                before = row[column] or ""
                row[column] = (
                    before
                    + (between_in_cell(before, cell.text) if len(group) > 1 else " " if before else "")
                    + cell.text
                )
        rows.append(row)
    cells = sum(len(line.cells) for group in grouped for line in group)
    if collisions > 0.1 * cells or _is_prose(rows):
        return None
    filled = _labels_joined([[value or "" for value in compact(row)] for row in rows])
    used = [column for column in range(len(columns)) if any(row[column] for row in filled)]
    if len(used) < 2:
        return None
    return [[row[column] for column in used] for row in filled], [columns[column] for column in used]


def _row_groups(lines: Sequence[PageLine]) -> list[list[PageLine]]:
    """Lines that overlap in height are one row: a label of two lines stands half a line above and below its figures."""
    groups: list[list[PageLine]] = []
    for line in lines:
        close = bool(groups) and line.baseline - groups[-1][-1].baseline < 0.9 * line.size
        if close and not _stand_below(line, groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _stand_below(line: PageLine, group: Sequence[PageLine]) -> bool:
    """Whether figures of a line stand below figures of the group: then it is a row of its own, however close."""
    above = [cell for other in group for cell in cells_of(other) if STARTS_FIGURE.match(cell.text)]
    figures = [cell for cell in cells_of(line) if STARTS_FIGURE.match(cell.text)]
    below = sum(any(cell.left < other.right and other.left < cell.right for other in above) for cell in figures)
    return below >= 2


def _labels_joined(rows: list[list[str]]) -> list[list[str]]:
    """A label that breaks into two lines made one: the second begins small, or as the rest of a sum does."""
    joined: list[list[str]] = []
    for row in rows:
        before = joined[-1] if joined else None
        if before and before[0] and not any(before[1:]) and _GOES_ON.match(row[0]) and not before[0].endswith(":"):
            joined[-1] = [before[0] + between_in_cell(before[0], row[0]) + row[0], *row[1:]]
        else:
            joined.append(row)
    return joined


def _is_prose(rows: list[list[str | None]]) -> bool:
    """Columns of running text side by side, which no gutter told apart."""
    filled = [len(value) for row in rows for value in row if value]
    return bool(filled) and len(rows[0]) == 2 and median(filled) > 40
