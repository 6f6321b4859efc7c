"""English statements about companies' tables, held against the cells: what is measured, of when, its figure.

A statement is the answer to a question that cells answer. It is supported where each thing that it tells is what the
one cell that fits says, or what follows from two of them; refuted where a cell of just that measure and time says
otherwise. Where no cell fits, or several do that differ, nothing is said of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from assistant.answer import MismatchKind
from assistant.answering.cells import FoundCell
from assistant.answering.cells_asked import (
    READER,
    AskedOfReports,
    comparable,
    one_cell,
    pair_of_times,
    part_and_whole,
    two_measures,
)
from assistant.answering.cells_worded import operand
from assistant.answering.ledgers import ReportLedger, by_owner
from assistant.checking.splitting_english import split
from assistant.query.asked_cells import Measure, year_before
from assistant.query.asked_cells_english import asked_in_english
from assistant.query.claimed_cells import ASKS, CellClaim, Told, claims_of_cells
from assistant.query.company_names import names_of
from assistant.verification.comparing_figures import compare_figures
from index.facts.english_words import singular
from index.facts.fact import Bound, Figure
from index.ledger.entry import Span
from index.ledger.times import Times
from index.patterns import regex
from index.report import Metadata
from index.structure.tables import block_at
from index.text.script import has_han

Outcome = Literal["supported", "refuted", "open"]
_SURE = 3  # what a cell's names may say beside what a statement tells, for it to refute that
_MOST_TIMES = 40  # how many times of a measure are looked through for a figure


@dataclass(frozen=True, slots=True)
class HeldClaim:
    """One thing that a statement tells, against the cells that decide it.

    `expression` is the arithmetic where it was worked out. `span` is where what is told stands in the statement; of a
    refuted one `kind` is the part that differs.
    """

    outcome: Outcome
    cells: tuple[FoundCell, ...]
    kind: MismatchKind
    span: tuple[int, int]
    expression: str = ""


@dataclass(frozen=True, slots=True)
class HeldStatement:
    """A statement, at `[start, end)` of the claim, with all that it tells."""

    start: int
    end: int
    outcome: Outcome
    told: tuple[HeldClaim, ...]


def held_against_cells(claim: str, told: Sequence[ReportLedger]) -> list[HeldStatement]:
    """Each statement of a claim, by the tables of the one company that it names; empty where they decide none of it."""
    named = by_owner(one for one in told if is_named_company(claim, one.report.metadata))
    if len(named) != 1:
        return []
    (theirs,) = named.values()
    return held_against_cells_of(claim, theirs)


def held_against_cells_of(claim: str, theirs: Sequence[ReportLedger]) -> list[HeldStatement]:
    """Each statement of a claim that is known to be about one company, by its tables; empty where they decide none."""
    found = [_statement(part.text, claim, part.start, part.end, theirs) for part in split(claim)]
    return found if any(one.outcome != "open" for one in found) else []


def is_named_company(claim: str, known: Metadata) -> bool:
    """Whether an English claim names whose report it is, and that is a company's."""
    if known.is_work_report or known.region is not None or has_han(claim):
        return False
    names = (re.escape(name) for name in names_of([known]))
    return any(re.search(rf"(?<!\w){name}(?!\w)", claim, re.IGNORECASE) for name in names)


def _statement(text: str, claim: str, start: int, end: int, theirs: Sequence[ReportLedger]) -> HeldStatement:
    newest = max(theirs, key=lambda one: (one.report.metadata.period_end or "", one.year or 0))
    times = READER.times(newest.report)
    names = names_of([one.report.metadata for one in theirs])
    spans = [(first, last) for first, last, _ in times.places(text)]
    for reading in claims_of_cells(text, spans, names):
        told = [_held(one, theirs, times, names) for one in reading]
        outcomes = {one.outcome for one in told}
        if outcomes == {"supported"} or "refuted" in outcomes:
            outcome: Outcome = "refuted" if "refuted" in outcomes else "supported"
            placed = tuple(replace(one, span=_in_claim(one.span, text, claim, start, end)) for one in told)
            return HeldStatement(start, end, outcome, placed)
    return HeldStatement(start, end, "open", ())


def _in_claim(span: tuple[int, int], text: str, claim: str, start: int, end: int) -> tuple[int, int]:
    """Where words of a part stand in the claim: a part made whole has others in front."""
    words = text[slice(*span)]
    at = claim.find(words, start, end)
    return (at, at + len(words)) if at >= 0 else (start, end)


def _held(one: CellClaim, theirs: Sequence[ReportLedger], times: Times, names: Sequence[str]) -> HeldClaim:
    for cells in asked_in_english(one.question, times, names):
        if cells.work not in ASKS[one.told]:
            continue
        asked = AskedOfReports(cells, theirs, times, "en", one.question)
        if (held := _COMPARING[one.told](one, asked)) is not None:
            return held
    return HeldClaim("open", (), "value", one.span)


