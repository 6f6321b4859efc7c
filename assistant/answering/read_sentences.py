"""The sentence that a trained reader finds to answer, where question and report use different words for one thing.

推广新能源汽车10万辆以上 answers 打算推广多少辆新能源车. The reader is asked last, of the few sentences that come
nearest by words and of those in the best passages. It says how surely a sentence answers and with which words; what
may not be left to it is held by rule: the years, a plan against a result, every name and number of the question.
"""

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answering.asking_words import pattern
from assistant.answering.excerpts import Excerpt, asked_of, by_weight, clauses_of, in_heading, in_time, units
from assistant.answering.naming import trimmed
from assistant.answering.need import QuestionNeeds, folded
from assistant.answering.needed import read_needs, tagger
from assistant.answering.pointed_sentences import pointed_sentences
from assistant.answering.read_english import OF_PASSAGES as SURE_OF_PASSAGES
from assistant.answering.read_english import ReadSentence, english_line
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.whether_by_words import ways_told
from assistant.messages import Language
from assistant.query.fixed_kinds import ASKS_MEANS
from assistant.query.kinds import GIVES_REASON, RELATIVE_YEAR, REPORT_OF_YEAR, Asks, asks
from assistant.query.parts_asked import asks_each_year, pieces_asked
from assistant.query.question_kinds import QuestionKind
from assistant.query.scope import own_report_years
from assistant.query.understanding import Understanding
from assistant.reader.by_passage import Reader as PassageReader
from index.models.sentence_reader import Read
from index.patterns import regex
from index.report import Metadata, Part, RankedPassage, Report
from index.text.masks import is_blanked
from index.text.places import find_regions
from index.text.quantities import find_quantities
from index.text.regions import NATION
from index.text.units import UNITS, base_of
from index.text.years import find_years

