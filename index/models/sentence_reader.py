"""Does a sentence answer a question, and with which of its words: a trained reader on `pair_encoder`.

Question and sentence are read together, so that 找工作 meets 就业. It points at a sentence and at a span of it, and
writes nothing. Trained by training/sentence_reader.py.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.models.loading import AtFirstUse
from index.models.pair_encoder import EncodedPair, encoded_pair, loaded, outputs_of

WEIGHTS = Path(__file__).with_name("sentence_reader.safetensors")
HEADS = {"answers": 1, "spans": 2}  # of the first token; of each token, where the answer starts and ends
MOST_SPAN = 40  # tokens


@dataclass(frozen=True, slots=True)
class Read:
    """How likely a sentence answers the question, in [0, 1], and its likeliest span `[start, end)` in characters."""

    chance: float
    start: int
    end: int


class SentenceReader:
    """Reads sentences for a question. The model loads at first use; safe to call from several threads."""

    def __init__(self, cache: Path = Path("~/.cache/wenju"), weights: Path = WEIGHTS) -> None:
        self._loaded = AtFirstUse(lambda: loaded(cache.expanduser(), weights, HEADS))
        self._lock = threading.Lock()

    def warm_up(self) -> None:
        """Loads the model, so that the first question need not wait. Raises EmbeddingError for damaged weights."""
        self._loaded.get()

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        """What each sentence says to the question, in their order. Raises EmbeddingError for damaged weights."""
        if not sentences:
            return []
        tokenizer, network, stated = self._loaded.get()
        with self._lock:
            pairs = [encoded_pair(tokenizer, question, sentence) for sentence in sentences]
            found: dict[int, Read] = {}
            for place, told in outputs_of(network, pairs, lambda states: _told(network, states)):
                chance = 1 / (1 + math.exp(-float(told[0, 0]) / stated["temperature"]))
                found[place] = Read(chance, *_best_span(told[:, 1], told[:, 2], pairs[place]))
        return [found[place] for place in range(len(sentences))]


def _told(network: Any, states: Any) -> Any:
    """Whether it answers, told by the first token, and where the answer starts and ends: (rows, longest, 3)."""
    import torch

    return torch.cat((network.answers(states), network.spans(states)), dim=-1)


def _best_span(starts: np.ndarray, ends: np.ndarray, row: EncodedPair) -> tuple[int, int]:
    """The likeliest pair of tokens inside the sentence, as characters of it."""
    count = len(row.spans)
    if not count:
        return 0, 0
    start, end = starts[row.first : row.first + count], ends[row.first : row.first + count]
    both = start[:, None] + end[None, :]
    allowed = np.triu(np.ones_like(both, dtype=bool)) & ~np.triu(np.ones_like(both, dtype=bool), MOST_SPAN)
    first, last = np.unravel_index(int(np.where(allowed, both, -np.inf).argmax()), both.shape)
    return row.spans[first][0], row.spans[last][1]
