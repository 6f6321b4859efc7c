"""Fusion by hand."""

import pytest

from index.ranking import fuse


def test_scores_are_scaled_by_each_leg_and_added() -> None:
    cosines = {1: 0.9, 2: 0.8, 3: 0.7}
    bm25 = {2: 10.0, 3: 5.0}
    ranking = fuse(cosines, bm25, dense_weight=0.4)
    assert [key for key, _ in ranking] == [2, 1, 3]
    assert [score for _, score in ranking] == pytest.approx([0.4 * 0.5 + 0.6 * 1.0, 0.4 * 1.0, 0.6 * 0.5])


def test_the_dense_leg_alone_ranks_where_no_word_matches() -> None:
    assert [key for key, _ in fuse({1: 0.7, 2: 0.9}, {})] == [2, 1]


def test_ties_go_by_id_and_nothing_gives_nothing() -> None:
    assert [key for key, _ in fuse({5: 0.8, 3: 0.8}, {})] == [3, 5]
    assert fuse({}, {}) == []
