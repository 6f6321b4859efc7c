"""One owner's figure over years: each year's with its quote, and what the question asks of them."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answering.comparing import measure_asked
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import agreed, fitting
from assistant.answering.reply import Line, Reply, ReplyCell, ReplyTable
from assistant.answering.wording import figure_in, quoted, what_it_is, with_original, written
from assistant.messages import Language, listed, message
from assistant.query.asked import AskedFigure
from assistant.query.understanding import Understanding
from index.ledger.entry import Kind
from index.text.units import comparable

_RANGE = re.compile(r"(?P<first>(?:19|20)\d\d)\s*年?\s*(?:[-—–~～至到致]+|to|through|and)\s*(?P<last>(?:19|20)\d\d)")
_SINCE = re.compile(
    r"(?P<first>(?:19|20)\d\d)\s*年?(?:度)?(?:以来|至今|到现在|起)|since\s+(?P<since>(?:19|20)\d\d)", re.IGNORECASE
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_HIGHEST = re.compile(r"最[高大多快强]|\b(?:highest|most|largest|biggest|fastest|peak)\b", re.IGNORECASE)
_LOWEST = re.compile(r"最[低小少慢弱]|\b(?:lowest|least|smallest|slowest)\b", re.IGNORECASE)
_ASKS_TREND = re.compile(
    r"增加还是减少|上升还是下降|走势|趋势|变化|怎么变|一直|逐年|一年比一年|年年"
    r"|\b(?:trend|change[ds]?|evolve|every year|rising|falling)\b",
    re.IGNORECASE,
)


def years_asked(question: str, told: Sequence[ReportLedger]) -> tuple[int, ...]:
    """The years that a question spans; empty where it names none: then all that the library has."""
    latest = newest(told)
    bare = re.sub(r"[（(][^（()）]*报告[^（()）]*[)）]", "", question)
    if (span := _RANGE.search(bare)) is not None and int(span["first"]) < int(span["last"]):
        return tuple(range(int(span["first"]), int(span["last"]) + 1))
    if (since := _SINCE.search(bare)) is not None and latest is not None:
        first = int(since["first"] or since["since"])
        return tuple(range(first, latest + 1))
    return tuple(dict.fromkeys(int(year) for year in _YEAR.findall(bare)))


def answer_years(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """A figure over years; None where fewer than two years tell it, or it is open whose it is."""
    asked = measure_asked(understanding, told)
    if asked is None:
        return None
    years = years_asked(understanding.question, told) or _all_years(told)
    asked = replace(asked, period=None)
    tables = [
        (owner, found)
        for owner, theirs in _with_several(told).items()
        if len(found := _by_year(asked, theirs, years)) > 1
    ]
    if len(tables) != 1:
        return None
    _, found = tables[0]
    return _reply(found, years, asked, understanding)


def _with_several(told: Sequence[ReportLedger]) -> dict[str, list[ReportLedger]]:
    """The owners with reports of several years, where there are such: only those tell how it went over years."""
    owners = by_owner(told)
    return {owner: theirs for owner, theirs in owners.items() if len(theirs) > 1} or owners


def _all_years(told: Sequence[ReportLedger]) -> tuple[int, ...]:
    own = sorted({one.year for one in told if one.year is not None})
    return tuple(range(own[0] - 1, own[-1] + 1)) if own else ()


def _by_year(asked: AskedFigure, told: Sequence[ReportLedger], years: Sequence[int]) -> dict[int, Found]:
    """The figure of each year: results, or where the question or the measure is of plans, targets; one kind for all."""
    results = replace(asked, planned=None)
    aims = replace(asked, planned=True)
    for way in [aims] if asked.planned else [results, aims]:
        best: dict[int, Found] = {}
        # What is asked of as a level may be told as a growth alone: prices, the gross product's target.
        for told_as in [way] if way.grows or way.unit else [way, replace(way, grows=True)]:
            found = _figures(told_as, told, years)
            if len(found) > len(best):
                best = found
            if len(best) > 1 and not way.planned:
                break  # a growth is never given for a level that is told
        if best:
            return best
    return {}


def _figures(asked: AskedFigure, told: Sequence[ReportLedger], years: Sequence[int]) -> dict[int, Found]:
    found: dict[int, Found] = {}
    for year in years:
        chosen = agreed(_own_first(fitting(asked, told, (year,)), year, asked.planned is True))
        if chosen is not None:
            found[year] = chosen
    units = [one.entry.unit for one in found.values()]
    return found if all(comparable(units[0], unit) for unit in units) else {}


def _own_first(found: Sequence[Found], year: int, planned: bool) -> list[Found]:
    """Of a target its own year's report, of a result the next one's, where those tell it."""
    own = year if planned else year + 1
    return [one for one in found if one.ledger.year == own] or list(found)


def _reply(found: dict[int, Found], years: Sequence[int], asked: AskedFigure, understanding: Understanding) -> Reply:
    language = understanding.language
    first = next(iter(found.values()))
    what = what_it_is(replace_period(first), language).strip(" ,:：，")
    lines: list[Line] = []
    extreme = _extreme(found, asked.falls, understanding.question)
    if extreme is not None:
        year, one = extreme
        lines.append(_line("years.extreme", year, one, language))
    asks_trend = _ASKS_TREND.search(understanding.question) is not None
    trend = _trend(found) if asks_trend and not _gaps(found) and not _are_growths_of(asked, found) else None
    if trend is not None:
        figures = " → ".join(figure_in(found[year], language, found[year].entry.low < 0) for year in sorted(found))
        quotes = tuple(quote_of(found[year]) for year in sorted(found))
        lines.append(Line(message(language, trend, figures=figures), quotes, quoted(*found.values())))
    for year in sorted(found):
        lines.append(_line("years.line", year, found[year], language))
    missing = [year for year in years if year not in found]
    note = ""
    if missing:
        note = message(language, "years.missing", years=listed(language, map(str, missing)))
    rows = tuple(str(year) for year in sorted(found))
    cells = tuple(
        ReplyCell(row, 0, written(found[int(year)]), quote_of(found[int(year)])) for row, year in enumerate(rows)
    )
    return Reply(lines=tuple(lines), table=ReplyTable((what,), rows, cells), note=note)


def _line(key: str, year: int, one: Found, language: Language) -> Line:
    way = one.entry.low < 0
    text = message(language, key, year=year, figure=figure_in(one, language, way))
    return Line(with_original(text, f"{year}年{written(one, way)}", one, language), (quote_of(one),), quoted(one))


def _gaps(found: dict[int, Found]) -> bool:
    """Whether a year is missing between the first and the last: then nothing is said of each year."""
    return len(found) <= max(found) - min(found)


def _are_growths_of(asked: AskedFigure, found: dict[int, Found]) -> bool:
    """Whether they are growths that don't tell how the level went that is asked for: a fall that slows is a fall."""
    changes = [one.entry for one in found.values() if one.entry.kind is Kind.CHANGE and not one.entry.planned]
    return bool(changes) and (not asked.grows or any(entry.low < 0 for entry in changes))


def _trend(found: dict[int, Found]) -> str | None:
    """How it went: up each year, down each year, the same; None where it went both ways."""
    values = [found[year].entry.low for year in sorted(found)]
    pairs = list(pairwise(values))
    if all(one == other for one, other in pairs):
        return "years.same"
    if all(one < other for one, other in pairs):
        return "years.rises"
    if all(one > other for one, other in pairs):
        return "years.falls"
    return None


def replace_period(found: Found) -> Found:
    """The entry without its year: of a table that has a row for each."""
    return replace(found, entry=replace(found.entry, period=None))


def _extreme(found: dict[int, Found], falls: bool, question: str) -> tuple[int, Found] | None:
    """The year with the highest or lowest figure; None where two stand level. Of falls the largest is the lowest."""
    highest, lowest = (pattern.search(question) is not None for pattern in (_HIGHEST, _LOWEST))
    if not highest and not lowest:
        return None
    among = {year: one for year, one in found.items() if one.entry.low < 0 or not falls}
    if not among:
        return None
    best = min if highest == falls else max
    value = best(one.entry.low for one in among.values())
    years = [year for year, one in among.items() if one.entry.low == value]
    return (years[0], found[years[0]]) if len(years) == 1 else None
