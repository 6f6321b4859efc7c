"""A question that asks for arithmetic, as an operation and its operands: what each measures, of when, planned or done.

Operands are cut at the words that join them (比, 占, 加上, 离, 从…到); what one leaves unsaid it has from the other. A
figure that the question itself gives may be an operand: 到2300亿还差多少.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.query.asked import without_source
from index.facts.fact import Figure
from index.facts.tokens import tokenise, year_of
from index.patterns import regex
from index.text.folding import simplified
from index.text.units import UNITS, base_of, without_scale


class Operation(StrEnum):
    """What is done to the operands; the value is its sign."""

    SUM = "+"
    LESS = "−"
    SHARE = "÷"
    YEAR_BEFORE = "year before"  # a level less what it grew by
    BEFORE_ADDED = "before"  # all there is less what was added


@dataclass(frozen=True, slots=True)
class Operand:
    """One side of it. `text` names the measure, "" where it has the other's; `given` is a figure of the question's.

    `grows`: a growth is meant. `planned`, `year` None: not said. `year_before`: of the year before the other's.
    """

    text: str
    given: Figure | None = None
    year: int | None = None
    planned: bool | None = None
    year_before: bool = False
    grows: bool = False


@dataclass(frozen=True, slots=True)
class AskedSum:
    """An operation on two operands in the order of the question; `unit` is the base unit asked for, "" if none.

    `way` is "more" or "less" where the question says which it expects; `remains` where it asks what is still lacking.
    """

    operation: Operation
    one: Operand
    other: Operand
    unit: str = ""
    way: str = ""
    remains: bool = False


_UNIT_NAMES = "|".join(sorted((re.escape(name) for name in UNITS if not name.isascii()), key=len, reverse=True))
_MANY = (
    r"(?:多少|几(?!年)|多大|百分之[几多]少?)(?:个?(?=百分点))?"
    rf"(?P<unit>百分点|[十百千万亿]*(?:{_UNIT_NAMES}|P(?![A-Za-z])))?"
)
_HOW_MANY = regex(_MANY)
_BRACKETS = regex(r"[（(]([^（()）]*)[)）]")
_QUOTES = regex("[“”\"'‘’「」]")
_BARE_YEAR = regex(r"(?<![\d.])((?:19|20)\d\d)(?![\d年.]|[万亿])")
_SHORT_YEAR = regex(r"(?<!\d)([12]\d)年(?!代|期|以上|内|间|来)")
_CLAUSE = regex("[，,；;。？?！!]+")

_SUMS = regex(
    r"加(?:在)?一[起块]|加起来|合起来|[合凑](?:在)?一[起块]|一共|合计|总共|共计|之和|总和|相加|(?<=年)共(?=多少|几)"
)
_AND = regex(r"再?加上|再加|加|和|与|跟|以及|、")
_SHARE = regex(
    r"^(?P<one>[^，,]+?)(?:所)?占(?:到|了)?(?P<other>[^，,]+?)的?"
    r"(?:多大比[例重]|多少比[例重]|比[例重]|份额|百分比|百分之|几成|多少|多大)"
)
_SHARE_INSIDE = regex(
    r"^(?P<other>[^，,]+?)(?:里面?|中|当中)[，,]?(?P<one>[^，,]+?)(?:所)?占(?:到|了)?的?"
    r"(?:多大比[例重]|多少比[例重]|比[例重]|份额|百分比|百分之|几成|多少|多大)"
)
_MEASURE = 4
_MORE = "多|高|增加|提高|增长|上升|扩大|加|增|涨|超"
_FEWER = "少|低|减少|下降|降低|缩小|降|减|短"
_LESS_ASKED = (
    rf"(?:还|仍|得|要|会|再|能|需要?|应该?|大概|将|约|又|各)*(?P<way>{_MORE}|{_FEWER})"
    r"(?:出|加|了|到|些|得|上|[打产收造建修种卖挣办]了?)*(?=多少|几|多大)"
)
_COMPARED = regex(
    rf"^(?P<one>.*?)(?:要|会|将|预计)?(?:比|较)(?!例|重|率|较|上年同期)(?P<other>.+?){_LESS_ASKED}", re.DOTALL
)
_LACKS = regex(
    r"^(?P<one>.*?)(?:距离?|离)(?P<other>.+?)(?:还|仍|尚|大概|相)*(?:有)?(?:差|缺|少)(?:了|着|距)?(?=多少|几|多大|多远)"
)
_FROM_TO = regex(
    r"^(?P<measure>.*?)(?:要|想|若)?从(?P<one>.*?)(?:提高|增加|增长|涨|升)?[到至](?P<other>[^，,]*).*?(?:差|加|增|多|涨|提高)[^，,]{0,3}?(?:多少|几)"
)
_ON_TOP = regex(
    r"^(?P<other>.*?)[，,]?在(?P<one>[^，,]*?)(?:的)?(?:基础|水平|基数)上[^，,]{0,4}?(?:加|增|多|涨|提高)[^，,]{0,3}?(?:多少|几)"
)
_TO_REACH = regex(
    r"^(?P<measure>[^，,]*?)(?:要|想)?(?:达?到|突破|实现|完成|做到)(?P<other>[^，,]*?\d[\d.]*[万亿]*[^，,还再得要需差]*)"
    r"[，,]?(?P<one>.*?)(?:还|再|得|要|需要?)+(?:差|加|增加?|多|提高)[^，,]{0,3}?(?:多少|几)"
)
_BEYOND = regex(
    r"^(?P<one>.*?)(?P<way>超出|超过|超额|超|高于|多于|低于|少于)(?P<other>[^，,]*?(?:目标|计划|预期))(?:了|有)?(?=多少|几)"
)
_APART = regex(
    r"^(?P<one>.*?)(?:和|与|跟|同)(?P<other>.+?)(?:之间)?的?(?:相差|差距|差额|差)(?:了|有|是|为)?(?=多少|几|多大)"
)
# Which of two is more, where one of them is a target: 实际人次比2025年的目标高还是低, 跟定的目标比，哪个更多.
_WHICH_SIDE = (
    r"(?:哪个|哪头|谁|是)?(?<!多)(?P<way>更?[多高大])了?(?:一?些|一?点|还是更?[少低小]了?)?[呢吗]?$"
    r"|(?:哪个|哪头|谁|是)?(?<!多)(?P<fewer>更?[少低小])了?(?:一?些|一?点|还是更?[多高大]了?)?[呢吗]?$"
)
_WHICH_IS_MORE = regex(
    rf"^(?P<one>.*?)(?:[跟和与同]|比|较)(?P<other>.+?)(?:相?比(?:较|起来)?|相较)?[，,]?(?:{_WHICH_SIDE})", re.DOTALL
)
_BACKWARDS = regex("倒推|反推|推算|倒算|反算")
_THE_YEAR_BEFORE = regex(
    r"[，,](?:那么?|则)?(?:它的?)?(?:上一?年|前一年|头一年)(?:的)?(?:数|规模|金额)?(?:是|有|为|安排了?|发了?)?(?=多少|几)"
)
_BEFORE = regex(
    r"^(?P<measure>.*?)新(?P<act>[^\d，,]{0,4}?)(?P<figure>\d[\d.]*[万亿]?[^\d之以前，,]{1,3})(?:之前|以前|前)(?P<rest>.*?)(?:是|有|为)?(?=多少|几)"
)
_THIS_ONE = regex("^(?:这个?|那个?|此|它)$")
# Words of a side that say only of when it is and whether planned.
_PLANNED = regex("目标|计划|安排|预期|打算|预计|规划")
_DONE = regex("实际|完成|现在|目前|当前|眼下|已有|现有|结果|实现|总量|存量|累计|做到|办了|改了|建了")
_GROWTH = regex("增速|增幅|增长|涨幅")
_YEAR_BEFORE = regex("上一?年|前一年|头一年")
# What says in front of a measure that it was set, or really came: 定的粮食目标, 实际打下的粮食.
_SET = regex("^(?:(?:实际|真正|实打实)(?!利用|使用|外资)的?|[定设]下?的)+")
_UNIT_OF_COUNT = "人次|人数|户数|个数|件数|台数|套数|辆数|吨数"
# What names no measure of its own beside the other side's.
_GENERIC = regex(
    f"^(?:{_UNIT_OF_COUNT}|的|了|数|数字|数量|产量|总量|总数|总额|金额|规模|水平|完成额|完成数|完成量|实际|实绩|全年|到位|现在|目前|当前|眼下|已有|现有"
    "|存量|累计|现|增速|增幅|增长|增长率|涨幅|安排|计划|目标|预期|左右|以上|约|大概|在|要|会|将|达|到|达到|突破|完成|实现|做到|办|改|建|两年|全部|一共|定|为|是|那|由|按|从|得|再|还)*$"
)
_TOTAL = regex("^(?:它的?|其|该[省市县]|全[省市县]的?|全部|所有|整个|总的|总)")


def sum_in(question: str, names: Iterable[str], now: int | None) -> AskedSum | None:
    """The arithmetic that a Chinese question asks for; None where it asks for none that is known.

    `names` are those of the places in scope; `now` is the year of the newest report: 今年.
    """
    text = _plain(question, names)
    asked = _read(text, now)
    if asked is None:
        return None
    if asked.operation is Operation.SHARE:
        return asked  # 几成 is the answer's unit and neither operand's
    named = [base for match in _HOW_MANY.finditer(text) if (base := _base(match["unit"] or ""))]
    given = [operand.given.unit for operand in (asked.one, asked.other) if operand.given is not None]
    return replace(asked, unit=next(iter([*named, *given]), ""))


def needs_two(question: str, names: Iterable[str], now: int | None) -> bool:
    """Whether no single figure answers: a sum, what something was before, a difference that is no growth."""
    asked = sum_in(question, names, now)
    if asked is None or asked.operation is Operation.SHARE:
        return False
    one, other = asked.one, asked.other
    planned = one.planned or (one.year is not None and now is not None and one.year >= now)
    if asked.operation is not Operation.LESS or other.text or other.given is not None or planned or not asked.way:
        return True
    # 比2020年增加多少 may stand in the report itself.
    return not (other.year_before or other.year is not None)


def _base(unit: str) -> str:
    """The base unit of 亿千瓦时 or 百分点; "" of a bare 亿."""
    return base_of(without_scale(unit)[1])[0]


def _plain(question: str, names: Iterable[str]) -> str:
    text = _QUOTES.sub("", _BRACKETS.sub(r"，\1，", simplified(question)))
    for name in sorted({simplified(name) for name in names}, key=len, reverse=True):
        text = text.replace(name, "")
    text = without_source(text)
    text = _SHORT_YEAR.sub(r"20\1年", _BARE_YEAR.sub(r"\1年", text))
    return re.sub(r"\s+", "", text).strip("，,。？?的")


def _read(text: str, now: int | None) -> AskedSum | None:
    if match := _SHARE_INSIDE.search(text):
        whole = _operand(match["other"], now)
        part = replace(_operand(match["one"], now), year=whole.year)
        # 财政赤字里地方占多少: what is no measure by itself narrows the whole.
        named = part.text if len(part.text) >= _MEASURE else f"{part.text}{whole.text}"
        return AskedSum(Operation.SHARE, replace(part, text=named), whole) if part.text else None
    if match := _SHARE.search(text):
        one, other = _operand(match["one"], now), _operand(_TOTAL.sub("", match["other"]), now)
        return AskedSum(Operation.SHARE, one, other) if one.text and other.text else None
    if match := _BEFORE.search(text):
        whole = _operand(f"{match['measure']}{match['rest']}", now)
        measure = match["measure"] if _operand(match["measure"], now).text else whole.text
        added = _operand(f"新{match['act'] or '增'}{measure}{match['figure']}", now)
        return AskedSum(Operation.BEFORE_ADDED, replace(whole, given=None), added)
    if _BACKWARDS.search(text) or _THE_YEAR_BEFORE.search(text):
        first = _operand(_CLAUSE.split(_BACKWARDS.sub("", text))[0].removeprefix("由").removeprefix("从"), now)
        return AskedSum(Operation.YEAR_BEFORE, first, Operand("")) if first.text else None
    if _SUMS.search(text):
        return _added(text, now)
    return _subtracted(text, now)


def _added(text: str, now: int | None) -> AskedSum | None:
    clauses = [clause for clause in _CLAUSE.split(_HOW_MANY.sub("", _SUMS.sub("", text))) if clause]
    joined = next((place for place, clause in enumerate(clauses) if _AND.search(clause)), None)
    if joined is None:
        return None
    match = _AND.search(clauses[joined])
    assert match is not None
    left, right = clauses[joined][: match.start()], clauses[joined][match.end() :]
    rest = [clause for place, clause in enumerate(clauses) if place != joined]
    if not left and joined:
        left, rest = clauses[joined - 1], rest[: joined - 1] + rest[joined:]
    one, other = _operand(left, now), _operand(right, now)
    shared = next((found.text for clause in rest if (found := _operand(clause, now)).text), "")
    if not one.text and not other.text:
        one = replace(one, text=shared)
    # Of two measures the one time that is named is of both.
    if one.text and other.text:
        one = replace(one, year=one.year or other.year, planned=_either(one.planned, other.planned))
        other = replace(other, year=other.year or one.year, planned=_either(other.planned, one.planned))
    return AskedSum(Operation.SUM, one, other)


def _either(mine: bool | None, theirs: bool | None) -> bool | None:
    return theirs if mine is None else mine


def _subtracted(text: str, now: int | None) -> AskedSum | None:
    for pattern, remains in (
        (_FROM_TO, True),
        (_ON_TOP, True),
        (_LACKS, True),
        (_COMPARED, False),
        (_BEYOND, False),
        (_TO_REACH, True),
        (_APART, False),
        (_WHICH_IS_MORE, False),
    ):
        match = pattern.search(text)
        if match is None or (pattern is _WHICH_IS_MORE and not _sets_against_a_target(match)):
            continue
        parts = match.groupdict()
        one, other = parts["one"], parts["other"]
        if _THIS_ONE.match(other):
            before, _, one = one.rpartition("，")
            other = before
        elif pattern in (_COMPARED, _WHICH_IS_MORE):
            measure, _, one = one.rpartition("，")
            one = one if _operand(one, now).text or not measure else f"{measure}{one}"
        two = (_operand(one, now), _operand(other, now))
        if named := _operand(parts.get("measure") or "", now).text:
            two = (replace(two[0], text=named), two[1])
        way = parts.get("way") or parts.get("fewer") or ""
        way = way.removeprefix("更")
        return AskedSum(
            Operation.LESS,
            *two,
            way="more" if way and re.match(f"{_MORE}|大", way) else "less" if way else "",
            remains=remains,
        )
    return None


def _sets_against_a_target(match: re.Match[str]) -> bool:
    """Whether one of the two sides is planned and the other done, so that they are of one place."""
    planned = [_PLANNED.search(match[side]) is not None for side in ("one", "other")]
    return any(planned) and not all(planned)


def _operand(text: str, now: int | None) -> Operand:
    """A side's measure, its figure, and when and what it is of."""
    given: Figure | None = None
    year: int | None = None
    kept: list[str] = []
    tokens = tokenise(text)
    for token in tokens:
        if token.kind == "year":
            span = year_of(token, now)
            year = span[0] if span is not None and span[0] == span[1] else year
        elif token.kind == "word" and "yoy" in (token.classes or {}):
            year = now - 1 if now is not None else None
        elif token.kind == "figure" and token.figure is not None and given is None:
            given = token.figure
        else:
            kept.append(text[token.start : token.end])
    rest = "".join(kept)
    planned = True if _PLANNED.search(rest) else False if _DONE.search(rest) else None
    name = _PLANNED.sub("", re.sub("(?:左右|以上|以内)?的?$", "", rest))
    name = re.sub(
        f"(?:实际(?:{_UNIT_OF_COUNT}|数)?|在|累计|办了?|改了?|建了?|是|有|到|[万亿]+)*$",
        "",
        _SET.sub("", name.strip("的了，,")),
    )
    before = _YEAR_BEFORE.search(text) is not None
    grows = _GROWTH.search(rest) is not None
    return Operand("" if _GENERIC.match(name) else name, given, year, planned, before, grows)
