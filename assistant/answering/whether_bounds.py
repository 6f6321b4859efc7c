"""Yes or no by a figure that the question gives: whether the measure has reached it, or stayed below it.

Where only a plan has that very figure it is not there yet, and the plan is shown as one.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.comparing import measure_asked
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import agreed, fitting
from assistant.answering.reply import Line, Reply
from assistant.answering.statements import without_asking, written
from assistant.answering.wording import figure_in, quoted
from assistant.messages import message
from assistant.query.asked import AskedFigure, plain_question
from assistant.query.understanding import Understanding
from index.ledger.entry import Kind
from index.patterns import regex
from index.text.quantities import find_quantities
from index.text.quantity import Quantity
from index.text.units import base_of, comparable

_REACHES = regex("(?:超过|超|突破|达到|达|到|过|够|高于|多于|不低于|不少于|上|站上|迈上|有)了?$")
_STAYS = regex("(?:低于|少于|不到|不足|没到|没有到|没超过|没过|不超过)了?$")
_BEHIND_REACHES = regex("^(?:以上|大关)")
_BEHIND_STAYS = regex("^(?:以下|以内|之内)")
# 5000亿是去年已经做到的: a figure that is told as reached.
_IS_REACHED = regex("(?:是|就是|都)?[^，,。？?]{0,6}(?:已经|已|早就|就)?(?:做到|达到|实现|完成|突破|超过)了?的?$")
_ASKS = regex("是不是|是否|有没有|有无|能不能|(?<=[到过超破达])没(?:到|过|超|破|达)")
_NOW = regex(
    "现在|目前|当前|如今|眼下|已经|已|早就|就(?=[超达过到有突])|终于|真的|的确|究竟|到底|到现在|都(?=[超达过到有突])"
)
_TO_COME = regex("目标|计划|打算|力争|将要?|准备|预期|要(?=[超达突增])|明年")
_RATES = frozenset({"%", "百分点"})
_STEPS = regex("(?:突破|跨上|迈上|站上|超过|跨越|首次达到|首破|首超)$")


@dataclass(frozen=True, slots=True)
class _Bound:
    """The figure that the question gives, which way, and what it is of."""

    value: Decimal
    unit: str
    reaches: bool
    text: str


def whether_bound(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """Yes or no with the figure that decides; None where the question gives none, or none is surely its measure's."""
    bound = None if understanding.language == "en" or understanding.plan is True else _bound(understanding.question)
    if bound is None or len(by_owner(told)) != 1:
        return None
    question = understanding.question
    for asked in _ways(bound, understanding, told):
        done = _done(asked, bound, understanding, told)
        if done is not None:
            yes = _holds(bound, done)
            return None if yes is None else Reply(lines=(_line(yes, question, _said(yes, bound, done), done),))
        aim = _only_planned(asked, bound, understanding, told)
        if aim is not None and bound.reaches:
            assert aim.entry.period is not None
            said = message("zh", "answer.only_planned", figure=figure_in(aim, "zh"), year=aim.entry.period.first)
            return Reply(lines=(_line(False, question, said, aim),))
    return None


def _said(yes: bool, bound: _Bound, done: Found) -> str:
    figure = figure_in(done, "zh", way=done.entry.kind is Kind.CHANGE)
    return message("zh", "answer.only", said=figure) if bound.reaches and not yes else figure


def _line(yes: bool, question: str, said: str, found: Found) -> Line:
    is_it = re.search("是不是|是否|是[^，,。？?]{1,14}[吗么吧]", question) is not None
    key = "answer.yes" if yes else "answer.no" if is_it else "answer.none"
    return Line(message("zh", key, said=said), (quote_of(found),), quoted(found))


