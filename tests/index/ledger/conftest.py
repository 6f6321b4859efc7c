"""A work report of one paragraph, read as the ledger reads it."""

from collections.abc import Callable

import pytest

from index.ledger.entries import entries_of
from index.ledger.entry import Entry
from index.report import Block, BlockKind, Metadata, Part, Report, Section


def work_report(
    text: str, part: Part | None = Part.REVIEW, years: tuple[int, ...] = (), issuer: str = "青禾县"
) -> Report:
    """The text as a part of the report of 青禾县 of 2025 that reviews 2024 or plans 2025."""
    metadata = Metadata("报告", issuer, "青禾县" if issuer == "青禾县" else None, 2025, "government_work_report")
    told = years or ((2025,) if part is Part.PLAN else (2024,))
    sections = (
        Section(0, 0, None, 0, len(text), 0, 0),
        Section(1, 1, 0, 0, len(text), 0, 0, part, told),
    )
    return Report("a" * 64, metadata, text, "", "1", sections, (Block(BlockKind.PARAGRAPH, 0, len(text)),))


@pytest.fixture
def told() -> Callable[..., tuple[Entry, ...]]:
    """The entries of a text, as its part of a report tells it."""

    def entries(
        text: str, part: Part | None = Part.REVIEW, years: tuple[int, ...] = (), issuer: str = "青禾县"
    ) -> tuple[Entry, ...]:
        return entries_of(work_report(text, part, years, issuer))

    return entries


def company_report(
    text: str, kind: str = "annual_report", year: int | None = 2024, issued: str | None = None
) -> Report:
    """The text as a report of a company of 2024, or as another report that is no work report."""
    period = str(year) if kind == "annual_report" else None
    metadata = Metadata("报告", "青禾股份有限公司", None, year, kind, period=period, issued=issued)
    section = Section(0, 0, None, 0, len(text), 0, 0)
    return Report("a" * 64, metadata, text, "", "1", (section,), (Block(BlockKind.PARAGRAPH, 0, len(text)),))


@pytest.fixture
def company() -> Callable[..., tuple[Entry, ...]]:
    """The entries of a text of a company's yearly report of 2024, or of a broker's given in July 2024."""

    def entries(text: str, kind: str = "annual_report") -> tuple[Entry, ...]:
        if kind == "research_report":
            return entries_of(company_report(text, kind, None, "2024-07-19"))
        return entries_of(company_report(text, kind))

    return entries