# Kinds that one sentence answers, and how sure the reader must be; of a list the sentence must name them all, and a
# term is more often used than explained.
SURE = {
    QuestionKind.FIGURE: 0.5,
    QuestionKind.DATE: 0.5,
    QuestionKind.NAME: 0.5,
    QuestionKind.REASON: 0.7,
    QuestionKind.DEFINITION: 0.7,
    QuestionKind.LIST: 0.8,
}
# Where it is unsure which of two kinds a question is, or its language is not the report's.
MORE_SURE = 0.1
# 是哪一年以来最强的 is taken for a question over years.
# What is worked out of figures of two places or measures, and what a change is told by.
_OF_TWO = regex(
    "和|与|跟|加上|合计|加起来|两[省市地项者]|倍|分之|平均|比(?!上一?年|去年|前一?年|上期|同期|前年|重|例|率)"
)
_ASKS_CHANGE = regex("比(?:上一?年|去年|前一?年|上期|同期|前年)|同比")
_TELLS_CHANGE = regex("增|减|升|降|涨|跌|多|少|提高|扩大|缩小|回落")
_SINCE_WHEN = regex("(?:哪一?年|何年|什么时候|多少年)(?:来|以来)")
# Of these what is shown is the clause with the answer, of the others the whole sentence.
_OF_ONE_CLAUSE = frozenset({QuestionKind.FIGURE, QuestionKind.DATE, QuestionKind.NAME})
_OF_A_SENTENCE = frozenset({QuestionKind.REASON, QuestionKind.LIST})
_LEAST_SAID = 0.25  # of the question's weight, where a reader that is not all but certain takes a whole sentence
# So much less sure is sure enough where every other sentence that is read comes to a small part of it.
LESS_SURE, FAR_BEHIND = 0.12, 0.2
# This share of it where they come to nearly nothing, of a whole sentence the second. Either way the sentence says so
# much of the question's weight. Of 73 questions that one sentence answers 3 more were answered, all rightly; of 78
# asked of another place than they were written for 3 more, all of them rightly as well.
ALONE, ALONE_WHOLE, FARTHEST_BEHIND, SAID_ALONE = 0.7, 0.8, 0.12, 0.3
# The answer stands among the ten nearest by words or in the first two passages for .94 of 63 fresh questions.
BY_WORDS, PASSAGES, OF_PASSAGES = 10, 2, 14
SURE_AT_ONCE = 0.8  # where the nearest few hold one so sure, the others are not read
AT_ONCE = 6
WORTH_STOPPING = 0.35  # a surer one in the nation's own report, and the provinces' are not read
# Another sentence is a rival where the reader is nearly as sure of it, and it says nearly as much of the question.
APART, APART_IN_WORDS = 0.25, 0.2
MOST_RELATED = 3
_LONGEST = 400  # characters of a sentence that is read
_SHORT = 10
_PROPER = frozenset({"PER", "LOC", "ORG", "nr", "ns", "nt", "nw"})
_DENIES = pattern("denies")
_QUOTED = regex('[“"「《][^”"」》]{1,30}[”"」》]')  # what is called so denies nothing
_NOT_ALLOWED = regex("不(?:让|准|许|能|得|可以?|允许)")  # 不让打鱼 is 禁捕
_BANS = regex("禁|严控|停止")
_YET_TO_COME = regex("(?:今年|明年|下一步)(?:还|又|再|准备)?(?:要|将|拟|打算|准备|计划|想)")
_LAST_YEAR = regex("报告.*(?:去年|上一?年)(?!相比|多|少|高|低|增|减)")
_EITHER = regex("([\u4e00-\u9fff]{1,2})[不没]\\1")  # 算不算 asks whether, and denies nothing
_GIVES_WHY = pattern("gives_why")
# Who gave the report, and when, answers only what is asked of the report: it has a day and a name for any question.
_CREDIT = regex("作政府工作报告|人民代表大会第[^，。]{1,4}次会议上")
_OF_THE_REPORT = regex("报告|会|谁|省长|市长|县长|主席|总理")
_NUMBER = regex(r"\d+(?:\.\d+)?")
_DIGIT = regex(r"\d|[一二两三四五六七八九十百千万亿]")
_WHO = regex("谁|哪一?位|什么人|\\bwho\\b", re.IGNORECASE)
_OF_THE_NATION = pattern("of_the_nation")
# Where no noun of the question stands in the clause, the reader must be all but certain.
IN_OTHER_WORDS = 0.9
_SURE_OF_MEANS = 0.8
# So sure where the question names nobody whose report it asks.
WITHOUT_OWNER = 0.9
# What asks for a sum or a rest, which no sentence writes unless it says so as well.
_WORKED_OUT = pattern("worked_out")
# What a sentence that explains a term has behind it: “一箱制”：…, 所谓…, 是指….
_EXPLAINS = pattern("explains")
_UNIT_NAMES = "|".join(sorted((re.escape(name) for name in UNITS if not name.isascii()), key=len, reverse=True))
# 总产全国第几？单产呢: a clause that tells one of two things is half an answer.
_ASKS_TWO = regex("[？?，,][^，,。？?]{1,12}呢[？?]?$|[？?][^？?]*(?:多少|几|谁|哪|什么|怎|为何)[^？?]*[？?]$")
_UNIT = regex(rf"(?:多少|几)(?P<unit>[十百千万亿]*(?:{_UNIT_NAMES}))")
_SHARE = regex(
    "百分之[几多]|百分比|[几多]少?个?百分点|增速|增幅|涨幅|降幅|增长率|占比|比重|比例|[^效功]率|几成"
    r"|\b(?:percent|percentage|proportion|share|rate|how fast)\b",
    re.IGNORECASE,
)
_PART = regex("占|几成|比重|比例|份额")
_TELLS_SHARE = regex("占[^，。；]{0,12}%")
_RATES = frozenset({"%", "百分点", "倍", "‰"})
# Units that one sentence doesn't use for another's: 亿元 is not asked for by 多少吨, while 名 may be 人.
_MEASURED = frozenset({"元", "千克", "米", "平方米", "立方米", "瓦", "千瓦时", "天", "%", "百分点", "标准箱"})


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
        found = self._found(needs, understanding, reports, passages)
        if not found:
            return None
        if QuestionKind.FIGURE in kinds and is_blanked(found[0].one.text_around):
            return None  # that the report blanks its figures is said elsewhere
        if needs.english and (line := self._english(found, kinds, understanding)) is not None:
            return Reply(lines=(line,))
        one_owner = len({_owner(report.metadata) for report in reports}) == 1
        pieces = pieces_asked(understanding.question)
        two = bool(pieces) or _ASKS_TWO.search(understanding.question) is not None
        for kind in _readable(kinds, understanding.question):
            if not _is_sure(found, kind, kinds, understanding) or (two and not _tells_both(found[0], pieces)):
                continue
            alone = one_owner and (kind is QuestionKind.REASON or bool(own_report_years(understanding.question)))
            line = _line(found[0], kind, understanding) if _is_apart(found, understanding, alone, kind) else None
            if (
                not kinds
                and kind is QuestionKind.NAME
                and _DIGIT.search(found[0].one.report.text[slice(*found[0].span)])
            ):
                line = None  # what no word asks for may be a name, but no figure
            if two and line is not None:
                line = Line(found[0].one.sentence.text, (found[0].one.sentence,))
            if line is not None and _holds_the_question(found[0], line, kind, needs, understanding.language):
                return Reply(lines=(line,))
        return Reply(related=tuple(each.one.sentence for each in found[:MOST_RELATED]))

    def _english(
        self, found: Sequence[ReadSentence], kinds: Sequence[QuestionKind], understanding: Understanding
    ) -> Line | None:
        """The English sentence that answers, by the reader of sentences, else by that of passages around them."""
        line = english_line(found, kinds, understanding)
        if line is not None or self._passages is None:
            return line
        near = sorted(
            (each.one for each in found if each.one.report.metadata.language == "en"), key=lambda one: -one.share
        )
        pointed = pointed_sentences(self._passages, understanding.question, near)
        pointed = [each for each in pointed if _may_speak_of(each.one, understanding)]
        return english_line(pointed, kinds, understanding, SURE_OF_PASSAGES) if pointed else None

    def figures(self, understanding: Understanding, reports: Sequence[Report]) -> list[ReadFigure]:
        """The figures that sentences of the reports surely give, the surest first; of one report its rivals count."""
        kind = QuestionKind.FIGURE
        needs = read_needs(understanding, reports)
        found = [each for each in self._found(needs, understanding, reports, ()) if each.read.chance >= SURE[kind]]
        if len(reports) == 1 and found and not _is_apart(found, understanding):
            return []
        sure: list[ReadFigure] = []
        for each in found:
            line = _line(each, kind, understanding)
            if line is not None and _holds_the_question(each, line, kind, needs, understanding.language):
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
            for at in range(0, len(near), AT_ONCE):
                few = near[at : at + AT_ONCE]
                read = self.reader.read(understanding.question, [one.text_around for one in few])
                found += [ReadSentence(one, each) for one, each in zip(few, read, strict=True)]
                found.sort(key=lambda each: -each.read.chance)
                sure = found[0].read.chance >= SURE_AT_ONCE and not needs.english
                if sure and _is_apart(found, understanding):
                    break
            if found and found[0].read.chance >= WORTH_STOPPING:
                return found
            best = sorted([*best, *found], key=lambda each: -each.read.chance)
        return best


