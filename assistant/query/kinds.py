"""The kinds of question, and what in a question asks or only joins; the words stand in the lexicon's question_words.

There is one taxonomy in two sizes. `Asks` is what the asking word asks for, which tells how long an answering span is;
its `wants` is the kind of answer that goes with it. `wants` of a question is read from all its words, since a figure is
also asked for without "how many" (增速, "what share"), and a date's word (时间) may be no more than a topic. Whether a
text is a question at all, `index.text.questions` tells.
"""

import re
from enum import StrEnum

from index.lexicon.loading import any_of, words
from index.patterns import regex


class Wants(StrEnum):
    """What would answer a question."""

    FIGURE = "figure"
    DATE = "date"
    LIST = "list"
    REASON = "reason"
    STATEMENT = "statement"


class Asks(StrEnum):
    """What a question's asking word asks for."""

    WHO = "who"
    WHERE = "where"
    WHEN = "when"
    NUMBER = "number"
    WHY = "why"
    HOW = "how"
    WHICH = "which"
    NAME = "name"
    WHAT = "what"
    OTHER = "other"

    @property
    def wants(self) -> Wants:
        """The kind of answer that it asks for."""
        return _WANTED.get(self, Wants.STATEMENT)


_WANTED = {Asks.WHEN: Wants.DATE, Asks.WHY: Wants.REASON, Asks.NUMBER: Wants.FIGURE, Asks.WHICH: Wants.LIST}


def _any(kind: str) -> str:
    """A group of the words of a kind: the first that matches wins."""
    return f"(?:{any_of(words('question_words', kind))})"


# What asks in a question and never stands in its answer.
QUESTION_WORDS = regex(
    rf"{_any('asking')}|哪(?!吒)[一几]?[个项年月天日位家种条]?|(?<![近好十])几[个项年月天日位家种条次]?"
    rf"|\b{_any('asking_english')}\b",
    re.IGNORECASE,
)
# Whether something is so, and how something is done or went.
ASKS_WHETHER = regex("[吗么没吧][？?。]*$|没有[？?。]*$|是不是|是否|有没有|能不能|对不对")
ASKS_HOW = regex(
    "怎么(?!样|说|没)|怎样|如何|咋|哪些[^，。？?]{0,4}(?:招|办法|举措|措施|动作|安排|进展|突破|成效|成绩|变化)"
)
# Words that join; a bigram across them means nothing.
JOINING_WORDS = regex(_any("joining"))

_SO_MUCH_OF_IT, _SO_MUCH = "百分之[几多]|几分之几", "how (?:many|much|large|big|fast|long|high)"
ASKS_FIGURE = regex(
    rf"多少|(?<![前近这那头后好十])几[个项家亿万元件名人座条次所公吨台套辆倍成]|{_SO_MUCH_OF_IT}|比重|比例|增速|增长率|占比|"
    r"how (?:many|much|fast|large|big)|what (?:share|percentage|percent|proportion|rate)|"
    rf"what (?:is|was|are|were) .{{0,60}}\b{_any('figure_english')}\b",
    re.IGNORECASE,
)
_WHEN = r"哪一?[年月天日]|什么时候|何时|几[月号]|\bwhen\b|(?:what|which) (?:year|month|date|day)"
ASKS_DATE = regex(_WHEN, re.IGNORECASE)
ASKS_LIST = regex(r"哪些|哪几|有什么|主要任务|重点工作.*什么|\bwhich .*s\b|\blist\b|what are", re.IGNORECASE)

