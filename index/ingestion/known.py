"""Reports that a library has already: the same bytes cost nothing, their new names and metadata are kept."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from index.errors import UnknownReport
from index.ingestion.finding import FoundFile
from index.ingestion.preparing import FileOutcome, now, prepared, unchanged_bytes
from index.models.embedding import Embedder
from index.report import ParsedDocument, Report, Source
from index.store.changes import LibraryChange, MetadataChange
from index.store.rows import NewReport
from index.store.store import Store
from index.structure.metadata import with_stated
from index.structure.sections import section_tree


@dataclass(frozen=True, slots=True)
class Target:
    """What reports are added to: a store, changes of which go through `apply`, and the model of its vectors."""

    store: Store
    embedder: Embedder
    apply: Callable[[LibraryChange], None]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a call of `Library.add` states of its files: metadata above the text's, where they come from, what goes."""

    metadata: Mapping[str, Any] = field(default_factory=dict)
    url: str | None = None
    replacing: str | None = None


class KnownReports:
    """What is stated, for reports that are there already."""

    def __init__(self, target: Target, stated: Stated) -> None:
        self._store = target.store
        self._embedder = target.embedder
        self._apply = target.apply
        self.stated = dict(stated.metadata)
        self.url = stated.url

    def outcome(self, file: FoundFile, report_id: str, replacing: str | None = None) -> FileOutcome | None:
        """Keeps a further name and new metadata of a report that is there; None where it is not."""
        if not self._store.exists:
            return None
        with self._store.reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                return None
            report = catalogue.report(number)
            stated = catalogue.stated(number) | self.stated
        changes = LibraryChange(
            sources=self.new_source(file, report),
            remove=() if replacing in (None, report_id) else (replacing,),
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
            stated = catalogue.stated(number) | self.stated
        return self._restate(number, report, stated, LibraryChange())

    def new_source(self, file: FoundFile, report: Report) -> tuple[tuple[str, Source], ...]:
        """The name that a file gives a report, by the report's id; nothing where it has it."""
        known = {source.name: source.url for source in report.sources}
        if file.name in known and self.url in (None, known[file.name]):
            return ()
        return ((report.report_id, Source(file.name, self.url, now())),)

    def _restate(self, number: int, report: Report, stated: dict[str, Any], changes: LibraryChange) -> bool:
        """Applies `changes`, with the stated metadata where it is other than the report's; whether it is."""
        metadata = with_stated(report.metadata, self.stated)
        if metadata == report.metadata:
            self._apply(changes)
            return False
        if (metadata.title, metadata.year) != (report.metadata.title, report.metadata.year):
            self._renew(number, replace(report, metadata=metadata), stated, changes)
        else:
            self._apply(replace(changes, metadata=(MetadataChange(report.report_id, metadata, stated),)))
        return True

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
