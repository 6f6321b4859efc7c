"""A term in the reports of one owner over years: in which years it stands, in which first, and how often in each."""

import re
from collections.abc import Sequence

from assistant.answering.focus import language_asked
from assistant.answering.naming import sentence_around
from assistant.answering.reply import Line, Reply, ReplyCell, ReplyTable
from assistant.messages import Language, listed, message
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report

_ASKS_YEARS = regex(
    r"历年|每年|各年|逐年|哪[一些几]?年|几几年|什么时候|何时|哪个年份"
    r"|\b(?:over the years|(?:each|every|which|what|by) years?|when)\b",
    re.IGNORECASE,
)
FIRST = regex(r"第一次|头一次|首次|首度|首提|最早|最先|[年候时](?:开始|起)|\b(?:first|earliest)\b", re.IGNORECASE)
_ASKS_WHICH = regex(r"哪[一些几]?年|几几年|什么时候|何时|哪个年份|\b(?:which|what) years?|\bwhen\b", re.IGNORECASE)

Spans = Sequence[tuple[int, int]]


def asks_years(question: str) -> bool:
    """Whether a question asks for years, or for each year by itself."""
    return _ASKS_YEARS.search(question) is not None


def of_one_owner(reports: Sequence[Report]) -> list[Report]:
    """The reports of the only owner with reports of several years, each year once, the oldest first.

    Empty where there is no such owner or more than one.
    """
    owners: dict[str, dict[int, Report]] = {}
    for report in reports:
        owner, year = report.metadata.region or report.metadata.issuer, report.metadata.year
        if not owner or year is None or year in owners.get(owner, {}):
            continue
        owners.setdefault(owner, {})[year] = report
    several = [years for years in owners.values() if len(years) > 1]
    return [years[year] for years in several for year in sorted(years)] if len(several) == 1 else []


def by_year(understanding: Understanding, reports: Sequence[Report], found: Sequence[Spans], note: str) -> Reply:
    """The years whose reports have the term; `reports` are of one owner, oldest first, `found` where each has it."""
    language = language_asked(understanding)
    holding = [(report, spans) for report, spans in zip(reports, found, strict=True) if spans]
    lines = [_lead(understanding.question, holding, language)] if _ASKS_WHICH.search(understanding.question) else []
    lines += [_of_year(report, spans, language) for report, spans in holding]
    return Reply(lines=tuple(lines), table=_table(reports, found, language), note=note)


def _lead(question: str, holding: Sequence[tuple[Report, Spans]], language: Language) -> Line:
    """The first year, or those that have it."""
    shown = holding[:1] if FIRST.search(question) else holding
    key = "mention.first" if FIRST.search(question) else "mention.only" if len(holding) == 1 else "mention.years"
    years = listed(language, (f"{report.metadata.year}{'年' if language == 'zh' else ''}" for report, _ in shown))
    quotes = tuple(sentence_around(report, *spans[0]) for report, spans in shown)
    return Line(message(language, key, years=years), quotes, _as_written(shown))


def _of_year(report: Report, spans: Spans, language: Language) -> Line:
    text = message(language, "mention.of_year", year=report.metadata.year, count=len(spans))
    quotes = tuple(dict.fromkeys(sentence_around(report, *span) for span in spans))
    return Line(text, quotes, _as_written([(report, spans)]))


def _as_written(held: Sequence[tuple[Report, Spans]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(report.text[slice(*spans[0])] for report, spans in held))


def _table(reports: Sequence[Report], found: Sequence[Spans], language: Language) -> ReplyTable:
    return ReplyTable(
        columns=(message(language, "mention.column"),),
        rows=tuple(str(report.metadata.year) for report in reports),
        cells=tuple(
            ReplyCell(row, 0, str(len(spans)), sentence_around(report, *spans[0]))
            for row, (report, spans) in enumerate(zip(reports, found, strict=True))
            if spans
        ),
    )
