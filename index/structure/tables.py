"""What a table's cell is about: the names of its columns above it, its row's label, and the caption in front.

Everything here reads the spans of a report; nothing is stored beside them. A place that a merged cell covers has no
`Cell` of its own, an empty place has an empty one.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index.patterns import regex
from index.report import Block, BlockKind, Cell, Report

# A figure, in a table's cell: 1,234.5 / (12) / 45% / $ 3 / － / 12.3亿元. A bare year is a column's name instead.
_FIGURE = regex(r"[-+(−–$€£¥￥\s]*\d[\d,，.\s]*[)%％]*\s*\w{0,3}|[-–—－/*]+|N/?A|NM|不适用", re.IGNORECASE)
_YEAR = regex(
    r"(?:FY\s?)?(?:19|20)\d{2}\s*年?\s*(?:度|末|[A-E]|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?)?|Q[1-4]", re.IGNORECASE
)
_BARE_YEAR = regex(r"(?:19|20)\d{2}")
# 2024年目标, 2023年收入 name a column, however short.
_OF_YEAR = regex(r"(?:19|20)\d{2}\s*年\s*\D")
_DAY = regex(r"(?:[A-Z][a-z]{2,8}\.? )?\d{1,2},? ?(?:(?:19|20)\d{2})?|(?:19|20)\d{2}[-/.]\d{1,2}(?:[-/.]\d{1,2})?")
_UNIT = regex(
    r"[（(]?\s*(?:单位|币种|人民币|货币|in\s+(?:thousands|millions|billions)|unaudited|dollars|USD)", re.IGNORECASE
)
_TOTAL = regex(r"total\b|合\s*计|小\s*计|总\s*计|总额", re.IGNORECASE)
_CAPTION_MARK = regex(r"(?:表|附表|图表|Table|Exhibit)\s*[\dIVX一二三四五六七八九十]", re.IGNORECASE)
_LONGEST_NAME = 60
_LONGEST_CAPTION = 120
_LONGEST_UNIT = 20
# A chain of a table's name, its unit and "continued"; more would be other text.
_CAPTION_BLOCKS = 2
_STATEMENT_BLOCKS = 4
_STATEMENT_HEAD = regex(
    r"(?:编制|报送)单位\s*[:：].*|(?:19|20)\d\d\s*年\s*(?:度|\d{1,2}\s*月\s*\d{1,2}\s*日|\d{1,2}\s*[-—–－~～至]\s*\d{1,2}\s*月)"
)
# 七、12 and 附注五（3） beside a label say where a note to it stands.
_NOTE_REFERENCE = regex(
    r"(?:附注|注释)?\s*[（(]?[一二三四五六七八九十]{1,3}[)）]?\s*(?:[、.．]\s*|[（(])\d{1,3}(?:\.\d{1,2})?[)）]?"
)


@dataclass(frozen=True, slots=True)
class HeaderPath:
    """What a cell is about: the line in front of its table, its row's labels, its columns' names, outermost first."""

    caption: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def path(self) -> tuple[str, ...]:
        """All of it in one line: caption, rows, columns, without what is empty."""
        return tuple(name for name in (self.caption, *self.rows, *self.columns) if name)


def is_figure(text: str) -> bool:
    """Whether a cell holds a figure or stands for one; a year or a day names a column instead."""
    stripped = text.strip()
    names = _YEAR.fullmatch(stripped) or _OF_YEAR.match(stripped) or _is_day(stripped)
    return bool(_FIGURE.fullmatch(stripped)) and not names


def figure_in_column(value: str, column: Iterable[str]) -> bool:
    """Whether a cell holds a figure: 1962 is one, and no year, where most of its column's cells are figures."""
    if is_figure(value):
        return True
    if not _BARE_YEAR.fullmatch(value.strip()):
        return False
    others = [other for other in column if other.strip()]
    return 2 * sum(map(is_figure, others)) > len(others)


def _is_day(text: str) -> bool:
    return len(text) > 5 and bool(_DAY.fullmatch(text))


