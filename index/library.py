"""A library of reports: the one door to the catalogue and what is derived from it.

Any number of readers and one writer; every search sees one whole generation.
"""

import functools
import hashlib
import threading
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from index.errors import LibraryDamaged, LibraryError, UnknownReport
from index.ingestion import finishing, ledgers
from index.ingestion.adding import Adding
from index.ingestion.completing import completed
from index.ingestion.finding import FoundFile, contents, find_files, kept_in_step
from index.ingestion.finishing import FinishingProgress
from index.ingestion.known import KnownReports
from index.ingestion.preparing import FileOutcome, Progress
from index.ingestion.reading import Reader, ReadingProcess
from index.ingestion.taking_out import TakenOut, taken_out
from index.ledger.entries import entries_of
from index.ledger.entry import Entry
from index.ledger.version import ledger_version
from index.models.embedding import Embedder, Vectors
from index.models.reranking import DEPTH as RERANKED
from index.models.reranking import Reranker, reranked
from index.parsing import Limits
from index.parsing.page_image import page_image
from index.report import Metadata, Passage, RankedPassage, Report
from index.scope import Scope
from index.spent import Spent
from index.store import transactions
from index.store.backup import Copied, back_up, restore
from index.store.changes import LibraryChange
from index.store.kept_vectors import Pending
from index.store.ledger import Selection, Subject
from index.store.local import LocalStore
from index.store.made_with import made_by, precision_of, require_own_model, require_writable
from index.store.resolving import resolved
from index.store.rows import StoredReport
from index.store.store import Generation, Store
from index.store.upgrading import upgrade
from index.structure.passages import indexed_text

if TYPE_CHECKING:
    from index.ingestion.spread.on_ray import RayWorkers


# Ledgers read by a process since the store keeps none of its version, some 5 MB for a hundred reports.
LEDGERS_READ = 2_000


