"""The sentence that a trained reader finds to answer, where question and report use different words for one thing.

推广新能源汽车10万辆以上 answers 打算推广多少辆新能源车. The reader is asked last, of the few sentences that come
nearest by words and of those in the best passages. It says how surely a sentence answers and with which words; what
may not be left to it is held by rule: the years, a plan against a result, every name and number of the question.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.all_but_certain import certain_sentences
from assistant.answering.excerpts import Excerpt, asked_of, by_weight, in_time, units
from assistant.answering.held_sentences import CREDIT, OF_THE_REPORT, holds_the_question, tells_of_later
from assistant.answering.jointly_read import jointly_read
from assistant.answering.named_things import lacks_what_is_joined, of_the_named, tells_of_the_named
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.needed import read_needs
from assistant.answering.pointed_sentences import pointed_sentences
from assistant.answering.read_english import OF_BOTH as SURE_OF_BOTH
from assistant.answering.read_english import OF_PASSAGES as SURE_OF_PASSAGES
from assistant.answering.read_english import OF_TWO_PARTS, english_line
from assistant.answering.read_two_parts import read_jointly, told_in_two
from assistant.answering.read_two_pieces import (
    asks_a_number,
    tells_a_number_of_each,
    tells_both_pieces,
)
from assistant.answering.readable_kinds import SURE, readable
from assistant.answering.reply import Line, Reply
from assistant.answering.sentence_read import ReadSentence
from assistant.answering.sentence_rivals import is_apart, owner
from assistant.answering.shown_clauses import LONGEST, OF_ONE_CLAUSE, line_of
from assistant.messages import message
from assistant.query.fixed_kinds import FROM_WHAT_TO_WHAT
from assistant.query.kinds import REPORT_OF_YEAR
from assistant.query.parts_asked import pieces_asked
from assistant.query.parts_asked_english import two_parts
from assistant.query.question_kinds import QuestionKind
from assistant.query.scope import own_report_years
from assistant.query.understanding import Understanding
from assistant.reader.by_passage import Reader as PassageReader
from index.models.sentence_reader import Read
from index.patterns import regex
from index.report import Part, RankedPassage, Report
from index.text.folding import simplified
from index.text.masks import is_blanked
from index.text.regions import NATION
from index.text.years import find_years

# Where it is unsure which of two kinds a question is, or its language is not the report's.
MORE_SURE = 0.1
# So much less sure is sure enough where every other sentence that is read comes to a small part of it.
LESS_SURE, FAR_BEHIND = 0.12, 0.2
# This share of it where they come to nearly nothing, of a whole sentence the second. Either way the sentence says so
# much of the question's weight. Raised when the reader had learnt to be surer: .35 let one answer of .34 pass that was
# wrong, and .7 lost none of 100 held-out questions.
ALONE, ALONE_WHOLE, FARTHEST_BEHIND, SAID_ALONE = 0.7, 0.8, 0.12, 0.3
# The answer stands among the ten nearest by words or in the first two passages for .94 of 63 fresh questions.
BY_WORDS, PASSAGES, OF_PASSAGES = 10, 2, 14
# Where none of these is likely, the others of so many passages are read: 人均预期寿命 shares no word with 能活多少岁.
MORE_PASSAGES, MORE_OF_PASSAGES = 4, 18
ENGLISH_PASSAGES = 8  # English passages hold fewer sentences, and questions less of their words
NOT_DENIED = 0.1  # of a sentence that the reader of passages points at, by the reader of sentences
SURE_AT_ONCE = 0.8  # where the nearest few hold one so sure, the others are not read
AT_ONCE = 6
WORTH_STOPPING = 0.35  # a surer one in the nation's own report, and the provinces' are not read
MOST_RELATED = 3
_YET_TO_COME = regex("(?:今年|明年|下一步)(?:还|又|再|准备)?(?:要|将|拟|打算|准备|计划|想)")
_WAS = regex(r"\b(?:did|became|was|were|won|opened|received|got|reached|launched|started|began)\b", re.IGNORECASE)
_LAST_YEAR = regex("报告.*(?:去年|上一?年)(?!相比|多|少|高|低|增|减)")
# 云岭县去年接待多少游客 asks what came of that year, which no plan tells; of what was wanted then it says so.
_CAME_LAST_YEAR = regex(
    "^(?!.*(?:今年|明年|目标|计划|打算|提出|承诺|部署|安排|预期|要|将|拟))[^，,。？?]*"
    "(?<![比较跟和同与])(?:去年|上一?年|前年)(?!相比|多|少|高|低|增|减|的?基础)"
)
_DIGIT = regex(r"\d|[一二两三四五六七八九十百千万亿]")
# So sure, and so much said, where only one owner's reports are asked and the question names nobody.
SURE_OF_ONE_OWNER, SAID_OF_ONE_OWNER = 0.9, 0.75
# Of the nation's sentence beside which no other owner's comes near; a little less where it says all of the question.
SURE_OF_THE_NATION, SAID_OF_THE_NATION = 0.9, 0.5
SURE_OF_ALL, SAID_OF_ALL = 0.8, 0.9
# 总产全国第几？单产呢: a clause that tells one of two things is half an answer.
_ASKS_TWO = regex("[？?，,][^，,。？?]{1,12}呢[？?]?$|[？?][^？?]*(?:多少|几|谁|哪|什么|怎|为何)[^？?]*[？?]$")


class Reader(Protocol):
    """Reads sentences for a question, as index.models.sentence_reader does."""

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        """What each sentence says to the question, in their order."""


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """Where in a report the reader points at a figure, and how surely its sentence answers."""

    report_id: str
    span: tuple[int, int]
    chance: float


class SentenceAnswers:
    """Answers from single sentences, by a trained reader."""

    def __init__(self, reader: Reader, passages: PassageReader | None = None) -> None:
        self.reader = reader
        self._passages = passages

    def reply(
        self,
        understanding: Understanding,
        kinds: Sequence[QuestionKind],
        reports: Sequence[Report],
        passages: Sequence[RankedPassage],
    ) -> Reply | None:
        """The sentence that surely answers; without a badge the likeliest ones; None where nothing comes near.

        `kinds` are those that the question may be, the likeliest first: all must be ones that a sentence answers.
        """
        needs = read_needs(understanding, reports)
        found = _of_the_span(self._found(needs, understanding, reports, passages), understanding)
        if not found:
            return None
        if QuestionKind.FIGURE in kinds and is_blanked(found[0].one.text_around):
            return None  # that the report blanks its figures is said elsewhere
        if needs.english and (reply := self._english_reply(found, kinds, understanding, reports, passages)):
            return reply
        pieces = pieces_asked(understanding.question)
        two = bool(pieces) or _ASKS_TWO.search(understanding.question) is not None
        both_numbers = bool(pieces) and all(map(asks_a_number, pieces))
        for kind in readable(kinds, understanding.question):
            if kind is QuestionKind.YES_NO and (
                _is_yet_to_come(found[0], understanding) or len(understanding.scope.regions) > 1
            ):
                continue
            if not _is_sure(found, kind, kinds, understanding):
                continue
            if tells_of_later(found[0], understanding.question, understanding.years):
                continue
            each_read = two and tells_both_pieces(found[0], pieces, self.reader.read)
            if two and not each_read and not tells_a_number_of_each(found[0], pieces):
                continue
            alone = self._is_alone(found, kind, understanding, reports, passages, needs)
            line: Line | None = None
            if is_apart(found, understanding, alone, kind):
                sentence = found[0].one.sentence
                line = Line(sentence.text, (sentence,)) if each_read else line_of(found[0], kind, understanding)
            if (
                not (kinds or two)
                and kind is QuestionKind.NAME
                and _DIGIT.search(found[0].one.report.text[slice(*found[0].span)])
            ):
                line = None  # what no word asks for may be a name, but no figure
            if line is not None and (two or _is_half(needs, line, found[0].one)):
                line = Line(found[0].one.sentence.text, (found[0].one.sentence,))
            if line is not None and holds_the_question(found[0], line, kind, needs, understanding.language):
                whole = not two or each_read or both_numbers or kind is QuestionKind.YES_NO
                return Reply(lines=(line,)) if whole else Reply(in_part=(line,))
        related = tuple(each.one.sentence for each in found[:MOST_RELATED])
        unrivalled: Sequence[ReadSentence] = found
        if len({owner(report.metadata) for report in reports}) > 1:
            kind = next(iter(kinds), QuestionKind.FIGURE)
            unrivalled = found[:1] if self._is_alone(found, kind, understanding, reports, passages, needs) else ()
        certain = certain_sentences(found, kinds, needs, understanding, unrivalled, two)
        if not certain:
            return Reply(related=related)
        lines = tuple(Line(each.one.sentence.text, (each.one.sentence,)) for each in certain)
        told_both = both_numbers and (len(certain) > 1 or tells_a_number_of_each(certain[0], pieces))
        if two and not (told_both or tells_both_pieces(certain[0], pieces, self.reader.read)):
            return Reply(related=related, in_part=lines)
        return Reply(lines=lines)

    def _is_alone(
        self,
        found: Sequence[ReadSentence],
        kind: QuestionKind,
        understanding: Understanding,
        reports: Sequence[Report],
        passages: Sequence[RankedPassage],
        needs: QuestionNeeds,
    ) -> bool:
        """Whether the first sentence may answer a question that names nobody: no other owner's report tells of it."""
        best, said = found[0].read.chance, found[0].one.share
        surely = best >= (SURE_OF_ALL if said >= SAID_OF_ALL else SURE_OF_THE_NATION) and said >= SAID_OF_THE_NATION
        if len({owner(report.metadata) for report in reports}) == 1:
            return (
                kind is QuestionKind.REASON
                or bool(own_report_years(understanding.question))
                or (best >= SURE_OF_ONE_OWNER and said >= SAID_OF_ONE_OWNER)
                or (bool(understanding.years) and surely)
            )
        if not surely or understanding.scope.regions or found[0].one.report.metadata.region != NATION:
            return False
        others = [report for report in reports if report.metadata.region != NATION]
        near = [one for one in _nearest(needs, others, passages) if _may_speak_of(one, understanding)]
        read = self._read_on((), near, understanding)
        return not read or read[0].read.chance <= FAR_BEHIND * best

    def _english_reply(
        self,
        found: Sequence[ReadSentence],
        kinds: Sequence[QuestionKind],
        understanding: Understanding,
        reports: Sequence[Report],
        passages: Sequence[RankedPassage],
    ) -> Reply | None:
        """The English sentence that answers, or the two that answer both parts of a question, or one of them."""
        parts = two_parts(understanding.question)
        if parts is not None:
            found = read_jointly(parts, found, self.reader.read)
        if (line := self._english(found, kinds, understanding)) is not None:
            return Reply(lines=(line,))
        if parts is None or not parts.asks_first:
            return None
        if (line := english_line(found, kinds, understanding, OF_TWO_PARTS)) is not None:
            return Reply(lines=(line,))

        def finding(part: Understanding) -> list[ReadSentence]:
            return self._found(read_needs(part, reports), part, reports, passages)

        first, second = told_in_two(parts, understanding, finding, self.reader.read)
        if first is None:
            return None
        if second is not None:
            return Reply(lines=(first,) if second.quotes == first.quotes else (first, second))
        if self.may_tell(parts.second, (first,)):
            return Reply(in_part=(first,))
        return Reply(in_part=(first,), note=message("en", "answer.part_open", part=parts.second))

    def _english(
        self, found: Sequence[ReadSentence], kinds: Sequence[QuestionKind], understanding: Understanding
    ) -> Line | None:
        """The English sentence that answers, by either reader or by both."""
        line = english_line(found, kinds, understanding)
        if line is not None or self._passages is None:
            return line
        near = sorted(
            (each.one for each in found if each.one.report.metadata.language == "en"), key=lambda one: -one.share
        )
        pointed = pointed_sentences(self._passages, understanding.question, near)
        chances = {(each.one.report.report_id, each.one.first): each.read.chance for each in found}
        pointed = [
            each
            for each in pointed
            if _may_speak_of(each.one, understanding)
            and chances.get((each.one.report.report_id, each.one.first), 0.0) >= NOT_DENIED
        ]
        line = english_line(pointed, kinds, understanding, SURE_OF_PASSAGES) if pointed else None
        if line is not None or two_parts(understanding.question) is not None:
            return line
        both = jointly_read(self._passages, understanding.question, found)
        return english_line(both, kinds, understanding, SURE_OF_BOTH) if both else None

    def may_tell(self, question: str, lines: Iterable[Line]) -> bool:
        """Whether the sentence of a line may answer this question as well."""
        sentences = list(dict.fromkeys(quote.text for line in lines for quote in line.quotes))
        return any(each.chance >= MAY_TELL for each in self.reader.read(question, sentences))

    def figures(self, understanding: Understanding, reports: Sequence[Report]) -> list[ReadFigure]:
        """The figures that sentences of the reports surely give, the surest first; of one report its rivals count."""
        kind = QuestionKind.FIGURE
        needs = read_needs(understanding, reports)
        found = [each for each in self._found(needs, understanding, reports, ()) if each.read.chance >= SURE[kind]]
        if len(reports) == 1 and found and not is_apart(found, understanding):
            return []
        sure: list[ReadFigure] = []
        for each in found:
            line = line_of(each, kind, understanding)
            if line is not None and holds_the_question(each, line, kind, needs, understanding.language):
                sure.append(ReadFigure(each.one.report.report_id, each.span, each.read.chance))
        return sure

    def _found(
        self,
        needs: QuestionNeeds,
        understanding: Understanding,
        reports: Sequence[Report],
        passages: Sequence[RankedPassage],
    ) -> list[ReadSentence]:
        best: list[ReadSentence] = []
        for part in asked_of(understanding, reports):
            near = [one for one in _nearest(needs, part, passages) if _may_speak_of(one, understanding)]
            found: list[ReadSentence] = []
            near = of_the_named(understanding.question, near)
            for at in range(0, len(near), AT_ONCE):
                found = self._read_on(found, near[at : at + AT_ONCE], understanding)
                sure = found[0].read.chance >= SURE_AT_ONCE and not needs.english
                if sure and is_apart(found, understanding):
                    break
            if not found or found[0].read.chance < (SURE_AT_ONCE if needs.english else WORTH_STOPPING):
                known = {(one.report.report_id, one.first) for one in near}
                most = ENGLISH_PASSAGES if needs.english else MORE_PASSAGES
                more = [one for one in _others(part, passages, known, most) if _may_speak_of(one, understanding)]
                found = self._read_on(found, more, understanding)
            if (
                found
                and found[0].read.chance >= WORTH_STOPPING
                and tells_of_the_named(understanding.question, found[0].one)
            ):
                return found
            best = sorted([*best, *found], key=lambda each: -each.read.chance)
        return best

    def _read_on(
        self, found: Sequence[ReadSentence], more: Sequence[Excerpt], understanding: Understanding
    ) -> list[ReadSentence]:
        """What was read with more of it, the surest first."""
        read = self.reader.read(understanding.question, [simplified(one.text_around) for one in more])
        also = [ReadSentence(one, each) for one, each in zip(more, read, strict=True)]
        return sorted([*found, *also], key=lambda each: -each.read.chance)


