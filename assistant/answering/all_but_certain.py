"""What answers where a trained reader is all but certain of a Chinese sentence, though it has words of its own.

The rules of held_sentences.py are for a reader that may be wrong: a word that the sentence lacks, a denial that it has.
Of sentences that it is all but certain of, one in thirty is a wrong one, and of those that say a good part of the
question next to none; what it can't know still holds: names, numbers, years, directions, units, arithmetic, and whose
report is meant.
"""

from collections.abc import Sequence

from assistant.answering.excerpts import clauses_of
from assistant.answering.held_sentences import (
    is_what_is_asked,
    lacks_its_names,
    lacks_its_numbers,
    names_its_indicators,
    turns_its_way,
)
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.read_english import ReadSentence
from assistant.answering.reply import Line
from assistant.answering.sentence_rivals import has_no_rival, is_of_one_owner, owner
from assistant.answering.shown_clauses import tells_the_unit
from assistant.query.kinds import Asks, asks
from assistant.query.question_kinds import QuestionKind
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report
from index.text.years import find_years

CERTAIN = 0.9
SURE_OF_ALL, SAID_OF_ALL = 0.8, 0.9  # of a sentence that says all of the question
# Of the question's weight, which the sentence must say; more of it where two things are asked.
LEAST_SAID, LEAST_OF_TWO = 0.3, 0.4
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


def whole_sentence(
    found: Sequence[ReadSentence],
    kinds: Sequence[QuestionKind],
    needs: QuestionNeeds,
    understanding: Understanding,
    reports: Sequence[Report],
    two: bool,
) -> Line | None:
    """The sentence that comes first, whole, where the reader is all but certain of it; None where it may not stand.

    `two`: the question asks two things, of which it may tell but one.
    """
    best = found[0]
    if needs.english or best.one.report.metadata.language != "zh" or understanding.language != "zh":
        return None
    certain = SURE_OF_ALL if best.one.share >= SAID_OF_ALL else CERTAIN
    if best.read.chance < certain or best.one.share < (LEAST_OF_TWO if two else LEAST_SAID):
        return None
    if not _TOLD_BY_ONE.issuperset(kinds):
        return None
    text = folded(best.one.text_around)
    if lacks_its_numbers(best.one, needs) or lacks_its_names(best.one, needs) or turns_its_way(needs, _clause(best)):
        return None
    if not _tells_its_years(best, understanding.question) or not names_its_indicators(needs.question, text):
        return None
    if not all(is_what_is_asked(best, needs, text, kind) for kind in kinds or (QuestionKind.NAME,)):
        return None
    if asks(understanding.question) is Asks.NUMBER and not tells_the_unit(understanding.question, text):
        return None
    if not has_no_rival(found, understanding, BEHIND):
        return None
    one_owner = len({owner(report.metadata) for report in reports}) == 1
    if not one_owner and not is_of_one_owner(best, found[1:], understanding):
        return None
    sentence = best.one.sentence
    return Line(sentence.text, (sentence,))


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
