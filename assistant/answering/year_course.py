"""What a question asks of a figure's years, said in one line: how it went, which year stands out, since when it holds.

Nothing is said of years that are not told: "each year" needs all of them, "since" the year before.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found
from assistant.answering.over_reports import read_bounds
from assistant.answering.reply import Line
from assistant.answering.wording import figure_in, quoted, with_original, written
from assistant.messages import Language, listed, message
from index.patterns import regex
from index.text.folding import simplified
from index.text.quantities import find_quantities
from index.text.units import comparable

Years = Mapping[int, Found]

_HIGHEST = regex(r"最[高大多快强]|\b(?:highest|most|largest|biggest|fastest|peak)\b", re.IGNORECASE)
_LOWEST = regex(r"最[低小少慢弱]|\b(?:lowest|least|smallest|slowest)\b", re.IGNORECASE)
_ASKS_COURSE = regex(
    r"还是(?:减少|下降|降低|下滑)|走势|趋势|走向|变化|变动|演变|曲线|怎么变|怎样变|如何变|变没变"
    r"|(?:增加|减少|上升|下降|提高|降低|增长|涨|降|变)了(?:吗|没|么|多少)"
    r"|一年比一年|逐年|年年|越来越|一路"
    r"|\b(?:trend|chang(?:e|ed|ing)|evolve[ds]?|developed|ris(?:e|en|ing)|fall(?:en|ing)?|grow(?:n|ing)?|steadily)\b",
    re.IGNORECASE,
)
_OVER_YEARS = regex(
    r"历年|这[几些]年|近[几两三四五六七八九十\d]+年|年(?:以来|至今|以后|之后|起)|(?:19|20)\d\d年?[-—–~～至到](?:19|20)\d\d"
    r"|\b(?:from|between) (?:19|20)\d\d (?:to|and|through) (?:19|20)\d\d|\bsince (?:19|20)\d\d|\bover the years\b",
    re.IGNORECASE,
)
_EACH_RISES = regex(r"(?:一年比一年|逐年|年年|每年都?)(?:在)?(?P<way>[多高大快强增升涨提上]|[少低小慢弱减降跌下])")
_WHETHER = regex(r"[吗么嘛]|没有[？?]?$|是不是|是否|对不对|^(?:did|has|have|is|was|were)\b", re.IGNORECASE)
_EVERY = regex(r"一直|始终|每年都?|历年都?|各年都?|年年|\b(?:always|every year|each year)\b", re.IGNORECASE)
_SINCE_WHEN = regex(
    r"哪一?年|哪个年份|几几年|什么时候|何时|几时|哪份报告|\bwhen\b|\b(?:which|what) year", re.IGNORECASE
)
# What holds from that year to the last one told.
_LASTING = regex(r"[年候时](?:开始|起)|\b(?:from|since|every)\b", re.IGNORECASE)
_NOT = regex(r"(?:不再?[是为按定]|不在|\b(?:not|no longer)(?: at)?)\s*(?:about|around)?\s*$", re.IGNORECASE)
_BECOMES = regex(r"(?:[成为到在是按]|\b(?:to|at|is|was|be))\s*(?:了)?(?:about|around)?\s*$", re.IGNORECASE)
_PASSES = regex(r"(?:达|达到|不[低少小]于|超过?|突破|高于|[低少]于|不到|不超过|以内)\s*了?\s*$")
_FROM = regex(r"(?:从|由|\bfrom)\s*(?:about|around)?\s*$", re.IGNORECASE)


def asks_course(question: str) -> bool:
    """Whether a question asks in so many words how something went over years."""
    text = simplified(question)
    return _ASKS_COURSE.search(text) is not None and _OVER_YEARS.search(text) is not None


def asks_since(question: str) -> bool:
    """Whether it asks in which year a figure came to be what the question says."""
    return _SINCE_WHEN.search(simplified(question)) is not None and bool(find_quantities(question))


def course_lines(found: Years, question: str, falls: bool, of_growths: bool, language: Language) -> Iterator[Line]:
    """The lines that answer what is asked of the years, before each year's own.

    `falls`: the measure is told as a fall. `of_growths`: the figures are growths of a level that is asked for; how the
    level went isn't theirs to say.
    """
    text = simplified(question)
    years = sorted(found)
    extreme = _extreme(found, falls, text, language)
    if extreme is not None:
        yield extreme
    holds = _holds(found, text)
    if holds is not None:
        line = _since(found, holds, text, language) or _always(found, holds, text, language)
        if line is not None:
            yield line
        return
    if of_growths or len(years) < 2 or not _ASKS_COURSE.search(text):
        return
    yield _course(found, text, language)


def _figure(found: Found, language: Language) -> str:
    """The figure with its sign in words."""
    return figure_in(found, language, found.entry.low < 0)


def _shown(found: Years, years: Sequence[int], text: str, language: Language, original: str = "") -> Line:
    quotes = tuple(dict.fromkeys(quote_of(found[year]) for year in years))
    these = [found[year] for year in years]
    told = "，".join(f"{year}年{written(found[year], found[year].entry.low < 0)}" for year in years)
    return Line(with_original(text, original or told, these[0], language), quotes, quoted(*these))


# How it went.


def _middle(found: Found) -> Decimal:
    """The figure as it is held against another year's: 6%-6.5% by its middle."""
    return (found.entry.low + found.entry.high) / 2


