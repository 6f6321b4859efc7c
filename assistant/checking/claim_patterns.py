"""What tells a statement of fact from what no report decides: questions, opinions, forecasts, wishes.

Each pattern has the name of what it finds; its words stand in the lexicon's claim_words. Who speaks counts as much as
what is said: what a government or an office states in figures can be looked up, what an expert expects or a villager
feels cannot.
"""

import re
from enum import StrEnum

from index.lexicon.loading import any_of, words
from index.patterns import regex


class NotCheckableReason(StrEnum):
    """Why a sentence is not checkable."""

    EMPTY = "empty"
    HEADING = "heading"
    TABLE = "table"
    ADDRESS = "address"
    QUESTION = "question"
    CONDITION = "condition"
    FORECAST = "forecast"
    OPINION = "opinion"
    HEARSAY = "hearsay"
    WISH = "wish"
    NO_FACT = "no_fact"


def _any(*kinds: str) -> str:
    """A group of the words of some kinds: the first that matches wins."""
    return f"(?:{'|'.join(any_of(words('claim_words', kind)) for kind in kinds)})"


# -- Chinese
_FORECASTER, _PRIVATE = _any("forecaster"), _any("private")
_SAID, _FELT, _EXPECTED = _any("said"), _any("felt"), _any("expected")

QUESTION = regex(r"[？?][”\"』」’）)]*$|(?:吗|么|呢)[。！!~～]*[”\"』」]?$")
CONDITION = regex(rf"^[“\"]?{_any('condition')}")
FORECAST = regex(
    rf"{_FORECASTER}[^。；]{{0,20}}?{_EXPECTED}|(?:据|按照?|根据)(?:多家|一些)?{_FORECASTER}[^，。]{{0,12}}{_EXPECTED}"
)
OPINION_OWN = regex(rf"{_any('own_view')}|在[我他她笔][^，]{{0,6}}看来")
OPINION_OTHERS = regex(
    rf"{_any('forecaster', 'private')}[^。；“]{{0,16}}?{_FELT}|(?<!会议)(?<!报告)(?:普遍|纷纷){_FELT}"
)
# Praise and blame; beside a figure they colour a fact that can be looked up.
PRAISE = regex(_any("praise"))
HEARSAY = regex(
    rf"{_PRIVATE}[^。；，,]{{0,12}}[，,]?(?:[^。；，,]{{0,6}}){_SAID}(?:[：:，,“\"。]|$)|^[“\"][^”\"]*(?:我家|我们村|咱|俺|我们家)"
)
EXPERT_SAID = regex(rf"{_FORECASTER}[^。；，,]{{0,12}}{_SAID}")
WISH = regex(
    rf"^{_any('wish')}"
    rf"|{_any('wisher')}[^，。]{{0,8}}(?:希望|期待|期盼|呼吁|(?<!代表)(?<!委员)(?<!提出)建议(?![和、及\d]|政协|提案|办理))"
)
# Advice to those in charge; what a report itself says ought to be done, it states.
OUGHT = regex(rf"^{_any('ought_who')}(?:都|也|更|还|就)?{_any('ought')}")
ADDRESS = regex(
    rf"读者(?:朋友|您|们)?[，,!！]|{_any('address')}"
    rf"|^[（(]?(?:本报|新华社|中新网|通讯员|特约)?[^，。]{{0,8}}{_any('byline')}[ 　：:/／|][^，。]{{1,30}}[）)]?$"
    r"|^[（(]?(?:完|未完待续|全文完)[）)]?[。]?$"
    r"|^(?:各位(?:代表|委员|朋友|同志|来宾)|同志们)[、，,！!：:\s]*$|^[^，。]{0,12}(?:详见|见下[图表文])"
)
# What a report may state: a measure's course, a place in an order, a deed done or planned.
FACT = regex(rf"{_any('fact')}|第[一二三四五六七八九十\d]+[位名]")

# -- English
_EN_FORECASTER, _EN_PRIVATE = _any("forecaster_english"), _any("private_english")

EN_CONDITION = regex(
    r"^[“\"]?(?:if|suppose|assuming|unless|should|were|had)\b.*\b(?:would|could|might|may|will)\b", re.I
)
EN_FORECAST = regex(
    rf"\b{_EN_FORECASTER}\b.{{0,60}}\b{_any('expected_english_stem')}(?:e?s|ed|ing|e)?\b"
    r"|\b(?:expected|predicted|forecast|projected|estimated)\b[^,.]{0,24}"
    rf"\bby (?:most |many |some )?{_EN_FORECASTER}\b",
    re.I,
)
EN_OPINION = regex(
    rf"\b(?:I|we) (?:firmly |strongly |really )?{_any('own_verb_english')}\b|\bin (?:my|our) (?:view|opinion)\b"
    rf"|\b{_any('forecaster_english', 'private_english')}\b.{{0,40}}"
    rf"\b{_any('felt_english_stem')}(?:e?s|ed|ing|e|z\w+|y)?\b"
    rf"|^{_any('own_view_english')}\b",
    re.I,
)
EN_PRAISE = regex(rf"\b{_any('praise_english')}\b", re.I)
EN_HEARSAY = regex(
    rf"\b{_EN_PRIVATE}\b[^.]{{0,30}}\b{_any('said_english')}\b"
    rf"|\b(?:said|says) (?:one |a |an |the )?{_EN_PRIVATE}\b"
    r"|\brumou?rs?\b",
    re.I,
)
EN_WISH = regex(rf"^(?:{_any('wish_english')}|may\b(?! \d))\b", re.I)
EN_OUGHT = regex(rf"^{_any('ought_who_english')}\b.{{0,30}}\b{_any('ought_english')}\b", re.I)
EN_ADDRESS = regex(
    rf"\b{_any('address_english')}"
    r"|^(?:photo|image|source|editor|edited by|reporting by|by)\b:? ?[A-Z][^.]{0,60}$|©",
    re.I,
)
EN_FACT = regex(rf"\b(?:{_any('fact_english')}|{_any('fact_english_stem')}\w+|commit\w+ to)\b", re.I)
