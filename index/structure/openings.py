"""Topic sentences that make headings without a number: one opening repeated, or alone on lines before paragraphs."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from index.patterns import regex
from index.report import BlockKind
from index.structure.numbered_headings import Heading, TextLine
from index.text.script import HAN

TOPIC = "topic"

# Two sentences that open alike are chance; of 84 work reports, those that open a part each do so three times or more.
_FEWEST_OPENINGS = 3
_FEWEST_ON_LINES = 2
# Of 84 work reports, the longest topic sentence of a repeated opening has 46 characters, the longest alone 31.
_LONGEST = 60
_LONGEST_ALONE = 32
# What such a sentence heads is a paragraph: shorter ones follow each other in lists.
_A_PARAGRAPH = 80
# Where a file lost its line breaks, whole chapters stand on one line.
_LOST_BREAKS = 2_000

_OPENING = regex(
    r"(?:(?:[一两二三四五六七八九十]{1,3}|\d{1,2})年(?:多)?来|过去(?:的)?[一二三五]年|新的?一年(?:里)?|今后[三五]年)[，,]我们"
)
_SENTENCE = regex(r"[^。！？!?；;\n]*。")
_ALONE = regex(rf"[{HAN}“《](?:[^。！？!?；;：:\n\t]{{4,}})。")
_NO_TOPIC = regex(
    r"(?:各位|同志|让我们|谢谢|现在|以上|为此|为了|我们|这|那|因此|但|同时)|[^。]*(?:如下|以下|下列|下述|上述|几个方面|全文完|方面工作)"
)


def repeated_openings(text: str, lines: Sequence[TextLine], headings: Sequence[Heading]) -> list[Heading]:
    """Sentences that open the parts of a section with the same words ("五年来，我们…"), each part a paragraph or more.

    They begin a line, or any sentence where the file lost its line breaks. `headings` bound the sections.
    """
    ordered = sorted(heading.start for heading in headings)
    starts = frozenset(ordered)
    groups: dict[tuple[int, str], list[Heading]] = {}
    for line in lines:
        if line.kind is not BlockKind.PARAGRAPH or line.start in starts:
            continue
        lost = line.end - line.start >= _LOST_BREAKS
        for match in _OPENING.finditer(text, line.start, line.end) if lost else _opening(text, line):
            sentence = _SENTENCE.match(text, match.start(), min(line.end, match.start() + _LONGEST))
            if sentence and (match.start() == line.start or text[match.start() - 1] in "。！？!?oO"):
                section = bisect_left(ordered, match.start())
                opening = match[0].replace(",", "，")
                found = Heading(match.start(), sentence.end(), line.end, TOPIC)
                groups.setdefault((section, opening), []).append(found)
    kept = [group for group in groups.values() if len(group) >= _FEWEST_OPENINGS and _has_bodies(group)]
    return [heading for group in kept for heading in group]


def _opening(text: str, line: TextLine) -> list[re.Match[str]]:
    match = _OPENING.match(text, line.start, line.end)
    return [match] if match else []


def _has_bodies(group: list[Heading]) -> bool:
    """Whether most of a group's sentences stand a paragraph apart."""
    gaps = [following.start - heading.end for heading, following in pairwise(group)]
    return sum(gap >= _A_PARAGRAPH for gap in gaps) * 3 >= len(gaps) * 2


def topic_lines(text: str, lines: Sequence[TextLine], headings: Sequence[Heading]) -> list[Heading]:
    """Short sentences alone on their lines, each before its paragraph, two or more of them in a section.

    A single one introduces what follows ("面对新的任务，要做好以下工作。"); where every sentence has its line, none
    stands before a paragraph.
    """
    ordered = sorted(heading.start for heading in headings)
    starts = frozenset(ordered)
    groups: dict[int, list[Heading]] = {}
    for place, line in enumerate(lines[:-1]):
        if line.kind is not BlockKind.PARAGRAPH or line.start in starts:
            continue
        if line.end - line.start > _LONGEST_ALONE or not _ALONE.fullmatch(text, line.start, line.end):
            continue
        after, before = lines[place + 1], lines[place - 1] if place else None
        if after.start in starts or after.end - after.start < _A_PARAGRAPH or text[after.start] in "，。、；：）》”":
            continue
        finished = before is None or before.start in starts or text[before.end - 1] in "。！？”：:"
        if finished and not _NO_TOPIC.match(text, line.start):
            section = bisect_left(ordered, line.start)
            groups.setdefault(section, []).append(Heading(line.start, line.end, line.end, TOPIC))
    return [heading for group in groups.values() if len(group) >= _FEWEST_ON_LINES for heading in group]
