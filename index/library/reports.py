"""Which reports there are, and each of them whole."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from index.errors import LibraryDamaged, UnknownReport
from index.library.opened import Opened, ids_of
from index.models.embedding import Vectors
from index.parsing.page_image import page_image
from index.report import Metadata, Passage, Report
from index.scope import Scope
from index.store.kept_vectors import Pending
from index.store.resolving import resolved
from index.store.rows import StoredReport


class Reports(Opened):
    """What a library holds."""

    def reports(self, report_ids: Sequence[str] | None = None) -> list[StoredReport]:
        """Every report's entry, or those of these ids, in the order they were added.

        Raises LibraryMissing, LibraryDamaged.
        """
        with self._store.reading() as catalogue:
            if report_ids is None:
                return catalogue.reports()
            found = (catalogue.number_of(report_id) for report_id in ids_of(report_ids))
            return catalogue.reports([number for number in found if number is not None])

    def titles(self, report_ids: Iterable[str]) -> dict[str, str]:
        """The titles of these reports by id; none for one that is not there or is damaged."""
        found = {}
        for report_id in ids_of(report_ids):
            with suppress(LibraryDamaged):
                found.update({entry.report_id: entry.metadata.title for entry in self.reports([report_id])})
        return found

    def count(self, scope: Scope | None = None) -> int:
        """How many reports there are, or how many are inside `scope`. Raises LibraryMissing."""
        with self._store.reading() as catalogue:
            return catalogue.count() if scope is None or scope.is_open else len(catalogue.numbers(scope))

    def passage_count(self) -> int:
        """How many passages all reports have."""
        with self._store.reading() as catalogue:
            return catalogue.passage_count()

    def pending(self, scope: Scope | None = None) -> Pending:
        """How many passages are not embedded yet, and of how many reports; inside `scope` where it is given."""
        with self._store.reading() as catalogue:
            found = catalogue.pending()
            if not found.reports or scope is None or scope.is_open:
                return found
            return catalogue.pending(catalogue.numbers(scope))

    def metadata(self, scope: Scope | None = None) -> list[Metadata]:
        """The metadata of the reports inside `scope`, or of all. Raises LibraryMissing, LibraryDamaged."""
        with self._store.reading() as catalogue:
            known = catalogue.all_metadata()
            inside = known if scope is None or scope.is_open else catalogue.numbers(scope)
            return [known[number] for number in inside]

    def report_ids(self, scope: Scope) -> list[str]:
        """The ids of the reports inside `scope`, in the order they were added. Raises LibraryMissing."""
        with self._store.reading() as catalogue:
            return catalogue.report_ids(scope)

    def stamps(self, report_ids: Iterable[str]) -> dict[str, str]:
        """What tells a report and its figures from any other state of them, by its id; none where it is not there."""
        with self._store.reading() as catalogue:
            return catalogue.stamps(ids_of(report_ids))

    def resolve(self, name: str) -> str:
        """The id of the report that `name` names: a unique prefix of an id, or an exact file name.

        Raises UnknownReport.
        """
        with self._store.reading() as catalogue:
            return resolved(name, catalogue, self._store)

    def get(self, report_id: str) -> Report:
        """The whole report with this id. Raises UnknownReport, LibraryDamaged."""
        with self._store.reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                raise UnknownReport(f"no report {report_id[:12]!r} in {self._store}; see: wenju list")
            return catalogue.remembered_report(number)

    def passages(self, report_id: str) -> tuple[tuple[Passage, ...], Vectors]:
        """A report's passages in reading order, and their stored vectors, a row a passage. Raises UnknownReport.

        The rows of a report that is not embedded yet are zeros, which are near nothing.
        """
        with self._store.reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                raise UnknownReport(f"no report {report_id[:12]!r} in {self._store}; see: wenju list")
            found = catalogue.passages_of(number)
            rows = catalogue.vectors_of(number)
            if rows is None:
                dimension = int(catalogue.setting("dimension") or 1)
                rows = np.zeros((len(found), dimension), np.float32)
            return tuple(stored.passage for stored in found), rows

    def original(self, report_id: str) -> Path:
        """Where the source file's bytes are kept."""
        with self._store.reading() as catalogue:
            if (original := catalogue.original_of(report_id)) is not None:
                return self._store.kept_file(original)
        raise UnknownReport(f"no report {report_id[:12]!r} in {self._store}; see: wenju list")

    def text_hashes(self) -> dict[str, str]:
        """The SHA-256 of each report's canonical text, by the report's id: files with the same text share it."""
        with self._store.reading() as catalogue:
            return catalogue.text_hashes()

    def page_image(
        self, report_id: str, page: int, quote: tuple[int, int] | None = None, across: int | None = None
    ) -> bytes:
        """A PDF's page as PNG, `across` pixels wide where they are told, the span `quote` marked. Raises UnknownReport,
        NoSuchPage, UnreadableReport.
        """
        with self._reader(self._limits) as parser:
            return page_image(self.get(report_id), self.original(report_id), page, quote, parser, across)
