"""Two things that an English question asks, told by one sentence or by two that stand near each other.

The first is read by itself. What the second means by "it" stands in the first, and in a report near what answers that:
so it is read of the sentences around, unless it names what it asks about.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answering.english_locks import names
from assistant.answering.excerpts import Excerpt, units
from assistant.answering.read_english import Sureness, english_line
from assistant.answering.reply import Line
from assistant.answering.sentence_read import ReadSentence
from assistant.query.parts_asked_english import TwoParts
from assistant.query.understanding import Understanding
from index.models.sentence_reader import Read
from index.patterns import regex
from index.report import Report

BY_PARTS = 8  # sentences, the surest, of which each part is read by itself as well
NEIGHBOURS = 4  # sentences on either side of what answers the first part
# Of a few sentences near what answers the first part the reader need not be so sure.
NEAR_BY = Sureness(0.5, 0.5, 0.0)
_LEANS = regex(r"\b(?:it|its|they|their|them|that|those|this|these|he|she|his|her|one)\b", re.IGNORECASE)
_FEWEST_WORDS = 5  # of a second part that means something by itself

Reading = Callable[[str, Sequence[str]], list[Read]]
Finding = Callable[[Understanding], Sequence[ReadSentence]]


def read_jointly(parts: TwoParts, found: Sequence[ReadSentence], read: Reading) -> list[ReadSentence]:
    """The sentences by how surely they answer the question as it is put or with its parts turned, the surest first."""
    chances = read(parts.joined, [each.one.text_around for each in found])
    surer = [
        each if each.read.chance >= other.chance else ReadSentence(each.one, other)
        for each, other in zip(found, chances, strict=True)
    ]
    surer.sort(key=lambda each: -each.read.chance)
    return sorted([*_part_by_part(parts, surer[:BY_PARTS], read), *surer[BY_PARTS:]], key=lambda one: -one.read.chance)


def _part_by_part(parts: TwoParts, found: Sequence[ReadSentence], read: Reading) -> list[ReadSentence]:
    """The same where a sentence may answer each part by itself: as surely as it does the one it is less sure of."""
    texts = [each.one.text_around for each in found]
    if not parts.asks_first or not texts:
        return list(found)
    each_part = zip(read(parts.first, texts), read(parts.second, texts), read(parts.joined, texts), strict=True)
    told = []
    for each, (first, alone, joined) in zip(found, each_part, strict=True):
        second = max(alone, joined, key=lambda one: one.chance)
        less = min(first, second, key=lambda one: one.chance)
        told.append(ReadSentence(each.one, less) if less.chance > each.read.chance else each)
    return told


def told_in_two(
    parts: TwoParts, understanding: Understanding, finding: Finding, read: Reading
) -> tuple[Line | None, Line | None]:
    """What answers each part, the same sentence maybe; without an answer to the first no second one is looked for."""
    first = replace(understanding, question=parts.first)
    line = english_line(finding(first), (), first)
    if line is None:
        return None, None
    (quote, *_) = line.quotes
    second = replace(understanding, question=parts.second)
    near = _around(quote.report, quote.start, quote.end)
    texts = [one.text_around for one in near]
    both = zip(near, read(parts.second, texts), read(parts.joined, texts), strict=True)
    told = [ReadSentence(one, max(alone, joined, key=lambda each: each.chance)) for one, alone, joined in both]
    told.sort(key=lambda each: -each.read.chance)
    other = english_line(told, (), second, NEAR_BY) if told else None
    if other is None and _stands_alone(parts.second):
        other = english_line(finding(second), (), second)
    return line, other


def _stands_alone(part: str) -> bool:
    """Whether a part says itself what it asks about."""
    return _LEANS.search(part) is None and len(part.split()) >= _FEWEST_WORDS and bool(names(part))


def _around(report: Report, start: int, end: int) -> list[Excerpt]:
    spans = list(units(report))
    at = next((place for place, (first, last) in enumerate(spans) if first < end and start < last), None)
    if at is None:
        return []
    near = spans[max(0, at - NEIGHBOURS) : at + NEIGHBOURS + 1]
    return [
        Excerpt(report, first, last, first, last, (), share=0)
        for first, last in near
        if not report.in_heading(first, last) and "\t" not in report.text[first:last]
    ]
