"""Which reports mention a term, and how often: a string search over every report in scope, complete.

That a report lacks a term can't be quoted. So it is said in the note, as what a search found.
"""

import re
from collections.abc import Sequence

from assistant.answering.focus import (
    asked_years,
    focus_of,
    is_english,
    language_asked,
    own_reports_else_all,
    reports_of_year,
)
from assistant.answering.naming import names, sentence_around
from assistant.answering.occurrences import occurrences
from assistant.answering.reply import Line, Quote, Reply, ReplyCell, ReplyTable
from assistant.messages import message
from assistant.query.understanding import Understanding
from index.lexicon.loading import any_of, words
from index.report import Report
from index.structure.issuers import short_name
from index.text.places import find_regions
from index.text.regions import NATION
from index.text.script import HAN_RUN, has_han

_ASKS_PROVINCES = re.compile(r"哪(?:些|几个?|个)的?(?:省|地方|地区)|省份|省市|各省|\d省|\bprovinc", re.IGNORECASE)
_ASKS_YEARS = re.compile(r"历年|每年|各年|哪[些几]?年|逐年|over the years|each year|every year|by year", re.IGNORECASE)
_DENIES = re.compile(
    r"没有?(?:提|写|说|出现|讲)|未(?:提|写)|不(?:提|曾提)|\b(?:not|never|n't|without)\b", re.IGNORECASE
)
_ENGLISH_TERM = re.compile(
    r"\b(?:mention(?:s|ed|ing)?|refer(?:s|red)? to|talk(?:s|ed)? about|speaks? of|contains?|uses?|discuss(?:es|ed)?)\b"
    r"\s+(?:the\s+)?(?:(?:term|word|phrase)s?\s+)?(?P<term>.+?)"
    r"(?:\s+(?:in|over|across|by)\s+(?:their|its|the|all|any|each|\d{4}).*)?\s*[?.!]*$",
    re.IGNORECASE,
)
_ENGLISH_PASSIVE = re.compile(
    r"how (?:often|many times) (?:is|are|was|were|does|do)\s+(?P<term>.+?)\s+(?:mentioned|appear|occur|used)",
    re.IGNORECASE,
)
_FIRST = re.compile(r"第一次|首次|最早|最先|\bfirst\b", re.IGNORECASE)
_MENTIONS = re.compile(
    rf"(?:{any_of(words('question_words', 'frame_mention'))})[了过]?[“\"「]?$|\bmention\w*\s+[“\"]?$"
)
# 哪些省提到发展海洋经济 asks for 海洋经济, which most write with another verb.
_VERB = re.compile(r"^(?:要|将|大力|加快|积极)?(?:发展|推进|推动|支持|鼓励|实施|布局|培育|打造|关于|有关)")
_SHORTEST_BEHIND_A_VERB = 4
_TWO_THINGS = re.compile(r"[和与及或、]|以及|同时|\b(?:and|or)\b")