SURE_OF_BOTH = 0.6
_A_NUMBER = regex("多少|几|第几|名次|百分|占比|比重|多[大高长远]")


def _tells_both(best: ReadSentence, pieces: Sequence[str]) -> bool:
    """Whether one sentence may answer both pieces: of one time, and with two numbers where both ask for one."""
    if not pieces or best.read.chance < SURE_OF_BOTH or RELATIVE_YEAR.search(pieces[1]) or find_years(pieces[1]):
        return False
    numbers = sum(_A_NUMBER.search(piece) is not None for piece in pieces)
    return len(re.findall(r"\d+(?:[.,]\d+)*|第[一二三四五六七八九十]", best.one.text_around)) >= numbers


# What an asking word asks for, where the kind of its question is unsure.
_ASKED_BY_WORD = {
    Asks.NUMBER: QuestionKind.FIGURE,
    Asks.WHEN: QuestionKind.DATE,
    Asks.WHO: QuestionKind.NAME,
    Asks.WHERE: QuestionKind.NAME,
    Asks.NAME: QuestionKind.NAME,
    Asks.WHY: QuestionKind.REASON,
}


def _readable(kinds: Sequence[QuestionKind], question: str) -> tuple[QuestionKind, ...]:
    """The kinds that one sentence answers, the likeliest first; by the asking word where every kind is unsure."""
    if QuestionKind.OVER_YEARS in kinds and _SINCE_WHEN.search(question):
        return (QuestionKind.DATE,)
    if asks_each_year(question):
        return ()
    years = set(find_years(question)) - set(own_report_years(question))
    if len(years) > 1 and QuestionKind.FIGURE in kinds:
        return ()  # each year's figure stands in a report of its own
    by_word = _ASKED_BY_WORD.get(asks(question))
    if not kinds:
        return (by_word or QuestionKind.NAME,)
    if kinds == (QuestionKind.COMPUTE,) and not _OF_TWO.search(question):
        return (QuestionKind.FIGURE,)  # 用电比上年多了多少 may be written out
    return tuple(kind for kind in kinds if kind in SURE)


