"""A report's facts: every paragraph read with what its section says of time and stage."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.report import BlockKind, Part, Report

from .english_words import is_plan_heading, own_names
from .fact import Context, Fact
from .reading import read


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of a report, at `start` of its text, with its facts; their offsets count from `start`."""

    start: int
    end: int
    context: Context
    facts: tuple[Fact, ...]


def read_report(report: Report) -> Iterator[Paragraph]:
    """The paragraphs of a report with their facts, in order."""
    for block in report.blocks:
        if block.kind is BlockKind.TABLE:
            continue
        context = context_at(report, block.start, block.end)
        yield Paragraph(block.start, block.end, context, read(report.text[block.start : block.end], context))


def context_at(report: Report, start: int, end: int) -> Context:
    """What the place of `[start, end)` in a report says of it."""
    section = report.section_at(max(start, end - 1))
    year = report.metadata.year
    plan = None if section.part is None else section.part is Part.PLAN
    years = section.years
    if not years and year is not None and report.metadata.kind != "government_work_report":
        years = (year,)
    names: tuple[str, ...] = ()
    if report.metadata.language == "en":
        names = names_of(report)
        plan = plan or is_plan_heading(report.text[section.heading_start : section.heading_end])
    return Context(region=report.metadata.region, year=year, plan=plan, years=years, names=names)


def names_of(report: Report) -> tuple[str, ...]:
    """What an English report calls its own issuer, longest first."""
    return own_names(report.metadata.issuer, report.text)
