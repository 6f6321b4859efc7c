"""What runs over questions and runs over claims do alike: draw items, go on where a run stopped, head a summary."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol, TextIO, TypeVar

from assistant import provenance, records
from assistant.errors import AssistantError
from assistant.evaluation.items import Problem
from assistant.evaluation.statistics import Estimate
from assistant.given_file import own_name
from assistant.records import Record
from index.library import Library

Progress = Callable[[int, int], None]
Half = Literal["first", "second", "both"]


class Identified(Protocol):
    """Something of a file that its `id` tells from the others."""

    @property
    def id(self) -> str:
        """What its record is found by."""


AnyItem = TypeVar("AnyItem", bound=Identified)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A finished run: its folder, the summary as summary.json holds it, and how many inputs were refused."""

    folder: Path
    summary: dict[str, Any] = field(repr=False)

    @property
    def metrics(self) -> dict[str, dict[str, Any]]:
        """Each metric's value, n, low and high."""
        return dict(self.summary["metrics"])

    @property
    def refused(self) -> int:
        """How many entries of the file were no items, or could not be asked."""
        return int(self.summary["refused"])

    def to_json(self) -> dict[str, Any]:
        """What `wenju evaluate --json` prints."""
        return self.summary


def drawn(items: Sequence[AnyItem], half: Half, limit: int | None, seed: int) -> list[AnyItem]:
    """The items of a half, or `limit` of them drawn by the seed, in the file's order."""
    middle = len(items) // 2
    items = {"first": items[:middle], "second": items[middle:], "both": items}[half]
    if limit is None or limit >= len(items):
        return list(items)
    places = sorted(random.Random(seed).sample(range(len(items)), limit))  # noqa: S311 a draw, not a secret
    return [items[place] for place in places]


def go_on(
    run: tuple[list[Record], TextIO],
    items: Sequence[AnyItem],
    problems: Sequence[Problem],
    ask: Callable[[AnyItem], Record],
    warm_up: Callable[[], None],
    progress: Progress | None,
) -> int:
    """Asks the items that the run has no record of, and records them; returns how many those were.

    `warm_up` is called before the first: loading a model takes seconds, which no item's time should hold.
    """
    done, output = run
    known = {record["id"] for record in done}
    for problem in problems:
        if problem.id not in known:
            done.append({"schema_version": 1, "id": problem.id, "line": problem.line, "error": problem.reason})
            records.append(output, done[-1])
    waiting = [item for item in items if item.id not in known]
    if waiting:
        warm_up()
    for place, item in enumerate(waiting, start=len(items) - len(waiting) + 1):
        done.append(ask(item))
        records.append(output, done[-1])
        if progress is not None:
            progress(place, len(items))
    return len(waiting)


def require_unchanged(library: Library, generation: int | None) -> None:
    """Raises AssistantError where the library is of another generation than when the run began."""
    if library.generation() != generation:
        raise AssistantError(
            f"the library in {library.root} was changed during the run; run it again into another folder"
        )


def summary_head(
    file: Path,
    identity: dict[str, Any],
    done: Sequence[Record],
    metrics: Mapping[str, Estimate],
    kinds: Mapping[str, Mapping[str, Estimate]],
) -> dict[str, Any]:
    """What summary.json says of every run."""
    return {
        "schema_version": 1,
        "metrics": {name: estimate.to_json() for name, estimate in metrics.items()},
        "kinds": {
            kind: {name: estimate.to_json() for name, estimate in values.items()} for kind, values in kinds.items()
        },
        "refused": sum("error" in record for record in done),
        "refusals": [{"id": record["id"], "error": record["error"]} for record in done if "error" in record],
        "file": {"name": own_name(file), "sha256": identity["file"]},
        "seed": identity["seed"],
        "embedding": identity["embedding"],
        "weights": identity["weights"],
        "versions": identity["versions"],
        "code": identity["code"],
        "machine": provenance.machine(),
    }


def finished() -> dict[str, Any]:
    """When the run ended, for its `time`."""
    return {"finished": datetime.now(UTC).isoformat(timespec="seconds")}