def _is_sure(
    found: Sequence[ReadSentence], kind: QuestionKind, kinds: Sequence[QuestionKind], understanding: Understanding
) -> bool:
    """Whether the reader is sure of the first sentence, by itself or since nothing else that it read comes near.

    A sentence that says little of the question's words must be sure by itself.
    """
    best, least = found[0].read.chance, _least(kind, kinds, found[0].one, understanding)
    behind = max((each.read.chance for each in found[1:]), default=0.0)
    of_report = _CREDIT.search(found[0].one.text_around) and _OF_THE_REPORT.search(understanding.question)
    if len(found) < 2 or (found[0].one.share < SAID_ALONE and not of_report):
        return best >= least
    alone = kind in _OF_ONE_CLAUSE and behind <= FAR_BEHIND * best
    if behind <= FARTHEST_BEHIND * best:
        return best >= least * (ALONE if kind in _OF_ONE_CLAUSE else ALONE_WHOLE)
    return best >= least - (LESS_SURE if alone else 0.0)


def _least(kind: QuestionKind, kinds: Sequence[QuestionKind], one: Excerpt, understanding: Understanding) -> float:
    """How sure the reader must be; English reports have rules of their own."""
    metadata = one.report.metadata
    if metadata.language == "en":
        return math.inf
    doubts = (len(kinds) != 1) + (not metadata.is_work_report) + 4 * (understanding.language != metadata.language)
    return SURE[kind] + MORE_SURE * doubts


def _owner(metadata: Metadata) -> tuple[str | None, str | None]:
    return metadata.region, metadata.issuer


