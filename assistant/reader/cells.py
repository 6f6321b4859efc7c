"""The cell of a table that answers: the row and the column that have most of the question's words, and its year.

A question for a figure is answered by a figure; one for who, where or which by the words in a column that it names.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.query.kinds import Asks, Wants, asks
from assistant.query.understanding import Understanding
from assistant.reader.candidates import Weighed
from assistant.reader.terms import stem, terms
from index.patterns import regex
from index.report import Block, BlockKind, Cell, Report
from index.structure.tables import block_at, cell_at, figure_in_column, header_path
from index.text.folding import fold
from index.text.years import find_years

# A column of changes beside one of amounts; a question that asks for a rate means the former.
_RATE = regex(r"[%％‰]|增速|增长|增幅|占比|比重|比上年|同比|环比|\b(?:change|growth|rate|share)\b", re.IGNORECASE)
_ASKS_RATE = regex(
    r"增速|增长|增幅|占比|比重|比例|提高|下降|同比|环比|率|\b(?:change|growth|grow|rate|share|per ?cent\w*)\b",
    re.IGNORECASE,
)
_THIS_YEAR = regex(r"本年|本期|当年|当期|今年|报告期")
_LAST_YEAR = regex(r"上年|上期|去年|上一年|同期")
# What stands in brackets behind a name is its unit.
_UNIT = regex(r"[（(][^（）()]{1,12}[）)]|，.{1,6}$")
_INMOST = 0.5
# What words in a column answer; "what happened" or "why" is told by whole rows.
_ASKS_WORDS = frozenset({Asks.WHO, Asks.WHERE, Asks.WHICH, Asks.WHAT, Asks.NAME, Asks.WHEN})
_ASKED_THING = regex(r"(?:哪一?[个家位些]?|什么)(\w{2,6})")
# A column is asked for by its name, and a row is: 建设地点, 双溪学校项目.
_LEAST_SHARE = 0.5
# Said of any figure: 二产增加值 is asked for where a table has 二产.
_UNSAID = regex(r"增加值|总[量额]|金额|数[额量值]|绝对[额量值]|[\W_]+|[的为是]")
_EMPTY = regex(r"[-–—－/*…\s]*")


@dataclass(frozen=True, slots=True)
class ChosenCell:
    """A cell of a report's table, and the span of its row, from the row that its label stands in.

    `names_all` tells whether the cell's names, the table's and the report's hold all that the question asks for.
    """

    report: Report
    start: int
    end: int
    row_start: int
    row_end: int
    names_all: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands where the figure would be."""
        return _EMPTY.fullmatch(self.report.text[self.start : self.end]) is not None


def answering_cell(best: Weighed, understanding: Understanding) -> ChosenCell | None:
    """The cell that answers, where a sentence is a row of a table; None where it is not, or no name is asked for."""
    first = best.candidate
    block = block_at(first.report, first.sentence.start)
    if block is None or block.kind is not BlockKind.TABLE:
        return None
    if understanding.wants is Wants.FIGURE:
        return _Table(first.report, block).chosen(_Question(understanding))
    if asks(understanding.question) in _ASKS_WORDS:
        return _Table(first.report, block).chosen_words(_Question(understanding))
    return None


def years_in_tables(report: Report) -> frozenset[int]:
    """The years that the tables of a report name over a column or before a row."""
    return frozenset(
        year
        for block in report.blocks
        if block.kind is BlockKind.TABLE
        for cell in block.cells
        if cell.row < block.header_rows or cell.column == 0
        for year in find_years(report.text[cell.start : cell.end])
    )


def is_of_years(report: Report, offset: int, years: Iterable[int]) -> bool:
    """Whether an offset stands in a table's cell whose row or column names one of the years."""
    if (found := cell_at(report, offset)) is None:
        return False
    names = header_path(report, *found)
    return any(year in years for name in (*names.rows, *names.columns) for year in find_years(name))


class _Question:
    def __init__(self, understanding: Understanding) -> None:
        self.years = frozenset(understanding.years)
        self.asks_rate = _ASKS_RATE.search(understanding.question) is not None
        self.topic = fold(understanding.topic)
        self._question = fold(understanding.question)
        self._words = _words(understanding.question) | {
            word for name in understanding.other_names for word in _words(name)
        }

    def share(self, name: str) -> float:
        """The share of a name's words that the question has."""
        words = _words(_UNIT.sub("", name))
        return len(words & self._words) / len(words) if words else 0.0

    def row_share(self, label: str, around: str) -> float:
        """How much of a label the question has; a long label is asked for by a part, which is most of what is asked.

        What `around` says, the columns' names and the titles, asks for no row.
        """
        return max(self.share(label), self.told(label, around))

    def told(self, text: str, around: str = "") -> float:
        """How much of what is asked a text has, without what `around` says."""
        topic = _words(self.topic) - _words(around)
        return len(_words(text) & topic) / len(topic) if topic else 0.0

    def column_share(self, name: str) -> float:
        """How much of a column's name the question has; all where it asks which of those: 哪个单位 of 责任单位."""
        words = _UNIT.sub("", fold(name)).strip()
        asked = _ASKED_THING.search(self._question)
        return 1.0 if asked is not None and len(words) > 1 and asked[1].startswith(words[-2:]) else self.share(name)

    def is_named_by(self, names: Iterable[str], around: str) -> bool:
        """Whether nothing is asked for but what the names say, and what is said around them."""
        rest = self.topic
        for name in sorted((fold(_UNIT.sub("", name)).strip(" :：") for name in names), key=len, reverse=True):
            rest = rest.replace(name, " ") if name else rest
        return all(piece in around for piece in _UNSAID.sub(" ", rest).split())


