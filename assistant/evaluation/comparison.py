"""A run beside an earlier one, item by item on the ids that both have."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.errors import WrongUsage
from assistant.evaluation.statistics import paired
from assistant.records import Record, differences, read_identity, read_records, read_summary


@dataclass(frozen=True, slots=True)
class Baseline:
    """An earlier run: its folder's name, records and summary, and what it is, as run.json says."""

    name: str
    records: list[Record]
    summary: dict[str, Any]
    identity: dict[str, Any]


def read_baseline(folder: Path, out: Path) -> Baseline:
    """The earlier run in a folder. Raises WrongUsage where there is none."""
    if folder.resolve() == out.resolve():
        raise WrongUsage(f"--baseline {folder} is the folder that --out names; compare with another run")
    found = read_records(folder)
    if not any("metrics" in record for record in found):
        raise WrongUsage(f"--baseline {folder} holds no scored item; name the folder of a finished run")
    return Baseline(folder.name, found, read_summary(folder), read_identity(folder))


def compare(
    here: Sequence[Record], identity: dict[str, Any], baseline: Baseline, seed: int, names: Sequence[str]
) -> dict[str, Any]:
    """The named metrics' paired difference, its interval and sign test, and the ids that got better and worse.

    `differs` names all in which the two runs are not the same system asked the same; `identity` is the later one's.
    `abstained_rightly` is 1 where an unanswerable item was not answered or an answerable one was;
    `not_wrong_shown` where nothing wrong was shown as an answer.
    """
    there = {record["id"]: record for record in baseline.records if "metrics" in record}
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
        "baseline": baseline.name,
        "baseline_commit": baseline.summary.get("commit"),
        "baseline_code": baseline.summary.get("code"),
        "differs": [found.to_json() for found in differences(baseline.identity, identity)],
        "common": len(same_gold),
        "other_gold": len(pairs) - len(same_gold),
        "metrics": found,
    }


def _value(record: Record, name: str) -> float | None:
    metrics = record["metrics"]
    if name == "not_wrong_shown":
        return None if "wrong_shown" not in metrics else 1 - float(metrics["wrong_shown"])
    if name != "abstained_rightly":
        value = metrics.get(name)
        return None if value is None else float(value)
    if "abstained" not in metrics:
        return None
    return float(bool(metrics["abstained"]) != record["answerable"])
