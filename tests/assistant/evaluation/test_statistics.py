"""Intervals and paired tests."""

import numpy as np
import pytest

from assistant.evaluation.statistics import Estimate, f1_of_ratios, macro_f1, mean, paired, percentile, ratio, sign_test


def test_a_mean_leaves_out_the_items_without_gold() -> None:
    estimate = mean([1.0, None, 0.0, 1.0, None, 1.0])
    assert (estimate.value, estimate.n) == (0.75, 4)
    assert estimate.low is not None and estimate.high is not None
    assert 0.0 <= estimate.low < 0.75 < estimate.high <= 1.0


def test_no_item_is_no_value() -> None:
    nothing = {"value": None, "n": 0, "low": None, "high": None}
    assert mean([None, None]).to_json() == ratio([0.0], [0.0]).to_json() == percentile([], 0.5).to_json() == nothing


def test_the_interval_is_the_binomial_one_and_the_seed_settles_it() -> None:
    values = [1.0] * 300 + [0.0] * 100
    estimate = mean(values, seed=3)
    half_width = 1.96 * np.sqrt(0.75 * 0.25 / 400)
    assert estimate.low == pytest.approx(0.75 - half_width, abs=0.006)
    assert estimate.high == pytest.approx(0.75 + half_width, abs=0.006)
    assert mean(values, seed=3) == estimate
    assert mean(values, seed=4) != estimate


def test_a_ratio_sums_before_it_divides() -> None:
    estimate = ratio([1.0, 3.0, 0.0], [1.0, 5.0, 0.0])
    assert estimate.value == pytest.approx(4 / 6) and estimate.n == 6


def test_f1_of_precision_and_recall() -> None:
    # abstained on 2 (1 rightly), 3 unanswerable: precision 1/2, recall 1/3, F1 2/5
    estimate = f1_of_ratios([1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 1.0])
    assert estimate.value == pytest.approx(0.4) and estimate.n == 4


def test_percentiles() -> None:
    values = [float(value) for value in range(101)]
    assert percentile(values, 0.5).value == 50.0
    assert percentile(values, 0.95).value == 95.0
    assert percentile([7.0], 0.95) == Estimate(7.0, 1, 7.0, 7.0)


def test_the_sign_test_is_exact() -> None:
    assert sign_test(0, 0) == 1.0
    assert sign_test(5, 0) == pytest.approx(2 / 32)
    assert sign_test(1, 8) == pytest.approx(2 * (1 + 9) / 512)
    assert sign_test(4, 4) == 1.0


def test_paired_runs() -> None:
    found = paired([1.0, 1.0, 0.5, 0.0], [0.0, 1.0, 1.0, 0.0])
    assert (found.better, found.worse, found.same, found.p) == (1, 1, 2, 1.0)
    assert found.difference.value == 0.125


def test_macro_f1_by_hand() -> None:
    hits, found, wanted = [1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0]
    none = [0.0] * 4
    estimate = macro_f1([(hits, found, wanted), (none, none, [0.0, 0.0, 0.0, 1.0]), (none, none, none)])
    assert (estimate.value, estimate.n) == (0.25, 4)
    assert macro_f1([(none, none, none)]).value is None
