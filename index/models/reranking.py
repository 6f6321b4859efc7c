"""An optional second look at the best passages: a cross-encoder that reads query and passage together.

Off by default: it costs a model run a passage. Any CrossEncoder of sentence-transformers will do; it is loaded from
disk at first use, and fetched only where the settings allow a download.
"""

import threading
from collections.abc import Sequence
from typing import Protocol

from index.models.loading import AtFirstUse, cross_encoder

# Passages that are read again; what stands below them keeps its order.
DEPTH = 30


class Reranker(Protocol):
    """Scores passages for a query."""

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the query, in [0, 1]."""


class CrossEncoderReranker:
    """A Reranker over a sentence-transformers CrossEncoder, by name or folder."""

    def __init__(self, model: str, allow_download: bool = False) -> None:
        named = cross_encoder(model, "reranker", "retrieval.reranker", allow_download)
        self._model = AtFirstUse(lambda: named.load(num_labels=1))
        self._lock = threading.Lock()

    def scores(self, query: str, texts: Sequence[str]) -> list[float]:
        """The model's scores, through the logistic function. Raises EmbeddingError where it does not load."""
        if not texts:
            return []
        model = self._model.get()
        import torch

        with self._lock:
            raw = model.predict(
                [(query, text) for text in texts],
                activation_fn=torch.nn.Sigmoid(),
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return [float(score) for score in raw]


def reranked(
    reranker: Reranker, query: str, ranking: Sequence[tuple[int, float]], texts: Sequence[str]
) -> list[tuple[int, float]]:
    """`ranking` with its first passages, whose `texts` are given, in the reranker's order; ties keep theirs.

    The scores of the rest are lowered below the last of them, so that higher stays better.
    """
    scores = reranker.scores(query, texts)
    best = sorted(((key, score) for (key, _), score in zip(ranking, scores, strict=False)), key=lambda hit: -hit[1])
    floor = best[-1][1] if best else 1.0
    return [*best, *((key, score * floor) for key, score in ranking[len(best) :])]


def reranker_of(model: str, allow_download: bool) -> Reranker | None:
    """The reranker that the settings name; None where they name none. Loads nothing yet."""
    return CrossEncoderReranker(model, allow_download) if model else None
