"""Linear scores over named features. The weights are fitted by benchmarks/reader_weights.py and kept as a table."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LinearScore:
    """A bias and a weight for each feature."""

    weights: Mapping[str, float]
    bias: float = 0.0

    def __call__(self, features: Features) -> float:
        """The sum; a feature without a weight counts nothing."""
        weights = self.weights
        return self.bias + sum(weights[name] * value for name, value in features.items() if name in weights)

    def probability(self, features: Features) -> float:
        """The sum through the logistic function, in (0, 1)."""
        return 1 / (1 + exp(-max(-30.0, min(30.0, self(features)))))


@dataclass(frozen=True, slots=True)
class ReaderWeights:
    """What orders sentences, what orders spans inside them, and what tells whether there is an answer at all.

    Where a trained reader of passages points at a span, `near` is added to the scores of spans near it, and `read`
    tells whether there is an answer, from `confidence` and the reader's own chances.
    """

    sentence: LinearScore
    span: LinearScore
    confidence: LinearScore
    near: LinearScore
    read: LinearScore


@cache
def reader_weights() -> ReaderWeights:
    """The weights in weights.json beside this module."""
    document = json.loads(files("assistant.reader").joinpath("weights.json").read_text("utf-8"))
    return ReaderWeights(
        **{name: LinearScore(document[name]["weights"], document[name]["bias"]) for name in ReaderWeights.__slots__}
    )
