"""A report's facts as its ledger: of each figure the one reading that tells it best."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.facts.fact import Bound, Fact, Figure, How, Period, Stage
from index.facts.reports import context_at, read_report
from index.facts.vocabulary import bare_heads
from index.ledger.english import english_entries
from index.ledger.entry import Entry, Span
from index.ledger.measures import Measured, measured
from index.ledger.tables import table_entries
from index.ledger.times import times_of
from index.report import Block, BlockKind, Part, Report, Sentence
from index.text.sentences import split_sentences

# Of the readings that name a figure's measure the first of these is taken.
_ORDER = (How.WRITTEN, How.RESPECTIVELY, How.COMPLETED, How.ROTATED, How.COMPUTED, How.ITEM)
_HEDGES = {Bound.EXACT: "", Bound.ABOUT: "about", Bound.NEAR: "near", Bound.OVER: "over", Bound.UNDER: "under"}
_QUARTERS = {"一季度": ("01", "03"), "二季度": ("04", "06"), "三季度": ("07", "09"), "四季度": ("10", "12")}
_PARTS = {
    "上半年": ("01", "06"),
    "下半年": ("07", "12"),
    "前三季度": ("01", "09"),
    "前两季度": ("01", "06"),
    **_QUARTERS,
    **{f"第{name}": months for name, months in _QUARTERS.items()},
}


@dataclass(frozen=True, slots=True)
class _Reading:
    fact: Fact
    figure: Figure
    measured: Measured
    order: tuple[int, ...]


def entries_of(report: Report, facts: Iterable[Fact] | None = None) -> tuple[Entry, ...]:
    """The ledger of a report, in the order of its figures. `facts` are those that were read of it already."""
    if report.metadata.language == "en":
        return _english(report, read_report(report) if facts is None else facts)
    best: dict[tuple[int, int], _Reading] = {}
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    for place, fact in enumerate(read_report(report) if facts is None else facts):
        for number, figure in enumerate(fact.figures):
            found = measured(fact.pieces, fact.figures, number)
            if found is None:
                continue
            reading = _Reading(fact, figure, found, (*_rank(fact, found), place))
            held = best.get((figure.start, figure.end))
            if held is None or reading.order < held.order:
                best[figure.start, figure.end] = reading
    prose = _entries(report, (best[span] for span in sorted(best) if not _is_inside(tables, span[0])))
    return tuple(sorted((*prose, *_cells(report)), key=lambda entry: entry.figure))


def _english(report: Report, facts: Iterable[Fact]) -> tuple[Entry, ...]:
    """The ledger of an English report: its measures are read where each figure stands."""
    read: dict[int, Fact] = {}
    for fact in facts:
        for figure in fact.figures:
            read.setdefault(figure.start, fact)
    times = times_of(report)
    found: list[Entry] = []
    for number, block in enumerate(report.blocks):
        if block.kind is BlockKind.TABLE:
            found.extend(table_entries(report, number, times))
        else:
            found.extend(english_entries(report, block, context_at(report, block.start, block.end), times, read))
    return tuple(sorted(found, key=lambda entry: entry.figure))


def _is_inside(tables: Sequence[Block], offset: int) -> bool:
    number = bisect_right(tables, offset, key=lambda block: block.start) - 1
    return number >= 0 and offset < tables[number].end


def _cells(report: Report) -> Iterator[Entry]:
    """The entries of tables, which are made from headers and labels and not from what facts say of cells."""
    times = times_of(report)
    for number, block in enumerate(report.blocks):
        if block.kind is BlockKind.TABLE:
            yield from table_entries(report, number, times)


def _rank(fact: Fact, found: Measured) -> tuple[int, ...]:
    """How well a reading tells: not a bare head, not without a subject; then how it was read."""
    bare = found.subject in bare_heads() or (fact.pieces[0].startswith("⟨") and found.kind is None)
    return bare, _ORDER.index(fact.how)


def _entries(report: Report, readings: Iterable[_Reading]) -> Iterator[Entry]:
    sentences = _sentences(report)
    current = next(sentences, None)
    for reading in readings:
        fact, figure, found = reading.fact, reading.figure, reading.measured
        while current is not None and current.end <= figure.start:
            current = next(sentences, None)
        sentence = (fact.start, fact.end)
        if current is not None and current.start <= figure.start:
            sentence = (current.start, current.end)
        sign = -1 if found.falls else 1
        low, high = sorted((sign * figure.low, sign * figure.high))
        yield Entry(
            start=fact.start,
            end=fact.end,
            sentence=sentence,
            figure=(figure.start, figure.end),
            text=report.text[figure.start : figure.end],
            key=fact.key,
            measure=found.measure,
            subject=found.subject,
            canonical=found.canonical,
            kind=found.kind,
            low=low,
            high=high,
            unit=figure.unit,
            hedge=_HEDGES[figure.bound],
            base=found.base,
            place="",
            period=_span(fact.period, found),
            stage=_stage(report, fact),
            denied="⟨非⟩" in fact.pieces,
            qualifiers=tuple(sorted(fact.qualifiers)),
            how=fact.how.value,
            measure_span=fact.spans.get("measure"),
        )


def _sentences(report: Report) -> Iterator[Sentence]:
    for block in report.blocks:
        yield from split_sentences(report.text, block.start, block.end)


def _stage(report: Report, fact: Fact) -> Stage:
    """Planned where it says so; done where its part looks back or its time is over; else told."""
    if fact.stage is not Stage.TOLD:
        return fact.stage
    section = report.section_at(fact.start)
    year = report.metadata.year
    over = fact.period is not None and year is not None and fact.period.last < year
    return Stage.DONE if over or section.part is Part.REVIEW else Stage.TOLD


def _span(period: Period | None, found: Measured) -> Span | None:
    if period is None or found.base == "从":
        return None
    if period.part:
        months = _PARTS.get(period.part.removeprefix("的"))
        if months is not None:
            return Span(f"{period.first}-{months[0]}", f"{period.last}-{months[1]}")
        return Span(f"{period.first} {period.part}", f"{period.last} {period.part}")
    return Span(str(period.first), str(period.last))
