"""The honours that a report says were won: 获评…, 荣获…, 入选…, 被授予…, clause by clause, in the report's order.

What is planned (争创全国文明城市) is none. A theme in the question (生态方面的荣誉) must stand in the clause, in its
sentence or in the heading above it.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.asking_words import pattern
from assistant.answering.enumerations import clauses
from assistant.answering.focus import focus_of
from assistant.answering.occurrences import occurrences
from assistant.answering.reply import Quote
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Part, Report, Section
from index.text.folding import simplified

ASKS_HONOURS = pattern("asks_honours")
_WON = pattern("won")
# What the prize is called; a clause that wins without one (获得显著成效) names no honour.
_PRIZE = pattern("prize")
_NOT_YET = pattern("not_yet")
_ABOUT = regex(r"(?:方面|领域|工作|类|相关|有关|方向)$")
_WORDS_OF_ASKING = regex(rf"{ASKS_HONOURS.pattern}|获得|获评|荣获|取得|拿到|受到|获|得到|得|拿|评|入选|和|与|、")


def honours(understanding: Understanding, report: Report) -> list[Quote]:
    """The clauses of the review that tell of an honour of the question's theme; empty where none does."""
    themes = list(_themes(understanding))
    return [
        Quote(report, *span)
        for section in report.sections
        if section.part is not Part.PLAN
        for span in _in_section(report, section, themes)
    ]


def _themes(understanding: Understanding) -> Iterator[str]:
    for piece in focus_of(understanding, "frame_list").pieces:
        for part in re.split("[了的]", piece):
            theme = _WORDS_OF_ASKING.sub("", _ABOUT.sub("", part))
            theme = _ABOUT.sub("", theme)
            if len(theme) > 1:
                yield theme


def _in_section(report: Report, section: Section, themes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The clauses of a section's own text, without those of the sections below it."""
    below = [child.start for child in report.sections if child.parent == section.number]
    end = min(below, default=section.end)
    heading = simplified(report.text[section.heading_start : section.heading_end])
    for first, last in clauses(report.text, section.start, end, "。！\n"):
        sentence = report.text[first:last]
        if not _WON.search(sentence):
            continue
        if all(occurrences(sentence, theme) or theme in heading for theme in themes):
            yield from _won(report.text, first, last)


def _won(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for first, last in clauses(text, start, end, "，；"):
        clause = text[first:last]
        won = _WON.search(clause)
        if won is None or _NOT_YET.search(clause[: won.start()]):
            continue
        if _PRIZE.search(clause, won.start()):
            yield first, last
