"""Retrieval and extractive answers on one half of a visible question set: what each part of the ranking adds.

    python benchmarks/retrieval.py ncp-policy --half first [--limit 300] [--library DIR]

The first half is for choosing constants, the second for reporting. Matching folds NFKC, case, spaces and punctuation.
`wenju evaluate` measures the whole; this one takes the ranking apart.
"""

import argparse
import json
import random
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

from corpus import SHARED, interval, percentile

from assistant.build import build_library
from assistant.chain import AnswerChain
from assistant.errors import WrongUsage
from assistant.settings import load_settings
from index.library import Library
from index.ranking import FOR_QUESTIONS, FOR_STATEMENTS, Weights, rank
from index.transactions import reading

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


def folded(text: str) -> str:
    """Letters and digits only, by NFKC, in lower case."""
    return "".join(character for character in unicodedata.normalize("NFKC", text).lower() if character.isalnum())


def questions(name: str, half: str, limit: int) -> list[dict[str, Any]]:
    """The questions of one half, shuffled by a fixed seed, at most `limit`."""
    lines = (SHARED / "qa" / name / "questions.jsonl").read_text("utf-8").splitlines()
    items = [json.loads(line) for line in lines]
    items = items[: len(items) // 2] if half == "first" else items[len(items) // 2 :]
    random.Random(0).shuffle(items)
    return items[:limit]


def curve(library: Library, items: list[dict[str, Any]]) -> None:
    """report_recall@1, @10, passage_recall@1 and context_recall@3000 for each way to weigh the parts."""
    rows: dict[str, list[tuple[bool, bool, bool, bool]]] = {name: [] for name in WEIGHTS}
    for item in items:
        with reading(library.root) as catalogue:
            snapshot = library._current(catalogue)
            found = snapshot.found(item["question"], library._query_vectors(item["question"]), DEPTH)
            stored = catalogue.passages([candidate.key for candidate in found.candidates])
            reports = {key: library._report(catalogue, place.report) for key, place in stored.items()}
        golds = [folded(answer) for answer in item["answers"]]
        for weighing, weights in WEIGHTS.items():
            order = [key for key, _ in rank(found, weights)]
            names = list(dict.fromkeys(reports[key].sources[0].name for key in order))
            spans = [(reports[key], stored[key].passage.start, stored[key].passage.end) for key in order]
            first = folded(spans[0][0].text[spans[0][1] : spans[0][2]]) if spans else ""
            inside = bool(names) and names[0] in item["reports"]
            rows[weighing].append(
                (
                    inside,
                    any(name in item["reports"] for name in names[:10]),
                    inside and any(gold in first for gold in golds),
                    any(gold in context for gold in golds for context in contexts(spans, 3000)),
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


def contexts(spans: list[Any], budget: int) -> list[str]:
    """The first `budget` characters of the ranked passages, neighbours joined, folded."""
    covered: dict[str, tuple[Any, list[tuple[int, int]]]] = {}
    for report, start, end in spans:
        take = min(end - start, budget)
        covered.setdefault(report.report_id, (report, []))[1].append((start, start + take))
        budget -= take
        if budget <= 0:
            break
    texts: list[str] = []
    for report, pieces in covered.values():
        pieces.sort()
        joined = [pieces[0]]
        for start, end in pieces[1:]:
            if start - joined[-1][1] <= 4:
                joined[-1] = (joined[-1][0], end)
            else:
                joined.append((start, end))
        texts.extend(folded(report.text[start:end]) for start, end in joined)
    return texts


def answers(library: Library, items: list[dict[str, Any]]) -> None:
    """quote_hit, abstention and quote validity of whole answers."""
    chain = AnswerChain(library, load_settings({}).answers)
    hits: list[float] = []
    times: list[float] = []
    valid = quotes = kept_silent = silent = 0
    for item in items:
        try:
            answer = chain.answer(item["question"])
        except WrongUsage:  # a question without a word scores 0
            hits.append(0.0)
            silent += 1
            continue
        times.append(answer.elapsed_ms)
        abstained = answer.status != "answered"
        silent += abstained
        if not item["answerable"]:
            kept_silent += abstained
            continue
        quote_text, budget = "", 400
        for citation in answer.citations[:3]:
            quote_text += folded(citation.quote[:budget]) + "\n"
            budget = max(budget - len(citation.quote), 0)
        hits.append(float(any(folded(gold) in quote_text for gold in item["answers"])))
        for citation in answer.citations:
            quotes += 1
            text = library.get(citation.report_id).text
            valid += text[citation.start : citation.end] == citation.quote
    unanswerable = len(items) - len(hits)
    if hits:
        low, high = interval(hits)
        print(f"quote_hit {sum(hits) / len(hits):.3f} [{low:.3f}, {high:.3f}] n {len(hits)}")
    print(
        f"quote_validity {valid}/{quotes}; abstained on {kept_silent} of {unanswerable} unanswerable and "
        f"{silent - kept_silent} of {len(hits)} answerable; "
        f"p50 {percentile(times, 0.5):.0f} ms, p95 {percentile(times, 0.95):.0f} ms"
    )


def main() -> None:
    """Builds the set's library unless one is given, then prints the curve and the answers' numbers."""
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
        items = questions(options.set, options.half, options.limit)
        print(f"{options.set}, {options.half} half, {len(items)} questions")
        answerable = [item for item in items if item["answerable"]]
        if answerable:
            curve(library, answerable)
        answers(library, items)


if __name__ == "__main__":
    main()
