"""How long passages should be, whether they carry title and headings, and whether a hit is widened before it is read.

    python benchmarks/passage_size.py ncp-policy --half first [--questions 100] [--distractors 100] [--library DIR]
                                      [--sizes 150,300,480] [--headers yes,no]

Cuts the documents of some questions, and as many that none asks of, into passages of each size; embeds and indexes
them in memory, with title and section path in front or without; ranks as the library does; and judges the hits as they
stand and widened by 300 characters on either side inside their section. The first half is for choosing, the second
for reporting. Embedding is what costs, so by default a sample is taken; rows are kept by the text's hash.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from corpus import SHARED, questions
from peers import CachedEmbedder

from assistant.build import build_library
from assistant.evaluation.questions.metrics import Ranked, context_recall, passage_recall, report_recall
from assistant.evaluation.statistics import mean, paired
from assistant.settings import load_settings
from index.library import Library
from index.models.embedding import Embedder, EmbeddingSettings, SentenceTransformerEmbedder
from index.report import Passage, Report
from index.search.legs import DEPTH
from index.search.query_terms import query_terms
from index.search.ranking import PassageCandidate, SearchFindings, rank, weights_for
from index.store.lexical import LexicalEntry, LexicalIndex
from index.store.snapshot import report_entry
from index.store.transactions import reading
from index.structure.passages import TOKENS, header_of, make_passages

METRICS = ("report_recall@1", "passage_recall@1", "context_recall@3000")
WIDENED = 300  # characters on either side, as the reader's window

Scores = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to make passages: tokens at most, and whether title and section path stand in front."""

    tokens: int
    header: bool


class Index:
    """The passages of a cut, embedded and indexed in memory, ranked as a library ranks its own."""

    def __init__(self, reports: Sequence[Report], cut: Cut, embedder: Embedder, cache: CachedEmbedder) -> None:
        self._cache = cache
        self.passages: list[tuple[int, Passage]] = [
            (number, passage)
            for number, report in enumerate(reports)
            for passage in make_passages(report, embedder.count_tokens, cut.tokens)
        ]
        entries = [
            LexicalEntry(key, number, _text(reports[number], passage), _header(reports[number], passage, cut))
            for key, (number, passage) in enumerate(self.passages)
        ]
        self._rows = cache.embed([f"{entry.header}{entry.text}" for entry in entries], "passage")
        self._lexical = LexicalIndex.in_memory(entries)
        self._whole = LexicalIndex.in_memory(report_entry(number, report) for number, report in enumerate(reports))

    def search(self, query: str) -> list[tuple[int, Passage]]:
        """The passages that either leg finds, best first, with their reports' numbers."""
        terms = query_terms(query)
        cosines = self._rows @ self._cache.embed([query], "query")[0]
        nearest = [int(key) for key in np.argsort(-cosines, kind="stable")[:DEPTH]]
        hits = {hit.key: hit for hit in self._lexical.search(terms, DEPTH)}
        only_dense = [key for key in nearest if key not in hits]
        hits |= {hit.key: hit for hit in self._lexical.search(terms, len(only_dense), keys=only_dense)}
        candidates = tuple(
            PassageCandidate(key, hit.report, float(cosines[key]), hit.score, hit.header, hit.text)
            for key, hit in hits.items()
        )
        inside = sorted({candidate.report for candidate in candidates})
        whole = {hit.key: hit.score for hit in self._whole.search(terms, len(inside), keys=inside)}
        idf = self._lexical.term_weights(terms)
        found = SearchFindings(candidates, whole, {term: weight * idf[term] for term, weight in terms.items()})
        return [self.passages[key] for key, _ in rank(found, weights_for(query, found.candidates))]


def _text(report: Report, passage: Passage) -> str:
    return report.text[passage.start : passage.end]


def _header(report: Report, passage: Passage, cut: Cut) -> str:
    header = header_of(report, report.sections[passage.section]) if cut.header else ""
    return f"{header}\n" if header else ""


def sampled(library: Library, items: Sequence[dict[str, Any]], distractors: int) -> tuple[list[Report], dict[str, int]]:
    """The questions' reports and `distractors` others, drawn by a fixed seed; and the number that each file has."""
    wanted = {name for item in items for name in item["reports"]}
    with reading(library.root) as catalogue:
        stored = catalogue.reports()
        gold = [entry for entry in stored if any(source.name in wanted for source in entry.sources)]
        others = [entry for entry in stored if entry not in gold]
        chosen = [*gold, *random.Random(0).sample(others, min(distractors, len(others)))]
        numbers = {source.name: place for place, entry in enumerate(chosen) for source in entry.sources}
        return [catalogue.report(entry.number) for entry in chosen], numbers


