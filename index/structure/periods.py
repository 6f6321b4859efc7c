"""The fiscal period that a company's report is of: a year, a half or a quarter, and the day on which it ends.

A company counts its years as it likes: the one that ends on January 28, 2023 is "fiscal 2022" to one and "fiscal 2023"
to another. So the label follows what the text itself calls the period most often, and the day stands beside it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.patterns import regex
from index.text.numerals import FULL_WIDTH_DIGITS, whole_value
from index.text.years import HAN_YEAR, written_year

# Forms and title pages state the period within their first page.
_FRONT_CHARACTERS = 6000
_COUNTED_CHARACTERS = 200_000
# A text that calls a year "fiscal 2022" this often means its own or the one before; less is a passing mention.
_OFTEN = 3

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            *(("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun")),
            *(("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct")),
            *(("november", "nov"), ("december", "dec")),
        ],
        start=1,
    )
    for name in names
}
MONTH_NAMES = tuple(dict.fromkeys(name.title() for name in _MONTHS if len(name) > 4 or name in {"may", "june", "july"}))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
ENGLISH_DAY = (
    rf"(?:(?P<month>(?i:{_MONTH}))\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>(?i:{_MONTH}))\.?,?\s+(?P<year2>(?:19|20)\d\d))(?!\d)"
)
_ENDED = regex(
    r"(?i:\b(?P<span>(?:fiscal|financial)?\s?years?|quarterly\s+periods?|quarters?|half[- ]?years?"
    r"|(?:three|six|nine|twelve|3|6|9|12)[- ]months?"
    r"|(?:thirteen|twenty-six|thirty-nine|fifty-two|fifty-three|13|26|39|52|53)[- ]weeks?"
    rf"|periods?)(?:\s+period)?\s+ended:?)\s+{ENGLISH_DAY}"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_NTH = r"(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th)"
_YEAR = r"(?P<year>20\d\d|(?<=fy)\d\d|(?<=fy )\d\d|(?<=[1-4]q)\d\d|(?<=1h)\d\d)\b"
_QUARTERS = (
    regex(
        rf"(?i)\b{_NTH}[- ](?:fiscal[- ])?quarter(?:'s|’s)?,?\s+(?:of\s+)?(?:fiscal\s+)?(?:years?\s+)?(?:fy ?)?{_YEAR}"
    ),
    regex(rf"(?i)\b(?:fiscal\s+|fy ?)?(?:year\s+)?{_YEAR}(?:'s|’s)?\s+(?:fiscal\s+)?{_NTH}[- ]quarter"),
    regex(rf"(?i)\bq(?P<nth>[1-4])[ ,]*(?:of\s+)?(?:fiscal\s+)?(?:year\s+)?(?:fy ?)?{_YEAR}"),
    regex(rf"(?i)\b(?:fy ?|fiscal )?{_YEAR}[ -]?q(?P<nth>[1-4])\b"),
    regex(rf"(?i)\b(?P<nth>[1-4])q[ -]?(?:fy ?)?{_YEAR}"),
)
_HALF = r"(?:h1|1h|first[- ]half|half[- ]year(?:ly)?|interim)"
_HALVES = (
    regex(
        rf"(?i)\b{_HALF}[ -]?(?:(?:report|results),?\s+)?(?:(?:of|for)\s+)?(?:the\s+)?(?:fiscal\s+|financial\s+)?"
        rf"(?:year\s+)?(?:fy ?)?{_YEAR}"
    ),
    regex(rf"(?i)\b(?:fy ?|fiscal )?{_YEAR}[ -]?{_HALF}\b"),
)
_FISCAL_YEAR = regex(r"(?i)\b(?:fiscal(?:\s+years?)?|financial\s+years?|fy) ?(?P<year>20\d\d|\d\d(?=\b))")

_HAN_PERIOD = regex(
    rf"(?P<year>(?:19|20)\d\d|{HAN_YEAR})\s?年?度?\s?(?:"
    r"(?P<quarter>第?[一二三四1-4])\s?季(?:度)?(?P<of_quarter>报|報|业绩|財務|财务)?"
    r"|(?P<half>半年度?|上半年|中期)|(?P<year_report>年度?[报報][告]?|年度))"
)
_HAN_ENDED = regex(
    rf"截至(?P<year>(?:19|20)\d\d|{HAN_YEAR})年(?P<month>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})月"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日止(?P<span>年度|六个月|六個月|三个月|三個月|九个月|九個月)"
)
_HAN_SPANS = {"年": "year", "六": "half", "三": "quarter", "九": "quarter"}


@dataclass(frozen=True, slots=True)
class FiscalPeriod:
    """A fiscal period. `label` is as the issuer counts: 2023, 2023Q2, 2023H1, or "" where only its end is known.

    `span` is `year`, `half`, `quarter` or `period`; `end` an ISO date.
    """

    label: str
    span: str
    end: str | None = None

    def in_words(self, language: str) -> str:
        """As a title shows it: "quarter ended April 1, 2023", 2023年第二季度."""
        if self.end is not None and language == "en":
            day = date.fromisoformat(self.end)
            span = {"year": "fiscal year", "half": "half-year"}.get(self.span, self.span)
            return f"{span} ended {day:%B} {day.day}, {day.year}"
        year, part = self.label[:4], self.label[4:]
        if not year and self.end is not None:
            return in_han(self.end)
        if language == "en":
            return f"{part} {year}".strip()
        named = {"H1": "上半年"} | {f"Q{number}": f"第{han}季度" for number, han in enumerate("一二三四", start=1)}
        return f"{year}年{named.get(part, '')}"


def in_han(day: str) -> str:
    """An ISO day, month or year in Chinese: 2023年6月30日."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(day.split("-"), "年月日", strict=False))


