"""A run over labelled passages: the ledger of each passage's report held against its labels."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.evaluation.corpus import Corpus
from assistant.evaluation.facts import report, summary
from assistant.evaluation.facts.scoring import paired
from assistant.evaluation.facts.sets import FactSet, Labelled
from assistant.evaluation.running import Evaluation, Given, RunOptions, evaluate
from assistant.evaluation.statistics import Estimate
from assistant.records import REPORT, Progress, Record
from assistant.settings import Settings
from index.ledger.entry import Entry
from index.library import Library
from index.report import Report

WORK_REPORTS, OTHERS = "work reports", "other reports"


def evaluate_facts(
    file: Path,
    fact_set: FactSet,
    library: Library,
    settings: Settings,
    folder: Path,
    options: RunOptions,
    progress: Progress | None = None,
    refused_reports: int = 0,
) -> Evaluation:
    """Scores what is not in the folder yet, then writes summary.json and report.html. Raises WrongUsage."""
    given = Given(file, fact_set.sha256, fact_set.passages, fact_set.problems)
    return evaluate(_FactRun(library, settings), given, folder, options, progress, refused_reports)


class _FactRun:
    """The reports that passages name, each read once, with its ledger."""

    compared: Sequence[str] = summary.COMPARED

    def __init__(self, library: Library, settings: Settings) -> None:
        self.library, self.settings = library, settings
        self.corpus: Corpus | None = (corpus := Corpus(library))
        self.asked: dict[str, Any] = {}
        self._lacks = corpus.lacks
        self._ids = {source.name: each.report_id for each in library.reports() for source in each.sources}
        self._read: dict[str, tuple[Report, tuple[Entry, ...]]] = {}

    def warm_up(self) -> None:
        """No model is asked."""

    def ask(self, passage: Labelled, /) -> Record:
        """One passage's record: each fact's outcome, and the passage's own precision and recall."""
        if passage.report not in self._ids:
            return _refused(passage, f"the library has no report {passage.report}")
        report_id = self._ids[passage.report]
        if report_id not in self._read:
            self._read[report_id] = self.library.get(report_id), self.library.ledger(report_id)
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
            "kind": WORK_REPORTS if whole.metadata.is_work_report else OTHERS,
            "report": passage.report,
            "start": start,
            "end": end,
            "gold": {"facts": len(passage.facts)},
            "metrics": metrics,
            "facts": pairs,
        }

    def estimates(self, records: Sequence[Record], seed: int, /) -> dict[str, Estimate]:
        """Every metric of facts."""
        return summary.estimates(records, seed)

    def by_kind(self, records: Sequence[Record], seed: int, /) -> dict[str, dict[str, Estimate]]:
        """The same for each kind of report."""
        return summary.by_kind(records, seed)

    def told(self, passages: Sequence[Labelled], records: Sequence[Record], /) -> dict[str, Any]:
        """How many facts came out how, and the passages of reports that the library lacks."""
        return {
            "outcomes": summary.outcomes(records),
            "lacking_gold_reports": sum(self._lacks([passage.report]) for passage in passages),
        }

    def write(
        self, folder: Path, summary: dict[str, Any], _items: Sequence[Labelled], records: Sequence[Record], /
    ) -> None:
        """Writes the page."""
        report.write(folder / REPORT, summary, records)


def _refused(passage: Labelled, reason: str) -> Record:
    return {"schema_version": 1, "id": passage.id, "line": passage.line, "error": reason}