def _course(found: Years, question: str, language: Language) -> Line:
    years = sorted(found)
    values = [_middle(found[year]) for year in years]
    steps = _steps(values)
    whole = len(years) > years[-1] - years[0]  # no year is missing between
    text = message(
        language,
        f"course.{_shape(values, whole)}",
        first=years[0],
        start=_figure(found[years[0]], language),
        last=years[-1],
        end=_figure(found[years[-1]], language),
    )
    asked = _EACH_RISES.search(question)
    if asked is not None and _WHETHER.search(question):
        up = asked["way"] in "多高大快强增升涨提上"
        wrong = next((at for at, step in enumerate(steps) if step != (1 if up else -1)), None)
        if wrong is not None:
            pair = years[wrong : wrong + 2]
            before, after = (f"{year}年{_figure(found[year], language)}" for year in pair)
            text = message(language, "years.not_each", before=before, after=after, course=text)
            return _shown(found, [*pair, years[0], years[-1]], text, language)
        if whole:
            text = message(language, "years.yes", said=text)
    return _shown(found, [years[0], years[-1]], text, language)


def _steps(values: Sequence[Decimal]) -> list[int]:
    """1 for a rise, -1 for a fall, 0 for none, between each two."""
    return [(other > one) - (other < one) for one, other in pairwise(values)]


def _shape(values: Sequence[Decimal], whole: bool) -> str:
    """The message that says how it went; of years with gaps never that it went so each year."""
    steps = _steps(values)
    moves = [step for step in steps if step]
    if not moves:
        return "same"
    runs = [one for one, other in pairwise([*moves, 0]) if one != other]
    if len(runs) == 1:
        each = whole and len(moves) == len(steps)
        return f"{'each' if each else 'all'}_{'rises' if runs[0] > 0 else 'falls'}"
    if len(runs) == 2:
        return "rises_falls" if runs[0] > 0 else "falls_rises"
    first, last, among = values[0], values[-1], (min(values), max(values))
    if {first, last} == set(among):
        return "mostly_rises" if first < last else "mostly_falls"
    return "both"


# Which year stands out.


def _extreme(found: Years, falls: bool, question: str, language: Language) -> Line | None:
    """The year with the highest or lowest figure, or those that share it. Of falls the largest is the lowest."""
    highest, lowest = (pattern.search(question) is not None for pattern in (_HIGHEST, _LOWEST))
    if highest == lowest:
        return None
    among = {year: one for year, one in found.items() if one.entry.low < 0 or not falls}
    if len(among) < 2:
        return None
    best = min if highest == falls else max
    value = best(_middle(one) for one in among.values())
    years = sorted(year for year, one in among.items() if _middle(one) == value)
    if len(years) == len(among):
        return None
    figure = _figure(found[years[0]], language)
    if len(years) == 1:
        return _shown(found, years, message(language, "years.extreme", year=years[0], figure=figure), language)
    text = message(language, "years.level", years=listed(language, map(str, years)), figure=figure)
    return _shown(found, years, text, language)


# Since when it holds.


def _holds(found: Years, question: str) -> dict[int, bool] | None:
    """Of each year told, whether what the question says of it holds; None where it says nothing of a figure."""
    asks_when = _SINCE_WHEN.search(question) is not None
    if not asks_when and not (_EVERY.search(question) and _WHETHER.search(question)):
        return None
    units = {one.entry.unit for one in found.values()}
    quantities = [
        each
        for each in find_quantities(question)
        if (not each.unit or any(comparable(each.unit, unit) for unit in units))
        and (each.unit or re.search("[万亿]", each.text))
        and not _FROM.search(question[: each.start])
    ]
    if not quantities:
        return None
    told = quantities[-1] if asks_when else quantities[0]
    before = question[: told.start]
    if _NOT.search(before):
        return {year: not _is_same(one, told.low, told.high) for year, one in found.items()}
    if _BECOMES.search(before) and not _PASSES.search(before) and not _is_bound(question, told.end):
        return {year: _is_same(one, told.low, told.high) for year, one in found.items()}
    _, bounds = read_bounds(question[max(0, told.start - 8) :])
    if len(bounds) == 0:
        return None
    return {year: bounds[0].admits(one) for year, one in found.items()}


def _is_same(one: Found, low: Decimal, high: Decimal) -> bool:
    return one.entry.low == low and one.entry.high == high


def _is_bound(question: str, end: int) -> bool:
    return re.match(r"\s*(?:及?以[上下内]|or (?:more|less|higher|lower|above|below))", question[end:]) is not None


def _since(found: Years, holds: Mapping[int, bool], question: str, language: Language) -> Line | None:
    """The first year of which it holds, with the one told before it, of which it doesn't."""
    if not _SINCE_WHEN.search(question):
        return None
    years = sorted(found)
    onsets = [at for at in range(1, len(years)) if holds[years[at]] and not holds[years[at - 1]]]
    if _LASTING.search(question):
        onsets = [at for at in onsets if all(holds[year] for year in years[at:])]
    if not onsets:
        return None
    before, year = years[onsets[0] - 1], years[onsets[0]]
    text = message(
        language,
        "years.since",
        year=year,
        figure=_figure(found[year], language),
        before=before,
        other=_figure(found[before], language),
    )
    return _shown(found, [year, before], text, language)


def _always(found: Years, holds: Mapping[int, bool], question: str, language: Language) -> Line | None:
    """Whether it holds of every year told: the years of which it doesn't, or that it does."""
    if not (_EVERY.search(question) and _WHETHER.search(question)):
        return None
    years = sorted(found)
    others = [year for year in years if not holds[year]]
    if others:
        told = listed(
            language, (f"{year}{'年' if language == 'zh' else ' '}{_figure(found[year], language)}" for year in others)
        )
        return _shown(found, others, message(language, "years.not_always", years=told), language)
    text = message(language, "years.always", count=len(years), first=years[0], last=years[-1])
    return _shown(found, years, text, language)
