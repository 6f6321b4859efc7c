"""What a library stands on, whichever store it is: a folder on this machine, or a cluster.

A store keeps reports and gives them back one whole generation at a time. `LocalStore` is a folder: SQLite, FAISS and
tantivy; `ClusterStore` keeps its truth in objects and its passages in Milvus.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from index.ledger.entry import Entry
from index.models.embedding import Embedder, Vectors
from index.report import Metadata, Report
from index.scope import Scope
from index.search.ranking import Ranking
from index.store.changes import LibraryChange
from index.store.kept_vectors import Pending
from index.store.ledger import Selection, Subject
from index.store.rows import StoredPassage, StoredReport


class Ledgers(Protocol):
    """The figures of the reports of one generation."""

    def find(self, wanted: Selection, limit: int | None = None) -> list[tuple[str, Entry]]:
        """(report id, entry) of what is wanted, by report and place; with a `limit` the newest years first."""

    def subjects(self, scope: Scope | None = None, most: int | None = None) -> list[Subject]:
        """What is measured inside `scope`, or in all; what most entries tell comes first, `most` at most."""

    def named(self, names: Iterable[str]) -> list[Subject]:
        """What is measured under one of these names, exactly."""

    def version(self, number: int) -> str | None:
        """The version of the reader that a report's ledger was read by; None where it has none."""

    def of(self, number: int) -> tuple[Entry, ...]:
        """A report's kept entries, in its order; none where none are kept."""

    def of_each(self, numbers: Sequence[int]) -> dict[int, tuple[Entry, ...]]:
        """The kept entries of each of these reports, in its order."""

    def counts(self) -> dict[int, int]:
        """How many figures are kept of each report that was read for them, by its number."""

    def missing(self, version: str) -> list[int]:
        """Numbers of the reports without a ledger of this version, those added last first."""

    def never_read(self) -> int:
        """How many reports have no ledger of any version."""


class Generation(Protocol):
    """One state of a library, while it is read. Reports go by numbers that mean something only inside the store."""

    @property
    def ledger(self) -> Ledgers:
        """The figures."""

    def generation(self) -> int:
        """The number of this state; later ones have higher numbers."""

    def setting(self, name: str) -> str | None:
        """A setting's value; None where it was never set."""

    def folders(self) -> dict[str, tuple[str, ...]]:
        """The ids of the reports that each folder held when it was added, by the folder's absolute path."""

    def count(self) -> int:
        """How many reports there are."""

    def passage_count(self) -> int:
        """How many passages there are."""

    def pending(self, numbers: Sequence[int] | None = None) -> Pending:
        """What is not embedded yet, in all or in the reports `numbers`."""

    def numbers(self, scope: Scope) -> list[int]:
        """Numbers of the reports inside `scope`."""

    def report_ids(self, scope: Scope) -> list[str]:
        """Ids of the reports inside `scope`, in the order they were added."""

    def number_of(self, report_id: str) -> int | None:
        """The number of the report with this id; None where there is none."""

    def originals(self) -> list[tuple[int, str, str]]:
        """(number, report id, kept file) of every report."""

    def original_of(self, report_id: str) -> str | None:
        """The kept file of a report, as the store names it; None where there is no such report."""

    def named(self, name: str) -> list[str]:
        """Ids of the reports that have exactly this file name."""

    def alike(self, names: Sequence[str], title: str) -> list[int]:
        """Numbers of the reports that have one of these file names, or this title."""

    def beginning_with(self, prefix: str) -> list[str]:
        """Ids that begin so."""

    def beginning_anyhow(self, prefix: str) -> list[str]:
        """As `beginning_with`, also where what finds ids fast is damaged."""

    def text_hashes(self) -> dict[str, str]:
        """The SHA-256 of each report's canonical text, by the report's id."""

    def stamps(self, report_ids: Sequence[str]) -> dict[str, str]:
        """What tells a report and its figures from any other state of them, by its id; none where it is not there."""

    def reports(self, numbers: Sequence[int] | None = None) -> list[StoredReport]:
        """Every report's entry, or those of `numbers`, in the order they were added. Raises LibraryDamaged."""

    def all_metadata(self) -> dict[int, Metadata]:
        """The metadata of every report, by its number. Raises LibraryDamaged."""

    def stated(self, number: int) -> dict[str, Any]:
        """The metadata that the user stated for a report. Raises LibraryDamaged."""

    def report(self, number: int) -> Report:
        """The whole report. Raises LibraryDamaged where it is not what was stored."""

    def remembered_report(self, number: int) -> Report:
        """The whole report, of those read last from memory. Raises LibraryDamaged."""

    def passages_of(self, number: int) -> list[StoredPassage]:
        """A report's passages in reading order."""

    def vectors_of(self, number: int) -> Vectors | None:
        """A report's vectors, a row a passage; None where they are not all there."""

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """The passages with these ids."""

    @property
    def has_vectors(self) -> bool:
        """Whether a passage can be searched by its vector: else a query need not be embedded."""

    def search(
        self,
        query: str,
        vector: Vectors | None,
        k: int,
        scope: Scope | None = None,
        synonyms: Iterable[str] = (),
    ) -> Ranking:
        """The best `k` passages by words and vector, of the reports inside `scope` alone; none where none is."""

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """BM25's inverse document frequency of each lexical token, over passages."""

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages have each lexical token: 0 for none, and a store may stop counting at some thousand."""

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the tokens."""


class Store(Protocol):
    """Where reports are kept; `str()` names it in messages. Safe to share between threads."""

    @property
    def root(self) -> Path:
        """The folder on this machine for what the user keeps beside the reports."""

    @property
    def stores_whole(self) -> bool:
        """Whether a report is stored with its facts and vectors at once; else they come behind."""

    @property
    def exists(self) -> bool:
        """Whether there is a library yet."""

    def create(self, settings: Mapping[str, str]) -> None:
        """Makes an empty library where there is none. Raises LibraryBusy, LibraryNotWritable."""

    def require_writable(self) -> None:
        """Refuses at once where nothing could be written. Raises LibraryNotWritable."""

    def reading(self) -> AbstractContextManager[Generation]:
        """The last generation; everything read inside belongs to it. Raises LibraryMissing."""

    def kept_file(self, original: str) -> Path:
        """A file on this machine with the kept bytes that a generation names so."""

    def apply(self, change: LibraryChange) -> None:
        """Commits a change: all of it is kept or none. Raises LibraryBusy, LibraryNotWritable."""

    def findings(self, embedder: Embedder) -> list[str]:
        """What is wrong with the library, a line each; empty when all is sound."""

    def rebuild(self) -> int:
        """Makes what is derived again from the truth; embeds nothing. Returns the generation."""
