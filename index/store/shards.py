"""One shard of vectors: an immutable file of passages' ids and vectors, a FAISS index. This module owns faiss.

A small shard is flat. A large one has each vector twice: as a product code of four bits for two dimensions (Jégou
2011), all of which are read for every query in registers (André 2015), and in half precision, with which the best by
their codes are compared. No list of centroids says where to look: questions lie apart from what answers them, and
lists that found .98 of the nearest had to be read by half. Codes are learnt where shards are merged, from immutable
files, while readers go on with those.
"""

from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np

from index.models.embedding import Vectors
from index.store.kept_vectors import Ids, Places

# Up to so many passages a shard is flat: 4,096 rows of 384 are read in .6 ms.
FLAT_UP_TO = 4_096
DIMENSIONS_A_CODE = 2
# k-means over so many vectors, so often: more moved recall by nothing.
TRAINED_ON = 16_384
ROUNDS = 10
# How many are compared in half precision for one that is wanted: docs/benchmarks.md has recall and time.
COMPARED = 6
# Of so few wanted passages each is read by itself, in 1.2 µs; of more the others are passed over, in 2 ns each. From
# this share on the wanted are found among more of all.
FEW = 96
MOST = 0.35


def shard_bytes(ids: Ids, vectors: Vectors) -> bytes:
    """A serialised shard of `vectors`, shape (n, d), under the ascending `ids`, shape (n,)."""
    rows = np.ascontiguousarray(vectors)
    inner: Any = faiss.IndexFlatIP(rows.shape[1]) if len(rows) <= FLAT_UP_TO else _coded(rows)
    shard = faiss.IndexIDMap(inner)
    shard.add_with_ids(rows, np.ascontiguousarray(ids))
    return bytes(faiss.serialize_index(shard))


def _coded(rows: Vectors) -> Any:
    """A trained, empty index for `rows`."""
    dimension = rows.shape[1]
    codes: Any = faiss.IndexPQFastScan(dimension, -(-dimension // DIMENSIONS_A_CODE), 4, faiss.METRIC_INNER_PRODUCT)
    codes.pq.cp.niter = ROUNDS
    step = max(len(rows) // TRAINED_ON, 1)
    codes.train(np.ascontiguousarray(rows[::step]))
    halves: Any = faiss.IndexScalarQuantizer(dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT)
    halves.train(rows[:1])
    coded = faiss.IndexRefine(codes, halves)
    codes.this.disown()
    halves.this.disown()
    coded.own_fields = coded.own_refine_index = True
    coded.is_trained = True
    return coded


@dataclass(frozen=True, slots=True)
class Shard:
    """A loaded shard; `name` is its file in the library, `ids` what lies in it, ascending."""

    name: str
    ids: Ids
    _content: bytes  # the vectors lie there still
    _whole: Any  # owns the others
    _all: Any  # searched where everything is wanted
    _rows: Any  # every vector, for what is not

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> "Shard":
        """Loads a shard. Raises RuntimeError where FAISS cannot read it.

        Vectors stay where they are in `content`: of 57 MB that takes 4 ms, and 86 where they are copied.
        """
        lying: Any = faiss.swig_ptr(np.frombuffer(content, np.uint8))
        whole: Any = faiss.read_index(faiss.ZeroCopyIOReader(lying, len(content)))  # type: ignore[attr-defined]
        inner: Any = faiss.downcast_index(whole.index)
        rows = faiss.downcast_index(inner.refine_index) if isinstance(inner, faiss.IndexRefine) else inner
        ids = faiss.vector_to_array(whole.id_map).astype(np.int64)
        return cls(name, ids, content, whole, inner, rows)

    def search(self, query: Vectors, k: int, let: Places | None = None) -> tuple[Ids, Vectors]:
        """The best `k` ids and their cosines; where it is given only of the places, as in `ids`, that `let` has."""
        count = len(self.ids) if let is None else int(np.count_nonzero(let))
        if let is None or count == len(self.ids):
            places, cosines = self._nearest(query, k)
        elif count <= FEW:
            places = np.flatnonzero(let)
            cosines = self._cosines_at(query, places)
            best = np.argsort(-cosines, kind="stable")[:k]
            places, cosines = places[best], cosines[best]
        else:
            places, cosines = self._let(query, k, let, count / len(self.ids))
        return self.ids[places], cosines

    def _let(self, query: Vectors, k: int, let: Places, share: float) -> tuple[Ids, Vectors]:
        """The best places of a share that is neither few nor all."""
        if share >= MOST:
            places, cosines = self._nearest(query, round(1.25 * k / share))
            found = let[places]
            if np.count_nonzero(found) >= k:
                return places[found][:k], cosines[found][:k]
        select: Any = faiss.IDSelectorBitmap  # its Python form takes the array alone
        selector = select(np.packbits(let, bitorder="little"))
        return self._found(self._rows, query, k, faiss.SearchParameters(sel=selector))  # type: ignore[call-arg]

    def cosines(self, query: Vectors, wanted: Ids) -> Vectors:
        """The cosine of `query` with each of `wanted`, all of which lie here."""
        return self._cosines_at(query, np.searchsorted(self.ids, wanted))

    def _cosines_at(self, query: Vectors, places: Ids) -> Vectors:
        if not len(places):
            return np.empty(0, np.float32)
        rows: Vectors = self._rows.reconstruct_batch(places)
        cosines: Vectors = rows @ query
        return cosines

    def _nearest(self, query: Vectors, k: int) -> tuple[Ids, Vectors]:
        if self._all is self._rows:
            return self._found(self._all, query, k, None)
        return self._found(self._all, query, k, faiss.IndexRefineSearchParameters(k_factor=COMPARED))  # type: ignore[call-arg]

    def _found(self, index: Any, query: Vectors, k: int, parameters: Any) -> tuple[Ids, Vectors]:
        scores, places = index.search(query[None, :], min(k, len(self.ids)), params=parameters)
        found = places[0] >= 0
        return places[0][found], scores[0][found]
