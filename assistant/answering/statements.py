"""A question of whether, as the statement it asks about: in the words that are written, and what sort of statement.

That a report says, plans or mentions a thing is another statement than that the thing is so.
"""

import re
from functools import cache

from assistant.answering.asking_words import forms
from assistant.answering.reply import Line, Quote
from assistant.messages import Language, message

# 处置好了么 asks whether it is done, 过400公里 whether it is over that.
_DONE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:好|完|妥)(?=了(?:吗|么|没|没有|不)?[？?。]*$)")
_OVER = re.compile(r"(?<![超经通不])过(?=了?\s*(?:\d|[一二三四五六七八九十两]+[成百千万亿]))")
_SAID = re.compile(
    r"(?:有没有|是否|有无|是不是)(?:在报告里?)?(?:说|提|讲|写|点名)|报告(?:里|中)?(?:说|提|讲|写)|(?:说|提|讲|写)(?:到|过)"
    r"|报告(?:里|中)?提的|\b(?:says?|said|mention(?:s|ed)?|states?|describe[sd]?)\b",
    re.IGNORECASE,
)
_INTENDS = re.compile(
    r"要(?!求|素|闻|点|是)|将(?!军|领)|会(?!议|展|计)|打算|计划|准备|\b(?:will|would|plans? to|aims? to|going to)\b",
    re.IGNORECASE,
)


@cache
def _spoken() -> tuple[tuple[str, str], ...]:
    pairs = (row.split() for row in forms("spoken"))
    return tuple((said, put) for said, put in pairs)


def written(question: str) -> str:
    """The question in the words that reports write: 升成 is 升级为, 高过 is 高于."""
    for said, put in _spoken():
        question = question.replace(said, put.strip("-"))
    return _OVER.sub("超过", _DONE.sub("", question))


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