def mentions(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The reports that mention the term, most mentions first, or the count a year; None where the term isn't plain."""
    term = _term(understanding)
    searched = _searched(understanding, reports)
    if not term or not searched or _scope_is_the_term(understanding):
        return None
    if is_english(understanding.question) and not has_han(term):
        # An English word names the thing; reports in Chinese write it otherwise.
        searched = [report for report in searched if report.metadata.language != "zh"]
        if not searched:
            return None
    found = [occurrences(report.text, term) for report in searched]
    if not any(found) and _TWO_THINGS.search(term):
        return None
    if _DENIES.search(understanding.question):
        return _lacking(understanding, term, searched, found)
    language = language_asked(understanding)
    if not any(found):
        return Reply(note=message(language, "mention.none", term=term, searched=len(searched)))
    holding, total = sum(map(bool, found)), sum(map(len, found))
    note = message(language, "mention.found", term=term, searched=len(searched), found=holding, count=total)
    if _over_years(understanding, searched):
        return Reply(table=_by_year(understanding, searched, found), note=note)
    return Reply(lines=_lines(understanding, searched, found), note=note)


def _term(understanding: Understanding) -> str:
    if is_english(understanding.question):
        return _english_term(understanding.question)
    left = focus_of(understanding, "frame_mention")
    if left.sort:
        return ""  # 上海提到了哪些产业 asks for a list
    bare = _VERB.sub("", left.thing)
    return bare if not left.quoted and len(bare) >= _SHORTEST_BEHIND_A_VERB else left.thing


def _scope_is_the_term(understanding: Understanding) -> bool:
    """Whether the place or company that set the scope is what is asked for: 哪些报告提到海南自贸港."""
    text = understanding.question
    starts = [start for start, _, region in find_regions(text) if region in understanding.scope.regions]
    starts += [text.find(short_name(issuer)) for issuer in understanding.scope.issuers]
    return any(start > 0 and _MENTIONS.search(text[:start]) for start in starts)


def _english_term(question: str) -> str:
    """The term of an English question: what is quoted, the Chinese in it, else what stands behind "mention"."""
    quoted = re.findall(r"[“\"]([^”\"]+)[”\"]|(?<!\w)'([^']+)'(?!\w)", question)
    if len(quoted) == 1:
        return str(quoted[0][0] or quoted[0][1])
    chinese = HAN_RUN.findall(question)
    if chinese:
        return str(chinese[0]) if len(chinese) == 1 else ""
    match = _ENGLISH_PASSIVE.search(question) or _ENGLISH_TERM.search(question)
    return match["term"].strip() if match and not quoted else ""


def _searched(understanding: Understanding, reports: Sequence[Report]) -> list[Report]:
    """The reports that are searched: of the year named, and only those of provinces where they are asked for."""
    own = own_reports_else_all(understanding, reports)
    of_year = reports_of_year(own, asked_years(understanding))
    places = set(understanding.scope.regions) - {NATION}
    if not _ASKS_PROVINCES.search(understanding.question) or places:
        return of_year if len(places) != 1 or not _ASKS_PROVINCES.search(understanding.question) else []
    return [report for report in of_year if report.metadata.region and report.metadata.region != NATION]


def _over_years(understanding: Understanding, reports: Sequence[Report]) -> bool:
    years = [report.metadata.year for report in reports]
    one_place = len({report.metadata.region or report.metadata.issuer for report in reports}) == 1
    return (
        one_place
        and len(years) > 1
        and None not in years
        and len(set(years)) == len(years)
        and (_ASKS_YEARS.search(understanding.question) is not None)
    )


def _lines(
    understanding: Understanding, reports: Sequence[Report], found: Sequence[list[tuple[int, int]]]
) -> tuple[Line, ...]:
    rows = [row for row in zip(names(reports), reports, found, strict=True) if row[2]]
    if _FIRST.search(understanding.question):
        rows = sorted(rows, key=lambda row: row[1].metadata.year or 0)[:1]
    rows.sort(key=lambda row: -len(row[2]))
    return tuple(
        Line(
            message(language_asked(understanding), "mention.line", name=name, count=len(spans)),
            _quotes(report, spans if len(rows) == 1 else spans[:1]),
            (report.text[slice(*spans[0])],),
        )
        for name, report, spans in rows
    )


def _quotes(report: Report, spans: Sequence[tuple[int, int]]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(sentence_around(report, *span) for span in spans))


def _by_year(
    understanding: Understanding, reports: Sequence[Report], found: Sequence[list[tuple[int, int]]]
) -> ReplyTable:
    rows = sorted(zip(reports, found, strict=True), key=lambda row: row[0].metadata.year or 0)
    return ReplyTable(
        columns=(message(language_asked(understanding), "mention.column"),),
        rows=tuple(str(report.metadata.year) for report, _ in rows),
        cells=tuple(
            ReplyCell(row, 0, str(len(spans)), sentence_around(report, *spans[0]))
            for row, (report, spans) in enumerate(rows)
            if spans
        ),
    )


def _lacking(
    understanding: Understanding, term: str, reports: Sequence[Report], found: Sequence[list[tuple[int, int]]]
) -> Reply:
    """Who doesn't mention it: a search result, said in the note."""
    language = language_asked(understanding)
    lacking = [name for name, spans in zip(names(reports), found, strict=True) if not spans]
    return Reply(
        note=message(
            language,
            "mention.lacking",
            term=term,
            searched=len(reports),
            count=len(lacking),
            names=("、" if language == "zh" else ", ").join(lacking) or "–",
        )
    )