_WITHOUT_SUBJECT = regex("(?:为|是|占)(?![了什何谁保])")


def _is_half(needs: QuestionNeeds, line: Line, one: Excerpt) -> bool:
    """Whether a clause leaves out what its sentence tells: one of two things asked for, or what it is of."""
    return lacks_what_is_joined(needs, line, one) or _WITHOUT_SUBJECT.match(line.text) is not None


def _of_the_span(found: list[ReadSentence], understanding: Understanding) -> list[ReadSentence]:
    """Of a question from what to what only sentences that tell both; over years none that ends with another year."""
    if FROM_WHAT_TO_WHAT.search(understanding.question) is None:
        return found
    found = [one for one in found if _FROM_TO.search(folded(one.one.text_around))]
    if len(understanding.years) < 2:
        return found
    last = max(understanding.years)
    return [one for one in found if max(find_years(one.one.text_around), default=last) == last]


_FROM_TO = regex("[从由自].{1,40}?[到至为成]|[\\d%](?:[升降增减提扩缩][高低长少大小加]?|回落)(?:到|至|为)")


_ASKS_DONE = regex("了(?:吗|么|没|没有|吧)[？?。]*$|[过成完][吗没][？?。]*$|已经")


def _is_yet_to_come(best: ReadSentence, understanding: Understanding) -> bool:
    """Whether a question asks if a thing is done, of which the sentence sets out a plan: 建设市内免税店."""
    planned = best.one.report.section_at(best.one.first).part is Part.PLAN
    return planned and _ASKS_DONE.search(understanding.question) is not None