class Library:
    """Reports in a folder, or in another store. Nothing is created until the first report is added."""

    def __init__(
        self,
        where: Path | Store,
        embedder: Embedder,
        limits: Limits | None = None,
        reranker: Reranker | None = None,
        reader: Callable[[Limits], Reader] = ReadingProcess,
    ) -> None:
        self._store = LocalStore(where) if isinstance(where, Path) else where
        self._embedder = embedder
        self._limits = limits or Limits()
        self._reranker = reranker
        self._reader = reader
        # A question is embedded for the search and again to compare sentences with it.
        self._query_vectors = functools.lru_cache(maxsize=64)(self._embed_query)
        # Ledgers that the store doesn't keep in this version, by report and what is known of it.
        self._ledgers_read: dict[tuple[str, Metadata], tuple[Entry, ...]] = {}
        self.spent = Spent()  # on embedding, for whoever watches a server

    @property
    def root(self) -> Path:
        """The folder on this machine for what is kept beside the reports; of a library in a folder, that folder."""
        return self._store.root

    @property
    def address(self) -> str:
        """What names the library: its folder, or its address in a cluster."""
        return str(self._store)

    @property
    def exists(self) -> bool:
        """Whether there is a library."""
        return self._store.exists

    # -- reading

    def reports(self, report_ids: Sequence[str] | None = None) -> list[StoredReport]:
        """Every report's entry, or those of these ids, in the order they were added.

        Raises LibraryMissing, LibraryDamaged.
        """
        with self._store.reading() as catalogue:
            if report_ids is None:
                return catalogue.reports()
            found = (catalogue.number_of(report_id) for report_id in report_ids)
            return catalogue.reports([number for number in found if number is not None])

    def titles(self, report_ids: Iterable[str]) -> dict[str, str]:
        """The titles of these reports by id; none for one that is not there or is damaged."""
        found = {}
        for report_id in dict.fromkeys(report_ids):
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

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """How much each lexical token tells, by the passages of the library that have it (BM25's idf)."""
        with self._store.reading() as catalogue:
            return catalogue.term_weights(terms)

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages have each lexical token: 0 for what no report says."""
        with self._store.reading() as catalogue:
            return catalogue.passages_with(terms)

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the lexical tokens, anywhere in it."""
        with self._store.reading() as catalogue:
            return catalogue.has_together(terms)

    def similarities(self, query: str, texts: Sequence[str]) -> list[float]:
        """The cosine of the query with each text, by the library's own embedding model."""
        if not texts:
            return []
        rows = self.spent.on("passages", lambda: self._embedder.embed_passages(texts))
        return [float(cosine) for cosine in rows @ self._query_vectors(query)]

    def _embed_query(self, query: str) -> Vectors:
        return self.spent.on("query", lambda: self._embedder.embed_query(query))

    def query_vector(self, text: str) -> Vectors:
        """The query vector of a text by the library's own embedding model; the last 64 are remembered."""
        vector: Vectors = self._query_vectors(text)
        return vector

    @property
    def embedder_fingerprint(self) -> str:
        """What tells whether another's vectors can be compared with this library's."""
        return self._embedder.fingerprint

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

    def fingerprint(self) -> str:
        """16 hex digits that change with the reports, their texts, the embedding model or the way of cutting.

        And with what is not embedded yet.
        """
        with self._store.reading() as catalogue:
            pending = catalogue.pending()
            made = [catalogue.setting(name) for name in ("model", "embedding", "passages")]
            made += [f"{pending.passages} passages not embedded"] if pending.passages else []
            known = sorted(catalogue.text_hashes().items())
            metadata = sorted(map(repr, catalogue.all_metadata().values()))
        return hashlib.sha256(repr((made, known, metadata)).encode()).hexdigest()[:16]

    def embedding(self) -> dict[str, str | None]:
        """What scores depend on beside texts: the model, its fingerprint, and the types that it computes in.

        `precision` is that of passages, now; `passages` that of the stored vectors, several joined by `+`. Loads the
        model. None where the embedder, or a library of an earlier version, does not say.
        """
        with self._store.reading() as catalogue:
            stored = catalogue.setting("precision")
        return {
            "model": self._embedder.name,
            "fingerprint": self._embedder.fingerprint,
            "precision": precision_of(self._embedder),
            "passages": stored,
        }

    def page_image(
        self, report_id: str, page: int, quote: tuple[int, int] | None = None, across: int | None = None
    ) -> bytes:
        """A PDF's page as PNG, `across` pixels wide where they are told, the span `quote` marked. Raises UnknownReport,
        NoSuchPage, UnreadableReport.
        """
        with self._reader(self._limits) as parser:
            return page_image(self.get(report_id), self.original(report_id), page, quote, parser, across)

    def generation(self) -> int:
        """The number of the last commit; it never goes back."""
        with self._store.reading() as catalogue:
            return catalogue.generation()

    def search(
        self, query: str, k: int = 10, scope: Scope | None = None, synonyms: Sequence[str] = ()
    ) -> list[RankedPassage]:
        """The best `k` passages inside `scope`, best first; none where no report is inside.

        `synonyms` are further names of what the query speaks of, for the words to match.
        Raises LibraryMissing, LibraryMismatch, LibraryDamaged.
        """
        vector = self._query_vector(query)
        with self._store.reading() as catalogue:
            numbers = None if scope is None or scope.is_open else catalogue.numbers(scope)
            depth = k if self._reranker is None else max(k, RERANKED)
            ranking = catalogue.search(query, vector, depth, numbers, synonyms)
            stored = catalogue.passages([key for key, _ in ranking])
            reports = {
                number: catalogue.remembered_report(number)
                for number in dict.fromkeys(found.report for found in stored.values())
            }
        if self._reranker is not None:  # outside the transaction: it takes seconds, and a writer waits for readers
            first = [stored[key] for key, _ in ranking[:RERANKED]]
            texts = [indexed_text(reports[found.report], found.passage) for found in first]
            ranking = reranked(self._reranker, query, ranking, texts)[:k]
        return [
            self._ranked(rank, score, reports[stored[key].report], stored[key].passage)
            for rank, (key, score) in enumerate(ranking, start=1)
        ]

    def ranked_passage(self, report_id: str, number: int, score: float) -> RankedPassage:
        """The `number`th passage of a report as a search would return it, with that score, at no rank of its own.

        Raises UnknownReport, LibraryDamaged.
        """
        passages, _ = self.passages(report_id)
        return self._ranked(0, score, self.get(report_id), passages[number])

    def _ranked(self, rank: int, score: float, report: Report, passage: Passage) -> RankedPassage:
        return RankedPassage(
            rank=rank,
            score=score,
            report_id=report.report_id,
            title=report.metadata.title,
            source=report.sources[0].name,
            section=report.headings(passage.start),
            page=report.page_at(passage.start),
            start=passage.start,
            end=passage.end,
            text=report.text[passage.start : passage.end],
        )

    def _query_vector(self, query: str) -> Vectors | None:
        """None where nothing is embedded yet: the words alone are searched, and no model is loaded."""
        with self._store.reading() as catalogue:
            require_own_model(self._store, catalogue, self._embedder)
            has_vectors = catalogue.has_vectors
        return self._query_vectors(query) if has_vectors else None

    # -- the ledger

    def ledger(self, report_id: str) -> tuple[Entry, ...]:
        """Every figure of a report, in its order: as kept, else read now. Raises UnknownReport, LibraryDamaged."""
        with self._store.reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is not None and catalogue.ledger.version(number) == ledger_version():
                return catalogue.ledger.of(number)
        return self._read_ledger(self.get(report_id))

    def _read_ledger(self, report: Report) -> tuple[Entry, ...]:
        """A ledger that the store doesn't keep, or keeps of another version: read once by this process."""
        key = (report.report_id, report.metadata)
        if (entries := self._ledgers_read.get(key)) is None:
            entries = entries_of(report)
            if len(self._ledgers_read) < LEDGERS_READ:
                self._ledgers_read[key] = entries
        return entries

    def with_ledgers(self, report_ids: Iterable[str]) -> list[tuple[Report, tuple[Entry, ...]]]:
        """These reports with their figures, all of one generation. Raises UnknownReport, LibraryDamaged."""
        found = []
        with self._store.reading() as catalogue:
            kept, version = catalogue.ledger, ledger_version()
            for report_id in report_ids:
                number = catalogue.number_of(report_id)
                if number is None:
                    raise UnknownReport(f"no report {report_id[:12]!r} in {self._store}; see: wenju list")
                entries = kept.of(number) if kept.version(number) == version else None
                found.append((catalogue.remembered_report(number), entries))
        return [(report, self._read_ledger(report) if entries is None else entries) for report, entries in found]

    def entries(
        self,
        *,
        canonicals: Sequence[str] = (),
        subjects: Sequence[str] = (),
        kinds: Sequence[str] = (),
        stages: Sequence[str] = (),
        units: Sequence[str] = (),
        years: Sequence[int] = (),
        scope: Scope | None = None,
        limit: int | None = None,
    ) -> list[tuple[str, Entry]]:
        """(report id, entry) of the kept entries that measure one of `canonicals` or `subjects` and hold the rest.

        In the order of the reports; with a `limit` the newest years first. `years` are those that an entry is about, a
        span over several years is none of them. `scope` says which reports, and its regions whose figures: a city's
        figure in a province's report is the city's. Reports of `without_ledger` give nothing, or what an earlier
        version read. Raises LibraryMissing, LibraryDamaged.
        """
        with self._store.reading() as catalogue:
            wanted = Selection(
                canonicals=tuple(canonicals),
                subjects=tuple(subjects),
                kinds=tuple(kinds),
                stages=tuple(stages),
                units=tuple(units),
                years=tuple(years),
            )
            return catalogue.ledger.find(_within(scope or Scope(), wanted, catalogue), limit)

    def subjects(self, scope: Scope | None = None, most: int | None = None) -> list[Subject]:
        """What the kept entries inside `scope` measure and how often, the most often told first, `most` at most."""
        with self._store.reading() as catalogue:
            numbers = None if scope is None or scope.is_open else catalogue.numbers(scope)
            return catalogue.ledger.subjects(numbers, most)

    def subjects_named(self, names: Iterable[str]) -> list[Subject]:
        """What kept entries measure under one of these names, exactly."""
        with self._store.reading() as catalogue:
            return catalogue.ledger.named(names)

    def fact_counts(self) -> dict[str, int]:
        """How many figures are kept of each report, by its id; one that was not read for them yet is not there."""
        with self._store.reading() as catalogue:
            counts = catalogue.ledger.counts()
            return {report_id: counts[number] for number, report_id, _ in catalogue.originals() if number in counts}

    def without_ledger(self) -> list[str]:
        """Ids of the reports whose ledger is not kept or was read by an earlier version, those added last first."""
        with self._store.reading() as catalogue:
            missing = catalogue.ledger.missing(ledger_version())
            ids = {number: report_id for number, report_id, _ in catalogue.originals()} if missing else {}
            return [ids[number] for number in missing]

    def without_facts(self) -> int:
        """How many reports were never read for their facts."""
        with self._store.reading() as catalogue:
            return catalogue.ledger.never_read()

    def read_ledgers(self, told: Callable[[int, int], None] | None = None) -> int:
        """Keeps every ledger that is missing, out of date or damaged; embeds nothing. Returns how many.

        `told` is called with how many of how many are done. Raises LibraryBusy, LibraryNotWritable.
        """
        if not self._store.stores_whole:
            return ledgers.catch_up(self._folder, told)
        missing = self.without_ledger()
        for done, report_id in enumerate(missing, start=1):
            with self._store.reading() as catalogue:
                taken = taken_out(self._store, catalogue, report_id)
            if taken is not None:  # its facts are read as it is stored again
                self._apply(LibraryChange(add=(taken.new,), remove=(report_id,), originals=taken.originals))
            if told is not None:
                told(done, len(missing))
        return len(missing)

    # -- writing

    def add(
        self,
        paths: Sequence[Path | str],
        stated: dict[str, Any] | None = None,
        url: str | None = None,
        replacing: str | None = None,
        progress: Progress | None = None,
        sync: bool = False,
        wait: bool = True,
        finishing: FinishingProgress | None = None,
        told: Callable[[FileOutcome], None] | None = None,
        stopped: Callable[[], bool] | None = None,
        workers: "RayWorkers | None" = None,
    ) -> list[FileOutcome]:
        """Adds files, folders of files and what libraries at addresses keep; what cannot be read is refused by name.

        A report can be listed, searched by its words and asked as soon as it is stored; its facts and its vectors come
        behind: before this returns, or with `wait` False whenever `finish` is called. `progress` tells of the files,
        `finishing` of what comes behind, `told` what became of each file once that is so.

        `sync` removes what came from a folder named here and is in none any more; a folder that holds no file at all
        removes nothing, since its disk may be away.

        `stated` holds metadata that goes above the text's own: `year`, `region`, `title`. `replacing` is the id of
        a report that goes when the (single) new one comes, in one commit. A batch that is committed stays, also
        when a later one fails. Where `stopped` says so, before or after a file is read, nothing of it is kept.
        With `workers` it is they who read and embed, and write where the store lets them; nothing is replaced then.
        Raises LibraryBusy, LibraryMismatch, LibraryNotWritable.
        """
        require_writable(self._store, self._embedder)
        files = list(find_files(paths))
        total = sum(file.size for file in files)
        if workers is not None:
            from index.ingestion.spread.adding import SpreadAdding

            known = KnownReports(self._store, self._embedder, self._apply, stated or {}, url)
            outcomes = SpreadAdding(workers, self._store, known, self._apply, progress, told).add(files)
        else:
            adding = Adding(
                self._store, self._embedder, self._apply, stated or {}, url, replacing, progress, total, told, stopped
            )
            with self._reader(self._limits) as parser:
                outcomes = [adding.add(file, parser) for file in files]
            adding.commit()
        outcomes += self._keep_folders(paths, files, outcomes, sync)
        if wait and self.exists:
            self.finish(finishing)
        return outcomes

    def finish(
        self, told: FinishingProgress | None = None, stop: threading.Event | None = None, wait: bool = True
    ) -> bool:
        """Reads the facts and embeds the passages that are left; False where something is left still.

        Where another process is at it, waits for it, or with `wait` False leaves it to that one. `stop` ends it at the
        next block. Raises LibraryBusy, LibraryMismatch, LibraryNotWritable, EmbeddingError.
        """
        if self._store.stores_whole:
            return True
        return finishing.finish(self._folder, self._embedder, told, stop, wait)

    def _keep_folders(
        self, paths: Sequence[Path | str], files: Sequence[FoundFile], outcomes: Sequence[FileOutcome], sync: bool
    ) -> list[FileOutcome]:
        """Notes which reports each folder holds; with `sync` removes those that none holds any more."""
        folders = [
            path
            for path in paths
            if isinstance(path, Path) and path.is_dir() and not (path / transactions.FILE_NAME).is_file()
        ]
        if not folders or not self.exists:
            return []
        held = [(file, outcome.report_id) for file, outcome in zip(files, outcomes, strict=True)]
        with self._store.reading() as catalogue:
            before = catalogue.folders()
            known = {report_id for _, report_id, _ in catalogue.originals()}
            changed, gone = kept_in_step(before, contents(folders, held), known, sync)
            names = {entry.report_id: entry.sources[0].name for entry in self.reports(gone)} if gone else {}
        self._apply(LibraryChange(remove=gone, folders=changed))
        return [FileOutcome(names[report_id], Path(), "removed", report_id) for report_id in gone]

    def describe(self, report_id: str, stated: dict[str, Any]) -> bool:
        """States `year`, `region`, `issuer` or `title` of a report above its text; None takes it for not told.

        Whether that changed anything. Facts, and vectors under a new title, are left to `finish`. Raises UnknownReport,
        LibraryBusy, LibraryNotWritable.
        """
        require_writable(self._store, self._embedder)
        return KnownReports(self._store, self._embedder, self._apply, stated, None).describe(report_id)

    def take_out(self, report_ids: Iterable[str]) -> list[TakenOut]:
        """Removes reports and gives what `put_back` needs; of one that is damaged, nothing. Raises LibraryBusy."""
        wanted = list(dict.fromkeys(report_ids))
        with self._store.reading() as catalogue:
            taken = [found for each in wanted if (found := taken_out(self._store, catalogue, each)) is not None]
        self.remove(wanted)
        return taken

    def put_back(self, taken: Iterable[TakenOut]) -> None:
        """Adds what was taken out, as it was; its facts are left to `finish`. Raises LibraryBusy."""
        kept = list(taken)
        originals = {name: content for each in kept for name, content in each.originals.items()}
        self._apply(LibraryChange(add=tuple(each.new for each in kept), originals=originals))

    def remove(self, report_ids: Iterable[str]) -> None:
        """Removes reports; nothing of them is found again, and their kept files go. Raises LibraryBusy."""
        self._apply(LibraryChange(remove=tuple(report_ids)))

    def back_up(self, folder: Path) -> Copied:
        """Copies the library into `folder`, whole, while it is in use; an earlier backup there gets only news.

        Raises LibraryMissing, LibraryDamaged, LibraryNotWritable.
        """
        return back_up(self._folder, folder)

    def restore(self, folder: Path) -> Copied:
        """Makes this library, where there is none yet, of the backup in `folder`.

        Raises LibraryMissing, LibraryDamaged, LibraryNotWritable.
        """
        return restore(folder, self._folder)

    def upgrade(self) -> bool:
        """Brings a library of an earlier version along; embeds nothing. False where it is of this version."""
        return not self._store.stores_whole and upgrade(self._folder)

    def rebuild(self) -> int:
        """Writes the derived files again from the catalogue; embeds nothing. Returns the new generation."""
        return self._store.rebuild()

    def _apply(self, change: LibraryChange) -> None:
        if change.is_empty:
            return
        if change.add:
            self._store.create(made_by(self._embedder))
            with self._store.reading() as catalogue:
                require_own_model(self._store, catalogue, self._embedder)
        if self._store.stores_whole:
            change = completed(change, self._embedder)
        self._store.apply(change)

    @property
    def _folder(self) -> Path:
        """The folder of a library in one. Raises LibraryError for another: what asks is done there by its own tools."""
        if isinstance(self._store, LocalStore):
            return self._store.root
        raise LibraryError(
            f"{self._store} is no folder: copy its objects with the object store's own tools, and make Milvus anew "
            "from them with: wenju doctor --repair"
        )

    # -- integrity

    def findings(self) -> list[str]:
        """What is wrong with the library, a line each; empty when all is sound."""
        return self._store.findings(self._embedder)


def _within(scope: Scope, wanted: Selection, catalogue: Generation) -> Selection:
    """The selection inside `scope`. Regions and issuers are columns of the ledger; the rest takes all metadata."""
    if scope.years or scope.or_unstated or scope.empty:
        return replace(wanted, reports=tuple(catalogue.numbers(scope)))
    numbers = (number for each in scope.reports if (number := catalogue.number_of(each)) is not None)
    reports = tuple(numbers) if scope.reports else None
    return replace(wanted, regions=scope.regions, issuers=scope.issuers, reports=reports)
