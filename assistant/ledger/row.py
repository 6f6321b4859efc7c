"""A figure of a report as a row: its entry, its place in words, what stands there, and what other figures there are."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from assistant.citations import locator
from index.ledger.entry import Entry
from index.report import Metadata, Report

# Parts by which two figures of one measure may be told apart, and "clause": by nothing but the words around them.
FigurePart = Literal["measure", "where", "kind", "period", "stage", "base", "qualifiers", "clause"]
# Why a figure is set aside: its report has a later version, or the next year's review tells the year's result.
Reason = Literal["version", "review"]


@dataclass(frozen=True, slots=True)
class Other:
    """Another figure of the same thing, in the same report or another one; `apart` are the parts that differ."""

    report_id: str
    title: str
    source: str
    start: int
    end: int
    figure: str
    apart: tuple[FigurePart, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """As a fact's JSON has it."""
        return {
            "report_id": self.report_id,
            "title": self.title,
            "start": self.start,
            "end": self.end,
            "figure": self.figure,
            "apart": list(self.apart),
        }


@dataclass(frozen=True, slots=True)
class SetAside:
    """Why a figure does not count, and which report's does; `figure` is what that one gives, where that is another."""

    reason: Reason
    report_id: str
    title: str
    source: str
    figure: str = ""

    def to_json(self) -> dict[str, Any]:
        """As a fact's JSON has it."""
        return {"reason": self.reason, "report_id": self.report_id, "title": self.title, "figure": self.figure}


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry with its report's names, its place in words, and what stands there.

    `quote` is the clause, the report's text at `[entry.start, entry.end)`; `sentence` the sentence around it.
    `decides` is True for the one that fills the cell of its report, kind, stage and period. `apart` are the parts that
    tell it from unlike figures of its measure in its report; `differs` those of the same stage and period, there and
    in other reports.
    """

    report_id: str
    metadata: Metadata
    source: str
    entry: Entry
    locator: str
    quote: str
    sentence: str
    decides: bool = True
    apart: tuple[FigurePart, ...] = ()
    differs: tuple[Other, ...] = ()
    set_aside: SetAside | None = None

    @property
    def whose(self) -> str:
        """The place or company that the figure is of: a city's in a province's report is the city's."""
        return self.entry.place or self.metadata.region or self.metadata.issuer or ""

    def to_json(self) -> dict[str, Any]:
        """A fact as the commands print it."""
        entry = self.entry
        period = None if entry.period is None else {"from": entry.period.first, "to": entry.period.last}
        spans = {"figure": list(entry.figure)}
        if entry.measure_span is not None:
            spans["measure"] = list(entry.measure_span)
        return {
            "report_id": self.report_id,
            "title": self.metadata.title,
            "start": entry.start,
            "end": entry.end,
            "sentence": {"start": entry.sentence[0], "end": entry.sentence[1], "text": self.sentence},
            "where": self.whose,
            "measure": entry.measure,
            "canonical": entry.canonical,
            "kind": None if entry.kind is None else entry.kind.value,
            "low": number(entry.low),
            "high": number(entry.high),
            "unit": entry.unit,
            "figure": entry.text,
            "hedge": entry.hedge,
            "base": entry.base,
            "period": period,
            "stage": entry.stage.value,
            "denied": entry.denied,
            "qualifiers": list(entry.qualifiers),
            "roles": {},
            "locator": self.locator,
            "quote": self.quote,
            "spans": spans,
            "decides": self.decides,
            "apart": list(self.apart),
            "differs": [other.to_json() for other in self.differs],
            "set_aside": None if self.set_aside is None else self.set_aside.to_json(),
        }


def row_of(report: Report, entry: Entry) -> LedgerRow:
    """An entry with its quote and place."""
    return LedgerRow(
        report_id=report.report_id,
        metadata=report.metadata,
        source=report.sources[0].name,
        entry=entry,
        locator=locator(report, *entry.figure),
        quote=report.text[entry.start : entry.end],
        sentence=report.text[slice(*entry.sentence)],
    )


def number(value: Decimal) -> int | float:
    """A value as JSON writes it."""
    return int(value) if value == value.to_integral_value() else float(value)
