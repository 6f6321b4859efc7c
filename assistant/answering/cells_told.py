"""Answers from the cells of companies' tables: a figure with its period and unit, or what is worked out from cells.

Nothing is worked out from a cell that does not fit surely, and where two cells fit that say different things both are
shown, each with what it is of. A question for arithmetic whose operands are not all found gets no figure at all.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from assistant.answering.cells import of_parent
from assistant.answering.cells_asked import READER, AskedOfReports, lies_ahead, one_cell, values_of, years_told
from assistant.answering.cells_over_times import highest_of, largest_part, over_times, times_told
from assistant.answering.cells_ranked import parts_of
from assistant.answering.cells_worded import (
    cell_line,
    told_apart_by_names,
)
from assistant.answering.cells_worked_out import (
    change,
    changed_percent,
    difference_of,
    divided,
    larger_of,
    mean_of,
    ratio_of_two,
    share_of,
    sum_of,
    which_way,
)
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import ReportLedger, by_owner
from assistant.answering.reply import Line, Reply
from assistant.query.asked_cells import OVER_TIMES, Measure, Work
from assistant.query.asked_cells_chinese import asked_in_chinese
from assistant.query.asked_cells_english import NAMES_A_PART, asked_in_english, needs_working_out
from assistant.query.company_names import names_of
from assistant.query.understanding import Understanding
from index.ledger.entry import Span
from index.patterns import regex

_MOST_SHOWN = 2
_NAMED_AGAIN = 2


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
    times = READER.times(newest.report)
    read = asked_in_english if understanding.language == "en" else asked_in_chinese
    ranked = _RANK.match(understanding.question)
    if ranked is not None:
        measured = f"what was {ranked['measure']} by {ranked['parts']}"
        understanding = replace(understanding, question=measured)
    split = None if NAMES_A_PART.search(understanding.question) else _BY_PARTS.search(understanding.question)
    # What is measured is no measure by segment.
    question = _SHOWS.sub("", _BY_PARTS.sub("", understanding.question)) if split else understanding.question
    for cells in read(question, times, names):
        asked = AskedOfReports(cells, told, times, understanding.language, understanding.question)
        by_parts = split is not None and cells.work is Work.VALUE
        in_order = ranked is not None
        reply = _of_each_part(asked, split["parts"], in_order) if split and by_parts else _WORKS[cells.work](asked)
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


# Rank the three segments by fiscal 2022 revenue.
_RANK = regex(
    r"^\W*(?:please )?(?:rank|order|sort) (?:[^?]*?\b)(?P<parts>segment|region|country|geography|product|division)s?"
    r" by (?P<measure>[^?.]+)",
    re.IGNORECASE,
)


def _of_each_part(asked: AskedOfReports, parts: str, in_order: bool) -> Reply:
    """What is measured of each part that adds up to the whole, for each time asked; closed where none is split so.

    `in_order`: the largest first.
    """
    (measure, *_) = asked.cells.measures
    spans = list(dict.fromkeys(asked.cells.times)) or years_told(asked, measure)[-1:]
    split = [parts_of(measure, parts, span, asked.told, READER) for span in spans]
    if not spans or not all(split):
        return Reply(closed=True)
    if in_order:
        split = [sorted(each, key=lambda one: -one.entry.low) for each in split]
    return Reply(lines=tuple(cell_line(one, asked.language, True, False) for each in split for one in each))


_OWNER = regex(r"(?<![\w.])(?P<name>[A-Z][\w&.-]*(?: [A-Z][\w&.-]*)*)['’]s\b")


def _called(question: str, told: Sequence[ReportLedger]) -> Iterator[str]:
    """Who a question names, where no report says whose it is but writes of them again and again."""
    if any(one.report.metadata.issuer for one in told):
        return
    for match in _OWNER.finditer(question):
        if all(one.report.text.count(match["name"]) >= _NAMED_AGAIN for one in told):
            yield match["name"]


# -- figures as they stand


def _told_value(asked: AskedOfReports) -> Reply | None:
    (measure,) = asked.cells.measures
    lines: list[Line] = []
    for span in dict.fromkeys(asked.cells.times) or (None,):
        found = [one for each in _either(measure) for one in values_of(asked, each, span)]
        if not found:
            ratio = _ratio_told(asked, measure, span)
            if ratio is None:
                return None
            if len(asked.cells.times) > 1:
                return None
            return ratio
        if span is None and any(lies_ahead(one) for one in found):
            return Reply(related=tuple(dict.fromkeys(quote_of(one.found) for one in found[:3])), closed=True)
        if len(found) > _MOST_SHOWN or (len(found) > 1 and not told_apart_by_names(found)):
            return Reply(related=tuple(dict.fromkeys(quote_of(one.found) for one in found[:3])), closed=True)
        beside_parent = any(of_parent(one) is True for one in found)  # then what says nothing is of the whole group
        lines += [cell_line(one, asked.language, len(found) > 1, beside_parent) for one in found]
    return Reply(lines=tuple(lines))


def _either(measure: Measure) -> tuple[Measure, ...]:
    """Earnings per share are basic and diluted where the question does not say which."""
    if measure.line != "earnings per share":
        return (measure,)
    return tuple(_of_line(line, measure) for line in ("basic earnings per share", "diluted earnings per share"))


def _ratio_told(asked: AskedOfReports, measure: Measure, span: Span | None) -> Reply | None:
    ratio = measure.ratio
    if ratio is None:
        return None
    over, under = (_of_line(line, measure) for line in (ratio.over, ratio.under))
    pair = one_cell(asked, over, span), one_cell(asked, under, span)
    return divided(asked, *pair, percent=ratio.percent == "yes", named=ratio)


def _of_line(line: str, measure: Measure) -> Measure:
    return Measure(line, frozenset({line}), line, measure.times)


_WORKS: dict[Work, Callable[[AskedOfReports], Reply | None]] = {
    Work.VALUE: _told_value,
    Work.CHANGE: change,
    Work.PERCENT_CHANGE: changed_percent,
    Work.AVERAGE: mean_of,
    Work.SUM: sum_of,
    Work.RATIO: ratio_of_two,
    Work.SHARE: share_of,
    Work.DIFFERENCE: difference_of,
    Work.HIGHEST: highest_of,
    Work.LOWEST: highest_of,
    Work.COURSE: over_times,
    Work.LARGER: larger_of,
    Work.SMALLER: larger_of,
    Work.ROSE: which_way,
    Work.FELL: which_way,
    Work.TIMES: times_told,
    Work.LARGEST_PART: largest_part,
    Work.SMALLEST_PART: largest_part,
}
assert set(_WORKS) == set(Work) and set(_WORKS) >= OVER_TIMES
