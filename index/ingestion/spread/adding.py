"""One call of `Library.add` whose files are read and embedded by workers: who does what, and what became of it.

A report is stored by this process where its store allows one alone, as the cluster's stand-in does; else workers write
it, and this process only the entry that shows it. What is lost with a worker is begun anew. Nothing is kept of what is
under way: run again, it does what is missing.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from index.errors import DamagedFile, LibraryDamaged, UnreadableReport
from index.ingestion.adding import COMMIT_PASSAGES, COMMIT_SECONDS
from index.ingestion.finding import FoundFile
from index.ingestion.known import KnownReports, Stated, Target
from index.ingestion.preparing import FileOutcome, Progress, refuse
from index.ingestion.spread.on_ray import TRIES, Lost, RayWorkers, Reading, Ref
from index.ingestion.spread.work import Wanted, WasRead, sha256, with_vectors
from index.ingestion.versions import Beside, alike_in, other_versions
from index.store.changes import LibraryChange
from index.store.cluster.cluster import ClusterStore
from index.store.cluster.manifest import Row
from index.store.opening import is_shared
from index.store.rows import NewReport

# Passages that are embedded at once: twelve seconds of a core.
BATCH_PASSAGES = 128
# How many batches may wait, for every core, before no more is read.
BATCHES_WAITING = 3
LOOK_SECONDS = 1.0


@dataclass(slots=True)
class _Part:
    """A file on its way through the workers."""

    place: int
    wanted: Wanted
    content: Ref
    reading: Reading | None = None
    told: WasRead | None = None
    outcome: FileOutcome | None = None
    lost: int = 0


class SpreadAdding:
    """Keeps account of one addition."""

    def __init__(
        self,
        workers: RayWorkers,
        target: Target,
        stated: Stated,
        progress: Progress | None,
        told: Callable[[FileOutcome], None] | None,
    ) -> None:
        self._workers = workers
        self._store = store = target.store
        self._known = KnownReports(target, stated)
        self._apply = target.apply
        self._progress = progress
        self._told = told
        self._writers = store if isinstance(store, ClusterStore) and is_shared(str(store)) else None
        self._files: Sequence[FoundFile] = ()
        self._total = self._done = 0
        self._outcomes: dict[int, FileOutcome] = {}
        self._same_bytes: list[tuple[int, FoundFile]] = []
        self._under_way: dict[str, _Part] = {}
        self._reading: dict[Ref, _Part] = {}
        self._read: list[_Part] = []
        self._embedding: dict[Ref, list[_Part]] = {}
        self._writing: dict[Ref, list[_Part]] = {}
        self._here: list[tuple[_Part, NewReport, bytes]] = []
        self._rows: list[tuple[_Part, Row]] = []
        self._stored = time.monotonic()

    def add(self, files: Sequence[FoundFile]) -> list[FileOutcome]:
        """What became of each file, in their order. Raises a LibraryError where the library can't go on."""
        self._files, self._total = files, sum(file.size for file in files)
        left = list(enumerate(files))
        while left:  # a file with the bytes of another waits for what becomes of that one
            self._same_bytes = []
            for place, file in left:
                self._begin(place, file)
                while self._is_full:
                    self._go_on()
            while self._under_way:
                self._go_on()
            left = self._same_bytes
        return [self._outcomes[place] for place in range(len(files))]

    # -- a file's way

    def _begin(self, place: int, file: FoundFile) -> None:
        try:
            refuse(file)
            content = self._bytes_of(file)
            report_id = sha256(content)
            if report_id in self._under_way:
                self._same_bytes.append((place, file))
                return
            outcome = self._known.outcome(file, report_id)
        except (UnreadableReport, LibraryDamaged) as error:
            outcome = FileOutcome(file.name, file.path, "refused", reason=str(error))
        if outcome is not None:
            self._settle(place, outcome)
            return
        stated = (file.kept.stated if file.kept else {}) | self._known.stated
        part = _Part(
            place, Wanted(replace(file, fetch=None), report_id, stated, self._known.url), self._workers.keep(content)
        )
        self._under_way[report_id] = part
        self._read_by_workers(part)

    def _bytes_of(self, file: FoundFile) -> bytes:
        self._workers.job.limits.require_size(file.size)
        try:
            with file.at_hand() as here:
                return here.path.read_bytes()
        except OSError as error:
            raise DamagedFile(f"cannot be read ({error.strerror}); check its permissions") from error

    def _read_by_workers(self, part: _Part) -> None:
        part.reading = self._workers.read(part.wanted, part.content)
        self._reading[part.reading.told] = part

    @property
    def _is_full(self) -> bool:
        waiting = sum(part.told.passages for part in self._under_way.values() if part.told is not None)
        cores = self._workers.cores
        return len(self._reading) >= 2 * cores or waiting >= cores * BATCHES_WAITING * BATCH_PASSAGES

    def _go_on(self) -> None:
        """Waits for the next thing that is done, and has the next one done with it."""
        waiting = [*self._reading, *self._embedding, *self._writing]
        done = self._workers.next_of(waiting, LOOK_SECONDS) if waiting else None
        if done in self._reading:
            self._was_read(self._reading.pop(done))
        elif done in self._embedding:
            self._workers.embedded(done)
            self._was_embedded(done, self._embedding.pop(done))
        elif done in self._writing:
            self._was_written(done, self._writing.pop(done))
        self._embed()
        self._store_what_is_due()

    def _was_read(self, part: _Part) -> None:
        assert part.reading is not None
        with self._or_again([part]):
            told: WasRead = self._workers.get(part.reading.told)
            file = part.wanted.file
            if told.metadata is None:
                self._end(part, FileOutcome(file.name, file.path, "refused", reason=told.refused))
                return
            part.outcome = FileOutcome(
                file.name,
                file.path,
                "added",
                part.wanted.report_id,
                passages=told.passages,
                problems=told.problems,
                read_as=told.outline,
                versions=other_versions(told.metadata, told.names, self._beside(part.wanted.report_id, told)),
            )
            part.told = told
            self._read.append(part)

    def _beside(self, report_id: str, told: WasRead) -> list[Beside]:
        assert told.metadata is not None
        beside = [
            Beside(each, part.told.names, part.told.metadata)
            for each, part in self._under_way.items()
            if part.told is not None and part.told.metadata is not None
        ]
        beside += alike_in(self._store, told.names, told.metadata.title)
        return [each for each in beside if each.report_id != report_id]

    def _embed(self) -> None:
        """Fills batches across files; a batch that is not full goes where nothing is read that could fill it."""
        while self._read:
            batch, passages = [], 0
            for part in self._read:
                if passages >= BATCH_PASSAGES:
                    break
                assert part.told is not None
                batch.append(part)
                passages += part.told.passages
            if passages < BATCH_PASSAGES and self._reading:
                return
            vectors = self._workers.embed([part.reading.texts for part in batch if part.reading is not None])
            if vectors is None:
                return
            del self._read[: len(batch)]
            self._embedding[vectors] = batch

    def _was_embedded(self, vectors: Ref, batch: list[_Part]) -> None:
        reports = [part.reading.report for part in batch if part.reading is not None]
        contents = [part.content for part in batch]
        means = self._writers.means() if self._writers is not None and self._writers.exists else None
        if means is not None:
            parts = [each for pair in zip(reports, contents, strict=True) for each in pair]
            self._writing[self._workers.write(str(self._store), means, vectors, parts)] = batch
            return
        with self._or_again(batch):
            rows, *found = self._workers.get([vectors, *reports, *contents])
            new = with_vectors(found[: len(batch)], rows)
            self._here += zip(batch, new, found[len(batch) :], strict=True)
        if self._writers is not None:  # by these the lengths of all are measured
            self._store_here()

    def _was_written(self, rows: Ref, batch: list[_Part]) -> None:
        with self._or_again(batch):
            self._rows += zip(batch, self._workers.get(rows), strict=True)

    @contextmanager
    def _or_again(self, parts: Sequence[_Part]) -> Iterator[None]:
        """What is lost inside is read again; a file that was lost too often is refused."""
        try:
            yield
        except Lost as error:
            for part in parts:
                part.told, part.lost = None, part.lost + 1
                if part.lost < TRIES:
                    self._read_by_workers(part)
                    continue
                file = part.wanted.file
                reason = f"was lost with its worker {TRIES} times ({error}); add it again, by itself"
                self._end(part, FileOutcome(file.name, file.path, "refused", reason=reason))

    # -- storing and telling

    def _store_what_is_due(self) -> None:
        waiting = [part for part, *_ in self._here] + [part for part, _ in self._rows]
        passages = sum(part.told.passages for part in waiting if part.told is not None)
        due = passages >= COMMIT_PASSAGES or time.monotonic() - self._stored >= COMMIT_SECONDS
        if waiting and (due or len(waiting) == len(self._under_way)):
            self._store_here()
            self._show()

    def _store_here(self) -> None:
        stored, self._here = self._here, []
        if stored:
            originals = {new.original: content for _, new, content in stored}
            new_reports = tuple(new for _, new, _ in stored)
            self._apply(LibraryChange(add=new_reports, originals=originals, settings=self._workers.settings))
            self._were_stored([part for part, *_ in stored])

    def _show(self) -> None:
        shown, self._rows = self._rows, []
        if shown:
            assert self._writers is not None
            self._writers.show([row for _, row in shown], self._workers.settings)
            self._were_stored([part for part, _ in shown])

    def _were_stored(self, parts: Sequence[_Part]) -> None:
        self._stored = time.monotonic()
        for part in parts:
            assert part.outcome is not None
            self._end(part, part.outcome)

    def _end(self, part: _Part, outcome: FileOutcome) -> None:
        del self._under_way[part.wanted.report_id]
        self._settle(part.place, outcome)

    def _settle(self, place: int, outcome: FileOutcome) -> None:
        self._outcomes[place] = outcome
        self._done += self._files[place].size
        if self._progress is not None:
            self._progress(self._done, self._total, outcome.name)
        if self._told is not None:
            self._told(outcome)
