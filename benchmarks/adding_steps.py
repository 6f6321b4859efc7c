"""What each step of adding costs a passage: parsing, cutting, figures, embedding, and the weights for Milvus.

    OMP_NUM_THREADS=1 python benchmarks/adding_steps.py REPORTS... [--embedded 200]

Processor seconds of this process, in which everything is done; what is loaded once is loaded before, by the first
report, which is then read again. `--embedded` passages are embedded, drawn evenly from all.
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from assistant.build import build_embedder
from assistant.settings import load_settings
from index.ingestion.finding import find_files
from index.ingestion.preparing import prepared, read_and_cut
from index.ingestion.reading import ReadFile, read_document
from index.ledger.entries import entries_of
from index.models.token_counting import TokenCounting
from index.parsing import Limits, parse_file
from index.store.cluster.collections import WordsRow, _weighed
from index.store.cluster.contents import searched
from index.structure.passages import indexed_text


class Steps:
    """Seconds of each step, and a reader of files whose own steps are told apart."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self.limits = Limits()

    def on(self, step: str, act: Callable[[], Any]) -> Any:
        """Does something, and counts what it takes."""
        started = time.process_time()
        done = act()
        self.seconds[step] += time.process_time() - started  # type: ignore[assignment]
        return done

    def read(self, path: Path, name: str, stated: dict[str, Any], counting: TokenCounting | None) -> ReadFile:
        """A file's document with sections, metadata and passages."""
        document = self.on("parse", lambda: parse_file(path, self.limits))
        count = None if counting is None else self.on("loaded once", counting.load)
        read: ReadFile = self.on("sections, metadata, passages", lambda: _cut(document, name, stated, count))
        return read


def _cut(document: Any, name: str, stated: dict[str, Any], count: Any) -> ReadFile:
    return read_document(document, name, stated, count, Limits())


def main() -> None:
    """Prints a line a step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", type=Path)
    parser.add_argument("--embedded", type=int, default=200)
    options = parser.parse_args()
    embedder = build_embedder(load_settings())
    files = [file for file in find_files(options.reports) if file.refusal is None]
    _all(Steps(), files[:1], embedder, 8)
    steps = Steps()
    pages, passages, characters = _all(steps, files, embedder, options.embedded)
    print(f"{len(files)} reports, {passages} passages of {characters / passages:.0f} characters, {pages} pages of PDFs")
    del steps.seconds["loaded once"]
    whole = sum(steps.seconds.values())
    for step, seconds in steps.seconds.items():
        print(f"{step}: {seconds / passages:.4f} s a passage, {seconds / whole:.0%}")
    print(f"all of it: {whole / passages:.3f} s, {passages / whole:.1f} passages a second of a core")
    if pages:
        print(f"parse: {steps.seconds['parse'] / pages:.3f} s a page")


def _all(steps: Steps, files: Sequence[Any], embedder: Any, most: int) -> tuple[int, int, int]:
    """Reads all of them: how many pages, passages and characters there are."""
    texts: list[str] = []
    pages = characters = 0
    for number, file in enumerate(files):
        reader: Any = steps
        report, cut = read_and_cut(file, f"{number:064x}", reader, {}, None, embedder.token_counting)
        new = prepared(report, {}, "originals/x", embedder, cut)
        entries = steps.on("figures", partial(entries_of, report))
        given = steps.on("tokens for Milvus", partial(searched, 0, replace(new, entries=entries)))
        steps.on("weights for Milvus", partial(_weights, given.passages))
        texts += [indexed_text(report, passage) for passage in new.passages]
        pages += len(report.page_starts)
        characters += sum(passage.end - passage.start for passage in new.passages)
    drawn = texts[:: max(len(texts) // most, 1)]
    before = steps.seconds["embedding"]
    steps.on("embedding", lambda: embedder.embed_passages(drawn))
    # As much as all of them would take.
    steps.seconds["embedding"] = before + (steps.seconds["embedding"] - before) * len(texts) / len(drawn)  # type: ignore[assignment]
    return pages, len(texts), characters


def _weights(rows: Sequence[WordsRow]) -> None:
    for row in rows:
        _weighed(row.counts, 200)


if __name__ == "__main__":
    main()
