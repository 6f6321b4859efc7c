"""A table that goes on over a page's end: one table, the header that its next page repeats deleted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.parsing.document import DocumentBuilder
from index.report import Box
from index.structure.tables import count_header_rows

# 续表3-1, 接上表, 附表1（续）, Table A-1 (cont'd): what stands above the part on the next page, and nothing more.
_NUMBER = r"[\dA-Z一二三四五六七八九十.-]*"
_CONTINUED = re.compile(
    rf"""[（(]?(?:
        (?:续\s*|[续承]上\s*|上?接上\s*)[表页]\s*{_NUMBER}
        | 附?表\s*{_NUMBER}\s*[（(]?续表?\s*{_NUMBER}
        | (?:table\s{_NUMBER}[\s:–—-]*)?[（(]?(?:continued|cont['’]?d\.?|cont\.)(?:\sfrom\s(?:the\s)?previous\spage)?
    )[)）]?""",
    re.IGNORECASE | re.VERBOSE,
)
# The row that ends a table: what follows on the next page under the same header is another one.
_TOTAL = re.compile(r"(?:合计|总计|共计|(?:grand)?total)", re.IGNORECASE)
# How far the edges of two parts may stand apart, in points: the widest cell of a part tells where it ends.
_APART_LEFT, _APART_RIGHT = 12.0, 60.0

Row = Sequence[str | None]


def says_continued(text: str) -> bool:
    """Whether a line only says that a table goes on."""
    return _CONTINUED.fullmatch(text.strip()) is not None


@dataclass(slots=True)
class HeldTable:
    """A table that may go on on the next page: its rows so far, their boxes, and the rows at which pages begin.

    `page_ends` counts the pages that ended since its last row.
    """

    rows: list[Row]
    boxes: tuple[Box, ...]
    page_rows: list[int] = field(default_factory=list)
    page_ends: int = 0

    def take(self, rows: Sequence[Row], boxes: tuple[Box, ...], builder: DocumentBuilder) -> bool:
        """Takes the part on the next page in, where it is one; a repeated header is told to the builder."""
        if self.page_ends != 1 or len(rows[0]) != len(self.rows[0]) or not self._stands_below(boxes):
            return False
        if _TOTAL.match(_folded(next((value for value in self.rows[-1] if value), ""))):
            return False
        own = max(count_header_rows(self.rows), 1)
        repeated = _same(rows[:own], self.rows[:own])
        if not repeated and count_header_rows(rows):
            return False
        if repeated:
            names = "\n".join("\t".join(value or "" for value in row) for row in rows[:own])
            builder.remove(names, "repeated table header")
        self.page_rows.append(len(self.rows))
        self.rows += rows[own:] if repeated else rows
        self.boxes += boxes
        self.page_ends = 0
        return True

    def _stands_below(self, boxes: tuple[Box, ...]) -> bool:
        last = [box for box in self.boxes if box.page == self.boxes[-1].page]
        return (
            abs(min(box.left for box in last) - min(box.left for box in boxes)) < _APART_LEFT
            and abs(max(box.right for box in last) - max(box.right for box in boxes)) < _APART_RIGHT
        )

    def add_to(self, builder: DocumentBuilder) -> None:
        """The whole table as a block, and the pages that begin in it or after it."""
        starts = builder.add_table(self.rows, boxes=self.boxes)
        for row in self.page_rows:
            builder.start_page(starts[row] if row < len(starts) else None)
        for _ in range(self.page_ends):
            builder.start_page()


def _same(rows: Sequence[Row], others: Sequence[Row]) -> bool:
    return bool(rows) and [[_folded(v) for v in row] for row in rows] == [[_folded(v) for v in row] for row in others]


def _folded(value: str | None) -> str:
    return "".join((value or "").split())
