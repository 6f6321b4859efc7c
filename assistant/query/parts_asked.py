"""A question that asks two things one after the other, as two whole ones: 去年卖了多少，今年的指标又定到了多少.

The second is read as a follow-up of the first, so that it keeps whose and what; figures of several years that are asked
for 分别 are asked one by one. English questions of two parts are held to one sentence (`read_english`).
"""

import re
from collections.abc import Iterable, Sequence

from assistant.query.follow_ups import completed
from assistant.query.kinds import QUESTION_WORDS
from index.patterns import regex
from index.report import Metadata
from index.text.script import has_han

_CUT = regex(r"[？?]\s*(?=[^\s？?])|[，,；;]\s*")
# 其中多少是扩建 asks of the first part's answer.
_OF_THE_FIRST = regex("其中|里面|当中")
_ASKS = regex(rf"{QUESTION_WORDS.pattern}|多[大高长远重深快久宽]|啥|[吗么没呢]\s*$", re.IGNORECASE)
_YEAR = regex(r"(?<!\d)(?:19|20)\d\d\s*年?度?")
_YEARS_LISTED = regex(rf"{_YEAR.pattern}(?:\s*(?:[、，,和与跟及]|以及)\s*{_YEAR.pattern})+")
_EACH = regex("分别|各自|各(?:是|有|为|达)|都是多少")
_ASIDE = regex("报告.{0,4}[说提写讲]")  # 报告讲了吗 asks nothing more
_SHORTEST = 3


def parts_asked(question: str, known: Iterable[Metadata]) -> tuple[str, ...]:
    """The questions that one asks, each whole; empty where it asks but one, or a part means nothing by itself."""
    known = tuple(known)
    if not has_han(question):
        return ()
    if of_years := _of_each_year(question):
        return of_years
    pieces = pieces_asked(question)
    if len(pieces) != 2 or _OF_THE_FIRST.match(pieces[1]):
        return ()
    first, second = pieces
    whole = completed(second, [first], known)
    return (first, whole) if whole != second else ()


def asks_each_year(question: str) -> bool:
    """Whether a question asks the figures of several years one by one, which one of them is no answer to."""
    return bool(_of_each_year(question))


def pieces_asked(question: str) -> Sequence[str]:
    """The two pieces of a question, each with an asking word, as they stand; empty where it asks one thing."""
    cuts = list(_CUT.finditer(question))
    for cut in cuts:
        first, second = question[: cut.start()].strip(), question[cut.end() :].strip(" ？?。")
        if min(len(first), len(second)) < _SHORTEST or _ASIDE.search(second):
            continue
        if _ASKS.search(first) and _ASKS.search(second):
            return first, second
    return ()


def _of_each_year(question: str) -> tuple[str, ...]:
    listed = _YEARS_LISTED.search(question)
    if listed is None or _EACH.search(question) is None:
        return ()
    years = _YEAR.findall(listed[0])
    rest = _EACH.sub("", question[listed.end() :])
    return tuple(f"{question[: listed.start()]}{year if '年' in year else f'{year}年'}{rest}" for year in years)
