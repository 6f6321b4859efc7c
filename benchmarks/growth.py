"""A library grown to a million passages: adding, opening, searching, memory and disk at each size, beside peers.

    python benchmarks/growth.py FOLDER --vectors FILE.npz [--sizes 10000 1000000] [--peers PYTHON] [--out FILE.jsonl]

FILE.npz is what `real_vectors.py` wrote. A report has 32 passages of some 60 characters of made-up words; a passage's
vector is that of a real sentence or a jittered copy of one, a query's that of a real question, so that recall says
something; nothing is embedded here. A library that lies in FOLDER already is gone on with. Each size is measured in a
process of its own (`growth_measured.py`). With `--peers`, the interpreter of an environment that has
`peers/stores.txt`, the peers get the same texts, vectors and queries at 100,000 (`peers/stores.py`).
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from corpus import ROOT
from real_vectors import Rows, jittered
from store_growth import PASSAGES, made_up

from index.store import commit, tidying, transactions
from index.store.changes import LibraryChange
from index.store.commit import Block
from index.store.made_with import made_by, made_with
from index.store.rows import NewReport

BATCH = 400  # reports of a commit while a library is filled
MEASURED = 40  # reports added at each size
COMPARED_AT = 100_000
MODEL = "a stand-in for embedding"


class StandIn:
    """Gives the vector of a query by its number; passages are never embedded."""

    name = MODEL
    fingerprint = MODEL
    dimension = 384
    max_tokens = 512
    token_counting = None

    def __init__(self, queries: Rows) -> None:
        self._queries = queries
        self._next = 0

    def embed_query(self, text: str) -> Rows:
        """The next query's vector."""
        del text
        self._next += 1
        row: Rows = self._queries[self._next % len(self._queries)]
        return row


def main() -> None:
    """Fills, measures, prints a line of JSON a measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--sizes", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    rows = bulk(options.folder / "bulk.npy", options.vectors, max(options.sizes) + 100_000)
    root = options.folder / "library"
    if not root.exists():
        root.mkdir()
        transactions.create(root, made_by(StandIn(rows)))  # type: ignore[arg-type]
    reports = made_up(PASSAGES)
    have = 0
    for size in options.sizes:
        have = filled(root, reports, rows, have, size // PASSAGES)
        have, added = measured(root, reports, rows, have)
        said = json.loads(run(sys.executable, "benchmarks/growth_measured.py", root, options.vectors, options.folder))
        say(options.out, {"size": size, "store": "Wenju", **added, **said})
        if options.peers is not None and size == COMPARED_AT:
            for peer in ("langchain-faiss", "lancedb", "chroma"):
                said = json.loads(
                    run(options.peers, "benchmarks/peers/stores.py", peer, options.folder, options.vectors)
                )
                say(options.out, {"size": size, "store": peer, **said})


def run(interpreter: Path | str, script: str, *arguments: Path | str) -> str:
    """What a script printed last."""
    done = subprocess.run(
        [str(interpreter), str(ROOT / script), *map(str, arguments)], stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip().splitlines()[-1]


def say(out: Path | None, line: dict[str, object]) -> None:
    """Prints a line, and keeps it."""
    text = json.dumps(line, ensure_ascii=False)
    print(text, flush=True)
    if out is not None:
        with out.open("a", encoding="utf-8") as file:
            file.write(text + "\n")


def bulk(file: Path, vectors: Path, count: int) -> Rows:
    """The vectors of all passages in a seeded order, on disk: a passage's id is its row's place + 1."""
    if not file.is_file():
        rows = jittered(np.load(vectors)["sentences"], count)
        order = np.random.default_rng(1).permutation(count)
        kept = np.lib.format.open_memmap(file, "w+", np.float16, rows.shape)
        for first in range(0, count, 50_000):
            kept[first : first + 50_000] = rows[order[first : first + 50_000]]
        kept.flush()
    found: Rows = np.load(file, mmap_mode="r")
    return found


def of_report(rows: Rows, number: int) -> Rows:
    """The vectors of the report with this number, from 1."""
    own = np.asarray(rows[(number - 1) * PASSAGES : number * PASSAGES], np.float32)
    found: Rows = own / np.linalg.norm(own, axis=1, keepdims=True)
    return found


def filled(root: Path, reports: Iterator[NewReport], rows: Rows, have: int, wanted: int) -> int:
    """Adds reports until there are `wanted`, in large commits, what a library that lies there has left out."""
    with transactions.reading(root) as catalogue:
        there = catalogue.count()
    while have < min(there, wanted):
        next(reports)
        have += 1
    started, first = time.process_time(), have
    while have < wanted:
        new = [next(reports) for _ in range(min(wanted - have, BATCH))]
        commit.apply(root, LibraryChange(add=tuple(new)))
        numbers = range(have + 1, have + len(new) + 1)
        keep(root, [Block(number, 0, of_report(rows, number)) for number in numbers])
        have += len(new)
        tidying.tidy(root)
        print(f"{have * PASSAGES} passages, {time.process_time() - started:.0f} s", file=sys.stderr, flush=True)
    if have > first:
        print(f"filled {(have - first) * PASSAGES} passages in {time.process_time() - started:.0f} s of processor")
    return have


def keep(root: Path, blocks: list[Block]) -> None:
    """Keeps vectors."""
    commit.keep_vectors(root, blocks, made_with(StandIn(blocks[0].rows)), None)  # type: ignore[arg-type]


def measured(root: Path, reports: Iterator[NewReport], rows: Rows, have: int) -> tuple[int, dict[str, float]]:
    """Adds reports one by one, each with its vectors and what is to be merged behind it; milliseconds of processor."""
    times: dict[str, list[float]] = {"add": [], "vectors": [], "merge": []}
    for _ in range(MEASURED):
        new = next(reports)
        have += 1
        block = [Block(have, 0, of_report(rows, have))]
        for name, act in (
            ("add", lambda: commit.apply(root, LibraryChange(add=(new,)))),  # noqa: B023 called at once
            ("vectors", lambda: keep(root, block)),  # noqa: B023 called at once
            ("merge", lambda: tidying.tidy(root)),
        ):
            started = time.process_time()
            act()
            times[name].append((time.process_time() - started) * 1000)
    whole = [sum(each) for each in zip(*times.values(), strict=True)]
    said = {f"{name}_mean": round(float(np.mean(values)), 1) for name, values in times.items()}
    return have, {**said, "add_median": round(float(np.median(times["add"])), 1), "whole_mean": float(np.mean(whole))}


if __name__ == "__main__":
    main()
