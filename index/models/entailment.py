"""Whether one text follows from another, or contradicts it: a cross-encoder trained for natural language inference.

Off by default. Any three-way CrossEncoder of sentence-transformers will do; it is loaded from disk at first use, and
fetched only where the settings allow a download.
"""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from index.errors import EmbeddingError
from index.models.loading import AtFirstUse, LocalModel, cross_encoder

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
        self._named = cross_encoder(model, "entailment model", "checking.entailment", allow_download)
        self._model = AtFirstUse(lambda: _with_places(self._named))
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name; of a folder, its last part."""
        folder = Path(self._named.name)
        return folder.name if folder.is_dir() else self._named.name

    def probabilities(self, claim: str, quotes: Sequence[str]) -> list[tuple[float, float]]:
        """The model's probabilities, the quote as premise and the claim as hypothesis.

        Raises EmbeddingError where the model does not load or does not tell the three classes apart.
        """
        if not quotes:
            return []
        model, entails, contradicts = self._model.get()
        import torch

        with self._lock:
            rows = model.predict(
                [(quote, claim) for quote in quotes],
                activation_fn=torch.nn.Softmax(dim=-1),
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        return [(float(row[entails]), float(row[contradicts])) for row in rows]


class CrossEncoderSupport:
    """How likely a quote bears a claim out, by any sentence-transformers CrossEncoder, by name or folder.

    Of three classes entailment counts, of two the one called supported or else the second, of one its sigmoid. Safe to
    share between threads.
    """

    def __init__(self, model: str, allow_download: bool = False) -> None:
        self._named = cross_encoder(model, "fact-checking model", "checking.judge", allow_download)
        self._model = AtFirstUse(self._named.load)
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The model's name; of a folder, its last part."""
        folder = Path(self._named.name)
        return folder.name if folder.is_dir() else self._named.name

    def probabilities(self, claim: str, quotes: Sequence[str]) -> list[float]:
        """For each quote, in order, in [0, 1]. Raises EmbeddingError where the model does not load."""
        if not quotes:
            return []
        model = self._model.get()
        import torch

        labels = dict(model.config.id2label)
        activation = torch.nn.Sigmoid() if len(labels) == 1 else torch.nn.Softmax(dim=-1)
        with self._lock:
            rows = model.predict(
                [(quote, claim) for quote in quotes],
                activation_fn=activation,
                show_progress_bar=False,
                convert_to_numpy=True,
            )
        if len(labels) == 1:
            return [float(row) for row in rows.reshape(-1)]
        column = support_place(labels)
        return [float(row[column]) for row in rows]


def support_place(labels: Mapping[int, str]) -> int:
    """Which class says that the claim is borne out: the one that is called so, else the last."""
    places = label_places(labels)
    if places is not None:
        return places[0]
    names = {place: "".join(filter(str.isalpha, label.casefold())) for place, label in labels.items()}
    return next((place for place, name in names.items() if name in _ENTAILS), max(labels))


def _with_places(named: LocalModel) -> tuple[Any, int, int]:
    """The model, and which of its columns are entailment and contradiction."""
    model = named.load()
    places = label_places(model.config.id2label)
    if places is None:
        classes = ", ".join(map(str, model.config.id2label.values()))
        raise EmbeddingError(
            f"the entailment model {named.name!r} has the classes {classes}, not entailment, contradiction and "
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
    return CrossEncoderEntailment(model, allow_download) if model else None
