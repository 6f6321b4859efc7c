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
from numpy.typing import NDArray

from index.models.embedding import Vectors
from index.store.kept_vectors import Ids

# Up to so many passages a shard is flat: 4,096 rows of 384 are read in .6 ms.
FLAT_UP_TO = 4_096
DIMENSIONS_A_CODE = 2
# k-means over so many vectors, so often: more moved recall by nothing.
TRAINED_ON = 16_384
ROUNDS = 10
# How many are compared in half precision for one that is wanted: docs/benchmarks.md has recall and time.
COMPARED = 6
# Of so few wanted passages each is compared, and of fewer than BROAD the others are passed over one by one (2.5 ms for
# 6,500 of 65,536, 4.7 for 19,660). Of more the codes of all are read (2 ms for either), and so many looked at as hold
# enough of them if these lie evenly, and a quarter more.
FEW = 512
BROAD = 6_000
UNEVEN = 1.25
# What the bits of a number in half precision stand for: looked up in a third of the time that numpy takes to convert.
SINGLE = np.arange(1 << 16, dtype=np.uint16).view(np.float16).astype(np.float32)


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
    _whole: Any  # owns the others
    _all: Any  # searched where everything is wanted
    _rows: Any  # every vector, for what is not
    _codes: Any  # of every vector; None in a flat shard
    _bare: Any  # the numbers of `_rows`, where they lie; of half precision their bits

    @classmethod
    def from_bytes(cls, name: str, content: bytes) -> "Shard":
        """Loads a shard. Raises RuntimeError where FAISS cannot read it."""
        whole: Any = faiss.deserialize_index(np.frombuffer(content, np.uint8))
        inner: Any = faiss.downcast_index(whole.index)
        rows, codes = inner, None
        if isinstance(inner, faiss.IndexRefine):
            rows, codes = faiss.downcast_index(inner.refine_index), faiss.downcast_index(inner.base_index)
        ids = faiss.vector_to_array(whole.id_map).astype(np.int64)
        numbers = np.float32 if codes is None else np.uint16
        bare = faiss.rev_swig_ptr(rows.codes.data(), len(ids) * rows.code_size).view(numbers)
        return cls(name, ids, whole, inner, rows, codes, bare.reshape(len(ids), rows.d))

    def search(self, query: Vectors, k: int, wanted: Ids | None = None) -> tuple[Ids, Vectors]:
        """The best `k` ids and their cosines; where they are given only of the ascending `wanted`, which lie here."""
        if wanted is None:
            return self._nearest(query, k)
        if len(wanted) <= FEW:
            cosines = self.cosines(query, wanted)
            best = np.argsort(-cosines, kind="stable")[:k]
            return wanted[best], cosines[best]
        if (near := self._near_by_codes(query, k, wanted)) is not None:
            return near
        select: Any = faiss.IDSelectorBitmap  # its Python form takes the array alone
        selector = select(np.packbits(self._marked(wanted), bitorder="little"))
        return self._found(self._rows, query, k, faiss.SearchParameters(sel=selector))  # type: ignore[call-arg]

    def _near_by_codes(self, query: Vectors, k: int, wanted: Ids) -> tuple[Ids, Vectors] | None:
        """The best `k` of `wanted`, of those that are best by their codes; None where these tell too little."""
        share, compared = len(wanted) / len(self.ids), COMPARED * k
        if self._codes is None or len(wanted) < BROAD:
            return None
        looked = min(round(UNEVEN * compared / share), len(self.ids))
        _, places = self._codes.search(query[None, :], looked)
        near = places[0][self._marked(wanted)[places[0]]][:compared]
        if len(near) < compared:
            return None
        inside = self.ids[np.sort(near)]
        cosines = self.cosines(query, inside)
        best = np.argsort(-cosines, kind="stable")[:k]
        return inside[best], cosines[best]

    def _places(self, wanted: Ids) -> Ids:
        """Where each of `wanted` lies."""
        first = self.ids[0]
        follow = self.ids[-1] - first + 1 == len(self.ids)  # as reports that came one after the other have them
        places: Ids = wanted - first if follow else np.searchsorted(self.ids, wanted)
        return places

    def _marked(self, wanted: Ids) -> NDArray[np.bool_]:
        """True where one of `wanted` lies."""
        marked = np.zeros(len(self.ids), bool)
        marked[self._places(wanted)] = True
        return marked

    def cosines(self, query: Vectors, wanted: Ids) -> Vectors:
        """The cosine of `query` with each of `wanted`, all of which lie here."""
        if not len(wanted):
            return np.empty(0, np.float32)
        rows = self._bare[self._places(wanted)]
        cosines: Vectors = (rows if self._codes is None else SINGLE[rows]) @ query
        return cosines

    def _nearest(self, query: Vectors, k: int) -> tuple[Ids, Vectors]:
        if self._all is self._rows:
            return self._found(self._all, query, k, None)
        return self._found(self._all, query, k, faiss.IndexRefineSearchParameters(k_factor=COMPARED))  # type: ignore[call-arg]

    def _found(self, index: Any, query: Vectors, k: int, parameters: Any) -> tuple[Ids, Vectors]:
        scores, places = index.search(query[None, :], min(k, len(self.ids)), params=parameters)
        found = places[0] >= 0
        return self.ids[places[0][found]], scores[0][found]
