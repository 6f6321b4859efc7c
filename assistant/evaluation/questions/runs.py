"""A run over questions: each asked once and scored."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.build import Assistant
from assistant.errors import WrongUsage
from assistant.evaluation.corpus import Corpus
from assistant.evaluation.items import Item
from assistant.evaluation.questions import report, summary, trec
from assistant.evaluation.questions.scoring import Scored, failed, score
from assistant.evaluation.questions.sets import Dataset
from assistant.evaluation.running import Evaluation, Given, RunOptions, evaluate
from assistant.evaluation.statistics import Estimate
from assistant.records import REPORT, Progress, Record
from index.errors import UnknownReport
from index.scope import Scope

# Deep enough for context_recall@3000 over short passages, and for ten reports where few passages a report rank.
DEPTH = 50


@dataclass(frozen=True, slots=True)
class QuestionOptions(RunOptions):
    """What a run over questions is asked for. `trec`: qrels.txt and run.txt are written too."""

    retrieval_only: bool = False
    trec: bool = False


def evaluate_questions(
    file: Path,
    dataset: Dataset,
    assistant: Assistant,
    folder: Path,
    options: QuestionOptions,
    progress: Progress | None = None,
    refused_reports: int = 0,
) -> Evaluation:
    """Asks what is not in the folder yet, then writes summary.json and report.html. Raises WrongUsage."""
    given = Given(file, dataset.sha256, dataset.items, dataset.problems)
    return evaluate(_QuestionRun(assistant, options), given, folder, options, progress, refused_reports)


# What a record names as its question's kind where the classifier is unsure.
UNSURE = "unsure"


class _QuestionRun:
    compared: Sequence[str] = summary.COMPARED

    def __init__(self, assistant: Assistant, options: QuestionOptions) -> None:
        self._assistant = assistant
        self._retrieval_only, self._trec = options.retrieval_only, options.trec
        self._corpus = Corpus(assistant.library)
        self.library, self.settings = assistant.library, assistant.settings
        self.corpus: Corpus | None = self._corpus
        self.asked: dict[str, Any] = {"retrieval_only": options.retrieval_only}
        self.warm_up = assistant.warm_up

    def ask(self, item: Item, /) -> Record:
        """One question's record: what `wenju ask --json` gives, its golds and its metrics."""
        try:
            answer = None if self._retrieval_only else self._assistant.ask(item.question)
            started = perf_counter()
            passages = self._assistant.chain.retrieve(item.question, DEPTH)
            elapsed = (perf_counter() - started) * 1000
        except (WrongUsage, UnknownReport) as error:
            scored = failed(item, answered=not self._retrieval_only)
            return _record(item, {"question": item.question, "error": str(error)}, scored)
        read = self._assistant.chain.read_of(passages, Scope() if answer is None else answer.scope.scope)
        scored = score(item, self._corpus, passages, read, answer)
        if answer is None:
            document: Record = {"question": item.question, "elapsed_ms": round(elapsed, 1)}
        else:
            document = answer.to_json()
            document["kind"] = document["kind"] or UNSURE
        ranking: dict[str, float] = {}
        for passage in passages:
            ranking.setdefault(self._corpus.text_of(passage.report_id), round(passage.score, 6))
        return _record(item, document, scored) | {"ranking": [[text[:16], value] for text, value in ranking.items()]}

    def estimates(self, records: Sequence[Record], seed: int, /) -> dict[str, Estimate]:
        """Every metric of questions."""
        return summary.estimates(records, self._retrieval_only, seed)

    def by_kind(self, records: Sequence[Record], seed: int, /) -> dict[str, dict[str, Estimate]]:
        """A few metrics for each kind of question."""
        return summary.by_kind(records, seed)

    def told(self, items: Sequence[Item], records: Sequence[Record], /) -> dict[str, Any]:
        """How many questions came out how, and those that name reports which the library lacks."""
        return {
            "answerable": sum(item.answerable for item in items),
            "outcomes": {
                "answerable": summary.outcomes(record for record in records if record.get("answerable")),
                "unanswerable": summary.outcomes(record for record in records if record.get("answerable") is False),
            },
            "lacking_gold_reports": sum(self._corpus.lacks(item.reports) for item in items),
        }

    def write(self, folder: Path, summary: dict[str, Any], items: Sequence[Item], records: Sequence[Record], /) -> None:
        """Writes the page, and the files for other tools."""
        if self._trec:
            trec.write(folder, items, records, self._corpus)
        report.write(folder / REPORT, summary, items, records)


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
