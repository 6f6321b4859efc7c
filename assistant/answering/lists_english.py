"""What an English question asks to be listed: below a heading, in numbered lines (Goal 1: …), or in one sentence.

All of the things, in the report's order, or none; a number in the question must be theirs.
"""

import re
from collections.abc import Sequence

from assistant.answering.excerpts import units
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.summaries import section_items
from assistant.query.kinds import QUESTION_WORDS
from assistant.query.understanding import Understanding
from assistant.reader.terms import stem
from index.facts.english_words import singular
from index.patterns import regex
from index.report import Report

_NUMBERS = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_NUMBER = regex(rf"\b(?P<number>{'|'.join(_NUMBERS)}|\d{{1,2}})\b")
_OPENS_LIST = regex(r"\b(?:namely|including|includes?|comprises?|consists? of|are|were|such as)\b(?: the)?[:,]?|:")
_JOINS = regex(r"\s*[,;]\s*(?:and\s+)?|\s+and\s+")
_JOINS_AT_COMMAS = regex(r"\s*[,;]\s*(?:and\s+)?")
_ITEM_LONGEST = 120
_MOST_LINES = 30


def english_lists(understanding: Understanding, reports: Sequence[Report]) -> Reply | None:
    """The things asked for, each a quote; None where no report, or several, have such a list."""
    own = [report for report in reports if report.metadata.language == "en"]
    for way in (_below_heading, _numbered_lines, _in_a_sentence):
        runs = [run for report in own if len(run := way(understanding, report)) > 1]
        if len(runs) > 1:
            return None
        if runs:
            return Reply(lines=tuple(_line(quote) for quote in runs[0]))
    return None


def _line(quote: Quote) -> Line:
    return Line(quote.text, (quote,))


# -- below a heading


def _below_heading(understanding: Understanding, report: Report) -> list[Quote]:
    """What stands below the heading that is made of the question's own words."""
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


# -- numbered lines


def _numbered_lines(understanding: Understanding, report: Report) -> list[Quote]:
    """The lines that bear the asked noun and count on from one: Strategic Goal 1: …, Strategic Goal 2: …"""
    question = _without_owner(understanding, report)
    nouns = [word for word in re.findall(r"[a-z]+", question) if word.endswith("s") and singular(word) != word]
    for noun in dict.fromkeys(map(singular, nouns)):
        named = re.compile(
            rf"^[ \t•·-]*(?:[A-Za-z]+ )?{re.escape(noun)} (?P<number>\d{{1,2}})\s*[:.–—-]\s*"
            r"(?P<item>[A-Z][^\n]{3,160})$",
            re.IGNORECASE | re.MULTILINE,
        )
        first: dict[int, Quote] = {}
        for match in named.finditer(report.text):
            first.setdefault(int(match["number"]), Quote(report, *match.span("item")))
        count = len(first)
        if count < 2 or count > _MOST_LINES or sorted(first) != list(range(1, count + 1)):
            continue
        if _asked_number(question) in (None, count) and _names_only(question, noun):
            return [first[number] for number in range(1, count + 1)]
    return []


def _names_only(question: str, noun: str) -> bool:
    """Whether a question says of the things no more than what they are: strategic goals, not goals for water."""
    said = _content(question) - {stem(noun), "strategic", "strateg", "main", "key", "plan", "agency", "agenc"}
    return not [word for word in said if not _NUMBER.fullmatch(word) and word not in map(stem, _NUMBERS)]


def _asked_number(question: str) -> int | None:
    match = _NUMBER.search(question)
    if match is None:
        return None
    return int(match["number"]) if match["number"].isdigit() else _NUMBERS.index(match["number"]) + 2


def _without_owner(understanding: Understanding, report: Report) -> str:
    return read_needs(understanding, [report]).question


# -- in one sentence


def _in_a_sentence(understanding: Understanding, report: Report) -> list[Quote]:
    """What the one sentence enumerates that has all of the question's words: three segments: A, B, and C."""
    needs = read_needs(understanding, [report])
    wanted = [need for need in needs.needs if not re.fullmatch("list|names?|main|key", need.text)]
    asked = QuestionNeeds(needs.question, tuple(wanted), needs.english)
    if len(wanted) < 2:
        return []
    number = _asked_number(needs.question)
    runs: list[list[Quote]] = []
    for first, last in units(report):
        text = report.text[first:last]
        if "\t" in text or asked.missing(folded(text)):
            continue
        opened = [match for match in _OPENS_LIST.finditer(text) if not asked.missing(folded(text[: match.start()]))]
        if opened:
            items = _members(report, first + opened[0].end(), last)
            if len(items) > 1 and number in (None, len(items)):
                runs.append(items)
    texts = {tuple(quote.text for quote in run) for run in runs}
    return runs[0] if len(texts) == 1 else []


def _members(report: Report, start: int, end: int) -> list[Quote]:
    """The members of an enumeration, letter for letter; none where it does not read as one to its end."""
    text = report.text[start:end].rstrip(" .;:")
    found: list[Quote] = []
    commas = re.search(r"[,;]", text) is not None
    at = 0
    joins = list((_JOINS_AT_COMMAS if commas else _JOINS).finditer(text))
    for match in [*joins, None]:
        stop = match.start() if match is not None else len(text)
        piece = text[at:stop]
        bare = piece.strip()
        if not bare or len(bare) > _ITEM_LONGEST:
            return []
        first = start + at + len(piece) - len(piece.lstrip())
        found.append(Quote(report, first, first + len(bare)))
        at = match.end() if match is not None else stop
    last = found[-1].text if found else ""
    if len(found) == 2 and commas and " and " in last:
        return []
    return found if joins and re.search(r"\b(?:and|or)\b", text) else []
