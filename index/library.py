"""A library of reports: the one door to the catalogue and what is derived from it.

Any number of readers and one writer; every search sees one whole generation.
"""

import functools
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import commit, transactions
from .catalogue import Catalogue, NewReport, StoredReport
from .commit import ORIGINALS, Change, MetadataChange
from .durable import not_writable, read_intact, writer_lock
from .embedding import Embedder, Vectors
from .errors import LibraryDamaged, LibraryMismatch, LibraryMissing, UnknownReport, UnreadableReport
from .ingest import (
    PARSING_SHARE,
    FileOutcome,
    FoundFile,
    Progress,
    embed_report,
    file_sha256,
    find_files,
    now,
    read_report,
    refuse,
    with_stated,
)
from .lexical import TOKENS_VERSION
from .parsing import Limits, ParserProcess
from .passages import PASSAGES_VERSION, TOKENS
from .report import Metadata, Report, Source
from .scope import Scope
from .snapshot import Snapshot

# Passages that make a commit: about 15 s of embedding, so that little is lost when the machine goes down.
COMMIT_PASSAGES = 256
CACHED_REPORTS = 128


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage as a search returns it. `section` holds the headings from the top; `page` is 1-based or None."""

    rank: int
    score: float
    report_id: str
    title: str
    source: str
    section: tuple[str, ...]
    page: int | None
    start: int
    end: int
    text: str

    def to_json(self) -> dict[str, Any]:
        """The passage as `wenju search --json` gives it."""
        return {
            "rank": self.rank,
            "score": round(self.score, 6),
            "report_id": self.report_id,
            "title": self.title,
            "source": self.source,
            "section": list(self.section),
            "page": self.page,
            "start": self.start,
            "end": self.end,
            "text": self.text,
        }


class Library:
    """A folder of reports. Nothing is created until the first report is added."""

    def __init__(self, root: Path, embedder: Embedder, limits: Limits | None = None) -> None:
        self.root = root
        self._embedder = embedder
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._snapshot: Snapshot | None = None
        self._reports: OrderedDict[tuple[int, int], Report] = OrderedDict()
        # A question is embedded for the search and again to compare sentences with it.
        self._query_vectors = functools.lru_cache(maxsize=64)(embedder.embed_query)

    @property
    def exists(self) -> bool:
        """Whether the folder holds a library."""
        return (self.root / transactions.FILE_NAME).is_file()

    # -- reading

    def reports(self) -> list[StoredReport]:
        """Every report's entry, in the order they were added. Raises LibraryMissing, LibraryDamaged."""
        with transactions.reading(self.root) as catalogue:
            return catalogue.reports()

    def metadata(self, scope: Scope | None = None) -> list[Metadata]:
        """The metadata of the reports inside `scope`, or of all; none where there is no library."""
        with self._reading_if_there() as catalogue:
            if catalogue is None:
                return []
            known = catalogue.metadata()
            inside = known if scope is None or scope.is_open else catalogue.numbers(scope)
            return [known[number] for number in inside]

    def term_weights(self, terms: Iterable[str]) -> dict[str, float]:
        """How much each lexical token tells, by the passages of the library that have it (BM25's idf)."""
        with transactions.reading(self.root) as catalogue:
            return self._current(catalogue).term_weights(terms)

    def similarities(self, query: str, texts: Sequence[str]) -> list[float]:
        """The cosine of the query with each text, by the library's own embedding model."""
        if not texts:
            return []
        rows = self._embedder.embed_passages(texts)
        return [float(cosine) for cosine in rows @ self._query_vectors(query)]

    def resolve(self, name: str) -> str:
        """The id of the report that `name` names: a unique prefix of an id, or an exact file name.

        Raises UnknownReport.
        """
        stored = self.reports()
        exact = [entry for entry in stored if any(source.name == name for source in entry.sources)]
        matching = exact or [entry for entry in stored if len(name) >= 4 and entry.report_id.startswith(name.lower())]
        if len(matching) == 1:
            return matching[0].report_id
        if matching:
            ids = ", ".join(entry.report_id[:12] for entry in matching)
            raise UnknownReport(f"{name!r} names {len(matching)} reports; say which by its id: {ids}")
        raise UnknownReport(
            f"no report {name!r} among the {len(stored)} in {self.root}; "
            "give a file name or the first characters of an id from: wenju list"
        )

    def get(self, report_id: str) -> Report:
        """The whole report with this id. Raises UnknownReport, LibraryDamaged."""
        with transactions.reading(self.root) as catalogue:
            number = catalogue.number_of(report_id)
            if number is None:
                raise UnknownReport(f"no report {report_id[:12]!r} in {self.root}; see: wenju list")
            return self._report(catalogue, number)

    def original(self, report_id: str) -> Path:
        """Where the source file's bytes are kept."""
        for entry in self.reports():
            if entry.report_id == report_id:
                return self.root / entry.original
        raise UnknownReport(f"no report {report_id[:12]!r} in {self.root}; see: wenju list")

    def generation(self) -> int:
        """The number of the last commit; it never goes back."""
        with transactions.reading(self.root) as catalogue:
            return catalogue.generation()

    def search(self, query: str, k: int = 10, scope: Scope | None = None) -> list[RankedPassage]:
        """The best `k` passages inside `scope`, best first; none where no report is inside.

        Raises LibraryMissing, LibraryMismatch, LibraryDamaged.
        """
        vector = self._query_vector(query)
        with transactions.reading(self.root) as catalogue:
            snapshot = self._current(catalogue)
            allowed = numbers = None
            if scope is not None and not scope.is_open:
                numbers = catalogue.numbers(scope)
                allowed = catalogue.passage_ids(numbers)
            ranking = snapshot.search(query, vector, k, allowed, numbers)
            stored = catalogue.passages([key for key, _ in ranking])
            return [
                self._ranked(rank, score, self._report(catalogue, stored[key].report), stored[key].passage)
                for rank, (key, score) in enumerate(ranking, start=1)
            ]

    def _ranked(self, rank: int, score: float, report: Report, passage: Any) -> RankedPassage:
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
        with transactions.reading(self.root) as catalogue:
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
        if cached is None:
            cached = catalogue.report(number)
            with self._lock:
                self._reports[key] = cached
                while len(self._reports) > CACHED_REPORTS:
                    self._reports.popitem(last=False)
        return cached

    # -- writing

    def add(
        self,
        paths: Sequence[Path],
        stated: dict[str, Any] | None = None,
        url: str | None = None,
        replacing: str | None = None,
        progress: Progress | None = None,
    ) -> list[FileOutcome]:
        """Adds files and folders of files; what cannot be read is refused by name and the rest is added.

        `stated` holds metadata that goes above the text's own: `year`, `region`, `title`. `replacing` is the id of
        a report that goes when the (single) new one comes, in one commit. A batch that is committed stays, also
        when a later one fails. Raises LibraryBusy, LibraryMismatch, LibraryNotWritable.
        """
        files = list(find_files(paths))
        adding = _Adding(self, stated or {}, url, replacing, progress, sum(file.size for file in files))
        with ParserProcess(self._limits) as parser:
            outcomes = [adding.add(file, parser) for file in files]
        adding.commit()
        return outcomes

    def remove(self, report_ids: Iterable[str]) -> None:
        """Removes reports; nothing of them is found again, and their kept files go. Raises LibraryBusy."""
        self._apply(Change(remove=tuple(report_ids)))

    def rebuild(self) -> int:
        """Writes the derived files again from the catalogue; embeds nothing. Returns the new generation."""
        with transactions.reading(self.root) as catalogue:
            dimension = int(catalogue.setting("dimension") or 0)
        return commit.rebuild(self.root, dimension)

    def _apply(self, change: Change) -> None:
        if change.is_empty:
            return
        if change.add:
            self._create_if_missing()
        with transactions.reading(self.root) as catalogue:
            if change.add:
                self._require_own_model(catalogue, whole=True)
            dimension = int(catalogue.setting("dimension") or 0)
        commit.apply(self.root, change, dimension)

    def _create_if_missing(self) -> None:
        if self.exists:
            return
        settings = {
            "model": self._embedder.name,
            "embedding": self._embedder.fingerprint,
            "dimension": str(self._embedder.dimension),
            "passages": _passages_setting(),
        }
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
        if catalogue.setting("passages") != _passages_setting():
            raise LibraryMismatch(
                f"the library in {self.root} was cut into passages in another way than this version does; "
                f"make a new one of its files: wenju add {self.root} --library NEW_FOLDER"
            )

    @contextmanager
    def _reading_if_there(self) -> Iterator[Catalogue | None]:
        try:
            with transactions.reading(self.root) as catalogue:
                yield catalogue
        except LibraryMissing:
            yield None

    # -- integrity

    def findings(self) -> list[str]:
        """What is wrong with the library, a line each; empty when all is sound.

        Derived files are compared with their hashes, reports and vectors with their checksums, kept files with
        their ids.
        """
        found: list[str] = []
        with transactions.reading(self.root) as catalogue:
            found.extend(f"{transactions.FILE_NAME}: {line}" for line in catalogue.quick_check())
            for file in catalogue.files():
                if read_intact(self.root, file) is None:
                    found.append(f"{file.name}: missing or damaged; repair with: wenju doctor --repair")
            for stored in catalogue.reports():
                found.extend(self._report_findings(catalogue, stored))
        return found

    def _report_findings(self, catalogue: Catalogue, stored: StoredReport) -> Iterator[str]:
        try:
            catalogue.report(stored.number)
        except LibraryDamaged as error:
            yield str(error)
        try:
            intact = file_sha256(self.root / stored.original) == stored.report_id
        except UnreadableReport:
            intact = False
        if not intact:
            yield f"{stored.original}: the kept file is missing or changed; put the file back and add it again"


