"""A quote as evidence: what its place in a report says of it, and the quote taken apart into clauses."""

import re
from dataclasses import dataclass, field

from assistant.verification.clauses import Clause, canonical, find_clauses
from index.report import Part, Report
from index.structure.tables import cell_at, header_path
from index.text.masks import is_blanked
from index.text.years import relative_years

# What stands before a quote in its paragraph supplies its subject; further back it seldom does.
CONTEXT_CHARACTERS = 160
_WITH_LAST_YEAR = re.compile("(?:比|较|同|于|与)(?:上年|去年|上一年|前年)(?:同期)?")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote, and what its surroundings say of it.

    `context` supplies subjects that the quote leaves out: title, headings, table headers; `before` is what stands in
    front of it in its paragraph.
    `regions` are the places that it is about and `years` the years it speaks of; empty where nothing tells.
    `report_year` is what 今年 in it means. `plan` is True in a part that plans, False in one that looks back, None
    where nothing tells. `blanked`: the report masks a figure in it.
    """

    quote: str
    context: str = ""
    before: str = ""
    regions: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    report_year: int | None = None
    plan: bool | None = None
    blanked: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """An evidence taken apart; `text` and `around` are canonical, the quote's own and what surrounds it."""

    evidence: Evidence
    clauses: tuple[Clause, ...]
    text: str = field(repr=False)
    around: str = field(repr=False)
    clauses_around: tuple[Clause, ...] = field(repr=False)

    def years_of(self, clause: Clause) -> frozenset[int]:
        """The years that a clause is of: those it names, else those that the ones before it do, else the place's."""
        for one in reversed(self.clauses[: self.clauses.index(clause) + 1]):
            if one.years:
                return one.years
            if self.evidence.report_year is not None:
                relative = relative_years(_WITH_LAST_YEAR.sub(" ", one.text), self.evidence.report_year)
                if relative:
                    return frozenset(relative)
        return frozenset(self.evidence.years)


def evidence_of(report: Report, start: int, end: int) -> Evidence:
    """The span `[start, end)` of a report as evidence, with what its place says of it."""
    section = report.section_at(start)
    block = next((block for block in report.blocks if block.start <= start < block.end), None)
    first = max(start - CONTEXT_CHARACTERS, section.start, block.start if block is not None else 0)
    before = report.text[first:start]
    in_cell = cell_at(report, start)
    names = header_path(report, *in_cell).path if in_cell is not None else ()
    year = report.metadata.year
    quote = report.text[start:end]
    years = section.years or _years_by_part(report, section.part)
    return Evidence(
        quote=quote,
        context="\n".join([report.metadata.title, *report.headings(start), *names]),
        before=before,
        regions=() if report.metadata.region is None else (report.metadata.region,),
        years=years,
        report_year=year,
        plan=None if section.part is None else section.part is Part.PLAN,
        blanked=is_blanked(quote),
    )


def _years_by_part(report: Report, part: Part | None) -> tuple[int, ...]:
    year = report.metadata.year
    if year is None:
        return ()
    if report.metadata.kind != "government_work_report":
        return (year,)
    return {Part.PLAN: (year,), Part.REVIEW: (year - 1,), None: (year - 1, year)}[part]


def source_of(evidence: Evidence) -> Source:
    """An evidence taken apart."""
    clauses = find_clauses(evidence.quote)
    text = canonical(" ".join(clause.text for clause in clauses))
    around = f"{evidence.context}\n{evidence.before}"
    return Source(evidence, clauses, text, canonical(around), find_clauses(around))
