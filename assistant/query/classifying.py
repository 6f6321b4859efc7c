"""The kind of a question, by multinomial logistic regression over its words of asking and the encoder's vector.

The weights (question_kind_weights.npz) are made by training/question_kinds.py from worded examples. There are two sets:
one takes the vector of the question's neutral text by the default embedding model, the other does without.
"""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.query.question_features import features
from assistant.query.question_kinds import QuestionKind

WEIGHTS = "question_kind_weights.npz"
# A question of two minds is asked of both; its answerers answer only what they surely read.
_MANY, _MOST = 2, 0.75
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class KindWeights:
    """What training found. A row a feature or dimension, a column a kind; `model` is the embedder's fingerprint.

    `centre` is taken off a vector before it is weighed. Below its threshold, the probability of the best kind says
    that the kind is unsure.
    """

    kinds: tuple[QuestionKind, ...]
    features: dict[str, int]
    model: str
    centre: Floats  # (dimension,)
    by_vector: Floats  # (dimension, kinds)
    beside_vector: Floats  # (features, kinds)
    bias_beside_vector: Floats  # (kinds,)
    threshold_with_vector: float
    alone: Floats  # (features, kinds)
    bias_alone: Floats  # (kinds,)
    threshold_alone: float


def made_for(fingerprint: str) -> bool:
    """Whether the vectors of the embedder with this fingerprint are the ones that the weights were trained on."""
    return weights().model == fingerprint


def classify(question: str, vector: Floats | None) -> tuple[QuestionKind | None, float]:
    """The kind of `question`, None where it is unsure, and the probability of the likeliest kind.

    `vector` is the embedder's query vector of `question_features.neutral(question)`; None, where the library's
    embedder is not the one that `made_for` knows, leaves the words alone to tell.
    """
    chances = probabilities(question, vector)
    best = max(chances, key=lambda kind: chances[kind])
    known = weights()
    threshold = known.threshold_alone if vector is None else known.threshold_with_vector
    return (best if chances[best] >= threshold else None), chances[best]


def likely(question: str, vector: Floats | None) -> tuple[QuestionKind, ...]:
    """The kind of `question`; where it is unsure, the kinds that it may be, the likeliest first.

    They are those that together have `_MOST` of the probability, at most `_MANY`; none where more would be needed.
    """
    best, _ = classify(question, vector)
    if best is not None:
        return (best,)
    chances = probabilities(question, vector)
    ordered = sorted(chances, key=lambda kind: -chances[kind])[:_MANY]
    return tuple(ordered) if sum(chances[kind] for kind in ordered) >= _MOST else ()


def probabilities(question: str, vector: Floats | None) -> dict[QuestionKind, float]:
    """How likely each kind is; they add up to one. `vector` is as for `classify`."""
    known = weights()
    rows = [known.features[name] for name in features(question) if name in known.features]
    if vector is None:
        scores = known.bias_alone + known.alone[rows].sum(axis=0)
    else:
        scores = known.bias_beside_vector + known.beside_vector[rows].sum(axis=0)
        scores = scores + (vector - known.centre) @ known.by_vector
    odds = np.exp(scores - scores.max())
    return dict(zip(known.kinds, (odds / odds.sum()).tolist(), strict=True))


@cache
def weights() -> KindWeights:
    """The weights beside this module, read once."""
    with (files(__package__) / WEIGHTS).open("rb") as file, np.load(file, allow_pickle=False) as stored:
        return KindWeights(
            kinds=tuple(QuestionKind(name) for name in _lines(stored["kinds"])),
            features={name: row for row, name in enumerate(_lines(stored["features"]))},
            model=_lines(stored["model"])[0],
            centre=stored["centre"].astype(np.float32),
            by_vector=stored["by_vector"].astype(np.float32),
            beside_vector=stored["beside_vector"].astype(np.float32),
            bias_beside_vector=stored["bias_beside_vector"].astype(np.float32),
            threshold_with_vector=float(stored["threshold_with_vector"]),
            alone=stored["alone"].astype(np.float32),
            bias_alone=stored["bias_alone"].astype(np.float32),
            threshold_alone=float(stored["threshold_alone"]),
        )


def _lines(stored: NDArray[np.uint8]) -> list[str]:
    return stored.tobytes().decode().split("\n")
