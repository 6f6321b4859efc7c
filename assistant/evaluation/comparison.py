"""A run beside an earlier one, item by item on the ids that both have."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.errors import WrongUsage
from assistant.evaluation.statistics import paired
from assistant.records import Record, read_records, read_summary


def read_baseline(folder: Path, out: Path) -> tuple[Path, list[Record], dict[str, Any]]:
    """An earlier run's records and summary. Raises WrongUsage where there is none."""
    if folder.resolve() == out.resolve():
        raise WrongUsage(f"--baseline {folder} is the folder that --out names; compare with another run")
    found = read_records(folder)
    if not any("metrics" in record for record in found):
        raise WrongUsage(f"--baseline {folder} holds no scored item; name the folder of a finished run")
    return folder, found, read_summary(folder)


def compare(
    here: Sequence[Record], baseline: tuple[Path, list[Record], dict[str, Any]], seed: int, names: Sequence[str]
) -> dict[str, Any]:
    """The named metrics' paired difference, its interval and sign test, and the ids that got better and worse.

    `abstained_rightly` is 1 where an unanswerable item was not answered or an answerable one was.
    """
    folder, before, summary = baseline
    there = {record["id"]: record for record in before if "metrics" in record}
    pairs = [(record, there[record["id"]]) for record in here if "metrics" in record and record["id"] in there]
    same_gold = [(record, other) for record, other in pairs if record["gold"] == other["gold"]]
    found: dict[str, Any] = {}
    for name in names:
        values = [
            (record["id"], first, second)
            for record, other in same_gold
            if (first := _value(record, name)) is not None and (second := _value(other, name)) is not None
        ]
        if values:
            _, firsts, seconds = zip(*values, strict=True)
            found[name] = paired(firsts, seconds, seed).to_json() | {
                "better_ids": [item for item, first, second in values if first > second],
                "worse_ids": [item for item, first, second in values if first < second],
            }
    return {
        "baseline": folder.name,
        "baseline_commit": summary.get("commit"),
        "baseline_code": summary.get("code"),
        "common": len(same_gold),
        "other_gold": len(pairs) - len(same_gold),
        "metrics": found,
    }


def _value(record: Record, name: str) -> float | None:
    metrics = record["metrics"]
    if name != "abstained_rightly":
        value = metrics.get(name)
        return None if value is None else float(value)
    if "abstained" not in metrics:
        return None
    return float(bool(metrics["abstained"]) != record["answerable"])
