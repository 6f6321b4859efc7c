"""The things that a question asks to be listed: headings or numbered lines, or what one clause enumerates.

All of them, in the report's order, or none. A number in the question, and one in the report (等3条轨道新线), must be
the number of the things.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.enumerating_clauses import enumerating_clauses
from assistant.answering.enumerations import Enumeration, enumerations
from assistant.answering.excerpts import asked_of, nearest
from assistant.answering.focus import asked_years, focus_of, is_english, language_asked, plain
from assistant.answering.honours import ASKS_HONOURS, honours
from assistant.answering.lists_english import english_lists
from assistant.answering.naming import names
from assistant.answering.need import adds_nothing, folded
from assistant.answering.needed import read_needs
from assistant.answering.own_reports import own_reports_else_all
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.set_out_lists import (
    announced_clauses,
    below_a_heading,
    below_a_line,
    in_a_glossary,
    numbered_items,
)
from assistant.answering.summaries import ASKS_DIFFICULTIES, admitted
from assistant.answering.wanted_list import WantedList, wanted_list
from assistant.messages import message
from assistant.query.fixed_kinds import asks_how_it_stands
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report
from index.text.folding import simplified

# What happened is told by the next year's report, what is to come by the year's own.
_PAST = regex(r"了(?![解])|去年|获|入选|建成|开通|挂牌|新增|新晋|完成")
_TO_COME = regex(r"要|将|计划|安排|准备|打算|今年|任务")
_CLAUSES = regex("[，；。：:]")
_OWN_REPORT = regex(r"\d\d年?[^，。？?]{0,12}报告")


def lists(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The things asked for, each a quote; None where they aren't surely all, or several reports list others."""
    if ASKS_DIFFICULTIES.search(simplified(understanding.question)):
        return admitted(understanding, reports)
    if ASKS_HONOURS.search(simplified(understanding.question)):
        return _honoured(understanding, _of_time(understanding, reports))
    asked_reports = _of_time(understanding, reports)
    if is_english(understanding.question):
        return english_lists(understanding, asked_reports)
    wanted = None if asks_how_it_stands(understanding.question) else wanted_list(understanding)
    if wanted is None:
        return None
    of_one = len({report.metadata.region for report in asked_reports}) == 1
    # Of several places' reports the one whose list has lines of its own is not the one that is meant.
    ways = (below_a_heading, *([below_a_line] if of_one else []), in_a_glossary, numbered_items, announced_clauses)
    for way in ways if of_one or not _told_by_several(wanted, asked_reports) else ():
        if (reply := _one([way(report, wanted) for report in asked_reports])) is not None:
            return reply
    found = [(report, each) for report in asked_reports for each in enumerating_clauses(report, wanted)]
    reply = _enumerated(understanding, found)
    if reply is None or not reply.lines:
        return _from_sentence(understanding, asked_reports, wanted) or reply
    if len({report.metadata.region for report in asked_reports}) == 1:
        return reply
    return _of_one(understanding, reply, found[0][0])


def members_of_a_term(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """What is listed of a term that the question quotes: in its own clause, right behind it, or below it."""
    reply = lists(understanding, reports)
    terms = [plain(term) for term in focus_of(understanding, "frame_definition").quoted]
    if reply is None or not terms:
        return reply
    quotes = [quote for line in reply.lines for quote in line.quotes]
    return reply if all(any(_is_of_the_term(quote, term) for quote in quotes) for term in terms) else None


def _is_of_the_term(quote: Quote, term: str) -> bool:
    text = quote.report.text
    line = text.rfind("\n", 0, quote.start) + 1
    whole = plain(quote.text)
    if re.search(rf"、{re.escape(term)}|{re.escape(term)}(?:、|等)", whole):
        return False  # it is one of those listed
    if term in whole or any(term in plain(heading) for heading in quote.report.headings(quote.start)):
        return True
    before = text[line : quote.start] or text[text.rfind("\n", 0, max(line - 1, 0)) + 1 : line]
    return term in plain(_CLAUSES.split(before.rstrip("，：:—\n "))[-1])


def _told_by_several(wanted: WantedList, reports: Sequence[Report]) -> bool:
    """Whether several places' reports speak of what is counted: whose list is meant is open then."""
    noun = wanted.noun or wanted.sort
    places = {report.metadata.region for report in reports if noun and noun in simplified(report.text)}
    return len(places) > 1


def _from_sentence(understanding: Understanding, reports: Sequence[Report], wanted: WantedList) -> Reply | None:
    """What the one sentence enumerates that says by far the most of the question; its clauses where it can't be cut."""
    needs = read_needs(understanding, reports)
    for part in asked_of(understanding, reports):
        one = nearest(needs, part, understanding)
        if one is None or one.report.in_heading(one.start, one.end) or one.text.count("、") + 2 < (wanted.number or 3):
            continue
        if adds_nothing(folded(understanding.question), folded(one.text)):
            continue  # 我们要集中力量办两件大事
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
    wanted = wanted_list(understanding)
    return _one([announced_clauses(report, wanted) for report in _of_time(understanding, reports)]) if wanted else None


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
