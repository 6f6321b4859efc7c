"""What a search costs at 100,000 passages, questions and statements apart, beside the query's embedding.

    python benchmarks/search.py [--passages 100000] [--queries 200] [--library DIR]

The library holds random sentences of 6,000 two-character words, Zipf-like, with hashed vectors. It is kept in DIR where
one is given, so that another run need not make it again. The ask: p95 within the embedding's plus 25 ms.
`computing` is the thread's processor time, which other programs on the machine do not lengthen.
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
from corpus import percentile
from library import large_library, random_queries

from assistant.build import build_library
from assistant.settings import load_settings
from index.store.snapshot import Snapshot
from index.store.transactions import reading

DIMENSION = 384


def main() -> None:
    """Prints one line a kind of query."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=200)
    parser.add_argument("--library", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = options.library or Path(folder) / "large"
        if not library.exists():
            large_library(library, options.passages, DIMENSION)
        measure(library, options.queries)


def measure(library: Path, count: int) -> None:
    """Searches without the embedding, and embeddings alone."""
    queries = random_queries(count)
    vectors = np.random.default_rng(1).normal(size=(count, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    embedder = build_library(load_settings({}))._embedder
    embedder.embed_query("warm")
    with reading(library) as catalogue:
        snapshot = Snapshot(library, catalogue)
        print(f"{len(catalogue.passage_ids())} passages, {count} queries of a kind")
        for kind, ending in (("questions", "是多少？"), ("statements", "")):
            times, computed = [], []
            for text, vector in zip(queries, vectors, strict=True):
                started, used = time.perf_counter(), time.thread_time()
                catalogue.passages([key for key, _ in snapshot.search(text + ending, vector, 12)])
                times.append((time.perf_counter() - started) * 1000)
                computed.append((time.thread_time() - used) * 1000)
            print(
                f"search, {kind}: p50 {percentile(times, 0.5):.1f} ms, p95 {percentile(times, 0.95):.1f} ms; "
                f"of it computing p50 {percentile(computed, 0.5):.1f} ms, p95 {percentile(computed, 0.95):.1f} ms"
            )
    times = []
    for text in queries:
        started = time.perf_counter()
        embedder.embed_query(f"{text}是多少？")
        times.append((time.perf_counter() - started) * 1000)
    print(f"the query's embedding alone: p50 {percentile(times, 0.5):.1f} ms, p95 {percentile(times, 0.95):.1f} ms")


if __name__ == "__main__":
    main()
