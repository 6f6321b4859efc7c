"""From records of passages to a run's metrics: precision and recall of facts, and the share right of each part.

Resamples draw passages, since the facts of one passage are read well or badly together.
"""

from collections import Counter
from collections.abc import Sequence

from assistant.evaluation.facts.scoring import PARTS
from assistant.evaluation.statistics import Estimate, f1_of_ratios, ratio
from assistant.evaluation.summing import of_each_kind
from assistant.records import Record

FACT_METRICS = ("precision", "recall", "f1", "found", *PARTS)
COMPARED = ("precision", "recall")
OUTCOMES = ("right", "wrong", "missed", "extra")


def estimates(records: Sequence[Record], seed: int) -> dict[str, Estimate]:
    """Every metric over the records; n counts facts.

    `precision` is of the facts that were read, `recall` of those labelled, with figure, unit and measure right;
    `found` the share of labels whose figure was read; each part's is of the found labels that state it.
    """
    scored = [record for record in records if "metrics" in record]
    right = [_count(record, "right") for record in scored]
    wrong = [_count(record, "wrong") for record in scored]
    extra = [_count(record, "extra") for record in scored]
    read = [sum(each) for each in zip(right, wrong, extra, strict=True)]
    labelled = [sum(each) for each in zip(right, wrong, (_count(r, "missed") for r in scored), strict=True)]
    f1 = f1_of_ratios(right, read, labelled, seed)
    found = {
        "precision": ratio(right, read, seed),
        "recall": ratio(right, labelled, seed),
        "f1": f1,
        "found": ratio([sum(each) for each in zip(right, wrong, strict=True)], labelled, seed),
    }
    for part in PARTS:
        told = [[fact["parts"][part] for fact in record["facts"] if part in fact["parts"]] for record in scored]
        found[part] = ratio([sum(each) for each in told], [len(each) for each in told], seed)
    return found


def by_kind(records: Sequence[Record], seed: int) -> dict[str, dict[str, Estimate]]:
    """The same for each kind of report, those that have a value."""
    return of_each_kind(records, lambda own: estimates(own, seed))


def outcomes(records: Sequence[Record]) -> dict[str, dict[str, int]]:
    """How many facts of each kind of report came out how."""
    table: dict[str, Counter[str]] = {}
    for record in records:
        if "metrics" in record:
            table.setdefault(record["kind"], Counter()).update(fact["outcome"] for fact in record["facts"])
    return {kind: {name: table[kind][name] for name in OUTCOMES if table[kind][name]} for kind in sorted(table)}


def _count(record: Record, outcome: str) -> int:
    return sum(fact["outcome"] == outcome for fact in record["facts"])
