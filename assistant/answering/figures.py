"""A figure: the one that a report's ledger holds for what is asked, with its unit and what it is.

Whose figure it is must be known: by the question, or because only one owner's reports tell it. Of several parts asked
all are found or none is given.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assistant.answer import AskBack
from assistant.answering.ledgers import Found, ReportLedger, by_owner, newest
from assistant.answering.matching import agreed, fitting, is_worded
from assistant.answering.owned import fitting_owned
from assistant.answering.referring import REFERS
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.ways import ways
from assistant.answering.wording import figure_in, quoted, what_it_is, what_they_are, with_original, written
from assistant.messages import Language, counted, listed, message
from assistant.query.asked import AskedFigure, asked_figures, asks_amount, names_asked
from assistant.query.asked_english import asked_in_english
from assistant.query.asked_sums import needs_two
from assistant.query.asked_targets import asks_whether_met
from assistant.query.kinds import ASKS_WHAT_CAME
from assistant.query.rephrasing import rephrased
from assistant.query.understanding import Understanding
from index.facts.fact import Period
from index.patterns import regex
from index.text.regions import FULL_NAMES, NATION

MOST_CHOICES = 12


def asked_of(understanding: Understanding, told: Sequence[ReportLedger]) -> tuple[AskedFigure, ...]:
    """The figures that the question asks for, in the words that the reports are read in."""
    if asks_whether_met(understanding.question):
        return ()
    if understanding.language == "en":
        english = asked_in_english(understanding.question, newest(told))
        return () if english is None else (english,)
    scope = understanding.scope
    if REFERS.match(understanding.question):
        return ()  # what 它 is was not found out
    # 占全国 is part of what is asked; elsewhere the nation's name says only where it is told.
    own = [region for region in scope.regions if region != NATION or _OF_THE_NATION not in understanding.question]
    names = names_asked(replace(scope, regions=tuple(own)))
    if needs_two(understanding.question, names, newest(told)):
        return ()
    each = [asked_figures(text, names, newest(told)) for text in rephrased(understanding.question)]
    if len(each) > 1 and not all(each):
        return asked_figures(understanding.question, names, newest(told))
    return tuple(_carried([one for these in each for one in these]))


def _carried(asked: Sequence[AskedFigure]) -> Iterator[AskedFigure]:
    """Each with what is measured: a share that names nothing is one of what is asked before it."""
    before = ""
    for one in asked:
        if one.subject.startswith(_SHARES) and before:
            one = replace(one, subject=f"{before}{one.subject}")
        yield one
        before = one.subject.partition(_SHARES)[0] or before


_SHARES, _OF_THE_NATION = "⟨占⟩", "占全国"


def answer_as_worded(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The figures that the reports tell in the very words of the question, which asks how much or how many.

    Where its kind is unsure, or looks like a sum, all its words say that it is a figure: 道路平均车速是多少.
    """
    if understanding.language != "en" and not asks_amount(understanding.question):
        return None
    return _answer(understanding, told, exact=True)