MAY_TELL = 0.3  # what else is asked, of a sentence that answers one thing


def _is_sure(
    found: Sequence[ReadSentence], kind: QuestionKind, kinds: Sequence[QuestionKind], understanding: Understanding
) -> bool:
    """Whether the reader is sure of the first sentence, by itself or since nothing else that it read comes near.

    A sentence that says little of the question's words must be sure by itself.
    """
    best, least = found[0].read.chance, _least(kind, kinds, found[0].one, understanding)
    behind = max((each.read.chance for each in found[1:]), default=0.0)
    of_report = CREDIT.search(found[0].one.text_around) and OF_THE_REPORT.search(understanding.question)
    if len(found) < 2 or (found[0].one.share < SAID_ALONE and not of_report):
        return best >= least
    alone = kind in OF_ONE_CLAUSE and behind <= FAR_BEHIND * best
    if behind <= FARTHEST_BEHIND * best:
        return best >= least * (ALONE if kind in OF_ONE_CLAUSE else ALONE_WHOLE)
    return best >= least - (LESS_SURE if alone else 0.0)


def _least(kind: QuestionKind, kinds: Sequence[QuestionKind], one: Excerpt, understanding: Understanding) -> float:
    """How sure the reader must be; English reports have rules of their own."""
    metadata = one.report.metadata
    if metadata.language == "en":
        return math.inf
    doubts = (len(kinds) != 1) + (not metadata.is_work_report) + 4 * (understanding.language != metadata.language)
    return SURE[kind] + MORE_SURE * doubts