# -- a level


def _level(one: CellClaim, asked: AskedOfReports) -> HeldClaim | None:
    (measure,) = asked.cells.measures
    times = list(dict.fromkeys(asked.cells.times))
    if len(times) > 1 or one.figure is None:
        return None
    span = times[0] if times else None
    if one.told is Told.BEFORE and (span is None or (span := year_before(span)) is None):
        return None
    cell = one_cell(asked, measure, span)
    if cell is None:
        return None
    kind: MismatchKind = "value"
    outcome: Outcome = "open"
    if one.a_loss == _is_a_loss(cell):
        outcome = _as_told(one.figure, cell)
    elif _tells_either(cell):
        outcome, kind = "refuted", "direction"
    if outcome == "refuted" and not _may_refute(asked, cell):
        outcome = "open"
    if outcome == "refuted" and kind == "value" and _is_of_another_time(one.figure, asked, measure):
        kind = "period"
    return HeldClaim(outcome, (cell,), kind, one.span)


_LOSS = regex(r"\bloss(?:es)?\b", re.IGNORECASE)
_GAIN = regex(r"\b(?:income|profits?|earnings|gains?)\b", re.IGNORECASE)


def _tells_either(cell: FoundCell) -> bool:
    """Whether a row is of income or loss, as it comes."""
    return _LOSS.search(cell.read.label) is not None and _GAIN.search(cell.read.label) is not None


def _is_a_loss(cell: FoundCell) -> bool:
    """Whether a cell tells a loss: by its sign where its row tells either, else by its name."""
    if _GAIN.search(cell.read.label):
        return cell.entry.low < 0
    return _LOSS.search(cell.read.label) is not None


def _may_refute(asked: AskedOfReports, *cells: FoundCell) -> bool:
    """Whether what is told is of just these cells: its time is said, and they are of just that time."""
    return bool(asked.cells.times) and all(cell.fit[0] <= _SURE and cell.fit[1] == 0 for cell in cells)


def _is_of_another_time(figure: Figure, asked: AskedOfReports, measure: Measure) -> bool:
    """Whether the figure is the measure's at another time that tables tell."""
    periods = {entry.period for each in asked.told for entry in each.entries if entry.how == "cell" and entry.period}
    newest = sorted(periods, key=lambda span: span.last, reverse=True)[:_MOST_TIMES]
    cells = (one_cell(asked, measure, span) for span in newest)
    return any(cell is not None and _as_told(figure, cell) == "supported" for cell in cells)


def _as_told(figure: Figure, cell: FoundCell) -> Outcome:
    """What a figure comes to against a cell: a loss is told without its sign."""
    entry = cell.entry
    if not entry.unit and figure.unit and figure.unit != "%":
        figure = _as_written(figure, cell)
    return _compared(figure, abs(entry.low), entry.unit)


def _as_written(figure: Figure, cell: FoundCell) -> Figure:
    """A figure as the bare number that it is written with, where what stands around the cell names its unit."""
    number, word = _NUMBER.match(figure.text), _UNIT_WORD.search(figure.text)
    if number is None or word is None:
        return figure
    around = " ".join((cell.read.title, cell.read.group, cell.read.label, *cell.read.names, _above(cell)))
    if singular(word[0].lower()) not in {singular(each) for each in re.findall("[a-z]+", around.lower())}:
        return figure
    value = Decimal(number[0].replace(",", ""))
    scale = value / figure.low if figure.low else Decimal(1)
    return replace(figure, low=value, high=value, unit="", step=figure.step * scale)


_NUMBER = regex(r"\d[\d,]*(?:\.\d+)?")
_UNIT_WORD = regex(r"[A-Za-z]+$")
_ABOVE = 600  # characters in front of a table in which its unit may be told


def _above(cell: FoundCell) -> str:
    report = cell.found.report
    block = block_at(report, cell.entry.figure[0])
    start = cell.entry.figure[0] if block is None else block.start
    return report.text[max(0, start - _ABOVE) : start]


def _compared(figure: Figure, value: Decimal, unit: str) -> Outcome:
    """The same, as it is rounded; another; or nothing that can be said."""
    verdict = compare_figures(figure, Figure(0, 0, "", value, value, unit, Bound.EXACT, Decimal(1)))
    if verdict == "same":
        return "supported"
    if figure.bound is Bound.EXACT and verdict != "unit" and abs(figure.low - value) <= _precision(figure) / 2:
        return "supported"
    return "refuted" if verdict == "value" else "open"


def _precision(figure: Figure) -> Decimal:
    """The value of the last digit that is written: 0.1 billion of 15.2 billion, 1 of 20 %."""
    number = _NUMBER.search(figure.text)
    value = Decimal(number[0].replace(",", "")) if number else Decimal(0)
    return Decimal(0) if not value else figure.low / value * Decimal(1).scaleb(min(0, _exponent(value)))


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


