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

Ids = NDArray[np.int64]

TIER_WIDTH = 4  # shards of one size class before they are merged into one of the next
SMALLEST_TIER = 256


def shard_bytes(ids: Ids, vectors: Vectors) -> bytes:
    """A serialised shard of `vectors`, shape (n, d), under `ids`, shape (n,)."""
    shard = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1]))
    shard.add_with_ids(np.ascontiguousarray(vectors), np.ascontiguousarray(ids))
    return bytes(faiss.serialize_index(shard))


@dataclass(frozen=True, slots=True)
class Shard:
    """A loaded shard; `name` is its file in the library."""

    name: str
    faiss_index: Any
    ids: Ids

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> "Shard":
        """Loads a shard. Raises RuntimeError where FAISS cannot read it."""
        loaded: Any = faiss.deserialize_index(np.frombuffer(content, np.uint8))
        return cls(name, loaded, faiss.vector_to_array(loaded.id_map).astype(np.int64))


class VectorIndex:
    """The shards of one generation, searched as one."""

    def __init__(self, shards: Iterable[Shard], live: Ids) -> None:
        """`live` holds the sorted ids that the catalogue lists; the others in the shards are tombstones."""
        self._shards = tuple(shards)
        self._live = live
        stored = sum(len(shard.ids) for shard in self._shards)
        self._has_tombstones = stored != len(live)

    def __len__(self) -> int:
        return len(self._live)

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        """The best `k` (passage id, cosine), best first; only among `allowed` ids where they are given."""
        if allowed is None and self._has_tombstones:
            allowed = self._live
        if allowed is not None and not len(allowed):
            return []
        found: list[tuple[int, float]] = []
        options: dict[str, Any] = {}
        if allowed is not None:
            options["params"] = faiss.SearchParameters(sel=faiss.IDSelectorBatch(allowed))  # type: ignore[call-arg]
        for shard in self._shards:
            scores, ids = shard.faiss_index.search(query[None, :], min(k, len(shard.ids)), **options)
            found.extend((int(i), float(s)) for i, s in zip(ids[0], scores[0], strict=True) if i >= 0)
        found.sort(key=lambda hit: (-hit[1], hit[0]))
        return found[:k]

    def cosines(self, query: Vectors, ids: Sequence[int]) -> dict[int, float]:
        """The cosine of `query` with each of `ids`."""
        wanted = np.asarray(ids, np.int64)
        cosines: dict[int, float] = {}
        for shard in self._shards:
            inside = wanted[np.isin(wanted, shard.ids)]
            if len(inside):
                rows = shard.faiss_index.reconstruct_batch(inside)
                cosines.update(zip(inside.tolist(), (rows @ query).tolist(), strict=True))
        return cosines


@dataclass(frozen=True, slots=True)
class ShardSize:
    """A shard file with how many of its passages are alive and how many it stores."""

    name: str
    alive: int
    stored: int


def shards_to_merge(shards: Sequence[ShardSize]) -> list[str]:
    """Names of the shards that the next commit rewrites as one; empty when none need it.

    Size-tiered: four shards within one power of four merge; a shard more than half dead joins in.
    """
    merging = {shard.name for shard in shards if shard.alive * 2 < shard.stored}
    tiers: dict[int, list[str]] = {}
    for shard in shards:
        tiers.setdefault(_tier(shard.alive), []).append(shard.name)
    for names in tiers.values():
        if len(names) >= TIER_WIDTH:
            merging.update(names)
    return [shard.name for shard in shards if shard.name in merging]


def _tier(count: int) -> int:
    tier = 0
    while count > SMALLEST_TIER * TIER_WIDTH**tier:
        tier += 1
    return tier
