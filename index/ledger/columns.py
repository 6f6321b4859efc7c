"""What the names over a column say: when, what they add to a label, the unit, and whether it is a change or an aim."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.ledger.amounts import UnitHint, hint_of, marks_off, merged, without_units
from index.ledger.entry import Span
from index.ledger.times import Times
from index.patterns import regex

CHANGE = regex(
    r"同比|环比|增减|增长|增速|变动|变化|比上年|比上期|升降|涨跌|±(?=[\s%％)）]*$)|\b(?:change|increase|decrease|variance|growth|y-?o-?y|vs\.?)\b"
    r"|\bfavorable\b|\(decrease\)",
    re.IGNORECASE,
)
AIM = regex(
    r"目标|计划|预算|预期|预计|力争|\b(?:targets?|goals?|budget(?:ed)?|forecast|outlook|guidance|planned)\b",
    re.IGNORECASE,
)
# Brokers' years to come: 2025E, FY2026F.
_ESTIMATED = regex(r"(?:19|20)\d\d\s?[EFP]\b")
_SHARE = regex(r"占比|比例|比重|构成|%\s*of\b|\b(?:percent(?:age)? of|share of|mix|margin)\b", re.IGNORECASE)
_SAYS_NOTHING = regex(
    r"(?:完成|实际|实绩|数值|数额|金额|绝对[额量数值]|总量|合计|指标值|发生额|余额|数|累计|情况|值)+|\W+|项目"
    r"|(?:(?:actuals?|results?|amounts?|values?|audited|unaudited|as restated|baseline|base|final|interim|as reported"
    r"|number|total|percent(?:age)?)\s*)+",
    re.IGNORECASE,
)
_TO = regex(r"[与和比较]|\b(?:vs\.?|versus|over|from|to|compared)\b", re.IGNORECASE)
# What a change is measured against is not when it happened: 比上年增减 stands over this year's growth.
_AGAINST = regex(
    r"[比较与](?:上一?年度?|去年|(?:19|20)\d\d年)(?:同期|末|底)?"
    r"|\b(?:vs\.?|versus|over|from|against|compared (?:to|with))\s+(?:the\s+)?"
    r"(?:(?:prior|previous|last|preceding)\s+(?:fiscal\s+)?(?:year|quarter|"
    r"period)|(?:fiscal\s+|fy\s?)?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# 2019 €m, 2018 US$ million: a unit behind the time, without brackets.
_BARE_UNIT = regex(
    r"(?:(?<=\d)|(?<=\s)|^)\s*(?P<unit>(?:US|HK|A|C|R)?[$€£¥￥]\s?(?:'000|"
    r"’000|000s?|m|mn|mm|bn|k|thousands?|millions?|billions?)?"
    r"|(?:RMB|USD|EUR|GBP)\s?(?:'000|’000|thousands?|millions?|billions?|mn|bn|m))"
    r"\s*(?P<marks>(?:\(?(?:as )?(?:restated|reported|audited|unaudited|re-?presented)\)?\s*\d{0,2}\s*)*)$",
    re.IGNORECASE,
)
_OVER = regex(r"\b(?:year|quarter)[- ](?:over|on|to)[- ](?:year|quarter)\b", re.IGNORECASE)
_OF_CHANGES = regex(r"(?i:\bpercent(?:age)?(?: points?)?\b)|百分点|幅度|率|[（）()%$]")


@dataclass(frozen=True, slots=True)
class Column:
    """What the names over a column say. `several` are the periods of one in whose cells two figures stand."""

    period: Span | None
    adds: str
    units: UnitHint
    changes: bool
    shares: bool
    aimed: bool
    several: tuple[Span, ...]


def read_column(names: Sequence[str], times: Times, ended: str = "") -> Column:
    """What the names over a column say; `ended` is "three months ended" where it stands in front of the table."""
    joined = " ".join(names)
    if ended and not re.search(r"(?i)\bended\b", joined):
        joined = f"{ended} {joined}"
    units = UnitHint()
    bare = _BARE_UNIT.search(joined)
    for name in reversed(names):
        units = merged(units, hint_of(name))
    if bare is not None:
        units = merged(units, hint_of(f"({bare['unit']})"))
        joined = f"{joined[: bare.start()]} {bare['marks']}"
    plain = without_units(joined)
    period, rest = times.find(plain)
    spans = times.all(plain)
    changes = CHANGE.search(rest) is not None
    if changes:
        period = next(iter(times.all(_AGAINST.sub(" ", plain))), None)
        rest = _TO.sub(" ", CHANGE.sub(" ", _OVER.sub(" ", rest)))
        rest = _OF_CHANGES.sub(" ", rest)
    if re.search(r"[%％]|(?i:\bpercent)", joined) and not units.unit:
        units = replace(units, unit="%")
    aimed = AIM.search(rest) is not None or _ESTIMATED.search(joined) is not None
    adds = " ".join(marks_off(AIM.sub(" ", rest)).split()).strip("-–—/,;: ()（）")
    if _SAYS_NOTHING.fullmatch(adds):
        adds = ""
    if period is None and not changes and len(spans) > 1 and (aimed or len(set(spans)) == 1):
        period = spans[-1]
    return Column(period, adds, units, changes, _SHARE.search(rest) is not None, aimed, tuple(spans))
