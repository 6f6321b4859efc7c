"""What the summaries of all kinds of run have alike: latency, metrics of each kind of item, limits that are kept."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from assistant.evaluation.statistics import Estimate, percentile
from assistant.records import Record

LATENCY = ("latency_p50_ms", "latency_p95_ms")
LOWER_IS_BETTER = (*LATENCY, "wrong_shown")


def latencies(records: Iterable[Record]) -> list[float]:
    """How long each item took that could be asked, in ms."""
    return [record["elapsed_ms"] for record in records if "elapsed_ms" in record]


def latency(records: Iterable[Record], seed: int) -> dict[str, Estimate]:
    """The metrics `LATENCY` over the records."""
    times = latencies(records)
    return {name: percentile(times, share, seed) for name, share in zip(LATENCY, (0.5, 0.95), strict=True)}


def of_each_kind(
    records: Sequence[Record], estimates: Callable[[Sequence[Record]], dict[str, Estimate]]
) -> dict[str, dict[str, Estimate]]:
    """Metrics over the scored records of each kind that the file tells apart, those that have a value."""
    found: dict[str, dict[str, Estimate]] = {}
    for kind in sorted({record["kind"] for record in records if record.get("kind")}):
        own = [record for record in records if record.get("kind") == kind and "metrics" in record]
        found[kind] = {name: estimate for name, estimate in estimates(own).items() if estimate.n}
    return found


def falls_short(metrics: dict[str, Any], limits: dict[str, float]) -> list[str]:
    """What falls short of its limit, in words; where lower is better, what is above it. No value falls short always."""
    short = []
    for name, limit in limits.items():
        value = metrics.get(name, {}).get("value")
        above = name in LOWER_IS_BETTER
        if value is None or (value > limit if above else value < limit):
            shown = "has no value" if value is None else f"is {value:g}"
            short.append(f"{name} {shown}, {'above' if above and value is not None else 'under'} {limit:g}")
    return short
