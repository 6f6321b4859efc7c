"""Figures worked out from the cells of companies' tables: changes, means, sums, ratios, which way they went."""

from dataclasses import replace
from decimal import Decimal

from assistant.answering.cells import FoundCell
from assistant.answering.cells_asked import (
    AskedOfReports,
    as_reply,
    comparable,
    one_cell,
    pair_of_times,
    part_and_whole,
    span_of_years,
    time_of,
    two_measures,
    values_of,
    worked_out,
    years_of_ends,
    years_told,
)
from assistant.answering.cells_worded import (
    cell_line,
    grouped,
    operand,
    printed_number,
    scale_between,
    unit_behind,
)
from assistant.answering.reply import Reply
from assistant.messages import Language, message
from assistant.query.asked_cells import Measure, Work, measure_of, year_before
from index.ledger.statement_lines import Ratio
from index.patterns import regex


def change(asked: AskedOfReports) -> Reply | None:
    """By how much a measure changed between two times, with the percentage."""
    pair = pair_of_times(asked)
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
    return worked_out(asked, (later, earlier), " − ", result)


def _points(language: Language) -> str:
    return " percentage points" if language == "en" else "个百分点"


def _percent(earlier: FoundCell, later: FoundCell) -> Decimal | None:
    base = earlier.entry.low
    return None if not base else round((later.entry.low - base) / base * 100, 2)


def changed_percent(asked: AskedOfReports) -> Reply | None:
    """By how many percent a measure changed between two times."""
    pair = pair_of_times(asked)
    if pair is None or (percent := _percent(*pair)) is None:
        return _printed_change(asked)
    earlier, later = pair
    shown = [operand(one, asked.language) for one in (later, earlier)]
    expression = f"({shown[0]} − {shown[1]}) ÷ {shown[1]}"
    return as_reply(asked, (later, earlier), f"{grouped(percent)}%", expression)


def _printed_change(asked: AskedOfReports) -> Reply | None:
    """The change in per cent as the table itself prints it, where the levels are not both there."""
    times = sorted(years_of_ends(asked.cells.times), key=lambda span: span.last)
    found = values_of(asked, asked.cells.measures[0], times[-1] if times else None, changes=True)
    found = [one for one in found if one.entry.unit == "%"]
    return Reply(lines=(cell_line(found[0], asked.language),)) if len(found) == 1 else None


def mean_of(asked: AskedOfReports) -> Reply | None:
    """The average of a measure over the times asked for, or of two measures."""
    (measure,) = asked.cells.measures
    times = span_of_years(asked.cells.times) or years_told(asked, measure)
    if len(times) == 1:
        before = year_before(times[0])
        times = [times[0], *([before] if before else [])]
    found = [one_cell(asked, measure, span) for span in times]
    cells = [one for one in found if one is not None]
    if len(cells) < 2 or len(cells) != len(found) or not comparable(cells):
        return None
    total = sum((printed_number(one) * scale_between(one, cells[0]) for one in cells), Decimal(0))
    result = f"{grouped(round(total / len(cells), 2))}{unit_behind(cells[0])}"
    expression = f"({' + '.join(operand(one, asked.language) for one in cells)}) ÷ {len(cells)}"
    return as_reply(asked, cells, result, expression)


def sum_of(asked: AskedOfReports) -> Reply | None:
    """The sum of a measure over times, or of two measures."""
    if len(asked.cells.measures) == 1:
        times = span_of_years(asked.cells.times)
        found = [one_cell(asked, asked.cells.measures[0], span) for span in times]
    else:
        spans = [time_of(asked, measure) for measure in asked.cells.measures]
        found = [one_cell(asked, measure, span) for measure, span in zip(asked.cells.measures, spans, strict=True)]
    cells = [one for one in found if one is not None]
    if len(cells) < 2 or len(cells) != len(found) or not comparable(cells) or cells[0].entry.unit == "%":
        return None
    total = sum((printed_number(one) * scale_between(one, cells[0]) for one in cells), Decimal(0))
    return worked_out(asked, cells, " + ", f"{grouped(round(total, 4))}{unit_behind(cells[0])}")


def difference_of(asked: AskedOfReports) -> Reply | None:
    """One measure less another."""
    pair = two_measures(asked)
    if pair is None or not comparable(pair):
        return None
    one, other = pair
    value = printed_number(one) - printed_number(other) * scale_between(other, one)
    unit = _points(asked.language) if one.entry.unit == "%" else unit_behind(one)
    return worked_out(asked, pair, " − ", f"{grouped(round(abs(value), 4))}{unit}")


def ratio_of_two(asked: AskedOfReports) -> Reply | None:
    """One measure divided by another."""
    pair = two_measures(asked)
    return None if pair is None else divided(asked, *pair, percent=False)


def share_of(asked: AskedOfReports) -> Reply | None:
    """One measure as a percentage of another."""
    pair = part_and_whole(asked)
    return None if pair is None else divided(asked, *pair, percent=True)


def divided(
    asked: AskedOfReports, one: FoundCell | None, other: FoundCell | None, percent: bool, named: Ratio | None = None
) -> Reply | None:
    """The ratio of two cells, as a percentage or not; None where one is missing, or the second is nought."""
    if one is None or other is None or one.entry.unit != other.entry.unit or not other.entry.low:
        return None
    if one.entry.period != other.entry.period and named is not None:
        return None
    quotient = one.entry.low / other.entry.low
    result = f"{grouped(round(quotient * 100, 2))}%" if percent else grouped(round(quotient, 2))
    if percent and named is None:
        result = f"{result} ({grouped(round(quotient, 2))})" if asked.language == "en" else f"{result}"
    return worked_out(asked, (one, other), " ÷ ", result)


# Of what rose or fell yes or no would be no answer.
_BOTH_WAYS = regex(
    r"(?i)\b(?:increase|rise|grow|go up|up|higher|improve|gain)s?d? or (?:decrease|fall|shrink|decline|go down|down"
    r"|lower|worsen|drop|lose)|增(?:加|长)?了?还是(?:减|下降|降)|[升涨]了?还是[降跌]|多了还是少了|高了还是低了"
)


def which_way(asked: AskedOfReports) -> Reply | None:
    """Whether a measure rose, or fell, between two times; the way itself where the question names both."""
    pair = pair_of_times(asked)
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
    return worked_out(asked, (later, earlier), sign, message(asked.language, key))


# What sold more is asked of sales, where the question doesn't say of what.
_SOLD = ("net sales", "sales", "revenue", "revenues")


def larger_of(asked: AskedOfReports) -> Reply | None:
    """Which of two parts has the larger figure, both shown: their rows' names as asked, else with what is sold."""
    for head in ("", *_SOLD):
        measures = tuple(_headed(measure, head) for measure in asked.cells.measures)
        pair = two_measures(replace(asked, cells=replace(asked.cells, measures=measures)))
        if pair is None or pair[0].entry.unit != pair[1].entry.unit or pair[0].entry.period != pair[1].entry.period:
            continue
        if pair[0].entry.low == pair[1].entry.low:
            return None
        smaller = asked.cells.work is Work.SMALLER
        first, second = sorted(pair, key=lambda one: one.entry.low, reverse=not smaller)
        label = first.read.label if head == "" or not first.read.group else first.read.group.rstrip(":： ")
        sign = " < " if smaller else " > "
        return as_reply(
            asked, (first, second), label, sign.join(operand(one, asked.language) for one in (first, second))
        )
    return None


def _headed(measure: Measure, head: str) -> Measure:
    return (measure_of(f"{measure.text} {head}", measure.times) or measure) if head else measure
