"""Places, companies or years against one another: each with its own quote, who is ahead, and by how much."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.amounts import can_subtract, difference, in_unit
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import agreed, fitting_either, years_apart
from assistant.answering.reply import Line, Reply, Sum
from assistant.answering.restating import said_in
from assistant.answering.wording import figure_in, owner_in, period_in_words, quoted, what_it_is, with_original, written
from assistant.messages import Language, message
from assistant.query.asked import AskedFigure, asked_measure, names_asked
from assistant.query.asked_english import asked_in_english
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.text.region_groups import named_group
from index.text.units import comparable

_APART = regex("相?差(?:距|额|了|别|异)?(?:有|是|为)?(?:多|几)")
_LESSER = regex(
    r"(?:更|比较|定得|最|谁|哪个|哪边|较)的?[小低少慢弱短]|少多少|低多少|少几|低几|\b(?:lower|less|fewer|smaller|slower|cleaner|least|lowest)\b"
)


_ADDED = regex("总共|一共|合计|共计|加起来|合起来|之和|总和|加(?:在)?一[起块]")


def answer_comparison(
    understanding: Understanding, told: Sequence[ReportLedger], measure: AskedFigure | None = None
) -> Reply | None:
    """Two places or more by one figure; None where that is not asked, or not all of them tell it.

    `measure` is what is asked where it is known.
    """
    if _ADDED.search(understanding.question):
        return None  # a sum, and not one beside the other
    regions = tuple(region for region in understanding.scope.regions or understanding.scope.issuers)
    owners = by_owner(told)
    if len(understanding.years) == 2 and len(regions) < 2:
        each = [_years_compared(understanding, theirs, measure) for theirs in owners.values()]
        replies = [reply for reply in each if reply is not None]
        return replies[0] if len(replies) == 1 else None
    sides = [owners[region] for region in regions if region in owners]
    if len(sides) < 2 or len(sides) < len([region for region in regions if region != "全国"]):
        return None
    asked = measure or measure_asked(understanding, told) or _growth_asked(understanding)
    if asked is None:
        return None
    for years in years_apart(asked, told, understanding.years):
        found = of_each(asked, sides, years)
        if found is not None:
            return _compared(found, asked.falls, understanding, _names(found, understanding))
    return None


# Who grows faster, of nothing named, is asked of the economy.
_GROWS = regex("(?:增长|增速|增幅|[增涨]得)")
_ECONOMY = "生产总值"


def _growth_asked(understanding: Understanding) -> AskedFigure | None:
    if understanding.language == "en" or not _GROWS.search(understanding.question):
        return None
    planned = True if understanding.plan else None
    return AskedFigure(_ECONOMY, "", True, False, False, "", None, planned)


def _names(found: Sequence[Found], understanding: Understanding) -> tuple[str, ...]:
    """What each side is called: its owner, and the port or airport that the question asks of it."""
    own = [owner_in(one, understanding.language) for one in found]
    sites = [_SITE.match(understanding.question.partition(name)[2]) for name in own]
    return tuple(f"{name}{site[0]}" if all(sites) and site else name for name, site in zip(own, sites, strict=True))


_SITE = regex("港口?|机场|自贸港")


def _years_compared(
    understanding: Understanding, told: Sequence[ReportLedger], measure: AskedFigure | None
) -> Reply | None:
    """Two years of one owner by one figure."""
    asked = measure or measure_asked(understanding, told) or _growth_asked(understanding)
    if asked is None:
        return None
    found = [
        chosen
        for year in understanding.years
        if (chosen := agreed(fitting_either(replace(asked, period=None), told, (year,)))) is not None
    ]
    if len(found) < 2 or not comparable(found[0].entry.unit, found[1].entry.unit):
        return None
    if found[0].entry.kind != found[1].entry.kind:
        return None
    names = tuple(period_in_words(one.entry.period, understanding.language) for one in found)
    return _compared(found, asked.falls, understanding, names)


def of_each(asked: AskedFigure, sides: Sequence[Sequence[ReportLedger]], years: Sequence[int]) -> list[Found] | None:
    """Each side's figure of the same time and sort; None where one tells none, but for the nation beside others."""
    found: list[Found] = []
    for theirs in sides:
        chosen = agreed(fitting_either(asked, theirs, years))
        if chosen is not None:
            found.append(chosen)
        elif not (theirs[0].is_national and len(sides) > 2):
            return None
    if len(found) < 2 or not all(comparable(found[0].entry.unit, one.entry.unit) for one in found):
        return None
    return found if len({one.entry.period for one in found}) == 1 else None