# -- changes


def _change(one: CellClaim, asked: AskedOfReports) -> HeldClaim | None:
    pair = pair_of_times(asked)
    if pair is None or one.figure is None or not (outcome := _moved_as_told(one, *pair)):
        return None
    earlier, later = pair
    kind: MismatchKind = "value"
    if one.way * (later.entry.low - earlier.entry.low) < 0:
        kind = "direction"
    if outcome == "refuted" and not (_may_refute(asked, later) and _is_against_the_year(one, asked)):
        outcome = "open"
    return HeldClaim(outcome, (later, earlier), kind, one.span, _joined((later, earlier), " against "))


def _moved_as_told(one: CellClaim, earlier: FoundCell, later: FoundCell) -> Outcome | None:
    """What a change comes to against two cells; None where none can be worked out."""
    assert one.figure is not None
    change = later.entry.low - earlier.entry.low
    if one.way * change < 0:
        return "refuted"
    if later.entry.unit == "%":
        return _compared(one.figure, abs(change), "百分点") if one.figure.unit == "百分点" else None
    if one.figure.unit != "%":
        return _compared(one.figure, abs(change), later.entry.unit)
    if earlier.entry.low <= 0:
        return None
    percent = abs(change) / earlier.entry.low * 100
    outcome = _compared(one.figure, percent, "%")
    # Within a point it may be reckoned from figures that are rounded otherwise.
    return "open" if outcome == "refuted" and abs(one.figure.low - percent) <= 1 else outcome


def _is_against_the_year(one: CellClaim, asked: AskedOfReports) -> bool:
    """Whether a change is surely of a year: one of a quarter may be against the quarter before."""
    if one.yearly or len(set(asked.cells.times)) == 2 or all(len(span.first) == 4 for span in asked.cells.times):
        return True
    (measure,), (span, *_) = asked.cells.measures, asked.cells.times
    before = None if (preceding := _preceding(span)) is None else one_cell(asked, measure, preceding)
    now = one_cell(asked, measure, span)
    if before is None or now is None:
        return False
    if one.told is Told.WAY:
        return one.way * (now.entry.low - before.entry.low) < 0
    return _moved_as_told(one, before, now) == "refuted"


def _preceding(span: Span) -> Span | None:
    """As many months before; None of a day."""
    if len(span.first) != 7:
        return None
    first, last = (12 * int(part[:4]) + int(part[5:7]) - 1 for part in (span.first, span.last))
    months = last - first + 1
    return Span(*(f"{month // 12}-{month % 12 + 1:02}" for month in (first - months, first - 1)))


def _way(one: CellClaim, asked: AskedOfReports) -> HeldClaim | None:
    pair = pair_of_times(asked)
    if pair is None:
        return None
    earlier, later = pair
    change = later.entry.low - earlier.entry.low
    outcome: Outcome = "supported" if one.way * change > 0 else "refuted"
    if outcome == "refuted" and not (_may_refute(asked, later) and _is_against_the_year(one, asked)):
        outcome = "open"
    return HeldClaim(outcome, (later, earlier), "direction", one.span, _joined((later, earlier), _sign(change)))


def _sign(difference: Decimal) -> str:
    return " > " if difference > 0 else " < " if difference < 0 else " = "


def _joined(cells: Sequence[FoundCell], sign: str) -> str:
    return sign.join(operand(cell, "en") for cell in cells)


# -- two measures


def _share(one: CellClaim, asked: AskedOfReports) -> HeldClaim | None:
    pair = part_and_whole(asked)
    if pair is None or one.figure is None or pair[0].entry.unit != pair[1].entry.unit or pair[1].entry.low <= 0:
        return None
    part, whole = pair
    if part.entry.period != whole.entry.period or part.entry.low > whole.entry.low:
        return None
    outcome = _compared(one.figure, part.entry.low / whole.entry.low * 100, "%")
    if outcome == "refuted" and not _may_refute(asked, part, whole):
        outcome = "open"
    return HeldClaim(outcome, pair, "value", one.span, _joined(pair, " ÷ "))


def _larger(one: CellClaim, asked: AskedOfReports) -> HeldClaim | None:
    pair = two_measures(asked)
    if pair is None or not comparable(pair) or pair[0].entry.period != pair[1].entry.period:
        return None
    difference = pair[0].entry.low - pair[1].entry.low
    outcome: Outcome = "supported" if one.way * difference > 0 else "refuted"
    if outcome == "refuted" and not _may_refute(asked, *pair):
        outcome = "open"
    return HeldClaim(outcome, pair, "direction", one.span, _joined(pair, _sign(difference)))


_COMPARING = {
    Told.LEVEL: _level,
    Told.BEFORE: _level,
    Told.CHANGE: _change,
    Told.WAY: _way,
    Told.SHARE: _share,
    Told.LARGER: _larger,
}
