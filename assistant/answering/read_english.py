"""The English sentence that a trained reader finds to answer, where rules hold it to the question.

The reader has learnt what answers from Chinese reports and English encyclopedias: it finds the sentence more often than
it can tell that there is none. So it is believed only of sentences that tell what is asked for (`english_sorts`), have
the question's names, figures and exact words (`english_locks`), and where no other such sentence comes near that tells
something else. What is shown is the whole sentence, since the reader's spans are rough in English.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from assistant.answering.announced_items import bare_item
from assistant.answering.english_fitting import AMOUNTS, FIGURES, OF_A_SENTENCE, may_answer, wanted
from assistant.answering.english_locks import is_named, names
from assistant.answering.english_sorts import Sort, sorts_of, told_of
from assistant.answering.reply import Line
from assistant.answering.sentence_read import ReadSentence
from assistant.answering.sentence_rivals import owner
from assistant.query.document_named import years_beside_document
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.structure.periods import MONTH_NAMES
from index.text.years import find_years

# How sure the reader must be, and how much of the question's weight must stand in the sentence; less sure where every
# other sentence that tells such a thing is far behind. Set on 54 questions over reports, none of them counted again.
LEAST_SAID, SAID_ALONE, FAR_BEHIND = 0.2, 0.4, 0.7
SAID_BY_SENTENCES = 0.35  # where sentences were read by themselves
# Of a sentence that says nearly all of the question, with no other near.
SURE_OF_ALL, SAID_OF_ALL, FARTHEST_BEHIND = 0.4, 0.8, 0.3
FAR_BEHIND_IN_OTHER_WORDS = 0.4
SAID_OF_A_LEVEL = 0.6  # where the question names a measure ("what were dividends paid?"), which is no other measure
SURE_OF_A_LEVEL, SAID_OF_A_SURE_LEVEL = 0.9, 0.5
# A sentence comes near where the reader is nearly as sure of it and it says nearly as much of the question.
NEAR, NEAR_IN_WORDS = 0.12, 0.2
WITHOUT_OWNER, SAID_WITHOUT_OWNER = 0.9, 0.7
_SAME = 0.5  # of the words of the shorter of two sentences that say the same
_KINDS = OF_A_SENTENCE | {
    QuestionKind.FIGURE,
    QuestionKind.DATE,
    QuestionKind.NAME,
    QuestionKind.REASON,
    QuestionKind.LIST,
}
# Whether something is so, and how it is done, a whole sentence tells; seen by words where the kind is unsure.
_WHETHER = regex(
    r"^\W*(?:did|do|does|is|are|was|were|has|have|had|will|would|can|could|should|must|may)\b", re.IGNORECASE
)
_HOW = regex(r"^\W*how (?:do|does|did|is|are|was|were|will|would|can|could|should|must)\b", re.IGNORECASE)
# What somebody does, says or is accused of is told by no name alone.
_WHAT_DOES = regex(r"^\W*what (?:do|does|did|can|could|must|should|will|would|has|have|had)\b", re.IGNORECASE)
# What a question of an unsure kind asks for.
_OF_SORT = {
    Sort.TIME: QuestionKind.DATE,
    Sort.PERSON: QuestionKind.NAME,
    **dict.fromkeys(FIGURES - {Sort.TIME}, QuestionKind.FIGURE),
}
_NAMES_A_LEVEL = regex(r"^\W*what (?:was|were|is|are|did|does)\b", re.IGNORECASE)
_WORD = regex(r"[a-z]{4,}|\d[\d.,]*\d")
_OPENING_NAME = regex(r"[^\w(]*([A-Z]\w+(?: [A-Z]\w+)*)(?= [a-z]+ )")
MONTHS = "|".join(name.lower() for name in MONTH_NAMES)


@dataclass(frozen=True, slots=True)
class Sureness:
    """From which chance on a reader's sentence is believed, and from which where every other comes far behind.

    `least_said` is how much of the question's weight must then stand in the sentence.
    """

    sure: float
    sure_alone: float
    least_said: float


OF_SENTENCES = Sureness(0.8, 0.55, LEAST_SAID)
# Its chance is that of a window times that of a span. Of a sentence that says little of the question it was sure of
# "22 performance measures" for how many people had their records stolen.
OF_PASSAGES = Sureness(0.6, 0.4, SAID_ALONE)


# How something is done or decided any sentence may tell.
OF_PASSAGES_OF_ANY_SORT = Sureness(0.6, 0.6, SAID_ALONE)
# Of a question whose kind is unsure, where no other sentence comes near; set on 160 questions over reports.
OF_ANY_KIND = Sureness(0.65, 0.65, 0.15)
# As both readers read it, where every other sentence that says something else comes far behind; set on 474 questions
# over reports. So sure they need not be told by a rule that it is of the sort that is asked for.
OF_BOTH = Sureness(0.7, 0.7, 0.0)
SAID_OF_A_FIGURE = 0.4  # "22 performance measures" told how many people had their records stolen
OF_ANY_SORT_BY_BOTH = 0.9
# Of one sentence that answers two things the reader is less sure, and every other must come far behind.
OF_TWO_PARTS = Sureness(0.45, 0.45, 0.0)
BEHIND_OF_TWO_PARTS = 0.3
_ASKS_MEANING = regex(
    r"\bmean(?:s|t)? by\b|\bmeant\b|\bwhat (?:does|do|did) .{1,80} mean\b|^what (?:is|are) an? ", re.IGNORECASE
)


def english_line(
    found: Sequence[ReadSentence],
    kinds: Sequence[QuestionKind],
    understanding: Understanding,
    sureness: Sureness = OF_SENTENCES,
) -> Line | None:
    """The sentence that surely answers an English question; None where none does. `found`: the surest first.

    Without kinds the sort of what is asked for tells one.
    """
    question = understanding.question
    kind = next((kind for kind in kinds if kind in _KINDS), None)
    if kind is None or kind in OF_A_SENTENCE:
        kind = _by_words(kinds, question)
    elif kind is not QuestionKind.REASON and _HOW.search(question):
        kind = QuestionKind.SUMMARY  # how something is decided is no name
    elif kind is QuestionKind.NAME and _WHAT_DOES.search(question) and sorts_of(question)[0] is not Sort.PERSON:
        kind = None
    if sureness is OF_BOTH and (_ASKS_MEANING.search(question) or (kinds and _KINDS.isdisjoint(kinds))):
        return None
    if kind is None and sureness is not OF_PASSAGES and not _ASKS_MEANING.search(question):
        kind, sureness = QuestionKind.SUMMARY, OF_ANY_KIND if sureness is OF_SENTENCES else sureness
    if kind is None:
        return None
    if sureness is OF_BOTH and kind is QuestionKind.FIGURE:
        found = [one for one in found if one.one.share >= SAID_OF_A_FIGURE and not _lacks_a_name(one, question)]
    if kind is QuestionKind.SUMMARY and sureness is OF_PASSAGES:
        sureness = OF_PASSAGES_OF_ANY_SORT
    years = set(years_beside_document(question, find_years(question)))
    if len(years) > 1:  # of two years one sentence must tell both
        found = [one for one in found if years <= set(find_years(one.told))]
    found = _announcers(found)
    sorts = wanted(kind, question)
    fitting = [
        one
        for one in found
        if may_answer(one, sorts, kind, understanding, sureness is OF_BOTH and one.read.chance >= OF_ANY_SORT_BY_BOTH)
    ]
    fitting = _of_the_subject(fitting, question)
    if not fitting:
        return None
    best = fitting[0]
    # Where no sort is asked for, what does not fit may answer as well.
    others = found if sureness in (OF_ANY_KIND, OF_BOTH) else fitting
    rivals = [one for one in others if one is not best and not _says_the_same(best, one, sorts[0], question)]
    of_level = kind is not QuestionKind.REASON and sorts[0] in AMOUNTS
    names_a_level = of_level and _NAMES_A_LEVEL.match(question) is not None
    sure_of_level = best.read.chance >= SURE_OF_A_LEVEL and best.one.share >= SAID_OF_A_SURE_LEVEL
    if names_a_level and best.one.share < SAID_OF_A_LEVEL and not sure_of_level and sureness.least_said > 0:
        return None
    if not _is_sure(best, rivals, sureness) or any(_comes_near(one, best) for one in rivals):
        return None
    if not _is_of_one_owner(best, fitting, understanding):
        return None
    sentence = best.one.sentence
    if items := best.items:
        bare = tuple(bare_item(item.text) for item in items)
        return Line("\n".join(bare), tuple(items), bare)
    return Line(sentence.text, (sentence,))


def _lacks_a_name(one: ReadSentence, question: str) -> bool:
    """Whether neither a sentence nor its report's name has a name of the question: the sentence before names AWS."""
    metadata = one.one.report.metadata
    around = "\n".join([metadata.title, metadata.issuer or "", *one.one.report.headings(one.one.first)])
    held = f"{around}\n{one.told}"
    return any(not is_named(name, held) for name in names(question))


