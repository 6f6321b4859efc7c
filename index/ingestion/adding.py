"""One call of `Library.add`: what is new is read and stored; for what is known see known.py.

Facts and vectors come behind: see finishing.py.
"""

import time
from collections.abc import Callable
from dataclasses import replace

from index.errors import LibraryDamaged, UnreadableReport
from index.ingestion.finding import FoundFile
from index.ingestion.known import KnownReports, Stated, Target
from index.ingestion.preparing import (
    FileOutcome,
    Outline,
    Progress,
    file_sha256,
    prepared,
    read_and_cut,
    refuse,
    unchanged_bytes,
)
from index.ingestion.reading import Reader
from index.ingestion.versions import Beside, alike_in, other_versions
from index.report import Report
from index.store.changes import ORIGINALS, LibraryChange
from index.store.rows import NewReport

# What makes a commit: so many passages, or so many seconds since the last, so that a report is there soon.
COMMIT_PASSAGES = 1024
COMMIT_SECONDS = 2.0


class Stopped(Exception):
    """Who adds a file wants it no more."""


class Adding:
    """One call of `Library.add`: gathers reports and commits them in batches through `apply`."""

    def __init__(
        self,
        target: Target,
        stated: Stated,
        progress: Progress | None,
        total: int,
        told: Callable[[FileOutcome], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> None:
        self._known_reports = KnownReports(target, stated)
        self._target = target
        self._stated = stated
        self._replacing = stated.replacing  # until it is replaced
        self._progress = progress
        self._total = total
        self._told = told
        self._stopped = stopped or (lambda: False)
        self._done = 0
        self._committed = time.monotonic()
        self._untold: list[FileOutcome] = []  # told when they are true
        self._new: list[NewReport] = []
        self._originals: dict[str, bytes] = {}

    def add(self, file: FoundFile, parser: Reader) -> FileOutcome:
        """Reads one file and commits when a batch is full. Where it was stopped meanwhile nothing of it is kept."""
        self._tell(file)
        try:
            if self._stopped():
                raise Stopped
            refuse(file)
            with file.at_hand() as here:
                report_id = file_sha256(here.path)
                outcome = self._known(here, report_id) or self._read(here, report_id, parser)
        except (UnreadableReport, LibraryDamaged) as error:
            outcome = FileOutcome(file.name, file.path, "refused", reason=str(error))
        except Stopped:
            outcome = FileOutcome(file.name, file.path, "stopped")
        self._done += file.size
        self._tell(file)
        self._untold.append(outcome)
        full = sum(len(new.passages) for new in self._new) >= COMMIT_PASSAGES
        if full or time.monotonic() - self._committed >= COMMIT_SECONDS or not self._new:
            self.commit()
        return outcome

    def commit(self) -> None:
        """Stores what was gathered since the last commit, and tells what became of the files."""
        if self._new:
            remove = () if self._replacing is None else (self._replacing,)
            change = LibraryChange(add=tuple(self._new), remove=remove, originals=dict(self._originals))
            self._new, self._originals, self._replacing = [], {}, None
            self._target.apply(change)
        self._committed = time.monotonic()
        for outcome in self._untold:
            if self._told is not None:
                self._told(outcome)
        self._untold = []

    def _tell(self, file: FoundFile) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total, file.name)

    def _known(self, file: FoundFile, report_id: str) -> FileOutcome | None:
        """Keeps a further name of a report that is gathered here, or what is new of one that the library has."""
        for place, new in enumerate(self._new):
            if new.report.report_id == report_id:
                further = tuple(source for _, source in self._known_reports.new_source(file, new.report))
                named = replace(new.report, sources=(*new.report.sources, *further))
                self._new[place] = replace(new, report=named)
                return FileOutcome(file.name, file.path, "known", report_id)
        return self._known_reports.outcome(file, report_id, self._replacing)

    def _read(self, file: FoundFile, report_id: str, parser: Reader) -> FileOutcome:
        stated = (file.kept.stated if file.kept else {}) | dict(self._stated.metadata)
        embedder = self._target.embedder
        report, passages = read_and_cut(file, report_id, parser, stated, self._stated.url, embedder.token_counting)
        original = f"{ORIGINALS}/{report_id}{file.path.suffix.lower()}"
        new = prepared(report, stated, original, embedder, passages, parser.limits.passages)
        if self._stopped():
            raise Stopped
        self._originals[original] = unchanged_bytes(file.path, report_id)
        self._new.append(new)
        names = tuple(source.name for source in report.sources)
        versions = other_versions(report.metadata, names, self._beside(report))
        return FileOutcome(
            file.name,
            file.path,
            "added",
            report_id,
            passages=len(new.passages),
            problems=report.problems,
            read_as=Outline.of(report),
            versions=versions,
        )

    def _beside(self, report: Report) -> list[Beside]:
        """The reports of its name or title, those gathered here and the library's, but one that is being replaced."""
        beside = [
            Beside(new.report.report_id, tuple(source.name for source in new.report.sources), new.report.metadata)
            for new in self._new
        ]
        beside += alike_in(self._target.store, tuple(source.name for source in report.sources), report.metadata.title)
        return [each for each in beside if each.report_id not in (report.report_id, self._replacing)]
