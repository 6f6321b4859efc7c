"""Which of a company's reports a question names by its period: "its Q1 2023 10-Q", "the latest quarter", 2024年三季报.

The names of periods differ: a filer's third quarter of fiscal 2024 ends in October 2023, and whoever keeps the file may
call it 2023 Q3. A file's own name decides first (unless the question says "fiscal"), then the fiscal period that the
report states, then the calendar quarter in which it ends. What is named so is a preference among reports, no limit:
a later report's columns of the year before tell of the same quarter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.patterns import regex
from index.report import Metadata
from index.store.rows import StoredReport
from index.structure.periods import MONTH_NAMES

_NUMBERS = {
    **dict.fromkeys(("first", "1st", "1", "一"), 1),
    **dict.fromkeys(("second", "2nd", "2", "二"), 2),
    **dict.fromkeys(("third", "3rd", "3", "三"), 3),
    **dict.fromkeys(("fourth", "4th", "4", "四"), 4),
}
_NTH = r"(?:first|second|third|fourth|1st|2nd|3rd|4th)"
_QUARTER = regex(
    rf"\bQ(?P<q1>[1-4])[\s,/-]*(?:of\s+)?(?P<fiscal1>(?:fiscal|FY)\s*)?(?:year\s+)?(?P<y1>20\d\d)\b"
    rf"|\b(?P<fiscal2>(?:fiscal|FY)\s*)?(?:year\s+)?(?P<y2>20\d\d)[\s-]*Q(?P<q2>[1-4])\b"
    rf"|\b(?P<q3>{_NTH})[\s-](?:fiscal[\s-])?quarter,?\s+(?:of\s+)?(?:(?:the|its|their)\s+)?(?P<fiscal3>fiscal\s+)?(?:year\s+)?(?P<y3>20\d\d)\b"
    r"|(?P<y4>20\d\d)\s*年?度?(?P<fiscal4>财年)?的?(?:第?(?P<q4>[一二三四1-4])季[度报]?)",
    re.IGNORECASE,
)
_MONTHS = {name.lower(): number for number, name in enumerate(MONTH_NAMES, start=1)}
_MONTH = "|".join(_MONTHS)
# "The quarter ended October 29, 2023", "the March quarter of 2023": the quarter whose report ends then.
_ENDED = regex(
    rf"\bquarter(?:ly period)?\s+(?:that\s+)?(?:ended|ending|to)\s+(?:in\s+)?(?:the\s+end\s+of\s+|late\s+|early\s+)?"
    rf"(?P<m1>{_MONTH})(?:\s+(?P<day>\d{{1,2}}))?,?\s+(?P<y1>20\d\d)\b"
    rf"|\b(?P<m2>{_MONTH})\s+(?:(?P<y2>20\d\d)\s+quarter|quarter\s+(?:of\s+)?(?P<y3>20\d\d))\b",
    re.IGNORECASE,
)
_NEWEST = regex(
    r"\b(?:latest|most recent|newest)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:10-?[qk]s?|quarter(?:ly)?|half[- ]year(?:ly)?|annual|reports?|filings?|results|year|statements?)\b"
    r"|(?:最新|最近)(?:的|一[份期个])?(?:季[度报]|半?年[度报]|财?报告?|定期报告)",
    re.IGNORECASE,
)
_NAMED = regex(
    r"(?<!\d)(?P<y1>20\d\d)[\s_年.-]*(?:度)?(?:Q|第?)(?P<q1>[1-4一二三四])(?:季|(?![\d年月]))"
    r"|Q(?P<q2>[1-4])[\s_.-]*(?:FY)?(?P<y2>20\d\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Quarter:
    year: int
    number: int
    fiscal: bool = False


def names_a_report(question: str) -> bool:
    """Whether a question names a report by its period at all."""
    return any(pattern.search(question) is not None for pattern in (_NEWEST, _QUARTER, _ENDED))


def reports_meant(question: str, reports: Sequence[StoredReport]) -> tuple[str, ...]:
    """The ids of those of a company's `reports` that the question names; none where it names none of them."""
    asked = list(dict.fromkeys(_quarters(question)))
    if asked:
        return tuple(dict.fromkeys(each for quarter in asked for each in _of_quarter(quarter, reports)))
    if ended := list(_months_ended(question)):
        return tuple(
            each.report_id
            for each in reports
            if each.metadata.period_span == "quarter" and _month(each.metadata) in ended
        )
    dated = [(_end(each.metadata), each.report_id) for each in reports if _end(each.metadata)]
    if _NEWEST.search(question) is None or not dated:
        return ()
    newest = max(end for end, _ in dated)
    return tuple(report_id for end, report_id in dated if end == newest)


def _quarters(question: str) -> Iterator[_Quarter]:
    for match in _QUARTER.finditer(question):
        for place in "1234":
            if match[f"y{place}"]:
                fiscal = match[f"fiscal{place}"] is not None
                yield _Quarter(int(match[f"y{place}"]), _NUMBERS[match[f"q{place}"].lower()], fiscal)


def _months_ended(question: str) -> Iterator[int]:
    """The months in which the quarters end that a question names, counted from the year 0."""
    for match in _ENDED.finditer(question):
        month = _MONTHS[(match["m1"] or match["m2"]).lower()]
        early = "early" in match[0].lower() or int(match["day"] or 31) <= _EARLY
        yield 12 * int(match["y1"] or match["y2"] or match["y3"]) + month - 1 - early


_EARLY = 7  # a day in a month's first week ends the month before


def _month(metadata: Metadata) -> int | None:
    """The month with which a report's period ends, counted from the year 0."""
    if not metadata.period_end:
        return None
    year, month, day = (int(part) for part in metadata.period_end.split("-"))
    return 12 * year + month - 1 - (day <= _EARLY)


def _of_quarter(asked: _Quarter, reports: Sequence[StoredReport]) -> list[str]:
    named = [each.report_id for each in reports if asked_in_name(each, asked.year, asked.number)]
    fiscal = [each.report_id for each in reports if each.metadata.period == f"{asked.year}Q{asked.number}"]
    calendar = [each.report_id for each in reports if _calendar_quarter(each.metadata) == (asked.year, asked.number)]
    return (fiscal or named if asked.fiscal else named or fiscal) or calendar


def asked_in_name(report: StoredReport, year: int, quarter: int) -> bool:
    """Whether one of the names under which a report was added says the quarter of a year."""
    for source in report.sources:
        for match in _NAMED.finditer(source.name):
            told = match["y1"] or match["y2"], _NUMBERS[match["q1"] or match["q2"]]
            if told == (str(year), quarter):
                return True
    return False


def _calendar_quarter(metadata: Metadata) -> tuple[int, int] | None:
    """The calendar quarter in which a quarter's report ends."""
    month = _month(metadata)
    return None if metadata.period_span != "quarter" or month is None else (month // 12, month % 12 // 3 + 1)


def _end(metadata: Metadata) -> str:
    return metadata.period_end or metadata.issued or (f"{metadata.year}-12-31" if metadata.year else "")
