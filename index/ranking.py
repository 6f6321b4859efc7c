"""Two ranked lists to one. Fusion weighs scores, not ranks.

Plain reciprocal rank fusion was worse than BM25 alone on Chinese policy questions (answer in the first passage:
dense .55, BM25 .76, RRF .67), because a rank hides how much better the first is than the rest. Each leg's scores
are scaled by the leg's own best over the candidates instead and added.
"""

from collections.abc import Mapping

Ranking = list[tuple[int, float]]

# Share of the dense leg. docs/benchmarks.md has the curve on the first half of each visible set.
DENSE_WEIGHT = 0.3


def fuse(cosines: Mapping[int, float], bm25: Mapping[int, float], dense_weight: float = DENSE_WEIGHT) -> Ranking:
    """Passage ids with scores in [0, 1], best first; ties by id.

    `cosines` must hold every candidate; one that BM25 did not find scores 0 there.
    """
    dense = _scaled(cosines)
    best = max(bm25.values(), default=0.0)
    scores = {
        key: dense_weight * dense[key] + (1 - dense_weight) * (bm25.get(key, 0.0) / best if best > 0 else 0.0)
        for key in cosines
    }
    return sorted(scores.items(), key=lambda hit: (-hit[1], hit[0]))


def _scaled(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores from the candidates' lowest (0) to their highest (1)."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    width = high - low
    return {key: (score - low) / width if width > 0 else 1.0 for key, score in scores.items()}
