"""One call of `Library.add`: what is new is read and stored, what is known keeps its new names and metadata.

Facts and vectors come behind: see finishing.py.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from index.errors import LibraryDamaged, UnknownReport, UnreadableReport
from index.ingestion.finding import FoundFile
from index.ingestion.preparing import (
    FileOutcome,
    OtherVersion,
    Outline,
    Progress,
    file_sha256,
    now,
    prepared,
    read_and_cut,
    refuse,
    unchanged_bytes,
)
from index.ingestion.reading import Reader
from index.models.embedding import Embedder
from index.report import Metadata, ParsedDocument, Report, Source
from index.store.changes import ORIGINALS, LibraryChange, MetadataChange
from index.store.rows import NewReport
from index.store.store import Store
from index.structure.metadata import with_stated
from index.structure.sections import section_tree

# What makes a commit: so many passages, or so many seconds since the last, so that a report is there soon.
COMMIT_PASSAGES = 1024
COMMIT_SECONDS = 2.0


class Stopped(Exception):
    """Who adds a file wants it no more."""


class Adding:
    """One call of `Library.add`: gathers reports and commits them in batches through `apply`."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        apply: Callable[[LibraryChange], None],
        stated: dict[str, Any],
        url: str | None,
        replacing: str | None,
        progress: Progress | None,
        total: int,
        told: Callable[[FileOutcome], None] | None = None,
        stopped: Callable[[], bool] | None = None,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._apply = apply
        self._stated = stated
        self._url = url
        self._replacing = replacing
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
            report_id = file_sha256(file.path)
            outcome = self._known(file, report_id) or self._read(file, report_id, parser)
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
            self._apply(change)
        self._committed = time.monotonic()
        for outcome in self._untold:
            if self._told is not None:
                self._told(outcome)
        self._untold = []

    def _tell(self, file: FoundFile) -> None:
        if self._progress is not None:
            self._progress(self._done, self._total, file.name)

    def _known(self, file: FoundFile, report_id: str) -> FileOutcome | None:
        """Keeps a further name and new metadata of a report that is there; None where it is not."""
        for place, new in enumerate(self._new):
            if new.report.report_id == report_id:
                further = tuple(source for _, source in self._new_source(file, new.report))
                named = replace(new.report, sources=(*new.report.sources, *further))
                self._new[place] = replace(new, report=named)
                return FileOutcome(file.name, file.path, "known", report_id)
        if not self._store.exists:
            return None
        with self._store.reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                return None
            report = catalogue.report(number)
            stated = catalogue.stated(number) | self._stated
        changes = LibraryChange(
            sources=self._new_source(file, report),
            remove=() if self._replacing in (None, report_id) else (self._replacing,),
        )
        is_new = self._restate(number, report, stated, changes) or not changes.is_empty
        return FileOutcome(file.name, file.path, "updated" if is_new else "known", report_id)

    def describe(self, report_id: str) -> bool:
        """Gives a report that is there the stated metadata; whether that changes anything. Raises UnknownReport."""
        with self._store.reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                raise UnknownReport(f"no report {report_id[:12]!r} in {self._store}; see: wenju list")
            report = catalogue.report(number)
            stated = catalogue.stated(number) | self._stated
        return self._restate(number, report, stated, LibraryChange())

    def _restate(self, number: int, report: Report, stated: dict[str, Any], changes: LibraryChange) -> bool:
        """Applies `changes`, with the stated metadata where it is other than the report's; whether it is."""
        metadata = with_stated(report.metadata, self._stated)
        if metadata == report.metadata:
            self._apply(changes)
            return False
        if (metadata.title, metadata.year) != (report.metadata.title, report.metadata.year):
            self._renew(number, replace(report, metadata=metadata), stated, changes)
        else:
            self._apply(replace(changes, metadata=(MetadataChange(report.report_id, metadata, stated),)))
        return True

    def _new_source(self, file: FoundFile, report: Report) -> tuple[tuple[str, Source], ...]:
        known = {source.name: source.url for source in report.sources}
        if file.name in known and self._url in (None, known[file.name]):
            return ()
        return ((report.report_id, Source(file.name, self._url, now())),)

    def _renew(self, number: int, report: Report, stated: dict[str, Any], changes: LibraryChange) -> None:
        """Stores a report again under its new title or year, at its old place.

        The year tells which years its sections speak of. The title is embedded with every passage, so that under a new
        one they are embedded again, behind; otherwise the vectors are those that are there.
        """
        document = ParsedDocument(report.text, report.blocks, report.removals, report.page_starts)
        report = replace(report, sections=section_tree(document, report.metadata.year))
        with self._store.reading() as catalogue:
            old = catalogue.report(number)
            (entry,) = catalogue.reports([number])
            passages = tuple(stored.passage for stored in catalogue.passages_of(number))
            vectors = catalogue.vectors_of(number)
        original, added = entry.original, entry.added
        if old.metadata.title == report.metadata.title:
            new = NewReport(report, stated, original, passages, added, vectors)
        else:
            new = replace(prepared(report, stated, original, self._embedder), added=added)
        self._apply(
            LibraryChange(
                add=(new,),
                remove=(report.report_id, *changes.remove),
                sources=changes.sources,
                originals={original: unchanged_bytes(self._store.kept_file(original), report.report_id)},
            )
        )

    def _read(self, file: FoundFile, report_id: str, parser: Reader) -> FileOutcome:
        stated = (file.kept.stated if file.kept else {}) | self._stated
        report, passages = read_and_cut(file, report_id, parser, stated, self._url, self._embedder.token_counting)
        original = f"{ORIGINALS}/{report_id}{file.path.suffix.lower()}"
        new = prepared(report, stated, original, self._embedder, passages, parser.limits.passages)
        if self._stopped():
            raise Stopped
        self._originals[original] = unchanged_bytes(file.path, report_id)
        self._new.append(new)
        versions = other_versions(report, self._beside(report))
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

    def _beside(self, report: Report) -> list[tuple[str, tuple[str, ...], Metadata]]:
        """(id, names, metadata) of reports of its name or title: those gathered here, and the library's.

        One that is being replaced is none of them.
        """
        names = tuple(source.name for source in report.sources)
        beside = [
            (new.report.report_id, tuple(source.name for source in new.report.sources), new.report.metadata)
            for new in self._new
        ]
        if self._store.exists:
            with self._store.reading() as catalogue:
                known = catalogue.reports(catalogue.alike(names, report.metadata.title))
            beside += [(each.report_id, tuple(s.name for s in each.sources), each.metadata) for each in known]
        return [each for each in beside if each[0] not in (report.report_id, self._replacing)]


def other_versions(report: Report, beside: Sequence[tuple[str, tuple[str, ...], Metadata]]) -> tuple[OtherVersion, ...]:
    """The reports that `report` may be another version of: by its file's name, else by what its title tells.

    A file's name alone tells nothing where the titles name other places or years: two folders may each hold their
    政府工作报告.txt.
    """
    found = []
    own = _identity(report.metadata)
    names = {source.name for source in report.sources}
    for report_id, known_names, metadata in beside:
        same_title = own is not None and own == _identity(metadata)
        shared = names.intersection(known_names)
        if shared and (same_title or own is None or _identity(metadata) is None):
            found.append(OtherVersion(report_id, shared.pop(), "name"))
        elif same_title:
            found.append(OtherVersion(report_id, known_names[0], "title"))
    return tuple(found)


def _identity(metadata: Metadata) -> tuple[object, ...] | None:
    """What tells one report from another; None where its title does not name whose it is or of when."""
    whose = metadata.region or metadata.issuer
    if whose is None or (metadata.year is None and metadata.period_end is None):
        return None
    return (metadata.title, metadata.region, metadata.issuer, metadata.year, metadata.period_end, metadata.language)
