"""Whether another sentence that was read comes near the one that answers: another figure, time, reason or owner's."""

import re
from collections.abc import Sequence

from assistant.answering.asking_words import pattern
from assistant.answering.excerpts import Excerpt
from assistant.answering.held_sentences import PROPER
from assistant.answering.need import folded, stands_in
from assistant.answering.sentence_read import ReadSentence
from assistant.answering.shown_clauses import NUMBER, tells_the_unit
from assistant.query.kinds import GIVES_REASON, Asks, asks
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Metadata, Part
from index.text.places import find_regions
from index.text.regions import NATION
from index.text.words import tagger

# Another sentence is a rival where the reader is nearly as sure of it, and it says nearly as much of the question.
APART, APART_IN_WORDS = 0.25, 0.2
NEARLY = 0.9
SHORTEST_REASON = 4  # characters
MUCH_MORE = 0.3  # of the question's weight: of what it asks the reason of another sentence tells
# So sure where the question names nobody whose report it asks.
WITHOUT_OWNER = 0.9
_DIGIT = regex(r"\d|[一二两三四五六七八九十百千万亿]")
_FIGURE = regex(r"\d[\d.,]*[%\u4e00-\u9fff]{1,2}")
_OF_THE_NATION = pattern("of_the_nation")


def owner(metadata: Metadata) -> tuple[str | None, str | None]:
    """Whose report it is: its region and its issuer."""
    return metadata.region, metadata.issuer


def is_apart(
    found: Sequence[ReadSentence], understanding: Understanding, alone: bool = False, kind: QuestionKind | None = None
) -> bool:
    """Whether the reader is nearly as sure of no other sentence that says something else or is another owner's.

    `alone`: no other owner's report is asked. Beside a sentence that gives a reason, one that gives none is no rival.
    """
    best = found[0]
    rivals = [
        other
        for other in found[1:]
        if other.read.chance >= best.read.chance - APART and _is_rival(other, best, understanding, kind)
    ]
    span = best.one.report.text[slice(*best.span)]
    # A word of both is not the reason that both give.
    is_told = kind is not QuestionKind.REASON or len(span) >= SHORTEST_REASON
    if rivals and not (is_told and all(span in other.one.text_around for other in rivals)):
        return False
    return alone or is_of_one_owner(best, found[1:], understanding)


def has_no_rival(found: Sequence[ReadSentence], understanding: Understanding, behind: float) -> bool:
    """Whether every other sentence that tells other figures comes at most to this part of the first one's chance.

    Of one that says less of the question, or seems not to be meant, it is enough that it is not nearly as sure.
    """
    best = found[0]
    return not any(
        (other.read.chance > NEARLY * best.read.chance or _is_rival(other, best, understanding, None))
        and not _is_no_number_asked(other, best, understanding)
        and not _tells_its_figures(other, best)
        for other in found[1:]
        if other.read.chance > behind * best.read.chance
    )


def _is_no_number_asked(other: ReadSentence, best: ReadSentence, understanding: Understanding) -> bool:
    """Whether a number is asked for, and another sentence is read to tell none, or one of another unit."""
    if asks(understanding.question) is not Asks.NUMBER:
        return False
    span = folded(other.one.report.text[slice(*other.span)])
    return not _may_be_meant(other, best, understanding) or not tells_the_unit(understanding.question, span)


def _is_rival(other: ReadSentence, best: ReadSentence, understanding: Understanding, kind: QuestionKind | None) -> bool:
    """Whether another sentence says nearly as much of the question, and may be what is meant."""
    return (
        other.one.share >= best.one.share - APART_IN_WORDS
        and (kind is QuestionKind.REASON or _may_be_meant(other, best, understanding))
        and not _lacks_a_number(other, best, understanding.question)
        and not _lacks_the_time(other, best, understanding.question)
        and not (
            kind is QuestionKind.REASON
            and _gives_reason(best)
            and not _gives_reason(other)
            and other.one.share < best.one.share + MUCH_MORE
        )
    )


def _tells_its_figures(other: ReadSentence, best: ReadSentence) -> bool:
    """Whether another sentence has the span of the first, or each figure of it with its unit."""
    span, text = folded(best.one.report.text[slice(*best.span)]), folded(other.one.text_around)
    figures = _FIGURE.findall(span)
    return span in text or (bool(figures) and all(figure in text for figure in figures))


def _gives_reason(found: ReadSentence) -> bool:
    return GIVES_REASON.search(folded(found.one.text_around)) is not None


def _may_be_meant(other: ReadSentence, best: ReadSentence, understanding: Understanding) -> bool:
    """Whether another sentence is of the best one's sort: none without a figure beside one, no plan beside a result."""
    parts = [each.one.report.section_at(each.one.first).part for each in (best, other)]
    if understanding.plan is None and parts == [Part.REVIEW, Part.PLAN]:
        return False
    told = [_DIGIT.search(each.one.report.text[slice(*each.span)]) is not None for each in (best, other)]
    return told != [True, False]


_ASKS_MONTH, _MONTH = regex("[哪几]一?个?月"), regex("(?:1[0-2]|[1-9])月")


def _lacks_the_time(other: ReadSentence, best: ReadSentence, question: str) -> bool:
    """Whether a month is asked for, which the best sentence's span tells and another's doesn't: 去年12月, 时隔两年."""
    spans = [folded(each.one.report.text[slice(*each.span)]) for each in (best, other)]
    told = [_MONTH.search(span) is not None for span in spans]
    return _ASKS_MONTH.search(question) is not None and told == [True, False]


def _lacks_a_number(other: ReadSentence, best: ReadSentence, question: str) -> bool:
    """Whether the best sentence has a number of the question that another lacks: 到1992年 of what was in 1987."""
    texts = [folded(each.one.text_around) for each in (best, other)]
    asked = (re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])") for number in NUMBER.findall(folded(question)))
    return any(number.search(texts[0]) and not number.search(texts[1]) for number in asked)


def is_of_one_owner(best: ReadSentence, others: Sequence[ReadSentence], understanding: Understanding) -> bool:
    """Whether the question names whose report it asks, or no other's sentence comes near."""
    scope = understanding.scope
    if scope.regions or scope.issuers or scope.reports:
        return True
    if _names_a_thing_of(best.one, understanding.question):
        return True
    own = best.one.report.metadata
    of_nation = own.region == NATION
    chance, said = best.read.chance, best.one.share
    if of_nation and not _OF_THE_NATION.search(folded(understanding.question)):
        return False  # whose is meant is open: of many figures each place has its own
    if not (of_nation or chance >= WITHOUT_OWNER):
        return False
    near = [
        each.one.report.metadata
        for each in others
        if each.read.chance > chance / 3 and (each.one.share >= said / 2 or each.read.chance > NEARLY * chance)
    ]
    return all(owner(each) == owner(own) for each in near)


def _names_a_thing_of(one: Excerpt, question: str) -> bool:
    """Whether a name of the question, no region's, stands in the sentence or the report's title: 青湖."""
    text = folded(question)
    (tagged,) = tagger().tag([text])
    names = (text[word.start : word.end] for word in tagged if word.part in PROPER)
    around = folded(f"{one.report.metadata.title}\n{one.text_around}")
    return any(len(name) > 1 and not find_regions(name) and stands_in(name, around) for name in names)
