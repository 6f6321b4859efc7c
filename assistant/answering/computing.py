"""What no report writes but its figures give: a sum over places, a target less the last result, town less country.

The arithmetic is shown with the quotes of its operands; on bounds it goes by the numbers as they are written, and says
so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.amounts import can_subtract, difference, in_unit, unit_as_written
from assistant.answering.comparing import measure_asked
from assistant.answering.figures import answer_figures, quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import acts_of, agreed, fitting
from assistant.answering.reply import Line, Reply, Sum
from assistant.answering.restating import said_in
from assistant.answering.wording import owner_in, period_in_words, quoted, written
from assistant.messages import message
from assistant.query.asked import AskedFigure
from assistant.query.understanding import Understanding
from index.text.units import comparable

_SUMS = re.compile(
    r"加起来|一共|合计|总共|共计|之和|总和|相加|\b(?:sum|total|together|combined|add)\b|(?<=[\u4e00-\u9fff])加(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
# Words of arithmetic: a single figure is no answer to these.
_ARITHMETIC = re.compile(f"{_SUMS.pattern}|加|减|相?差|比|占|倒推|之前|以前|平均", re.IGNORECASE)
_ADDS = re.compile("加起来|一共|合计|总共|共计|之和|总和|相加|加")
_AGAINST_LAST = re.compile(r"(?:目标|计划|安排|今年|明年).*比|比.*(?:实际|去年|上年|完成)")
_TWO_YEARS = re.compile(r"[，,]?相?差(?:距|额)?(?:了|有|是|为)?(?:多少|多大|几[^，。？]{0,3})?")
_TOWN, _COUNTRY, _BOTH = "城镇", "农村", "城乡"
# Of town and country one and the same income is told: 城镇居民收入, 农村居民收入.
_OF_RESIDENTS, _INCOME = re.compile("居民|人均可支配|可支配|人均"), re.compile("收入")
_APART = re.compile(r"差|比|高|低|多|少")
# What of such a question says only which two are held against one another.
_BESIDE = re.compile(
    r"(?:要|会|将)?比(?:19|20)?\d{0,4}年?(?:的)?(?:实际|去年|上年|上一年|城镇居民?|农村居民?)*(?:的)?(?:实际)?(?:完成额|完成数|完成量|完成|产量|数量|水平)?"
    r"|[高低多少大快慢]出?(?=多少|几)|相?差(?:距)?(?=多少|几|多大|$)|实际|完成额"
)


def answer_not_computed(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The figure as the reports write it, where the question names no arithmetic (综合产值 only looks like a sum)."""
    return None if _ARITHMETIC.search(understanding.question) else answer_figures(understanding, told)


