"""A report's facts: every paragraph read with what its section says of time and stage."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from index.facts.cells import cell_facts
from index.facts.english_words import is_plan_heading
from index.facts.english_words import own_names as company_names
from index.facts.fact import Context, Fact
from index.facts.reading import read
from index.patterns import regex
from index.report import BlockKind, Metadata, Part, Report

# Whoever changes what is read changes this: facts that were kept are read again.
FACTS_VERSION = "17"
_COMPANY_TAIL = regex(
    r"(?:股份|控股)?(?:有限)?(?:责任)?(?:公司|集团)?(?:股份有限公司)?$"
    r"|,?\s+(?:inc|corp|corporation|co|company|ltd|limited|plc|holdings|group|logistics)\b.*$",
    re.IGNORECASE,
)


def read_report(report: Report) -> Iterator[Fact]:
    """The facts of a report's prose and tables, in order; offsets count from the start of its text."""
    for block in report.blocks:
        if block.kind is BlockKind.TABLE:
            yield from cell_facts(report, block, context_at(report, block.start, block.end))
            continue
        for start, end in _within_sections(report, block.start, block.end):
            for fact in read(report.text[start:end], context_at(report, start, end)):
                yield moved(fact, start)


def _within_sections(report: Report, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A block's span cut where its sections begin: a text pasted in one piece is one block of many sections."""
    cuts = [section.start for section in report.sections if start < section.start < end]
    yield from pairwise([start, *sorted(set(cuts)), end])


def context_at(report: Report, start: int, end: int) -> Context:
    """What the place of `[start, end)` in a report says of it."""
    section = report.section_at(max(start, end - 1))
    year = report.metadata.year
    plan = None if section.part is None else section.part is Part.PLAN
    years = section.years
    if not years and year is not None and not report.metadata.is_work_report:
        years = (year,)
    opened = _opening_years(report.text[start:end], year)
    if opened and (len(years) != 1 or len(opened) > 1):
        years = opened
    if plan and _HOW_THINGS_STAND.search(report.text, start, end) is not None:
        plan, years = None, ()  # what a plan rests on is so already
    names = names_of(report)
    if report.metadata.language == "en":
        plan = plan or is_plan_heading(report.text[section.heading_start : section.heading_end])
    return Context(region=report.metadata.region, names=names, year=year, plan=plan, years=years)


# A paragraph of a plan that says what is so and stays so: 长期向好的支撑条件和基本趋势没有变.
_HOW_THINGS_STAND = regex("(?:基本面|基本趋势|支撑条件|总体态势|大势|趋势)(?:都)?没有(?:改)?变")


# A paragraph that opens with a year tells of it: 过去一年，…; 刚刚过去的2017年，….
_OPENS_WITH_YEAR = regex(r"\s*(?:刚刚过去的?|过去的?)?(?:(?P<year>(?:19|20)\d\d)年|一年|这一年|去年)(?=[，,]|是)")


# One that opens with several years tells of all of them: 2015年是收官之年。过去五年，….
_OPENS_WITH_YEARS = regex(
    r"\s*(?:(?:19|20)\d\d年是[^。]{2,24}。)?(?:刚刚过去|过去|这)的?(?P<count>[三四五六七八九十])年(?:[来里间])?(?=[，,是])"
)


def _opening_years(text: str, report_year: int | None) -> tuple[int, ...]:
    """The year or years that a paragraph opens with; none where it opens with none.

    Several are of one paragraph: of a text pasted in one piece the next may open with the years to come.
    """
    alone = "\n" not in text.strip()
    if report_year is not None and alone and (span := _OPENS_WITH_YEARS.match(text)) is not None:
        return tuple(range(report_year - "一二三四五六七八九十".index(span["count"]) - 1, report_year))
    match = _OPENS_WITH_YEAR.match(text)
    if match is None:
        return ()
    return (int(match["year"]),) if match["year"] else (report_year - 1,) if report_year is not None else ()


def names_of(report: Report) -> tuple[str, ...]:
    """What a report calls whoever gives it; an English one that states no issuer, by the company it names most."""
    named = own_names(report.metadata)
    if report.metadata.language == "en":
        named = tuple(dict.fromkeys((*named, *company_names(report.metadata.issuer, report.text))))
    return named


def own_names(metadata: Metadata) -> tuple[str, ...]:
    """What a report calls whoever gives it: its region, and a company by its whole name and without its form."""
    named = [metadata.region] if metadata.region else []
    if metadata.issuer:
        short = _COMPANY_TAIL.sub("", metadata.issuer).strip()
        named += [metadata.issuer, *([short] if len(short) > (2 if short.isascii() else 1) else [])]
    return tuple(dict.fromkeys(named))


def moved(fact: Fact, by: int) -> Fact:
    """The fact with its offsets `by` further on."""
    if not by:
        return fact
    figures = tuple(replace(figure, start=figure.start + by, end=figure.end + by) for figure in fact.figures)
    spans = {part: (start + by, end + by) for part, (start, end) in fact.spans.items()}
    return replace(
        fact, start=fact.start + by, end=fact.end + by, figures=figures, spans=spans, origin=fact.origin + by
    )
