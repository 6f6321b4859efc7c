"""The store of a cluster library: truth in objects, what is searched in Milvus, any number of machines at once.

A report is written in this order: its objects, its rows in Milvus, then the entry of the log that shows it. It is taken
out the other way round: the entry that hides it, then its rows and objects. So whatever ends a writer leaves the old
or the new, and what it leaves lying is seen by nobody; `rebuild` sweeps it.
"""

import contextlib
import hashlib
import shutil
import tempfile
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from index.errors import LibraryDamaged, LibraryError, LibraryMissing
from index.models.embedding import Embedder
from index.store import transactions
from index.store.changes import LibraryChange
from index.store.cluster.collections import Collections
from index.store.cluster.contents import (
    MEANS,
    means_of,
    read_vectors,
    searched,
)
from index.store.cluster.facts import KEPT_ENTRIES, KeptFacts
from index.store.cluster.generation import Bodies, ClusterGeneration, Parts
from index.store.cluster.manifest import Entry, Log, Row, folder_of, new_content, written_at
from index.store.cluster.mirror import Mirror
from index.store.cluster.objects import Objects
from index.store.cluster.rarity import Rarity
from index.store.cluster.writing import Writing, means_in
from index.store.connections import KeptConnections
from index.store.integrity import REPAIR
from index.store.made_with import require_own_model
from index.store.rows import NewReport

# How often the log is looked at for what other machines wrote.
LOOK_SECONDS = 1.0
# What no entry shows is left alone for so long: its writer may be about to write the entry.
LEFTOVER_SECONDS = 24 * 3600


