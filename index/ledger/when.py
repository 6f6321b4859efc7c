"""When an entry is of: what its fact says, what the words around take back of that, and the span as ISO dates."""

from index.facts.fact import Fact, Figure, Period
from index.ledger.carried import (
    looks_back,
    of_a_part,
    of_the_head,
    of_the_year,
    of_what_it_moved_from,
    of_what_it_moved_to,
    since_last_year,
)
from index.ledger.entry import Span
from index.patterns import regex
from index.report import Report
from index.text.years import find_years, relative_years

_QUARTERS = {"一季度": ("01", "03"), "二季度": ("04", "06"), "三季度": ("07", "09"), "四季度": ("10", "12")}
_PARTS = {
    "上半年": ("01", "06"),
    "下半年": ("07", "12"),
    "前三季度": ("01", "09"),
    "前两季度": ("01", "06"),
    **_QUARTERS,
    **{f"第{name}": months for name, months in _QUARTERS.items()},
}
_MONTHS = regex(r"(?:(?P<first>\d{1,2})[-—–~至到])?(?P<so_many>前)?(?P<last>\d{1,2})个?月(?:(?P<day>\d{1,2})日)?")
_OPENING_YEAR = regex(r"\s*(?:刚刚过去的|过去的|刚刚结束的|在)?(?P<year>(?:19|20)\d\d)年，")
# Below a heading of two terms, the one that its paragraph opens with: 过去五年，… in 十三五成就和十四五目标.
_OPENING_TERM = regex(r"\s*(?:(?:在)?(?:过去|今后|未来)的?五年|五年来|“?十[一二三四五]五”?(?:时期|期间))")
_SEVERAL_YEARS = regex("[五三四两\\d]年来|年均|过去五年|累计|以来")
_NOW = regex("现行|目前|现有|当前")


def period_of(report: Report, fact: Fact, sentence: int, figure: Figure, before: bool) -> Period | None:
    """When a figure is of; `sentence` is where its sentence begins; `before`: something moved from it to another."""
    if before and _NOW.search(report.text, fact.start, figure.start) is None:
        return of_what_it_moved_from(report.text, sentence, figure.start, report.metadata.year)
    return _told_of(report, fact, sentence, figure)


def _told_of(report: Report, fact: Fact, sentence: int, figure: Figure) -> Period | None:
    """When it is told of; in a part of several years of the one that its paragraph opens with: 刚刚过去的2017年，…"""
    period, year = fact.period, report.metadata.year
    if year is not None and looks_back(fact, report.text):
        return Period(year - 1, year - 1)
    if period is not None:
        if (last := since_last_year(fact, report.text, figure.start, _reviewing(report))) is not None:
            return last
        period = of_the_year(period, report.text, figure.start)
        period = of_a_part(period, report.text, sentence, figure.start)
        period = of_the_head(period, report.text, sentence, figure.start, year)
        period = of_what_it_moved_to(period, report.text, sentence, figure.start, year)
    if period is None or period.said or period.last - period.first < 2:
        return period
    paragraph = report.text.rfind("\n", 0, fact.start) + 1
    if (term := _term_opening(report.text, paragraph, fact.start, year)) is not None and _is_part(term, period):
        return term
    match = _OPENING_YEAR.match(report.text, paragraph, fact.start)
    if match is None or _SEVERAL_YEARS.search(report.text, match.end(), fact.start):
        return period
    return Period(int(match["year"]), int(match["year"]))


def _term_opening(text: str, paragraph: int, end: int, year: int | None) -> Period | None:
    match = _OPENING_TERM.match(text, paragraph, end)
    years = () if match is None or year is None else find_years(match[0]) or relative_years(match[0], year)
    return Period(years[0], years[-1]) if years else None


def _is_part(term: Period, period: Period) -> bool:
    return (
        period.first <= term.first
        and term.last <= period.last
        and (term.first, term.last)
        != (
            period.first,
            period.last,
        )
    )


def _reviewing(report: Report) -> int | None:
    """The year of a report that looks back on the one before: one of autumn tells of its own year."""
    known = report.metadata
    late = known.delivered is not None and int(known.delivered[5:7] or 1) > 6
    return None if late or not known.is_work_report else known.year


def span_of(period: Period | None) -> Span | None:
    """The period as an entry has it: a half or quarter as its months."""
    if period is None:
        return None
    if not period.part:
        return Span(str(period.first), str(period.last))
    part = period.part.removeprefix("的").removesuffix("份")
    if (months := _PARTS.get(part)) is not None:
        return Span(f"{period.first}-{months[0]}", f"{period.last}-{months[1]}")
    if match := _MONTHS.fullmatch(part):
        last = int(match["last"])
        first = int(match["first"]) if match["first"] else 1 if match["so_many"] else last
        day = f"-{int(match['day']):02}" if match["day"] else ""
        if 1 <= first <= last <= 12:
            return Span(f"{period.first}-{first:02}{day}", f"{period.last}-{last:02}{day}")
    return Span(f"{period.first} {period.part}", f"{period.last} {period.part}")
