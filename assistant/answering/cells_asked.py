"""What a question asks of companies' tables, the cells that fit at each of its times, and results as replies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.cells import CellReader, FoundCell, fitting_cells, of_parent, told_apart
from assistant.answering.cells_worded import (
    operand,
    scale_printed,
)
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import ReportLedger
from assistant.answering.reply import Line, Reply, Sum
from assistant.answering.wording import quoted
from assistant.messages import Language, message
from assistant.query.asked_cells import AskedCells, Measure, measure_of, year_before
from index.ledger.entry import Span
from index.ledger.statement_lines import line_of
from index.ledger.times import Times

READER = CellReader()


@dataclass(frozen=True, slots=True)
class AskedOfReports:
    """What is asked, of whose reports, for an answer in `language`."""

    cells: AskedCells
    told: Sequence[ReportLedger]
    times: Times
    language: Language
    question: str


def values_of(asked: AskedOfReports, measure: Measure, span: Span | None, changes: bool = False) -> list[FoundCell]:
    """The cells that fit a measure at a time: one, or two that their names tell apart."""
    return told_apart(fitting_cells(measure, span, asked.told, READER, changes))


def one_cell(asked: AskedOfReports, measure: Measure, span: Span | None) -> FoundCell | None:
    """The one cell for a time; None where none or several fit."""
    found = values_of(asked, measure, span)
    if len(found) > 1:
        whole = [one for one in found if of_parent(one) is not True]
        found = whole if len(whole) == 1 else found
    return found[0] if len(found) == 1 else None


def lies_ahead(one: FoundCell) -> bool:
    """Whether a cell is of a time behind its report's own: payments due in years to come are none of now."""
    period, year = one.entry.period, one.found.report.metadata.year
    return period is not None and year is not None and period.years[0] > year


def comparable(cells: Sequence[FoundCell]) -> bool:
    """Whether figures are of one unit; two of one row whose scales differ were not read alike, and tell nothing."""
    rows: dict[tuple[str, tuple[int, int]], set[Decimal]] = {}
    for one in cells:
        if one.entry.low and not re.search(r"[^\W\d_%]", one.entry.text):
            rows.setdefault((one.found.report.report_id, one.entry.sentence), set()).add(scale_printed(one))
    return len({one.entry.unit for one in cells}) <= 1 and all(len(scales) == 1 for scales in rows.values())


# -- what is worked out


def pair_of_times(asked: AskedOfReports) -> tuple[FoundCell, FoundCell] | None:
    """The cells of one measure at two times, the earlier first; the year before where only one is named."""
    measure = asked.cells.measures[0]
    times = _two_times(asked)
    if times is None:
        return None
    found = [one_cell(asked, measure, span) for span in times]
    if found[0] is None or found[1] is None or not comparable([found[0], found[1]]):
        return None
    return found[0], found[1]


def _two_times(asked: AskedOfReports) -> tuple[Span, Span] | None:
    times = sorted(years_of_ends(asked.cells.times), key=lambda span: span.last)
    if not times:
        times = years_told(asked, asked.cells.measures[0])
        if len(times) == 2:
            return times[0], times[1]
        times = _newest_year(asked)
    if len(times) == 1 and asked.cells.since:  # higher than in 2020: the newest against it
        newest = [span for span in years_told(asked, asked.cells.measures[0]) if span.last > times[0].last]
        return (times[0], newest[-1]) if newest else None
    if len(times) == 1 and (before := year_before(times[0])) is not None:
        times = [before, *times]
    return (times[0], times[1]) if len(times) == 2 else None


def _newest_year(asked: AskedOfReports) -> list[Span]:
    """The year of the newest report where that is an annual one: a question without a year asks how it went then."""
    newest = max(asked.told, key=lambda one: (one.report.metadata.period_end or "", one.year or 0))
    is_annual = newest.report.metadata.kind == "annual_report" and newest.year is not None
    return [Span(str(newest.year), str(newest.year))] if is_annual else []


def years_of_ends(times: Sequence[Span]) -> list[Span]:
    """The times, each once; of a span of years the first and the last."""
    told = list(dict.fromkeys(times))
    if len(told) == 1 and len(told[0].first) == len(told[0].last) == 4 and not told[0].is_year:
        return [Span(told[0].first, told[0].first), Span(told[0].last, told[0].last)]
    return told


def time_of(asked: AskedOfReports, measure: Measure) -> Span | None:
    """A measure's own time, else the one of the question."""
    if measure.times:
        return measure.times[0]
    times = tuple(dict.fromkeys(asked.cells.times))
    return times[0] if len(times) == 1 else None


def two_measures(asked: AskedOfReports) -> tuple[FoundCell, FoundCell] | None:
    """The cells of the two measures at their times; None where one is missing or several fit."""
    found = []
    for measure in asked.cells.measures:
        span = time_of(asked, measure)
        if span is None and asked.cells.times:
            return None
        found.append(one_cell(asked, measure, span))
    one, other = found
    return None if one is None or other is None else (one, other)


def part_and_whole(asked: AskedOfReports) -> tuple[FoundCell, FoundCell] | None:
    """The cells of a part and of its whole; a part that no line names is of what the whole is: a region's net sales."""
    part, whole = asked.cells.measures
    headed = None if part.line or not whole.line else measure_of(f"{part.text} {whole.text}", part.times)
    for measure in filter(None, (headed, part)):
        pair = two_measures(replace(asked, cells=replace(asked.cells, measures=(measure, whole))))
        if pair is not None and _of_one_kind(pair[0], whole):
            return pair
    return None


def _of_one_kind(part: FoundCell, whole: Measure) -> bool:
    """Whether the rows that a part stands among are not headed by another line than the whole's."""
    heads = line_of(part.read.group)
    return not whole.line or line_of(part.read.label) != "" or heads in ("", whole.line)


def years_told(asked: AskedOfReports, measure: Measure) -> list[Span]:
    """The times that the newest report's tables tell the measure of, where the question names none."""
    periods = {
        entry.period
        for one in asked.told
        for entry in one.entries
        if entry.how == "cell" and entry.period is not None and READER.times(one.report)
    }
    spans = {span for span in periods if values_of(asked, measure, span)}
    kinds = {(len(span.first), len(span.last)) for span in spans}
    return sorted(spans, key=lambda span: span.last) if len(kinds) == 1 and len(spans) <= 6 else []


def span_of_years(times: Sequence[Span]) -> list[Span]:
    """The years asked about, those between the first and the last as well."""
    told = years_of_ends(times)
    if len(told) == 2 and all(span.is_year for span in told):
        first, last = sorted(int(span.first) for span in told)
        return [Span(str(year), str(year)) for year in range(first, last + 1)]
    return told


def worked_out(asked: AskedOfReports, cells: Sequence[FoundCell], sign: str, result: str) -> Reply:
    """A result with its operands joined by a sign."""
    return as_reply(asked, cells, result, sign.join(operand(one, asked.language) for one in cells))


def as_reply(asked: AskedOfReports, cells: Sequence[FoundCell], result: str, expression: str) -> Reply:
    """A result with the expression that it comes from, and a quote for each cell."""
    quotes = tuple(dict.fromkeys(quote_of(one.found) for one in cells))
    text = message(asked.language, "computed.line", result=result, expression=expression)
    return Reply(
        lines=(Line(text, quotes, quoted(*(one.found for one in cells))),),
        computed=(Sum(expression, quotes, result),),
    )
