"""Time that a clause takes over from the words before it, where the next clause is of another one.

一年 holds its quarters: what follows them behind 全年 or a semicolon is the year's again. What something moved to is
not of the time that it moved from. And a sentence that opens a look back (过去一年，…) tells when the next one is.
"""

import re
from dataclasses import replace

from index.facts.fact import Fact, Period
from index.patterns import regex
from index.text.numerals import FULL_WIDTH_DIGITS
from index.text.years import HAN_YEAR, written_year

# 全省生产总值三季度增长4.6%，全年增长4.8%；粮食…
_WHOLE_AGAIN = regex("全年|；")
# 上年 is left out: in a review it is the year before the one that is told of.
_TIME = regex(rf"去年|前年|今年|(?:(?:19|20)\d\d|{HAN_YEAR})年")
_MOVED_FROM = regex(
    r"(?:从|由)(?P<before>[^，；。]{2,30}?)(?:提高|上升|增加|扩大|升|增|下降|降低|降|减|缩小|调整)+(?:到|至|为)(?P<to>[^，；。]{0,8})$"
)
_LOOKS_BACK = regex("(?:^|。|，)过去(?:的)?一年(?:，|里|来)[^。]{2,80}。[^。]*$")
_NO_BASE = regex(f"(?<![比较从由])(?:{_TIME.pattern})")
_YEARS_PART = regex(
    rf"(?:{_TIME.pattern})(?P<part>[上下]半年|前[两二三]季度|第?[一二三四]季度|(?:\d{{1,2}}[-—–至到])?\d{{1,2}}月(?!\d)份?)"
)
_AGAIN = regex("全年|年内|年底|年末|；|年均")
# 在1979到1983年平均每年递增7.9%的基础上，比上年增长14.2%: what a thing builds on says nothing of when it is told.
_BUILT_ON = regex("在[^，。；]{2,40}的基础上，[^，。；]*$")
_SINCE_LAST_YEAR = regex("比上年|比去年|比上一年")
_OVER_YEARS = regex("年均|平均|累计|五年|翻")


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
    begin = max(sentence, figure - 60)
    match = _MOVED_FROM.search(text[begin:figure])
    if match is None or _TIME.search(match["before"]) is None or not period.said:
        return period
    return _at(match["to"], year) or _at(text[sentence : begin + match.start()], year)


def of_what_it_moved_from(text: str, sentence: int, figure: int, year: int | None) -> Period | None:
    """The period of the value before, where it is said at once before it: 从去年的2.1%提高到2.3%."""
    match = re.search("(?:从|由)(?P<time>[^，。；从由]{2,8}?)(?:底|末)?的?$", text[max(sentence, figure - 14) : figure])
    return None if match is None else _at(match["time"], year)


def since_last_year(fact: Fact, text: str, figure: int, year: int | None) -> Period | None:
    """The year before the report's, where growth over 上年 is told in a part that tells of several years."""
    period = fact.period
    several = period is not None and not period.said and period.first != period.last
    clause = text[max(text.rfind(mark, 0, figure) for mark in "，；。、\n") + 1 : figure]
    if year is None or not several or not _SINCE_LAST_YEAR.search(clause) or _OVER_YEARS.search(clause):
        return None
    return Period(year - 1, year - 1)


def of_the_head(period: Period, text: str, sentence: int, figure: int, year: int | None) -> Period:
    """The period that its sentence opens with, where the clause before only says what it builds on."""
    match = _BUILT_ON.search(text[sentence:figure])
    if match is None or not period.said or _TIME.search(text[sentence:figure], match.end()) is not None:
        return period
    return _at(text[sentence : sentence + match.start()], year) or period


def _at(text: str, year: int | None) -> Period | None:
    """The last time that a text says."""
    said = [match[0] for match in _NO_BASE.finditer(text.translate(FULL_WIDTH_DIGITS))]
    if not said:
        return None
    if said[-1].endswith("年") and len(said[-1]) == 5:
        told = written_year(said[-1][:4])
        return Period(told, told, said=True)
    away = {"去年": 1, "前年": 2, "今年": 0}[said[-1]]
    return None if year is None else Period(year - away, year - away, said=True)


def of_a_part(period: Period, text: str, sentence: int, figure: int) -> Period:
    """The period with the part of the year that is said behind it: 今年上半年, 2024年1—9月; 全年 is the year again."""
    if not period.said or period.part or period.first != period.last:
        return period
    before = text[sentence:figure].translate(FULL_WIDTH_DIGITS)
    parts = list(_YEARS_PART.finditer(before))
    if not parts or _AGAIN.search(before, parts[-1].end()) or _NO_BASE.search(before, parts[-1].end()):
        return period
    return replace(period, part=parts[-1]["part"])


def looks_back(fact: Fact, text: str) -> bool:
    """Whether the sentence before, in the same paragraph, opens a look back over the past year."""
    if fact.period is not None and fact.period.said:
        return False
    paragraph = text.rfind("\n", 0, fact.start) + 1
    return _LOOKS_BACK.search(text[paragraph : fact.start]) is not None