def count_header_rows(rows: Sequence[Sequence[str | None]]) -> int:
    """How many rows at the top name the columns: none of their cells is a figure or a sentence.

    The first has two cells filled, or stands over one that has; each further one leaves the labels' column empty, or
    says the unit there, or lies under a label that reaches down (None).
    """
    certain = 0
    for count, row in enumerate(rows[: min(len(rows) - 1, 6)]):
        filled = [value.strip() for value in row if value and value.strip()]
        if not filled or any(len(value) > _LONGEST_NAME or is_figure(value) for value in filled):
            break
        label = (row[0] or "").strip()
        # The labels' own name may stand in the lowest row only, under names of several columns.
        if certain and label and not _UNIT.match(label):
            break
        # Without figures below, an empty first place may as well be the label of the row above.
        if (
            count
            and row[0] is not None
            and not any(is_figure(value or "") for below in rows[count + 1 :] for value in below)
        ):
            break
        if label and len(filled) == 1 and len(row) > 2:
            break
        if len(filled) > 1 or len(row) == 2:
            certain = count + 1
    return certain


def block_at(report: Report, offset: int) -> Block | None:
    """The block that holds `offset`; None between blocks."""
    number = _block_number(report, offset)
    return None if number is None else report.blocks[number]


def _block_number(report: Report, offset: int) -> int | None:
    number = bisect_right(report.blocks, offset, key=lambda block: block.start) - 1
    return number if number >= 0 and offset < report.blocks[number].end else None


def cell_at(report: Report, offset: int) -> tuple[Block, Cell] | None:
    """The table and the cell in which `offset` stands; None outside tables and on the tabs between cells."""
    block = block_at(report, offset)
    if block is None or block.kind is not BlockKind.TABLE:
        return None
    return next(((block, cell) for cell in block.cells if cell.start <= offset < cell.end), None)


def cells_in(report: Report, start: int, end: int) -> tuple[Block, tuple[Cell, ...]] | None:
    """The table that holds `[start, end)` and those of its cells that the span touches; None outside tables."""
    block = block_at(report, start)
    if block is None or block.kind is not BlockKind.TABLE or end > block.end:
        return None
    touched = tuple(cell for cell in block.cells if cell.start < end and start < cell.end)
    return (block, touched) if touched else None


def caption_span(report: Report, block: Block) -> tuple[int, int] | None:
    """The span of the lines in front of a table that name it: its title, its unit; None where there are none."""
    number = _block_number(report, block.start)
    first = number
    left = _CAPTION_BLOCKS
    while first and number is not None and left:
        before = report.blocks[first - 1]
        text = report.text[before.start : before.end].strip()
        if before.kind is BlockKind.TABLE or not _is_caption(text):
            break
        first -= 1
        heads = number - first < _STATEMENT_BLOCKS and _STATEMENT_HEAD.fullmatch(text) is not None
        left -= not heads  # a statement's name stands over its day and its company
        if not _UNIT.match(text) and not heads:
            break
    if number is None or first is None or first == number:
        return None
    return report.blocks[first].start, report.blocks[number - 1].end


def _is_caption(text: str) -> bool:
    if len(text) > _LONGEST_CAPTION:
        return False
    return bool(_CAPTION_MARK.match(text)) or not text.endswith(("。", "；", ".", ";", "！", "？", "?", "!", "，", ","))


def unit_line(report: Report, block: Block) -> str:
    """The line that states a table's unit where no line in front does: right below it, and before no other table."""
    number = _block_number(report, block.start)
    if number is None or number + 1 >= len(report.blocks):
        return ""
    below = report.blocks[number + 1]
    text = report.text[below.start : below.end].strip()
    before_a_table = number + 2 < len(report.blocks) and report.blocks[number + 2].kind is BlockKind.TABLE
    if below.kind is BlockKind.TABLE or before_a_table or len(text) > _LONGEST_UNIT or not _UNIT.match(text):
        return ""
    return text


