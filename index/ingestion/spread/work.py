"""What workers do of adding: read a file, embed passages, write reports. Nothing here knows who has them do it.

A process keeps what it made for one file for the next: its parsing process, the model, its connections.
"""

import hashlib
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.errors import LibraryError, UnreadableReport
from index.ingestion.finding import FoundFile
from index.ingestion.preparing import Outline, prepared, read_and_cut
from index.ingestion.reading import Reader, ReadingProcess
from index.ledger.entries import entries_of
from index.ledger.version import ledger_version
from index.models.embedding import Embedder, EmbeddingSettings, Vectors
from index.models.engine import embedder_of
from index.parsing import PARSER_VERSION, Limits
from index.report import Metadata
from index.store.changes import ORIGINALS
from index.store.cluster.manifest import Row
from index.store.cluster.writing import Writing
from index.store.made_with import made_by, made_with, precision_of
from index.store.opening import writing_at
from index.store.rows import NewReport
from index.structure.passages import indexed_text


@dataclass(frozen=True, slots=True)
class EmbedderOf:
    """Makes the embedder of some settings, in whatever process it is called."""

    settings: EmbeddingSettings

    def __call__(self) -> Embedder:
        """An embedder that loads at first use."""
        return embedder_of(self.settings)


@dataclass(frozen=True, slots=True)
class Job:
    """What workers must know of an addition. Equal by value, so that a process knows that it has all for it."""

    embedder: Callable[[], Embedder]
    limits: Limits
    reader: Callable[[Limits], Reader] = ReadingProcess


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to read: what the user said of it, and the id that its bytes have."""

    file: FoundFile
    report_id: str
    stated: dict[str, Any]
    url: str | None


@dataclass(frozen=True, slots=True)
class WasRead:
    """What is told of a report that was read. `refused` says why there is none."""

    refused: str = ""
    metadata: Metadata | None = None
    names: tuple[str, ...] = ()
    passages: int = 0
    problems: tuple[str, ...] = ()
    outline: Outline | None = None


def read(job: Job, wanted: Wanted, content: bytes) -> tuple[WasRead, list[str], NewReport | None]:
    """Reads a file's bytes: what is told of it, the texts to embed, and the report with its facts."""
    with tempfile.TemporaryDirectory(prefix="wenju-") as folder:
        path = Path(folder) / f"file{wanted.file.path.suffix}"
        path.write_bytes(content)
        try:
            new = _read(job, wanted, path)
        except UnreadableReport as error:
            return WasRead(refused=str(error)), [], None
    report = new.report
    names = tuple(source.name for source in report.sources)
    told = WasRead("", report.metadata, names, len(new.passages), report.problems, Outline.of(report))
    return told, [indexed_text(report, passage) for passage in new.passages], new


def _read(job: Job, wanted: Wanted, path: Path) -> NewReport:
    embedder, reader = _embedder(job), _reader(job)
    file = replace(wanted.file, path=path)
    report, passages = read_and_cut(file, wanted.report_id, reader, wanted.stated, wanted.url, embedder.token_counting)
    original = f"{ORIGINALS}/{wanted.report_id}{path.suffix.lower()}"
    new = prepared(report, wanted.stated, original, embedder, passages, job.limits.passages)
    return replace(new, entries=entries_of(report))


class Embedding:
    """The model, for whoever sends texts."""

    def __init__(self, job: Job) -> None:
        self._embedder = _embedder(job)

    def made_with(self) -> dict[str, str]:
        """What a library notes of its vectors. Loads the model."""
        precision = precision_of(self._embedder)
        return made_with(self._embedder) | ({} if precision is None else {"precision": precision})

    def version(self) -> str:
        """What two processes must have the same of, to read, cut and embed alike."""
        return version_of(self._embedder)

    def embed(self, *texts: Sequence[str]) -> Vectors:
        """The rows of all these texts, one report's behind another's."""
        return self._embedder.embed_passages([text for each in texts for text in each])


def version_of(embedder: Embedder) -> str:
    """See Embedding.version; the model is not loaded."""
    made = made_by(embedder)
    return f"parser {PARSER_VERSION}, {made['passages']}, {ledger_version()}, {made['model']}"


def write(library: str, means: Mapping[str, float], vectors: Vectors, *parts: Any) -> tuple[Row, ...]:
    """Writes reports whole, all but what shows them. `parts` are each a report and its file's bytes, in turn."""
    reports = with_vectors(parts[::2], vectors)
    writing = _writing(library)
    return tuple(writing.write_new(new, content, means) for new, content in zip(reports, parts[1::2], strict=True))


def with_vectors(reports: Sequence[NewReport], vectors: Vectors) -> list[NewReport]:
    """The reports, each with its rows of `vectors`."""
    ends = np.cumsum([len(new.passages) for new in reports])
    return [replace(new, vectors=rows) for new, rows in zip(reports, np.split(vectors, ends[:-1]), strict=True)]


def sha256(content: bytes) -> str:
    """In hex: a report's id."""
    return hashlib.sha256(content).hexdigest()


@lru_cache(maxsize=1)
def _embedder(job: Job) -> Embedder:
    return job.embedder()


@lru_cache(maxsize=1)
def _reader(job: Job) -> Reader:
    return job.reader(job.limits)


@lru_cache(maxsize=1)
def _writing(library: str) -> Writing:
    writing = writing_at(library)
    if writing is None:
        raise LibraryError(f"{library} is written to by one process alone")
    return writing