def answer_computed(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """A figure worked out from two or more; None where the question asks for no such, or an operand is missing."""
    question = understanding.question
    if _SUMS.search(question) and len(understanding.scope.regions) > 1:
        return _sum(understanding, told)
    owners = by_owner(told)
    if len(understanding.scope.regions) != 1 and len(owners) != 1:
        return None
    if _BOTH in question or (_TOWN in question and _COUNTRY in question):
        return _town_and_country(understanding, told)
    if len(understanding.years) == 2 and _TWO_YEARS.search(question):
        return _two_years(understanding, told)
    if len(understanding.years) > 1 and _SUMS.search(question):
        return _sum_over_years(understanding, told)
    if _AGAINST_LAST.search(question):
        return _against_last(understanding, told)
    return None


def _sum(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    asked = measure_asked(replace(understanding, question=_ADDS.sub(" ", understanding.question)), told)
    if asked is None:
        return None
    owners = by_owner(told)
    found: list[Found] = []
    for region in understanding.scope.regions:
        chosen = agreed(fitting(asked, owners.get(region, ()), understanding.years))
        if chosen is None:
            return None
        found.append(chosen)
    return _added(found, len(understanding.scope.regions), understanding)


def _sum_over_years(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """What was done in each of several years, added up: 近两年新增停车位一共多少个; None where a year is not told."""
    asked = measure_asked(replace(understanding, question=_ADDS.sub(" ", understanding.question)), told)
    if asked is None or not acts_of(asked.subject):
        return None
    each = replace(asked, period=None, planned=None)
    found = [agreed(fitting(each, told, (year,))) for year in understanding.years]
    return _added([one for one in found if one is not None], len(found), understanding)


def _added(found: Sequence[Found], count: int, understanding: Understanding) -> Reply | None:
    """The sum of as many figures as are asked for, where they are amounts in one unit."""
    if len(found) < count or not all(
        comparable(found[0].entry.unit, one.entry.unit) and one.entry.low == one.entry.high for one in found
    ):
        return None
    if found[0].entry.unit in ("%", "百分点"):
        return None
    total = sum((one.entry.low for one in found), Decimal(0))
    unit = max((unit_as_written(one.entry) for one in found), key=lambda unit: unit.factor)
    return _worked_out(understanding, found, " + ", in_unit(total, unit))


def _town_and_country(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    question = understanding.question
    if not _APART.search(question):
        return None
    plain = _BESIDE.sub(" ", _INCOME.sub("居民收入", _OF_RESIDENTS.sub("", question.replace(_BOTH, _TOWN))))
    pair: list[Found] = []
    for one, other in ((_TOWN, _COUNTRY), (_COUNTRY, _TOWN)):
        asked = measure_asked(replace(understanding, question=plain.replace(other, one)), told)
        if asked is None:
            return None
        chosen = agreed(fitting(_plain(asked), told, understanding.years))
        if chosen is None:
            return None
        pair.append(chosen)
    if question.find(_COUNTRY) != -1 and (question.find(_TOWN) == -1 or question.find(_COUNTRY) < question.find(_TOWN)):
        pair.reverse()
    return _less(understanding, *pair)


def _two_years(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The results of two years, one less the other: 2024年和2023年相差多少."""
    asked = measure_asked(replace(understanding, question=_TWO_YEARS.sub(" ", understanding.question)), told)
    if asked is None:
        return None
    found = [agreed(fitting(replace(_plain(asked), planned=None), told, (year,))) for year in understanding.years]
    one, other = found
    return None if one is None or other is None else _less(understanding, other, one)


def _against_last(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """A year's target less the result of the year before."""
    question = _BESIDE.sub(" ", understanding.question)
    asked = measure_asked(replace(understanding, question=question), told)
    latest = newest(told)
    if asked is None or latest is None:
        return None
    year = max((year for year in understanding.years), default=latest)
    aim = agreed(fitting(replace(_plain(asked), planned=True), told, (year,)))
    result = agreed(fitting(replace(_plain(asked), planned=None), told, (year - 1,)))
    if aim is None or result is None:
        return None
    return _less(understanding, aim, result)


def _plain(asked: AskedFigure) -> AskedFigure:
    return replace(asked, unit="", period=None)


def _less(understanding: Understanding, one: Found, other: Found) -> Reply | None:
    if not can_subtract(one, other) or (
        one.entry.kind != other.entry.kind and "%" in (one.entry.unit, other.entry.unit)
    ):
        return None
    value, unit = difference(one, other)
    larger, smaller = (one, other) if value >= 0 else (other, one)
    if larger.entry.low < 0:  # of two falls
        larger, smaller = smaller, larger
    return _worked_out(understanding, [larger, smaller], " − ", in_unit(abs(value), unit))


def _worked_out(understanding: Understanding, found: Sequence[Found], sign: str, result: str) -> Reply:
    language = understanding.language
    result = said_in(result, language)
    mixed = len({one.entry.low < 0 for one in found}) > 1
    figures = [f"(−{written(one)})" if mixed and one.entry.low < 0 else written(one) for one in found]
    named = [f"{owner_in(one, language)}{_what(one)}{figure}" for one, figure in zip(found, figures, strict=True)]
    expression = sign.join(named)
    key = "computed.bounds" if any(one.entry.hedge for one in found) else "computed.line"
    quotes = tuple(dict.fromkeys(quote_of(one) for one in found))
    line = Line(message(language, key, result=result, expression=expression), quotes, quoted(*found))
    return Reply(lines=(line,), computed=(Sum(expression, quotes, result),))


def _what(one: Found) -> str:
    entry = one.entry
    return f"{period_in_words(entry.period, 'zh')}{entry.measure or entry.canonical}{'目标' if entry.planned else ''} "
