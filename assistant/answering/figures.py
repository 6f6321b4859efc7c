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
from assistant.answering.wording import figure_in, quoted, what_it_is, with_original, written
from assistant.messages import Language, counted, message
from assistant.query.asked import AskedFigure, asked_figures, asks_amount, names_of_places
from assistant.query.asked_english import asked_in_english
from assistant.query.understanding import Understanding
from index.facts.fact import Period
from index.text.regions import FULL_NAMES, NATION

MOST_CHOICES = 12


def asked_of(understanding: Understanding, told: Sequence[ReportLedger]) -> tuple[AskedFigure, ...]:
    """The figures that the question asks for, in the words that the reports are read in."""
    if understanding.language == "en":
        english = asked_in_english(understanding.question, newest(told))
        return () if english is None else (english,)
    scope = understanding.scope
    if REFERS.match(understanding.question):
        return ()  # what 它 is was not found out
    names = (*names_of_places(scope.regions), *scope.issuers)
    return asked_figures(understanding.question, names, newest(told))


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
    owners = {owner: theirs for owner, theirs in by_owner(told).items() if not _of_another_level(owner, understanding)}
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
        if chosen is None:
            return Reply(related=tuple(quote_of(each) for each in mine[:3]))
        told_of.append(chosen)
    return Reply(lines=tuple(lines_of(told_of, understanding)))


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
_WHOLE = re.compile("[全我][省市区县州旗]|自治区")
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


def _of_each_year(asked: tuple[AskedFigure, ...], years: Sequence[int]) -> tuple[AskedFigure, ...]:
    """What is asked of several years in one breath, once for each: 2024年和2023年GDP增速分别是多少."""
    if len(asked) != 1 or len(years) < 2 or (period := asked[0].period) is None or period.part:
        return asked
    if period.first != period.last or period.first not in years:
        return asked
    return tuple(replace(asked[0], period=Period(year, year, said=True)) for year in years)


def lines_of(told_of: Sequence[Found], understanding: Understanding) -> Iterator[Line]:
    """A line for each figure; those that are of the same thing as one."""
    language = understanding.language
    same: dict[str, list[Found]] = {}
    for found in told_of:
        same.setdefault(what_it_is(found, language), []).append(found)
    for what, these in same.items():
        if len(these) == 1:
            yield line_of(these[0], understanding)
            continue
        figures = counted(language, dict.fromkeys(_figure(found, language) for found in these))
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
