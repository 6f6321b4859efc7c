"""Answers from the cells of companies' tables: a figure with its period and unit, or what is worked out from cells.

Nothing is worked out from a cell that does not fit surely, and where two cells fit that say different things both are
shown, each with what it is of. A question for arithmetic whose operands are not all found gets no figure at all.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.cells import CellReader, FoundCell, fitting_cells, of_parent, told_apart
from assistant.answering.cells_ranked import parts_of
from assistant.answering.cells_worded import (
    cell_line,
    grouped,
    operand,
    printed_number,
    scale_between,
    scale_printed,
    told_apart_by_names,
    unit_behind,
)
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import ReportLedger, by_owner
from assistant.answering.reply import Line, Reply, ReplyCell, ReplyTable, Sum
from assistant.answering.wording import cell_period, quoted, written
from assistant.messages import Language, message
from assistant.query.asked_cells import OVER_TIMES, AskedCells, Measure, Work, measure_of
from assistant.query.asked_cells_chinese import asked_in_chinese
from assistant.query.asked_cells_english import asked_in_english, needs_working_out
from assistant.query.company_names import names_of
from assistant.query.understanding import Understanding
from index.ledger.entry import Span
from index.ledger.statement_lines import Ratio
from index.ledger.times import Times
from index.patterns import regex

_MOST_SHOWN = 2
_NAMED_AGAIN = 2
_READER = CellReader()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked, of whose reports, for an answer in `language`."""

    cells: AskedCells
    told: Sequence[ReportLedger]
    times: Times
    language: Language
    question: str


