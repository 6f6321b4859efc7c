"""The lexical leg: BM25 over character unigrams and bigrams for Han text and words for the rest, in tantivy.

A generation of the lexical index is a folder that never changes once the catalogue lists it. The next one starts
as hard links to its files, which tantivy never rewrites in place: new segments are new files, and meta.json is
replaced by a rename.
"""

import contextlib
import math
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import tantivy

from index.search.legs import WordsHit
from index.store.durable import StoredFile, not_writable, read_intact, stored_file, sync_folder
from index.text.tokens import matchable, tokens

HEAP_BYTES = 32_000_000


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=False, tokenizer_name="whitespace", index_option="freq")
    builder.add_bytes_field("text", stored=True, indexed=False)
    builder.add_integer_field("key", stored=True, indexed=True, fast=True)
    builder.add_integer_field("report", stored=True, indexed=True, fast=True)
    return builder.build()


SCHEMA = _schema()


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
    def open(cls, folder: Path) -> "LexicalIndex":
        """Opens the generation in `folder`. Raises OSError or ValueError where tantivy cannot read it.

        Tantivy writes a lock file where it opens: so it is given a folder of links, which is gone once its files are
        mapped, and a library that can only be read can be searched.
        """
        with tempfile.TemporaryDirectory(prefix="wenju-", ignore_cleanup_errors=True) as beside:
            for path in folder.iterdir():
                if not path.name.endswith(".lock"):
                    (Path(beside) / path.name).symlink_to(path.absolute())
            return cls(tantivy.Index(SCHEMA, path=beside, reuse=True))

    @classmethod
    def in_memory(cls, entries: Iterable[LexicalEntry]) -> "LexicalIndex":
        """An index that stands in for a damaged one, without writing anything."""
        built = tantivy.Index(SCHEMA)
        _write(built, (), entries)
        return cls(built)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def search(
        self,
        terms: Mapping[str, float],
        k: int,
        reports: Sequence[int] | None = None,
        keys: Sequence[int] | None = None,
    ) -> list[WordsHit]:
        """The best `k` entries by BM25 over weighted terms, best first, ties by key.

        Where they are given, only in `reports` (numbers), only those of `keys`; the latter come also without a match.
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
        if reports is not None:
            wanted = _inside(wanted, "report", reports, tantivy.Occur.Must)
        if keys is not None:
            wanted = _inside(wanted, "key", keys, tantivy.Occur.Should)
        found = self._searcher.search(wanted, limit=k, count=False).hits
        hits = [_hit(self._searcher.doc(address), float(score)) for score, address in found]
        return sorted(hits, key=lambda hit: (-hit.score, hit.key))

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


def _inside(wanted: tantivy.Query, field: str, values: Sequence[int], occur: Any) -> tantivy.Query:
    """`wanted` limited to entries whose `field` is one of `values`; `occur` says whether it must match besides."""
    limit = tantivy.Query.const_score_query(tantivy.Query.term_set_query(SCHEMA, field, list(values)), 0.0)
    return tantivy.Query.boolean_query([(occur, wanted), (tantivy.Occur.Must, limit)])


def _hit(document: Any, score: float) -> WordsHit:
    header, _, text = bytes((document["text"] or [b""])[0]).decode().partition("\v")
    return WordsHit(int(document["key"][0]), int(document["report"][0]), score, header, text)


class LexicalDamaged(Exception):
    """A file of the generation before is not what was listed; the next one is made from the catalogue."""


def write_generation(
    root: Path,
    folder: Path,
    kind: str,
    previous: Sequence[StoredFile],
    removed_reports: Sequence[int],
    added: Iterable[LexicalEntry],
) -> list[StoredFile]:
    """Writes the generation `folder` from the files of `previous` (none: from nothing); returns its files, durable.

    `kind` is what the catalogue lists them as. What stays of `previous` is linked, and neither read nor hashed again.
    What is read of it is held against its hash: all of it to remove a report, else what tantivy merges. Raises
    LexicalDamaged where that does not fit.
    """
    if removed_reports and not all(read_intact(root, file) is not None for file in previous):
        raise LexicalDamaged
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        linked: dict[str, StoredFile] = {}
        for file in previous:
            name = Path(file.name).name
            if _link(root / file.name, folder / name):
                linked[name] = file
        try:
            _write(tantivy.Index(SCHEMA, path=str(folder), reuse=True), removed_reports, added)
        except OSError as error:
            # A full disk; or what tantivy read of the generation before is no index.
            if any(read_intact(root, file) is None for file in previous):
                raise LexicalDamaged from error
            raise
        files = [_stored(root, path, kind, linked.get(path.name)) for path in _written(folder)]
        kept = {Path(file.name).name for file in files}
        merged = [file for file in previous if Path(file.name).name not in kept]
        if not all(read_intact(root, file) is not None for file in merged):
            raise LexicalDamaged
        sync_folder(folder)
        sync_folder(folder.parent)
    except OSError as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise not_writable(root, error) from error
    return files


def _written(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if not path.name.endswith(".lock")]


def _stored(root: Path, path: Path, kind: str, linked: StoredFile | None) -> StoredFile:
    """The file as it is listed: what is a link still has the hash that it had, what is new is made durable."""
    if linked is not None:
        with contextlib.suppress(OSError):
            if path.samefile(root / linked.name):
                return replace(linked, name=str(path.relative_to(root)), kind=kind)
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return stored_file(root, path, kind)


def _write(target: tantivy.Index, removed_reports: Sequence[int], added: Iterable[LexicalEntry]) -> None:
    writer = target.writer(HEAP_BYTES, 1)
    for report in removed_reports:
        writer.delete_documents_by_term("report", report)
    for entry in added:
        document = tantivy.Document()
        document.add_text("body", " ".join(tokens(f"{entry.header}\n{entry.text}")))
        if entry.stored:
            document.add_bytes("text", f"{matchable(entry.header)}\v{matchable(entry.text)}".encode())
        document.add_integer("key", entry.key)
        document.add_integer("report", entry.report)
        writer.add_document(document)
    try:
        writer.commit()
        writer.garbage_collect_files()
        writer.wait_merging_threads()
    except ValueError as error:  # tantivy reports a full disk so
        raise OSError(str(error)) from error


def _link(source: Path, target: Path) -> bool:
    """Whether `target` is a link now; a copy where the file system has none."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
        return False
    return True
