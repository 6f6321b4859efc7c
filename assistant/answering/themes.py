"""What a report says of one theme, as its own sentences: the paragraph headed by it, else the sentences that name it.

A question for what was done is answered from the review, one for what is to come from the plan. At most `MOST` lines,
those with the most words of the theme and with figures first chosen, then shown in the report's order.
"""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from assistant.answering.asking_words import pattern
from assistant.answering.excerpts import units
from assistant.answering.focus import REMARK
from assistant.answering.naming import trimmed
from assistant.answering.need import Need, folded
from assistant.answering.needed import read_needs
from assistant.answering.needed_english import english_needs
from assistant.answering.outlines import bare
from assistant.answering.reply import Quote
from assistant.query.understanding import Understanding
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.report import BlockKind, Part, Report
from index.text.folding import simplified

MOST = 8
_ENOUGH_SAID = 0.4  # of a theme's weight that a sentence must say
_HEAD = regex(r"[^，。：；,:;\n]{2,40}")
# What leads the sentences behind it, of which there are more than so many with it.
_LEAD = regex(r"[^，。：；,:;\d]{4,14}。")
_LED = 2
_COURTESY = regex(r"^(?:各位|现在，?我|请予审议)")


def themed(understanding: Understanding, report: Report, part: Part | None) -> list[Quote]:
    """The sentences of a report, or of its `part`, on the question's theme; empty where it names none."""
    theme = theme_of(understanding)
    if not theme:
        return []
    if headed := headed_by(understanding, report, part):
        return headed
    inside = _paragraphs(report, part)
    spoken = [unit for unit in units(report) if any(start <= unit[0] < end for start, end in inside)]
    return _chosen(report, _telling(report, spoken, theme), theme)


def headed_by(understanding: Understanding, report: Report, part: Part | None) -> list[Quote]:
    """The sentences of the one section, else paragraph, that opens with the theme; empty where none or several do."""
    theme = theme_of(understanding)
    sections = [
        section
        for section in report.sections[1:]
        if (part is None or section.part in (None, part)) and theme and _names(folded(report.heading(section)), theme)
    ]
    if len(sections) == 1:
        start, end = sections[0].heading_end, sections[0].end
        return _chosen(report, [unit for unit in units(report) if start <= unit[0] < end], theme)
    paragraphs = _paragraphs(report, part)
    headed = [block for block in paragraphs if theme and _names(folded(_head(report, block)), theme)]
    if not headed:
        headed = [block for block in _led(report, paragraphs) if theme and _names(folded(_head(report, block)), theme)]
    if len(headed) != 1:
        return []
    ((start, end),) = headed
    return _chosen(report, [unit for unit in units(report) if start <= unit[0] < end], theme)


def _led(report: Report, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches of paragraphs that a sentence too short to tell anything leads: 雄安新区拔节生长。首批疏解项目…"""
    found: list[tuple[int, int]] = []
    for start, end in paragraphs:
        inside = [unit for unit in units(report) if start <= unit[0] < end]
        leads = [unit[0] for unit in inside if _LEAD.fullmatch(folded(report.text[slice(*unit)]).strip())]
        found += [(first, behind) for first, behind in pairwise([*leads, end]) if first > start]
    return [each for each in found if sum(each[0] <= unit[0] < each[1] for unit in units(report)) > _LED]


def theme_of(understanding: Understanding) -> tuple[Need, ...]:
    """The words of the question that name what it is about; one letter only where it begins a name: 茶 in 茶产业."""
    if understanding.language == "en" and understanding.scope.regions:
        return ()  # of a place's Chinese report
    if understanding.language == "en":
        around = pattern("around_themes")
        return tuple(
            need
            for need in english_needs(folded(understanding.question), understanding)
            if not need.number and around.fullmatch(need.text) is None
        )
    plain = _around_a_theme().sub(" ", REMARK.sub("", simplified(understanding.question)))
    found = read_needs(replace(understanding, question=plain))
    needs = [need for need in found.needs if not need.number]
    begins = {need.text for need, other in pairwise(needs) if f"{need.text}{other.text}" in found.question}
    return tuple(need for need in needs if len(need.text) > 1 or need.text in begins)


def _telling(report: Report, found: Sequence[tuple[int, int]], theme: Sequence[Need]) -> list[tuple[int, int]]:
    """The sentences that say enough of a theme: a word weighs by how few have it, so that 融合 alone says little."""
    said = [{at for at, need in enumerate(theme) if need.in_text(folded(report.text[slice(*unit)]))} for unit in found]
    held = Counter(at for each in said for at in each)
    weights = [math.log(1 + len(found) / max(1, held[at])) for at in range(len(theme))]
    least = _ENOUGH_SAID * sum(weights)
    return [unit for unit, each in zip(found, said, strict=True) if each and sum(weights[at] for at in each) >= least]


@cache
def _around_a_theme() -> re.Pattern[str]:
    return re.compile(any_of(words("question_words", "of_summary")))


def _paragraphs(report: Report, part: Part | None) -> list[tuple[int, int]]:
    return [
        (block.start, block.end)
        for block in report.blocks
        if block.kind is BlockKind.PARAGRAPH
        and (part is None or report.section_at(block.start).part is part)
        and not _COURTESY.match(report.text[block.start : block.end])
    ]


def _head(report: Report, block: tuple[int, int]) -> str:
    match = _HEAD.search(report.text, *block)
    return match[0] if match else ""


def _names(head: str, theme: Sequence[Need]) -> bool:
    """Whether a heading names every word, a longer one by its beginning or its end: 开放 for 对外开放."""
    words = [(need.text, need.in_text(head)) for need in theme]
    return all(
        said or (len(word) > 3 and not word.isascii() and (word[:2] in head or word[-2:] in head))
        for word, said in words
    )


def _chosen(report: Report, found: Sequence[tuple[int, int]], theme: Sequence[Need]) -> list[Quote]:
    def rank(unit: tuple[int, int]) -> tuple[int, bool]:
        text = folded(report.text[slice(*unit)])
        return -sum(need.in_text(text) for need in theme), not any(letter.isdigit() for letter in text)

    told = [unit for unit in found if "\t" not in report.text[slice(*unit)]]
    kept = sorted(sorted(told, key=rank)[:MOST])
    return [bare(report, trimmed(report, *unit)) for unit in kept]
