"""Cells of a measure over times or parts: the highest, the course over years, the largest part, when it is told."""

import re

from assistant.answering.cells_asked import (
    READER,
    AskedOfReports,
    as_reply,
    comparable,
    one_cell,
    span_of_years,
    values_of,
    years_told,
)
from assistant.answering.cells_ranked import parts_of
from assistant.answering.cells_worded import (
    operand,
)
from assistant.answering.figures import quote_of
from assistant.answering.reply import Line, Reply, ReplyCell, ReplyTable
from assistant.answering.wording import cell_period, quoted, written
from assistant.messages import message
from assistant.query.asked_cells import Work
from index.ledger.entry import Span


def highest_of(asked: AskedOfReports) -> Reply | None:
    """The time at which a measure is highest, or lowest, with all that were compared."""
    (measure,) = asked.cells.measures
    times = span_of_years(asked.cells.times) or years_told(asked, measure)
    found = [one_cell(asked, measure, span) for span in times]
    cells = [one for one in found if one is not None]
    if len(cells) < 2 or len(cells) != len(found) or not comparable(cells):
        return None
    order = sorted(cells, key=lambda one: one.entry.low, reverse=asked.cells.work is Work.HIGHEST)
    if order[0].entry.low == order[1].entry.low:
        return None
    when = cell_period(order[0].entry.period, asked.language)
    sign = " > " if asked.cells.work is Work.HIGHEST else " < "
    return as_reply(asked, order, when, sign.join(operand(one, asked.language) for one in order))


def over_times(asked: AskedOfReports) -> Reply | None:
    """The figure of each time that is asked about, as a table; all that the newest tables tell where none is named."""
    (measure,) = asked.cells.measures
    told = years_told(asked, measure)
    times = span_of_years(asked.cells.times)
    if asked.cells.since or len(times) == 1:
        times = [span for span in told if times and span.last >= times[0].last]
    elif not times:
        times = told[-asked.cells.last :] if asked.cells.last else told
    else:
        times = [span for span in times if span in told]
    cells = [one for span in times if (one := one_cell(asked, measure, span)) is not None]
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


def largest_part(asked: AskedOfReports) -> Reply | None:
    """The part of a total that is the largest, with all parts cited."""
    (measure,) = asked.cells.measures
    order = parts_of(measure, asked.cells.parts, asked.cells.times[0], asked.told, READER)
    if asked.cells.work is Work.SMALLEST_PART:
        order.reverse()
    if len(order) < 2 or order[0].entry.low == order[1].entry.low:
        return None
    sign = " > " if asked.cells.work is Work.LARGEST_PART else " < "
    return as_reply(asked, order, order[0].read.label, sign.join(operand(one, asked.language) for one in order))


def times_told(asked: AskedOfReports) -> Reply | None:
    """The times for which a measure is told, the newest first, with the cell of each."""
    (measure,) = asked.cells.measures
    cells = [found[0] for span in years_told(asked, measure) if (found := values_of(asked, measure, span))]
    if not cells:
        return None
    told = ", " if asked.language == "en" else "、"
    cells.reverse()
    times = told.join(dict.fromkeys(cell_period(one.entry.period, asked.language) for one in cells))
    text = message(asked.language, "figure.line", figure=times, what=cells[0].read.label)
    return Reply(lines=(Line(text, tuple(dict.fromkeys(quote_of(one.found) for one in cells)), ()),))