def _is_apart(
    found: Sequence[ReadSentence], understanding: Understanding, alone: bool = False, kind: QuestionKind | None = None
) -> bool:
    """Whether the reader is nearly as sure of no other sentence that says something else or is another owner's.

    `alone`: no other owner's report is asked. Beside a sentence that gives a reason, one that gives none is no rival.
    """
    best, others = found[0], found[1:]
    span = best.one.report.text[slice(*best.span)]
    rivals = [
        other
        for other in others
        if other.read.chance >= best.read.chance - APART
        and other.one.share >= best.one.share - APART_IN_WORDS
        and _may_be_meant(other, best, understanding)
        and not _lacks_a_number(other, best, understanding.question)
        and not _lacks_the_time(other, best, understanding.question)
        and not (kind is QuestionKind.REASON and _gives_reason(best) and not _gives_reason(other))
    ]
    return all(span in other.one.text_around for other in rivals) and (
        alone or _is_of_one_owner(best, others, understanding)
    )


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
    asked = (re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])") for number in _NUMBER.findall(folded(question)))
    return any(number.search(texts[0]) and not number.search(texts[1]) for number in asked)


def _nearest(needs: QuestionNeeds, reports: Sequence[Report], passages: Sequence[RankedPassage]) -> list[Excerpt]:
    """The sentences to read: the nearest by the weight of the question's words, and those of the best passages."""
    weighed = {(one.report.report_id, one.first): one for one in by_weight(needs, reports)}
    found = dict(list(weighed.items())[:BY_WORDS])
    asked = _pairs(needs.question)
    inside = sorted(_inside(reports, passages), key=lambda one: -len(asked & _pairs(folded(one.text_around))))
    for one in inside[:OF_PASSAGES]:
        place = one.report.report_id, one.first
        found.setdefault(place, weighed.get(place, one))
    return [one for one in found.values() if _is_sentence(one)]


def _inside(reports: Sequence[Report], passages: Sequence[RankedPassage]) -> Iterator[Excerpt]:
    known = {report.report_id: report for report in reports}
    for passage in [each for each in passages if each.report_id in known][:PASSAGES]:
        report = known[passage.report_id]
        for first, last in units(report):
            if passage.start <= first and last <= passage.end:
                yield Excerpt(report, first, last, first, last, (), share=0)


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _is_sentence(one: Excerpt) -> bool:
    """Whether it may tell something: no heading, no line of a table, not too long to be read."""
    told = not in_heading(one.report, one.first, one.last) and "\t" not in one.text_around
    return told and one.last - one.first <= _LONGEST


def _may_speak_of(one: Excerpt, understanding: Understanding) -> bool:
    """Whether it speaks of the years asked for, and of a plan where one is asked for, of a result where that is."""
    of_report = REPORT_OF_YEAR.search(understanding.question) and one.report.metadata.year in understanding.years
    if not of_report and not in_time(one.report, one.first, one.last, understanding):
        return False
    part = one.report.section_at(one.first).part
    asked = _part_asked(understanding)
    return part is None or asked is None or part is asked


def _part_asked(understanding: Understanding) -> Part | None:
    """The part of a report that a question asks of: by 今年还要 the plan, by 去年 of a report named the review."""
    if understanding.plan is not None:
        return Part.PLAN if understanding.plan else Part.REVIEW
    if _YET_TO_COME.search(understanding.question):
        return Part.PLAN
    return Part.REVIEW if _LAST_YEAR.search(understanding.question) else None


def _holds_the_question(
    best: ReadSentence, line: Line, kind: QuestionKind, needs: QuestionNeeds, language: Language
) -> bool:
    """Whether each name and number of the question stands in the sentence, its headings or its title.

    What is shown must say each direction of the question, and deny what it denies: a reader pairs 上涨 with 下降.
    """
    one = best.one
    shown = folded(line.text)
    around = folded("\n".join([one.report.metadata.title, *one.report.headings(one.first), one.text_around]))
    lacking = needs.missing(around)
    asked, told = ways_told(needs.question), ways_told(shown)
    if any(need.number for need in lacking) or (asked and told and asked.isdisjoint(told)):
        return False
    if not _is_such_an_answer(best, needs, shown, kind):
        return False
    if not needs.english and language == "en":  # denials and names can't be held against another language's
        return kind is not QuestionKind.FIGURE or not _tells_a_part(needs, shown)
    asks, says = (_EITHER.sub("", _QUOTED.sub("", text)) for text in (needs.question, shown))
    banned = _NOT_ALLOWED.search(asks) is not None and _BANS.search(says) is not None
    if kind in _OF_ONE_CLAUSE and not banned and bool(_DENIES.search(asks)) != bool(_DENIES.search(says)):
        return False
    (tagged,) = tagger().tag([needs.question])
    named = [needs.question[word.start : word.end] for word in tagged if word.part in _PROPER]
    named = [name for name in named if not (name.isascii() and name.islower())]
    return not any(need.text in name or name in need.text for need in lacking for name in named)


