"""The columns of a table in a PDF: where they stand, by the cells of its lines, and which column a cell stands in."""

from collections.abc import Sequence

from index.parsing.pdf.page_lines import CellText, PageLine
from index.patterns import regex

# Left and right edge, in points.
Column = tuple[float, float]

_SIGN = regex(r"(?:US|HK|RMB|NT)?[$€£¥￥]")
_SIGNED = regex(r"(?:US|HK|RMB|NT)?[$€£¥￥]\s+(\S+)")
STARTS_FIGURE = regex(r"[-–—−+(（]?\s?[$€£¥￥]?\s?[(（]?\d|[—–-]$")


def cells_of(line: PageLine) -> list[CellText]:
    """A line's cells, a currency sign joined to its figure, which alone tells where the column is."""
    cells: list[CellText] = []
    sign: CellText | None = None
    for cell in line.cells:
        if sign is not None:
            joined = STARTS_FIGURE.match(cell.text)
            if joined:
                cell = CellText(sign.text + cell.text, cell.left, cell.right)
            else:
                cells.append(sign)
            sign = None
        if _SIGN.fullmatch(cell.text):
            sign = cell
            continue
        if marked := _SIGNED.fullmatch(cell.text):
            figure = cell.right - (cell.right - cell.left) * len(marked.group(1)) / len(cell.text)
            cell = CellText(cell.text, figure, cell.right)
        cells.append(cell)
    return [*cells, sign] if sign is not None else cells


def column_edges(groups: Sequence[Sequence[PageLine]]) -> list[Column]:
    """The left and right edge of each column: where cells overlap, those that span several columns left out."""
    rows = [[cell for line in group for cell in cells_of(line)] for group in groups]
    rows = [row for row in rows if len(row) > 1]
    spans = max(2, 0.2 * len(rows))
    columns: list[Column] = []
    candidates = [(cell, len(line.cells)) for group in groups for line in group for cell in cells_of(line)]
    for cell, own in sorted(candidates, key=lambda pair: pair[0].left):
        covered = [len(row) for row in rows if _covers_two(cell, row)]
        # A name in a line of fewer cells stands over several columns; once is enough to tell.
        if len(covered) >= spans or (covered and max(covered) > own and not STARTS_FIGURE.match(cell.text)):
            continue
        if columns and cell.left < columns[-1][1]:
            columns[-1] = columns[-1][0], max(columns[-1][1], cell.right)
        else:
            columns.append((cell.left, cell.right))
    return columns


def _covers_two(cell: CellText, row: Sequence[CellText]) -> bool:
    covered = [other for other in row if other.left < cell.right and cell.left < other.right]
    return len(covered) > 1 and max(c.left for c in covered) >= min(c.right for c in covered)


def column_of(columns: Sequence[Column], cell: CellText) -> int:
    """The number of the first column that a cell overlaps, of the nearest where it overlaps none."""
    overlaps = [min(cell.right, column[1]) - max(cell.left, column[0]) for column in columns]
    first = next((number for number, overlap in enumerate(overlaps) if overlap > 0), None)
    return first if first is not None else max(range(len(columns)), key=lambda number: overlaps[number])


def shared_columns(columns: Sequence[Column], others: Sequence[Column]) -> list[int] | None:
    """For each of `others` the number of the column that it stands in; None where one stands in none, or two in one."""
    numbers: list[int] = []
    for left, right in others:
        overlaps = [min(right, known[1]) - max(left, known[0]) for known in columns]
        best = max(range(len(columns)), key=lambda number: overlaps[number])
        if overlaps[best] <= 0 or (numbers and best <= numbers[-1]):
            return None
        numbers.append(best)
    return numbers


def rows_in(columns: Sequence[Column], lines: Sequence[PageLine]) -> list[list[str]]:
    """The rows, one a line, that the first of the lines are under columns already known.

    Each fills more than half of the columns, and no two of its cells stand in one.
    """
    rows: list[list[str]] = []
    for line in lines:
        cells = cells_of(line)
        numbers = shared_columns(columns, [(cell.left, cell.right) for cell in cells])
        if numbers is None or len(cells) < 2 or 2 * len(cells) <= len(columns):
            break
        row = [""] * len(columns)
        for number, cell in zip(numbers, cells, strict=True):
            row[number] = cell.text
        rows.append(row)
    return rows
