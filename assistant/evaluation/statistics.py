"""From items to a set: means and ratios with bootstrap intervals, percentiles, and paired tests.

Every mean is a ratio of sums over items, so that one set of resamples serves all: an item that a metric leaves out adds
nothing to either sum. Resamples draw items, with a seed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb

import numpy as np
import numpy.typing as npt

RESAMPLES = 2_000
LEVEL = 0.95
# Bounds the weights held at once: 2,000 resamples of 100,000 items would take 1.6 GB.
_CELLS = 4_000_000

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A metric's value over n items with its 95 % bootstrap interval; all None where no item counts."""

    value: float | None
    n: int
    low: float | None
    high: float | None

    def to_json(self) -> dict[str, float | int | None]:
        """As summary.json holds it."""
        return {"value": _rounded(self.value), "n": self.n, "low": _rounded(self.low), "high": _rounded(self.high)}


@dataclass(frozen=True, slots=True)
class Paired:
    """A metric here minus there, item by item: how many are better, worse and alike, and a two-sided sign test.

    For metrics that are 0 or 1 the sign test is McNemar's exact test.
    """

    difference: Estimate
    better: int
    worse: int
    same: int
    p: float

    def to_json(self) -> dict[str, float | int | None]:
        """As summary.json holds it."""
        counts = {"better": self.better, "worse": self.worse, "same": self.same}
        return {**self.difference.to_json(), **counts, "p": float(f"{self.p:.4g}")}


def mean(values: Sequence[float | None], seed: int = 0) -> Estimate:
    """The mean of the values that there are, with its interval."""
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    return ratio(known, np.ones(len(known)), seed)


def ratio(above: Sequence[float] | Floats, below: Sequence[float] | Floats, seed: int = 0) -> Estimate:
    """The sum of `above` by the sum of `below`, both one number an item; n is the sum of `below`."""
    top, bottom = np.asarray(above, dtype=np.float64), np.asarray(below, dtype=np.float64)
    total = bottom.sum()
    if not total:
        return Estimate(None, 0, None, None)
    tops, bottoms = _resampled(np.stack([top, bottom], axis=1), seed).T
    counted = bottoms > 0
    low, high = _interval(tops[counted] / bottoms[counted])
    return Estimate(float(top.sum() / total), round(float(total)), low, high)


def f1_of_ratios(hits: Sequence[float], found: Sequence[float], wanted: Sequence[float], seed: int = 0) -> Estimate:
    """F1 of the precision hits / found and the recall hits / wanted: twice the hits by found + wanted.

    n is the number of items that are found or wanted.
    """
    estimate = ratio(2 * np.asarray(hits, dtype=np.float64), np.add(found, wanted), seed)
    n = sum(1 for first, second in zip(found, wanted, strict=True) if first or second)
    return Estimate(estimate.value, n, estimate.low, estimate.high)


def macro_f1(labels: Sequence[tuple[Sequence[float], Sequence[float], Sequence[float]]], seed: int = 0) -> Estimate:
    """The mean of the labels' F1, each from (hits, found, wanted), one number an item; one that is in neither is 0.

    A label that no item wants is left out of the mean. n is the number of items.
    """
    wanted = [entry for entry in labels if sum(entry[2])]
    if not wanted:
        return Estimate(None, 0, None, None)
    columns = [column for hits, found, gold in wanted for column in (2 * np.asarray(hits), np.add(found, gold))]
    sums = _resampled(np.stack(columns, axis=1).astype(np.float64), seed)
    whole = np.stack(columns, axis=1).sum(axis=0)
    low, high = _interval(_mean_of_ratios(sums))
    return Estimate(float(_mean_of_ratios(whole[None, :])[0]), len(wanted[0][0]), low, high)


def _mean_of_ratios(sums: Floats) -> Floats:
    tops, bottoms = sums[:, ::2], sums[:, 1::2]
    return np.asarray(np.divide(tops, bottoms, out=np.zeros_like(tops), where=bottoms > 0).mean(axis=1))


def percentile(values: Sequence[float], share: float, seed: int = 0) -> Estimate:
    """The value at `share` of the sorted values (linear between two), with its interval."""
    if not values:
        return Estimate(None, 0, None, None)
    known = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(seed)
    found = []
    for count in _batches(len(known)):
        drawn = known[generator.integers(0, len(known), size=(count, len(known)))]
        found.append(np.quantile(drawn, share, axis=1))
    low, high = _interval(np.concatenate(found))
    return Estimate(float(np.quantile(known, share)), len(known), low, high)


def paired(here: Sequence[float], there: Sequence[float], seed: int = 0) -> Paired:
    """Compares two runs item by item; both sequences hold the same items in the same order."""
    differences = [first - second for first, second in zip(here, there, strict=True)]
    better = sum(difference > 0 for difference in differences)
    worse = sum(difference < 0 for difference in differences)
    return Paired(mean(differences, seed), better, worse, len(differences) - better - worse, sign_test(better, worse))


def sign_test(better: int, worse: int) -> float:
    """The chance, two-sided, of a split at least as uneven if better and worse were equally likely."""
    n, least = better + worse, min(better, worse)
    tail: int = sum(comb(n, count) for count in range(least + 1))
    return min(1.0, float(2 * tail / 2**n))


def _resampled(columns: Floats, seed: int) -> Floats:
    """The sums of each column over resamples of the rows, shape (RESAMPLES, columns)."""
    generator = np.random.default_rng(seed)
    n = len(columns)
    sums = []
    for count in _batches(n):
        drawn = generator.integers(0, n, size=(count, n))
        offsets = np.arange(count)[:, None] * n
        weights = np.bincount((drawn + offsets).ravel(), minlength=count * n).reshape(count, n)
        sums.append(weights @ columns)
    return np.concatenate(sums)


def _batches(n: int) -> list[int]:
    size = max(1, _CELLS // n)
    whole, rest = divmod(RESAMPLES, size)
    return [size] * whole + ([rest] if rest else [])


def _interval(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)
