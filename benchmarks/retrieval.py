"""Retrieval on one half of a visible question set: what each part of the ranking adds.

    python benchmarks/retrieval.py ncp-policy --half first [--limit 300] [--library DIR]

The first half is for choosing constants, the second for reporting. `wenju evaluate questions` measures the whole, its
answers too; this one takes the ranking apart.
"""

import argparse
import tempfile
from pathlib import Path
from typing import Any

from corpus import SHARED, questions

from assistant.build import build_library
from assistant.evaluation.questions.metrics import Ranked, context_recall, passage_recall, report_recall
from assistant.settings import load_settings
from index.library import Library
from index.report import Passage, Report
from index.search.ranking import FOR_QUESTIONS, FOR_STATEMENTS, Weights, rank
from index.store.remembered import Remembered
from index.text.tokens import tokens

WEIGHTS = {
    "BM25 alone": Weights(),
    "dense alone": Weights(bm25=0, dense=1),
    "BM25, dense .3": Weights(dense=0.43),
    "and coverage": Weights(dense=0.5, coverage=0.8),
    "and reports": Weights(dense=0.5, report=0.5),
    "for questions": FOR_QUESTIONS,
    "for statements": FOR_STATEMENTS,
}
DEPTH = 100


def curve(library: Library, items: list[dict[str, Any]]) -> None:
    """report_recall@1, @10, passage_recall@1 and context_recall@3000 for each way to weigh the parts."""
    rows: dict[str, list[tuple[bool, bool, bool, bool]]] = {name: [] for name in WEIGHTS}
    remembered = Remembered(library.root)
    for item in items:
        with remembered.transaction() as catalogue:
            snapshot = remembered.snapshot(catalogue)
            found = snapshot.found(item["question"], library._query_vectors(item["question"]), DEPTH)
            stored = catalogue.passages([candidate.key for candidate in found.candidates])
            reports = {key: remembered.report(catalogue, place.report) for key, place in stored.items()}
        texts = {report.report_id: report.text for report in reports.values()}
        gold = {report.report_id for report in reports.values() if report.sources[0].name in item["reports"]}
        for weighing, weights in WEIGHTS.items():
            order = [key for key, _ in rank(found, weights)]
            names = [reports[key].report_id for key in order]
            spans = [_ranked(reports[key], stored[key].passage) for key in order]
            rows[weighing].append(
                (
                    bool(gold) and report_recall(names, gold, 1) > 0,
                    bool(gold) and report_recall(names, gold, 10) > 0,
                    passage_recall(spans, gold, item["answers"], 1) > 0,
                    context_recall(spans, texts, item["answers"], 3000) > 0,
                )
            )
    for weighing, row in rows.items():
        values = [sum(column) / len(row) for column in zip(*row, strict=True)]
        print(
            f"{weighing}: report@1 {values[0]:.3f}  report@10 {values[1]:.3f}  "
            f"passage@1 {values[2]:.3f}  context@3000 {values[3]:.3f}  n {len(row)}"
        )
    for name in ("BM25 alone", "BM25, dense .3"):
        better = sum(new[0] > old[0] for new, old in zip(rows["for questions"], rows[name], strict=True))
        worse = sum(new[0] < old[0] for new, old in zip(rows["for questions"], rows[name], strict=True))
        print(f"for questions against {name}, report@1: better on {better}, worse on {worse}")


def _ranked(report: Report, passage: Passage) -> Ranked:
    return Ranked(report.report_id, passage.start, passage.end, report.text[passage.start : passage.end])


def main() -> None:
    """Builds the set's library unless one is given, then prints the curve."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default="cmrc-trial")
    parser.add_argument("--half", choices=("first", "second"), default="second")
    parser.add_argument("--limit", type=int, default=300)
    parser.add_argument("--library", type=Path)
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"skipped: no public test data in {SHARED}")
        return
    with tempfile.TemporaryDirectory() as folder:
        library = build_library(load_settings({}, library=options.library or Path(folder) / "library"))
        if not library.exists:
            library.add([SHARED / "qa" / options.set / "reports"])
        items = questions(SHARED / "qa" / options.set / "questions.jsonl", options.half, options.limit)
        answerable = [item for item in items if item["answerable"] and tokens(item["question"])]
        print(f"{options.set}, {options.half} half, {len(answerable)} answerable questions")
        curve(library, answerable)


if __name__ == "__main__":
    main()
