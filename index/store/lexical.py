"""The lexical leg: BM25 over character unigrams and bigrams for Han text and words for the rest, in tantivy.

A generation of the lexical index is files that never change once the catalogue lists them; `lexical_writing.py` makes
the next one.
"""

import contextlib
import math
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import tantivy

from index.search.legs import WordsHit
from index.store.kept_vectors import Ids, among
from index.store.segments import HEAP_BYTES, settle
from index.text.tokens import matchable, tokens


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("text", stored=True, indexed=False)
    builder.add_integer_field("key", stored=True, indexed=True, fast=True)
    builder.add_integer_field("report", stored=True, indexed=True, fast=True)
    return builder.build()


SCHEMA = _schema()


MEMORY = "/dev/shm"  # noqa: S108 a folder of our own is made there
# Files of an index that are copied in memory to be mapped: those of some 15,000 passages, in 8 ms.
COPIED_BYTES = 16_000_000
# Up to so many values are looked up one by one: for a set of them each segment's terms are gone through.
ONE_BY_ONE = 128
# From this share of all on, what is wanted is looked for among the best of all, so many times as many as should do.
MOST = 0.2
MORE = 1.6


class LexicalEntry(NamedTuple):
    """What is indexed of a passage: its id, its report's number, its header (title and section path) and its text.

    Whole reports are indexed the same way, under their own number.
    """

    key: int
    report: int
    text: str
    header: str = ""
    stored: bool = True