def _bound(question: str) -> _Bound | None:
    plain = without_asking(_ASKS.sub("", written(plain_question(question)))).removesuffix("了")
    figures = [each for each in find_quantities(plain) if not _is_time(each)]
    if len(figures) != 1 or _TO_COME.search(plain):
        return None
    (figure,) = figures
    if figure.low != figure.high:
        return None
    before, behind = plain[: figure.start], plain[figure.end :]
    digit = next((at for at, letter in enumerate(figure.text) if letter.isdigit()), 0)
    lead = before + figure.text[:digit]
    stays = _STAYS.search(lead) is not None or _BEHIND_STAYS.match(behind) is not None
    reaches = not stays and (
        _REACHES.search(lead) is not None
        or _BEHIND_REACHES.match(behind) is not None
        or _IS_REACHED.fullmatch(behind) is not None
    )
    if not (stays or reaches):
        return None
    rest = _IS_REACHED.sub("", behind) if reaches else behind
    text = _NOW.sub(
        "", f"{_STAYS.sub('', _REACHES.sub('', lead))} {_BEHIND_STAYS.sub('', _BEHIND_REACHES.sub('', rest))}"
    )
    return _Bound(figure.low, figure.unit, reaches, text.strip())


def _is_time(figure: Quantity) -> bool:
    return figure.unit in ("年", "月", "日", "天") or (not figure.unit and re.search("[万亿]", figure.text) is None)


def _comparable(bound: _Bound, found: Found) -> bool:
    """Whether both are told in one unit; 10万亿 of a question is in whatever the level is told in."""
    if not bound.unit:
        return found.entry.unit not in _RATES
    return comparable(found.entry.unit, base_of(bound.unit)[0] or bound.unit)


def _ways(bound: _Bound, understanding: Understanding, told: Sequence[ReportLedger]) -> Iterator[AskedFigure]:
    asked = measure_asked(replace(understanding, question=bound.text), told)
    if asked is None or asked.ranked:
        return
    asked = replace(asked, unit="", planned=None)
    if bound.unit in _RATES and not asked.share:
        yield replace(asked, grows=True)
    yield asked


def _done(
    asked: AskedFigure, bound: _Bound, understanding: Understanding, told: Sequence[ReportLedger]
) -> Found | None:
    found = agreed(fitting(asked, told, understanding.years))
    if (
        found is None
        or not _comparable(bound, found)
        or found.entry.planned
        or found.entry.kind in (Kind.RANK, Kind.DURATION)
    ):
        return None
    return found


def _only_planned(
    asked: AskedFigure, bound: _Bound, understanding: Understanding, told: Sequence[ReportLedger]
) -> Found | None:
    """The plan with that very figure, where no result of the measure is told in its unit."""
    latest = newest(told)
    if latest is None or (understanding.years and understanding.years != (latest - 1,)):
        return None
    aim = agreed(fitting(replace(asked, planned=True, period=None), told, (latest,)))
    if aim is None or aim.entry.period is None or aim.entry.low != bound.value:
        return None
    # A rate that is planned says nothing of the year before.
    return aim if aim.entry.unit not in _RATES and _comparable(bound, aim) else None


def _holds(bound: _Bound, found: Found) -> bool | None:
    """Whether the figure is on the asked side of the bound; None where its own bound leaves that open."""
    entry = found.entry
    low, high = sorted((abs(entry.low), abs(entry.high)))
    if entry.low < 0 or low != high:
        return None
    reached = low >= bound.value
    if not reached and entry.hedge == "over" and not _is_a_step_beyond(bound.value, found):
        return None
    if reached and entry.hedge in ("under", "near"):
        return None
    if low == bound.value and entry.hedge in ("about", ""):
        return bound.reaches if entry.hedge == "" else None
    return reached == bound.reaches


def _is_a_step_beyond(value: Decimal, found: Found) -> bool:
    """Whether who had reached the bound would have said so: 突破9万亿 is short of 10万亿, not of 9.5."""
    low = abs(found.entry.low)
    step = Decimal(10) ** (low.adjusted())
    before = found.report.text[max(0, found.entry.figure[0] - 8) : found.entry.figure[1]]
    lead = re.split(r"\d", before)[0]
    return low % step == 0 and value >= low + step and _STEPS.search(lead) is not None
