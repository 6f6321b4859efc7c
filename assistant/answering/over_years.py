"""One owner's figure over years: each year's with its quote, and what the question asks of them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.answering.comparing import measure_asked
from assistant.answering.figures import quote_of
from assistant.answering.ledgers import Found, ReportLedger, by_owner
from assistant.answering.matching import agreed, fitting
from assistant.answering.reply import Line, Reply, ReplyCell, ReplyTable
from assistant.answering.wording import figure_in, quoted, what_it_is, with_original, written
from assistant.answering.year_course import asks_course, course_lines
from assistant.answering.year_spans import YearSpan, span_asked, without_years
from assistant.messages import Language, listed, message
from assistant.query.asked import AskedFigure
from assistant.query.understanding import Understanding
from index.ledger.entry import Kind
from index.text.units import comparable


def answer_years(
    understanding: Understanding, told: Sequence[ReportLedger], measure: AskedFigure | None = None
) -> Reply | None:
    """A figure over years; None where fewer than two years tell it, or it is open whose it is.

    `measure` is what is asked where it is known.
    """
    asked = measure or measure_asked(replace(understanding, question=without_years(understanding.question)), told)
    if asked is None:
        return None
    span = span_asked(understanding.question, told)
    years = span.years or _all_years(told)
    asked = replace(asked, period=None)
    tables = [
        (owner, found)
        for owner, theirs in _with_several(told).items()
        if len(found := _by_year(asked, theirs, years, span.of_reports)) > 1
    ]
    if len(tables) != 1:
        return None
    _, found = tables[0]
    if span.last:
        found = {year: found[year] for year in sorted(found)[-span.last :]}
    return _reply(found, _wanted(span, found), asked, understanding)


def _wanted(span: YearSpan, found: Mapping[int, Found]) -> Sequence[int]:
    """The years that are missed where they are not told; of a span without an end none behind the last that is."""
    if not span.years:
        return range(min(found), max(found) + 1)
    planned = any(one.entry.planned for one in found.values())
    years = [year - 1 for year in span.years] if span.of_reports and not planned else span.years
    return [year for year in years if year <= max(found)] if span.open else years


def answer_course(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """As `answer_years`, where the question's words leave no doubt that it asks how a figure went over years."""
    return answer_years(understanding, told) if asks_course(understanding.question) else None


def _with_several(told: Sequence[ReportLedger]) -> dict[str, list[ReportLedger]]:
    """The owners with reports of several years, where there are such: only those tell how it went over years."""
    owners = by_owner(told)
    return {owner: theirs for owner, theirs in owners.items() if len(theirs) > 1} or owners


def _all_years(told: Sequence[ReportLedger]) -> tuple[int, ...]:
    own = sorted({one.year for one in told if one.year is not None})
    return tuple(range(own[0] - 1, own[-1] + 1)) if own else ()


def _by_year(
    asked: AskedFigure, told: Sequence[ReportLedger], years: Sequence[int], of_reports: bool
) -> dict[int, Found]:
    """The figure of each year: results, or where the question or the measure is of plans, targets; one kind for all.

    Where the years are `of_reports`, results are of the years before.
    """
    results = replace(asked, planned=None)
    aims = replace(asked, planned=True)
    for way in [aims] if asked.planned else [results, aims]:
        best: dict[int, Found] = {}
        # What is asked of as a level may be told as a growth alone: prices, the gross product's target.
        for told_as in [way] if way.grows or way.unit else [way, replace(way, grows=True, unit="%")]:
            told_years = [year - 1 for year in years] if of_reports and not way.planned else years
            found = _figures(told_as, told, told_years)
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
    growths = _are_growths_of(asked, found)
    lines += course_lines(found, understanding.question, asked.falls, growths, language)
    for year in sorted(found):
        lines.append(_line(year, found[year], language))
    missing = [year for year in years if year not in found]
    note = ""
    if missing:
        note = message(language, "years.missing", years=listed(language, map(str, missing)))
    rows = tuple(str(year) for year in sorted(found))
    cells = tuple(
        ReplyCell(row, 0, written(found[int(year)]), quote_of(found[int(year)])) for row, year in enumerate(rows)
    )
    return Reply(lines=tuple(lines), table=ReplyTable((what,), rows, cells), note=note)


def _line(year: int, one: Found, language: Language) -> Line:
    way = one.entry.low < 0
    text = message(language, "years.line", year=year, figure=figure_in(one, language, way))
    return Line(with_original(text, f"{year}年{written(one, way)}", one, language), (quote_of(one),), quoted(one))


def _are_growths_of(asked: AskedFigure, found: dict[int, Found]) -> bool:
    """Whether they are growths that don't tell how the level went that is asked for: a fall that slows is a fall."""
    changes = [one.entry for one in found.values() if one.entry.kind is Kind.CHANGE and not one.entry.planned]
    return bool(changes) and (not asked.grows or any(entry.low < 0 for entry in changes))


def replace_period(found: Found) -> Found:
    """The entry without its year: of a table that has a row for each."""
    return replace(found, entry=replace(found.entry, period=None))
