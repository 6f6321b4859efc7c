"""Which kinds of question one sentence answers, and which of them a question may be.

Of a figure, a date or a name a clause is the answer; a reason, an explanation, whether a thing is so and how it is done
are told by a whole sentence.
"""

from collections.abc import Sequence

from assistant.query.fixed_kinds import FROM_WHAT_TO_WHAT, OF_A_SPAN
from assistant.query.kinds import ASKS_HOW, ASKS_WHETHER, Asks, asks
from assistant.query.parts_asked import asks_each_year
from assistant.query.question_kinds import QuestionKind
from assistant.query.scope import own_report_years
from index.patterns import regex
from index.text.years import find_years

# Kinds that one sentence answers, and how sure the reader must be; of a list the sentence must name them all, and a
# term is more often used than explained.
SURE = {
    QuestionKind.FIGURE: 0.5,
    QuestionKind.DATE: 0.5,
    QuestionKind.NAME: 0.5,
    QuestionKind.REASON: 0.7,
    QuestionKind.DEFINITION: 0.7,
    QuestionKind.LIST: 0.7,
    QuestionKind.YES_NO: 0.55,
    QuestionKind.SUMMARY: 0.7,
}
# 是哪一年以来最强的 is taken for a question over years.
SO_MANY_TIMES = regex("几倍|多少倍")
# 安排多少，比上年高还是低.
_HOW_MUCH_AND_WHICH_WAY = regex(
    "(?:多少|几)[^。？?]*[，,][^，,。？?]*比(?:上一?年|去年|前一?年)[^，,。？?]{0,6}[高低多少快慢大小增减升降]了?还是"
)
_SINCE_WHEN = regex("(?:哪一?年|何年|什么时候|多少年)(?:来|以来)")
# What an asking word asks for, where the kind of its question is unsure.
_ASKED_BY_WORD = {
    Asks.NUMBER: QuestionKind.FIGURE,
    Asks.WHEN: QuestionKind.DATE,
    Asks.WHO: QuestionKind.NAME,
    Asks.WHERE: QuestionKind.NAME,
    Asks.NAME: QuestionKind.NAME,
    Asks.WHY: QuestionKind.REASON,
}
# What is worked out of figures of two places or measures, and what a change is told by.
_OF_TWO = regex(
    "和|与|跟|加上|合计|加起来|两[省市地项者]|倍|分之|平均|比(?!上一?年|去年|前一?年|上期|同期|前年|重|例|率)"
)
_BY_HOW_MUCH = regex(
    "比(?!上一?年|去年|前一?年|上期|同期|前年|重|例|率)[^，。？?]{1,12}[多少高低增减](?:[加长少了出]*)(?:几|多少)"
)
# Of these, and where every kind is unsure, words show that a question asks whether or how.
_OF_A_SENTENCE = frozenset({QuestionKind.YES_NO, QuestionKind.SUMMARY, QuestionKind.LIST, QuestionKind.OTHER})


# 遇难人数，报告里怎么写的: how a number is written asks for the number.
_HOW_A_NUMBER = regex(
    "(?:人数|次数|户数|数量|数目|数字|金额|总额|总量|比例|比重|占比|增速|增幅|涨幅|产量|规模)[^。？?]{0,16}怎么(?:写|说|讲|提|报)的?"
)


def _asked_of_a_sentence(question: str) -> QuestionKind | None:
    """What a whole sentence tells: whether something is so, or how it is done; None where words ask for neither."""
    if _HOW_A_NUMBER.search(question):
        return QuestionKind.FIGURE
    if ASKS_WHETHER.search(question):
        return QuestionKind.YES_NO
    return QuestionKind.SUMMARY if ASKS_HOW.search(question) else None


def _of_a_span(question: str) -> bool:
    return OF_A_SPAN.search(question) is not None or FROM_WHAT_TO_WHAT.search(question) is not None


def readable(kinds: Sequence[QuestionKind], question: str) -> tuple[QuestionKind, ...]:
    """The kinds that one sentence answers, the likeliest first; by the asking word where every kind is unsure."""
    if QuestionKind.OVER_YEARS in kinds and _SINCE_WHEN.search(question):
        return (QuestionKind.DATE,)
    if asks_each_year(question):
        return ()
    years = set(find_years(question)) - set(own_report_years(question))
    if (
        len(years) > 1
        and QuestionKind.FIGURE in kinds
        and not _of_a_span(question)
        and not SO_MANY_TIMES.search(question)
    ):
        return ()  # each year's figure stands in a report of its own
    by_word = _ASKED_BY_WORD.get(asks(question))
    if kinds == (QuestionKind.MET_TARGET,):
        return (QuestionKind.YES_NO,)  # 是计划任务的2.1倍 is told by the sentence itself
    if _OF_A_SENTENCE.issuperset(kinds) and (kind := _asked_of_a_sentence(question)) is not None:
        return (kind,)
    if not kinds and _BY_HOW_MUCH.search(question):
        return ()  # worked out of two figures
    if not kinds:
        return (by_word or QuestionKind.NAME,)
    if kinds == (QuestionKind.COMPUTE,) and not _OF_TWO.search(question):
        return (QuestionKind.FIGURE,)  # 用电比上年多了多少 may be written out
    if kinds == (QuestionKind.COMPUTE,) and SO_MANY_TIMES.search(question):
        return (QuestionKind.FIGURE,)  # 是1997年的几倍: 为1997年的2.9倍
    if kinds == (QuestionKind.COMPARE,) and _HOW_MUCH_AND_WHICH_WAY.search(question):
        return (QuestionKind.FIGURE,)
    told = tuple(kind for kind in kinds if kind in SURE)
    if told == (QuestionKind.REASON,) and ASKS_HOW.search(question):
        return (*told, QuestionKind.SUMMARY)  # 是怎么让老百姓躲过去的 is taken for a reason
    return told
