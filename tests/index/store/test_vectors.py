"""FAISS shards against numpy."""

import numpy as np
import pytest

from index.search.side_by_side import SideBySide, in_turn
from index.store.shards import Shard, shard_bytes
from index.store.vectors import LiveShard, ShardSize, VectorIndex, shards_to_merge


def unit_rows(count: int, dimension: int = 16, seed: int = 7) -> np.ndarray:
    rows = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def two_shards(rows: np.ndarray) -> list[Shard]:
    ids = np.arange(100, 100 + len(rows), dtype=np.int64)
    half = len(rows) // 2
    return [
        Shard.from_bytes("a", shard_bytes(ids[:half], rows[:half])),
        Shard.from_bytes("b", shard_bytes(ids[half:], rows[half:])),
    ]


def index_of(shards: list[Shard], live: np.ndarray) -> VectorIndex:
    return VectorIndex([LiveShard(shard, shard.ids[np.isin(shard.ids, live)]) for shard in shards])


def test_search_over_shards_is_exact() -> None:
    rows, query = unit_rows(200), unit_rows(1, seed=8)[0]
    index = index_of(two_shards(rows), np.arange(100, 300, dtype=np.int64))
    expected = np.argsort(-(rows @ query))[:10] + 100
    found = index.search(query, 10)
    assert [key for key, _ in found] == expected.tolist()
    assert [score for _, score in found] == pytest.approx(sorted(rows @ query, reverse=True)[:10], abs=1e-6)


def test_only_allowed_ids_are_searched() -> None:
    rows, query = unit_rows(200), unit_rows(1, seed=8)[0]
    index = index_of(two_shards(rows), np.arange(100, 300, dtype=np.int64))
    allowed = np.array([101, 150, 250, 299], np.int64)
    expected = sorted(allowed.tolist(), key=lambda key: -float(rows[key - 100] @ query))
    assert [key for key, _ in index.search(query, 10, allowed)] == expected
    assert index.search(query, 10, np.empty(0, np.int64)) == []


def test_tombstones_are_never_found() -> None:
    rows = unit_rows(200)
    live = np.array([key for key in range(100, 300) if key != 117], np.int64)
    index = index_of(two_shards(rows), live)
    assert 117 not in [key for key, _ in index.search(rows[17], 200)]
    assert len(index.search(rows[17], 200)) == 199


@pytest.mark.parametrize("step", [1, 3])
def test_what_is_allowed_alive_and_in_a_shard_is_found_and_nothing_else(step: int) -> None:
    """Ids in a row and ids with gaps; some are in no shard, some come after the last, some are tombstones."""
    rows, query = unit_rows(200), unit_rows(1, seed=8)[0]
    ids = np.arange(200, dtype=np.int64) * step + 100
    shards = [
        Shard.from_bytes("a", shard_bytes(ids[:80], rows[:80])),
        Shard.from_bytes("b", shard_bytes(ids[80:150], rows[80:150])),
    ]
    alive = np.delete(ids, [3, 90])
    index = VectorIndex([LiveShard(shards[0], alive[alive < ids[80]]), LiveShard(shards[1], ids[80:150])])
    for allowed in (np.arange(0, 2_000, 2), np.arange(0, 5), ids[:10], ids[70:], ids[150:], alive, ids[3:4]):
        wanted = [place for place in range(150) if place != 3 and ids[place] in allowed]
        expected = sorted(wanted, key=lambda place: -float(rows[place] @ query))[:10]
        for do in (in_turn, SideBySide(2)):
            assert [key for key, _ in index.search(query, 10, allowed, do)] == ids[expected].tolist()
    assert VectorIndex([]).search(query, 10, ids) == []


def test_cosines_of_given_ids() -> None:
    rows, query = unit_rows(200), unit_rows(1, seed=8)[0]
    index = index_of(two_shards(rows), np.arange(100, 300, dtype=np.int64))
    cosines = index.cosines(query, [299, 100])
    assert cosines[299] == pytest.approx(float(rows[199] @ query), abs=1e-6)
    assert cosines[100] == pytest.approx(float(rows[0] @ query), abs=1e-6)


def test_four_shards_of_a_size_merge_and_so_does_a_mostly_dead_one() -> None:
    small = [ShardSize(name, 100, 100) for name in "abc"]
    assert shards_to_merge(small) == []
    assert shards_to_merge([*small, ShardSize("d", 200, 200)]) == ["a", "b", "c", "d"]
    assert shards_to_merge([ShardSize("a", 5000, 5000), ShardSize("b", 40, 100)]) == ["b"]


def test_a_small_merge_takes_no_large_shard_along() -> None:
    """Where there are four of a size that no more than one of fits into a merge."""
    large = [ShardSize(name, 51_200, 51_200) for name in "efgh"]
    small = [ShardSize(name, 32, 32) for name in "abcd"]
    assert shards_to_merge([*large, *small]) == ["a", "b", "c", "d"]
    assert shards_to_merge(large) == []
    assert shards_to_merge([ShardSize(name, 20_000, 20_000) for name in "abcd"]) == ["a", "b", "c"]
