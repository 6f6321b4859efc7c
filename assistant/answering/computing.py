"""What no report writes but its figures give: a sum over places, a target less the last result, town less country.

The arithmetic is shown with the quotes of its operands; on bounds it goes by the numbers as they are written, and says
so.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answering.amounts import (
    WrittenUnit,
    in_unit,
    plain,
    unit_as_written,
    unit_of_difference,
)
from assistant.answering.comparing import measure_asked
from assistant.answering.figures import answer_figures, line_of, quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import acts_of, agreed, fitting, without_signs
from assistant.answering.operands import (
    Side,
    WantedOperand,
    grown_by,
    in_words,
    known_by_figure,
    pair_of,
    side_of,
    wanted_pair,
    whole_of,
)
from assistant.answering.over_reports import without_apposition
from assistant.answering.reply import Line, Reply, Sum
from assistant.answering.restating import said_in
from assistant.answering.wording import figure_in, owner_in, period_in_words, quoted, what_it_is, written
from assistant.answering.year_spans import without_years
from assistant.messages import Language, message
from assistant.query.asked import AskedFigure, asked_figures, names_asked
from assistant.query.asked_sums import AskedSum, Operation, sum_in
from assistant.query.asked_sums_english import english_sum_in
from assistant.query.rephrasing import rephrased
from assistant.query.understanding import Understanding
from index.ledger.entry import Kind
from index.patterns import regex
from index.text.places import find_regions
from index.text.units import comparable

RATES = frozenset({"%", "百分点"})
_SUMS = regex(
    r"加起来|加(?:在)?一[起块]|合起来|合(?:在)?一[起块]|凑(?:在)?一[起块]|一共|合计|总共|共计|之和|总和|相加|\b(?:sum|total|together|combined|add)\b|(?<=[\u4e00-\u9fff])加(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
# Words of arithmetic: a single figure is no answer to these.
_ARITHMETIC = regex(f"{_SUMS.pattern}|加|减|相?差|比|占|倒推|之前|以前|平均", re.IGNORECASE)
_ADDS = regex("加起来|加(?:在)?一[起块]|合起来|[合凑](?:在)?一[起块]|一共|合计|总共|共计|之和|总和|相加|加")
# People of the town and of the country, as they are spoken of.
_TOWNSPEOPLE = regex("城里人|城市居民|城里|城市人")
_COUNTRY_PEOPLE = regex("农村人|乡下人|村里人|农民|乡下")
_TWO_YEARS = regex(r"[，,]?相?差(?:距|额)?(?:了|有|是|为)?(?:多少|多大|几[^，。？]{0,3})?")
_TOWN, _COUNTRY, _BOTH = "城镇", "农村", "城乡"
# Of town and country one and the same is told of their residents.
_OF_RESIDENTS = (("收入", "居民人均可支配收入"), ("支配", "居民人均可支配收入"), ("消费", "居民人均消费支出"))
_HEAD = regex("(?:产量|产值|增加值|总量|总额|收入|投资|出口|里程|装机|面积|人数)$")
_APART = regex(r"差|比.*[高低多少快慢]|[高低多少快慢]出?(?:多少|几)")
_RATIO = regex("收入比(?!重)|倍差")
_GROWS = regex("增速|增幅|增长|百分点|快|慢")


def answer_not_computed(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The figure as the reports write it, where the question names no arithmetic (综合产值 only looks like a sum)."""
    return None if _ARITHMETIC.search(understanding.question) else answer_figures(understanding, told)


