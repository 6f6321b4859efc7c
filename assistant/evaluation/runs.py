"""A run: every question asked once, scored and recorded; then the summary and the page.

A run that was killed goes on where it stopped. The same file, library, settings, seed and code give the same records,
but for the times.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any, Literal

from index.errors import UnknownReport
from index.scope import Scope

from .. import records
from ..build import Assistant
from ..errors import AssistantError, WrongUsage
from ..records import Record
from . import comparison, environment, report, summary, trec
from .corpus import Corpus
from .datasets import Dataset
from .items import Item, Problem
from .scoring import Scored, failed, score

# Deep enough for context_recall@3000 over short passages, and for ten reports where few passages a report rank.
DEPTH = 50

# The key, and the address, which may hold one; they do not change what a model writes.
SECRET = {"api_key", "base_url"}

Progress = Callable[[int, int], None]
Half = Literal["first", "second", "both"]


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for. `half` keeps the first or second half in the file's order, of which `limit` draws."""

    retrieval_only: bool = False
    half: Half = "both"
    limit: int | None = None
    seed: int = 0
    trec: bool = False
    baseline: Path | None = None


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


def evaluate_questions(
    file: Path,
    dataset: Dataset,
    assistant: Assistant,
    folder: Path,
    options: Options,
    progress: Progress | None = None,
    refused_reports: int = 0,
) -> Evaluation:
    """Runs what is not in the folder yet, then writes summary.json and report.html. Raises WrongUsage."""
    corpus = Corpus(assistant.library)
    items = drawn(dataset.items, options.half, options.limit, options.seed)
    before = None if options.baseline is None else comparison.read_baseline(options.baseline, folder)
    identity = _identity(dataset, assistant, corpus, options)
    commit = environment.commit()  # of the code that runs; the checkout may move on meanwhile
    started = perf_counter()
    generation = assistant.library.generation()
    with records.opened(folder, identity) as (done, output):
        known = {record["id"] for record in done}
        for problem in dataset.problems:
            if problem.id not in known:
                done.append(_refused(problem))
                records.append(output, done[-1])
        waiting = [item for item in items if item.id not in known]
        if waiting:
            assistant.warm_up()  # loading the model takes seconds, which no question's time should hold
        for place, item in enumerate(waiting, start=len(items) - len(waiting) + 1):
            done.append(_asked(item, assistant, corpus, options.retrieval_only))
            records.append(output, done[-1])
            if progress is not None:
                progress(place, len(items))
        if assistant.library.generation() != generation:
            raise AssistantError(
                f"the library in {assistant.library.root} was changed during the run; run it again into another folder"
            )
        found = _summary(file, items, corpus, done, identity, options)
        found["commit"] = commit
        found["refused_reports"] = refused_reports
        found["time"]["seconds"] = round(perf_counter() - started, 1)
        found["time"]["asked"] = len(waiting)
        if before is not None:
            found["comparison"] = comparison.compare(done, before, options.seed)
        if options.trec:
            trec.write(folder, items, done, corpus)
        records.write_json(folder / records.SUMMARY, found)
        report.write(folder / records.REPORT, found, items, done)
    return Evaluation(folder, found)


def drawn(items: Sequence[Item], half: Half, limit: int | None, seed: int) -> list[Item]:
    """The items of a half, or `limit` of them drawn by the seed, in the file's order."""
    middle = len(items) // 2
    items = {"first": items[:middle], "second": items[middle:], "both": items}[half]
    if limit is None or limit >= len(items):
        return list(items)
    places = sorted(random.Random(seed).sample(range(len(items)), limit))  # noqa: S311 a draw, not a secret
    return [items[place] for place in places]


def _asked(item: Item, assistant: Assistant, corpus: Corpus, retrieval_only: bool) -> Record:
    try:
        answer = None if retrieval_only else assistant.ask(item.question)
        started = perf_counter()
        passages = assistant.chain.retrieve(item.question, DEPTH)
        elapsed = (perf_counter() - started) * 1000
    except (WrongUsage, UnknownReport) as error:
        scored = failed(item, answered=not retrieval_only)
        return _record(item, {"question": item.question, "error": str(error)}, scored)
    read = assistant.chain.read_of(passages, Scope() if answer is None else answer.scope.scope)
    scored = score(item, corpus, passages, read, answer)
    if answer is None:
        document: Record = {"question": item.question, "elapsed_ms": round(elapsed, 1)}
    else:
        document = answer.to_json()
    ranking: dict[str, float] = {}
    for passage in passages:
        ranking.setdefault(corpus.text_of(passage.report_id), round(passage.score, 6))
    return _record(item, document, scored) | {"ranking": [[text[:16], value] for text, value in ranking.items()]}


def _record(item: Item, document: Record, scored: Scored) -> Record:
    """`quotes` is [standing, all]; `ranking` holds distinct reports, best first, by the start of their text's hash."""
    return {
        "id": item.id,
        **document,
        "answerable": item.answerable,
        "gold": {"answers": list(item.answers), "reports": list(item.reports)},
        **({"kind": item.kind} if item.kind else {}),
        "metrics": {name: round(value, 6) for name, value in scored.metrics.items()},
        "outcome": scored.outcome,
        "first_hit": scored.first_hit,
        "quotes": [scored.quotes_standing, scored.quotes],
    }


def _refused(problem: Problem) -> Record:
    return {"schema_version": 1, "id": problem.id, "line": problem.line, "error": problem.reason}


def _identity(dataset: Dataset, assistant: Assistant, corpus: Corpus, options: Options) -> dict[str, Any]:
    """All that the records depend on, each under a name that an error can show."""
    settings = assistant.settings
    return {
        "schema_version": 1,
        "file": dataset.sha256[:16],
        "library": corpus.fingerprint,
        "settings": {
            "answers": settings.answers.model_dump(),
            "embedding": settings.embedding.model_dump(),
            **({"llm": settings.llm.model_dump(exclude=SECRET)} if settings.llm.model else {}),
        },
        "retrieval_only": options.retrieval_only,
        "half": options.half,
        "limit": options.limit,
        "seed": options.seed,
        "code": environment.code_fingerprint(),
    }


def _summary(
    file: Path,
    items: Sequence[Item],
    corpus: Corpus,
    done: Sequence[Record],
    identity: dict[str, Any],
    options: Options,
) -> dict[str, Any]:
    found = summary.estimates(done, options.retrieval_only, options.seed)
    return {
        "schema_version": 1,
        "metrics": {name: estimate.to_json() for name, estimate in found.items()},
        "items": len(items),
        "answerable": sum(item.answerable for item in items),
        "refused": sum("error" in record for record in done),
        "refusals": [{"id": record["id"], "error": record["error"]} for record in done if "error" in record],
        "outcomes": {
            "answerable": summary.outcomes(record for record in done if record.get("answerable")),
            "unanswerable": summary.outcomes(record for record in done if record.get("answerable") is False),
        },
        "kinds": {
            kind: {name: estimate.to_json() for name, estimate in values.items()}
            for kind, values in summary.by_kind(done, options.seed).items()
        },
        "lacking_gold_reports": sum(corpus.lacks(item.reports) for item in items),
        "file": {"name": file.name, "sha256": identity["file"]},
        "library": {"fingerprint": corpus.fingerprint, "reports": len(corpus)},
        "settings": identity["settings"]
        | {"retrieval_only": options.retrieval_only, "half": options.half, "limit": options.limit},
        "seed": options.seed,
        "versions": environment.versions(),
        "code": identity["code"],
        "machine": environment.machine(),
        "time": {"finished": datetime.now(UTC).isoformat(timespec="seconds")},
    }
