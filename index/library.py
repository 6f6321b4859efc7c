"""A library of reports: the one door to the catalogue and what is derived from it.

Any number of readers and one writer; every search sees one whole generation.
"""

import errno
import functools
import hashlib
import os
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from index.errors import LibraryDamaged, LibraryMismatch, UnknownReport, UnreadableReport
from index.ingestion import ledgers
from index.ingestion.adding import Adding
from index.ingestion.finding import FoundFile, contents, find_files
from index.ingestion.preparing import FileOutcome, Progress, file_sha256
from index.ingestion.reading import Reader, ReadingProcess
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
from index.store import commit, transactions
from index.store.catalogue import Catalogue, StoredReport, metadata_of
from index.store.commit import Change
from index.store.durable import not_writable, read_intact, writer_lock
from index.store.ledger import Selection, Subject
from index.store.snapshot import LEXICAL_KINDS, Snapshot
from index.structure.passages import PASSAGES_VERSION, TOKENS, indexed_text

CACHED_REPORTS = 128
KNOWN_METADATA = 4096


class Library:
    """A folder of reports. Nothing is created until the first report is added."""

    def __init__(
        self,
        root: Path,
        embedder: Embedder,
        limits: Limits | None = None,
        reranker: Reranker | None = None,
        reader: Callable[[Limits], Reader] = ReadingProcess,
    ) -> None:
        self.root = root
        self._embedder = embedder
        self._limits = limits or Limits()
        self._reranker = reranker
        self._reader = reader
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._reports: OrderedDict[tuple[int, int], Report] = OrderedDict()
        # A question is embedded for the search and again to compare sentences with it.
        self._query_vectors = functools.lru_cache(maxsize=64)(embedder.embed_query)
        # A question reads all metadata five times: 9 ms each for 599 reports, 4 where it is remembered.
        self._read_metadata = functools.lru_cache(maxsize=KNOWN_METADATA)(metadata_of)

    @property
    def exists(self) -> bool:
        """Whether the folder holds a library."""
        return (self.root / transactions.FILE_NAME).is_file()

    # -- reading

    def _reading(self) -> AbstractContextManager[Catalogue]:
        """A read transaction that takes what this library remembers of its reports' metadata."""
        return transactions.reading(self.root, self._read_metadata)

    def reports(self) -> list[StoredReport]:
        """Every report's entry, in the order they were added. Raises LibraryMissing, LibraryDamaged."""
        with self._reading() as catalogue:
            return catalogue.reports()

    def metadata(self, scope: Scope | None = None) -> list[Metadata]:
        """The metadata of the reports inside `scope`, or of all. Raises LibraryMissing, LibraryDamaged."""
        with self._reading() as catalogue:
            known = catalogue.metadata()
            inside = known if scope is None or scope.is_open else catalogue.numbers(scope)
            return [known[number] for number in inside]

    def report_ids(self, scope: Scope) -> list[str]:
        """The ids of the reports inside `scope`, in the order they were added. Raises LibraryMissing."""
        with self._reading() as catalogue:
            return catalogue.report_ids(scope)

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """How much each lexical token tells, by the passages of the library that have it (BM25's idf)."""
        with self._reading() as catalogue:
            return self._current(catalogue).term_weights(terms)

    def passages_with(self, terms: Iterable[str]) -> dict[str, int]:
        """How many passages have each lexical token: 0 for what no report says."""
        with self._reading() as catalogue:
            return self._current(catalogue).passages_with(terms)

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the lexical tokens, anywhere in it."""
        with self._reading() as catalogue:
            return self._current(catalogue).has_together(terms)

    def similarities(self, query: str, texts: Sequence[str]) -> list[float]:
        """The cosine of the query with each text, by the library's own embedding model."""
        if not texts:
            return []
        rows = self._embedder.embed_passages(texts)
        return [float(cosine) for cosine in rows @ self._query_vectors(query)]

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
        with self._reading() as catalogue:
            stored = catalogue.names()
        wanted = unicodedata.normalize("NFC", name)
        exact = [
            report_id
            for report_id, _, names in stored
            if any(wanted == unicodedata.normalize("NFC", known) for known in names)
        ]
        matching = exact or [
            report_id for report_id, *_ in stored if len(name) >= 4 and report_id.startswith(name.lower())
        ]
        if len(matching) == 1:
            return matching[0]
        if matching:
            ids = ", ".join(report_id[:12] for report_id in matching)
            raise UnknownReport(f"{name!r} names {len(matching)} reports; say which by its id: {ids}")
        raise UnknownReport(
            f"no report {name!r} among the {len(stored)} in {self.root}; "
            "give a file name or the first characters of an id from: wenju list"
        )

    def get(self, report_id: str) -> Report:
        """The whole report with this id. Raises UnknownReport, LibraryDamaged."""
        with self._reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                raise UnknownReport(f"no report {report_id[:12]!r} in {self.root}; see: wenju list")
            return self._report(catalogue, number)

    def passages(self, report_id: str) -> tuple[tuple[Passage, ...], Vectors]:
        """A report's passages in reading order, and their stored vectors, a row a passage. Raises UnknownReport."""
        with self._reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                raise UnknownReport(f"no report {report_id[:12]!r} in {self.root}; see: wenju list")
            found = catalogue.passages_of(number)
            dimension = int(catalogue.setting("dimension") or 0)
            return tuple(stored.passage for stored in found), catalogue.vectors_of(number, dimension)

    def original(self, report_id: str) -> Path:
        """Where the source file's bytes are kept."""
        with self._reading() as catalogue:
            for known, original, _ in catalogue.names():
                if known == report_id:
                    return self.root / original
        raise UnknownReport(f"no report {report_id[:12]!r} in {self.root}; see: wenju list")

    def text_hashes(self) -> dict[str, str]:
        """The SHA-256 of each report's canonical text, by the report's id: files with the same text share it."""
        with self._reading() as catalogue:
            return catalogue.text_hashes()

    def fingerprint(self) -> str:
        """16 hex digits that change with the reports, their texts, the embedding model or the way of cutting."""
        with self._reading() as catalogue:
            made = [catalogue.setting(name) for name in ("model", "embedding", "passages")]
            known = sorted(catalogue.text_hashes().items())
            metadata = sorted(map(repr, catalogue.metadata().values()))
        return hashlib.sha256(repr((made, known, metadata)).encode()).hexdigest()[:16]

    def embedding(self) -> dict[str, str | None]:
        """What scores depend on beside texts: the model, its fingerprint, and the types that it computes in.

        `precision` is that of queries, now; `passages` that of the stored vectors, several joined by `+`. Loads the
        model. None where the embedder, or a library of an earlier version, does not say.
        """
        with self._reading() as catalogue:
            stored = catalogue.setting("precision")
        return {
            "model": self._embedder.name,
            "fingerprint": self._embedder.fingerprint,
            "precision": self._precision,
            "passages": stored,
        }

    @property
    def _precision(self) -> str | None:
        """The type that the embedder computes in; an embedder that is handed in need not say."""
        stated = getattr(self._embedder, "precision", None)
        return None if stated is None else str(stated)

    def page_image(self, report_id: str, page: int, quote: tuple[int, int] | None = None) -> bytes:
        """A PDF's page as PNG, the span `quote` marked. Raises UnknownReport, NoSuchPage, UnreadableReport."""
        with self._reader(self._limits) as parser:
            return page_image(self.get(report_id), self.original(report_id), page, quote, parser)

    def generation(self) -> int:
        """The number of the last commit; it never goes back."""
        with self._reading() as catalogue:
            return catalogue.generation()

    def search(
        self, query: str, k: int = 10, scope: Scope | None = None, synonyms: Sequence[str] = ()
    ) -> list[RankedPassage]:
        """The best `k` passages inside `scope`, best first; none where no report is inside.

        `synonyms` are further names of what the query speaks of, for the words to match.
        Raises LibraryMissing, LibraryMismatch, LibraryDamaged.
        """
        vector = self._query_vector(query)
        with self._reading() as catalogue:
            snapshot = self._current(catalogue)
            allowed = numbers = None
            if scope is not None and not scope.is_open:
                numbers = catalogue.numbers(scope)
                allowed = catalogue.passage_ids(numbers)
            depth = k if self._reranker is None else max(k, RERANKED)
            ranking = snapshot.search(query, vector, depth, allowed, numbers, synonyms)
            stored = catalogue.passages([key for key, _ in ranking])
            if self._reranker is not None:
                first = [stored[key] for key, _ in ranking[:RERANKED]]
                texts = [indexed_text(self._report(catalogue, found.report), found.passage) for found in first]
                ranking = reranked(self._reranker, query, ranking, texts)[:k]
            return [
                self._ranked(rank, score, self._report(catalogue, stored[key].report), stored[key].passage)
                for rank, (key, score) in enumerate(ranking, start=1)
            ]

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

    def _query_vector(self, query: str) -> Vectors:
        with self._reading() as catalogue:
            self._require_own_model(catalogue)
        return self._query_vectors(query)

    def _current(self, catalogue: Catalogue) -> Snapshot:
        """The snapshot of the generation that `catalogue` reads."""
        with self._lock:
            if self._snapshot is None or self._snapshot.generation != catalogue.generation():
                self._snapshot = Snapshot(self.root, catalogue, int(catalogue.setting("dimension") or 0))
            return self._snapshot

    def _report(self, catalogue: Catalogue, number: int) -> Report:
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

    # -- the ledger

    def ledger(self, report_id: str) -> tuple[Entry, ...]:
        """Every figure of a report, in its order: as kept, else read now. Raises UnknownReport, LibraryDamaged."""
        with self._reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is not None and catalogue.ledger.version(number) == ledger_version():
                return catalogue.ledger.of(number)
        return entries_of(self.get(report_id))

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
        scope = scope or Scope()
        with self._reading() as catalogue:
            # Regions and issuers are columns of the ledger; for the rest every report's metadata must be read.
            by_column = not (scope.years or scope.or_unstated or scope.empty)
            if not by_column:
                numbers: tuple[int, ...] | None = tuple(catalogue.numbers(scope))
            elif scope.reports:
                numbers = tuple(n for each in scope.reports if (n := catalogue.number_of(each)) is not None)
            else:
                numbers = None
            wanted = Selection(
                canonicals=tuple(canonicals),
                subjects=tuple(subjects),
                kinds=tuple(kinds),
                stages=tuple(stages),
                units=tuple(units),
                years=tuple(years),
                regions=scope.regions if by_column else (),
                issuers=scope.issuers if by_column else (),
                reports=numbers,
            )
            return catalogue.ledger.find(wanted, limit)

    def subjects(self, scope: Scope | None = None, most: int | None = None) -> list[Subject]:
        """What the kept entries inside `scope` measure and how often, the most often told first, `most` at most."""
        with self._reading() as catalogue:
            numbers = None if scope is None or scope.is_open else catalogue.numbers(scope)
            return catalogue.ledger.subjects(numbers, most)

    def subjects_named(self, names: Iterable[str]) -> list[Subject]:
        """What kept entries measure under one of these names, exactly."""
        with self._reading() as catalogue:
            return catalogue.ledger.named(names)

    def without_ledger(self) -> list[str]:
        """Ids of the reports whose ledger is not kept or was read by an earlier version, those added last first."""
        with self._reading() as catalogue:
            missing = catalogue.ledger.missing(ledger_version())
            ids = {catalogue.number_of(report_id): report_id for report_id, *_ in catalogue.names()} if missing else {}
            return [ids[number] for number in missing]

    def read_ledgers(self, told: Callable[[int, int], None] | None = None) -> int:
        """Keeps every ledger that is missing, out of date or damaged; embeds nothing. Returns how many.

        `told` is called with how many of how many are done. Raises LibraryBusy, LibraryNotWritable.
        """
        return ledgers.catch_up(self.root, told)

    # -- writing

    def add(
        self,
        paths: Sequence[Path],
        stated: dict[str, Any] | None = None,
        url: str | None = None,
        replacing: str | None = None,
        progress: Progress | None = None,
        sync: bool = False,
    ) -> list[FileOutcome]:
        """Adds files and folders of files; what cannot be read is refused by name and the rest is added.

        `sync` removes what came from a folder named here and is in none any more; a folder that holds no file at all
        removes nothing, since its disk may be away.

        `stated` holds metadata that goes above the text's own: `year`, `region`, `title`. `replacing` is the id of
        a report that goes when the (single) new one comes, in one commit. A batch that is committed stays, also
        when a later one fails. Raises LibraryBusy, LibraryMismatch, LibraryNotWritable.
        """
        self._require_writable()
        files = list(find_files(paths))
        total = sum(file.size for file in files)
        adding = Adding(self.root, self._embedder, self._apply, stated or {}, url, replacing, progress, total)
        with self._reader(self._limits) as parser:
            outcomes = [adding.add(file, parser) for file in files]
        adding.commit()
        return [*outcomes, *self._keep_folders(paths, files, outcomes, sync)]

    def _keep_folders(
        self, paths: Sequence[Path], files: Sequence[FoundFile], outcomes: Sequence[FileOutcome], sync: bool
    ) -> list[FileOutcome]:
        """Notes which reports each folder holds; with `sync` removes those that none holds any more."""
        folders = [path for path in paths if path.is_dir() and not (path / transactions.FILE_NAME).is_file()]
        if not folders or not self.exists:
            return []
        held = [(file, outcome.report_id) for file, outcome in zip(files, outcomes, strict=True)]
        with self._reading() as catalogue:
            before = catalogue.folders()
            entries = {entry.report_id: entry for entry in catalogue.reports()}
        now_held = contents(folders, held)
        after = (
            before | now_held
            if sync
            else {folder: tuple(dict.fromkeys((*before.get(folder, ()), *ids))) for folder, ids in now_held.items()}
        )
        after = before | after
        gone: list[str] = []
        if sync:
            kept = {report_id for ids in after.values() for report_id in ids}
            gone = [
                report_id
                for folder in now_held
                for report_id in before.get(folder, ())
                if report_id not in kept and report_id in entries
            ]
        changed = {folder: ids for folder, ids in after.items() if before.get(folder) != ids}
        self._apply(Change(remove=tuple(dict.fromkeys(gone)), folders=changed))
        return [
            FileOutcome(entries[report_id].sources[0].name, Path(), "removed", report_id)
            for report_id in dict.fromkeys(gone)
        ]

    def remove(self, report_ids: Iterable[str]) -> None:
        """Removes reports; nothing of them is found again, and their kept files go. Raises LibraryBusy."""
        self._apply(Change(remove=tuple(report_ids)))

    def rebuild(self) -> int:
        """Writes the derived files again from the catalogue; embeds nothing. Returns the new generation."""
        with self._reading() as catalogue:
            dimension = int(catalogue.setting("dimension") or 0)
        return commit.rebuild(self.root, dimension)

    def _require_writable(self) -> None:
        """Refuses before anything is read what would fail after all of it was: another model, or no place to write."""
        if self.exists:
            with self._reading() as catalogue:
                self._require_own_model(catalogue)
            folder = self.root
        else:
            folder = next(
                (parent for parent in (self.root, *self.root.absolute().parents) if parent.exists()), self.root
            )
        if not folder.is_dir():
            raise not_writable(self.root, NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)))
        if not os.access(folder, os.W_OK):
            raise not_writable(self.root, PermissionError(errno.EACCES, os.strerror(errno.EACCES)))

    def _apply(self, change: Change) -> None:
        if change.is_empty:
            return
        if change.add:
            self._create_if_missing()
        with self._reading() as catalogue:
            if change.add:
                self._require_own_model(catalogue, whole=True)
            dimension = int(catalogue.setting("dimension") or 0)
        commit.apply(self.root, change, dimension, self._precision if change.add else None)
        changed = [new.report.report_id for new in change.add] + [each.report_id for each in change.metadata]
        ledgers.keep_behind_commit(self.root, changed)

    def _create_if_missing(self) -> None:
        if self.exists:
            return
        settings = {
            "model": self._embedder.name,
            "embedding": self._embedder.fingerprint,
            "dimension": str(self._embedder.dimension),
            "passages": _passages_setting(),
        }
        if self._precision is not None:
            settings["precision"] = self._precision
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise not_writable(self.root, error) from error
        with writer_lock(self.root, commit.LOCK_SECONDS):
            if not self.exists:
                transactions.create(self.root, settings)

    def _require_own_model(self, catalogue: Catalogue, whole: bool = False) -> None:
        """Refuses a model other than the library's; `whole` also compares what only loading it tells."""
        own = catalogue.setting("model")
        same = own == self._embedder.name and (
            not whole or catalogue.setting("embedding") == self._embedder.fingerprint
        )
        if not same:
            raise LibraryMismatch(
                f"the library in {self.root} was made with the embedding model {own!r}, not {self._embedder.name!r}; "
                f"set embedding.model back, or make a new one of its files: wenju add {self.root} --library NEW_FOLDER"
            )
        # Libraries of version 0.1 also note the version of their tokens, which are derived and made again.
        if (catalogue.setting("passages") or "").partition(", tokens ")[0] != _passages_setting():
            raise LibraryMismatch(
                f"the library in {self.root} was cut into passages in another way than this version does; "
                f"make a new one of its files: wenju add {self.root} --library NEW_FOLDER"
            )

    # -- integrity

    def findings(self) -> list[str]:
        """What is wrong with the library, a line each; empty when all is sound.

        Derived files are compared with their hashes, reports and vectors with their checksums, kept files with
        their ids.
        """
        found: list[str] = []
        with self._reading() as catalogue:
            try:
                self._require_own_model(catalogue)
            except LibraryMismatch as error:
                found.append(str(error))
            found.extend(f"{transactions.FILE_NAME}: {line}" for line in catalogue.quick_check())
            kinds = {file.kind for file in catalogue.files()}
            if catalogue.passage_ids().size and not kinds >= set(LEXICAL_KINDS.values()):
                found.append("lexical: written by another version; repair with: wenju doctor --repair")
            for file in catalogue.files():
                if read_intact(self.root, file) is None:
                    found.append(f"{file.name}: missing or damaged; repair with: wenju doctor --repair")
            names = catalogue.names()
            if catalogue.ledger.damaged():
                found.append("the ledger: kept figures are damaged; repair with: wenju doctor --repair")
        for report_id, original, _ in names:  # a transaction a report: hashing them all would hold up a writer
            found.extend(self._report_findings(report_id, original))
        return found

    def _report_findings(self, report_id: str, original: str) -> Iterator[str]:
        with self._reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                return
            try:
                catalogue.report(number)
            except LibraryDamaged as error:
                yield str(error)
        try:
            intact = file_sha256(self.root / original) == report_id
        except UnreadableReport:
            intact = False
        if not intact:
            yield f"{original}: the kept file is missing or changed; put the file back and add it again"


def _passages_setting() -> str:
    return f"passages {PASSAGES_VERSION}, {TOKENS} tokens"
