"""The dense leg: inner products over the shards of one generation, searched as one.

A shard is an immutable file. Removed passages stay in their shard as tombstones (what the catalogue does not list is
never searched) until a merge leaves them out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from index.models.embedding import Vectors
from index.store.kept_vectors import Ids, among
from index.store.shards import Shard

TIER_WIDTH = 4  # shards of one size class before they are merged into one of the next
SMALLEST_TIER = 256
# A shard of so many passages, 100 MB of vectors to read, is never merged again: so much is a merge at most.
LARGEST_SHARD = 65_536


class VectorIndex:
    """The shards of one generation, searched as one."""

    def __init__(self, shards: Iterable[tuple[Shard, Ids]]) -> None:
        """With each shard the ascending ids in it that the catalogue has there; the others in it are tombstones."""
        self._shards = tuple((shard, live) for shard, live in shards if len(live))

    def __len__(self) -> int:
        return sum(len(live) for _, live in self._shards)

    def search(self, query: Vectors, k: int, allowed: Ids | None = None) -> list[tuple[int, float]]:
        """The best `k` (passage id, cosine), best first; only among the ascending `allowed` where they are given."""
        keys, cosines = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
        for shard, live in self._shards:
            wanted = live if allowed is None else _both(allowed, live)
            if len(wanted):
                found = shard.search(query, k, None if len(wanted) == len(shard.ids) else wanted)
                keys.append(found[0])
                cosines.append(found[1])
        key, cosine = np.concatenate(keys), np.concatenate(cosines)
        best = np.lexsort((key, -cosine))[:k]
        return list(zip(key[best].tolist(), cosine[best].tolist(), strict=True))

    def cosines(self, query: Vectors, ids: Sequence[int]) -> dict[int, float]:
        """The cosine of `query` with each of `ids` that has a vector."""
        asked = np.unique(np.asarray(ids, np.int64))
        cosines: dict[int, float] = {}
        for shard, live in self._shards:
            wanted = _both(asked, live)
            if len(wanted):
                cosines.update(zip(wanted.tolist(), shard.cosines(query, wanted).tolist(), strict=True))
        return cosines


def _both(ids: Ids, live: Ids) -> Ids:
    """Those of the ascending `ids` that are among the ascending `live`."""
    near = ids[np.searchsorted(ids, live[0]) : np.searchsorted(ids, live[-1], "right")]
    return near[among(near, live)]


@dataclass(frozen=True, slots=True)
class ShardSize:
    """A shard file with how many of its passages are alive and how many it stores."""

    name: str
    alive: int
    stored: int


def shards_to_merge(shards: Sequence[ShardSize]) -> list[str]:
    """Names of the shards that are to be rewritten as one; empty when none need it.

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
