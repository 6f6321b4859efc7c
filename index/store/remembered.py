"""What a library's readers remember from one transaction to the next: the snapshot, reports, metadata."""

import threading
from collections import OrderedDict
from contextlib import AbstractContextManager
from pathlib import Path

from index.report import Metadata, Report
from index.store import transactions
from index.store.catalogue import Catalogue
from index.store.durable import Verified
from index.store.snapshot import Snapshot

CACHED_REPORTS = 128


class Remembered:
    """Read transactions of the library in `root`, and what they share. Safe to share between threads."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._loading = threading.Lock()
        self._reading = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._verified = Verified()
        self._reports: OrderedDict[tuple[int, int], Report] = OrderedDict()
        # A question reads all metadata five times; after a commit only the rows that are new are read.
        self._metadata: tuple[int, dict[int, Metadata]] | None = None
        self._seals: dict[int, str] = {}

    def transaction(self) -> AbstractContextManager[Catalogue]:
        """A read transaction. Raises LibraryMissing."""
        return transactions.reading(self._root)

    def snapshot(self, catalogue: Catalogue) -> Snapshot:
        """The snapshot of the generation that `catalogue` reads.

        It is loaded once, by who comes first; readers of the generation before go on with theirs meanwhile.
        """
        generation = catalogue.generation()
        known = self._snapshot
        if known is not None and known.generation == generation:
            return known
        with self._loading:
            before = self._snapshot
            if before is not None and before.generation == generation:
                return before
            loaded = Snapshot(self._root, catalogue, before, self._verified)
            if before is None or before.generation < generation:
                self._snapshot = loaded
            return loaded

    def metadata(self, catalogue: Catalogue) -> dict[int, Metadata]:
        """All reports' metadata by number, as the generation of `catalogue` has them. Raises LibraryDamaged."""
        generation = catalogue.generation()
        known = self._metadata
        if known is not None and known[0] == generation:
            return known[1]
        with self._reading:
            before, seals = {} if self._metadata is None else self._metadata[1], catalogue.seals()
            new = [number for number, seal in seals if self._seals.get(number) != seal]
            read = before | catalogue.metadata(new) if new else before
            current = {number: read[number] for number, _ in seals}
            self._metadata, self._seals = (generation, current), dict(seals)
            return current

    def report(self, catalogue: Catalogue, number: int) -> Report:
        """The report with this number, of the last `CACHED_REPORTS` that were read. Raises LibraryDamaged."""
        key = (number, catalogue.generation())
        with self._lock:
            cached = self._reports.get(key)
            if cached is not None:
                self._reports.move_to_end(key)
        if cached is None:
            cached = catalogue.report(number)
            with self._lock:
                self._reports[key] = cached
                while len(self._reports) > CACHED_REPORTS:
                    self._reports.popitem(last=False)
        return cached
