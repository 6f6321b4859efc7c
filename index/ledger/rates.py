"""Rates that are named as such apart from their figure: 增长速度由3%提高到4%; 涨幅仍然高达21.7%; 预计可以达到6.4%."""

import re
from dataclasses import replace

from index.ledger.entry import Kind
from index.ledger.measures import Measured, canonical_name
from index.ledger.phrases import canonical_words, subject_of
from index.patterns import regex
from index.text.years import HAN_YEAR

_RATE = "(?:增长|上涨|下降|增加)(?:速度|幅度|率)|增速|增幅|涨幅|降幅"
_NAMES_RATE = regex(_RATE)
# A clause that names no measure and is told of the one before; the figure follows it.
_BARE = regex(
    rf"(?:(?:是|相当于|为)(?:[\d一二三五十百]{{1,3}}年前|上年|去年|解放前|年初)?的|约合|折合|合计|约合人民币|但|而|并|且|却|仍然?|依然|实际上?|预计|可以?|将|会|力争|争取|要|已|也|又|就|初步|计划|目标|全年|去年|今年|高|{_RATE}|(?:(?:19|20)\d\d|{HAN_YEAR})年|有望|能够?"
    r"|(?:回落|控制|下降|降|提高|上升|增加|升|涨|增|减|收窄|保持|稳定)(?:在|到|至)|达到?|到|至|为|约|近|超过?|在)*"
)
_TO = regex("(?:到|至|在|为)(?:约|近|超过?)?$")


def as_rate(found: Measured, before: str) -> Measured:
    """A share that is the growth which the words before its figure name: 经济增长速度的目标，定为8%."""
    if found.kind is not Kind.SHARE or not found.measure:
        return found
    at = before.rfind(found.measure)
    if at < 0 or re.match(f"的?(?:{_RATE})", before[at + len(found.measure) :]) is None:
        return found
    subject = subject_of([canonical_words(found.measure)], True)
    falls = "下降" in before[at:] or "降幅" in before[at:]
    return replace(found, kind=Kind.CHANGE, subject=subject, canonical=canonical_name(subject), falls=falls)


def of_the_one_before(found: Measured, said: Measured, clause: str, same_sentence: bool) -> Measured | None:
    """What a clause without a measure tells of the one told before; None where it says that of nothing for sure.

    Of a sentence before only a rate that is named (涨幅) is taken for it.
    """
    if found.measure or not said.measure or _BARE.fullmatch(clause) is None:
        return None
    rate = _NAMES_RATE.search(clause) is not None
    if not same_sentence and not (rate and said.kind is Kind.CHANGE):
        return None
    multiple = found.kind is Kind.RATIO and clause.endswith("的")  # 是十年前的3倍
    if not clause or (
        not multiple and found.kind not in (said.kind, Kind.SHARE) and not (rate and found.kind is Kind.CHANGE)
    ):
        return None
    kind = said.kind if found.kind is Kind.SHARE and said.kind is Kind.CHANGE else found.kind
    falls = found.falls and _TO.search(clause) is None
    return replace(found, measure=said.measure, subject=said.subject, canonical=said.canonical, kind=kind, falls=falls)
