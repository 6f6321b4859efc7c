"""What a library costs: time and memory to add reports, search at 10,000 passages, and the parts of `wenju ask`.

    python benchmarks/library.py [--passages 10000] [--queries 200]

Adding reads the provincial reports of the public test data, or the samples without it. The library of 10,000 passages
holds them again and again, with random words between, and random unit vectors: the search itself is what is timed.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from corpus import ROOT, SHARED, percentile

ASK = """
import json, sys, time
started = time.perf_counter()
from assistant.build import build_assistant
from assistant.settings import load_settings
import sentence_transformers
imported = time.perf_counter()
assistant = build_assistant(load_settings(library=sys.argv[1]))
assistant.library.search("粮食", 1)
loaded = time.perf_counter()
passages = assistant.library.search(sys.argv[2], 12)
searched = time.perf_counter()
answer = assistant.ask(sys.argv[2])
answered = time.perf_counter()
print(json.dumps({"import": imported - started, "load": loaded - imported, "search": searched - loaded,
                  "ask (search and read)": answered - searched, "status": answer.status}))
"""


def main() -> None:
    """Prints one line a number."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        added = Path(folder) / "added"
        adding(added)
        asking(added)
        searching(Path(folder) / "large", options.passages, options.queries)


def adding(folder: Path) -> None:
    """Time and peak memory of `wenju add`, as a process of its own."""
    reports = SHARED / "reports" / "provincial-2025"
    paths = [str(path) for path in sorted(reports.glob("*.docx"))] or [str(ROOT / "samples" / "reports")]
    command = [sys.executable, "-m", "assistant.cli.program", "add", *paths, "--library", str(folder), "--json"]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    elapsed = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = json.loads(done.stdout)["files"]
    passages = sum(file["passages"] for file in files)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(
        f"add: {len(files)} files, {passages} passages in {elapsed:.1f} s ({passages / elapsed:.1f}/s, "
        f"{cpu:.1f} s of CPU), peak memory {after.ru_maxrss / 1024:.0f} MB"
    )


def asking(folder: Path) -> None:
    """A question in a fresh process, split by import, load, search, read; the median of five."""
    question = "2025年重点工作有哪些？"
    runs = []
    for _ in range(5):
        started = time.perf_counter()
        done = subprocess.run(
            [sys.executable, "-c", ASK, str(folder), question], capture_output=True, text=True, check=True, cwd=ROOT
        )
        runs.append(json.loads(done.stdout.splitlines()[-1]) | {"whole process": time.perf_counter() - started})
    for part in ("import", "load", "search", "ask (search and read)", "whole process"):
        values = [run[part] for run in runs]
        print(f"ask, {part}: median {percentile(values, 0.5):.2f} s, {min(values):.2f} to {max(values):.2f}, n 5")


def searching(folder: Path, passages: int, queries: int) -> None:
    """p50 and p95 of a search at `passages` passages, without and with the query's embedding."""
    from assistant.build import build_library
    from assistant.settings import load_settings
    from index.store.snapshot import Snapshot
    from index.store.transactions import reading

    dimension = 384
    library, queries_text = large_library(folder, passages, dimension), random_queries(queries)
    embedder = build_library(load_settings({}))._embedder
    embedder.embed_query("warm")
    vectors = np.random.default_rng(1).normal(size=(queries, dimension)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    with reading(library) as catalogue:
        snapshot = Snapshot(library, catalogue)
        count = len(catalogue.passage_ids())
        bare, embedding = [], []
        for text, vector in zip(queries_text, vectors, strict=True):
            started = time.perf_counter()
            ranking = snapshot.search(text, vector, 10)
            catalogue.passages([key for key, _ in ranking])
            bare.append((time.perf_counter() - started) * 1000)
            started = time.perf_counter()
            embedder.embed_query(text)
            embedding.append((time.perf_counter() - started) * 1000)
    whole = [one + other for one, other in zip(bare, embedding, strict=True)]
    for name, values in (("without", bare), ("with", whole)):
        print(
            f"search at {count} passages, {name} the query's embedding: p50 {percentile(values, 0.5):.1f} ms, "
            f"p95 {percentile(values, 0.95):.1f} ms, n {len(values)}"
        )


def large_library(folder: Path, passages: int, dimension: int) -> Path:
    """A library of random sentences of report words, with hashed vectors."""
    sys.path.insert(0, str(ROOT / "tests"))
    from fakes import HashingEmbedder

    from index.library import Library

    generator, words, weights = _vocabulary()
    source = folder.with_name("sources")
    source.mkdir(parents=True)
    for number in range(passages // 50):
        lines = ["".join(generator.choices(words, weights, k=220)) + "。" for _ in range(50)]
        (source / f"{number}.txt").write_text("\n\n".join([f"第{number}号报告", *lines]), "utf-8")
    Library(folder, HashingEmbedder(dimension=dimension)).add([source])
    return folder


def random_queries(count: int) -> list[str]:
    """Queries of six of the words that `large_library` is made of."""
    generator, words, weights = _vocabulary()
    return ["".join(generator.choices(words, weights, k=6)) for _ in range(count)]


def _vocabulary() -> tuple[random.Random, list[str], list[float]]:
    generator = random.Random(0)
    words = [chr(generator.randrange(0x4E00, 0x5E00)) + chr(generator.randrange(0x4E00, 0x5E00)) for _ in range(6000)]
    return generator, words, [1 / (rank + 10) for rank in range(len(words))]


if __name__ == "__main__":
    main()
