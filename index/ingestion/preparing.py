"""From a file to a report that is ready to be stored: read and cut into passages."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from index.errors import DamagedFile, UnreadableReport, UnsupportedFormat
from index.ingestion.finding import FoundFile
from index.ingestion.reading import Reader
from index.models.embedding import Embedder
from index.models.token_counting import TokenCounting
from index.parsing import PARSER_VERSION
from index.report import BlockKind, Metadata, Passage, Report, Source
from index.store.rows import NewReport
from index.structure.passages import make_passages

# (bytes done, bytes in all, file name)
Progress = Callable[[float, int, str], None]


@dataclass(frozen=True, slots=True)
class Outline:
    """What a file was read as, so that a wrong reading is seen at once. `pages` is None where the format has none."""

    metadata: Metadata
    pages: int | None
    sections: int
    tables: int

    @classmethod
    def of(cls, report: Report) -> "Outline":
        """What a report is read as."""
        tables = sum(block.kind is BlockKind.TABLE for block in report.blocks)
        return cls(report.metadata, len(report.page_starts) or None, len(report.sections) - 1, tables)


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A report of the library that a new file may be a version of: the same `name` with other bytes, or `title`."""

    report_id: str
    name: str
    same: Literal["name", "title"]


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """What became of a file: `added`, `known` (the same bytes were there), `updated` (metadata), `refused` or
    `stopped` (who added it wanted it no more).

    `problems` are the report's own: sentences for the reader, such as a page without text.
    `removed` stands for a report whose file a synced folder no longer holds; it has no path.
    """

    name: str
    path: Path
    status: str
    report_id: str | None = None
    reason: str = ""
    passages: int = 0
    problems: tuple[str, ...] = ()
    read_as: Outline | None = None
    versions: tuple[OtherVersion, ...] = ()


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hex. Raises DamagedFile where it cannot be read."""
    try:
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError as error:
        raise DamagedFile(f"cannot be read ({error.strerror}); check its permissions") from error


def unchanged_bytes(path: Path, report_id: str) -> bytes:
    """The bytes of a file that was hashed as `report_id` before. Raises DamagedFile where they are others now."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DamagedFile(f"went away while it was read ({error.strerror}); add it again") from error
    if hashlib.sha256(content).hexdigest() != report_id:
        raise DamagedFile("changed while it was read; add it again")
    return content


def now() -> str:
    """The time in UTC, ISO 8601, to the microsecond so that names keep their order."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read_report(file: FoundFile, report_id: str, parser: Reader, stated: dict[str, Any], url: str | None) -> Report:
    """Reads a file into a report. Raises UnreadableReport."""
    return read_and_cut(file, report_id, parser, stated, url, None)[0]


def read_and_cut(
    file: FoundFile,
    report_id: str,
    parser: Reader,
    stated: dict[str, Any],
    url: str | None,
    counting: TokenCounting | None,
) -> tuple[Report, tuple[Passage, ...] | None]:
    """A file's report, and its passages where `counting` says how to count their tokens. Raises UnreadableReport."""
    read = parser.read(file.path, file.name, stated, counting)
    document = read.document
    sources = file.kept.sources if file.kept else (Source(file.name, url, now()),)
    report = Report(
        report_id=report_id,
        metadata=read.metadata,
        text=document.text,
        text_sha256=hashlib.sha256(document.text.encode()).hexdigest(),
        parser_version=PARSER_VERSION,
        sections=read.sections,
        blocks=document.blocks,
        removals=document.removals,
        page_starts=document.page_starts,
        page_labels=document.page_labels,
        problems=document.problems,
        sources=sources,
    )
    if not report.text.strip():
        raise DamagedFile("holds no text; check that it is the file you meant")
    return report, read.passages


def prepared(
    report: Report,
    stated: dict[str, Any],
    original: str,
    embedder: Embedder,
    passages: tuple[Passage, ...] | None = None,
    limit: int | None = None,
) -> NewReport:
    """A report ready to be stored. Without `passages` it is cut here, into at most `limit`."""
    if passages is None:
        passages = make_passages(report, embedder.count_tokens, limit=limit)
    if not passages:
        raise UnreadableReport("holds no sentence; check that it is the file you meant")
    return NewReport(report, stated, original, passages, report.sources[0].added)


def refuse(file: FoundFile) -> None:
    """Raises UnsupportedFormat for a file that the walk found unfit."""
    if file.refusal is not None:
        raise UnsupportedFormat(file.refusal)