def answer_cells(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """What companies' tables tell; None where the question has another shape or no cell fits.

    A reply without lines says that figures would have to be worked out that are not all there.
    """
    companies = [one for one in told if not one.report.metadata.is_work_report and one.report.metadata.region is None]
    replies: list[Reply] = []
    for theirs in by_owner(companies).values():
        reply = _of_owner(understanding, theirs)
        if reply is not None:
            replies.append(reply)
    if len(replies) == 1:
        return replies[0]
    if understanding.language == "en" and companies and needs_working_out(understanding.question):
        return Reply(closed=True)
    return None


def _of_owner(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    names = [*names_of([one.report.metadata for one in told]), *_called(understanding.question, told)]
    newest = max(told, key=lambda one: (one.report.metadata.period_end or "", one.year or 0))
    times = _READER.times(newest.report)
    read = asked_in_english if understanding.language == "en" else asked_in_chinese
    split = _BY_PARTS.search(understanding.question)
    # What is measured is no measure by segment.
    question = _SHOWS.sub("", _BY_PARTS.sub("", understanding.question)) if split else understanding.question
    for cells in read(question, times, names):
        asked = _Asked(cells, told, times, understanding.language, understanding.question)
        by_parts = split is not None and cells.work is Work.VALUE
        reply = _of_each_part(asked, split["parts"]) if split and by_parts else _WORKS[cells.work](asked)
        if reply is not None:
            return reply
    return None


# Operating income by segment: a total is no answer.
_BY_PARTS = regex(
    r"\b(?:by|(?:for|of) each)(?: (?:reportable|operating|business|geographic))?"
    r" (?P<parts>segment|region|country|geography|product|division)s?\b",
    re.IGNORECASE,
)
_SHOWS = regex(r"^\W*(?:please )?(?:show|list|give|break down|split)(?: (?:me|us))? ", re.IGNORECASE)


def _of_each_part(asked: _Asked, parts: str) -> Reply:
    """What is measured of each part that adds up to the whole, for each time asked; closed where none is split so."""
    (measure, *_) = asked.cells.measures
    spans = list(dict.fromkeys(asked.cells.times)) or _years_told(asked, measure)[-1:]
    split = [parts_of(measure, parts, span, asked.told, _READER) for span in spans]
    if not spans or not all(split):
        return Reply(closed=True)
    return Reply(lines=tuple(cell_line(one, asked.language, True, False) for each in split for one in each))


_OWNER = regex(r"(?<![\w.])(?P<name>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)['’]s\b")


def _called(question: str, told: Sequence[ReportLedger]) -> Iterator[str]:
    """Who a question names, where no report says whose it is but writes of them again and again."""
    if any(one.report.metadata.issuer for one in told):
        return
    for match in _OWNER.finditer(question):
        if all(one.report.text.count(match["name"]) >= _NAMED_AGAIN for one in told):
            yield match["name"]


def _values(asked: _Asked, measure: Measure, span: Span | None, changes: bool = False) -> list[FoundCell]:
    return told_apart(fitting_cells(measure, span, asked.told, _READER, changes))


def _one(asked: _Asked, measure: Measure, span: Span | None) -> FoundCell | None:
    """The one cell for a time; None where none or several fit."""
    found = _values(asked, measure, span)
    if len(found) > 1:
        whole = [one for one in found if of_parent(one) is not True]
        found = whole if len(whole) == 1 else found
    return found[0] if len(found) == 1 else None


# -- figures as they stand


def _told_value(asked: _Asked) -> Reply | None:
    (measure,) = asked.cells.measures
    lines: list[Line] = []
    for span in dict.fromkeys(asked.cells.times) or (None,):
        found = [one for each in _either(measure) for one in _values(asked, each, span)]
        if not found:
            ratio = _ratio_told(asked, measure, span)
            if ratio is None:
                return None
            if len(asked.cells.times) > 1:
                return None
            return ratio
        if span is None and any(_lies_ahead(one) for one in found):
            return Reply(related=tuple(dict.fromkeys(quote_of(one.found) for one in found[:3])), closed=True)
        if len(found) > _MOST_SHOWN or (len(found) > 1 and not told_apart_by_names(found)):
            return Reply(related=tuple(dict.fromkeys(quote_of(one.found) for one in found[:3])), closed=True)
        beside_parent = any(of_parent(one) is True for one in found)  # then what says nothing is of the whole group
        lines += [cell_line(one, asked.language, len(found) > 1, beside_parent) for one in found]
    return Reply(lines=tuple(lines))


def _lies_ahead(one: FoundCell) -> bool:
    """Whether a cell is of a time behind its report's own: payments due in years to come are none of now."""
    period, year = one.entry.period, one.found.report.metadata.year
    return period is not None and year is not None and period.years[0] > year


def _either(measure: Measure) -> tuple[Measure, ...]:
    """Earnings per share are basic and diluted where the question does not say which."""
    if measure.line != "earnings per share":
        return (measure,)
    return tuple(_of_line(line, measure) for line in ("basic earnings per share", "diluted earnings per share"))


def _ratio_told(asked: _Asked, measure: Measure, span: Span | None) -> Reply | None:
    ratio = measure.ratio
    if ratio is None:
        return None
    over, under = (_of_line(line, measure) for line in (ratio.over, ratio.under))
    pair = _one(asked, over, span), _one(asked, under, span)
    return _divided(asked, *pair, percent=ratio.percent == "yes", named=ratio)


def _of_line(line: str, measure: Measure) -> Measure:
    return Measure(line, frozenset({line}), line, measure.times)


# -- what is worked out


def _pair_of_times(asked: _Asked) -> tuple[FoundCell, FoundCell] | None:
    """The cells of one measure at two times, the earlier first; the year before where only one is named."""
    measure = asked.cells.measures[0]
    times = _two_times(asked)
    if times is None:
        return None
    found = [_one(asked, measure, span) for span in times]
    if found[0] is None or found[1] is None or not _comparable([found[0], found[1]]):
        return None
    return found[0], found[1]


def _comparable(cells: Sequence[FoundCell]) -> bool:
    """Whether figures are of one unit; two of one row whose scales differ were not read alike, and tell nothing."""
    rows: dict[tuple[str, tuple[int, int]], set[Decimal]] = {}
    for one in cells:
        if one.entry.low and not re.search(r"[^\W\d_%]", one.entry.text):
            rows.setdefault((one.found.report.report_id, one.entry.sentence), set()).add(scale_printed(one))
    return len({one.entry.unit for one in cells}) <= 1 and all(len(scales) == 1 for scales in rows.values())


def _two_times(asked: _Asked) -> tuple[Span, Span] | None:
    times = sorted(_ends(asked.cells.times), key=lambda span: span.last)
    if not times:
        times = _years_told(asked, asked.cells.measures[0])
        if len(times) == 2:
            return times[0], times[1]
        times = _newest_year(asked)
    if len(times) == 1 and asked.cells.since:  # higher than in 2020: the newest against it
        newest = [span for span in _years_told(asked, asked.cells.measures[0]) if span.last > times[0].last]
        return (times[0], newest[-1]) if newest else None
    if len(times) == 1 and (before := _year_before(times[0])) is not None:
        times = [before, *times]
    return (times[0], times[1]) if len(times) == 2 else None


def _newest_year(asked: _Asked) -> list[Span]:
    """The year of the newest report where that is an annual one: a question without a year asks how it went then."""
    newest = max(asked.told, key=lambda one: (one.report.metadata.period_end or "", one.year or 0))
    is_annual = newest.report.metadata.kind == "annual_report" and newest.year is not None
    return [Span(str(newest.year), str(newest.year))] if is_annual else []


def _ends(times: Sequence[Span]) -> list[Span]:
    """The times, each once; of a span of years the first and the last."""
    told = list(dict.fromkeys(times))
    if len(told) == 1 and len(told[0].first) == len(told[0].last) == 4 and not told[0].is_year:
        return [Span(told[0].first, told[0].first), Span(told[0].last, told[0].last)]
    return told


def _year_before(span: Span) -> Span | None:
    if len(span.first) == 10:
        return None
    first, last = (f"{int(part[:4]) - 1}{part[4:]}" for part in (span.first, span.last))
    return Span(first, last)


def _changed(asked: _Asked) -> Reply | None:
    pair = _pair_of_times(asked)
    if pair is None:
        return None
    earlier, later = pair
    value = printed_number(later) - printed_number(earlier) * scale_between(earlier, later)
    unit = unit_behind(later)
    points = later.entry.unit == "%"
    result = f"{grouped(round(value, 4))}{_points(asked.language) if points else unit}"
    percent = _percent(earlier, later)
    if percent is not None and not points:
        result = f"{result} ({percent:+}%)" if asked.language == "en" else f"{result}（{percent:+}%）"
    return _worked_out(asked, (later, earlier), " − ", result)


def _points(language: Language) -> str:
    return " percentage points" if language == "en" else "个百分点"


def _percent(earlier: FoundCell, later: FoundCell) -> Decimal | None:
    base = earlier.entry.low
    return None if not base else round((later.entry.low - base) / base * 100, 2)


def _changed_percent(asked: _Asked) -> Reply | None:
    pair = _pair_of_times(asked)
    if pair is None or (percent := _percent(*pair)) is None:
        return _printed_change(asked)
    earlier, later = pair
    shown = [operand(one, asked.language) for one in (later, earlier)]
    expression = f"({shown[0]} − {shown[1]}) ÷ {shown[1]}"
    return _reply(asked, (later, earlier), f"{grouped(percent)}%", expression)


def _printed_change(asked: _Asked) -> Reply | None:
    """The change in per cent as the table itself prints it, where the levels are not both there."""
    times = sorted(_ends(asked.cells.times), key=lambda span: span.last)
    found = _values(asked, asked.cells.measures[0], times[-1] if times else None, changes=True)
    found = [one for one in found if one.entry.unit == "%"]
    return Reply(lines=(cell_line(found[0], asked.language),)) if len(found) == 1 else None


def _mean(asked: _Asked) -> Reply | None:
    (measure,) = asked.cells.measures
    times = _span_of_years(asked.cells.times) or _years_told(asked, measure)
    if len(times) == 1:
        before = _year_before(times[0])
        times = [times[0], *([before] if before else [])]
    found = [_one(asked, measure, span) for span in times]
    cells = [one for one in found if one is not None]
    if len(cells) < 2 or len(cells) != len(found) or not _comparable(cells):
        return None
    total = sum((printed_number(one) * scale_between(one, cells[0]) for one in cells), Decimal(0))
    result = f"{grouped(round(total / len(cells), 2))}{unit_behind(cells[0])}"
    expression = f"({' + '.join(operand(one, asked.language) for one in cells)}) ÷ {len(cells)}"
    return _reply(asked, cells, result, expression)


def _span_of_years(times: Sequence[Span]) -> list[Span]:
    """The years asked about, those between the first and the last as well."""
    told = _ends(times)
    if len(told) == 2 and all(span.is_year for span in told):
        first, last = sorted(int(span.first) for span in told)
        return [Span(str(year), str(year)) for year in range(first, last + 1)]
    return told


def _added(asked: _Asked) -> Reply | None:
    if len(asked.cells.measures) == 1:
        times = _span_of_years(asked.cells.times)
        found = [_one(asked, asked.cells.measures[0], span) for span in times]
    else:
        spans = [_time_of(asked, measure) for measure in asked.cells.measures]
        found = [_one(asked, measure, span) for measure, span in zip(asked.cells.measures, spans, strict=True)]
    cells = [one for one in found if one is not None]
    if len(cells) < 2 or len(cells) != len(found) or not _comparable(cells) or cells[0].entry.unit == "%":
        return None
    total = sum((printed_number(one) * scale_between(one, cells[0]) for one in cells), Decimal(0))
    return _worked_out(asked, cells, " + ", f"{grouped(round(total, 4))}{unit_behind(cells[0])}")


def _time_of(asked: _Asked, measure: Measure) -> Span | None:
    """A measure's own time, else the one of the question."""
    if measure.times:
        return measure.times[0]
    times = tuple(dict.fromkeys(asked.cells.times))
    return times[0] if len(times) == 1 else None


def _two_measures(asked: _Asked) -> tuple[FoundCell, FoundCell] | None:
    found = []
    for measure in asked.cells.measures:
        span = _time_of(asked, measure)
        if span is None and asked.cells.times:
            return None
        found.append(_one(asked, measure, span))
    one, other = found
    return None if one is None or other is None else (one, other)


def _subtracted(asked: _Asked) -> Reply | None:
    pair = _two_measures(asked)
    if pair is None or not _comparable(pair):
        return None
    one, other = pair
    value = printed_number(one) - printed_number(other) * scale_between(other, one)
    unit = _points(asked.language) if one.entry.unit == "%" else unit_behind(one)
    return _worked_out(asked, pair, " − ", f"{grouped(round(abs(value), 4))}{unit}")


def _ratio(asked: _Asked) -> Reply | None:
    pair = _two_measures(asked)
    return None if pair is None else _divided(asked, *pair, percent=False)


def _share(asked: _Asked) -> Reply | None:
    pair = _two_measures(asked)
    return None if pair is None else _divided(asked, *pair, percent=True)


def _divided(
    asked: _Asked, one: FoundCell | None, other: FoundCell | None, percent: bool, named: Ratio | None = None
) -> Reply | None:
    if one is None or other is None or one.entry.unit != other.entry.unit or not other.entry.low:
        return None
    if one.entry.period != other.entry.period and named is not None:
        return None
    quotient = one.entry.low / other.entry.low
    result = f"{grouped(round(quotient * 100, 2))}%" if percent else grouped(round(quotient, 2))
    if percent and named is None:
        result = f"{result} ({grouped(round(quotient, 2))})" if asked.language == "en" else f"{result}"
    return _worked_out(asked, (one, other), " ÷ ", result)


def _highest(asked: _Asked) -> Reply | None:
    (measure,) = asked.cells.measures
    times = _span_of_years(asked.cells.times) or _years_told(asked, measure)
    found = [_one(asked, measure, span) for span in times]
    cells = [one for one in found if one is not None]
    if len(cells) < 2 or len(cells) != len(found) or not _comparable(cells):
        return None
    order = sorted(cells, key=lambda one: one.entry.low, reverse=asked.cells.work is Work.HIGHEST)
    if order[0].entry.low == order[1].entry.low:
        return None
    when = cell_period(order[0].entry.period, asked.language)
    sign = " > " if asked.cells.work is Work.HIGHEST else " < "
    return _reply(asked, order, when, sign.join(operand(one, asked.language) for one in order))


def _over_times(asked: _Asked) -> Reply | None:
    """The figure of each time that is asked about, as a table; all that the newest tables tell where none is named."""
    (measure,) = asked.cells.measures
    told = _years_told(asked, measure)
    times = _span_of_years(asked.cells.times)
    if asked.cells.since or len(times) == 1:
        times = [span for span in told if times and span.last >= times[0].last]
    elif not times:
        times = told[-asked.cells.last :] if asked.cells.last else told
    else:
        times = [span for span in times if span in told]
    cells = [one for span in times if (one := _one(asked, measure, span)) is not None]
    if len(cells) < 2 or len(cells) != len(times) or len({one.entry.unit for one in cells}) > 1:
        return None
    if len({_length(span) for span in times}) > 1:
        return None  # a quarter beside half a year
    language = asked.language
    what = message(language, "cells.told", owner=cells[0].found.ledger.owner, period="", measure=cells[0].read.label)
    rows = tuple(cell_period(one.entry.period, language) for one in cells)
    lines = tuple(
        Line(
            message(language, "years.line", year=row, figure=written(one.found)),
            (quote_of(one.found),),
            quoted(one.found),
        )
        for row, one in zip(rows, cells, strict=True)
    )
    table = tuple(ReplyCell(row, 0, written(one.found), quote_of(one.found)) for row, one in enumerate(cells))
    named = re.sub(r",\s*:", ":", what).strip(", :，")
    note = message(language, "table.what", what=named)
    return Reply(lines=lines, table=ReplyTable((named,), rows, table), note=note)


def _length(span: Span) -> int:
    """How many months a span has, 0 for a day."""
    first, last = (part.split("-") for part in (span.first, span.last))
    if len(first) != 2 or len(last) != 2:
        return 12 * (int(last[0]) - int(first[0]) + 1) if len(first) == 1 else 0
    return 12 * (int(last[0]) - int(first[0])) + int(last[1]) - int(first[1]) + 1


# What sold more is asked of sales, where the question doesn't say of what.
_SOLD = ("net sales", "sales", "revenue", "revenues")


def _larger(asked: _Asked) -> Reply | None:
    """Which of two parts has the larger figure, both shown: their rows' names as asked, else with what is sold."""
    for head in ("", *_SOLD):
        measures = tuple(_headed(measure, head) for measure in asked.cells.measures)
        pair = _two_measures(replace(asked, cells=replace(asked.cells, measures=measures)))
        if pair is None or pair[0].entry.unit != pair[1].entry.unit or pair[0].entry.period != pair[1].entry.period:
            continue
        if pair[0].entry.low == pair[1].entry.low:
            return None
        smaller = asked.cells.work is Work.SMALLER
        first, second = sorted(pair, key=lambda one: one.entry.low, reverse=not smaller)
        label = first.read.label if head == "" or not first.read.group else first.read.group.rstrip(":： ")
        sign = " < " if smaller else " > "
        return _reply(asked, (first, second), label, sign.join(operand(one, asked.language) for one in (first, second)))
    return None


def _headed(measure: Measure, head: str) -> Measure:
    return (measure_of(f"{measure.text} {head}", measure.times) or measure) if head else measure


def _years_told(asked: _Asked, measure: Measure) -> list[Span]:
    """The times that the newest report's tables tell the measure of, where the question names none."""
    periods = {
        entry.period
        for one in asked.told
        for entry in one.entries
        if entry.how == "cell" and entry.period is not None and _READER.times(one.report)
    }
    spans = {span for span in periods if _values(asked, measure, span)}
    kinds = {(len(span.first), len(span.last)) for span in spans}
    return sorted(spans, key=lambda span: span.last) if len(kinds) == 1 and len(spans) <= 6 else []


def _largest_part(asked: _Asked) -> Reply | None:
    """The part of a total that is the largest, with all parts cited."""
    (measure,) = asked.cells.measures
    order = parts_of(measure, asked.cells.parts, asked.cells.times[0], asked.told, _READER)
    if asked.cells.work is Work.SMALLEST_PART:
        order.reverse()
    if len(order) < 2 or order[0].entry.low == order[1].entry.low:
        return None
    sign = " > " if asked.cells.work is Work.LARGEST_PART else " < "
    return _reply(asked, order, order[0].read.label, sign.join(operand(one, asked.language) for one in order))


def _times_told(asked: _Asked) -> Reply | None:
    """The times for which a measure is told, the newest first, with the cell of each."""
    (measure,) = asked.cells.measures
    cells = [found[0] for span in _years_told(asked, measure) if (found := _values(asked, measure, span))]
    if not cells:
        return None
    told = ", " if asked.language == "en" else "、"
    cells.reverse()
    times = told.join(dict.fromkeys(cell_period(one.entry.period, asked.language) for one in cells))
    text = message(asked.language, "figure.line", figure=times, what=cells[0].read.label)
    return Reply(lines=(Line(text, tuple(dict.fromkeys(quote_of(one.found) for one in cells)), ()),))


# Of what rose or fell yes or no would be no answer.
_BOTH_WAYS = regex(
    r"(?i)\b(?:increase|rise|grow|go up|up|higher|improve|gain)s?d? or (?:decrease|fall|shrink|decline|go down|down"
    r"|lower|worsen|drop|lose)|增(?:加|长)?了?还是(?:减|下降|降)|[升涨]了?还是[降跌]|多了还是少了|高了还是低了"
)


def _rose(asked: _Asked) -> Reply | None:
    pair = _pair_of_times(asked)
    if pair is None:
        return None
    earlier, later = pair
    grew = later.entry.low > earlier.entry.low
    same = later.entry.low == earlier.entry.low
    holds = not same and grew == (asked.cells.work is Work.ROSE)
    sign = " = " if same else " > " if grew else " < "
    key = "cells.yes" if holds else "cells.no"
    if _BOTH_WAYS.search(asked.question):
        key = "cells.same" if same else "cells.rose" if grew else "cells.fell"
    return _worked_out(asked, (later, earlier), sign, message(asked.language, key))


def _worked_out(asked: _Asked, cells: Sequence[FoundCell], sign: str, result: str) -> Reply:
    return _reply(asked, cells, result, sign.join(operand(one, asked.language) for one in cells))


def _reply(asked: _Asked, cells: Sequence[FoundCell], result: str, expression: str) -> Reply:
    quotes = tuple(dict.fromkeys(quote_of(one.found) for one in cells))
    text = message(asked.language, "computed.line", result=result, expression=expression)
    return Reply(
        lines=(Line(text, quotes, quoted(*(one.found for one in cells))),),
        computed=(Sum(expression, quotes, result),),
    )


_WORKS: dict[Work, Callable[[_Asked], Reply | None]] = {
    Work.VALUE: _told_value,
    Work.CHANGE: _changed,
    Work.PERCENT_CHANGE: _changed_percent,
    Work.AVERAGE: _mean,
    Work.SUM: _added,
    Work.RATIO: _ratio,
    Work.SHARE: _share,
    Work.DIFFERENCE: _subtracted,
    Work.HIGHEST: _highest,
    Work.LOWEST: _highest,
    Work.COURSE: _over_times,
    Work.LARGER: _larger,
    Work.SMALLER: _larger,
    Work.ROSE: _rose,
    Work.FELL: _rose,
    Work.TIMES: _times_told,
    Work.LARGEST_PART: _largest_part,
    Work.SMALLEST_PART: _largest_part,
}
assert set(_WORKS) == set(Work) and set(_WORKS) >= OVER_TIMES
