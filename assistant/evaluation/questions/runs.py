"""A run: every question asked once, scored and recorded; then the summary and the page.

A run that was killed goes on where it stopped. The same file, library, settings, seed and code give the same records,
but for the times.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant import provenance, records
from assistant.build import Assistant
from assistant.errors import WrongUsage
from assistant.evaluation import comparison
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.items import Item
from assistant.evaluation.questions import report, summary, trec
from assistant.evaluation.questions.scoring import Scored, failed, score
from assistant.evaluation.questions.sets import Dataset
from assistant.evaluation.running import (
    Evaluation,
    Half,
    Progress,
    drawn,
    finished,
    go_on,
    require_unchanged,
    summary_head,
)
from assistant.records import Record
from index.errors import UnknownReport
from index.scope import Scope

# Deep enough for context_recall@3000 over short passages, and for ten reports where few passages a report rank.
DEPTH = 50


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for. `half` keeps the first or second half in the file's order, of which `limit` draws."""

    retrieval_only: bool = False
    half: Half = "both"
    limit: int | None = None
    seed: int = 0
    trec: bool = False
    baseline: Path | None = None


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
    commit = provenance.commit()  # of the code that runs; the checkout may move on meanwhile
    started = perf_counter()
    generation = assistant.library.generation()
    with records.opened(folder, identity) as (done, output):
        asked = go_on(
            (done, output),
            items,
            dataset.problems,
            lambda item: _asked(item, assistant, corpus, options.retrieval_only),
            assistant.warm_up,
            progress,
        )
        require_unchanged(assistant.library, generation)
        found = _summary(file, items, corpus, done, identity, options)
        found |= {"commit": commit, "refused_reports": refused_reports}
        found["time"] |= {"seconds": round(perf_counter() - started, 1), "asked": asked}
        if before is not None:
            found["comparison"] = comparison.compare(done, identity, before, options.seed, summary.COMPARED)
        if options.trec:
            trec.write(folder, items, done, corpus)
        records.write_json(folder / records.SUMMARY, found)
        report.write(folder / records.REPORT, found, items, done)
    return Evaluation(folder, found)


UNSURE = "unsure"


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
        document["kind"] = document["kind"] or UNSURE
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


def _identity(dataset: Dataset, assistant: Assistant, corpus: Corpus, options: Options) -> dict[str, Any]:
    asked = {
        "retrieval_only": options.retrieval_only,
        "half": options.half,
        "limit": options.limit,
        "seed": options.seed,
    }
    return provenance.identity(assistant.settings, assistant.library, corpus.fingerprint, dataset.sha256, asked)


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
        **summary_head(file, identity, done, found, summary.by_kind(done, options.seed)),
        "items": len(items),
        "answerable": sum(item.answerable for item in items),
        "outcomes": {
            "answerable": summary.outcomes(record for record in done if record.get("answerable")),
            "unanswerable": summary.outcomes(record for record in done if record.get("answerable") is False),
        },
        "lacking_gold_reports": sum(corpus.lacks(item.reports) for item in items),
        "library": {"fingerprint": corpus.fingerprint, "reports": len(corpus)},
        "settings": identity["settings"]
        | {"retrieval_only": options.retrieval_only, "half": options.half, "limit": options.limit},
        "time": finished(),
    }