def answer_computed(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """A figure worked out from two or more; None where the question asks for no such, or an operand is missing."""
    question = understanding.question
    if _TOWNSPEOPLE.search(question) and _COUNTRY_PEOPLE.search(question):
        question = _COUNTRY_PEOPLE.sub(_COUNTRY, _TOWNSPEOPLE.sub(_TOWN, question))
        understanding = replace(understanding, question=question)
    if _SUMS.search(question) and len(understanding.scope.regions) > 1:
        return _sum(understanding, told)
    owners = by_owner(told)
    if len(understanding.scope.regions) > 1:
        return None
    if len(owners) > 1:  # no place is named: what only one owner's reports tell
        replies = [reply for theirs in owners.values() if (reply := answer_computed(understanding, theirs)) is not None]
        return replies[0] if len(replies) == 1 else None
    if _BOTH in question or (_TOWN in question and _COUNTRY in question):
        return _town_and_country(understanding, told)
    reply = None
    if len(understanding.years) == 2 and _TWO_YEARS.search(question):
        reply = _two_years(understanding, told)
    elif len(understanding.years) > 1 and _SUMS.search(question):
        reply = _sum_over_years(understanding, told)
    return reply or _of_two(understanding, told)


def against_the_target(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """By how much a result and a target differ, where a question asks whether one is more than the other."""
    asked = _asked(understanding, newest(told))
    if asked is None or asked.operation is not Operation.LESS:
        return None
    if [asked.one.planned, asked.other.planned].count(True) != 1:
        return None
    return answer_computed(understanding, told)


def _of_two(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """What the question's own words ask for of two operands: added, subtracted, the one as a part of the other."""
    asked = _asked(understanding, newest(told))
    wanted = wanted_pair(asked, understanding, told) if asked is not None else None
    if asked is None or wanted is None:
        return None
    if asked.operation is Operation.SHARE:
        return _share(understanding, wanted, told)
    if asked.operation is Operation.YEAR_BEFORE:
        return _year_before(understanding, wanted[0], told)
    if asked.operation is Operation.LESS and (grown := _grown(understanding, asked, wanted[0], told)) is not None:
        return grown
    pair = pair_of(*wanted, told)
    if pair is None or not comparable(pair[0].base, pair[1].base):
        return None
    one, other = pair
    if asked.operation is Operation.SUM:
        if one.base in RATES:
            return None
        unit = max((one.unit, other.unit), key=lambda unit: unit.factor)
        return told_as_computed(understanding, (one, other), " + ", in_unit(one.value + other.value, unit))
    if asked.operation is Operation.BEFORE_ADDED and not one.value > other.value:
        return None
    if asked.remains and (reached := _reached(understanding, one, other)) is not None:
        return reached
    return _subtracted(understanding, asked.way, one, other)


def _asked(understanding: Understanding, latest: int | None) -> AskedSum | None:
    if understanding.language == "en":
        question = understanding.question
        for start, end, _ in reversed(find_regions(question)):
            question = f"{question[:start]} {question[end:]}"
        return english_sum_in(question, latest)
    return sum_in(understanding.question, names_asked(understanding.scope), latest)


def _reached(understanding: Understanding, one: Side, other: Side) -> Reply | None:
    """That nothing lacks any more, where the question asks what still lacks of a target; None where something does."""
    target, there = (one, other) if one.is_aim and not other.is_aim else (other, one)
    if not target.is_aim or there.is_aim or not comparable(target.base, there.base) or there.value < target.value:
        return None
    value = there.value - target.value
    language = understanding.language
    result = said_in(in_unit(value, unit_of_difference(value, one.unit, other.unit)), language)
    led = message(language, "computed.reached", result=result)
    return told_as_computed(understanding, (there, target), " − ", result, led)


def _grown(
    understanding: Understanding, asked: AskedSum, wanted: WantedOperand, told: Sequence[ReportLedger]
) -> Reply | None:
    """By how much it grew on the year before, as the report itself says beside it: 3.9万亿元、比上年增加1000亿元."""
    other = asked.other
    if other.text or other.given is not None or not (other.year_before or other.year in {y - 1 for y in wanted.years}):
        return None
    level = in_words(wanted, told)
    growth = grown_by(level) if level is not None else None
    return None if growth is None else Reply(lines=(line_of(growth, understanding),))


def _subtracted(understanding: Understanding, way: str, one: Side, other: Side) -> Reply | None:
    """`one` less `other`; `way` where the question says which of the two it takes for the larger."""
    language = understanding.language
    if not comparable(one.base, other.base) or not all(side.is_exact for side in (one, other)):
        return None
    kinds = {side.found.entry.kind for side in (one, other) if side.found is not None}
    if one.base in RATES and len(kinds) > 1:
        return None
    value = one.value - other.value
    unit = WrittenUnit("个百分点", Decimal(1)) if one.base == "%" else unit_of_difference(value, one.unit, other.unit)
    result = said_in(in_unit(abs(value), unit), language)
    larger, smaller = (one, other) if value >= 0 else (other, one)
    if larger.value < 0:  # of two falls
        return told_as_computed(understanding, (smaller, larger), " − ", result)
    if way:
        key = ("computed.higher" if value >= 0 else "computed.lower") if one.base in RATES else ""
        key = key or ("computed.more" if value >= 0 else "computed.fewer")
        return told_as_computed(understanding, (larger, smaller), " − ", result, message(language, key, result=result))
    return told_as_computed(understanding, (larger, smaller), " − ", result)


def _share(
    understanding: Understanding, wanted: tuple[WantedOperand, WantedOperand], told: Sequence[ReportLedger]
) -> Reply | None:
    """A part of a whole in per cent, both told by one report of one time; as it is written where it is."""
    written = answer_figures(understanding, told)
    if written is not None and written.answers:
        return written
    years = wanted[0].years or wanted[1].years or understanding.years
    of_years = replace(wanted[0], years=years)
    for part in (in_words(of_years, told), _headed(wanted, years, told), _inside(wanted, years, told)):
        whole = _whole_beside(part, wanted[1], years, told) if part is not None else None
        if part is None or whole is None:
            continue
        percent = plain(round(part.entry.low / whole.entry.low * 100, 1))
        result = message(understanding.language, "computed.share", percent=percent)
        return told_as_computed(understanding, (side_of(part), side_of(whole)), " ÷ ", result)
    return None


def _whole_beside(
    part: Found, wanted: WantedOperand, years: tuple[int, ...], told: Sequence[ReportLedger]
) -> Found | None:
    """What the part is a part of, in the same report, of the same time; None where it is no larger."""
    same = [ledger for ledger in told if ledger is part.ledger]
    stage = replace(wanted, years=years, planned=part.entry.planned or None)
    whole = in_words(stage, same) or whole_of(part, stage)
    if whole is None or whole.entry.period != part.entry.period or part.entry.unit in RATES:
        return None
    fits = comparable(part.entry.unit, whole.entry.unit) and 0 < part.entry.low < whole.entry.low
    return whole if fits else None


def _headed(
    wanted: tuple[WantedOperand, WantedOperand], years: tuple[int, ...], told: Sequence[ReportLedger]
) -> Found | None:
    """The part under the whole's own head, where the question leaves it out: 新能源汽车占汽车产量."""
    head = _HEAD.search(wanted[1].asked.subject)
    if head is None or wanted[0].asked.subject.endswith(head[0]):
        return None
    subject = f"{wanted[0].asked.subject}{head[0]}"
    return in_words(replace(wanted[0], asked=replace(wanted[0].asked, subject=subject, parts=()), years=years), told)


def _inside(
    wanted: tuple[WantedOperand, WantedOperand], years: tuple[int, ...], told: Sequence[ReportLedger]
) -> Found | None:
    """The part that is told right behind its whole, by its own name alone: 经营主体1095.2万户，其中企业380.8万户."""
    whole = in_words(replace(wanted[1], years=years), told)
    name = without_signs(wanted[0].asked.subject).removesuffix(without_signs(wanted[1].asked.subject))
    if whole is None or not name:
        return None
    inside = [
        Found(whole.ledger, entry)
        for entry in whole.ledger.entries
        if entry.sentence == whole.entry.sentence
        and entry.figure[0] > whole.entry.figure[1]
        and without_signs(entry.subject) in (name, f"{without_signs(whole.entry.subject)}{name}")
        and _OF_WHICH.search(whole.report.text[whole.entry.figure[1] : entry.figure[0]]) is not None
    ]
    return agreed(inside)


_OF_WHICH = regex("其中")


def _year_before(understanding: Understanding, wanted: WantedOperand, told: Sequence[ReportLedger]) -> Reply | None:
    """A level less what it grew by: how much it was the year before."""
    known = known_by_figure(wanted, told) if wanted.given is not None else None
    level = known or in_words(wanted, told)
    growth = grown_by(level) if level is not None else None
    if level is None or growth is None:
        return None
    one, other = side_of(level), side_of(growth)
    value = one.value - other.value
    fell = other.value < 0
    return told_as_computed(understanding, (one, other), " + " if fell else " − ", in_unit(value, one.unit))


def _sum(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    bare = _ALTOGETHER.sub("", _ADDS.sub("", without_apposition(understanding).question))
    for asked in _measures(bare, understanding, told):
        found = _of_regions(asked, understanding, told)
        if found is not None:
            return _all_added(found, len(found), understanding)
    return None


# What sums the places up at the end: …，三地.
_ALTOGETHER = regex("[，,]?这?[两二三四五六七八九十]+(?:地|省|市|省市|家)(?=[？?]?$)")


def _measures(question: str, understanding: Understanding, told: Sequence[ReportLedger]) -> Iterator[AskedFigure]:
    """What a question measures: by its words as they stand, then in the order of reports (新增多少就业)."""
    if (asked := measure_asked(replace(understanding, question=question), told)) is not None:
        yield asked
    if understanding.language == "zh":
        yield from (
            replace(one, unit="")
            for one in asked_figures(rephrased(question)[0], names_asked(understanding.scope), newest(told))
        )


def _of_regions(asked: AskedFigure, understanding: Understanding, told: Sequence[ReportLedger]) -> list[Found] | None:
    """Each place's figure; None where one tells none."""
    owners = by_owner(told)
    found = [
        agreed(fitting(asked, owners.get(region, ()), understanding.years)) for region in understanding.scope.regions
    ]
    kept = [one for one in found if one is not None]
    return kept if len(kept) == len(found) else None


def _sum_over_years(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """What was done in each of several years, added up: 近两年新增停车位一共多少个; None where a year is not told."""
    question = rephrased(without_years(_ADDS.sub("", understanding.question)))[0]
    ways = [*asked_figures(question, names_asked(understanding.scope), newest(told))]
    ways += [asked] if (asked := measure_asked(replace(understanding, question=question), told)) is not None else []
    for way in filter(_is_done_anew, ways):
        each = replace(way, period=None, planned=None)
        found = [agreed(fitting(each, told, (year,))) for year in understanding.years]
        if None not in found:
            return _all_added([one for one in found if one is not None], len(found), understanding)
    return None


def _is_done_anew(asked: AskedFigure) -> bool:
    """Whether each year's figure is of that year alone: what was added, built, made; a stock is none."""
    return bool(acts_of(asked.subject)) or _OF_THE_YEAR.search(asked.subject) is not None


_OF_THE_YEAR = regex("新增|新建|产量|增加值|进出口|发行|投放|完成投资|吞吐量")


def _all_added(found: Sequence[Found], count: int, understanding: Understanding) -> Reply | None:
    """The sum of as many figures as are asked for, where they are amounts in one unit."""
    if len(found) < count or not all(
        comparable(found[0].entry.unit, one.entry.unit) and one.entry.low == one.entry.high for one in found
    ):
        return None
    if found[0].entry.unit in RATES:
        return None
    total = sum((one.entry.low for one in found), Decimal(0))
    unit = max((unit_as_written(one.entry) for one in found), key=lambda unit: unit.factor)
    return _worked_out(understanding, found, " + ", in_unit(total, unit))


def _town_and_country(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    question = understanding.question
    measure = next((measure for word, measure in _OF_RESIDENTS if word in question), None)
    if measure is None or _RATIO.search(question) or not _APART.search(question):
        return None
    pair: list[Found] = []
    for who in sorted((_TOWN, _COUNTRY), key=lambda who: question.find(who) if who in question else len(question)):
        text = f"{who}{measure}{'增长' if _GROWS.search(question) else ''}"
        asked = measure_asked(replace(understanding, question=text), told)
        chosen = agreed(fitting(_plain(asked), told, understanding.years)) if asked is not None else None
        if chosen is None:
            return None
        pair.append(chosen)
    return _less(understanding, *pair)


def _two_years(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The results of two years, one less the other: 2024年和2023年相差多少."""
    asked = measure_asked(replace(understanding, question=_TWO_YEARS.sub(" ", understanding.question)), told)
    if asked is None:
        return None
    found = [agreed(fitting(replace(_plain(asked), planned=None), told, (year,))) for year in understanding.years]
    one, other = found
    return None if one is None or other is None else _less(understanding, other, one)


def _plain(asked: AskedFigure) -> AskedFigure:
    return replace(asked, unit="", period=None)


def _less(understanding: Understanding, one: Found, other: Found) -> Reply | None:
    asked = _asked(understanding, None)
    return _subtracted(understanding, asked.way if asked else "", side_of(one), side_of(other))


def _worked_out(understanding: Understanding, found: Sequence[Found], sign: str, result: str) -> Reply:
    return told_as_computed(understanding, [side_of(one) for one in found], sign, result)


def told_as_computed(
    understanding: Understanding, sides: Sequence[Side], sign: str, result: str, led: str = ""
) -> Reply:
    """The result first, then the sum, each operand with what it is and its quote; `led` is the result in its words."""
    language = understanding.language
    found = [side.found for side in sides if side.found is not None]
    mixed = len({side.value < 0 for side in sides}) > 1 and sign == " − "
    expression = sign.join(_operand(side, mixed, language) for side in sides)
    key = "computed.bounds" if any(one.entry.hedge for one in found) else "computed.line"
    quotes = tuple(dict.fromkeys(quote_of(one) for one in found))
    result = said_in(result, language)
    text = message(language, key, result=led or result, expression=expression)
    return Reply(
        lines=(Line(text, quotes, quoted(*found)),),
        computed=(Sum(expression, quotes, result),),
    )


def _operand(side: Side, mixed: bool, language: Language) -> str:
    if side.found is None:
        return message(language, "computed.given", figure=side.given)
    figure = written(side.found) if language == "zh" else figure_in(side.found, language)
    figure = f"(−{figure})" if mixed and side.value < 0 else figure
    if language == "en":
        return f"{what_it_is(side.found, language)} {figure}"
    return f"{owner_in(side.found, language)}{_what(side.found)}{figure}"


def _what(one: Found) -> str:
    entry = one.entry
    measure = entry.measure or entry.canonical
    if entry.kind is Kind.CHANGE and not measure.endswith(("增长", "下降")):
        measure = f"{measure}{'下降' if entry.low < 0 else '增长'}"
    return f"{period_in_words(entry.period, 'zh')}{measure}{'目标' if entry.planned else ''} "
