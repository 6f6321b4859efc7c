"""What an answerer gives: lines with the quotes that say so, a table of cells with quotes, or sentences to look at.

An answer before it is cited: where these values hold a quote, those of assistant/answer.py hold a citation's number.
"""

from dataclasses import dataclass

from assistant.answer import AskBack
from index.report import Report


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """A quote: `report.text[start:end]`. Two of one report and place are one."""

    report: Report
    start: int
    end: int

    def __eq__(self, other: object) -> bool:
        """By place: comparing whole reports would cost more than it tells."""
        return isinstance(other, Quote) and self._place == other._place

    def __hash__(self) -> int:
        """By place."""
        return hash(self._place)

    @property
    def _place(self) -> tuple[str, int, int]:
        return self.report.report_id, self.start, self.end

    @property
    def text(self) -> str:
        """What stands there."""
        return self.report.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer, and the quotes that say it; never without one.

    `quoted` are the parts of it that stand letter for letter in the quotes; without them all of it does.
    """

    text: str
    quotes: tuple[Quote, ...]
    quoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyCell:
    """A table's cell with its quote, at `row` and `column` from 0; a row's and a column's names are no cells."""

    row: int
    column: int
    text: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class ReplyTable:
    """A table of figures: `columns` name them, `rows` the reports, places or years; empty cells are not there."""

    columns: tuple[str, ...]
    rows: tuple[str, ...]
    cells: tuple[ReplyCell, ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """What was worked out: `expression` in figures as they are written, the quotes of its operands, the result."""

    expression: str
    operands: tuple[Quote, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer before it is cited. With `lines` or a `table` it answers; else `related` may help, without a badge.

    `in_part` surely answers one of the things asked, and it is open whether all: it is shown, saying so, where nothing
    answers each of them.
    `note` is what Wenju itself says beside it. `closed`: no other reader may answer, since what is asked would have to
    be worked out, or chosen between figures that differ.
    """

    lines: tuple[Line, ...] = ()
    table: ReplyTable | None = None
    computed: tuple[Sum, ...] = ()
    related: tuple[Quote, ...] = ()
    in_part: tuple[Line, ...] = ()
    note: str = ""
    ask_back: tuple[AskBack, ...] = ()
    closed: bool = False

    @property
    def answers(self) -> bool:
        """Whether it is an answer."""
        return bool(self.lines) or (self.table is not None and bool(self.table.cells))
