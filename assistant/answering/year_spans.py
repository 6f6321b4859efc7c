"""Which years a question over years asks about, and what of it is left: the measure, without times and asking words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answering.ledgers import ReportLedger, newest
from assistant.answering.over_reports import read_bounds
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.text.folding import simplified
from index.text.numerals import whole_value

_YEAR = r"(?:19|20)\d\d"
_RANGE = regex(
    rf"(?:从|自|\b(?:from|between)\s+)?(?P<first>{_YEAR})\s*年?[底末]?\s*"
    rf"(?:[-—–~～至到致]+|(?:一直|往后|往下)?[说讲排列数看算]?[到至]|to|through|and)\s*(?P<last>{_YEAR})\s*年?[底末]?"
    r"(?:这?[几两三四五六七八九十]年)?",
    re.IGNORECASE,
)
_SINCE = regex(
    rf"(?:从|自)?(?P<first>{_YEAR})\s*年?(?:度)?(?:以来|至今|到现在|以后|之后|起|开始)|\bsince\s+(?P<since>{_YEAR})",
    re.IGNORECASE,
)
_LISTED = regex(rf"(?<!\d){_YEAR}(?!\d)\s*年?(?:度)?(?:\s*(?:[、，,和与及]|and\b))?", re.IGNORECASE)
_LAST = regex(
    r"(?:最?近|过去|这)(?P<count>[两三四五六七八九十]|\d{1,2})年(?:来|间|里|以来)?"
    r"|\b(?:the )?(?:last|past) (?P<english>\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) years\b",
    re.IGNORECASE,
)
_ENGLISH_COUNTS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
# The years are those of the reports; what these tell is of the year before.
_OF_REPORTS = regex(
    r"(?:[这那]?[几两三四五六七八九十\d]+|各|每)份报告|各年?报告|年的?报告|报告(?:里|中)?[讲说写提](?:到|的)*上一?年"
)
_ASIDE = regex(r"[（(][^（()）]*报告[^（()）]*[)）]")


@dataclass(frozen=True, slots=True)
class YearSpan:
    """The years asked about, empty where none is named: all that the library has.

    `of_reports`: they are the years of reports, which tell of the year before. `last`: so many years at the end, 0
    where all count. `open`: no last year is named.
    """

    years: tuple[int, ...]
    of_reports: bool = False
    last: int = 0
    open: bool = False


def span_asked(question: str, told: Sequence[ReportLedger]) -> YearSpan:
    """The years that a question spans: a range, one that is open at its end, or years one by one."""
    latest = newest(told)
    bare = _ASIDE.sub("", question)
    of_reports = _OF_REPORTS.search(bare) is not None
    if (span := _RANGE.search(bare)) is not None and int(span["first"]) < int(span["last"]):
        return YearSpan(tuple(range(int(span["first"]), int(span["last"]) + 1)), of_reports)
    if (since := _SINCE.search(bare)) is not None and latest is not None:
        return YearSpan(tuple(range(int(since["first"] or since["since"]), latest + 1)), of_reports, open=True)
    listed = tuple(dict.fromkeys(int(year) for year in re.findall(rf"(?<!\d){_YEAR}(?!\d)", bare)))
    match = _LAST.search(bare)
    return YearSpan(listed, of_reports and len(listed) > 1, _count(match) if match and not listed else 0)


def spans_years(question: str) -> bool:
    """Whether a question names years from one to another, or one and all since."""
    span = span_asked(question, ())
    return len(span.years) > 1 or _SINCE.search(_ASIDE.sub("", question)) is not None


def _count(match: re.Match[str]) -> int:
    if match["english"]:
        word = match["english"].lower()
        return int(word) if word.isdigit() else _ENGLISH_COUNTS.index(word) + 2
    return 2 if match["count"] == "两" else whole_value(match["count"])


def without_years(question: str) -> str:
    """The question without its years, bounds and words of how it went: what it measures is left."""
    text = _ASIDE.sub(" ", simplified(question))
    text = re.sub(r"[（(]([^（()）]*)[)）]", lambda aside: " " if _LISTED.search(aside[1]) else aside[0], text)
    for pattern in (_RANGE, _SINCE, _LAST):
        text = pattern.sub(" ", text)
    text = _LISTED.sub(" ", text) if len(_LISTED.findall(text)) > 1 else text
    text, _ = read_bounds(text)
    return " ".join(_frame().sub(" ", text).split())


@cache
def _frame() -> re.Pattern[str]:
    chinese = any_of(words("question_words", "frame_years"))
    english = "|".join(rf"\b{word.pattern}\b" for word in words("question_words", "frame_years_english"))
    return re.compile(rf"{chinese}|{english}", re.IGNORECASE)
