"""Which reports mention a term, and how often: a string search over every report in scope, complete.

That a report lacks a term can't be quoted. So it is said in the note, as what a search found.
"""

import re
from collections.abc import Sequence

from assistant.answering.focus import asked_years, focus_of, is_english, language_asked
from assistant.answering.mentions_by_year import FIRST, asks_years, by_year, of_one_owner
from assistant.answering.naming import names, sentence_around
from assistant.answering.occurrences import occurrences
from assistant.answering.own_reports import own_reports_else_all, reports_of_year
from assistant.answering.reply import Line, Quote, Reply
from assistant.messages import message
from assistant.query.understanding import Understanding
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.report import Report
from index.structure.issuers import short_name
from index.text.places import find_regions
from index.text.regions import NATION, english_region
from index.text.script import HAN_RUN, has_han
from index.text.words import tagger

_ASKS_PROVINCES = regex(r"哪(?:些|几个?|个)的?(?:省|地方|地区)|省份|省市|各省|\d省|\bprovinc", re.IGNORECASE)
_DENIES = regex(r"没有?(?:提|写|说|出现|讲)|未(?:提|写)|不(?:提|曾提)|\b(?:not|never|n't|without)\b", re.IGNORECASE)
_ENGLISH_TERM = regex(
    r"\b(?:mention(?:s|ed|ing)?|br(?:ing|ings|ought) up|touch(?:es|ed)? on|cit(?:es|ed)|nam(?:es|ed)"
    r"|refer(?:s|red)? to|talk(?:s|ed)? about|speaks? of|contains?|uses?|discuss(?:es|ed)?)\b"
    r"\s+(?:the\s+)?(?:(?:term|word|phrase)s?\s+)?(?P<term>.+?)"
    r"(?:\s+(?:in|over|across|by)\s+(?:their|its|the|all|any|each|\d{4}).*)?\s*[?.!]*$",
    re.IGNORECASE,
)
_ENGLISH_PASSIVE = regex(
    r"how (?:often|many times) (?:is|are|was|were|does|do)\s+(?P<term>.+?)\s+(?:mentioned|appear|occur|used)",
    re.IGNORECASE,
)
_MENTIONS = regex(rf"(?:{any_of(words('question_words', 'frame_mention'))})[了过]?[“\"「]?$|\bmention\w*\s+[“\"]?$")
_SPEAKS_OF_MENTIONS = regex(
    rf"{any_of(words('question_words', 'frame_mention'))}|有(?:过|没有|吗)?[？?]?$|\bmention|\bappear", re.IGNORECASE
)
# 报告里提到的那台机器每秒能算多少次 asks of the machine.
_THAT_IS_MENTIONED = regex("(?:提[到及过]|写到|讲到|说到|点到|谈到)(?:了|过)?的(?=.{2,}(?:几|多少|什么|哪|谁|怎|啥))")
_SINCE = regex(r"((?:19|20)\d\d)年?(?:以来|以后|之后|至今)")
_ITS_REPORT = regex("(?:省|市|自治区)?的?(?:政府)?(?:工作)?报告")
# 提到HPV疫苗的省份 asks for provinces.
_OF_PLACES = regex("的(?:省份|省区市|省市区|省区|省市|省|报告|地方|地区)(?:都?有)?$")
# 哪些省提到发展海洋经济 asks for 海洋经济, which most write with another verb.
_VERB = regex(r"^(?:要|将|大力|加快|积极)?(?:发展|推进|推动|支持|鼓励|实施|布局|培育|打造|关于|有关)")
_SHORTEST_BEHIND_A_VERB = 4
_NAMES = frozenset({"PER", "ORG", "nr", "nt", "nw", "nz"})
_TWO_THINGS = regex(r"[和与及或、]|以及|同时|\b(?:and|or)\b")


