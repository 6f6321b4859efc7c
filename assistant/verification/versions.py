"""Versions of one report: the later one counts, and a final before its draft.

Two are versions of one another where they share place, year, kind and most of their words; a draft and its final where
their titles are the same but for its being one.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from assistant.verification.reported import Reported
from index.report import Report

# Of the paragraphs of the shorter one, so many stand in both: two reports of one place and year share few.
SHARED = 0.5


_DRAFT = re.compile(r"草案|草稿|征求意见稿?|讨论稿|送审稿|审议稿|初稿|(?i:(?<![a-z])draft(?![a-z]))")


def latest(sources: Sequence[Reported]) -> tuple[list[Reported], list[tuple[Reported, Reported]]]:
    """The reports that count, in their order, and each earlier version with the later one that takes its place."""
    earlier = _drafts(sources)
    gone = {id(source) for source, _ in earlier}
    alike: dict[tuple[object, ...], list[Reported]] = defaultdict(list)
    for source in sources:
        if id(source) in gone or source.report is None or source.year is None or not source.names:
            continue
        known = source.report.metadata
        alike[known.kind, known.region, known.issuer, known.year, known.language].append(source)
    for group in alike.values():
        kept: list[Reported] = []
        for source in sorted(group, key=_added, reverse=True):
            later = next((one for one in kept if _shares(one.text, source.text)), None)
            if later is None:
                kept.append(source)
            else:
                earlier.append((source, later))
    gone = {id(source) for source, _ in earlier}
    return [source for source in sources if id(source) not in gone], earlier


def _drafts(sources: Sequence[Reported]) -> list[tuple[Reported, Reported]]:
    """Each draft whose final is there, with that.

    A title alone, such as 《2025年预算草案》, makes no draft: what has no other version stays.
    """
    finals = {
        _without_draft(source.report): source
        for source in sources
        if source.report is not None and not _is_draft(source.report)
    }
    return [
        (source, final)
        for source in sources
        if source.report is not None
        and _is_draft(source.report)
        and (final := finals.get(_without_draft(source.report))) is not None
    ]


def _is_draft(report: Report) -> bool:
    return any(_DRAFT.search(named) for named in (report.metadata.own_title, *(each.name for each in report.sources)))


def _without_draft(report: Report) -> tuple[object, ...]:
    known = report.metadata
    title = re.sub(r"[\s（()）]|" + _DRAFT.pattern, "", known.own_title)
    return (title, known.region, known.issuer, known.year, known.language)


def _added(source: Reported) -> str:
    assert source.report is not None
    return max((one.added for one in source.report.sources), default="")


def _shares(one: str, other: str) -> bool:
    mine, theirs = ({line.strip() for line in text.split("\n") if line.strip()} for text in (one, other))
    return len(mine & theirs) >= SHARED * min(len(mine), len(theirs)) > 0
