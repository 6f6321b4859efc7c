"""The dense leg: exact inner products over FAISS shards. This module owns faiss.

A shard is an immutable file: a flat index with ids. Removed passages stay in their shard as tombstones (what the
catalogue does not list is never searched) until a merge leaves them out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from index.models.embedding import Vectors
from index.store.kept_vectors import Ids

TIER_WIDTH = 4  # shards of one size class before they are merged into one of the next
SMALLEST_TIER = 256
# A shard of so many passages, 100 MB, is never merged again, so that a commit writes no more than that at a time.
LARGEST_SHARD = 65_536
# From so many allowed ids on a bit an id is faster than a set of them.
FEW_IDS = 10_000


def shard_bytes(ids: Ids, vectors: Vectors) -> bytes:
    """A serialised shard of `vectors`, shape (n, d), under `ids`, shape (n,)."""
    shard = faiss.IndexIDMap(faiss.IndexFlatIP(vectors.shape[1]))
    shard.add_with_ids(np.ascontiguousarray(vectors), np.ascontiguousarray(ids))
    return bytes(faiss.serialize_index(shard))


@dataclass(frozen=True, slots=True)
class Shard:
    """A loaded shard; `name` is its file in the library, `ids` what lies in it, ascending."""

    name: str
    faiss_index: Any
    ids: Ids

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> "Shard":
        """Loads a shard. Raises RuntimeError where FAISS cannot read it."""
        loaded: Any = faiss.deserialize_index(np.frombuffer(content, np.uint8))
        return cls(name, loaded, faiss.vector_to_array(loaded.id_map).astype(np.int64))

    def search(self, query: Vectors, k: int, selector: Any) -> list[tuple[int, float]]:
        """The best `k` (passage id, cosine), among those that `selector` lets through; None lets all."""
        options: dict[str, Any] = {}
        if selector is not None:
            options["params"] = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]
        scores, ids = self.faiss_index.search(query[None, :], min(k, len(self.ids)), **options)
        return [(int(key), float(score)) for key, score in zip(ids[0], scores[0], strict=True) if key >= 0]

    def cosines(self, query: Vectors, wanted: Ids) -> dict[int, float]:
        """The cosine of `query` with each of `wanted`, all of which lie here."""
        if not len(wanted):
            return {}
        rows = faiss.downcast_index(self.faiss_index.index).reconstruct_batch(np.searchsorted(self.ids, wanted))
        return dict(zip(wanted.tolist(), (rows @ query).tolist(), strict=True))


class VectorIndex:
    """The shards of one generation, searched as one."""

    def __init__(self, shards: Iterable[tuple[Shard, Ids]]) -> None:
        """With each shard the ascending ids in it that the catalogue has there; the others in it are tombstones."""
        self._shards = tuple((shard, live) for shard, live in shards if len(live))
        # Of a shard with tombstones, what lets the others through.
        self._alive = [_selector(live) if len(live) < len(shard.ids) else None for shard, live in self._shards]

    def __len__(self) -> int:
        return sum(len(live) for _, live in self._shards)

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        """The best `k` (passage id, cosine), best first; only among `allowed` ids where they are given."""
        if allowed is not None and not len(allowed):
            return []
        selector = None if allowed is None else _selector(allowed)
        found: list[tuple[int, float]] = []
        for (shard, _), own in zip(self._shards, self._alive, strict=True):
            both = faiss.IDSelectorAnd(own, selector) if own is not None and selector is not None else own or selector
            found.extend(shard.search(query, k, both))
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return found[:k]

    def cosines(self, query: Vectors, ids: Sequence[int]) -> dict[int, float]:
        """The cosine of `query` with each of `ids` that has a vector."""
        wanted = np.asarray(ids, np.int64)
        cosines: dict[int, float] = {}
        for shard, live in self._shards:
            cosines |= shard.cosines(query, wanted[among(wanted, live)])
        return cosines


def among(ids: Ids, live: Ids) -> NDArray[np.bool_]:
    """Which of `ids` are among the ascending `live`."""
    if not len(live):
        return np.zeros(len(ids), bool)
    inside: NDArray[np.bool_] = live[np.minimum(np.searchsorted(live, ids), len(live) - 1)] == ids
    return inside


def _selector(ids: Ids) -> Any:
    if len(ids) < FEW_IDS:
        return faiss.IDSelectorBatch(ids)
    bits = np.zeros(int(ids.max()) + 1, bool)
    bits[ids] = True
    make: Any = faiss.IDSelectorBitmap  # its Python form takes the array alone
    return make(np.packbits(bits, bitorder="little"))


@dataclass(frozen=True, slots=True)
class ShardSize:
    """A shard file with how many of its passages are alive and how many it stores."""

    name: str
    alive: int
    stored: int


def shards_to_merge(shards: Sequence[ShardSize]) -> list[str]:
    """Names of the shards that the next commit rewrites as one; empty when none need it.

    Size-tiered: four shards within one power of four merge; a shard more than half dead joins in. No merge writes more
    than `LARGEST_SHARD` passages: the smallest that fit go first, the others later.
    """
    merging = {shard.name for shard in shards if shard.alive * 2 < shard.stored}
    tiers: dict[int, list[str]] = {}
    for shard in shards:
        tiers.setdefault(_tier(shard.alive), []).append(shard.name)
    for names in tiers.values():
        if len(names) >= TIER_WIDTH:
            merging.update(names)
    chosen, room = set(), LARGEST_SHARD
    for shard in sorted(shards, key=lambda each: each.alive):
        if shard.name in merging and shard.alive <= room:
            chosen.add(shard.name)
            room -= shard.alive
    alone = len(chosen) == 1 and not any(shard.alive * 2 < shard.stored for shard in shards if shard.name in chosen)
    return [] if alone else [shard.name for shard in shards if shard.name in chosen]


def _tier(count: int) -> int:
    tier = 0
    while count > SMALLEST_TIER * TIER_WIDTH**tier:
        tier += 1
    return tier