def _announcers(found: Sequence[ReadSentence]) -> list[ReadSentence]:
    """The sentences without the items of a list that one of them announces; that one is as sure as they are."""
    kept = list(found)
    for one in found:
        spans = [(item.start, item.end) for item in one.items]
        inside = [
            other
            for other in kept
            if other.one.report is one.one.report
            and any(start <= other.one.first and other.one.last <= end for start, end in spans)
        ]
        if inside:
            surest = max([one, *inside], key=lambda each: each.read.chance)
            raised = ReadSentence(one.one, replace(one.read, chance=surest.read.chance))
            kept = [raised if each is one else each for each in kept if each not in inside]
    return sorted(kept, key=lambda each: -each.read.chance)


def _of_the_subject(found: Sequence[ReadSentence], question: str) -> list[ReadSentence]:
    """Without sentences on another subject, where some have the question's: Mac net sales, Americas net sales."""
    named = {name for one in found if (name := _subject(one)) and re.search(rf"\b{re.escape(name)}\b", question)}
    return [one for one in found if not named or (name := _subject(one)) is None or name in named]


def _subject(found: ReadSentence) -> str | None:
    """The name that a sentence begins with; None where it is a word that its report writes small as well."""
    match = _OPENING_NAME.match(found.one.text_around)
    written_small = match is not None and re.search(rf"\b{re.escape(match[1].lower())}\b", found.one.report.text)
    return None if match is None or written_small else match[1]