def mentions(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The reports that mention the term, most mentions first, or the count a year; None where the term isn't plain."""
    if _THAT_IS_MENTIONED.search(understanding.question) or not _SPEAKS_OF_MENTIONS.search(understanding.question):
        return None
    term = _term(understanding)
    searched = _searched(understanding, reports)
    if asks_years(understanding.question) and not understanding.scope.regions:
        searched = of_one_owner(searched) or searched
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
    if not any(found) and (name := _name_in(term)):
        term, found = name, [occurrences(report.text, name) for report in searched]
    if not any(found):
        return Reply(note=message(language, "mention.none", term=term, searched=len(searched)))
    holding, total = sum(map(bool, found)), sum(map(len, found))
    note = message(language, "mention.found", term=term, searched=len(searched), found=holding, count=total)
    if asks_years(understanding.question) and len(of_one_owner(searched)) == len(searched) > 1:
        ordered = of_one_owner(searched)
        return by_year(understanding, ordered, [occurrences(report.text, term) for report in ordered], note)
    return Reply(lines=_lines(understanding, searched, found), note=note)


def _term(understanding: Understanding) -> str:
    if is_english(understanding.question):
        return _english_term(understanding.question)
    left = focus_of(understanding, "frame_mention")
    if left.quoted and len(left.quoted) == 1:
        return left.thing
    if left.sort:
        return ""  # 上海提到了哪些产业 asks for a list
    if left.quoted:
        return ""
    thing = _OF_PLACES.sub("", left.thing)
    bare = _VERB.sub("", thing)
    return bare if len(bare) >= _SHORTEST_BEHIND_A_VERB else thing


def _name_in(term: str) -> str:
    """The one name in what is looked for, where people put other words around it (悟空那款游戏); "" without one."""
    (tagged,) = tagger().tag([term])
    found = [term[word.start : word.end] for word in tagged if word.part in _NAMES]
    return found[0] if len(found) == 1 and found[0] != term else ""


def _scope_is_the_term(understanding: Understanding) -> bool:
    """Whether the place or company that set the scope is what is asked for: 哪些报告提到海南自贸港."""
    text = understanding.question
    starts = [
        start
        for start, end, region in find_regions(text)
        if region in understanding.scope.regions and not _ITS_REPORT.match(text, end)
    ]
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
    if (since := _SINCE.search(understanding.question)) is not None:
        of_year = [report for report in own if (report.metadata.year or 0) >= int(since[1])]
    places = set(understanding.scope.regions) - {NATION}
    if not _ASKS_PROVINCES.search(understanding.question) or places:
        return of_year if len(places) != 1 or not _ASKS_PROVINCES.search(understanding.question) else []
    return [report for report in of_year if report.metadata.region and report.metadata.region != NATION]


def mentions_over_years(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """In which years the reports of one owner mention a term; None where that isn't what is asked."""
    if not asks_years(understanding.question) or not _SPEAKS_OF_MENTIONS.search(understanding.question):
        return None
    reply = mentions(understanding, reports)
    return reply if reply is not None and reply.table is not None else None


def _lines(
    understanding: Understanding, reports: Sequence[Report], found: Sequence[list[tuple[int, int]]]
) -> tuple[Line, ...]:
    rows = [row for row in zip(names(reports), reports, found, strict=True) if row[2]]
    if FIRST.search(understanding.question):
        rows = sorted(rows, key=lambda row: row[1].metadata.year or 0)[:1]
    rows.sort(key=lambda row: -len(row[2]))
    language = language_asked(understanding)
    return tuple(
        Line(
            message(
                language, "mention.line", name=english_region(name) if language == "en" else name, count=len(spans)
            ),
            _quotes(report, spans if len(rows) == 1 else spans[:1]),
            (report.text[slice(*spans[0])],),
        )
        for name, report, spans in rows
    )


def _quotes(report: Report, spans: Sequence[tuple[int, int]]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(sentence_around(report, *span) for span in spans))


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
