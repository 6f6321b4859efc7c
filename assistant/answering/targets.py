"""A target against its result: the plan of a year beside the review of the next, and whether it was met.

A floor is met from it on, a ceiling up to it; 左右 is met where the result is no worse, missed where it falls short by
more than a twentieth of itself, and between the two nothing is said but both figures. A price target is neither floor
nor ceiling.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.comparing import measure_asked
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import agreed, fitting, wanted_years
from assistant.answering.reply import Line, Reply
from assistant.answering.wording import figure_in, quoted, what_it_is, with_original, written
from assistant.messages import message
from assistant.query.asked import AskedFigure
from assistant.query.understanding import Understanding
from index.ledger.entry import Entry, Kind
from index.text.units import comparable

# Measures of which less is better.
_LESS_IS_BETTER = re.compile(
    "失业率|能耗|浓度|排放|事故|死亡|赤字|负债|unemployment|emission|energy|deficit|injur|accident|loss"
)
_PRICES = re.compile("消费价格|物价|价格涨幅|inflation|CPI|consumer price", re.IGNORECASE)
NEARLY = Decimal(1) / 20
_VERBS = ("完成", "实现", "达到", "达成", "达标", "兑现")


def answer_target(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """Whether a target was met, with both figures; None where not both are told by one owner's reports alone."""
    asked = measure_asked(understanding, told)
    if asked is None:
        return None
    years = wanted_years(asked, understanding.years)
    if len(years) > 1 or not years:
        latest = newest(told)
        if years or latest is None:
            return None
        years = (latest - 1,)
    asked = replace(asked, unit="", period=None)
    pairs: list[tuple[Found, Found]] = []
    missing: list[Found] = []
    for theirs in by_owner(told).values():
        aim = _aim(asked, theirs, years)
        if aim is None:
            continue
        result = _result(asked, aim, theirs, years)
        if result is None:
            missing.append(aim)
        else:
            pairs.append((aim, result))
    if len(pairs) != 1:
        if not pairs and len(missing) == 1:
            note = message(understanding.language, "target.no_result", year=years[0])
            return Reply(related=(quote_of(missing[0]),), note=note)
        return None
    aim, result = pairs[0]
    language = understanding.language
    verb = next((verb for verb in _VERBS if verb in understanding.question), "完成")
    met = is_met(aim.entry, result.entry)
    better = aim.entry.hedge != "about" and aim.entry.low != result.entry.low
    key = "target.open" if met is None else ("target.exceeded" if better else "target.met") if met else "target.missed"
    fields = {"aim": figure_in(aim, language), "result": figure_in(result, language, way=True)}
    if met is not None:
        fields["verb"] = verb if language == "zh" else "Yes" if met else "No"
    original = f"{written(aim)}，{written(result, way=True)}"
    what = what_it_is(result, language).strip(" ,:：，")
    line = Line(
        message(
            language,
            "figure.line",
            figure=with_original(message(language, key, **fields), original, result, language),
            what=what,
        ),
        (quote_of(aim), quote_of(result)),
        quoted(aim, result),
    )
    return Reply(lines=(line,))


def _aim(asked: AskedFigure, told: Sequence[ReportLedger], years: Sequence[int]) -> Found | None:
    aims = replace(asked, planned=True)
    found = fitting(aims, told, years) or fitting(replace(aims, grows=True), told, years)
    own = [one for one in found if one.ledger.year in years] or found
    return agreed(own) or (own[0] if own and len({one.entry.low for one in own}) == 1 else None)


def _result(asked: AskedFigure, aim: Found, told: Sequence[ReportLedger], years: Sequence[int]) -> Found | None:
    """The result of the same kind and unit as its target."""
    grows = aim.entry.kind in (Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE)
    found = fitting(replace(asked, planned=None, grows=grows), told, years)
    same = [one for one in found if comparable(one.entry.unit, aim.entry.unit) and _same_kind(one.entry, aim.entry)]
    return agreed(same)


def _same_kind(one: Entry, other: Entry) -> bool:
    levels = {Kind.LEVEL, Kind.FLOW, Kind.COUNT, Kind.STOCK}
    return one.kind == other.kind or (one.kind in levels and other.kind in levels)


def is_met(aim: Entry, result: Entry) -> bool | None:
    """Whether the result meets the target; None where the two don't say."""
    name = f"{aim.measure}{aim.canonical}{aim.subject}"
    if _PRICES.search(name):
        return None
    goal, value = aim.low, result.low
    # A fall that is aimed at is better the larger it is.
    if goal < 0 and value < 0:
        goal, value = -goal, -value
    elif _LESS_IS_BETTER.search(name) and aim.kind is Kind.CHANGE:
        goal, value = -goal, -value  # a rise of what should fall
    less = aim.hedge == "under" or (_LESS_IS_BETTER.search(name) is not None and aim.kind is not Kind.CHANGE)
    if less:
        goal, value = -goal, -value
    if value >= goal:
        return True
    if aim.hedge in ("about", "near") and abs(goal - value) <= abs(goal) * NEARLY:
        return None
    if result.hedge in ("over",):
        return None
    return False