def _by_words(kinds: Sequence[QuestionKind], question: str) -> QuestionKind | None:
    """The kind of a question whose kind is unsure, or is told by a whole sentence."""
    if OF_A_SENTENCE.issuperset(kinds):
        if _WHETHER.search(question):
            return QuestionKind.YES_NO
        if _HOW.search(question):
            return QuestionKind.SUMMARY
    return None if kinds else _OF_SORT.get(sorts_of(question)[0])


def _is_sure(best: ReadSentence, rivals: Sequence[ReadSentence], sureness: Sureness) -> bool:
    chance, said = best.read.chance, best.one.share
    said_alone = SAID_BY_SENTENCES if sureness is OF_SENTENCES else SAID_ALONE
    behind = max((one.read.chance for one in rivals), default=0.0)
    if sureness in (OF_ANY_KIND, OF_BOTH) and behind > FAR_BEHIND * chance:
        return False
    if sureness is OF_TWO_PARTS:
        return chance >= sureness.sure and behind <= BEHIND_OF_TWO_PARTS * chance
    in_other_words = sureness is OF_SENTENCES and said > 0 and behind <= FAR_BEHIND_IN_OTHER_WORDS * chance
    if chance >= sureness.sure and (said >= sureness.least_said or in_other_words):
        return True
    if chance >= SURE_OF_ALL and said >= SAID_OF_ALL and behind <= FARTHEST_BEHIND * chance:
        return True
    return chance >= sureness.sure_alone and said >= said_alone and behind <= FAR_BEHIND * chance


def _comes_near(one: ReadSentence, best: ReadSentence) -> bool:
    return one.read.chance >= best.read.chance - NEAR and one.one.share >= best.one.share - NEAR_IN_WORDS


def _says_the_same(best: ReadSentence, other: ReadSentence, sort: Sort, question: str) -> bool:
    """Whether two sentences tell the same figures, or mostly the same in words."""
    one, two = best.one.text_around, other.one.text_around
    if sort in FIGURES:
        told, others = ({each.text.lower() for each in told_of(sort, text, question)} for text in (one, two))
        return _may_be_one(told, others) if sort is Sort.TIME else told <= others or others <= told
    words, others = set(_WORD.findall(one.lower())), set(_WORD.findall(two.lower()))
    return len(words & others) >= _SAME * max(1, min(len(words), len(others)))


def _may_be_one(times: Iterable[str], others: Iterable[str]) -> bool:
    """Whether times written otherwise may be one: March 4, 2022 and March 2022, or only a year that both have."""
    years, other_years = ({*re.findall(r"(?:19|20)\d\d", " ".join(told))} for told in (times, others))
    months, other_months = ({*re.findall(MONTHS, " ".join(told))} for told in (times, others))
    same_years = not years or not other_years or bool(years & other_years)
    return same_years and (not months or not other_months or bool(months & other_months))


def _is_of_one_owner(best: ReadSentence, fitting: Sequence[ReadSentence], understanding: Understanding) -> bool:
    """Whether the question names whose report it asks or a thing in the sentence, or no other owner's comes near."""
    scope = understanding.scope
    if scope.regions or scope.issuers or scope.reports:
        return True
    text = best.one.text_around.lower()
    if any(name.lower() in text for name in names(understanding.question)):
        return True
    own, said = owner(best.one.report.metadata), best.one.share
    near = [one for one in fitting[1:] if one.read.chance > best.read.chance / 3 and one.one.share > said / 2]
    surely = best.read.chance >= WITHOUT_OWNER or said >= SAID_WITHOUT_OWNER
    return surely and all(owner(one.one.report.metadata) == own for one in near)
