"""What a library's readers remember from one transaction to the next: the snapshot, reports, metadata."""

import threading
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import ReportIndexError
from index.last_used import LastUsed
from index.report import Metadata, Report
from index.scope import Scope
from index.search.side_by_side import SideBySide
from index.store import transactions
from index.store.catalogue import Catalogue
from index.store.durable import Verified
from index.store.kept_vectors import Ids, spans
from index.store.snapshot import AT_ONCE, Snapshot

# Characters of the reports that are kept: 300 of 20,000 or all of thousands of short ones, some 100 MB.
KEPT_CHARACTERS = 6_000_000
# Passages of the scopes that are kept: 16 MB.
KEPT_IDS = 2_000_000
# How often it is looked whether files that are mapped were changed in place: of a second one 100th goes on it. 30 of
# them are asked in .2 ms, 400 in 2 ms, so that is every 20 ms or every fifth of a second.
LOOKS_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class _Metadata:
    """All metadata as a generation has them, and how often what was stored had been changed by then."""

    generation: int
    edits: int
    known: dict[int, Metadata]


@dataclass(frozen=True, slots=True)
class _Places:
    """Where the passages of all reports lie: rows of (number, first passage, passages) by number."""

    generation: int
    edits: int
    rows: Ids


@dataclass(frozen=True, slots=True)
class Inside:
    """What is inside a scope: the reports' numbers and their passages' ids, both ascending."""

    numbers: Sequence[int]
    ids: Ids


class Remembered:
    """Read transactions of the library in `root`, and what they share. Safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._loading = threading.Lock()
        self._reading = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._look_at = 0.0
        self._verified = Verified()
        self._side_by_side = SideBySide()
        self._reports: LastUsed[tuple[int, str], Report] = LastUsed(KEPT_CHARACTERS, lambda report: len(report.text))
        # A question reads all metadata five times; after a commit only the rows that are new are read.
        self._metadata: _Metadata | None = None
        self._places: _Places | None = None
        self._inside: LastUsed[tuple[int, Scope], Inside] = LastUsed(KEPT_IDS, lambda one: len(one.ids) + 8)

    def transaction(self) -> AbstractContextManager[Catalogue]:
        """A read transaction. Raises LibraryMissing."""
        return transactions.reading(self._root)

    def snapshot(self, catalogue: Catalogue) -> Snapshot:
        """The snapshot of the generation that `catalogue` reads, or the one before while that is loaded.

        It is loaded once, by who comes first. Where another process merged much, so that many bytes are to be read,
        that is done behind, and readers go on with the snapshot before: what it finds must be held against the
        catalogue, which tells what is gone since.
        """
        generation = catalogue.generation()
        known = self._snapshot
        if known is not None and known.generation >= generation:
            return known if known.generation > generation or self._as_it_was(known) else self._anew(catalogue)
        if known is not None and known.unread(self._root, catalogue.files()) > AT_ONCE:
            self._load_behind()
            return known
        with self._loading:
            return self._loaded(catalogue)

    def _as_it_was(self, known: Snapshot) -> bool:
        """Whether no file of the snapshot was changed in place, as far as was looked at last."""
        if time.monotonic() < self._look_at:
            return True
        begun = time.thread_time()
        changed = known.is_changed(self._root)
        self._look_at = time.monotonic() + (time.thread_time() - begun) / LOOKS_SHARE
        return not changed

    def _anew(self, catalogue: Catalogue) -> Snapshot:
        """What was changed in place is damaged: it is made again in memory."""
        with self._loading:
            self._snapshot = Snapshot(self._root, catalogue, None, self._verified, self._side_by_side)
            return self._snapshot

    def _loaded(self, catalogue: Catalogue) -> Snapshot:
        before = self._snapshot
        if before is not None and before.generation >= catalogue.generation():
            return before
        self._snapshot = Snapshot(self._root, catalogue, before, self._verified, self._side_by_side)
        return self._snapshot

    def _load_behind(self) -> None:
        """Loads what was committed last, in a thread of its own; one is enough."""
        if self._loading.acquire(blocking=False):
            threading.Thread(target=self._load, name="wenju-generation", daemon=True).start()

    def _load(self) -> None:
        try:
            with suppress(ReportIndexError):  # who asks next is told
                with self.transaction() as catalogue:
                    files = catalogue.files()
                if (
                    known := self._snapshot
                ) is not None:  # outside: a writer waits for who reads, and all for the writer
                    known.read_ahead(self._root, files)
                with self.transaction() as catalogue:
                    self._loaded(catalogue)
        finally:
            self._loading.release()

    def metadata(self, catalogue: Catalogue) -> dict[int, Metadata]:
        """All reports' metadata by number, as the generation of `catalogue` has them. Raises LibraryDamaged."""
        generation = catalogue.generation()
        known = self._metadata
        if known is not None and known.generation == generation:
            return known.known
        with self._reading:
            before = self._metadata
            edits, count = catalogue.edits(), catalogue.count()
            if before is not None and before.edits == edits:
                last = max(before.known, default=0)
                new = before.known | catalogue.metadata(catalogue.numbers_after(last))
                if len(new) == count:
                    self._metadata = _Metadata(generation, edits, new)
                    return new
            self._metadata = _Metadata(generation, edits, catalogue.metadata())
            return self._metadata.known

    def inside(self, catalogue: Catalogue, scope: Scope) -> Inside:
        """What is inside a scope; a question searches its scope several times. Raises LibraryDamaged."""
        key = (catalogue.generation(), scope)
        if (known := self._inside.get(key)) is None:
            numbers = catalogue.numbers(scope)
            known = Inside(numbers, self.passage_ids(catalogue, numbers))
            self._inside.put(key, known)
        return known

    def passage_ids(self, catalogue: Catalogue, numbers: Sequence[int]) -> Ids:
        """Sorted ids of the passages of these reports: 1 ms for 10,000 reports, where SQLite takes 25."""
        rows, wanted = self._all_places(catalogue), np.unique(np.array(numbers, np.int64))
        if not len(rows):
            return spans(rows[:, 1:])
        places = np.minimum(np.searchsorted(rows[:, 0], wanted), len(rows) - 1)
        inside = rows[places[rows[places, 0] == wanted]]
        return spans(inside[np.argsort(inside[:, 1]), 1:])

    def _all_places(self, catalogue: Catalogue) -> Ids:
        generation, edits, known = catalogue.generation(), catalogue.edits(), self._places
        if known is None or known.edits != edits or known.generation > generation:
            known = _Places(generation, edits, catalogue.places_after(0))
        elif known.generation < generation:
            last = int(known.rows[-1, 0]) if len(known.rows) else 0
            rows = np.concatenate([known.rows, catalogue.places_after(last)])
            known = _Places(generation, edits, rows)
        self._places = known
        return known.rows

    def report(self, catalogue: Catalogue, number: int) -> Report:
        """The report with this number, of those that were read last. Raises LibraryDamaged."""
        key = (number, catalogue.checksum(number))  # a commit leaves most reports as they are
        if (report := self._reports.get(key)) is None:
            report = catalogue.report(number)
            self._reports.put(key, report)
        return report