_NARROWS = regex(r"[\u4e00-\u9fff]{2,}$")
_NARROWS_NOTHING = regex(r"(?:[全我][省市区县国]|其中|去年|当年|年|累计|实现|完成|达到|全年|新增|建成|的)$")


def _tells_a_part(needs: QuestionNeeds, shown: str) -> bool:
    """Whether a figure is only told of a part of what an English question names: 新能源汽车 of cars."""
    spans = sorted(match.span() for need in needs.needs if not need.number for match in need.said.finditer(shown))
    if not spans:
        return False
    start = spans[0][0]
    before = re.split("[，,、；;：:。]", shown[:start])[-1]
    return _NARROWS.search(before) is not None and _NARROWS_NOTHING.search(before) is None


def _is_such_an_answer(best: ReadSentence, needs: QuestionNeeds, shown: str, kind: QuestionKind) -> bool:
    """Whether what is shown is of the kind asked for: a reason gives one, who is a person, a figure has its measure."""
    worked_out = [word for word in _WORKED_OUT.findall(needs.question) if word not in shown]
    if worked_out and not (all(_PART.search(word) for word in worked_out) and _TELLS_SHARE.search(shown)):
        return False
    if kind is QuestionKind.FIGURE and _ASKS_CHANGE.search(needs.question) and not _TELLS_CHANGE.search(shown):
        return False
    if _CREDIT.search(shown) and not _OF_THE_REPORT.search(needs.question):
        return False
    if kind in _OF_A_SENTENCE and best.read.chance < IN_OTHER_WORDS and best.one.share < _LEAST_SAID:
        return False
    if kind is QuestionKind.REASON and best.read.chance >= _SURE_OF_MEANS and ASKS_MEANS.search(needs.question):
        return "," in shown.strip(",")  # 降低利率，每年减少利息130亿元: what was done, and what came of it
    if kind is QuestionKind.REASON:
        return GIVES_REASON.search(shown) is not None or _GIVES_WHY.search(shown) is not None
    if kind is QuestionKind.DEFINITION:
        return _EXPLAINS.search(shown) is not None
    if kind is QuestionKind.FIGURE and best.read.chance < IN_OTHER_WORDS:
        return _says_a_noun(needs, shown)
    return not _WHO.search(needs.question) or any(word.part in ("PER", "nr") for word in tagger().tag([shown])[0])


def _says_a_noun(needs: QuestionNeeds, text: str) -> bool:
    """Whether a text says one of the question's words beside its numbers and directions."""
    nouns = [need for need in needs.needs if not need.number and not ways_told(need.text)]
    return not nouns or any(need.in_text(text) for need in nouns)


def _is_of_one_owner(best: ReadSentence, others: Sequence[ReadSentence], understanding: Understanding) -> bool:
    """Whether the question names whose report it asks, or no other's sentence comes near."""
    scope = understanding.scope
    if scope.regions or scope.issuers or scope.reports:
        return True
    if _names_a_thing_of(best.one, understanding.question):
        return True
    own = best.one.report.metadata
    of_nation = own.region == NATION
    if of_nation and not _OF_THE_NATION.search(folded(understanding.question)):
        return False  # whose is meant is open: of many figures each place has its own
    near = [each.one.report.metadata for each in others if each.read.chance > best.read.chance / 3]
    return (of_nation or best.read.chance >= WITHOUT_OWNER) and all(_owner(each) == _owner(own) for each in near)


