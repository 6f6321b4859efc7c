"""What reports say of a year that lies ahead of them all: 2030年的目标是什么, what is planned for 2030.

No report is of that year, so that a scope by years finds none; what is told of it stands below a heading that names it,
else in sentences that do.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.answering.asking_words import pattern
from assistant.answering.excerpts import units
from assistant.answering.figures import whose
from assistant.answering.ledgers import ReportLedger, by_owner
from assistant.answering.need import Need, folded
from assistant.answering.needed import read_needs
from assistant.answering.reply import Line, Quote, Reply
from assistant.answering.summaries import section_items
from assistant.query.kinds import HORIZON
from assistant.query.understanding import Understanding
from index.patterns import regex
from index.report import Report
from index.text.years import find_years

MOST_LINES = 8
_FISCAL = regex(r"\b(?:fiscal|financial year|FY ?'?\d)", re.IGNORECASE)


def years_ahead(understanding: Understanding, newest: int | None) -> frozenset[int]:
    """The years that a question asks about, where all of them lie ahead of the newest report; else none."""
    asked = {int(year) for match in HORIZON.finditer(understanding.question) for year in match.groups() if year}
    years = frozenset(understanding.years) or frozenset(asked)
    # Fiscal 2024 may have ended, or be told of by its quarters, in 2023.
    begun = newest is not None and _FISCAL.search(understanding.question) is not None
    return years if newest is not None and years and min(years) > newest + begun else frozenset()


def told_of_years_ahead(understanding: Understanding, told: Sequence[ReportLedger]) -> Reply | None:
    """The sentences that name the year and say the rest of the question; None where no report has one.

    Of several owners, where the question names none, the choice is asked back.
    """
    told = [one for one in told if one.report.metadata.language == understanding.language]
    years = years_ahead(understanding, max((one.year for one in told if one.year is not None), default=None))
    if not years:
        return None
    found = {
        owner: lines
        for owner, reports in by_owner(told).items()
        if (lines := list(_lines(understanding, years, [one.report for one in reports])))
    }
    if len(found) > 1:
        return whose(understanding, list(found))
    lines = next(iter(found.values()), [])
    return Reply(lines=tuple(lines)) if 0 < len(lines) <= MOST_LINES else None


def _lines(understanding: Understanding, years: frozenset[int], reports: Sequence[Report]) -> Iterator[Line]:
    """Of the newest report that says it."""
    around = pattern("around_targets")
    for report in sorted(reports, key=lambda one: one.metadata.year or 0, reverse=True):
        needs = [
            need
            for need in read_needs(understanding, [report]).needs
            if not around.fullmatch(need.text) and not _names_a_year(need, years)
        ]
        below = _below_its_heading(report, years)
        found = [quote for quote in below if all(need.in_text(folded(quote.text)) for need in needs)]
        found = found or [Quote(report, *span) for span in units(report) if _is_told(report, span, needs, years)]
        if found:
            for quote in found:
                yield Line(quote.text, (quote,))
            return


def _below_its_heading(report: Report, years: frozenset[int]) -> list[Quote]:
    """What stands below the one heading that names the year and its targets: Targets for 2025."""
    named = [
        section
        for section in report.sections[1:]
        if _names(report.heading(section), years) and _AIMS.search(report.heading(section))
    ]
    if len(named) != 1:
        return []
    (section,) = named
    inside = [span for span in units(report) if section.heading_end <= span[0] and span[1] <= section.end]
    return section_items(report, section) or [Quote(report, *span) for span in inside]


_AIMS = regex(
    r"\b(?:targets?|goals?|plans?|objectives?|commitments?|outlook|priorities)\b|目标|计划|安排|规划|展望",
    re.IGNORECASE,
)


def _names(text: str, years: frozenset[int]) -> bool:
    return all(re.search(rf"(?<!\d){year}(?!\d)", text) for year in years)


def _names_a_year(need: Need, years: frozenset[int]) -> bool:
    return bool({*find_years(need.text)} & years)


def _is_told(report: Report, span: tuple[int, int], needs: Sequence[Need], years: frozenset[int]) -> bool:
    text = report.text[slice(*span)]
    if "\t" in text or not _names(text, years):
        return False
    plain = folded(text)
    return all(need.in_text(plain) for need in needs)
