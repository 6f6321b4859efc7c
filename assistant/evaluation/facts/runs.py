"""A run over labelled passages: the ledger of each passage's report held against its labels; then summary and page.

A run that was killed goes on where it stopped, as a run over questions does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant import provenance, records
from assistant.evaluation import comparison
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.facts import report, summary
from assistant.evaluation.facts.scoring import paired
from assistant.evaluation.facts.sets import FactSet, Labelled
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
from assistant.ledger.deciding import WORK_REPORT
from assistant.records import Record
from assistant.settings import Settings
from index.ledger.entry import Entry
from index.library import Library
from index.report import Report

WORK_REPORTS, OTHERS = "work reports", "other reports"


@dataclass(frozen=True, slots=True)
class FactOptions:
    """What a run is asked for. `half` and `limit` are of the file's passages."""

    half: Half = "both"
    limit: int | None = None
    seed: int = 0
    baseline: Path | None = None


def evaluate_facts(
    file: Path,
    fact_set: FactSet,
    library: Library,
    settings: Settings,
    folder: Path,
    options: FactOptions,
    progress: Progress | None = None,
    refused_reports: int = 0,
) -> Evaluation:
    """Scores what is not in the folder yet, then writes summary.json and report.html. Raises WrongUsage."""
    corpus = Corpus(library)
    passages = drawn(fact_set.passages, options.half, options.limit, options.seed)
    before = None if options.baseline is None else comparison.read_baseline(options.baseline, folder)
    asked = {"half": options.half, "limit": options.limit, "seed": options.seed}
    identity = provenance.identity(settings, library, corpus.fingerprint, fact_set.sha256, asked)
    commit = provenance.commit()
    started = perf_counter()
    generation = library.generation()
    ledgers = _Ledgers(library)
    with records.opened(folder, identity) as run:
        scored = go_on(run, passages, fact_set.problems, ledgers.score, lambda: None, progress)
        require_unchanged(library, generation)
        done = run[0]
        found = _summary(file, passages, corpus, done, identity, options)
        found |= {"commit": commit, "refused_reports": refused_reports}
        found["time"] |= {"seconds": round(perf_counter() - started, 1), "asked": scored}
        if before is not None:
            found["comparison"] = comparison.compare(done, identity, before, options.seed, summary.COMPARED)
        records.write_json(folder / records.SUMMARY, found)
        report.write(folder / records.REPORT, found, done)
    return Evaluation(folder, found)


class _Ledgers:
    """The reports that passages name, each read once, with its ledger."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._ids = {source.name: each.report_id for each in library.reports() for source in each.sources}
        self._read: dict[str, tuple[Report, tuple[Entry, ...]]] = {}

    def score(self, passage: Labelled) -> Record:
        """One passage's record: each fact's outcome, and the passage's own precision and recall."""
        if passage.report not in self._ids:
            return _refused(passage, f"the library has no report {passage.report}")
        report_id = self._ids[passage.report]
        if report_id not in self._read:
            self._read[report_id] = self._library.get(report_id), self._library.ledger(report_id)
        whole, ledger = self._read[report_id]
        start = passage.place_in(whole.text)
        if start is None:
            return _refused(passage, f"{passage.report} has no such text; it was read otherwise when it was labelled")
        end = start + passage.end - passage.start
        inside = [entry for entry in ledger if start <= entry.figure[0] < end]
        pairs = [pair.to_json() for pair in paired(passage.facts, inside, start - passage.start, whole.metadata)]
        right = sum(pair["outcome"] == "right" for pair in pairs)
        metrics: dict[str, float] = {}
        if inside:
            metrics["precision"] = right / len(inside)
        if passage.facts:
            metrics["recall"] = right / len(passage.facts)
        return {
            "id": passage.id,
            "kind": WORK_REPORTS if whole.metadata.kind == WORK_REPORT else OTHERS,
            "report": passage.report,
            "start": start,
            "end": end,
            "gold": {"facts": len(passage.facts)},
            "metrics": metrics,
            "facts": pairs,
        }


def _refused(passage: Labelled, reason: str) -> Record:
    return {"schema_version": 1, "id": passage.id, "line": passage.line, "error": reason}


def _summary(
    file: Path,
    passages: Sequence[Labelled],
    corpus: Corpus,
    done: Sequence[Record],
    identity: dict[str, Any],
    options: FactOptions,
) -> dict[str, Any]:
    metrics = summary.estimates(done, options.seed)
    return {
        **summary_head(file, identity, done, metrics, summary.by_kind(done, options.seed)),
        "items": len(passages),
        "outcomes": summary.outcomes(done),
        "lacking_gold_reports": sum(corpus.lacks([passage.report]) for passage in passages),
        "library": {"fingerprint": corpus.fingerprint, "reports": len(corpus)},
        "settings": identity["settings"] | {"half": options.half, "limit": options.limit},
        "time": finished(),
    }
