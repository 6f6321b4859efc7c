"""One shard of vectors: an immutable file of passages' ids and vectors. This module and `vectors.py` own faiss.

A small shard is flat. A large one is an inverted file (Sivic & Zisserman 2003) over centroids of its own vectors, each
vector beside its centroid in half precision: a query reads the lists of the nearest centroids alone. Its centroids are
learnt where shards are merged, from immutable files, while readers go on with those.
"""

from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np

from index.models.embedding import Vectors
from index.store.kept_vectors import Ids

# Up to so many passages a shard is flat: 16,384 rows of 384 are read in some 2 ms.
FLAT_UP_TO = 16_384
# Vectors a list has on average, and how many of a shard's lists a query reads: docs/benchmarks.md has recall and time.
LIST_SIZE = 256
LISTS_READ = 0.125
# k-means over so many vectors a list, so often: more moved recall by nothing.
TRAINED_ON = 64
ROUNDS = 10
# Of so few wanted passages each is compared, whatever list it lies in.
FEW = 2_048


def shard_bytes(ids: Ids, vectors: Vectors) -> bytes:
    """A serialised shard of `vectors`, shape (n, d), under the ascending `ids`, shape (n,)."""
    rows = np.ascontiguousarray(vectors)
    inner = faiss.IndexFlatIP(rows.shape[1]) if len(rows) <= FLAT_UP_TO else _inverted(rows)
    shard = faiss.IndexIDMap(inner)
    shard.add_with_ids(rows, np.ascontiguousarray(ids))
    return bytes(faiss.serialize_index(shard))


def _inverted(rows: Vectors) -> Any:
    """A trained, empty inverted file for `rows`."""
    dimension, lists = rows.shape[1], max(len(rows) // LIST_SIZE, 1)
    inverted: Any = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(dimension),
        dimension,
        lists,
        faiss.ScalarQuantizer.QT_fp16,
        faiss.METRIC_INNER_PRODUCT,
        False,  # the vector itself and not what it differs by: as exact, and read faster
    )
    inverted.cp.niter, inverted.cp.max_points_per_centroid, inverted.cp.spherical = ROUNDS, TRAINED_ON, True
    inverted.train(rows)
    return inverted


@dataclass(frozen=True, slots=True)
class Shard:
    """A loaded shard; `name` is its file in the library, `ids` what lies in it, ascending."""

    name: str
    ids: Ids
    _mapped: Any  # owns what `_inner` is
    _inner: Any
    _lists: int  # 0 of a flat one

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> "Shard":
        """Loads a shard. Raises RuntimeError where FAISS cannot read it."""
        mapped: Any = faiss.deserialize_index(np.frombuffer(content, np.uint8))
        inner: Any = faiss.downcast_index(mapped.index)
        lists = 0
        if isinstance(inner, faiss.IndexIVF):
            inner.make_direct_map()
            lists = int(inner.nlist)
        return cls(name, faiss.vector_to_array(mapped.id_map).astype(np.int64), mapped, inner, lists)

    def search(self, query: Vectors, k: int, wanted: Ids | None = None) -> tuple[Ids, Vectors]:
        """The best `k` ids and their cosines; only among the ascending `wanted`, which lie here, where they are given."""
        if wanted is not None and len(wanted) <= FEW:
            cosines = self.cosines(query, wanted)
            best = np.argsort(-cosines, kind="stable")[:k]
            return wanted[best], cosines[best]
        scores, places = self._inner.search(query[None, :], min(k, len(self.ids)), params=self._parameters(wanted))
        found = places[0] >= 0
        return self.ids[places[0][found]], scores[0][found]

    def cosines(self, query: Vectors, wanted: Ids) -> Vectors:
        """The cosine of `query` with each of `wanted`, all of which lie here."""
        if not len(wanted):
            return np.empty(0, np.float32)
        rows: Vectors = self._inner.reconstruct_batch(np.searchsorted(self.ids, wanted))
        cosines: Vectors = rows @ query
        return cosines

    def _parameters(self, wanted: Ids | None) -> Any:
        """How a search goes: through which passages, by their places, and of an inverted file how many lists."""
        make: Any = faiss.SearchParameters
        options: dict[str, Any] = {}
        share = 1.0
        if wanted is not None:
            share = len(wanted) / len(self.ids)
            bits = np.zeros(len(self.ids), bool)
            bits[np.searchsorted(self.ids, wanted)] = True
            select: Any = faiss.IDSelectorBitmap  # its Python form takes the array alone
            options["sel"] = select(np.packbits(bits, bitorder="little"))
        if self._lists:
            make = faiss.SearchParametersIVF
            # The fewer are let through, the more lists hold as many of them.
            options["nprobe"] = min(self._lists, max(1, round(self._lists * LISTS_READ / share)))
        return make(**options)