def judged(
    found: Sequence[tuple[int, Passage]], reports: Sequence[Report], item: dict[str, Any], gold: set[str], widen: int
) -> Iterator[float]:
    """The metrics of one item, in the order of METRICS, with each passage widened inside its section."""
    ranked = []
    for number, passage in found:
        report = reports[number]
        low, high = report.own_span(report.sections[passage.section])
        start, end = max(passage.start - widen, min(low, passage.start)), min(passage.end + widen, high)
        end = max(end, passage.end)
        ranked.append(Ranked(str(number), start, end, report.text[start:end]))
    texts = {passage.report: reports[int(passage.report)].text for passage in ranked}
    yield report_recall([passage.report for passage in ranked], gold, 1)
    yield passage_recall(ranked, gold, item["answers"], 1)
    yield context_recall(ranked, texts, item["answers"], 3000)


def print_row(cut: Cut, widen: int, passages: int, scores: Scores, current: Scores | None) -> None:
    """A row of the Markdown table, with the difference to the first row item by item."""
    cells = []
    for metric in METRICS:
        found = mean(scores[metric])
        cell = f"{found.value:.3f} [{found.low:.3f}, {found.high:.3f}]"
        if current is not None:
            compared = paired(scores[metric], current[metric])
            cell += f" ({compared.better}/{compared.worse}, p {compared.p:.2g})"
        cells.append(cell)
    label = f"{cut.tokens} | {'yes' if cut.header else 'no'} | {f'±{widen}' if widen else 'no'}"
    print(f"| {label} | {passages} | " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    """Prints a Markdown table; its first row is how the library cuts now."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", default="cmrc-trial", choices=("ncp-policy", "cmrc-trial"))
    parser.add_argument("--half", choices=("first", "second"), default="second")
    parser.add_argument("--questions", type=int, default=100, help="questions, drawn by a fixed seed")
    parser.add_argument("--distractors", type=int, default=100, help="documents that none of the questions is about")
    parser.add_argument("--sizes", default="150,300,480", help="tokens at most, with commas between")
    parser.add_argument("--headers", default="yes,no", help="whether title and section path stand in front")
    parser.add_argument("--library", type=Path, help="folder of the set's library, already built")
    options = parser.parse_args()
    if not SHARED.is_dir():
        print(f"skipped: no public test data in {SHARED}")
        return
    folder = SHARED / "qa" / options.set
    items = [
        item for item in questions(folder / "questions.jsonl", options.half, options.questions) if item["answerable"]
    ]
    with tempfile.TemporaryDirectory() as temporary:
        settings = load_settings({}, library=options.library or Path(temporary) / "library")
        library = build_library(settings)
        if not library.exists:
            library.add([folder / "reports"])
        reports, numbers = sampled(library, items, options.distractors)
        cache = Path(settings.cache).expanduser()
        embedder = SentenceTransformerEmbedder(EmbeddingSettings(cache=cache))
        rows = CachedEmbedder(embedder, cache / "peers.sqlite")
        asked = {
            Cut(int(size), header == "yes")
            for size in options.sizes.split(",")
            for header in options.headers.split(",")
        }
        now = Cut(TOKENS, True)
        print(f"{options.set}, {options.half} half, n {len(items)}, {len(reports)} documents\n")
        print("| tokens | header | widened | passages | " + " | ".join(METRICS) + " |")
        print("|---" * (len(METRICS) + 4) + "|")
        current: Scores | None = None
        for cut in [now, *sorted(asked - {now}, key=lambda one: (-one.tokens, not one.header))]:
            made = Index(reports, cut, embedder, rows)
            rankings = [made.search(item["question"]) for item in items]
            for widen in (0, WIDENED):
                scores: Scores = {metric: [] for metric in METRICS}
                for item, found in zip(items, rankings, strict=True):
                    gold = {str(numbers[name]) for name in item["reports"]}
                    for metric, value in zip(METRICS, judged(found, reports, item, gold, widen), strict=True):
                        scores[metric].append(value)
                print_row(cut, widen, len(made.passages), scores, current)
                current = current or scores


if __name__ == "__main__":
    main()
