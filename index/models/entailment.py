"""Whether one text follows from another, or contradicts it: a cross-encoder trained for natural language inference.

Off by default. Any three-way CrossEncoder of sentence-transformers will do; it is loaded from disk at first use, and
fetched only where the settings allow a download.
"""

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from index.errors import EmbeddingError

# How models name their classes, in lower-case letters alone: those of SNLI and its kin, of FEVER, and in Chinese.
_ENTAILS = frozenset({"entailment", "entail", "entails", "entailed", "supports", "supported", "蕴含", "蕴涵"})
_CONTRADICTS = frozenset({"contradiction", "contradict", "contradicts", "contradictory", "refutes", "refuted", "矛盾"})
_NEUTRAL = frozenset({"neutral", "notenoughinfo", "nei", "中立", "中性"})


class Entailment(Protocol):
    """Tells what follows from a quote. `name` is what a verdict says decided it."""

    @property
    def name(self) -> str:
        """The model's name, without the folder that it lies in."""

    def probabilities(self, claim: str, quotes: Sequence[str]) -> list[tuple[float, float]]:
        """For each quote, in order, how likely it entails the claim and how likely it contradicts it, in [0, 1]."""


class CrossEncoderEntailment:
    """An Entailment over a sentence-transformers CrossEncoder, by name or folder. Safe to share between threads."""

    def __init__(self, model: str, allow_download: bool = False) -> None:
        self._model = model
        self._allow_download = allow_download
        self._lock = threading.Lock()
        self._loaded: tuple[Any, int, int] | None = None

    @property
    def name(self) -> str:
        """The model's name; of a folder, its last part."""
        return Path(self._model).name if Path(self._model).is_dir() else self._model

    def probabilities(self, claim: str, quotes: Sequence[str]) -> list[tuple[float, float]]:
        """The model's probabilities, the quote as premise and the claim as hypothesis.

        Raises EmbeddingError where the model does not load or does not tell the three classes apart.
        """
        if not quotes:
            return []
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
            model, entails, contradicts = self._loaded
            import torch

            rows = model.predict(
                [(quote, claim) for quote in quotes],
                activation_fn=torch.nn.Softmax(dim=-1),
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return [(float(row[entails]), float(row[contradicts])) for row in rows]

    def _load(self) -> tuple[Any, int, int]:
        if not self._allow_download:
            os.environ["HF_HUB_OFFLINE"] = "1"
        from sentence_transformers import CrossEncoder

        try:
            model = CrossEncoder(self._model, device="cpu", local_files_only=not self._allow_download)
        except (OSError, ValueError) as error:
            raise EmbeddingError(
                f"the entailment model {self._model!r} is not on this machine; give the path of a cross-encoder's "
                "folder in checking.entailment, leave it empty, or set embedding.allow_download"
            ) from error
        places = label_places(model.config.id2label)
        if places is None:
            named = ", ".join(map(str, model.config.id2label.values()))
            raise EmbeddingError(
                f"the entailment model {self._model!r} has the classes {named}, not entailment, contradiction and "
                "neutral; name a model for natural language inference in checking.entailment"
            )
        return (model, *places)


def label_places(labels: Mapping[int, str]) -> tuple[int, int] | None:
    """Where a model's config puts entailment and contradiction; None unless it has just those and neutral."""
    names = {place: "".join(filter(str.isalpha, label.casefold())) for place, label in labels.items()}
    entails, contradicts, neutral = (
        [place for place, name in names.items() if name in known] for known in (_ENTAILS, _CONTRADICTS, _NEUTRAL)
    )
    if len(labels) != 3 or not len(entails) == len(contradicts) == len(neutral) == 1:
        return None
    return entails[0], contradicts[0]


def entailment_of(model: str, allow_download: bool) -> Entailment | None:
    """The entailment model that the settings name; None where they name none. Loads nothing yet."""
    return CrossEncoderEntailment(str(Path(model).expanduser()), allow_download) if model else None
