"""What a cluster library has in Milvus: its passages, whole reports by their words, and facts, each a collection.

All of it is derived: `wenju doctor --repair` makes it anew from the objects. Words are sparse vectors of our own, of
which the inner product with a query is BM25, and not Milvus's BM25 function: that takes no weights for a query's words,
counts within whatever a filter leaves, and holds no text above 65,535 bytes, as a whole report is.
"""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from index.errors import LibraryMismatch, LibraryUnreachable
from index.models.embedding import Vectors
from index.store.cluster.inside import SHOWN, TEXT_FIELDS, YEAR_FIELDS, among
from index.store.integrity import REPAIR

PASSAGES, REPORTS, FACTS = "passages", "reports", "facts"
# BM25's constants as tantivy has them.
SATURATION, LENGTH_COUNTS = 1.2, 0.75
_KEPT_WHOLE = 24
_LONGEST = 65_535  # bytes of a string, Milvus's own limit
_ROWS = 200  # sent at once: some 2 MB of passages
_FETCHED = 1_000  # facts fetched at once
# What servers of gRPC bear without calls between; the client's own 10 s has the stand-in hang up on a slow reader.
_KEEP_ALIVE_MS = 300_000
_UNUSED = [0.0, 0.0]  # Milvus wants a vector in every collection


class WordsRow(NamedTuple):
    """A passage or a report as its words are searched: `number` is the passage's, and 0 for a report.

    `scope` are the fields of its report by which a scope admits it; `span` is where the passage lies in the text.
    """

    content: int
    number: int
    counts: Counter[str]
    scope: Mapping[str, Any]
    text: str = ""
    vector: Vectors | None = None
    span: tuple[int, int] = (0, 0)


class Found(NamedTuple):
    """A row that a search found."""

    content: int
    number: int
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    kind: str
    more: Mapping[str, Any]