def english_day(match: re.Match[str]) -> str | None:
    """The ISO date of a match of ENGLISH_DAY; None for a day that no month has."""
    month = match["month"] or match["month2"]
    year, day = match["year"] or match["year2"], match["day"] or match["day2"]
    try:
        return date(int(year), _MONTHS[month.lower()], int(day)).isoformat()
    except ValueError:
        return None


def period_of(title: str, lines: Sequence[str], text: str) -> FiscalPeriod | None:
    """The period that title or first page state. `lines` are the lines above the body; None where none is told."""
    front = "\n".join((title, *lines, text[:_FRONT_CHARACTERS]))
    if match := _ENDED.search(front):
        end = english_day(match)
        if end is not None:
            span = _span(match["span"])
            return FiscalPeriod(_label(span, int(end[:4]), text), span, end)
    plain = "\n".join((title, *lines[:8])).translate(FULL_WIDTH_DIGITS)
    if match := _HAN_ENDED.search(front.translate(FULL_WIDTH_DIGITS)):
        span = _HAN_SPANS[match["span"][0]]
        year, month, day = (whole_value(match[part]) for part in ("year", "month", "day"))
        label = f"{year}{'H1' if span == 'half' else ''}" if span in ("year", "half") else ""
        return FiscalPeriod(label, span, f"{year:04d}-{month:02d}-{day:02d}")
    if match := _HAN_PERIOD.search(plain):
        year = written_year(match["year"])
        if match["quarter"]:
            return FiscalPeriod(f"{year}Q{whole_value(match['quarter'].removeprefix('第'))}", "quarter")
        return FiscalPeriod(f"{year}H1", "half") if match["half"] else FiscalPeriod(f"{year}", "year")
    for pattern in _QUARTERS:
        if match := pattern.search(plain):
            return FiscalPeriod(f"{_full_year(match['year'])}Q{_nth(match['nth'])}", "quarter")
    for pattern in _HALVES:
        if match := pattern.search(plain):
            return FiscalPeriod(f"{_full_year(match['year'])}H1", "half")
    if match := _FISCAL_YEAR.search(plain):
        return FiscalPeriod(f"{_full_year(match['year'])}", "year")
    return None if title else _most_spoken_of(text)


def _most_spoken_of(text: str) -> FiscalPeriod | None:
    """The fiscal year that a text without a title page speaks of most."""
    said = Counter(_full_year(match["year"]) for match in _FISCAL_YEAR.finditer(text[:_COUNTED_CHARACTERS]))
    ((year, count),) = said.most_common(1) or [(0, 0)]
    return FiscalPeriod(str(year), "year") if count >= _OFTEN else None


def _span(words: str) -> str:
    said = words.lower()
    if "quarter" in said or said.startswith(("three", "thirteen", "13", "3")):
        return "quarter"
    if "half" in said or said.startswith(("six", "twenty", "26", "6")):
        return "half"
    return "year" if "year" in said or said.startswith(("twelve", "fifty", "52", "53", "12")) else "period"


def _label(span: str, year: int, text: str) -> str:
    """What the text calls the period that ends in `year`."""
    counted: Counter[str] = Counter()
    body = text[:_COUNTED_CHARACTERS]
    if span == "quarter":
        for pattern in _QUARTERS:
            counted.update(f"{_full_year(m['year'])}Q{_nth(m['nth'])}" for m in pattern.finditer(body))
        near = [label for label, _ in counted.most_common() if abs(int(label[:4]) - year) <= 1]
        return near[0] if near and counted[near[0]] >= _OFTEN else ""
    if span != "year":
        return ""
    counted.update(str(_full_year(match["year"])) for match in _FISCAL_YEAR.finditer(body))
    near = [label for label, count in counted.most_common() if abs(int(label) - year) <= 1 and count >= _OFTEN]
    return near[0] if near else str(year)


def _full_year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _nth(written: str) -> int:
    return _ORDINALS.get(written.lower()) or int(written)
