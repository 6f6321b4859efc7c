"""A question for figures of companies' statements and other tables: what is measured, of when, and what is made of it.

The words are read apart from the times, which every report counts by its own fiscal year. Nothing of a question is
dropped: what is neither a time, whose it is, nor a word of asking belongs to the measure, and must be found there.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from index.ledger.entry import Span
from index.ledger.statement_lines import Ratio, line_of, name_words, ratio_of
from index.ledger.times import Times
from index.text.script import has_han


class Work(StrEnum):
    """What is made of the cells."""

    VALUE = "value"
    CHANGE = "change"
    PERCENT_CHANGE = "percent_change"
    AVERAGE = "average"
    SUM = "sum"
    RATIO = "ratio"
    SHARE = "share"
    DIFFERENCE = "difference"
    HIGHEST = "highest"
    LOWEST = "lowest"
    COURSE = "course"
    LARGER = "larger"
    SMALLER = "smaller"
    ROSE = "rose"
    FELL = "fell"
    TIMES = "times"
    LARGEST_PART = "largest_part"
    SMALLEST_PART = "smallest_part"


# Works that need two times, of one measure.
OVER_TIMES = frozenset(
    {Work.CHANGE, Work.PERCENT_CHANGE, Work.AVERAGE, Work.HIGHEST, Work.LOWEST, Work.ROSE, Work.FELL}
)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is measured: as asked, its words, the line of a statement that it means ("" for none), and its own times."""

    text: str
    words: frozenset[str]
    line: str
    times: tuple[Span, ...]

    @property
    def ratio(self) -> Ratio | None:
        """The ratio of two lines that it means."""
        return ratio_of(self.text)


@dataclass(frozen=True, slots=True)
class AskedCells:
    """What a question asks of cells. `times` are those it names, in its order, as one report counts them.

    `since`: the one time is what the newest is held against. `last`: so many times at the end, 0 where all count.
    `parts` is what the parts of a whole are called, where one of them is asked for: segment, region.
    """

    work: Work
    measures: tuple[Measure, ...]
    times: tuple[Span, ...]
    since: bool = False
    last: int = 0
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Marked:
    """A question with its times taken out, each a mark ⏱, and the spans that they are."""

    text: str
    times: tuple[Span, ...]


MARK = "⏱"


def measure_of(text: str, times: Sequence[Span]) -> Measure | None:
    """A measure in words; the marks in it stand for the first of `times`, in order. None where nothing is named."""
    plain = " ".join(text.replace(MARK, " ").split()).strip(" ,，、的?？.。'")
    words = name_words(plain)
    return Measure(plain, words, line_of(plain), tuple(times)) if words else None


def marked(question: str, times: Times, names: Iterable[str]) -> Marked:
    """The question without the names of whose it is, its times as marks."""
    text = question
    for name in sorted({name for name in names if name}, key=len, reverse=True):
        pattern = (
            re.escape(name)
            if has_han(name)
            else rf"(?:\bthe\s+)?(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])(?:['’]s?\b)?"
        )
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return _marked(text, times)


def _marked(text: str, times: Times) -> Marked:
    spans: list[Span] = []
    pieces: list[str] = []
    at = 0
    for start, end, span in times.places(text):
        pieces += [text[at:start], f" {MARK} "]
        spans.append(span)
        at = end
    pieces.append(text[at:])
    return Marked("".join(pieces), tuple(spans))


def with_times(asked: AskedCells, times: Sequence[Span]) -> AskedCells:
    """The same of other times."""
    return replace(asked, times=tuple(times))


def year_before(span: Span) -> Span | None:
    """The same time a year earlier; None of a day."""
    if len(span.first) == 10:
        return None
    first, last = (f"{int(part[:4]) - 1}{part[4:]}" for part in (span.first, span.last))
    return Span(first, last)
