"""The facts that a person read in a passage beside those of the ledger: which are found, and which parts are right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.evaluation.facts.matching import measures_agree, periods_agree, units_agree, values_agree
from assistant.evaluation.facts.sets import Label
from index.ledger.entry import Entry, Kind
from index.report import Metadata

PARTS = ("measure", "value", "unit", "kind", "period", "stage", "hedge", "denied", "where")
# What makes a fact right; the other parts are counted of those whose figure was found.
DECIDING = ("measure", "value", "unit")
# A person's level, flow, stock and count border on each other: money spent in a year, projects that were carried out.
AMOUNTS = frozenset({Kind.LEVEL, Kind.FLOW, Kind.STOCK, Kind.COUNT})


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the entry of its figure; `label` is None for a figure that is none, `entry` for one not read.

    `parts` says of each part that the label states whether it is right; it is empty unless both are there.
    """

    label: Label | None
    entry: Entry | None
    parts: dict[str, bool]

    @property
    def outcome(self) -> str:
        """`right`, `wrong` (found, but figure, unit or measure is another), `missed` or `extra`."""
        if self.label is None:
            return "extra"
        if self.entry is None:
            return "missed"
        return "right" if all(self.parts[part] for part in DECIDING) else "wrong"

    def to_json(self) -> dict[str, Any]:
        """As results.jsonl holds it."""
        return {
            "outcome": self.outcome,
            "parts": self.parts,
            "labelled": None if self.label is None else self.label.model_dump(mode="json", by_alias=True),
            "read": None if self.entry is None else _read(self.entry),
        }


def paired(labels: Sequence[Label], entries: Sequence[Entry], shift: int, metadata: Metadata) -> list[Pair]:
    """Labels and entries of one passage by where their figures stand, then the entries that no label has.

    `shift` is how far the passage stands behind where it was labelled. A figure is the label's where the label's first
    digit is inside it, or a sign or bracket before it: two characters at most.
    """
    left = dict(enumerate(entries))
    pairs = []
    for label in labels:
        at = label.at + shift
        place = next((n for n, entry in left.items() if entry.figure[0] - 2 <= at < entry.figure[1]), None)
        entry = None if place is None else left.pop(place)
        pairs.append(Pair(label, entry, {} if entry is None else parts_right(label, entry, metadata)))
    return [*pairs, *(Pair(None, entry, {}) for entry in left.values())]


def parts_right(label: Label, entry: Entry, metadata: Metadata) -> dict[str, bool]:
    """Whether each part that the label states is read as it says."""
    found = {
        "measure": any(measures_agree(name, label.measure) for name in (entry.measure, entry.canonical)),
        "value": values_agree((entry.low, entry.high), entry.unit, (label.low, label.high), label.unit),
        "unit": units_agree(entry.unit, label.unit),
        "kind": entry.kind is label.kind or (entry.kind in AMOUNTS and label.kind in AMOUNTS),
        "stage": ("planned" if entry.planned else "done") == label.stage,
        "hedge": entry.hedge == label.hedge,
        "denied": entry.denied is label.denied,
    }
    if label.period is not None:
        found["period"] = periods_agree(entry.period, label.period.first, label.period.last)
    # A label without a place says that it is the report's own; only a place that is stated is counted.
    if label.where:
        found["where"] = _same_place(entry.place, label.where, metadata)
    return {part: found[part] for part in PARTS if part in found}


def _same_place(read: str, labelled: str, metadata: Metadata) -> bool:
    whose = read or metadata.region or metadata.issuer or ""
    return bool(whose) and (whose in labelled or labelled in whose)


def _read(entry: Entry) -> dict[str, Any]:
    period = None if entry.period is None else {"from": entry.period.first, "to": entry.period.last}
    return {
        "figure": entry.text,
        "at": entry.figure[0],
        "low": str(entry.low),
        "high": str(entry.high),
        "unit": entry.unit,
        "measure": entry.measure,
        "canonical": entry.canonical,
        "kind": None if entry.kind is None else entry.kind.value,
        "period": period,
        "stage": "planned" if entry.planned else "done",
        "denied": entry.denied,
        "hedge": entry.hedge,
        "where": entry.place,
        "how": entry.how,
    }