def _passages_setting() -> str:
    return f"passages {PASSAGES_VERSION}, {TOKENS} tokens, tokens {TOKENS_VERSION}"


class _Adding:
    """One call of `Library.add`: gathers reports and commits them in batches."""

    def __init__(
        self,
        library: Library,
        stated: dict[str, Any],
        url: str | None,
        replacing: str | None,
        progress: Progress | None,
        total: int,
    ) -> None:
        self._library = library
        self._stated = stated
        self._url = url
        self._replacing = replacing
        self._progress = progress
        self._total = total
        self._done = 0.0
        self._new: list[NewReport] = []
        self._originals: dict[str, Path] = {}

    def add(self, file: FoundFile, parser: ParserProcess) -> FileOutcome:
        """Reads one file and commits when a batch is full."""
        self._tell(0, file)
        try:
            refuse(file)
            report_id = file_sha256(file.path)
            outcome = self._known(file, report_id) or self._read(file, report_id, parser)
        except UnreadableReport as error:
            outcome = FileOutcome(file.name, file.path, "refused", reason=str(error))
        self._done += file.size
        self._tell(0, file)
        if sum(len(new.passages) for new in self._new) >= COMMIT_PASSAGES:
            self.commit()
        return outcome

    def commit(self) -> None:
        """Stores what was gathered since the last commit."""
        if not self._new:
            return
        remove = () if self._replacing is None else (self._replacing,)
        change = Change(add=tuple(self._new), remove=remove, originals=dict(self._originals))
        self._new, self._originals, self._replacing = [], {}, None
        self._library._apply(change)

    def _tell(self, share: float, file: FoundFile) -> None:
        if self._progress is not None:
            self._progress(self._done + share * file.size, self._total, file.name)

    def _known(self, file: FoundFile, report_id: str) -> FileOutcome | None:
        """Keeps a further name and new metadata of a report that is there; None where it is not."""
        if any(new.report.report_id == report_id for new in self._new):
            return FileOutcome(file.name, file.path, "known", report_id, "the same bytes as a file just added")
        with self._library._reading_if_there() as catalogue:
            number = None if catalogue is None else catalogue.number_of(report_id)
            if catalogue is None or number is None:
                return None
            report = catalogue.report(number)
            stated = catalogue.stated(number) | self._stated
        metadata = with_stated(report.metadata, self._stated)
        changes = Change(
            metadata=(MetadataChange(report_id, metadata, stated),) if metadata != report.metadata else (),
            sources=self._new_source(file, report),
            remove=() if self._replacing in (None, report_id) else (self._replacing,),
        )
        if metadata.title != report.metadata.title:
            self._retitle(replace(report, metadata=metadata), stated, changes)
        else:
            self._library._apply(changes)
        return FileOutcome(file.name, file.path, "known" if changes.is_empty else "updated", report_id)

    def _new_source(self, file: FoundFile, report: Report) -> tuple[tuple[str, Source], ...]:
        known = {source.name: source.url for source in report.sources}
        if file.name in known and self._url in (None, known[file.name]):
            return ()
        return ((report.report_id, Source(file.name, self._url, now())),)

    def _retitle(self, report: Report, stated: dict[str, Any], changes: Change) -> None:
        """The title is embedded with every passage, so a new one embeds them again."""
        original = str(self._library.original(report.report_id).relative_to(self._library.root))
        new = embed_report(report, stated, original, self._library._embedder, lambda _: None)
        self._library._apply(Change(add=(new,), remove=(report.report_id, *changes.remove), sources=changes.sources))

    def _read(self, file: FoundFile, report_id: str, parser: ParserProcess) -> FileOutcome:
        stated = (file.kept.stated if file.kept else {}) | self._stated
        report = read_report(file, report_id, parser, stated, self._url)
        self._tell(PARSING_SHARE, file)
        original = f"{ORIGINALS}/{report_id}{file.path.suffix.lower()}"
        new = embed_report(
            report,
            stated,
            original,
            self._library._embedder,
            lambda share: self._tell(PARSING_SHARE + (1 - PARSING_SHARE) * share, file),
        )
        self._new.append(new)
        self._originals[original] = file.path
        return FileOutcome(file.name, file.path, "added", report_id, passages=len(new.passages))
