"""A table that goes on over a page's end: one table, the header that its next page repeats deleted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.parsing.document import DocumentBuilder
from index.parsing.pdf.column_edges import Column, shared_columns
from index.patterns import regex
from index.report import Box
from index.structure.tables import count_header_rows

# 续表3-1, 接上表, 附表1（续）, Table A-1 (cont'd): what stands above the part on the next page, and nothing more.
_NUMBER = r"[\dA-Z一二三四五六七八九十.-]*"
_CONTINUED = regex(
    rf"""[（(]?(?:
        (?:续\s*|[续承]上\s*|上?接上\s*)[表页]\s*{_NUMBER}
        | 附?表\s*{_NUMBER}\s*[（(]?续表?\s*{_NUMBER}
        | (?:table\s{_NUMBER}[\s:–—-]*)?[（(]?(?:continued|cont['’]?d\.?|cont\.)(?:\sfrom\s(?:the\s)?previous\spage)?
    )[)）]?""",
    re.IGNORECASE | re.VERBOSE,
)
# The row that ends a table: what follows on the next page under the same header is another one.
_TOTAL = regex(r"(?:合计|总计|共计|(?:grand)?total)", re.IGNORECASE)
# How far the left edges of two parts may stand apart, in points.
_APART = 12.0

Row = Sequence[str | None]


def says_continued(text: str) -> bool:
    """Whether a line only says that a table goes on."""
    return _CONTINUED.fullmatch(text.strip()) is not None


@dataclass(slots=True)
class HeldTable:
    """A table that may go on on the next page: its rows so far, their boxes and columns, and where pages begin in it.

    `page_rows` are the rows at which they do, `page_ends` counts the pages that ended since the last row.
    """

    rows: list[Row]
    boxes: tuple[Box, ...]
    columns: Sequence[Column]
    page_rows: list[int] = field(default_factory=list)
    page_ends: int = 0

    def take(self, part: "HeldTable", builder: DocumentBuilder) -> bool:
        """Takes the part on the next page in, where it is one; a repeated header is told to the builder."""
        numbers = self._columns_of(part)
        if self.page_ends != 1 or numbers is None:
            return False
        if _TOTAL.match(_folded(next((value for value in self.rows[-1] if value), ""))):
            return False
        rows = [_spread(row, numbers, len(self.columns)) for row in part.rows]
        own = max(count_header_rows(self.rows), 1)
        repeated = _same(rows[:own], self.rows[:own])
        if not repeated and count_header_rows(rows):
            return False
        if repeated:
            names = "\n".join("\t".join(value or "" for value in row) for row in rows[:own])
            builder.remove(names, "repeated table header")
        self.page_rows.append(len(self.rows))
        self.rows += rows[own:] if repeated else rows
        self.boxes += part.boxes
        self.page_ends = 0
        return True

    def _columns_of(self, part: "HeldTable") -> list[int] | None:
        """Which of the columns those of the next part are; a column may be empty all over the next page."""
        numbers = shared_columns(self.columns, part.columns)
        if numbers is None or abs(self.columns[numbers[0]][0] - part.columns[0][0]) >= _APART:
            return None
        return numbers

    def add_to(self, builder: DocumentBuilder) -> None:
        """The whole table as a block, and the pages that begin in it or after it."""
        starts = builder.add_table(self.rows, boxes=self.boxes)
        for row in self.page_rows:
            builder.start_page(starts[row] if row < len(starts) else None)
        for _ in range(self.page_ends):
            builder.start_page()


def _spread(row: Row, numbers: Sequence[int], width: int) -> Row:
    values: list[str | None] = [""] * width
    for number, value in zip(numbers, row, strict=True):
        values[number] = value
    return values


def _same(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    return bool(rows) and [[_folded(v) for v in row] for row in rows] == [[_folded(v) for v in row] for row in others]


def _folded(value: str | None) -> str:
    return "".join((value or "").split())
