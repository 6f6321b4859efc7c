"""From records of claims to a run's metrics: shares, F1 of each label, and which verdict each label was given."""

from collections import Counter
from collections.abc import Sequence

from assistant.checking.claims import GOLD_LABELS
from assistant.evaluation.statistics import Estimate, f1_of_ratios, macro_f1, mean, ratio
from assistant.evaluation.summing import LATENCY, latency, of_each_kind
from assistant.records import Record

VERDICTS = ("supported", "partly_supported", "refuted", "not_enough_info", "not_checkable")
DECIDING = (
    "accuracy",
    "macro_f1",
    "precision_supported",
    "recall_supported",
    *(f"f1_{label}" for label in GOLD_LABELS),
)
CLAIM_METRICS = (*DECIDING, "quote_validity", *LATENCY)
COMPARED = ("accuracy", "wrongly_supported")


def estimates(records: Sequence[Record], seed: int) -> dict[str, Estimate]:
    """Every metric of claims over the records; a claim that could not be checked counts as none of the labels."""
    scored = [record for record in records if "metrics" in record]
    gold = {label: [float(record["gold"]["label"] == label) for record in scored] for label in GOLD_LABELS}
    given = {label: [float(record["label"] == label) for record in scored] for label in GOLD_LABELS}
    hits = {
        label: [first * second for first, second in zip(gold[label], given[label], strict=True)]
        for label in GOLD_LABELS
    }
    return {
        "accuracy": mean([record["metrics"]["accuracy"] for record in scored], seed),
        "macro_f1": macro_f1([(hits[label], given[label], gold[label]) for label in GOLD_LABELS], seed),
        "precision_supported": ratio(hits["supported"], given["supported"], seed),
        "recall_supported": ratio(hits["supported"], gold["supported"], seed),
        **{f"f1_{label}": f1_of_ratios(hits[label], given[label], gold[label], seed) for label in GOLD_LABELS},
        "quote_validity": ratio([r["quotes"][0] for r in scored], [r["quotes"][1] for r in scored], seed),
        **latency(scored, seed),
    }


def by_kind(records: Sequence[Record], seed: int) -> dict[str, dict[str, Estimate]]:
    """The share of right verdicts, and of supported ones, for each kind of claim that the file tells apart."""
    found = of_each_kind(
        records,
        lambda own: {
            "accuracy": mean([record["metrics"]["accuracy"] for record in own], seed),
            "called_supported": mean([float(record["label"] == "supported") for record in own], seed),
        },
    )
    return {kind: values for kind, values in found.items() if values}


def confusion(records: Sequence[Record]) -> dict[str, dict[str, int]]:
    """How many claims of each gold label were given each of the five verdicts; `failed` ones none."""
    table: dict[str, dict[str, int]] = {}
    for label in GOLD_LABELS:
        own = [record for record in records if record.get("gold", {}).get("label") == label]
        counts = Counter(record.get("verdict", "failed") for record in own)
        table[label] = {verdict: counts[verdict] for verdict in (*VERDICTS, "failed") if counts[verdict]}
    return table
