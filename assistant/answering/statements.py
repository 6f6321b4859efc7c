"""A question of whether, as the statement it asks about: in the words that are written, and what sort of statement.

That a report says, plans or mentions a thing is another statement than that the thing is so.
"""

import re
from functools import cache

from assistant.answering.asking_words import forms, pattern
from assistant.answering.need import Need, QuestionNeeds, folded
from assistant.answering.reply import Line, Quote
from assistant.messages import Language, message
from assistant.query.understanding import Understanding
from index.patterns import regex

# 处置好了么 asks whether it is done, 过400公里 whether it is over that.
_DONE = regex(r"(?<=[\u4e00-\u9fff]{2})(?:好|完|妥)(?=了(?:吗|么|没|没有|不)?[？?。]*$)")
_OVER = regex(r"(?<![超经通不])过(?=了?\s*(?:\d|[一二三四五六七八九十两]+[成百千万亿]))")
# 出过重大事故 is 发生过.
_HAPPENED = regex("(?<![推提作做发列输付支])出过?(?=了?(?:什么|重大|特大|重特大|较大|大|安全)+[^，。？?]{0,6}事)")
_SAID = regex(
    r"(?:有没有|是否|有无|是不是)(?:在报告里?)?(?:说|提|讲|写|点名)|报告(?:里|中)?(?:说|提|讲|写)|(?:说|提|讲|写)(?:到|过)"
    r"|报告(?:里|中)?提的|\b(?:says?|said|mention(?:s|ed)?|states?|describe[sd]?)\b",
    re.IGNORECASE,
)
_INTENDS = regex(
    r"要(?!求|素|闻|点|是)|将(?!军|领)|会(?!议|展|计)|打算|计划|准备|\b(?:will|would|plans? to|aims? to|going to)\b",
    re.IGNORECASE,
)

# What denies in Chinese.
DENIES = pattern("denies")
# What a clause adds so that it no longer says the thing itself.
HEDGES = pattern("hedges")
_TAIL = regex("[，,]?(?:对吗|是吗|对不对|是不是|是这样吗|没错吧|对吧|吗|么|没有|没|不|吧|呢|嘛)?[？?。]*$")
_COURSE = pattern("course")
# Where a province stands beside the nation: 增速高于全国平均水平.
THAN_THE_NATION = regex("(?P<way>高|快|好|优|低|慢)[于过]全国")


@cache
def _spoken() -> tuple[tuple[str, str], ...]:
    pairs = (row.split() for row in forms("spoken"))
    return tuple((said, put) for said, put in pairs)


def written(question: str) -> str:
    """The question in the words that reports write: 升成 is 升级为, 高过 is 高于."""
    for said, put in _spoken():
        question = question.replace(said, put.strip("-"))
    return _HAPPENED.sub("发生", _OVER.sub("超过", _DONE.sub("", question)))


def says_it_was_said(question: str) -> bool:
    """Whether a question asks what a report says."""
    return _SAID.search(question) is not None


def says_it_intends(question: str) -> bool:
    """Whether it asks if a report says that a thing is to come: what is planned and hedged says that as well."""
    match = _SAID.search(question)
    return match is not None and _INTENDS.search(question, match.start()) is not None


def verdict(
    yes: bool, question: str, quote: Quote, said: str, told_so: bool = False, language: Language = "zh"
) -> Line:
    """Yes, no or not, with what decides; `told_so`: that a report says it is what is asked."""
    key = (
        "answer.yes_told"
        if yes and told_so
        else "answer.yes"
        if yes
        else "answer.none"
        if re.search("没|了吗|过", question) and not re.search("是不是|是否|是[^，,。？?]{1,6}[吗么]", question)
        else "answer.no"
    )
    return Line(message(language, key, said=said), (quote,), (said,))


def stated(asked: QuestionNeeds) -> QuestionNeeds:
    """The question's words without those that ask, deny, or say how many: these are compared by themselves."""
    left_out = "没|没有|不|高|低|多|少|都|全都|全部|无|未"
    if says_it_was_said(asked.question):
        left_out += "|提|说|讲|写|点名"
    if THAN_THE_NATION.search(asked.question):
        left_out += "|[高低快慢好优]于"
    kept = [need for need in asked.needs if not re.fullmatch(left_out, need.text)]
    return QuestionNeeds(asked.question, tuple(_in_tenths(need.undenied or need) for need in kept), asked.english)


def is_course(need: Need) -> bool:
    """Whether a word tells how a measure went or a bound of it, and not what it is."""
    return need.number or _COURSE.fullmatch(need.text) is not None


def _in_tenths(need: Need) -> Need:
    """九成 is 90% as well."""
    if match := re.fullmatch("([一二三四五六七八九])成", need.text):
        share = "一二三四五六七八九".index(match[1]) + 1
        return Need(need.text, re.compile(f"{need.said.pattern}|(?<![\\d.]){share}0%|百分之{match[1]}十"), True)
    return need


def without_asking(text: str) -> str:
    """Text without the word at its end that makes it a question: 吗, 没有, 是不是."""
    return _TAIL.sub("", text)


def claimed(understanding: Understanding) -> str:
    """The question as a sentence that claims what it asks: its year written out, nothing that asks left."""
    text = folded(understanding.question)
    text = re.sub("请问|是不是|是否|有没有(?=[超达突增下上提减])", "", text).replace("有没有", "有")
    text = without_asking(without_asking(text)).removesuffix("了")
    if len(understanding.years) == 1:
        text = re.sub("去年|上年|今年", f"{understanding.years[0]}年", text)
    return text