class ClusterStore:
    """A library in `objects` and `collections`; `root` is for what is kept beside it on this machine."""

    stores_whole = True

    def __init__(self, name: str, objects: Objects, collections: Collections, root: Path) -> None:
        self.root = root
        self._name = name
        self._parts = Parts(objects, collections, Bodies(objects), Rarity(objects), KeptFacts(KEPT_ENTRIES, len))
        self._writing = Writing(objects, collections)
        self._log = Log(objects)
        self._folder = Path(tempfile.mkdtemp(prefix="wenju-"))
        self._clean = weakref.finalize(self, shutil.rmtree, self._folder, True)
        self._mirror = Mirror(self._folder)
        self._connections = KeptConnections(self._folder)
        self._looking = threading.Lock()
        self._looked = 0.0
        self._inside = threading.local()
        self._remembered: dict[str, tuple[int, Any]] = {}

    def __str__(self) -> str:
        return self._name

    @property
    def exists(self) -> bool:
        """Whether the log has an entry."""
        self._look()
        return bool(self._mirror.known)

    def create(self, settings: Mapping[str, str]) -> None:
        """Writes the first entry. Where two machines write one, both read the settings of the earlier."""
        if not self.exists:
            self._write(Entry(settings=dict(settings)))

    def require_writable(self) -> None:
        """Nothing to refuse before it is tried."""

    @contextmanager
    def reading(self) -> Iterator[ClusterGeneration]:
        """The last generation. Raises LibraryMissing, LibraryUnreachable."""
        depth = getattr(self._inside, "depth", 0)
        if not depth:  # who reads already goes on with that generation, and would wait for itself
            self._look()
        if not self._mirror.known:
            raise LibraryMissing(f"there is no library in {self}; make one with: wenju add PATH --library {self}")
        self._inside.depth = depth + 1
        try:
            with self._connections.reading() as connection:
                yield ClusterGeneration(connection, self._parts, self._remember)
        finally:
            self._inside.depth = depth

    def kept_file(self, original: str) -> Path:
        """A copy of a report's file in a folder of this process."""
        path = self._folder / PurePath(original).name
        if not path.is_file():
            path.write_bytes(self._parts.objects.read_whole(original))
        return path

    # -- writing

    def apply(self, change: LibraryChange) -> None:
        """Commits a change by one entry. Raises LibraryUnreachable, LibraryNotWritable."""
        self._look(now=True)
        put: dict[int, Row] = {}
        gone: list[int] = []
        settings = dict(change.settings)
        new_reports: list[tuple[NewReport, bytes]] = []
        added: dict[str, NewReport] = {new.report.report_id: new for new in change.add}
        with self.reading() as before:
            gone += [content for report_id in change.remove for content in before.contents_of(report_id)]
            for update in change.metadata:
                number = before.number_of(update.report_id)
                if number is not None and update.report_id not in added:
                    report = replace(before.report(number), metadata=update.metadata)
                    row = before.row(number)
                    passages = tuple(stored.passage for stored in before.passages_of(number))
                    vectors = before.vectors_of(number)
                    added[update.report_id] = NewReport(
                        report, update.stated, row.original, passages, row.added, vectors
                    )
                    gone += before.contents_of(update.report_id)
            for new in added.values():
                number = before.number_of(new.report.report_id)
                if number is not None and before.row(number).content not in gone:
                    row = before.row(number)  # another writer added the same bytes meanwhile: only the names are new
                    put[row.content] = replace(row, sources=_sources(new))
                    continue
                original = change.originals.get(new.original)
                new_reports.append((new, original if original is not None else self._original(before, new)))
            put |= {row.content: row for row in self._store(new_reports, before, settings)}
            for report_id, source in change.sources:
                number = before.number_of(report_id)
                shown = [] if number is None else [before.row(number)]
                for row in [each for each in (*put.values(), *shown) if each.report_id == report_id][:1]:
                    put[row.content] = replace(row, sources=[*row.sources, [source.name, source.url, source.added]])
        self._parts.collections.flush()
        folders = {folder: list(ids) for folder, ids in change.folders.items()}
        self._write(Entry(tuple(put.values()), tuple(gone), settings, folders))
        self._discard(gone)

    def means(self) -> dict[str, float] | None:
        """What lengths are measured by, for who writes reports elsewhere; None before the first are there."""
        with self.reading() as catalogue:
            return means_in(catalogue)

    def show(self, rows: Sequence[Row], settings: Mapping[str, str]) -> None:
        """Shows, by one entry, reports that others wrote; of what is there already only the names are new."""
        self._look(now=True)
        put: dict[int, Row] = {}
        twice: list[int] = []
        with self.reading() as before:
            for row in rows:
                number = before.number_of(row.report_id)
                if number is not None:
                    twice.append(row.content)
                    row = replace(before.row(number), sources=row.sources)
                put[row.content] = row
        self._write(Entry(tuple(put.values()), (), dict(settings)))
        self._discard(twice)

    def _store(
        self, new_reports: Sequence[tuple[NewReport, bytes]], before: ClusterGeneration, settings: dict[str, str]
    ) -> Iterator[Row]:
        """Writes all of these reports but the entry that shows them; `settings` get what it is to note."""
        written = [(new, original, searched(new_content(), new)) for new, original in new_reports]
        if not written:
            return
        means = means_in(before)
        if means is None:
            means = means_of([found for *_, found in written])
            settings |= {name: str(value) for name, value in means.items()}
        for new, original, found in written:
            yield self._writing.write(new, original, found, means)

    def _original(self, before: ClusterGeneration, new: NewReport) -> bytes:
        number = before.number_of(new.report.report_id)
        if number is None:
            raise LibraryDamaged(f"the file of the report {new.report.report_id[:12]} is not there; add it again")
        return self._parts.objects.read_whole(before.row(number).original)

    def _write(self, entry: Entry) -> None:
        name = self._log.append(entry)
        self._take_in({name: entry})
        self._look(now=True)

    def _discard(self, contents: Sequence[int]) -> None:
        """Deletes what is hidden. What can't be reached now is swept later."""
        with contextlib.suppress(LibraryError):
            self._parts.collections.delete(contents)
            for content in contents:
                self._parts.objects.delete_folder(folder_of(content))

    # -- reading the log

    def _look(self, now: bool = False) -> None:
        """Takes in what is new in the log, where that was not done just before."""
        if getattr(self._inside, "depth", 0):
            return
        with self._looking:
            if not now and time.monotonic() - self._looked < LOOK_SECONDS:
                return
            self._take_in(dict(self._log.new(self._mirror.known)))
            self._looked = time.monotonic()

    def _take_in(self, entries: Mapping[str, Entry]) -> None:
        if not entries:
            return
        self._mirror.take_in(entries)
        with transactions.reading_by(self._folder) as connection:
            shown = connection.execute(
                "SELECT json_extract(row, '$.words'), json_extract(row, '$.passages') FROM written WHERE number > 0"
            ).fetchall()
        self._parts.rarity.take_in({str(name): int(passages) for name, passages in shown})

    def _remember(self, generation: int, what: str, read: Callable[[], Any]) -> Any:
        """What was read of a generation before, or is now."""
        known = self._remembered.get(what)
        if known is not None and known[0] == generation:
            return known[1]
        found = read()
        self._remembered[what] = (generation, found)
        return found

    # -- integrity

    def findings(self, embedder: Embedder) -> list[str]:
        """What is wrong: objects that are not what they were, reports that Milvus does not have, leftovers."""
        found: list[str] = []
        with self.reading() as catalogue:
            try:
                require_own_model(self, catalogue, embedder)
            except LibraryError as error:
                found.append(str(error))
            rows = [catalogue.row(number) for number, *_ in catalogue.originals()]
        for row in rows:
            for name in (row.report, row.vectors, row.words, row.original):
                try:
                    content = self._parts.objects.read_whole(name)
                    if name == row.original and hashlib.sha256(content).hexdigest() != row.report_id:
                        found.append(f"{name}: not the file that was added")
                except LibraryDamaged as error:
                    found.append(str(error))
        if self._parts.collections.is_outdated:
            return [*found, f"what Milvus has is of an earlier version; {REPAIR}"]
        there = self._parts.collections.contents()
        if missing := len({row.content for row in rows} - there):
            found.append(f"Milvus lacks {missing} report{'' if missing == 1 else 's'}; {REPAIR}")
        if left := len(self._leftovers(there)):
            found.append(f"{left} left by writers that were ended; {REPAIR}")
        return found

    def rebuild(self) -> int:
        """Sweeps leftovers and gives Milvus again what it lacks, from the objects; embeds nothing."""
        if self._parts.collections.is_outdated:
            self._parts.collections.drop()
        there = self._parts.collections.contents()
        self._discard(sorted(self._leftovers(there)))
        with self.reading() as catalogue:
            lacking = [number for number, *_ in catalogue.originals() if catalogue.row(number).content not in there]
            means = means_in(catalogue) or dict.fromkeys(MEANS, 1.0)
            for number in lacking:
                row = catalogue.row(number)
                report, vectors = catalogue.report(number), read_vectors(self._parts.objects, row.vectors, row.passages)
                passages = tuple(stored.passage for stored in catalogue.passages_of(number))
                new = NewReport(report, row.stated, row.original, passages, row.added, vectors)
                self._writing.write_searched(searched(row.content, new), means)
            generation = catalogue.generation()
        self._parts.collections.flush()
        return generation

    def _leftovers(self, there: set[int]) -> set[int]:
        """Contents that no entry shows and that nobody is writing any more."""
        with self.reading() as catalogue:
            known = catalogue.contents()
        lying = {int(name, 16) for name in self._parts.objects.folders("written")} | there
        old = time.time() - LEFTOVER_SECONDS
        return {content for content in lying - known if written_at(content) < old}


def _sources(new: NewReport) -> list[list[str | None]]:
    return [[source.name, source.url, source.added] for source in new.report.sources]