_WHY = r"为什么|为何|原因|怎么会|\bwhy\b"
ASKS_REASON = regex(_WHY, re.IGNORECASE)
GIVES_REASON = regex(
    rf"{_any('reason')}|因[^此素而]|是.{{0,4}}影响|受.{{1,20}}影响|\b{_any('reason_english')}\b|\bdelay", re.IGNORECASE
)
# "How is it going?" is answered by all that a sentence says, and no figure of it alone.
ASKS_HOW_IT_GOES = regex(
    r"(?:情况|进展|进度|成效|效果|表现|形势|现状|状况)[^，。？?]{0,6}(?:怎么样|怎样|如何|是什么|呢)|(?:得|做|干|搞)(?:怎么样|怎样|如何)"
    r"|怎么样[？?]?$"
    r"|\bhow (?:is|are|was|were|has|have|did|does|do)\b.{1,60}\b(?:going|doing|perform\w*|progress\w*|fare\w*)\b",
    re.IGNORECASE,
)
# The year up to which a plan reaches ("到2030年", "by 2030", "2035年远景目标") is what it says, not a report's year.
HORIZON = regex(
    r"(?:到|至|截至|\bby\s)\s*((?:19|20)\d\d)(?!\s*年(?:末|底|年末)?(?:为止|以来))|((?:19|20)\d\d)年?(?:远景|愿景|年?前)",
    re.IGNORECASE,
)
# A year that is only compared with or counted from: 比2019年下降, 是2014年的2倍, 以2020年为基期, 2012年以来.
_COMPARED_YEAR = r"((?:19|20)\d\d)\s*年?(?:同期|年?[底末初]|全年|度)?(?:的?水平|的?基数)?"
_GOES = "[增提下减降升涨翻多少高低扩缩回改加压跌上]"
BASELINE = regex(
    rf"(?:相比于?|对比|[比较同与于])\s*{_COMPARED_YEAR}(?=\s*(?:相比|同比|将?(?:大幅|显著|累计|总共|一共)?{_GOES}|净增|多少|的?变化))"
    rf"|(?:[是为达]|相当于|不到|超过)\s*{_COMPARED_YEAR}的?(?=\s*(?:几|多少|[\d.]+|[一二两三四五六七八九十]+)(?:点[一二三四五六七八九])?(?:倍|%))"
    rf"|(?:以|按)\s*{_COMPARED_YEAR}(?=作?为?(?:基期|基准|基数|不变价|可比价))"
    rf"|(?:自|从)?\s*{_COMPARED_YEAR}(?=以来|以后|之后|至今|到现在)"
    r"|\b(?:compared (?:with|to)|relative to|versus|since|against(?: an?| the)?|(?:than|as)(?: that)? in"
    r"|(?:on|over|above|below|from)(?= (?:the )?\d{4} (?:level|base)))"
    r" (?:the )?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
# Years counted from the newest report. 过去五年 and 今后五年 are left out: they are what a report says of its own term.
RELATIVE_YEAR = regex(rf"{_any('relative_year')}|(?:最?近)[一二两三四五六七八九十\d]{{1,2}}年")
COMPARES = regex(
    rf"{_any('compares')}|哪[个些年]?(?:省|市|地|年)?更?[高低多少快慢大小]|\b{_any('compares_english')}\b",
    re.IGNORECASE,
)

# "2024年政府工作报告" names a report by its year.
OWN_REPORT = regex(
    r"((?:19|20)\d\d)\s*年?(?:[^，。？\d]{0,16}(?:工作报告|年度报告|年报|(?:国务院|政府|中央)的?报告|[那这]一?[份个]?报告)"
    r"|(?:提出|制定|制订|定下|通过|公布)的[^，。？\d]{0,8}(?:规划|计划|纲要))"
)
REPORT_OF_YEAR = regex(
    r"(?:19|20)\d\d\s*年?[^，。？\d]{0,16}(?:报告|年报)|(?:报告|国务院|总理)[^，。？\d]{0,6}(?:19|20)\d\d"
    r"|(?:19|20)\d\d\s*年?(?:总结|回顾|盘点)的|(?:19|20)\d\d (?:[\w' ]{0,40} )?report\b",
    re.IGNORECASE,
)
# A place that is part of an event's or a thing's name, and 全国 as part of a title, set no scope.
NO_PLACE = regex(_any("no_place"))
NATIONAL_TITLE = regex(rf"{_any('title')}|第[一二三四五六七八九十0-9]")
FOLLOW_UP = regex(
    r"(?:那么?\s*(.{1,12}?)\s*呢?|(.{1,12}?)\s*呢|(?:and|what about|how about)\s+(.{1,24}?))\s*[？?]?", re.IGNORECASE
)

# Who asks, and what for, in a clause of its own before the question: 我是写汽车稿子的，…; 同事问我，….
ABOUT_ONESELF = regex(
    r"^(?:我们?(?:是|写|做|搞)|(?:朋友|同事|领导|老板|编辑|有人)(?:问|让|要|想)|帮(?:我|人|编辑|朋友|同事))"
    r"[^，,：:。？?多少几哪什谁怎啥“”\"]{0,14}[，,：:]"
)
# A plan and its outcome use the same words for the measure; these tell which of the two is asked for.
ASKS_PLAN = regex(rf"{_any('plan')}|\btargets?\b|\bgoals?\b|\bplan|\bdeficit\b", re.IGNORECASE)
# 分别要去掉多少: what is still to be done.
ASKS_AHEAD = regex(
    "(?<![需主只重必首])(?:要|得|将)(?![求素点是不么道闻务员紧了到出过近])[\u4e00-\u9fff]{1,4}(?:多少|几)"
)
ASKS_WHAT_CAME = regex("最终(?!目标|目的|要|将|想|消费|产品)")
ASKS_OUTCOME = regex(rf"实际|{ASKS_WHAT_CAME.pattern}|完成了|实现了|结果|成绩|\bactual|\bachieved", re.IGNORECASE)

# What tells a target from an outcome, and the unit asked for, stand beside the thing asked for and are no part of it.
BESIDE_THE_MEASURE = regex(
    rf"{_any('beside')}|(?<=多少)[万亿]*(?:{any_of(words('unit_lists', 'beside'))})|\b{_any('beside_english')}\b",
    re.IGNORECASE,
)


# The first that matches wins.
_ASKS = tuple(
    (asks, regex(pattern, re.IGNORECASE))
    for asks, pattern in (
        (Asks.WHO, r"谁|哪[位个]人|什么人|何人|\bwho(?:m|se)?\b"),
        (Asks.WHERE, r"哪里|哪儿|何处|什么地方|哪个?[省市县区国城]|哪些?地|位于|\bwhere\b"),
        (Asks.WHEN, rf"{_WHEN}|时间"),
        (
            Asks.NUMBER,
            rf"多少|(?<![前近这那头后好十])几[个种项次家条年天座台套辆倍成]|{_SO_MUCH_OF_IT}|多[长高大久远]|第几|\b{_SO_MUCH}\b",
        ),
        (Asks.WHY, _WHY),
        (Asks.HOW, rf"{_any('how')}|\bhow\b"),
        (Asks.WHICH, r"哪些|包括|\bwhich\b|what are"),
        (Asks.NAME, r"叫什么|什么名|别名|名称|称为|称之|\bname\b"),
        (Asks.WHAT, r"什么|哪|\bwhat\b"),
    )
)
ASKING_WORD = regex(rf"{_any('asking_word')}|哪一?[个些年月天日位种家]?|几[个种项次家条年天座]?")


def asks(question: str) -> Asks:
    """What the asking word of `question` asks for."""
    return next((asks for asks, pattern in _ASKS if pattern.search(question)), Asks.OTHER)


def wants(question: str) -> Wants:
    """What would answer `question`."""
    if ASKS_DATE.search(question):
        return Wants.DATE
    if ASKS_REASON.search(question):
        return Wants.REASON
    if ASKS_FIGURE.search(question):
        return Wants.FIGURE
    if ASKS_LIST.search(question):
        return Wants.LIST
    return Wants.STATEMENT
