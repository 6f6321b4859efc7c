"""The things that a question asks to be listed: headings or numbered lines, or what one clause enumerates.

All of them, in the report's order, or none. A number in the question, and one in the report (等3条轨道新线), must be
the number of the things.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answering.definitions import glossary, is_head
from assistant.answering.enumerations import Enumeration, clauses, enumerations
from assistant.answering.excerpts import asked_of, nearest
from assistant.answering.focus import asked_years, focus_of, is_english, language_asked, own_reports_else_all, plain
from assistant.answering.honours import ASKS_HONOURS, honours
from assistant.answering.naming import names
from assistant.answering.needed import read_needs
from assistant.answering.occurrences import occurrences
from assistant.answering.outlines import bare, run_behind
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.summaries import ASKS_DIFFICULTIES, admitted, section_items
from assistant.messages import message
from assistant.query.kinds import QUESTION_WORDS
from assistant.query.understanding import Understanding
from assistant.reader.terms import stem, terms
from index.report import Report
from index.text.folding import simplified
from index.text.numerals import whole_value

_UNIT = "[个项家条种类大座所位件只款届处批名本点省市城区县片带门支张艘颗部]"
_NUMBER = "\\d{1,3}|[一二两三四五六七八九十]{1,3}"
_COUNTED = re.compile(rf"(?<![第\d.])(?P<number>{_NUMBER})(?:个|{_UNIT})(?P<noun>[^\d]*)")
_ANNOUNCES = re.compile(r"(?<=[。！；\n，,])(?P<name>[^。！；\n，,：:]{4,30})(?:是|为|有|包括)?[：:]")
_ASKED_COUNT = re.compile(rf"哪(?P<number>{_NUMBER})(?:个|{_UNIT}|方面|(?=[^，。？?]{{1,2}}[，。？?]?$))")
# What happened is told by the next year's report, what is to come by the year's own.
_PAST = re.compile(r"了(?![解])|去年|获|入选|建成|开通|挂牌|新增|新晋|完成")
_TO_COME = re.compile(r"要|将|计划|安排|准备|打算|今年|任务")
_OWN_REPORT = re.compile(r"\d\d年?[^，。？?]{0,12}报告")
_SPECIFIC = 4
_BESIDE = 0.5
_LONGEST_SORT = 4
_ENOUGH = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be listed: how many, what they are called, and the other words of the question."""

    number: int | None
    noun: str
    beside: tuple[str, ...]
    sort: str

    @property
    def words(self) -> tuple[str, ...]:
        """The noun and what stands beside it."""
        return tuple(filter(None, (self.noun, *self.beside)))


