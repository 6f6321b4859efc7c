"""A shard against numpy, flat and coded."""

import gc

import numpy as np
import pytest

from index.store import shards
from index.store.kept_vectors import Ids
from index.store.shards import Shard, shard_bytes

FIRST = 100


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes at which a shard is coded and a selection large, so that a test is done in a blink."""
    monkeypatch.setattr(shards, "FLAT_UP_TO", 500)
    monkeypatch.setattr(shards, "FEW", 50)


def rows_of(count: int, seed: int = 7) -> np.ndarray:
    """Unit rows about 40 centres, as texts lie: rows without any order have no nearest ones."""
    generator = np.random.default_rng(seed)
    centres = generator.normal(size=(40, 16))
    rows = centres[generator.integers(40, size=count)] + 0.4 * generator.normal(size=(count, 16))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def shard_of(rows: np.ndarray) -> Shard:
    return Shard.from_bytes("a", shard_bytes(np.arange(FIRST, FIRST + len(rows), dtype=np.int64), rows))


def exact(rows: np.ndarray, query: np.ndarray, k: int, wanted: Ids | None = None) -> list[int]:
    ids = np.arange(FIRST, FIRST + len(rows)) if wanted is None else wanted
    return [int(each) for each in ids[np.argsort(-(rows[ids - FIRST] @ query), kind="stable")[:k]]]


def test_a_flat_shard_is_exact() -> None:
    rows = rows_of(400)
    ids, cosines = shard_of(rows).search(rows[17], 10)
    assert ids.tolist() == exact(rows, rows[17], 10)
    assert cosines == pytest.approx(rows[ids - FIRST] @ rows[17], abs=1e-6)


def test_a_coded_shard_finds_the_nearest_and_gives_their_cosines() -> None:
    rows = rows_of(2_000)
    shard, queries = shard_of(rows), rows[:50] + 0.1 * rows_of(50, seed=8)
    right = 0
    for query in np.asarray(queries, np.float32):
        ids, cosines = shard.search(query, 10)
        right += len(set(ids.tolist()) & set(exact(rows, query, 10)))
        assert cosines == pytest.approx(rows[ids - FIRST] @ query, abs=1e-3)
    assert right >= 490


@pytest.mark.parametrize("count", [400, 2_000])
@pytest.mark.parametrize("wanted", [1, 49, 51, 300, 390])
def test_nothing_but_what_is_wanted_is_found(count: int, wanted: int) -> None:
    rows = rows_of(count)
    allowed = np.sort(np.random.default_rng(wanted).choice(count, wanted, replace=False)) + FIRST
    shard = shard_of(rows)
    ids, _ = shard.search(rows[3], 20, np.isin(shard.ids, allowed))
    assert set(ids.tolist()) <= set(allowed.tolist())
    assert len(set(ids.tolist()) & set(exact(rows, rows[3], 20, allowed))) >= min(wanted, 20) - 1
    assert not len(shard.search(rows[3], 20, np.zeros(count, bool))[0])


def test_what_is_wanted_and_far_away_is_found_too() -> None:
    """Nearly all of a shard, but none of what is nearest: that many more are asked for gives too few."""
    rows = rows_of(2_000)
    shard = shard_of(rows)
    far = np.sort(np.argsort(rows @ rows[3])[:800]) + FIRST
    assert set(shard.search(rows[3], 10, np.isin(shard.ids, far))[0].tolist()) == set(exact(rows, rows[3], 10, far))


def test_ids_with_gaps_are_found_where_they_lie() -> None:
    """As a merged shard has them, of reports that did not come one after the other."""
    rows = rows_of(2_000)
    ids = np.arange(2_000, dtype=np.int64) * 3 + FIRST
    shard = Shard.from_bytes("a", shard_bytes(ids, rows))
    for wanted in (ids[::50], ids[::10], ids[::3]):
        found, cosines = shard.search(rows[300], 10, np.isin(ids, wanted))
        assert set(found.tolist()) <= set(wanted.tolist())
        assert cosines == pytest.approx(rows[(found - FIRST) // 3] @ rows[300], abs=1e-3)
        assert found[0] == ids[300]


def test_vectors_outlive_the_hand_that_read_them() -> None:
    """They lie in the bytes that were read: the shard keeps those, and what is written over others changes nothing."""
    rows = rows_of(2_000)
    content = bytearray(shard_bytes(np.arange(FIRST, FIRST + 2_000, dtype=np.int64), rows))
    shard = Shard.from_bytes("a", bytes(content))
    content[:] = bytes(len(content))
    del content
    gc.collect()
    assert shard.search(rows[3], 10)[0].tolist() == exact(rows, rows[3], 10)


def test_the_same_vectors_make_the_same_file() -> None:
    rows = rows_of(700)
    ids = np.arange(700, dtype=np.int64)
    assert shard_bytes(ids, rows) == shard_bytes(ids, rows)


def test_cosines_of_given_ids() -> None:
    for count in (400, 2_000):
        rows = rows_of(count)
        wanted = np.array([FIRST, FIRST + 399], np.int64)
        assert shard_of(rows).cosines(rows[5], wanted) == pytest.approx(rows[[0, 399]] @ rows[5], abs=1e-3)
