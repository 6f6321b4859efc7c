"""One state of a cluster library while it is read: rows out of the mirror, texts out of objects, hits out of Milvus."""

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from index.errors import LibraryDamaged
from index.last_used import LastUsed
from index.models.embedding import Vectors
from index.report import Metadata, Passage, Report
from index.scope import Scope
from index.search.legs import WordsHit, both
from index.search.ranking import Ranking, rank, weights_for
from index.store import scoping
from index.store.catalogue import Catalogue
from index.store.cluster.collections import PASSAGES, REPORTS, Collections, Found, passage_id
from index.store.cluster.contents import Body, read_body, read_vectors
from index.store.cluster.facts import ClusterLedger, KeptFacts
from index.store.cluster.inside import Inside, among
from index.store.cluster.manifest import Row
from index.store.cluster.objects import Objects
from index.store.cluster.rarity import Rarity
from index.store.kept_vectors import Pending
from index.store.rows import StoredPassage
from index.text.tokens import needle

# Characters of the bodies that are kept, as the folder's reports.
KEPT_CHARACTERS = 6_000_000
# How many passages are counted that have a token: whether some have it, and which of two more, is all that is asked.
COUNTED = 1_000
FIRST_COUNTED = 50
MOST = 16_384  # hits of one search: Milvus's own limit


class Bodies:
    """The bodies that were read last. Safe to share between threads."""

    def __init__(self, objects: Objects) -> None:
        self._objects = objects
        self._read: LastUsed[str, Body] = LastUsed(KEPT_CHARACTERS, lambda body: len(body.text))

    def get(self, name: str) -> Body:
        """A body by the name of its object. Raises LibraryDamaged."""
        if (body := self._read.get(name)) is None:
            body = read_body(self._objects, name)
            self._read.put(name, body)
        return body


@dataclass(frozen=True, slots=True)
class Parts:
    """What the generations of one store share."""

    objects: Objects
    collections: Collections
    bodies: Bodies
    rarity: Rarity
    facts: KeptFacts


@dataclass(frozen=True, slots=True)
class Shown:
    """A content that is shown: its report's number and id, and the id of its first passage inside the mirror."""

    number: int
    report_id: str
    first: int


