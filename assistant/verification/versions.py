"""Versions of one report: the later one counts, and a final before its draft.

Two are versions of one another where they share place, year, period, kind and most of their words; a draft and its
final where their titles are the same but for its being one. Later is what calls itself revised, else what is dated
later where all are dated, else what was added later.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.verification.reported import Reported
from index.patterns import regex
from index.report import Metadata, Report

# Of the paragraphs of the shorter one, so many stand in both: two reports of one place and year share few.
SHARED = 0.5


_DRAFT = regex(r"草案|草稿|征求意见稿?|讨论稿|送审稿|审议稿|初稿|(?i:(?<![a-z])draft(?![a-z]))")
_REVISED = regex(
    r"修订[版稿]|修正[版稿]|更正[版稿]|更新[版稿后]|修改稿|(?i:(?<![a-z])(?:revised|amended|corrected)(?![a-z]))"
)


def latest(sources: Sequence[Reported]) -> tuple[list[Reported], list[tuple[Reported, Reported]]]:
    """The reports that count, in their order, and each earlier version with the later one that takes its place."""
    known = {id(source.report): source for source in sources if source.report is not None}
    earlier = [(known[id(one)], known[id(later)]) for one, later in earlier_versions([*_reports(sources)])]
    gone = {id(source) for source, _ in earlier}
    return [source for source in sources if id(source) not in gone], earlier


def earlier_versions(reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Each earlier version with the later one that takes its place."""
    earlier = _drafts(reports)
    gone = {id(report) for report, _ in earlier}
    groups: dict[tuple[object, ...], list[Report]] = defaultdict(list)
    for report in reports:
        known = report.metadata
        if id(report) not in gone and known.year is not None and (known.region or known.issuer):
            groups[_same(known)].append(report)
    for group in groups.values():
        kept: list[Report] = []
        for report in _latest_first(group):
            later = next((one for one in kept if _shares(one.text, report.text)), None)
            if later is None:
                kept.append(report)
            else:
                earlier.append((report, later))
    return earlier


def may_be_versions(known: Metadata) -> tuple[object, ...]:
    """What versions of one report have in common, be they drafts or not; others can't be versions of one another."""
    return known.region, known.issuer, known.year, known.language


def _reports(sources: Sequence[Reported]) -> list[Report]:
    return [source.report for source in sources if source.report is not None]


def _same(known: Metadata) -> tuple[object, ...]:
    """What versions share beside their words: a company's second quarter is no version of its first."""
    return (*may_be_versions(known), known.kind, known.period, known.period_span, known.period_end)


def _latest_first(group: Sequence[Report]) -> list[Report]:
    dates = [report.metadata.issued or report.metadata.delivered or "" for report in group]
    dated = all(dates)

    def when(report: Report) -> tuple[bool, str, str]:
        date = report.metadata.issued or report.metadata.delivered or ""
        return _is_called(report, _REVISED), date if dated else "", _added(report)

    return sorted(group, key=when, reverse=True)


def _drafts(reports: Sequence[Report]) -> list[tuple[Report, Report]]:
    """Each draft whose final is there, with that.

    A title alone, such as 《2025年预算草案》, makes no draft: what has no other version stays.
    """
    finals = {_without_draft(report): report for report in reports if not _is_called(report, _DRAFT)}
    return [
        (report, final)
        for report in reports
        if _is_called(report, _DRAFT) and (final := finals.get(_without_draft(report))) is not None
    ]


def _is_called(report: Report, pattern: re.Pattern[str]) -> bool:
    """Whether its title or the name of one of its files says so."""
    return any(pattern.search(named) for named in (report.metadata.own_title, *(each.name for each in report.sources)))


def _without_draft(report: Report) -> tuple[object, ...]:
    title = re.sub(r"[\s（()）]|" + _DRAFT.pattern, "", report.metadata.own_title)
    return (title, *may_be_versions(report.metadata))


def _added(report: Report) -> str:
    return max((one.added for one in report.sources), default="")


def _shares(one: str, other: str) -> bool:
    mine, theirs = ({line.strip() for line in text.split("\n") if line.strip()} for text in (one, other))
    return len(mine & theirs) >= SHARED * min(len(mine), len(theirs)) > 0