class Collections:
    """The collections of one library. Connects at first use. Safe to share between threads."""

    def __init__(self, address: str, name: str) -> None:
        self._address = address
        self._is_server = "://" in address
        self._name = name
        self._there: set[str] = set()

    @cached_property
    def _client(self) -> Any:
        import logging
        import os

        os.environ.setdefault("PYTHON_DOTENV_DISABLED", "1")  # else it would take settings out of a .env somewhere
        from pymilvus import MilvusClient

        for name in ("pymilvus", "grpc._server"):  # what fails is told by our own errors
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with self._asked():
            return MilvusClient(self._address, grpc_options={"grpc.keepalive_time_ms": _KEEP_ALIVE_MS})

    # -- writing

    def write_passages(self, rows: Sequence[WordsRow], mean: float) -> None:
        """Stores passages, each with its vector; `mean` is how many tokens one has in the library."""
        if rows and rows[0].vector is not None:
            self._require(PASSAGES, len(rows[0].vector))
        self._insert(
            PASSAGES,
            [
                {
                    "id": passage_id(row.content, row.number),
                    "content": row.content,
                    **row.scope,
                    "number": row.number,
                    "start": row.span[0],
                    "end": row.span[1],
                    "text": _cut(row.text),
                    "words": _weighed(row.counts, mean),
                    "vector": [] if row.vector is None else row.vector.tolist(),
                }
                for row in rows
            ],
        )

    def write_reports(self, rows: Sequence[WordsRow], mean: float) -> None:
        """Stores whole reports by their words; `mean` is how many tokens one has in the library."""
        self._require(REPORTS)
        self._insert(
            REPORTS,
            [
                {
                    "id": passage_id(row.content, 0),
                    "content": row.content,
                    **row.scope,
                    "words": _weighed(row.counts, mean),
                }
                for row in rows
            ],
        )

    def write_facts(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Stores facts."""
        self._require(FACTS)
        self._insert(FACTS, [dict(row, unused=_UNUSED) for row in rows])

    def flush(self) -> None:
        """Has the stand-in in a folder write what it was given into its files.

        A server keeps what it acknowledged and indexes it on its own.
        """
        for kind in () if self._is_server else self._there:
            with self._asked():
                self._client.flush(self._collection(kind))

    def delete(self, contents: Sequence[int]) -> None:
        """Deletes everything of these contents."""
        for kind in (PASSAGES, REPORTS, FACTS):
            if contents and self._is_there(kind):
                with self._asked():
                    self._client.delete(self._collection(kind), filter=among("content", contents))

    def drop(self) -> None:
        """Deletes the collections."""
        for kind in (PASSAGES, REPORTS, FACTS):
            with self._asked():
                self._client.drop_collection(self._collection(kind))
        self._there = set()

    def _insert(self, kind: str, rows: Sequence[Mapping[str, Any]]) -> None:
        for start in range(0, len(rows), _ROWS):
            with self._asked():
                self._client.insert(self._collection(kind), list(rows[start : start + _ROWS]))

    # -- searching

    def nearest(self, vector: Vectors, k: int, inside: str = "") -> list[Found]:
        """The `k` passages nearest to a vector by cosine, among those that the filter `inside` admits."""
        return self._search(PASSAGES, "vector", vector.tolist(), k, inside, ["content", "number"])

    def by_words(
        self, kind: str, weights: Mapping[str, float], k: int, inside: str = "", texts: bool = True
    ) -> list[Found]:
        """The best `k` by the weights of a query's tokens; what has none of them is not found.

        Passages come with their texts, unless these are not wanted: most of what a search sends are texts.
        """
        fields = ["content"] if kind == REPORTS else ["content", "number", "text"] if texts else ["content", "number"]
        query = {_place(term): weight for term, weight in weights.items() if weight > 0}
        return self._search(kind, "words", query, k, inside, fields) if query else []

    def _search(self, kind: str, field: str, query: Any, k: int, inside: str, fields: Sequence[str]) -> list[Found]:
        if not k or not self._is_there(kind):
            return []
        with self._asked():
            (hits,) = self._client.search(
                self._collection(kind), data=[query], anns_field=field, limit=k, filter=inside, output_fields=fields
            )
        return [
            Found(
                int(hit["entity"]["content"]),
                int(hit["entity"].get("number", 0)),
                float(hit["distance"]),
                str(hit["entity"].get("text", "")),
            )
            for hit in hits
        ]

    def passages(self, ids: Sequence[str]) -> list[Found]:
        """These passages, with no score."""
        if not ids or not self._is_there(PASSAGES):
            return []
        with self._asked():
            rows = self._client.query(
                self._collection(PASSAGES), filter=among("id", ids), output_fields=["content", "number", "text"]
            )
        return [Found(int(row["content"]), int(row["number"]), 0.0, str(row["text"])) for row in rows]

    def facts(self, inside: str, fields: Sequence[str]) -> Iterator[list[dict[str, Any]]]:
        """The facts that a filter admits, a page at a time."""
        if not self._is_there(FACTS):
            return
        with self._asked():
            pages = self._client.query_iterator(
                self._collection(FACTS), batch_size=_FETCHED, filter=inside, output_fields=list(fields)
            )
        try:
            while True:
                with self._asked():
                    page = pages.next()
                if not page:
                    return
                yield [dict(row) for row in page]
        finally:
            pages.close()

    def contents(self) -> set[int]:
        """Every content that has anything in Milvus."""
        found: set[int] = set()
        for kind in (PASSAGES, REPORTS, FACTS):
            if self._is_there(kind):
                with self._asked():
                    pages = self._client.query_iterator(
                        self._collection(kind), batch_size=_FETCHED, filter=SHOWN, output_fields=["content"]
                    )
                    while page := pages.next():
                        found.update(int(row["content"]) for row in page)
                    pages.close()
        return found

    # -- the collections themselves

    def _collection(self, kind: str) -> str:
        return f"{self._name}_{kind}"

    def _is_there(self, kind: str) -> bool:
        if kind not in self._there:
            if not self._has(kind):
                return False
            if self._lacks(kind):
                raise LibraryMismatch(f"what Milvus has of {self._name} is of an earlier version; {REPAIR}")
            with self._asked():
                self._client.load_collection(self._collection(kind))
            self._there.add(kind)
        return True

    def _has(self, kind: str) -> bool:
        with self._asked():
            return bool(self._client.has_collection(self._collection(kind)))

    def _lacks(self, kind: str) -> set[str]:
        """Fields that a collection of an earlier version does not have."""
        with self._asked():
            described = self._client.describe_collection(self._collection(kind))
        return {field.name for field in _schema(kind, 0)} - {str(field["name"]) for field in described["fields"]}

    @property
    def is_outdated(self) -> bool:
        """Whether an earlier version made them, without what a scope is asked by."""
        return any(self._has(kind) and self._lacks(kind) for kind in (PASSAGES, REPORTS, FACTS))

    def _require(self, kind: str, dimension: int = 2) -> None:
        if self._is_there(kind):
            return
        from pymilvus import DataType, MilvusClient

        schema = MilvusClient.create_schema(auto_id=False, enable_dynamic_field=False)
        for field in _schema(kind, dimension):
            schema.add_field(field.name, getattr(DataType, field.kind), **field.more)
        indexes = self._client.prepare_index_params()
        if kind == PASSAGES:
            indexes.add_index("vector", index_type="FLAT", metric_type="IP")
        if kind in (PASSAGES, REPORTS):
            indexes.add_index("words", index_type="SPARSE_INVERTED_INDEX", metric_type="IP")
        if kind == FACTS:
            indexes.add_index("unused", index_type="FLAT", metric_type="IP")
        try:
            with self._asked():
                self._client.create_collection(
                    self._collection(kind), schema=schema, index_params=indexes, consistency_level="Strong"
                )
        except LibraryUnreachable:
            if not self._is_there(kind):  # else another writer has just made it
                raise
        self._is_there(kind)

    @contextmanager
    def _asked(self) -> Iterator[None]:
        from pymilvus.exceptions import MilvusException

        try:
            yield
        except (MilvusException, OSError) as error:
            said = getattr(error, "message", None) or str(error)
            raise LibraryUnreachable(f"Milvus at {self._address} failed ({said[:300]}); try again") from error


def _schema(kind: str, dimension: int) -> Iterator[_Field]:
    yield _Field("id", "VARCHAR", {"is_primary": True, "max_length": 40})
    yield _Field("content", "INT64", {})
    for name in TEXT_FIELDS:
        yield _Field(name, "VARCHAR", {"max_length": _LONGEST})
    for name in YEAR_FIELDS:
        yield _Field(name, "INT64", {})
    if kind == PASSAGES:
        for name in ("number", "start", "end"):
            yield _Field(name, "INT64", {})
        yield _Field("text", "VARCHAR", {"max_length": _LONGEST})
        yield _Field("vector", "FLOAT_VECTOR", {"dim": dimension})
    if kind in (PASSAGES, REPORTS):
        yield _Field("words", "SPARSE_FLOAT_VECTOR", {})
    if kind == FACTS:
        for name in ("canonical", "subject", "measure", "kind", "stage", "unit", "region", "entry"):
            yield _Field(name, "VARCHAR", {"max_length": _LONGEST})
        for name in ("first_year", "last_year", "place"):
            yield _Field(name, "INT64", {})
        yield _Field("unused", "FLOAT_VECTOR", {"dim": len(_UNUSED)})


def passage_id(content: int, number: int) -> str:
    """What a passage is known by in Milvus."""
    return f"{content:016x}-{number}"


def _weighed(counts: Counter[str], mean: float) -> dict[int, float]:
    """What each token of a text adds to its BM25 score, without how rare the token is, which the query brings."""
    length = SATURATION * (1 - LENGTH_COUNTS + LENGTH_COUNTS * _length(counts.total()) / mean)
    weighed: dict[int, float] = {}
    for token, count in counts.items():
        place = _place(token)
        weighed[place] = weighed.get(place, 0.0) + count * (SATURATION + 1) / (count + length)
    return weighed or {0: 1e-9}


def _length(tokens: int) -> int:
    """How long a text of so many tokens counts: as tantivy keeps it in a byte, so that both stores score alike.

    Lengths to 40 are kept; above, of what is over 24, only the four highest bits (Lucene's SmallFloat.intToByte4).
    """
    over = tokens - _KEPT_WHOLE
    dropped = max(over.bit_length() - 4, 0) if over > 0 else 0
    return tokens if not dropped else (over >> dropped << dropped) + _KEPT_WHOLE


def _place(token: str) -> int:
    """A token's place in a sparse vector: below 2 ** 32 - 1. Two tokens in a million share one."""
    return zlib.crc32(token.encode("utf-8", "surrogatepass")) % 0xFFFF_FFFE


def _cut(text: str) -> str:
    encoded = text.encode("utf-8", "replace")
    return encoded[:_LONGEST].decode("utf-8", "ignore") if len(encoded) > _LONGEST else text