def answer_figures(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The figures asked for; choices where it is open whose; None where the ledgers don't tell."""
    return _answer(understanding, told, exact=False)


def _answer(understanding: Understanding, told: Sequence[ReportLedger], exact: bool) -> Reply | None:
    asked = _of_each_year(asked_of(understanding, told), understanding.years)
    if not asked:
        return None
    owners = {
        owner: theirs
        for owner, theirs in by_owner(told).items()
        if not _of_another_level(owner, understanding) and not _is_yardstick(owner, understanding)
    }
    told_of: list[Found] = []
    for one in asked:
        found = _of_owners(one, owners, understanding)
        if exact and not all(is_worded(one, each) for theirs in found.values() for each in theirs):
            return None
        if not found:
            return None
        if len(found) > 1:
            return None if understanding.scope.regions else whose(understanding, list(found))
        (mine,) = found.values()
        chosen = agreed(mine)
        if chosen is None and len(asked) == 1 and (each := _of_versions(mine)):
            lines = tuple(line_of(one, understanding) for one in each)
            return Reply(lines=lines, note=message(understanding.language, "figure.versions", count=len(each)))
        if chosen is None:
            return Reply(related=tuple(quote_of(each) for each in mine[:3]))
        if chosen.entry.planned and ASKS_WHAT_CAME.search(understanding.question):
            return Reply(related=(quote_of(chosen),))  # of what came of it at last a target is no word
        told_of.append(chosen)
    if _FROM_TO.search(understanding.question) and len({each.entry.figure for each in told_of}) == 1:
        return _from_to(told_of[0])
    return Reply(lines=tuple(lines_of(told_of, understanding)))


# 从第几爬到了第几 asks for both.
_FROM_TO = regex("[从由](?:第几|多少|几)[^，,。？?]{0,8}[到至成为]了?(?:第几|多少|几)")


def _from_to(found: Found) -> Reply | None:
    """The clause that tells where a figure came from as well; None where it tells no more than the figure."""
    text = found.report.text
    start = max(text.rfind(mark, 0, found.entry.figure[0]) for mark in "，。；：\n") + 1
    end = re.compile("[，。；：、\n]|$").search(text, found.entry.figure[1])
    clause = text[start : len(text) if end is None else end.start()]
    if not re.search("[从由]", clause):
        return Reply(related=(quote_of(found),))
    return Reply(lines=(Line(clause, (quote_of(found),), (clause,)),))


def _of_versions(found: Sequence[Found]) -> list[Found]:
    """What each of several versions of one report tells; empty where the figures are of other reports."""
    by_report: dict[str, list[Found]] = {}
    for one in found:
        by_report.setdefault(one.report.report_id, []).append(one)
    titles = {(one.report.metadata.title, one.ledger.owner, one.ledger.year) for one in found}
    each = [agreed(theirs) for theirs in by_report.values()]
    return [one for one in each if one is not None] if len(titles) == 1 and len(each) > 1 and None not in each else []


def _of_owners(
    asked: AskedFigure, owners: Mapping[str, Sequence[ReportLedger]], understanding: Understanding
) -> dict[str, list[Found]]:
    """What each owner's reports tell of it, by the first way to read it that any of them tells."""
    everyone = [one for theirs in owners.values() for one in theirs]
    for way in ways(asked, understanding, everyone):
        for fits in (fitting, fitting_owned):
            found = {
                owner: each for owner, theirs in owners.items() if (each := fits(way, theirs, understanding.years))
            }
            if found:
                return found
    return {}


# 全县 asks a county's own report, 全省 a province's; a place of another level tells another thing.
_WHOLE = regex("[全我][省市区县州旗]|自治区")
_PROVINCES = frozenset(FULL_NAMES)


def _of_another_level(owner: str, understanding: Understanding) -> bool:
    """Whether a question that names no place but its level (全县) asks another sort of place."""
    match = None if understanding.scope.regions else _WHOLE.search(understanding.question)
    if match is None:
        return False
    of_province = owner in _PROVINCES
    if match[0].endswith(("县", "州", "旗")):
        return of_province or owner == NATION
    return match[0].endswith("省") and not of_province


# A place's share of the nation's, or its place in the nation.
_IN_THE_NATION = regex("(?:占|居|在|列)全国|全国(?:的)?(?:排|第|位次|名次|份额|比重|占比|首)")


def _is_yardstick(owner: str, understanding: Understanding) -> bool:
    """Whether an owner is the nation that another place is only measured by."""
    others = [region for region in understanding.scope.regions if region != NATION]
    return owner == NATION and bool(others) and _IN_THE_NATION.search(understanding.question) is not None


def _of_each_year(asked: tuple[AskedFigure, ...], years: Sequence[int]) -> tuple[AskedFigure, ...]:
    """What is asked of several years in one breath, once for each: 2024年和2023年GDP增速分别是多少."""
    if len(asked) != 1 or len(years) < 2 or (period := asked[0].period) is None or period.part:
        return asked
    if period.first != period.last or period.first not in years:
        return asked
    return tuple(replace(asked[0], period=Period(year, year, said=True)) for year in years)


def lines_of(told_of: Sequence[Found], understanding: Understanding) -> Iterator[Line]:
    """A line for each figure; those of one owner and time as one, in the order of the question."""
    language = understanding.language
    same: dict[tuple[object, ...], list[Found]] = {}
    for found in told_of:
        entry = found.entry
        same.setdefault((found.ledger.owner, entry.period, entry.planned), []).append(found)
    for these in same.values():
        if len(these) == 1:
            yield line_of(these[0], understanding)
            continue
        what = what_they_are(these, language)
        joined = counted if what == what_it_is(these[0], language) else listed
        figures = joined(language, [_figure(found, language) for found in dict.fromkeys(these)])
        text = message(language, "figure.line", figure=figures, what=what)
        yield Line(text, tuple(dict.fromkeys(quote_of(found) for found in these)), quoted(*these))


def line_of(found: Found, understanding: Understanding) -> Line:
    """A figure as a line: as it is written, and what it is."""
    language = understanding.language
    what = what_it_is(found, language).strip(" ,:：，")
    return Line(
        message(language, "figure.line", figure=_figure(found, language), what=what), (quote_of(found),), quoted(found)
    )


def _figure(found: Found, language: Language) -> str:
    return with_original(figure_in(found, language, way=True), written(found, way=True), found, language)


def quote_of(found: Found) -> Quote:
    """The sentence that an entry stands in."""
    return Quote(found.report, *found.entry.sentence)


def whose(understanding: Understanding, owners: Sequence[str]) -> Reply:
    """The places to choose from, where a question does not say whose it means."""
    language = understanding.language
    question = understanding.question
    choices = tuple(
        AskBack(owner, f"{owner}{question}" if language == "zh" else f"{question.rstrip('?')} ({owner})?")
        for owner in owners[:MOST_CHOICES]
    )
    return Reply(note=message(language, "ask_back.owner", count=len(owners)), ask_back=choices)