class ClusterGeneration(Catalogue):
    """The rows of the mirror in one transaction, and what the parts hold of them."""

    def __init__(self, connection: sqlite3.Connection, parts: Parts, remembered: Callable[..., Any]) -> None:
        super().__init__(connection)
        self._parts = parts
        self._remembered = remembered

    # -- rows and objects

    @property
    def ledger(self) -> ClusterLedger:  # type: ignore[override]  # no table of the mirror
        """The figures."""
        numbers = {content: (shown.number, shown.report_id) for content, shown in self._shown.items()}
        return ClusterLedger(self._connection, self._parts.collections, numbers, self._parts.facts, self._inside)

    def _inside(self, scope: Scope | None) -> Inside:
        return Inside(scope, self._shown, self._contents_named, self._admitted, self._by_text)

    def _contents_named(self, report_ids: Sequence[str]) -> list[int]:
        inside, values = scoping.among("report_id", report_ids)
        found = self._connection.execute(
            f"SELECT content FROM written WHERE number > 0 AND {inside} ORDER BY content",  # noqa: S608 our own
            values,
        )
        return [int(content) for (content,) in found]

    def _by_text(self, scope: Scope) -> list[int]:
        inside, values = scoping.among("number", self.by_text(scope))
        found = self._connection.execute(
            f"SELECT content FROM written WHERE {inside} ORDER BY content",  # noqa: S608 our own
            values,
        )
        return [int(content) for (content,) in found]

    def _admitted(self, contents: Collection[int], scope: Scope) -> set[int]:
        """Those of these contents whose metadata a scope admits, by their rows; no other row is looked at."""
        these, values = scoping.among("content", sorted(contents))
        condition, more = scoping.admitted(scope)
        found = self._connection.execute(
            f"SELECT content FROM written w WHERE {these} AND EXISTS"  # noqa: S608 our own
            f" (SELECT 1 FROM reports r WHERE r.number = w.number AND {condition})",
            [*values, *more],
        )
        return {int(content) for (content,) in found}

    @cached_property
    def _shown(self) -> Mapping[int, Shown]:
        found: Mapping[int, Shown] = self._remembered(self.generation(), "shown", self._read_shown)
        return found

    def _read_shown(self) -> Mapping[int, Shown]:
        rows = self._connection.execute(
            "SELECT content, r.number, r.report_id, first_passage FROM written w JOIN reports r ON r.number = w.number"
        )
        return {int(content): Shown(*rest) for content, *rest in rows}

    def row(self, number: int) -> Row:
        """A report's row in the manifest."""
        (said,) = self._connection.execute("SELECT row FROM written WHERE number = ?", (number,)).fetchone()
        return Row(**json.loads(said))

    def contents_of(self, report_id: str) -> list[int]:
        """Every content of a report: two machines that added it at once wrote two."""
        rows = self._connection.execute("SELECT content FROM written WHERE report_id = ?", (report_id,))
        return [int(content) for (content,) in rows]

    def contents(self) -> set[int]:
        """Every content that is not hidden."""
        return {int(content) for (content,) in self._connection.execute("SELECT content FROM written")}

    def stamps(self, report_ids: Sequence[str]) -> dict[str, str]:
        """What tells a report and its figures from any other state of them, by its id: its content, and its names."""
        condition, values = scoping.among("r.report_id", report_ids)
        rows = self._connection.execute(
            "SELECT r.report_id, w.content || ' ' || r.checksum FROM reports r"  # noqa: S608 our own
            f" JOIN written w ON w.number = r.number WHERE {condition}",
            values,
        )
        return {str(report_id): str(stamp) for report_id, stamp in rows}

    def pending(self, numbers: Sequence[int] | None = None) -> Pending:  # noqa: ARG002 as the protocol has it
        """Nothing: a report is stored with its vectors."""
        return Pending()

    def all_metadata(self) -> dict[int, Metadata]:
        """The metadata of every report, by its number."""
        found: dict[int, Metadata] = self._remembered(self.generation(), "metadata", self.metadata)
        return found

    def report(self, number: int) -> Report:
        """The whole report. Raises LibraryDamaged where its object is not what was stored."""
        sealed, body = self._row(number), self._parts.bodies.get(self.row(number).report)
        return Report(
            report_id=sealed["report_id"],
            metadata=sealed.metadata,
            text=body.text,
            text_sha256=sealed["text_sha256"],
            parser_version=sealed["parser_version"],
            sources=self.sources(number),
            problems=tuple(self.row(number).problems),
            **body.structure,
        )

    def remembered_report(self, number: int) -> Report:
        """The whole report; its object is read once."""
        return self.report(number)

    def _text(self, number: int) -> str:
        return self._parts.bodies.get(self.row(number).report).text

    def passages_of(self, number: int) -> list[StoredPassage]:
        """A report's passages in reading order."""
        first = self._first(number)
        return [
            StoredPassage(first + place, number, passage) for place, passage in enumerate(self._passages_at(number))
        ]

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """The passages with these ids."""
        found = {}
        for key in ids:
            number, first = self._connection.execute(
                "SELECT number, first_passage FROM reports WHERE first_passage <= ?"
                " ORDER BY first_passage DESC LIMIT 1",
                (key,),
            ).fetchone()
            found[key] = StoredPassage(key, int(number), self._passages_at(number)[key - first])
        return found

    def _passages_at(self, number: int) -> tuple[Passage, ...]:
        return self._parts.bodies.get(self.row(number).report).passages

    def _first(self, number: int) -> int:
        (first,) = self._connection.execute("SELECT first_passage FROM reports WHERE number = ?", (number,)).fetchone()
        return int(first)

    def vectors_of(self, number: int) -> Vectors | None:
        """A report's vectors, a row a passage; None where their object is damaged."""
        row = self.row(number)
        try:
            return read_vectors(self._parts.objects, row.vectors, row.passages)
        except LibraryDamaged:
            return None

    # -- searching

    @property
    def has_vectors(self) -> bool:
        """Whether there is a passage: each has its vector."""
        return self.passage_count() > 0

    def search(
        self,
        query: str,
        vector: Vectors | None,
        k: int,
        scope: Scope | None = None,
        synonyms: Iterable[str] = (),
    ) -> Ranking:
        """The best `k` passages by words and vector, of the reports inside `scope` alone; none where none is."""
        inside = self._inside(scope)
        if inside.is_empty:
            return []
        found = both(_Legs(self._parts, self._shown, inside), query, vector, k, synonyms)
        return rank(found, weights_for(query, found.candidates))[:k]

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each lexical token."""
        return self._parts.rarity.of_passages(terms)

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages have each lexical token; what the reports that are counted have none of, to `COUNTED`."""
        counted = self._parts.rarity.counted(terms)
        legs = _Legs(self._parts, self._shown, self._inside(None))
        return {term: legs.how_many(term) if count is None else count for term, count in counted.items()}

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the tokens, among the `COUNTED` that have most of them."""
        weights = dict.fromkeys(terms, 1.0)
        if not all(self.passages_with(weights).values()):
            return False
        wanted, legs = [needle(term) for term in weights], _Legs(self._parts, self._shown, self._inside(None))
        return any(  # one that has them all is mostly among the first
            all(each in hit.header + hit.text for each in wanted)
            for most in (FIRST_COUNTED, COUNTED)
            for hit in legs.by_words(weights, most)
        )


class _Legs:
    """Both legs in Milvus over what is inside a scope. Whatever Milvus finds, only what the rows admit is given."""

    def __init__(self, parts: Parts, shown: Mapping[int, Shown], inside: Inside) -> None:
        self._collections, self._rarity = parts.collections, parts.rarity
        self._shown, self._inside = shown, inside
        self._content: dict[int, int] = {}  # by the number of its report, of those found so far
        self._ids: dict[int, str] = {}  # of the passages found so far, as Milvus knows them

    def nearest(self, vector: Vectors, k: int) -> dict[int, float]:
        found = self._shown_of(lambda limit: self._collections.nearest(vector, limit, self._inside.filter), k)
        return {self._key(hit): hit.score for hit in found}

    def cosines(self, vector: Vectors, keys: Sequence[int]) -> dict[int, float]:
        found = self._collections.nearest(vector, len(keys), among("id", [self._ids[key] for key in keys]))
        return {self._key(hit): hit.score for hit in found}

    def by_words(self, terms: Mapping[str, float], k: int) -> list[WordsHit]:
        weights = self._weights(terms)
        found = self._shown_of(
            lambda limit: self._collections.by_words(PASSAGES, weights, limit, self._inside.filter), k
        )
        return sorted(map(self._hit, found), key=lambda hit: (-hit.score, hit.key))

    def how_many(self, term: str) -> int:
        """How many passages have a token, counted to `COUNTED`."""
        weights = {term: 1.0}
        found = self._shown_of(lambda limit: self._collections.by_words(PASSAGES, weights, limit, texts=False), COUNTED)
        return len(found)

    def words_of(self, terms: Mapping[str, float], keys: Sequence[int]) -> list[WordsHit]:
        ids = [self._ids[key] for key in keys]
        hits = {hit.key: hit for hit in map(self._hit, self._collections.passages(ids))}
        scored = self._collections.by_words(PASSAGES, self._weights(terms), len(ids), among("id", ids))
        return list((hits | {hit.key: hit for hit in map(self._hit, scored)}).values())

    def whole_reports(self, terms: Mapping[str, float], reports: Sequence[int]) -> dict[int, float]:
        idf = self._rarity.of_reports(terms)
        weights = {term: weight * idf[term] for term, weight in terms.items()}
        contents = among("content", [self._content[number] for number in reports])
        found = self._collections.by_words(REPORTS, weights, len(reports), contents)
        return {self._shown[hit.content].number: hit.score for hit in found}

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        return self._rarity.of_passages(terms)

    def _weights(self, terms: Mapping[str, float]) -> dict[str, float]:
        idf = self._rarity.of_passages(terms)
        return {term: weight * idf[term] for term, weight in terms.items()}

    def _shown_of(self, search: Callable[[int], list[Found]], k: int) -> list[Found]:
        """The best `k` that are inside: where what isn't shown yet, or no more, took places, more is asked for."""
        limit = k
        while True:
            found = search(limit)
            inside = self._inside.of({hit.content for hit in found})
            shown = [hit for hit in found if hit.content in inside]
            if len(shown) >= k or len(found) < limit:
                return shown[:k]
            if limit >= MOST:
                return shown[:k]
            limit = min(2 * limit, MOST)

    def _key(self, hit: Found) -> int:
        shown = self._shown[hit.content]
        key = shown.first + hit.number
        self._ids[key], self._content[shown.number] = passage_id(hit.content, hit.number), hit.content
        return key

    def _hit(self, hit: Found) -> WordsHit:
        header, _, text = hit.text.partition("\v")
        return WordsHit(self._key(hit), self._shown[hit.content].number, hit.score, header, text)
