"""Time that a clause takes over from the words before it, where the next clause is of another one.

一年 holds its quarters: what follows them behind 全年 or a semicolon is the year's again. What something moved to is
not of the time that it moved from. And a sentence that opens a look back (过去一年，…) tells when the next one is.
"""

import re
from dataclasses import replace

from index.facts.fact import Fact, Period

# 全省生产总值三季度增长4.6%，全年增长4.8%；粮食…
_WHOLE_AGAIN = re.compile("全年|；")
# 上年 is left out: in a review it is the year before the one that is told of.
_TIME = re.compile(r"去年|前年|今年|(?:19|20)\d\d年")
_MOVED_FROM = re.compile(
    r"(?:从|由)(?P<before>[^，；。]{2,30}?)(?:提高|上升|增加|扩大|升|增|下降|降低|降|减|缩小|调整)+(?:到|至|为)(?P<to>[^，；。]{0,8})$"
)
_LOOKS_BACK = re.compile("(?:^|。)过去(?:的)?一年，[^。]{2,40}。[^。]*$")


def of_the_year(period: Period, text: str, figure: int) -> Period:
    """The period of the figure that begins at `figure`, without the part of the year that an earlier clause is of."""
    if not period.part or not period.said:
        return period
    begin = max(text.rfind(mark, 0, figure) for mark in "。\n") + 1
    told = text.rfind(period.part.removeprefix("的"), begin, figure)
    if told < 0 or _WHOLE_AGAIN.search(text, told, figure) is None:
        return period
    return replace(period, part="")


def of_what_it_moved_to(period: Period, text: str, sentence: int, figure: int, year: int | None) -> Period | None:
    """The period of a value that something moved to: as said beside it, else not known where only the other's is said.

    从去年的2.1%提高到2.3% doesn't tell when 2.3% is; 从2009年的2.8%降到去年的1.5% does.
    """
    match = _MOVED_FROM.search(text[max(sentence, figure - 60) : figure])
    if match is None or _TIME.search(match["before"]) is None or not period.said:
        return period
    said = _TIME.search(match["to"])
    if said is None:
        return None
    if said[0][0].isdigit():
        return Period(int(said[0][:4]), int(said[0][:4]), said=True)
    away = {"去年": 1, "前年": 2, "今年": 0}[said[0]]
    return None if year is None else Period(year - away, year - away, said=True)


def looks_back(fact: Fact, text: str) -> bool:
    """Whether the sentence before, in the same paragraph, opens a look back over the past year."""
    if fact.period is not None and fact.period.said:
        return False
    paragraph = text.rfind("\n", 0, fact.start) + 1
    return _LOOKS_BACK.search(text[paragraph : fact.start]) is not None
