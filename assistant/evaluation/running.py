"""What runs over questions, claims and facts do alike: draw items, go on where a run stopped, sum up, compare.

A run that was killed goes on where it stopped. The same file, library, settings, seed and code give the same records,
but for the times.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Generic, Literal, Protocol, TextIO, TypeVar

from assistant import provenance, records
from assistant.errors import AssistantError
from assistant.evaluation import comparison
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.items import Problem
from assistant.evaluation.statistics import Estimate
from assistant.given_file import own_name
from assistant.records import Progress, Record
from assistant.settings import Settings
from index.library import Library

Half = Literal["first", "second", "both"]


class Identified(Protocol):
    """Something of a file that its `id` tells from the others."""

    @property
    def id(self) -> str:
        """What its record is found by."""


AnyItem = TypeVar("AnyItem", bound=Identified)
Item_contra = TypeVar("Item_contra", bound=Identified, contravariant=True)


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What a run is asked for. `half` keeps the first or second half in the file's order, of which `limit` draws."""

    half: Half = "both"
    limit: int | None = None
    seed: int = 0
    baseline: Path | None = None


@dataclass(frozen=True, slots=True)
class Given(Generic[AnyItem]):
    """A file with its SHA-256, the items that it holds, and its lines that are none."""

    file: Path
    sha256: str
    items: Sequence[AnyItem]
    problems: Sequence[Problem]


class RunKind(Protocol[Item_contra]):
    """What a run does in its own way: how an item is asked, and what the records come to."""

    settings: Settings
    library: Library
    corpus: Corpus | None
    """The reports that items are held against; None where each brings its own evidence."""
    asked: dict[str, Any]
    """What the run is asked for beyond `RunOptions`."""
    compared: Sequence[str]
    """The metrics that are compared with a baseline."""

    def warm_up(self) -> None:
        """Called before the first item: loading a model takes seconds, which no item's time should hold."""

    def ask(self, item: Item_contra, /) -> Record:
        """An item's record."""

    def estimates(self, records: Sequence[Record], seed: int, /) -> dict[str, Estimate]:
        """Every metric."""

    def by_kind(self, records: Sequence[Record], seed: int, /) -> dict[str, dict[str, Estimate]]:
        """Metrics for each kind of item."""

    def told(self, items: Sequence[Item_contra], records: Sequence[Record], /) -> dict[str, Any]:
        """What summary.json says of this kind of run alone."""

    def write(
        self, folder: Path, summary: dict[str, Any], items: Sequence[Item_contra], records: Sequence[Record], /
    ) -> None:
        """Writes the page, and what else goes into the folder."""


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


def evaluate(
    kind: RunKind[AnyItem],
    given: Given[AnyItem],
    folder: Path,
    options: RunOptions,
    progress: Progress | None = None,
    refused_reports: int = 0,
) -> Evaluation:
    """Asks what is not in the folder yet, then writes summary.json and report.html.

    `refused_reports` are those that the library could not be made of. Raises WrongUsage, AssistantError.
    """
    items = drawn(given.items, options.half, options.limit, options.seed)
    before = None if options.baseline is None else comparison.read_baseline(options.baseline, folder)
    asked = {**kind.asked, "half": options.half, "limit": options.limit, "seed": options.seed}
    fingerprint = None if kind.corpus is None else kind.corpus.fingerprint
    identity = provenance.identity(kind.settings, kind.library, fingerprint, given.sha256, asked)
    commit = provenance.commit()  # of the code that runs; the checkout may move on meanwhile
    started = perf_counter()
    generation = None if kind.corpus is None else kind.library.generation()
    with records.opened(folder, identity) as run:
        scored = go_on(run, items, given.problems, kind.ask, kind.warm_up, progress)
        if kind.corpus is not None:
            require_unchanged(kind.library, generation)
        done = run[0]
        metrics, kinds = kind.estimates(done, options.seed), kind.by_kind(done, options.seed)
        summary = {
            **summary_head(given.file, identity, done, metrics, kinds),
            "items": len(items),
            **kind.told(items, done),
            "library": None if kind.corpus is None else {"fingerprint": fingerprint, "reports": len(kind.corpus)},
            "settings": identity["settings"] | kind.asked | {"half": options.half, "limit": options.limit},
            "time": _finished() | {"seconds": round(perf_counter() - started, 1), "asked": scored},
            "commit": commit,
            "refused_reports": refused_reports,
        }
        if before is not None:
            summary["comparison"] = comparison.compare(done, identity, before, options.seed, kind.compared)
        records.write_json(folder / records.SUMMARY, summary)
        kind.write(folder, summary, items, done)
    return Evaluation(folder, summary)


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
    """Asks the items that the run has no record of, and records them; returns how many those were."""
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


def _finished() -> dict[str, Any]:
    return {"finished": datetime.now(UTC).isoformat(timespec="seconds")}