class _Table:
    def __init__(self, report: Report, block: Block) -> None:
        self._report = report
        self._block = block
        self._columns: dict[int, list[str]] = {}
        for cell in block.cells:
            if cell.row >= block.header_rows:
                self._columns.setdefault(cell.column, []).append(self._value(cell))
        self._figures = {cell.column for cell in block.cells if self._is_figure(cell)}

    def _value(self, cell: Cell) -> str:
        return self._report.text[cell.start : cell.end].strip()

    def _is_figure(self, cell: Cell) -> bool:
        return cell.row >= self._block.header_rows and cell.column > 0 and self._stands_for_figure(cell)

    def _stands_for_figure(self, cell: Cell) -> bool:
        return figure_in_column(self._value(cell), self._columns[cell.column])

    def chosen(self, question: _Question) -> ChosenCell | None:
        """The figure, or the empty place for one, whose names fit best; None where no name is the question's."""
        scored = [
            (self._fit(cell, question), -cell.row, -cell.column, cell)
            for cell in self._block.cells
            if cell.row >= self._block.header_rows
            and cell.column in self._figures
            and (self._stands_for_figure(cell) or _EMPTY.fullmatch(self._value(cell)))
        ]
        scored = [entry for entry in scored if entry[0] > 0]
        if not scored:
            return None
        return self._of(max(scored, key=lambda entry: entry[:3])[3], question)

    def chosen_words(self, question: _Question) -> ChosenCell | None:
        """The words in a column that the question names, in a row that it names; None where it names no such two.

        Of several under one label, a cell that has more of the question's words: 县生态环境局（配合）.
        """
        best: tuple[float, int, int] | None = None
        chosen: Cell | None = None
        for cell in self._block.cells:
            value = self._value(cell)
            if cell.row < self._block.header_rows or cell.column == 0 or not value:
                continue
            names = header_path(self._report, self._block, cell)
            around = " ".join((self._report.metadata.title, names.caption, *names.columns))
            row = max((question.row_share(name, around) for name in names.rows), default=0.0)
            column = max((question.column_share(name) for name in names.columns), default=0.0)
            if min(row, column) < _LEAST_SHARE:
                continue
            place = (row + column + question.told(value), -cell.row, -cell.column)
            if best is None or place > best:
                best, chosen = place, cell
        return None if chosen is None else self._of(chosen, question)

    def _of(self, cell: Cell, question: _Question) -> ChosenCell:
        names = header_path(self._report, self._block, cell)
        row = [other for other in self._block.cells if other.row == cell.row]
        start = row[0].start
        if row[0].column or not self._value(row[0]):
            # A label that reaches down over several rows stands in the first of them.
            labels = [other for other in self._block.cells if other.row <= cell.row and other.column == 0]
            labels = [other for other in labels if self._value(other) in names.rows and self._value(other)]
            start = labels[-1].start if labels else start
        named = question.is_named_by(names.path, fold(names.caption + self._report.metadata.title))
        return ChosenCell(self._report, cell.start, cell.end, start, row[-1].end, named)

    def _fit(self, cell: Cell, question: _Question) -> float:
        """How well a cell's names fit; 0 where its year is another or nothing names its row or column."""
        names = header_path(self._report, self._block, cell)
        rows = max((question.share(name) for name in names.rows), default=0.0)
        inmost = question.share(names.rows[-1]) if len(names.rows) > 1 else 0.0  # of 教育支出, 学前教育 the latter
        columns = max((question.share(name) for name in names.columns), default=0.0)
        if rows + columns == 0:
            return 0.0
        told = self._years((*names.rows, *names.columns))
        fit = 2 * rows + columns + _INMOST * inmost
        if question.years:
            if told and not told & question.years:
                return 0.0
            fit += 1.0 if told else 0.0
        elif told:
            fit += 0.5 if self._report.metadata.year_told in told else 0.0
        is_rate = any(_RATE.search(name) for name in (*names.columns, names.rows[-1] if names.rows else ""))
        return fit - (0.5 if is_rate != question.asks_rate else 0.0)

    def _years(self, names: Sequence[str]) -> frozenset[int]:
        years = {year for name in names for year in find_years(name)}
        own = self._report.metadata.year_told
        if not years and own is not None:
            if any(_LAST_YEAR.search(name) for name in names):
                return frozenset({own - 1})
            if any(_THIS_YEAR.search(name) for name in names):
                return frozenset({own})
        return frozenset(years)


def _words(text: str) -> frozenset[str]:
    """The words of a name; a number is one of them (第5项目), a year is none."""
    return frozenset(stem(term) for term in terms(fold(text)) if not (term.isdigit() and len(term) == 4))