def measure_asked(understanding: Understanding, told: Sequence[ReportLedger]) -> AskedFigure | None:
    """What a question measures that asks something of several figures of it."""
    if understanding.language == "en":
        return asked_in_english(understanding.question, newest(told))
    return asked_measure(_without_group(understanding.question), names_asked(understanding.scope), newest(told))


def _without_group(question: str) -> str:
    group = named_group(question)
    return question if group is None else question[: group.start] + " " + question[group.end :]


def _compared(found: Sequence[Found], falls: bool, understanding: Understanding, names: Sequence[str]) -> Reply:
    """Each side under its name, then who is ahead, and by how much where there are two."""
    language = understanding.language
    called = dict(zip(found, names, strict=True))
    lines = [_side(one, name, language) for one, name in called.items()]
    lesser = _LESSER.search(understanding.question.lower()) is not None
    all_fell = all(one.entry.low < 0 for one in found)
    lesser = lesser != falls  # who fell by more has the lower figure
    sums: tuple[Sum, ...] = ()
    if len(found) == 2 and all_fell >= falls:
        line, sums = _between(called, lesser, falls, understanding)
        lines.append(line)
    else:
        first = min(found, key=lambda one: one.entry.low if lesser else -one.entry.low)
        level = [one for one in found if one.entry.low == first.entry.low]
        lines += [
            Line(
                message(language, "compare.ahead", owner=called[one], figure=figure_in(one, language, way=falls)),
                (quote_of(one),),
                quoted(one),
            )
            for one in level
        ]
    return Reply(lines=tuple(lines), computed=sums)


def _side(one: Found, name: str, language: Language) -> Line:
    what = what_it_is(one, language, with_owner=False).strip(" ,:：，")
    figure = with_original(
        figure_in(one, language), f"{name if language == 'zh' else one.ledger.owner}{written(one)}", one, language
    )
    text = message(language, "compare.side", owner=name, figure=figure, what=what)
    return Line(text, (quote_of(one),), quoted(one))


def _between(
    called: Mapping[Found, str], lesser: bool, falls: bool, understanding: Understanding
) -> tuple[Line, tuple[Sum, ...]]:
    """Who is ahead and by how much; where a figure is a bound no more than by the numbers as they are written."""
    language, found = understanding.language, tuple(called)
    one, other = found
    quotes = (quote_of(one), quote_of(other))
    if one.entry.low == other.entry.low and one.entry.high == other.entry.high:
        if one.entry.hedge == other.entry.hedge:
            return Line(message(language, "compare.same", figure=figure_in(one, language)), quotes, quoted(*found)), ()
        text = message(
            language, "compare.same_number", figure=figure_in(one, language), other=figure_in(other, language)
        )
        return Line(text, quotes, quoted(*found)), ()
    first, second = (one, other) if (one.entry.low < other.entry.low) == lesser else (other, one)
    if not can_subtract(first, second):
        return Line(
            message(language, "compare.ahead", owner=called[first], figure=figure_in(first, language)),
            quotes,
            quoted(first),
        ), ()
    value, unit = difference(first, second)
    amount = in_unit(abs(value), unit)
    key = ("compare.fell_more" if lesser else "compare.fell_less") if falls else _how(first, lesser)
    bounds = any(each.entry.hedge for each in (first, second))
    text = message(language, key, owner=called[first], amount=said_in(amount, language))
    if _APART.search(understanding.question):
        text = message(language, "compare.apart", text=text, amount=said_in(amount, language))
    if bounds:
        text = message(language, "compare.as_written", text=text)
    larger, smaller = (first, second) if value > 0 else (second, first)
    expression = " − ".join(operands(larger, smaller))
    return Line(text, quotes, quoted(*found)), (Sum(expression, quotes, amount),)


def operands(larger: Found, smaller: Found) -> tuple[str, str]:
    """The two as they are written, in the order and with the signs that the sum is right in: of two falls the lesser
    figure is the larger fall."""
    if larger.entry.low < 0 and smaller.entry.low < 0:
        return written(smaller), written(larger)
    return written(larger), f"(−{written(smaller)})" if smaller.entry.low < 0 else written(smaller)


def _how(found: Found, lesser: bool) -> str:
    rate = found.entry.unit in ("%", "百分点") or "/" in found.entry.unit or "立方米" in found.entry.unit
    return (
        ("compare.lower" if lesser else "compare.higher") if rate else ("compare.fewer" if lesser else "compare.more")
    )