def _names_a_thing_of(one: Excerpt, question: str) -> bool:
    """Whether a name of the question, no region's, stands in the sentence or the report's title: 青湖."""
    text = folded(question)
    (tagged,) = tagger().tag([text])
    names = (text[word.start : word.end] for word in tagged if word.part in _PROPER)
    around = folded(f"{one.report.metadata.title}\n{one.text_around}")
    return any(len(name) > 1 and name in around and not find_regions(name) for name in names)


def _line(best: ReadSentence, kind: QuestionKind, understanding: Understanding) -> Line | None:
    """What is shown: of a figure, date or name the clauses that hold it, else the sentence; None where it isn't one."""
    one, (start, end) = best.one, best.span
    sentence = one.sentence
    if kind is QuestionKind.DEFINITION:
        sentence = _entry_around(one)
    if kind not in _OF_ONE_CLAUSE:
        return Line(sentence.text, (sentence,))
    if end <= start:
        return None
    clauses = list(clauses_of(one.report, one.first, one.last))
    held = [at for at, clause in enumerate(clauses) if clause[0] < end and clause[1] > start]
    if not held:
        return None
    first, last = _with_the_numbers(held[0], held[-1], clauses, one, understanding.question)
    while first > 0 and clauses[last][1] - clauses[first][0] < _SHORT:
        first -= 1
    quote = trimmed(one.report, clauses[first][0], clauses[last][1])
    text = quote.text.rstrip(" ，,；;：:。、\n")
    if kind is QuestionKind.FIGURE and not _has_figure(best, understanding.question, quote.text):
        return None
    return Line(text, (sentence,), (text,))


def _with_the_numbers(
    first: int, last: int, clauses: Sequence[tuple[int, int]], one: Excerpt, question: str
) -> tuple[int, int]:
    """The clauses with those up to each number of the question that the sentence has: 今年是…，是成立60周年."""
    text = one.report.text
    for number in set(_NUMBER.findall(folded(question))) - {str(year) for year in find_years(question)}:
        exactly = re.compile(rf"(?<![\d.]){re.escape(number)}(?![\d.])")
        having = [at for at, clause in enumerate(clauses) if exactly.search(folded(text[slice(*clause)]))]
        if having and not any(first <= at <= last for at in having):
            nearest = min(having, key=lambda at: min(abs(at - first), abs(at - last)))
            first, last = min(first, nearest), max(last, nearest)
    return first, last


def _entry_around(one: Excerpt) -> Quote:
    """The glossary's whole line: of 一单制、一箱制：…；… the second term is explained behind the semicolon."""
    text = one.report.text
    start, end = text.rfind("\n", 0, one.first) + 1, text.find("\n", one.last)
    end = len(text) if end < 0 else end
    return trimmed(one.report, start, end) if start == one.first and end - start <= _LONGEST else one.sentence


def _has_figure(best: ReadSentence, question: str, shown: str) -> bool:
    """Whether the span is a figure of the unit that is asked for, where the question says which: a level is no rate."""
    text = best.one.text_around
    told = [each for each in find_quantities(text) if each.start < best.read.end and each.end > best.read.start]
    if not told and not re.search(r"\d", text[best.read.start : best.read.end]):
        return False  # 一体化 counts nothing
    units = {base_of(each.unit)[0] for each in told}
    if _PART.search(question) and _PART.search(shown):  # 总产568.6万吨、占全国92.2%
        units |= {base_of(each.unit)[0] for each in find_quantities(shown)}
    if _SHARE.search(question):
        return bool(units & _RATES)
    asked = _UNIT.search(question)
    base = "" if asked is None else base_of(asked["unit"].lstrip("十百千万亿"))[0]
    if base and base not in _RATES and units and units <= _RATES:
        return False  # 多少人 is no 5.5%
    return base in units if base in _MEASURED else True
