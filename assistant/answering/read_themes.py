"""What a report says of a theme in words of its own: the paragraphs whose sentences the reader takes for it.

农业农村这块的成绩 is told by a paragraph that opens with 乡村全面振兴. Only sentences of the part that is asked are
read, of the review or of the plan. A paragraph is about one thing: where its sentences come near together, those that
come less near belong to it as well, and one that stands elsewhere must come near by itself.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from assistant.answering.excerpts import units
from assistant.answering.need import Need, folded
from assistant.answering.outlines import bare
from assistant.answering.read_sentences import Reader
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.summaries import asks_for_a_review, one_report, part_asked
from assistant.answering.themes import theme_of
from assistant.query.kinds import ASKS_HOW
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from index.report import Part, RankedPassage, Report

MOST = 8  # sentences shown
PASSAGES = 4  # passages read of the part
# So near must the sentences of the nearest paragraph come together, the nearest of them, and each of them.
NEAREST, ONE_NEAREST, NEAR_INSIDE = 0.2, 0.1, 0.03
# Another paragraph's together, by their share of that, and each of them; one that stands alone, and by its share of the
# nearest sentence of the nearest paragraph.
AS_NEAR, NEAR, NEAR_ALONE, ALONE_SHARE = 0.4, 0.08, 0.3, 0.8
_LONGEST = 400  # characters of a sentence that is read
_SHORTEST = 12
# 怎么照顾老人, 有哪些招 ask for what is done, which several sentences tell.
_OF_SENTENCES = frozenset({QuestionKind.LIST, QuestionKind.OTHER})


def asks_for_a_theme(question: str, kinds: Sequence[QuestionKind]) -> bool:
    """Whether a question is answered by the sentences on its theme: a summary, or how something is done."""
    return QuestionKind.SUMMARY in kinds or (_OF_SENTENCES.issuperset(kinds) and ASKS_HOW.search(question) is not None)


def read_theme(
    reader: Reader, understanding: Understanding, reports: Sequence[Report], passages: Sequence[RankedPassage]
) -> Reply | None:
    """The sentences of the one report's best passages that come near the question; None where fewer than two do."""
    looks_back = asks_for_a_review(understanding)
    asked = one_report(understanding, reports, looks_back) or one_report(understanding, reports, not looks_back)
    if asked is None or "en" in (asked.metadata.language, understanding.language) or not theme_of(understanding):
        return None  # what is near in English is rarely on the theme
    sentences = _sentences(asked, part_asked(understanding, asked), passages)
    reads = reader.read(understanding.question, [asked.text[slice(*each)] for each in sentences])
    near = _coherent(asked, [(read.chance, each) for read, each in zip(reads, sentences, strict=True)])
    if len(near) < 2 or _are_of_another(near, theme_of(understanding), asked):
        return None
    near.sort(key=lambda pair: -pair[0])
    shown = [bare(asked, Quote(asked, *each)) for each in sorted(each for _, each in near[:MOST])]
    return Reply(lines=tuple(Line(quote.text, (quote,)) for quote in shown))


def _are_of_another(near: Sequence[tuple[float, tuple[int, int]]], theme: Sequence[Need], report: Report) -> bool:
    """Whether the sentences that come near lack a word of the theme that the report has: 光电产业 for 茶产业."""
    whole, said = folded(report.text), folded("\n".join(report.text[slice(*each)] for _, each in near))
    return any(need.in_text(whole) and not need.in_text(said) for need in theme)


def _coherent(report: Report, read: Sequence[tuple[float, tuple[int, int]]]) -> list[tuple[float, tuple[int, int]]]:
    """The sentences of the paragraphs that come near as wholes, and those elsewhere that do by themselves."""
    starts = [block.start for block in report.blocks]
    paragraphs = [bisect_right(starts, first) for _, (first, _) in read]
    together: defaultdict[int, float] = defaultdict(float)
    for paragraph, (chance, _) in zip(paragraphs, read, strict=True):
        together[paragraph] += chance
    best = max(together, key=lambda each: together[each], default=0)
    if together[best] < NEAREST:
        return []
    top = max(chance for paragraph, (chance, _) in zip(paragraphs, read, strict=True) if paragraph == best)
    if top < ONE_NEAREST:
        return []  # many that hardly come near are no theme

    def least(paragraph: int) -> float:
        if paragraph == best:
            return NEAR_INSIDE
        return NEAR if together[paragraph] >= AS_NEAR * together[best] else max(NEAR_ALONE, ALONE_SHARE * top)

    return [pair for paragraph, pair in zip(paragraphs, read, strict=True) if pair[0] >= least(paragraph)]


def _sentences(report: Report, part: Part | None, passages: Sequence[RankedPassage]) -> list[tuple[int, int]]:
    """The sentences of the best passages of the report's part; no headings, and none that addresses the deputies."""
    inside = [
        (passage.start, passage.end)
        for passage in passages
        if passage.report_id == report.report_id and part in (None, report.section_at(passage.start).part)
    ][:PASSAGES]
    found: list[tuple[int, int]] = []
    for first, last in units(report):
        if (
            report.in_heading(first, last)
            or not _SHORTEST <= last - first <= _LONGEST
            or "\t" in report.text[first:last]
        ):
            continue
        if any(start <= first and last <= end for start, end in inside):
            found.append((first, last))
    return found