def _nearest(needs: QuestionNeeds, reports: Sequence[Report], passages: Sequence[RankedPassage]) -> list[Excerpt]:
    """The sentences to read: the nearest by the weight of the question's words, and those of the best passages."""
    weighed = {(one.report.report_id, one.first): one for one in by_weight(needs, reports)}
    found = dict(_each_once(weighed.items())[:BY_WORDS])
    asked = _pairs(needs.question)
    inside = sorted(_inside(reports, passages), key=lambda one: -len(asked & _pairs(folded(one.text_around))))
    for one in inside[:OF_PASSAGES]:
        place = one.report.report_id, one.first
        found.setdefault(place, weighed.get(place, one))
    return [one for one in found.values() if _is_sentence(one)]


def _each_once(weighed: Iterable[tuple[tuple[str, int], Excerpt]]) -> list[tuple[tuple[str, int], Excerpt]]:
    """Without sentences that another report has letter for letter: filings repeat themselves."""
    known: set[str] = set()
    found = []
    for place, one in weighed:
        if (text := one.text_around.strip()) not in known:
            known.add(text)
            found.append((place, one))
    return found


def _others(
    reports: Sequence[Report], passages: Sequence[RankedPassage], known: Set[tuple[str, int]], most: int
) -> list[Excerpt]:
    """Sentences of the best passages that are not known yet, in the order of the passages."""
    inside = _inside(reports, passages, most)
    new = [one for one in inside if (one.report.report_id, one.first) not in known and _is_sentence(one)]
    return [one for _, one in _each_once(((one.report.report_id, one.first), one) for one in new)][
        : MORE_OF_PASSAGES * most // MORE_PASSAGES
    ]