class LexicalIndex:
    """One generation of the lexical index, open for searching."""

    def __init__(self, opened: tantivy.Index) -> None:
        opened.reload()
        self._searcher = opened.searcher()

    @classmethod
    def open(cls, root: Path, names: Iterable[str]) -> "LexicalIndex":
        """Opens the generation of these files, relative to `root`, wherever they lie.

        Raises OSError or ValueError where tantivy cannot read it.

        Tantivy writes a lock file where it opens: so it is given a folder of links, which is gone once its files are
        mapped, and a library that can only be read can be searched. Small files are copied there: whatever then
        changes them in place, even cuts them, changes nothing of what is mapped.
        """
        paths = [root.absolute() / name for name in names]
        with tempfile.TemporaryDirectory(prefix="wenju-", dir=_in_memory(), ignore_cleanup_errors=True) as beside:
            copied = sum(path.stat().st_size for path in paths) <= COPIED_BYTES
            for path in paths:
                _put(path, Path(beside) / path.name, copied)
            return cls(tantivy.Index(SCHEMA, path=beside, reuse=True))

    @classmethod
    def in_memory(cls, entries: Iterable[LexicalEntry]) -> "LexicalIndex":
        """An index that stands in for a damaged one, without writing anything."""
        built = tantivy.Index(SCHEMA)
        write_entries(built, entries)
        return cls(built)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self,
        terms: Mapping[str, float],
        k: int,
        reports: Sequence[int] | None = None,
        keys: Sequence[int] | None = None,
        of_reports: Ids | None = None,
    ) -> list[WordsHit]:
        """The best `k` entries by BM25 over weighted terms, best first, ties by key.

        Where they are given, only in `reports` (numbers), only those of `keys`; the latter come also without a match.
        `of_reports` are the ascending keys of the entries of `reports`: where these are many they are looked for among
        more of all.
        """
        nothing = (reports is not None and not reports) or (keys is not None and not keys)
        if not terms or not len(self) or nothing:
            return []
        wanted = tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(
                        tantivy.Query.term_query(SCHEMA, "body", token, index_option="freq"), weight
                    ),
                )
                for token, weight in terms.items()
            ]
        )
        if of_reports is not None and len(of_reports) >= MOST * len(self):
            found = self._among_more(wanted, k, of_reports)
            if found is not None:
                return self._hits(found)
        if reports is not None:
            wanted = _inside(wanted, "report", reports, tantivy.Occur.Must)
        if keys is not None:
            wanted = _inside(wanted, "key", keys, tantivy.Occur.Should)
        return self._hits(self._searcher.search(wanted, limit=k, count=False).hits)

    def _hits(self, found: Iterable[tuple[float, tantivy.DocAddress]]) -> list[WordsHit]:
        hits = [_hit(self._searcher.doc(address), float(score)) for score, address in found]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))

    def _among_more(self, wanted: tantivy.Query, k: int, let: Ids) -> list[tuple[float, tantivy.DocAddress]] | None:
        """The best `k` whose keys are in `let`, of so many of all that they should be there; None where they are not.

        The best of all are found without looking at most others; through a filter each that matches is weighed.
        """
        depth = round(MORE * k * len(self) / len(let))
        found = self._searcher.search(wanted, limit=depth, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in found])
        inside = among(np.array(keys, np.int64), let)
        if np.count_nonzero(inside) < k and len(found) == depth:
            return None
        return [hit for hit, let_in in zip(found, inside.tolist(), strict=True) if let_in][:k]

    def segments_with(self, reports: Sequence[int]) -> dict[int, int]:
        """How many entries of these reports each segment has, by its place in the index; none for one without any."""
        wanted = tantivy.Query.term_set_query(SCHEMA, "report", list(reports))
        found: dict[int, int] = {}
        for _, address in self._searcher.search(wanted, limit=max(len(self), 1), count=False).hits:
            found[address.segment_ord] = found.get(address.segment_ord, 0) + 1
        return found

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each token, natural logarithm; never negative."""
        count = len(self)
        weights = {}
        for term in terms:
            found = self._searcher.doc_freq("body", term)
            weights[term] = math.log(1 + (count - found + 0.5) / (found + 0.5))
        return weights

    def entries_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many entries have each token; those removed since the segment was written may count."""
        return {term: int(self._searcher.doc_freq("body", term)) for term in terms}

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one entry has every one of the tokens."""
        wanted = tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, tantivy.Query.term_query(SCHEMA, "body", term, "freq")) for term in terms]
        )
        return bool(self._searcher.search(wanted, limit=1, count=False).hits)


def _in_memory() -> str | None:
    """A file system in memory, where there is one: on a busy disk each of 230 links took .4 ms, and .7 to go."""
    return MEMORY if os.access(MEMORY, os.W_OK | os.X_OK) else None


def _put(source: Path, target: Path, copied: bool) -> None:
    """A copy, or a link, also where there is no room for a copy."""
    if copied:
        with contextlib.suppress(OSError):
            shutil.copyfile(source, target)
            return
        target.unlink(missing_ok=True)
    target.symlink_to(source)


def _inside(wanted: tantivy.Query, field: str, values: Sequence[int], occur: Any) -> tantivy.Query:
    """`wanted` limited to entries whose `field` is one of `values`; `occur` says whether it must match besides."""
    if len(values) <= ONE_BY_ONE:
        each = [(tantivy.Occur.Should, tantivy.Query.term_query(SCHEMA, field, value)) for value in values]
        among = tantivy.Query.boolean_query(each)
    else:
        among = tantivy.Query.term_set_query(SCHEMA, field, list(values))
    limit = tantivy.Query.const_score_query(among, 0.0)
    return tantivy.Query.boolean_query([(occur, wanted), (tantivy.Occur.Must, limit)])


def _hit(document: Any, score: float) -> WordsHit:
    header, _, text = bytes((document["text"] or [b""])[0]).decode().partition("\v")
    return WordsHit(int(document["key"][0]), int(document["report"][0]), score, header, text)


def write_entries(target: tantivy.Index, added: Iterable[LexicalEntry]) -> None:
    """Adds entries to an index and commits. In a folder: see `os_errors`."""
    writer = target.writer(HEAP_BYTES, 1)
    for entry in added:
        document = tantivy.Document()
        document.add_text("body", " ".join(tokens(f"{entry.header}\n{entry.text}")))
        if entry.stored:
            document.add_bytes("text", f"{matchable(entry.header)}\v{matchable(entry.text)}".encode())
        document.add_integer("key", entry.key)
        document.add_integer("report", entry.report)
        writer.add_document(document)
    settle(writer)
