"""How many times one place's or year's figure is another's, or what per cent of it: 四川的GDP是重庆的多少倍.

Shown as computed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.amounts import plain
from assistant.answering.comparing import measure_asked
from assistant.answering.computing import RATES, told_as_computed
from assistant.answering.ledgers import Found, ReportLedger, by_owner
from assistant.answering.matching import agreed, fitting_either, years_apart
from assistant.answering.operands import side_of
from assistant.answering.reply import Reply
from assistant.messages import message
from assistant.query.asked import AskedFigure, names_of_places
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.text.places import find_regions
from index.text.units import comparable

_TIMES = regex(
    r"(?:多少|几)倍|\bhow many times\b|\btimes as (?:many|much|large|high)\b",
    re.IGNORECASE,
)
# 福建的GDP是湖北的百分之几: of another place's or year's, and of no whole that it is a part of.
_PERCENT = regex(r"(?:是|为|相当于|等于)[^，,。？?占]{1,14}?的?(?:百分之[几多]少?|几成|多大比例|多少比例)")
# 翻了几倍, 增长了几倍 ask what the report itself says.
_GREW = regex("(?:翻|增|涨|扩大|提高)[^，,。？?]{0,6}(?:多少|几)倍")
_WORDS = regex(
    r"(?:是|为|相当于|等于)|(?:多少|几)倍|的?百分之[几多]少?|几成|[多大少]+比例"
    r"|\b(?:how many times|times|as (?:many|much|large|high)|larger|more)\b",
    re.IGNORECASE,
)


def answer_times(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The quotient of two figures of one measure; None where it is not asked, or not both are told by one number."""
    question = understanding.question
    percent = _PERCENT.search(question) is not None
    if not (percent or _TIMES.search(question)) or _GREW.search(question):
        return None
    asked = measure_asked(replace(understanding, question=_WORDS.sub(" ", question)), told)
    if asked is None:
        return None
    pair = _of_places(asked, understanding, told) or _of_years(asked, understanding, told)
    if pair is None:
        return None
    one, other = pair
    exact = all(found.entry.low == found.entry.high and found.entry.low > 0 for found in pair)
    if not exact or one.entry.unit in RATES or not comparable(one.entry.unit, other.entry.unit):
        return None
    quotient = one.entry.low / other.entry.low
    if percent:
        result = message(understanding.language, "computed.share", percent=plain(round(quotient * 100, 1)))
    else:
        result = message(understanding.language, "computed.times", times=plain(round(quotient, 2)))
    return told_as_computed(understanding, (side_of(one), side_of(other)), " ÷ ", result)


def _of_places(
    asked: AskedFigure, understanding: Understanding, told: Sequence[ReportLedger]
) -> tuple[Found, Found] | None:
    """The figures of the two places, the one that the question names first before the other."""
    owners, question = by_owner(told), understanding.question
    places = {region: _place(region, question) for region in understanding.scope.regions}
    if len(places) != 2 or None in places.values() or not all(region in owners for region in places):
        return None
    regions = sorted(places, key=lambda region: places[region] or 0)
    for years in years_apart(asked, told, understanding.years):
        found = [agreed(fitting_either(asked, owners[region], years)) for region in regions]
        one, other = found
        if one is not None and other is not None:
            return (one, other) if one.entry.period == other.entry.period else None
    return None


def _place(region: str, question: str) -> int | None:
    """Where the question names a region, by any of its names; None where by none that is known."""
    named = [start for start, _, name in find_regions(question) if name == region]
    named += [question.find(name) for name in names_of_places((region,)) if name in question]
    return min(named, default=None)


def _of_years(
    asked: AskedFigure, understanding: Understanding, told: Sequence[ReportLedger]
) -> tuple[Found, Found] | None:
    """The results of the two years of one owner, in the order of the question."""
    years = sorted(understanding.years, key=lambda year: understanding.question.find(str(year)))
    if len(years) != 2 or understanding.scope.regions[1:] or len(by_owner(told)) != 1:
        return None
    plain_asked = replace(asked, period=None, planned=None)
    one, other = (agreed(fitting_either(plain_asked, told, (year,))) for year in years)
    return None if one is None or other is None else (one, other)
