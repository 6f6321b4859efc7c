"""Vectors as real ones lie: those of real sentences, and jittered copies of them for the bulk.

    python benchmarks/real_vectors.py FILE.npz [--sentences 6000] [--questions 400]

Random vectors say nothing of recall: in 384 dimensions each is as far from all others. So sentences of the public
reports are embedded by the product's own engine, and real questions as queries. `jittered` makes more of them: a copy
is moved by the scaled difference of two other sentences' vectors, so that the copies lie in the directions that real
ones differ in; a copy's cosine with its original is .97, that of two sentences of these reports .88 (medians).
"""

import argparse
import json
import os
import random
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
from corpus import SHARED
from numpy.typing import NDArray

from index.models.embedding import EmbeddingSettings
from index.models.engine import E5Embedder
from index.parsing import ParserProcess
from index.text.sentences import split_sentences

Rows = NDArray[np.float32]
SHIFT = 0.5  # of the difference of two sentences


def main() -> None:
    """Writes the vectors of sentences and of questions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sentences", type=int, default=6_000)
    parser.add_argument("--questions", type=int, default=400)
    options = parser.parse_args()
    chosen = random.Random(0)
    embedder = E5Embedder(EmbeddingSettings())
    asked = sorted(set(questions()))
    chosen.shuffle(asked)
    queries = np.stack([embedder.embed_query(text) for text in asked[: options.questions]])
    told = sorted(set(sentences()))
    chosen.shuffle(told)
    rows = embedder.embed_passages(told[: options.sentences])
    np.savez(options.file, sentences=rows, questions=queries)
    print(f"{len(rows)} sentences of {len(told)}, {len(queries)} questions of {len(asked)}")


def sentences() -> list[str]:
    """Sentences of 12 to 300 characters of the public reports."""
    found: list[str] = []
    reports = SHARED / "reports"
    with ParserProcess() as parser:
        for folder in ("provincial-2025", "state-council", "county-2021"):
            for path in sorted(
                path for path in (reports / folder).rglob("*") if path.suffix in (".docx", ".txt", ".html")
            ):
                text = parser.parse(path).text
                found += [text[one.start : one.end] for one in split_sentences(text, 0, len(text))]
    return [text for text in found if 12 <= len(text) <= 300]


def questions() -> list[str]:
    """The questions of the public sets in Chinese."""
    files = [SHARED / "qa" / name / "questions.jsonl" for name in ("cmrc-trial", "ncp-policy")]
    return [json.loads(line)["question"] for path in files for line in path.read_text("utf-8").splitlines()]


def jittered(rows: Rows, count: int, seed: int = 0) -> Rows:
    """`count` unit vectors: the first are `rows` themselves, the others copies of them that are moved a little."""
    generator = np.random.default_rng(seed)
    extra = max(count - len(rows), 0)
    parts = [rows[:count]]
    for first in range(0, extra, 50_000):
        size = min(50_000, extra - first)
        which, one, other = generator.integers(len(rows), size=(3, size))
        moved = rows[which] + SHIFT * (rows[one] - rows[other])
        parts.append(np.asarray(moved / np.linalg.norm(moved, axis=1, keepdims=True), np.float32))
    return np.concatenate(parts)


if __name__ == "__main__":
    main()