def lists(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The things asked for, each a quote; None where they aren't surely all, or several reports list others."""
    if ASKS_DIFFICULTIES.search(simplified(understanding.question)):
        return admitted(understanding, reports)
    if ASKS_HONOURS.search(simplified(understanding.question)):
        return _honoured(understanding, _of_time(understanding, reports))
    asked_reports = _of_time(understanding, reports)
    if is_english(understanding.question):
        return _one([_english_section(understanding, report) for report in asked_reports])
    wanted = _wanted(understanding)
    if wanted is None:
        return None
    for way in (_from_section, _from_glossary, _from_run, _announced):
        if (reply := _one([way(report, wanted) for report in asked_reports])) is not None:
            return reply
    found = [(report, each) for report in asked_reports for each in _from_clauses(report, wanted)]
    reply = _enumerated(understanding, found)
    if reply is None or not reply.lines:
        return _from_sentence(understanding, asked_reports, wanted) or reply
    if len({report.metadata.region for report in asked_reports}) == 1:
        return reply
    return _of_one(understanding, reply, found[0][0])


def _from_sentence(understanding: Understanding, reports: Sequence[Report], wanted: Wanted) -> Reply | None:
    """What the one sentence enumerates that says by far the most of the question; its clauses where it can't be cut."""
    needs = read_needs(understanding, reports)
    for part in asked_of(understanding, reports):
        one = nearest(needs, part, understanding)
        if one is None or one.text.count("、") + 2 < (wanted.number or 3):
            continue
        found = [each for each in enumerations(one.report.text, one.start, one.end) if each.members]
        counted = [each for each in found if wanted.number in (None, len(each.members))]
        if len(found) == len(counted) == 1:
            return _enumerated(understanding, [(one.report, counted[0])])
        quote = Quote(one.report, one.start, one.end)
        return Reply(lines=(Line(quote.text, (quote,)),))
    return None


def _of_one(understanding: Understanding, reply: Reply, report: Report) -> Reply:
    """The reply with a word on whose report it is of, where the question names nobody's."""
    note = message(language_asked(understanding), "list.of_one", name=names([report])[0])
    return replace(reply, note=f"{note}{reply.note}")


def _honoured(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The honours that one report tells; None where several of them, or none, tell some."""
    found = [(report, quotes) for report in reports if (quotes := honours(understanding, report))]
    if len(found) != 1:
        return None
    report, quotes = found[0]
    reply = Reply(lines=tuple(Line(quote.text, (quote,)) for quote in quotes))
    return reply if len({each.metadata.region for each in reports}) == 1 else _of_one(understanding, reply, report)


def announced(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The list that one report's sentence announces in the question's own words; None where none or several do."""
    wanted = _wanted(understanding)
    return _one([_announced(report, wanted) for report in _of_time(understanding, reports)]) if wanted else None


def _wanted(understanding: Understanding) -> Wanted | None:
    text = simplified(understanding.question)
    left = focus_of(understanding, "frame_list")
    counted = [match for piece in left.pieces if (match := _COUNTED.search(piece))]
    if len(counted) > 1 or not left.pieces:
        return None
    asked_number = _ASKED_COUNT.search(text)
    number = (
        whole_value(counted[0]["number"]) if counted else whole_value(asked_number["number"]) if asked_number else None
    )
    if asked_number and counted and whole_value(asked_number["number"]) != number:
        return None
    beside = [piece for piece in left.pieces if not counted or piece != counted[0].string]
    if counted:
        before = counted[0].string[: counted[0].start()]
        noun = counted[0]["noun"]
        beside = [*([before] if before else []), *beside]
    else:
        noun, beside = (
            (left.quoted[0], [piece for piece in beside if plain(piece) != plain(left.quoted[0])])
            if len(left.quoted) == 1
            else ("", beside)
        )
    cut = [part for piece in beside for part in re.split("[了的]", piece) if part]
    sort = re.split("[了的]", left.sort)[0] if left.sort else ""
    wanted = Wanted(number, noun, tuple(cut), sort)
    return wanted if (number is not None and noun) or sum(map(len, wanted.words)) >= _ENOUGH else None


def _of_time(understanding: Understanding, reports: Sequence[Report]) -> list[Report]:
    """The reports that may tell it: of the year asked for, or of the next one where it asks for what happened."""
    years = asked_years(understanding)
    reports = own_reports_else_all(understanding, reports)
    if not years:
        return list(reports)
    text = understanding.question
    government = all(report.metadata.is_work_report for report in reports)
    if not government or _OWN_REPORT.search(text) or (_TO_COME.search(text) and not _PAST.search(text)):
        offsets: tuple[int, ...] = (0,) if government else (-1, 0)
    else:
        offsets = (1,) if _PAST.search(text) else (0, 1)
    wanted = {year + offset for year in years for offset in offsets}
    return [report for report in reports if wanted & set(report.metadata.years)]


def _one(runs: Sequence[list[Quote]]) -> Reply | None:
    """The one list found; None where no report has one, or several do."""
    found = [run for run in runs if len(run) > 1]
    if len(found) != 1:
        return None
    return Reply(lines=tuple(Line(quote.text, (quote,)) for quote in found[0]))


def _from_section(report: Report, wanted: Wanted) -> list[Quote]:
    """What stands below the one heading that has the question's words."""
    runs: list[list[Quote]] = []
    for section in report.sections[1:]:
        heading = report.heading(section)
        if not all(occurrences(heading, word) for word in wanted.words):
            continue
        items = section_items(report, section)
        own = _COUNTED.search(re.sub(r"\d{4}年", "", heading))
        said = {wanted.number, whole_value(own["number"]) if own else None} - {None}
        if items and said <= {len(items)}:
            runs.append(items)
    return runs[0] if len(runs) == 1 else []


def _from_glossary(report: Report, wanted: Wanted) -> list[Quote]:
    """What the entry of that name enumerates."""
    for entry in glossary(report):
        name = re.sub(r"^\d{4}年", "", entry.head)
        own = _COUNTED.search(name)
        named = is_head(name, "".join(wanted.words)) or (
            own is not None
            and wanted.number == whole_value(own["number"])
            and wanted.noun
            and plain(own["noun"]) == plain(wanted.noun)
            and all(occurrences(entry.text, word) for word in wanted.beside)
        )
        if not named and own is not None and wanted.number == whole_value(own["number"]):
            named = plain(name) == plain("".join((*wanted.beside, own[0]))) and plain(own["noun"]) == plain(wanted.noun)
        if not named:
            continue
        start = entry.start + len(entry.head)
        found = [each for each in enumerations(report.text, start, entry.end) if each.members]
        fitting = [each for each in found if wanted.number is None or len(each.members) == wanted.number]
        if len(fitting) == 1 and (wanted.number is not None or len(found) == 1):
            return [Quote(report, *member) for member in fitting[0].members]
    return []


def _from_run(report: Report, wanted: Wanted) -> list[Quote]:
    """The numbered items behind the sentence that announces them: 今年办好11件民生实事：1.…；2.…"""
    runs: list[list[Quote]] = []
    noun = wanted.noun or max(wanted.words, key=len)
    for _, end in occurrences(report.text, noun):
        colon = re.compile(r"[^。；！\n，：]{0,20}[：:。]\s*").match(report.text, end)
        if colon is None:
            continue
        line = report.text.rfind("\n", 0, end) + 1
        before = report.text[line:end]
        own = list(_COUNTED.finditer(before[-len(noun) - 6 :]))
        items = run_behind(report, colon.end())
        said = {wanted.number, whole_value(own[-1]["number"]) if own else None} - {None}
        near = all(occurrences(report.text[line : colon.end()], word) for word in wanted.beside)
        if len(items) > 1 and said == {len(items)} and near:
            runs.append([bare(report, item) for item in items])
    return runs[0] if len(runs) == 1 else []


def _announced(report: Report, wanted: Wanted) -> list[Quote]:
    """The parts between semicolons of the sentence that the question's words announce: 努力方向是：甲；乙；丙。"""
    runs: list[list[Quote]] = []
    for match in _ANNOUNCES.finditer(report.text):
        if not all(_share(match["name"], word) == 1 for word in wanted.words):
            continue
        end = re.compile(r"[。！\n]|$").search(report.text, match.end())
        spans = list(clauses(report.text, match.end(), end.start() if end else match.end(), "；"))
        if len(spans) > 1 and wanted.number in (None, len(spans)):
            runs.append([Quote(report, *span) for span in spans])
    return runs[0] if len(runs) == 1 else []


def _from_clauses(report: Report, wanted: Wanted) -> Iterator[Enumeration]:
    """The enumerating clauses that have the question's words around their members."""
    text = report.text
    for start, end in clauses(text, 0, len(text), "。；！\n"):
        if "、" not in text[start:end] or not _may_have(text[start:end], wanted):
            continue
        for found in enumerations(text, start, end):
            if _fits(text, (start, end), found, wanted):
                yield found


def _may_have(sentence: str, wanted: Wanted) -> bool:
    longest = terms(max(wanted.words, key=len))
    return sum(term in sentence for term in longest) * 2 >= len(longest)


def _fits(text: str, sentence: tuple[int, int], found: Enumeration, wanted: Wanted) -> bool:
    if wanted.number is not None and found.number not in (None, wanted.number):
        return False
    if wanted.number is not None and found.number is None and (found.etc or len(found.members) != wanted.number):
        return False
    around = _around(text, found)
    if wanted.noun and wanted.number is not None and found.number == wanted.number:
        return plain(found.head).startswith(plain(wanted.noun)) and all(
            _share(text[slice(*sentence)], piece) >= _BESIDE for piece in wanted.beside
        )
    required = [piece for piece in wanted.words if piece != wanted.sort]
    if wanted.sort and (not required or sum(map(len, required)) < _SPECIFIC):
        required = list(wanted.words)
    if sum(map(len, required)) < _SPECIFIC:
        return False
    return all(_share(around, _behind_sort(piece, wanted, around)) == 1 for piece in required)


def _around(text: str, found: Enumeration) -> str:
    """The clause without its members, and what leads to it: before a colon, or the clause before."""
    if not found.members:
        return text[found.start : found.end]
    before, behind = text[found.start : found.members[0][0]], text[found.members[-1][1] : found.end]
    lead = ""
    if text[max(0, found.start - 1)] in "：:":
        lead = re.split("[，。；！\n]", text[max(0, found.start - 60) : found.start - 1])[-1]
    return f"{lead} {before} {behind}"


def _behind_sort(piece: str, wanted: Wanted, around: str) -> str:
    """产品入选国家农业品牌精品 without 产品, which only says what sort of thing is asked for."""
    if not wanted.sort or not piece.startswith(wanted.sort[:2]) or len(piece) < 2 * _LONGEST_SORT:
        return piece
    for start in range(_LONGEST_SORT + 1):
        if piece[start : start + 2] in around:
            return piece[start:]
    return piece


def _share(text: str, piece: str) -> float:
    wanted = terms(piece)
    return sum(bool(occurrences(text, term)) for term in wanted) / len(wanted) if wanted else 1.0


def _enumerated(understanding: Understanding, found: Sequence[tuple[Report, Enumeration]]) -> Reply | None:
    """One line a member; the clause whole where its members can't be cut; None where two clauses differ."""
    texts = {tuple(report.text[slice(*member)] for member in each.members) for report, each in found}
    if len(texts) != 1 or len({report.report_id for report, _ in found}) != 1:
        return (
            Reply(related=tuple(Quote(report, each.start, each.end) for report, each in found[:3])) if found else None
        )
    report, first = found[0]
    if not first.members:
        whole = Quote(report, first.start, first.end)
        return Reply(lines=(Line(whole.text, (whole,)),)) if len(found) == 1 and first.number else None
    clause = Quote(report, first.start, first.end)
    note = message(language_asked(understanding), "list.and_others") if first.etc else ""
    return Reply(lines=tuple(Line(report.text[slice(*member)], (clause,)) for member in first.members), note=note)


def _english_section(understanding: Understanding, report: Report) -> list[Quote]:
    """What stands below the heading that is made of the question's own words."""
    if report.metadata.language != "en":
        return []
    question = understanding.question
    for name in (report.metadata.issuer or "",):
        question = (
            re.sub(rf"{re.escape(name)}|{re.escape(name.rsplit(' ', 1)[0])}", " ", question) if name else question
        )
    wanted = _content(question)
    found = [section for section in report.sections[1:] if wanted and _content(report.heading(section)) == wanted]
    return section_items(report, found[0]) if len(found) == 1 else []


def _content(text: str) -> set[str]:
    bare_text = re.sub(r"['’]s\b", "", QUESTION_WORDS.sub(" ", text.lower()))
    return {stem(word) for word in re.findall(r"[a-z]{2,}|\d{4}", bare_text)} - {"list", "name", "company", "report"}
