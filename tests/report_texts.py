"""Reports made of lines, read by the real outline."""

import hashlib
from collections.abc import Sequence

from outlines import document

from assistant.answering.reply import Reply
from assistant.query.understanding import Understanding, understand
from index.report import BlockKind, Metadata, Report
from index.structure.sections import section_tree


def report_of(
    place: str | None,
    year: int,
    *lines: str,
    kind: str = "government_work_report",
    issuer: str | None = None,
    language: str = "zh",
    items: tuple[int, ...] = (),
    headings: tuple[int, ...] = (),
) -> Report:
    """A report whose blocks are `lines`; `items` and `headings` are the places of its list items and headings."""
    parsed = document(
        *lines,
        kinds={
            **dict.fromkeys(items, (BlockKind.LIST_ITEM, 0)),
            **dict.fromkeys(headings, (BlockKind.HEADING, 1)),
        },
    )
    owner = issuer or ("国务院" if place == "全国" else f"{place}人民政府")
    metadata = Metadata(f"{year}年{place}政府工作报告", owner, place, year, kind, language)
    digest = hashlib.sha256(parsed.text.encode()).hexdigest()
    return Report(f"{place}{year}", metadata, parsed.text, digest, "test", section_tree(parsed, year), parsed.blocks)


def asking(question: str, reports: Sequence[Report]) -> tuple[Understanding, list[Report]]:
    """What an answerer is given: the question understood, and the reports in its scope."""
    understanding = understand(question, [report.metadata for report in reports])
    scope = understanding.scope
    return understanding, [report for report in reports if scope.admits(report.report_id, report.metadata, report.text)]


def said(reply: Reply | None) -> list[str]:
    """The lines of a reply, each of whose quotes is checked to stand in its report; empty where it doesn't answer."""
    if reply is None:
        return []
    for line in reply.lines:
        assert line.quotes and all(quote.text.strip() for quote in line.quotes)
    return [line.text for line in reply.lines]
