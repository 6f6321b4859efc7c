"""Drafts beside their final: where the library holds both, only the final decides a claim."""

import re
from collections.abc import Sequence

from assistant.verification.reported import Reported
from index.report import Report

_DRAFT = re.compile(r"草案|草稿|征求意见稿?|讨论稿|送审稿|审议稿|初稿|(?i:(?<![a-z])draft(?![a-z]))")


def without_drafts(sources: Sequence[Reported]) -> list[Reported]:
    """The reports without those that are named a draft and whose final, of the same title, place and year, is there.

    A title alone, such as 《2025年预算草案》, makes no draft: what has no other version stays.
    """
    finals = {
        _identity(source.report) for source in sources if source.report is not None and not _is_draft(source.report)
    }
    return [
        source
        for source in sources
        if source.report is None or not _is_draft(source.report) or _identity(source.report) not in finals
    ]


def _is_draft(report: Report) -> bool:
    return any(_DRAFT.search(named) for named in (report.metadata.own_title, *(each.name for each in report.sources)))


def _identity(report: Report) -> tuple[object, ...]:
    known = report.metadata
    title = re.sub(r"[\s（()）]|" + _DRAFT.pattern, "", known.own_title)
    return (title, known.region, known.issuer, known.year, known.language)
