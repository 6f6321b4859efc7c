"""What answers where a trained reader is all but certain of a Chinese sentence, though it has words of its own.

The rules of held_sentences.py are for a reader that may be wrong: a word that the sentence lacks, a denial that it has.
Of sentences that it is all but certain of, one in fifteen is a wrong one (16 of 238), mostly since two things are asked
or it lacks a name, number or year of the question. So what the reader can't know still holds: names, numbers, years,
directions, units, arithmetic, and whose report is meant.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.excerpts import clauses_of
from assistant.answering.held_sentences import (
    is_what_is_asked,
    lacks_its_names,
    lacks_its_numbers,
    names_its_indicators,
    tells_of_later,
    turns_its_way,
)
from assistant.answering.named_things import EACH, lacks_one_of_each
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.sentence_read import ReadSentence
from assistant.answering.sentence_rivals import has_no_rival, is_of_one_owner
from assistant.answering.shown_clauses import tells_the_unit
from assistant.query.kinds import Asks, asks
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.text.masks import is_blanked
from index.text.years import find_years

CERTAIN = 0.9
SURE_OF_ALL, SAID_OF_ALL = 0.8, 0.9  # of a sentence that says all of the question
# Of the question's weight, which the sentence must say; more of it where two things are asked, and whether it is so.
LEAST_SAID, LEAST_OF_TWO, LEAST_OF_WHETHER = 0.25, 0.4, 0.5
# Every other sentence that says something else comes at most to this part of it.
BEHIND = 0.5
# What one sentence tells, if its kind is known; whether a thing is so it may tell by chance.
_TOLD_BY_ONE = frozenset(
    {
        QuestionKind.FIGURE,
        QuestionKind.DATE,
        QuestionKind.NAME,
        QuestionKind.LIST,
        QuestionKind.REASON,
        QuestionKind.DEFINITION,
        QuestionKind.SUMMARY,
        QuestionKind.COMPUTE,
        QuestionKind.OVER_YEARS,
    }
)
# Names a span of years, which a sentence tells as one: 五年间, “十一五”期间.
_SPAN_OF_YEARS = regex(
    '[“"]?[一二三四五六七八九十]{1,2}五[”"]?(?:计划|规划|时期|期间|五年)?|[两二三四五六七八九十]年(?![代级期制限后前以])'
)
_YEAR = regex(r"(?:19|20)\d\d")
_WHETHER = frozenset({QuestionKind.YES_NO, QuestionKind.MET_TARGET})


def certain_sentences(
    found: Sequence[ReadSentence],
    kinds: Sequence[QuestionKind],
    needs: QuestionNeeds,
    understanding: Understanding,
    alone: Sequence[ReadSentence],
    two: bool,
) -> tuple[ReadSentence, ...]:
    """The sentence of which the reader is all but certain, to be shown whole, or the two that tell different things.

    Empty where none may stand. `alone` are those of which no other owner's report tells. `two`: the question asks two
    things, of which one sentence may tell but one; only then, and where each of several is asked for, are there two.
    """
    if needs.english or understanding.language != "zh" or not found:
        return ()
    asked = _Asked(kinds, needs, understanding, alone, two)
    left = [each for each in found if each.read.chance > BEHIND * CERTAIN and asked.names_of(each)]
    # Beside a sentence that tells of each of two things, one that tells of one is no rival.
    left = [each for each in left if not lacks_one_of_each(needs, folded(each.one.text_around))] or left
    if not left or not asked.may_be_told_by(left[0], found):
        return ()
    if has_no_rival(left, understanding, BEHIND):
        return (left[0],)
    first, second, *rest = left
    each_asked = two or EACH.search(understanding.question) is not None
    apart = all(has_no_rival([one, *rest], understanding, BEHIND) for one in (first, second))
    if each_asked and apart and asked.may_be_told_by(second, found):
        return (first, second)
    return ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question asks of a sentence that the reader is all but certain of."""

    kinds: Sequence[QuestionKind]
    needs: QuestionNeeds
    understanding: Understanding
    alone: Sequence[ReadSentence]
    two: bool

    def names_of(self, one: ReadSentence) -> bool:
        """Whether a sentence has the question's numbers and names."""
        return not lacks_its_numbers(one.one, self.needs) and not lacks_its_names(one.one, self.needs)

    def may_be_told_by(self, one: ReadSentence, found: Sequence[ReadSentence]) -> bool:
        """Whether the reader is sure enough of it, and it tells what the question asks by all that a reader can't know.

        `found` are all that were read.
        """
        if one.one.report.metadata.language != "zh" or not self._is_certain(one):
            return False
        told = _TOLD_BY_ONE | (_WHETHER if self.two and one.one.share >= LEAST_OF_WHETHER else frozenset())
        if not told.issuperset(self.kinds):
            return False
        text, question = folded(one.one.text_around), self.understanding.question
        if is_blanked(one.one.text_around):
            return False  # that the report blanks its figures is said elsewhere
        if turns_its_way(self.needs, _clause(one)) or not _tells_its_years(one, question):
            return False
        if tells_of_later(one, question, self.understanding.years):
            return False
        if not names_its_indicators(self.needs.question, text):
            return False
        if not all(is_what_is_asked(one, self.needs, text, kind) for kind in self.kinds or (QuestionKind.NAME,)):
            return False
        if asks(question) is Asks.NUMBER and not tells_the_unit(question, text):
            return False
        others = [other for other in found if other is not one]
        return any(one is each for each in self.alone) or is_of_one_owner(one, others, self.understanding)

    def _is_certain(self, one: ReadSentence) -> bool:
        said = one.one.share
        certain = SURE_OF_ALL if said >= SAID_OF_ALL else CERTAIN
        return one.read.chance >= certain and said >= (LEAST_OF_TWO if self.two else LEAST_SAID)


def _clause(best: ReadSentence) -> str:
    """What of the sentence holds the span, folded."""
    start, end = best.span
    report = best.one.report
    clauses = clauses_of(report, best.one.first, best.one.last)
    return folded("，".join(report.text[slice(*each)] for each in clauses if each[0] < end and start < each[1]))


def _tells_its_years(best: ReadSentence, question: str) -> bool:
    """Whether the sentence has each year of several that are written out, or tells a span of years as the question."""
    asked = {int(year) for year in _YEAR.findall(question)} - {best.one.report.metadata.year}
    text = best.one.text_around
    return len(asked) < 2 or asked <= set(find_years(text)) or _SPAN_OF_YEARS.search(text) is not None
