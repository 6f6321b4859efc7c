"""A report's facts as its ledger: of each figure the one reading that tells it best."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from index.facts.fact import Bound, Fact, Period
from index.facts.reports import context_at, read_report
from index.ledger.carried import looks_back
from index.ledger.company_times import company_times
from index.ledger.english import english_entries
from index.ledger.entry import Entry, Kind, Span
from index.ledger.in_a_row import told_by_name, told_by_year
from index.ledger.measures import canonical_name
from index.ledger.owners import larger_place, place_of, subject_in
from index.ledger.segments import HEDGE_BEHIND, MULTIPLE, Reading, readings
from index.ledger.stages import stage_of
from index.ledger.tables import table_entries
from index.ledger.times import times_of
from index.ledger.when import period_of, span_of
from index.patterns import regex
from index.report import Block, BlockKind, Report, Sentence
from index.text.regions import NATION
from index.text.sentences import split_sentences
from index.text.units import COUNTS

_HEDGES = {Bound.EXACT: "", Bound.ABOUT: "about", Bound.NEAR: "near", Bound.OVER: "over", Bound.UNDER: "under"}
_REAL = frozenset({"实际", "名义", "同口径", "可比价", "不变价", "按可比价"})


def entries_of(report: Report, facts: Iterable[Fact] | None = None) -> tuple[Entry, ...]:
    """The ledger of a report, in the order of its figures. `facts` are those that were read of it already."""
    if report.metadata.language == "en":
        return _english(report, read_report(report) if facts is None else facts)
    best: dict[tuple[int, int], Reading] = {}
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    for reading in readings(report, read_report(report) if facts is None else facts):
        figure = reading.figure
        held = best.get((figure.start, figure.end))
        if held is None or reading.order < held.order:
            best[figure.start, figure.end] = reading
    prose = _entries(report, (best[span] for span in sorted(best) if not _is_inside(tables, span[0])))
    own = company_times(report)
    told = tuple(told_by_name(report.text, tuple(prose)))
    by_year = told_by_year(report.text, told, report.metadata.year if own is None else own.year)
    return tuple(sorted((*by_year, *_cells(report)), key=lambda entry: entry.figure))


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


def _entries(report: Report, told: Iterable[Reading]) -> Iterator[Entry]:
    sentences = _sentences(report)
    current = next(sentences, None)
    company = company_times(report)
    before: tuple[int, Span | None, Period | None] | None = None
    for reading in told:
        fact, figure, found = reading.fact, reading.figure, reading.measured
        while current is not None and current.end <= figure.start:
            current = next(sentences, None)
        sentence = (fact.start, fact.end)
        if current is not None and current.start <= figure.start:
            sentence = (current.start, current.end)
        place = place_of(report, found.measure)
        if place == NATION and figure.unit in COUNTS and not canonical_name(subject_in(found.subject, "全国")):
            place = ""  # 全国精品旅游线路17条 are the report's own
        place = place or larger_place(report, report.text[sentence[0] : figure.start], found.measure)
        period = period_of(report, fact, sentence[0], figure, found.base == "从")
        span = span_of(period)
        if found.kind is Kind.RATIO and before is not None and MULTIPLE.search(report.text, before[0], figure.start):
            span, period = before[1], before[2]  # 是1997年的2倍 tells of the time of what is told
        before = (figure.end, span, period)
        if company is not None:
            span = company.of(sentence[0], figure, found.base == "从", fact.period)
            period = None if span is None else Period(*span.years)
        sign = -1 if found.falls else 1
        low, high = sorted((sign * figure.low, sign * figure.high))
        yield Entry(
            start=fact.start,
            end=_behind_hedge(report.text, fact.end),
            sentence=sentence,
            figure=(figure.start, figure.end),
            text=report.text[figure.start : figure.end],
            key=fact.key,
            measure=found.measure,
            subject=subject_in(found.subject, place),
            canonical=found.canonical,
            kind=found.kind,
            low=low,
            high=high,
            unit="位" if found.kind is Kind.DIFFERENCE and figure.text.endswith("位") else figure.unit,
            hedge=_HEDGES[figure.bound],
            base=found.base,
            place=place,
            period=span,
            stage=stage_of(report, fact, sentence, period, found.base == "从" or looks_back(fact, report.text)),
            denied=_denied(fact, report.text),
            qualifiers=tuple(sorted(fact.qualifiers | _REAL.intersection(piece.strip("⟨⟩") for piece in fact.pieces))),
            how=fact.how.value,
            measure_span=fact.spans.get("measure"),
        )


def _behind_hedge(text: str, end: int) -> int:
    match = HEDGE_BEHIND.match(text, end)
    return end if match is None else match.end()


_DENIALS = regex("没有|没能|未能|并未|尚未|从未|未曾|未|没")


def _denied(fact: Fact, text: str) -> bool:
    """Whether it denies what is told, not a word inside a name (批而未供, 无理由退货)."""
    if not fact.items:
        return "⟨非⟩" in fact.pieces
    items = [item for item in fact.items if not isinstance(item, str)]
    for place, item in enumerate(items):
        if item.value != "⟨非⟩":
            continue
        said = text[item.start + fact.origin : item.end + fact.origin]
        following = items[place + 1] if place + 1 < len(items) else None
        if _DENIALS.fullmatch(said) and (len(said) > 1 or following is None or following.kind != "text"):
            return True
    return False


def _sentences(report: Report) -> Iterator[Sentence]:
    for block in report.blocks:
        yield from split_sentences(report.text, block.start, block.end)
