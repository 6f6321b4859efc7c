"""The entries of the tables of a text, and what each of them tells."""

from decimal import Decimal

from ledger_tables import report_of

from index.ledger.entry import Entry
from index.ledger.tables import table_entries
from index.ledger.times import times_of
from index.report import BlockKind, Metadata

ENGLISH = Metadata("Report", language="en", year=2022, kind="annual_report")
CHINESE = Metadata("报告", language="zh", year=2023, kind="annual_report", period="2023", period_span="year")
MILLION = Decimal(10) ** 6


def entries(text: str, metadata: Metadata = ENGLISH) -> list[Entry]:
    """The entries of all tables of a Markdown or HTML text."""
    report = report_of(text, metadata)
    times = times_of(report)
    found: list[Entry] = []
    for number, block in enumerate(report.blocks):
        if block.kind is BlockKind.TABLE:
            found.extend(table_entries(report, number, times))
    assert all(report.text[slice(*entry.figure)] == entry.text for entry in found)
    return sorted(found, key=lambda entry: entry.figure)


def told(found: list[Entry]) -> list[tuple[str, str, Decimal, str, str]]:
    """Figure, measure, value, unit and period of each entry."""
    return [
        (
            one.text,
            one.measure,
            one.low,
            one.unit,
            ""
            if one.period is None
            else one.period.first
            if one.period.first == one.period.last
            else f"{one.period.first}/{one.period.last}",
        )
        for one in found
    ]
