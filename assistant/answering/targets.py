"""A target against its result: the plan of a year beside the review of the next, and whether it was met.

A floor is met from it on, a ceiling up to it; 左右 is met where the result is no worse, missed where it falls short by
more than a twentieth of itself, and between the two nothing is said but both figures. Prices are to be held: their
target is a ceiling.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.answering.amounts import can_subtract, difference, in_unit
from assistant.answering.comparing import measure_asked
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, all_entries, by_owner, newest
from assistant.answering.matching import agreed, fitting, wanted_years
from assistant.answering.reply import Line, Reply, Sum
from assistant.answering.target_verdicts import judged, target_line
from assistant.answering.wording import quoted, written
from assistant.messages import message
from assistant.query.asked import AskedFigure, years_named
from assistant.query.asked_targets import AskedTarget, target_in
from assistant.query.understanding import Understanding
from index.ledger.entry import Entry, Kind
from index.patterns import regex
from index.text.units import comparable

# What grows where only a growth is named: 2023年增长5%左右，做到了么.
_ECONOMY = "生产总值"
# 比目标少了多少 asks for what lies between them.
_ASKS_GAP = regex("(?:少|多|差|高|低|超|距|离)[^，。？?]{0,10}(?:多少|几)|how (?:much|far|many)", re.IGNORECASE)
_LEVELS = frozenset({Kind.LEVEL, Kind.FLOW, Kind.COUNT, Kind.STOCK})
_GROWTHS = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})


def answer_target(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """Whether a target was met, with both figures; None where not both are told by one owner's reports alone."""
    question = target_in(understanding.question)
    latest = newest(told)
    for asked in _asked(understanding, question, told):
        years = wanted_years(asked, understanding.years or years_named(understanding.question, latest))
        if len(years) > 1 or (not years and latest is None):
            return None
        years = years or ((latest or 0) - 1,)
        reply = _answered(replace(asked, unit="", period=None), question, years, understanding, told)
        if reply is not None:
            return reply
    return None


def aim_of(understanding: Understanding, told: Sequence[ReportLedger]) -> Found | None:
    """The target that a question is about, of the one year that it names; None where none is surely meant."""
    question = target_in(understanding.question)
    years = years_named(understanding.question, newest(told))
    if len(years) != 1:
        return None
    for asked in _asked(understanding, question, told):
        aims = (_aim(replace(asked, unit="", period=None), theirs, years) for theirs in by_owner(told).values())
        found = [aim for aim in aims if aim is not None and _is_named(question, aim.entry)]
        if len(found) == 1:
            return found[0]
    return None


def _asked(understanding: Understanding, question: AskedTarget, told: Sequence[ReportLedger]) -> Iterator[AskedFigure]:
    """What the target may be of, the likeliest reading first."""
    named = [asked for text in question.texts if (asked := measure_asked(replace(understanding, question=text), told))]
    yield from named
    if question.value is None or not question.grows or named:
        return
    aims = {
        found.entry.subject
        for found in all_entries(told)
        if found.entry.planned and found.entry.kind is Kind.CHANGE and found.entry.low == question.value
    }
    for subject in (_ECONOMY,) if _ECONOMY in aims else aims if len(aims) == 1 else ():
        yield AskedFigure(subject, "", True, False, False, "", None, None)


def _answered(
    asked: AskedFigure,
    question: AskedTarget,
    years: Sequence[int],
    understanding: Understanding,
    told: Sequence[ReportLedger],
) -> Reply | None:
    pairs: list[tuple[Found, Found]] = []
    missing: list[Found] = []
    for theirs in by_owner(told).values():
        aim = _aim(asked, theirs, years)
        if aim is None or not _is_named(question, aim.entry):
            continue
        result = _result(asked, aim, theirs, years)
        if result is None:
            missing.append(aim)
        else:
            pairs.append((aim, result))
    if len(pairs) == 1:
        aim, result = pairs[0]
        line = target_line(judged(aim, result), question, understanding.language)
        gap = _gap(aim, result, understanding) if _ASKS_GAP.search(understanding.question) else None
        return Reply(lines=(line,)) if gap is None else Reply(lines=(line, gap[0]), computed=(gap[1],))
    if not pairs and len(missing) == 1:
        note = message(understanding.language, "target.no_result", year=years[0])
        return Reply(related=(quote_of(missing[0]),), note=note)
    return None


def _gap(aim: Found, result: Found, understanding: Understanding) -> tuple[Line, Sum] | None:
    """How far the result is from the target; None where one of them is more than one number."""
    if not can_subtract(aim, result):
        return None
    more, less = sorted((aim, result), key=lambda one: one.entry.low, reverse=True)
    amount = in_unit(*difference(more, less))
    expression = f"{written(more)} − {written(less)}"
    hedged = aim.entry.hedge or result.entry.hedge
    text = message(
        understanding.language,
        "computed.bounds" if hedged else "computed.line",
        result=amount,
        expression=expression,
    )
    quotes = (quote_of(aim), quote_of(result))
    return Line(text, quotes, quoted(aim, result)), Sum(expression, quotes, amount)


def _is_named(question: AskedTarget, aim: Entry) -> bool:
    """Whether a target is the one that the question gives in figures, where it gives any."""
    return question.value is None or question.beyond or question.value in (abs(aim.low), abs(aim.high))


def _aim(asked: AskedFigure, told: Sequence[ReportLedger], years: Sequence[int]) -> Found | None:
    aims = replace(asked, planned=True)
    found = fitting(aims, told, years) or fitting(replace(aims, grows=True), told, years)
    own = [one for one in found if one.ledger.year in years] or found
    return agreed(own) or (own[0] if own and len({one.entry.low for one in own}) == 1 else None)


def _result(asked: AskedFigure, aim: Found, told: Sequence[ReportLedger], years: Sequence[int]) -> Found | None:
    """The result of the same kind and unit as its target."""
    found = fitting(replace(asked, planned=None, grows=aim.entry.kind in _GROWTHS), told, years)
    same = [one for one in found if comparable(one.entry.unit, aim.entry.unit) and _same_kind(one.entry, aim.entry)]
    return agreed(same)


def _same_kind(one: Entry, other: Entry) -> bool:
    return one.kind == other.kind or (one.kind in _LEVELS and other.kind in _LEVELS)