def _inside(reports: Sequence[Report], passages: Sequence[RankedPassage], most: int = PASSAGES) -> Iterator[Excerpt]:
    known = {report.report_id: report for report in reports}
    for passage in [each for each in passages if each.report_id in known][:most]:
        report = known[passage.report_id]
        for first, last in units(report):
            if passage.start <= first and last <= passage.end:
                yield Excerpt(report, first, last, first, last, (), share=0)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _is_sentence(one: Excerpt) -> bool:
    """Whether it may tell something: no heading, no line of a table, not too long to be read."""
    told = not one.report.in_heading(one.first, one.last) and "\t" not in one.text_around
    return told and one.last - one.first <= LONGEST


def _may_speak_of(one: Excerpt, understanding: Understanding) -> bool:
    """Whether it speaks of the years asked for, and of a plan where one is asked for, of a result where that is."""
    of_report = REPORT_OF_YEAR.search(understanding.question) and one.report.metadata.year in understanding.years
    if not of_report and not in_time(one.report, one.first, one.last, understanding):
        return False
    metadata = one.report.metadata
    if metadata.language == "en" and not metadata.is_work_report:
        return True  # "health plan" and "target" ask for no part of it; what lies ahead is told by its sentence
    part = one.report.section_at(one.first).part
    asked = _part_asked(understanding)
    return part is None or asked is None or part is asked


def _part_asked(understanding: Understanding) -> Part | None:
    """The part of a report that a question asks of: by 今年还要 the plan, by 去年 of a report named the review."""
    if understanding.plan is not None:
        return Part.PLAN if understanding.plan else Part.REVIEW
    if _YET_TO_COME.search(understanding.question):
        return Part.PLAN
    if understanding.language == "en" and _WAS.search(understanding.question):
        return Part.REVIEW
    of_last_year = _LAST_YEAR.search(understanding.question) or _CAME_LAST_YEAR.search(understanding.question)
    return Part.REVIEW if of_last_year else None
