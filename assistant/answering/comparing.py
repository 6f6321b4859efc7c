"""Places, companies or years against one another: each with its own quote, who is ahead, and by how much."""

import re
from collections.abc import Sequence

from assistant.answering.amounts import can_subtract, difference, in_unit
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import agreed, fitting_either, years_apart
from assistant.answering.reply import Line, Reply, Sum
from assistant.answering.restating import said_in
from assistant.answering.wording import figure_in, owner_in, quoted, what_it_is, with_original, written
from assistant.messages import Language, message
from assistant.query.asked import AskedFigure, asked_measure, names_of_places
from assistant.query.asked_english import asked_in_english
from assistant.query.understanding import Understanding
from index.lexicon.region_groups import named_group
from index.text.units import comparable

_LESSER = re.compile(
    r"(?:更|比较|定得|最|谁|哪个|哪边|较)的?[小低少慢弱短]|少多少|低多少|少几|低几|\b(?:lower|less|fewer|smaller|slower|cleaner|least|lowest)\b"
)


def answer_comparison(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """Two places or more by one figure; None where that is not asked, or not all of them tell it."""
    regions = tuple(region for region in understanding.scope.regions or understanding.scope.issuers)
    owners = by_owner(told)
    sides = [owners[region] for region in regions if region in owners]
    if len(sides) < 2 or len(sides) < len([region for region in regions if region != "全国"]):
        return None
    asked = measure_asked(understanding, told)
    if asked is None:
        return None
    for years in years_apart(asked, told, understanding.years):
        found = _of_each(asked, sides, years)
        if found is not None:
            return _compared(found, asked.falls, understanding)
    return None


def _of_each(asked: AskedFigure, sides: Sequence[Sequence[ReportLedger]], years: Sequence[int]) -> list[Found] | None:
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
    regions = understanding.scope.regions
    if understanding.language == "en":
        return asked_in_english(understanding.question, newest(told))
    names = (*names_of_places(regions), *understanding.scope.issuers)
    return asked_measure(_without_group(understanding.question), names, newest(told))


def _without_group(question: str) -> str:
    group = named_group(question)
    return question if group is None else question[: group.start] + " " + question[group.end :]


def _compared(found: Sequence[Found], falls: bool, understanding: Understanding) -> Reply:
    language = understanding.language
    lines = [_side(one, language) for one in found]
    lesser = _LESSER.search(understanding.question.lower()) is not None
    all_fell = all(one.entry.low < 0 for one in found)
    lesser = lesser != falls  # who fell by more has the lower figure
    sums: tuple[Sum, ...] = ()
    if len(found) == 2 and all_fell >= falls:
        line, sums = _between(found, lesser, falls, language)
        lines.append(line)
    else:
        first = min(found, key=lambda one: one.entry.low if lesser else -one.entry.low)
        level = [one for one in found if one.entry.low == first.entry.low]
        lines += [
            Line(
                message(
                    language, "compare.ahead", owner=owner_in(one, language), figure=figure_in(one, language, way=falls)
                ),
                (quote_of(one),),
                quoted(one),
            )
            for one in level
        ]
    return Reply(lines=tuple(lines), computed=sums)


def _side(one: Found, language: Language) -> Line:
    what = what_it_is(one, language, with_owner=False).strip(" ,:：，")
    figure = with_original(figure_in(one, language), f"{one.ledger.owner}{written(one)}", one, language)
    text = message(language, "compare.side", owner=owner_in(one, language), figure=figure, what=what)
    return Line(text, (quote_of(one),), quoted(one))


def _between(found: Sequence[Found], lesser: bool, falls: bool, language: Language) -> tuple[Line, tuple[Sum, ...]]:
    """Who is ahead and by how much; where a figure is a bound no more than by the numbers as they are written."""
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
            message(language, "compare.ahead", owner=owner_in(first, language), figure=figure_in(first, language)),
            quotes,
            quoted(first),
        ), ()
    value, unit = difference(first, second)
    amount = in_unit(abs(value), unit)
    key = ("compare.fell_more" if lesser else "compare.fell_less") if falls else _how(first, lesser)
    bounds = any(each.entry.hedge for each in (first, second))
    text = message(language, key, owner=owner_in(first, language), amount=said_in(amount, language))
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
