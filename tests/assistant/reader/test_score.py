"""Linear scores, and the weights that the reader comes with."""

import math

from assistant.reader.score import LinearScore, reader_weights


def test_a_score_is_the_bias_and_the_weighted_features() -> None:
    score = LinearScore({"own": 2.0, "length": -0.5}, bias=1.0)
    assert score({"own": 0.5, "length": 4.0, "unknown": 9.0}) == 0.0
    assert score.probability({"own": 0.5, "length": 4.0}) == 0.5
    assert score.probability({"own": 1e9}) < 1.0


def test_the_readers_weights_are_finite_and_no_score_is_empty() -> None:
    weights = reader_weights()
    for score in (weights.sentence, weights.span, weights.confidence):
        assert score.weights
        assert all(math.isfinite(weight) for weight in score.weights.values())
    assert weights.sentence.weights["credit"] + weights.sentence.weights["words"] > 0
    assert weights.confidence.weights["own_and_around"] > 0