def header_path(report: Report, block: Block, cell: Cell) -> HeaderPath:
    """The names that say what a cell is: merged and several-row headers, a row's group and label, the caption."""
    grid = Grid(report, block)
    span = caption_span(report, block)
    caption = "" if span is None else " ".join(report.text[slice(*span)].split())
    return HeaderPath(caption, tuple(grid.row_names(cell)), tuple(grid.column_names(cell)))


class Grid:
    """A table's cells by place."""

    def __init__(self, report: Report, block: Block) -> None:
        self._text = report.text
        self._cells = {(cell.row, cell.column): cell for cell in block.cells}
        self._header_rows = block.header_rows
        self._columns = max((cell.column for cell in block.cells), default=0) + 1
        self._rows = max((cell.row for cell in block.cells), default=0) + 1

    def value(self, row: int, column: int) -> str:
        """What stands at a place, merged cells included; empty outside."""
        cell = self._cells.get((row, column))
        if cell is not None:
            return self._text[cell.start : cell.end].strip()
        beside = next((place for place in range(column - 1, -1, -1) if (row, place) in self._cells), None)
        above = next((place for place in range(row - 1, -1, -1) if (place, column) in self._cells), None)
        # Among the headers a covered place most likely continues the name above it; below, the label at its left:
        # a total over two label columns must not take the name of the group above.
        if above is not None and (beside is None or row < self._header_rows):
            return self.value(above, column)
        return "" if beside is None else self.value(row, beside)

    def column_names(self, cell: Cell) -> list[str]:
        """The names over a cell, from the top, each once."""
        if cell.row < self._header_rows:
            rows = list(range(cell.row))
        else:
            inner = next(
                (row for row in range(cell.row - 1, self._header_rows - 1, -1) if self._names_columns(row)), None
            )
            rows = list(range(self._header_rows)) if inner is None else [inner]
        names = [self._over(row, cell.column, lowest=row == rows[-1]) for row in rows]
        return list(dict.fromkeys(name for name in names if name)) if cell.column or not self._header_rows else []

    def _over(self, row: int, column: int, lowest: bool) -> str:
        name = self.value(row, column)
        if name or lowest:
            return name
        # A name over several columns stands in the first of them where the file does not say how far it reaches.
        return next((found for place in range(column - 1, 0, -1) if (found := self.value(row, place))), "")

    def _names_columns(self, row: int) -> bool:
        """Whether a row inside the table names columns anew: no label, at least two names, no figure."""
        values = [self.value(row, column) for column in range(self._columns)]
        filled = [value for value in values[1:] if value]
        return not values[0] and len(filled) >= 2 and not any(is_figure(value) for value in filled)

    def row_names(self, cell: Cell) -> list[str]:
        """The labels at a cell's left, its group's name before them."""
        if cell.row < self._header_rows or cell.column == 0:
            return []
        labels: list[str] = []
        if self._is_figure(cell.row, cell.column):
            column = cell.column - 1
            while column >= 0 and (self._is_figure(cell.row, column) or not self.value(cell.row, column)):
                column -= 1
            while column >= 0 and self.value(cell.row, column) and not self._is_figure(cell.row, column):
                if not column or not _NOTE_REFERENCE.fullmatch(self.value(cell.row, column)):
                    labels.insert(0, self.value(cell.row, column))
                column -= 1
        else:
            # A row that begins with its number is known by what follows it.
            first = 1 if cell.column > 1 and is_figure(self.value(cell.row, 0)) else 0
            column, labels = -1, [self.value(cell.row, first)]
        group = self._group(cell.row) if column < 0 else ""
        return list(dict.fromkeys(name for name in (group, *labels) if name))

    def _is_figure(self, row: int, column: int) -> bool:
        below = (self.value(place, column) for place in range(self._header_rows, self._rows))
        return figure_in_column(self.value(row, column), below)

    def _group(self, row: int) -> str:
        """The name over a group of rows, such as "Operating expenses:"; it ends with the group's total."""
        for above in range(row - 1, self._header_rows - 1, -1):
            label = self.value(above, 0)
            if not any(self.value(above, column) for column in range(1, self._columns)):
                return label if label.endswith((":", "：")) else ""
            if _TOTAL.match(label):
                return ""
        return ""
