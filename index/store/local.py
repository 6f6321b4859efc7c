"""The store in a folder of this machine: SQLite is the truth, FAISS and tantivy are derived from it."""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from index.models.embedding import Embedder, Vectors
from index.report import Metadata, Report
from index.scope import Scope
from index.search.ranking import Ranking
from index.store import commit, tidying, transactions
from index.store.catalogue import Catalogue
from index.store.changes import LibraryChange
from index.store.connections import KeptConnections
from index.store.durable import not_writable, writer_lock
from index.store.integrity import findings
from index.store.kept_vectors import Pending
from index.store.remembered import Remembered


class LocalGeneration(Catalogue):
    """The catalogue in one transaction, with what is derived from it and what is remembered of it."""

    def __init__(self, connection: sqlite3.Connection, remembered: Remembered) -> None:
        super().__init__(connection)
        self._remembered = remembered

    def pending(self, numbers: Sequence[int] | None = None) -> Pending:
        """What is not embedded yet, in all or in the reports `numbers`."""
        return self.vectors.pending(numbers)

    def all_metadata(self) -> dict[int, Metadata]:
        """The metadata of every report, by its number."""
        return self._remembered.metadata(self)

    def remembered_report(self, number: int) -> Report:
        """The whole report, of those read last from memory."""
        return self._remembered.report(self, number)

    def vectors_of(self, number: int) -> Vectors | None:
        """A report's vectors, a row a passage; None where they are not all there."""
        return self.vectors.of(number, self.dimension)

    @property
    def has_vectors(self) -> bool:
        """Whether a passage can be searched by its vector."""
        return self._remembered.snapshot(self).has_vectors

    def search(
        self,
        query: str,
        vector: Vectors | None,
        k: int,
        scope: Scope | None = None,
        synonyms: Iterable[str] = (),
    ) -> Ranking:
        """The best `k` passages by words and vector, of the reports inside `scope` alone; none where none is."""
        inside = None if scope is None or scope.is_open else self._remembered.inside(self, scope)
        allowed, numbers = (None, None) if inside is None else (inside.ids, inside.numbers)
        snapshot = self._remembered.snapshot(self)
        ranking = snapshot.search(query, vector, k, allowed, numbers, synonyms)
        if snapshot.generation != self.generation():  # it may know what is gone
            there = self.passages([key for key, _ in ranking])
            ranking = [hit for hit in ranking if hit[0] in there]
        return ranking

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each lexical token."""
        return self._remembered.snapshot(self).term_weights(terms)

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages have each lexical token."""
        return self._remembered.snapshot(self).passages_with(terms)

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the tokens."""
        return self._remembered.snapshot(self).has_together(terms)


class LocalStore:
    """The library in a folder. Nothing is created until the first report is added."""

    stores_whole = False

    def __init__(self, root: Path) -> None:
        self.root = root
        self._remembered = Remembered(root)
        self._connections = KeptConnections(root)

    def __str__(self) -> str:
        return str(self.root)

    @property
    def exists(self) -> bool:
        """Whether the folder holds a library."""
        return (self.root / transactions.FILE_NAME).is_file()

    def create(self, settings: Mapping[str, str]) -> None:
        """Makes an empty library where there is none."""
        if self.exists:
            return
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_writable(self.root, error) from error
        with writer_lock(self.root, commit.LOCK_SECONDS):
            if not self.exists:
                transactions.create(self.root, dict(settings))

    def require_writable(self) -> None:
        """Refuses a folder that is none, or that nothing can be written to."""
        root, folder = self.root, self.root
        if not self.exists:
            folder = next((parent for parent in (root, *root.absolute().parents) if parent.exists()), root)
        if not folder.is_dir():
            raise not_writable(root, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
        if not os.access(folder, os.W_OK):
            raise not_writable(root, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))

    @contextmanager
    def reading(self) -> Iterator[LocalGeneration]:
        """The last generation, in a transaction of its own."""
        with self._connections.reading() as connection:
            yield LocalGeneration(connection, self._remembered)

    def kept_file(self, original: str) -> Path:
        """Where a report's kept bytes lie."""
        return self.root / original

    def apply(self, change: LibraryChange) -> None:
        """Commits a change; where nobody finished what lies behind for long, merges small parts."""
        if commit.apply(self.root, change) >= tidying.MANY_FILES:
            tidying.tidy(self.root)

    def findings(self, embedder: Embedder) -> list[str]:
        """What is wrong with the library, a line each."""
        return findings(self.root, embedder)

    def rebuild(self) -> int:
        """Writes the derived files again from the catalogue."""
        return commit.rebuild(self.root)
