"""Tables that stand side by side: a file gives them as one, each with labels and figures of its own.

Balance sheets (资产 | 期末 | 期初 | 负债 | 期末 | 期初) and the pages of figures in brokers' reports are printed so. A
column of words between figures may as well say more of its row (the country of a company), so words alone part
nothing: the same names must stand over both sides, or rows must be filled on one side only.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.ledger.amounts import amounts_in, is_unit_line
from index.ledger.times import Times
from index.report import Block, Report
from index.structure.tables import count_header_rows, is_figure

# Labels name different things; of words that describe rows many are the same.
_UNLIKE = 0.8
# What a label has at the most: longer texts are remarks on their rows.
_LONGEST_LABEL = 40
_FEWEST_LABELS = 3


def panels(report: Report, block: Block, times: Times) -> list[Block]:
    """The tables that a table is made of, from the left; the table itself where it is one."""
    grid = _Cells(report, block, times)
    starts = [0]
    for column in range(2, grid.width - 1):
        if grid.holds_labels(column) and grid.is_apart(starts[-1], column):
            starts.append(column)
    if len(starts) == 1:
        return [block]
    ends = [*starts[1:], grid.width]
    return [_part(report, block, start, end) for start, end in zip(starts, ends, strict=True)]


def _part(report: Report, block: Block, start: int, end: int) -> Block:
    cells = tuple(replace(cell, column=cell.column - start) for cell in block.cells if start <= cell.column < end)
    placed = {(cell.row, cell.column): report.text[cell.start : cell.end].strip() for cell in cells}
    height = max((cell.row for cell in cells), default=-1) + 1
    rows = [[placed.get((row, column), "") for column in range(end - start)] for row in range(height)]
    return replace(block, cells=cells, header_rows=count_header_rows(rows))


class _Cells:
    """A table's texts by place."""

    def __init__(self, report: Report, block: Block, times: Times) -> None:
        self._times = times
        self._texts = {
            (cell.row, cell.column): " ".join(report.text[cell.start : cell.end].split()) for cell in block.cells
        }
        self.height = max((cell.row for cell in block.cells), default=-1) + 1
        self.width = max((cell.column for cell in block.cells), default=-1) + 1

    def holds_labels(self, column: int) -> bool:
        """Whether a column's words name what figures at its right measure, and figures stand at its left."""
        words = [text for text in self._column(column) if self._is_label(text)]
        others = [text for text in self._column(column) if not self._is_label(text)]
        return (
            len(words) >= _FEWEST_LABELS
            and len(words) > 2 * len(others)
            and len(set(words)) >= _UNLIKE * len(words)
            and max(map(len, words)) <= _LONGEST_LABEL
            and self._holds_figures(column + 1)
            and self._holds_figures(column - 1)
        )

    def is_apart(self, start: int, column: int) -> bool:
        """Whether the columns from `column` on are another table than those from `start` up to it."""
        return self._named_alike(start, column) or self._lies_apart(start, column)

    def _named_alike(self, start: int, column: int) -> bool:
        """Whether the same times, or the same name of labels with figures' names, stand over both sides in one row."""
        for row in range(self.height):
            left = [self._texts.get((row, place), "") for place in range(start + 1, column)]
            right = [self._texts.get((row, place), "") for place in range(column + 1, self.width)]
            named = [text for text in left if text and self._names(text)]
            if named and named == [text for text in right if text][: len(named)]:
                return True
            heads = [self._texts.get((row, place), "") for place in (start, column)]
            if heads[0] and heads[0] == heads[1] and not row:
                return True
        return False

    def _lies_apart(self, start: int, column: int) -> bool:
        """Whether rows with label and figure at one side are empty at the other."""
        left = range(start, column)
        right = range(column, self.width)
        return any(
            (self._is_row(row, column, right) and self._is_empty(row, left))
            or (self._is_row(row, start, left) and self._is_empty(row, right))
            for row in range(self.height)
        )

    def _is_row(self, row: int, label: int, columns: Sequence[int]) -> bool:
        told = self._texts.get((row, label), "")
        return self._is_label(told) and any(is_figure(self._texts.get((row, place), "")) for place in columns)

    def _is_empty(self, row: int, columns: Sequence[int]) -> bool:
        """Whether the cells are there and nothing stands in them: a merged place belongs to its neighbour."""
        return all((row, place) in self._texts and not self._texts[row, place] for place in columns)

    def _column(self, column: int) -> list[str]:
        return [text for row in range(self.height) if (text := self._texts.get((row, column), ""))]

    def _holds_figures(self, column: int) -> bool:
        filled = self._column(column)
        return sum(is_figure(text) for text in filled) * 2 > len(filled)

    def _is_label(self, text: str) -> bool:
        words = any(sign.isalpha() for sign in text)
        return (
            words and not is_figure(text) and not amounts_in(text) and not is_unit_line(text) and not self._names(text)
        )

    def _names(self, text: str) -> bool:
        """Whether a text says a time: it names a column of figures."""
        return self._times.find(text)[0] is not None
