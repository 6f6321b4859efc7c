"""Yes or no of one side against another, each by its own figure: 云南的增速高于全国吗, 2024年比2023年多吗.

Where no report says which is ahead, the figures of both sides do: one measure of one time, or of two years of one
owner. What lies within what 左右 leaves open is not decided.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answering.comparing import measure_asked, of_each
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner
from assistant.answering.matching import agreed, fitting_either, years_apart
from assistant.answering.reply import Line, Reply
from assistant.answering.statements import without_asking, written
from assistant.answering.wording import figure_in, owner_in, period_in_words, quoted
from assistant.messages import message
from assistant.query.asked import AskedFigure, names_of_places, plain_question
from assistant.query.understanding import Understanding
from index.ledger.entry import Kind
from index.patterns import regex
from index.text.units import comparable

_MORE, _LESS = "高多大快好强猛", "低少小慢弱差"
_BEYOND = "高于|快于|多于|大于|强于|好于|超过|超|领先于?"
_BEHIND = "低于|慢于|少于|小于|弱于|落后于?|不如|不及|赶不上|比不上"
_VERB = regex(f"(?P<beyond>{_BEYOND})|(?P<behind>{_BEHIND})")
_THAN = regex(
    f"(?:比|较|跟|和|同)(?P<other>[^，,。？?]+?)(?:相比|比)?(?:还要?|更|要|都|也|是|来得)*(?:(?P<more>[{_MORE}])|(?P<less>[{_LESS}]))"
    "(?:了|一?些|一?点|得多)*$"
)
_ASKS = regex("是不是|是否|有没有|究竟|到底|真的|请问")
_WHETHER = regex("[吗么没吧][？?]?$|没有[？?]?$|是不是|是否|有没有")
# 有没有湖北多 asks 比湖北多吗.
_HAS_SO = regex(f"有(?:没有)?(?=[^，,。？?]{{1,8}}?[{_MORE}](?:[吗么]?[？?]?$))")
_NATION_AS_SUCH = regex("(?:的)?平均(?:水平|值|数)?|(?:的)?整体(?:水平)?|(?:的)?水平$")
_GROWS = regex("增速|增幅|涨幅|增长|升幅")
_GROWTHS = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})
# How far 左右 may reach, of the figure itself.
_ABOUT = 20


@dataclass(frozen=True, slots=True)
class _Against:
    """Which side is named first, and whether a yes needs it to be the larger."""

    measure: str
    first: int
    more: bool


def whether_ahead(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """Yes or no with both figures; None where no two sides are named, or one tells none, or they lie too near."""
    if understanding.language == "en" or not _WHETHER.search(understanding.question):
        return None
    names = _sides(understanding)
    plain = _HAS_SO.sub("比", plain_question(understanding.question))
    bare = without_asking(_ASKS.sub("", written(plain))).removesuffix("了")
    against = _read(bare, names) if len(names) == 2 else None
    if against is None:
        return None
    asked = measure_asked(replace(understanding, question=against.measure), told)
    if asked is None or asked.ranked:
        return None
    ways = [replace(asked, unit="")]
    if _GROWS.search(against.measure):  # 价格涨幅 is told as a growth
        ways.append(replace(asked, unit="", grows=True))
    found = next((pair for way in ways if (pair := _figures(way, understanding, told)) is not None), None)
    if found is None:
        return None
    pair = found if against.first == 0 else found[::-1]
    above = _is_above(*pair)
    if above is None:
        return None
    return Reply(lines=(_line(above == against.more, pair, understanding),))


def _sides(understanding: Understanding) -> list[tuple[str, ...]]:
    """What each of the two sides is called: places, else years."""
    regions = understanding.scope.regions
    if len(regions) > 1:
        return [names_of_places((region,)) for region in regions]
    return [(f"{year}年", str(year)) for year in understanding.years]


def _read(bare: str, names: Sequence[tuple[str, ...]]) -> _Against | None:
    than, verb = _THAN.search(bare), _VERB.search(bare)
    if than is not None:
        at, more = than.start(), than["more"] is not None
        other, rest = than["other"], bare[: than.start()]
    elif verb is not None:
        at, more = verb.start(), verb["beyond"] is not None
        other, rest = bare[verb.end() :], bare[: verb.start()]
    else:
        return None
    behind = [side for side, called in enumerate(names) if any(name in other for name in called)]
    before = [side for side, called in enumerate(names) if any(name in bare[:at] for name in called)]
    if len(behind) != 1 or before != [1 - behind[0]]:
        return None
    measure = f"{rest} {_NATION_AS_SUCH.sub('', other)}"
    for name in sorted((name for called in names for name in called), key=len, reverse=True):
        measure = measure.replace(name, " ")
    return _Against(measure, before[0], more)


def _figures(
    asked: AskedFigure, understanding: Understanding, told: Sequence[ReportLedger]
) -> tuple[Found, Found] | None:
    owners, regions = by_owner(told), understanding.scope.regions
    if len(regions) > 1:
        if any(region not in owners for region in regions):
            return None
        for years in years_apart(asked, told, understanding.years):
            found = of_each(asked, [owners[region] for region in regions], years)
            if found is not None and len(found) == 2:
                return found[0], found[1]
        return None
    pairs = [pair for theirs in owners.values() if (pair := _of_years(asked, theirs, understanding.years)) is not None]
    return pairs[0] if len(pairs) == 1 else None


def _of_years(asked: AskedFigure, told: Sequence[ReportLedger], years: Sequence[int]) -> tuple[Found, Found] | None:
    """One owner's figures of the two years."""
    one, other = (agreed(fitting_either(replace(asked, period=None), told, (year,))) for year in years)
    return None if one is None or other is None or not comparable(one.entry.unit, other.entry.unit) else (one, other)


def _is_above(one: Found, other: Found) -> bool | None:
    """Whether the one is surely above the other, or surely not; None where bounds leave it open."""
    first, second = one.entry, other.entry
    if (first.kind in _GROWTHS) != (second.kind in _GROWTHS) or first.low != first.high or second.low != second.high:
        return None
    larger, smaller = (first, second) if first.low > second.low else (second, first)
    if larger.hedge in ("under", "near") or smaller.hedge == "over":
        return None
    apart = larger.low - smaller.low
    if "about" in (first.hedge, second.hedge) and apart * _ABOUT < abs(larger.low):
        return None
    return None if not apart and first.hedge != second.hedge else first.low > second.low


def _line(yes: bool, pair: Sequence[Found], understanding: Understanding) -> Line:
    of_places = len({one.ledger.owner for one in pair}) > 1
    named = [
        (owner_in(one, "zh") if of_places else period_in_words(one.entry.period, "zh"), figure_in(one, "zh", way=True))
        for one in pair
    ]
    said = "，".join(f"{name}{figure}" for name, figure in named)
    denies = "answer.none" if re.search("了吗|没有?[？?]?$|有没有", understanding.question) else "answer.no"
    quotes = tuple(dict.fromkeys(quote_of(one) for one in pair))
    return Line(message("zh", "answer.yes" if yes else denies, said=said), quotes, quoted(*pair))
