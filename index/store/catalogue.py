"""The catalogue: one SQLite file that is the truth of a library; everything else in it can be made again.

A commit is the only moment at which a library changes: it raises the generation and lists the derived files of that
generation. `transactions.py` opens it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from index.errors import LibraryDamaged
from index.models.embedding import Vectors
from index.report import Metadata, Passage, Report, Source
from index.report_json import (
    blocks_from_rows,
    blocks_to_rows,
    removals_from_rows,
    removals_to_rows,
    sections_from_rows,
    sections_to_rows,
)
from index.scope import Scope
from index.store.durable import StoredFile
from index.store.ledger import Ledger
from index.store.vectors import Ids


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report ready to be stored: read, cut into passages and embedded. `vectors` has a row a passage."""

    report: Report
    stated: dict[str, Any]
    original: str
    passages: tuple[Passage, ...]
    vectors: Vectors
    added: str


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report's entry in the catalogue, without its text."""

    number: int
    report_id: str
    metadata: Metadata
    sources: tuple[Source, ...]
    original: str
    pages: int | None
    characters: int
    passages: int
    added: str
    problems: tuple[str, ...]


# From a report's id and its metadata as stored: `metadata_of`, or what remembers the values that it gave.
ReadMetadata = Callable[[str, str], Metadata]


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with the id that the derived files know it by."""

    id: int
    report: int
    passage: Passage


class Catalogue:
    """The rows, inside one transaction: see `transactions.reading` and `writing`."""

    def __init__(self, connection: sqlite3.Connection, read_metadata: ReadMetadata | None = None) -> None:
        self._connection = connection
        self._read_metadata = read_metadata or metadata_of

    @property
    def ledger(self) -> Ledger:
        """The kept entries, in the same transaction."""
        return Ledger(self._connection)

    # -- settings and generations

    def setting(self, name: str) -> str | None:
        """A setting's value; None where it was never set."""
        row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_setting(self, name: str, value: str) -> None:
        """Sets a setting of the library."""
        self._connection.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, value))

    def folders(self) -> dict[str, tuple[str, ...]]:
        """The ids of the reports that each folder held when it was added, by the folder's absolute path."""
        rows = self._connection.execute("SELECT name, value FROM settings WHERE name LIKE 'folder %'").fetchall()
        return {str(name).removeprefix("folder "): tuple(json.loads(value)) for name, value in rows}

    def set_folder(self, folder: str, report_ids: Sequence[str]) -> None:
        """Notes which reports a folder holds."""
        self.set_setting(f"folder {folder}", json.dumps(list(report_ids)))

    def generation(self) -> int:
        """The number of the last commit."""
        return int(self.setting("generation") or 0)

    def files(self) -> list[StoredFile]:
        """The derived files of this generation."""
        rows = self._connection.execute("SELECT name, kind, size, sha256 FROM files ORDER BY name")
        return [StoredFile(*row) for row in rows]

    def set_files(self, files: Sequence[StoredFile]) -> None:
        """Lists exactly `files` as the derived files."""
        self._connection.execute("DELETE FROM files")
        self._connection.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?)", [(f.name, f.kind, f.size, f.sha256) for f in files]
        )

    # -- reports

    def report_ids(self, scope: Scope) -> list[str]:
        """Ids of the reports inside `scope`."""
        inside = set(self.numbers(scope))
        rows = self._connection.execute("SELECT number, report_id FROM reports ORDER BY number")
        return [str(report_id) for number, report_id in rows if number in inside]

    def numbers(self, scope: Scope) -> list[int]:
        """Numbers of the reports inside `scope`."""
        rows = self._connection.execute("SELECT number, report_id, metadata FROM reports ORDER BY number")
        inside = []
        for number, report_id, metadata in rows:
            known = self._read_metadata(report_id, metadata)
            unstated = scope.or_unstated and known.kind != "other" and None in (known.region, known.year)
            if scope.admits(report_id, known) or (unstated and scope.admits(report_id, known, self._text(number))):
                inside.append(int(number))
        return inside

    def _text(self, number: int) -> str:
        return str(self._connection.execute("SELECT text FROM reports WHERE number = ?", (number,)).fetchone()[0])

    def names(self) -> list[tuple[str, str, tuple[str, ...]]]:
        """(report id, kept file, names) of every report; reads nothing that damage could make unreadable."""
        rows = self._connection.execute(
            "SELECT number, report_id, original FROM reports ORDER BY added, number"
        ).fetchall()
        return [
            (str(report_id), str(original), tuple(source.name for source in self.sources(number)))
            for number, report_id, original in rows
        ]

    def text_hashes(self) -> dict[str, str]:
        """The SHA-256 of each report's canonical text, by the report's id."""
        rows = self._connection.execute("SELECT report_id, text_sha256 FROM reports ORDER BY added, number")
        return {str(report_id): str(digest) for report_id, digest in rows}

    def reports(self) -> list[StoredReport]:
        """Every report's entry, in the order they were added. Raises LibraryDamaged."""
        rows = self._connection.execute(
            "SELECT number, report_id, metadata, pages, problems, length(text), original, added,"
            " (SELECT count(*) FROM passages WHERE passages.report = reports.number)"
            " FROM reports ORDER BY added, number"
        ).fetchall()
        return [self._stored(*row) for row in rows]

    def _stored(
        self,
        number: int,
        report_id: str,
        metadata: str,
        pages: int | None,
        problems: str,
        characters: int,
        original: str,
        added: str,
        passages: int,
    ) -> StoredReport:
        return StoredReport(
            number=number,
            report_id=report_id,
            metadata=self._read_metadata(report_id, metadata),
            sources=self.sources(number),
            original=original,
            pages=pages,
            characters=characters,
            passages=passages,
            added=added,
            problems=tuple(json.loads(problems)),
        )

    def metadata(self) -> dict[int, Metadata]:
        """Every report's metadata by its number."""
        rows = self._connection.execute("SELECT number, report_id, metadata FROM reports ORDER BY added, number")
        return {int(number): self._read_metadata(report_id, metadata) for number, report_id, metadata in rows}

    def sources(self, number: int) -> tuple[Source, ...]:
        """The names that a report was added under, the first one first."""
        rows = self._connection.execute(
            "SELECT name, url, added FROM sources WHERE report = ? ORDER BY added, rowid", (number,)
        )
        return tuple(Source(*row) for row in rows)

    def number_of(self, report_id: str) -> int | None:
        """The number of the report with this id; None where the library has none."""
        row = self._connection.execute("SELECT number FROM reports WHERE report_id = ?", (report_id,)).fetchone()
        return None if row is None else int(row[0])

    def has(self, number: int) -> bool:
        """Whether there is a report of this number."""
        return self._connection.execute("SELECT 1 FROM reports WHERE number = ?", (number,)).fetchone() is not None

    def metadata_at(self, number: int) -> Metadata:
        """The metadata of the report with this number. Raises LibraryDamaged."""
        report_id, metadata = self._connection.execute(
            "SELECT report_id, metadata FROM reports WHERE number = ?", (number,)
        ).fetchone()
        return self._read_metadata(report_id, metadata)

    def report(self, number: int) -> Report:
        """The whole report. Raises LibraryDamaged where it is not what was stored."""
        row = self._connection.execute(
            "SELECT report_id, metadata, text, text_sha256, parser_version, structure, problems, checksum"
            " FROM reports WHERE number = ?",
            (number,),
        ).fetchone()
        report_id, metadata, text, text_sha256, parser_version, structure, problems, checksum = row
        if hashlib.sha256(text.encode()).hexdigest() != text_sha256 or checksum != self._checksum(number):
            raise _damaged(report_id)
        return Report(
            report_id=report_id,
            metadata=self._read_metadata(report_id, metadata),
            text=text,
            text_sha256=text_sha256,
            parser_version=parser_version,
            sources=self.sources(number),
            problems=tuple(json.loads(problems)),
            **_structure_from_json(structure),
        )

    def _checksum(self, number: int) -> str:
        """Over every column of the report's row but the text, which has its own, and over its passages and vectors."""
        row = self._connection.execute(
            "SELECT report_id, metadata, stated, text_sha256, parser_version, structure, pages, problems, original,"
            " added FROM reports WHERE number = ?",
            (number,),
        ).fetchone()
        digest = hashlib.sha256(repr(row).encode())
        rows = self._connection.execute(
            'SELECT id, number, section, start, "end", vector FROM passages WHERE report = ? ORDER BY id', (number,)
        )
        for *place, vector in rows:
            digest.update(repr(place).encode())
            digest.update(vector)
        return digest.hexdigest()

    def _seal(self, number: int) -> None:
        self._connection.execute("UPDATE reports SET checksum = ? WHERE number = ?", (self._checksum(number), number))

    def insert(self, new: NewReport) -> tuple[int, list[int]]:
        """Stores a report; returns its number and its passages' ids, in order."""
        report = new.report
        structure = _structure_to_json(report)
        columns = (
            report.report_id,
            json.dumps(asdict(report.metadata), ensure_ascii=False),
            json.dumps(new.stated, ensure_ascii=False),
            report.text,
            report.text_sha256,
            report.parser_version,
            structure,
            len(report.page_starts) or None,
            json.dumps(report.problems, ensure_ascii=False),
            new.original,
            new.added,
            "",
        )
        cursor = self._connection.execute(
            "INSERT INTO reports (report_id, metadata, stated, text, text_sha256, parser_version, structure, pages,"
            " problems, original, added, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            columns,
        )
        number = int(cursor.lastrowid or 0)
        ids = []
        for passage, vector in zip(new.passages, new.vectors, strict=True):
            row = (number, passage.number, passage.section, passage.start, passage.end, vector.tobytes())
            cursor = self._connection.execute(
                'INSERT INTO passages (report, number, section, start, "end", vector) VALUES (?, ?, ?, ?, ?, ?)', row
            )
            ids.append(int(cursor.lastrowid or 0))
        self._seal(number)
        for source in report.sources:
            self.add_source(number, source)
        return number, ids

    def add_source(self, number: int, source: Source) -> None:
        """Keeps a further name of a report; a name already kept takes the new URL, if one is given."""
        self._connection.execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?)"
            " ON CONFLICT (report, name) DO UPDATE SET url = coalesce(excluded.url, url)",
            (number, source.name, source.url, source.added),
        )

    def stated(self, number: int) -> dict[str, Any]:
        """The metadata that the user stated for a report."""
        row = self._connection.execute("SELECT stated FROM reports WHERE number = ?", (number,)).fetchone()
        stated: dict[str, Any] = json.loads(row[0])
        return stated

    def set_metadata(self, number: int, metadata: Metadata, stated: dict[str, Any]) -> None:
        """Replaces a report's metadata and what the user stated of it."""
        self._connection.execute(
            "UPDATE reports SET metadata = ?, stated = ? WHERE number = ?",
            (json.dumps(asdict(metadata), ensure_ascii=False), json.dumps(stated, ensure_ascii=False), number),
        )
        self._seal(number)
        self.ledger.drop(number)  # whose figures they are is read with the metadata

    def delete(self, number: int) -> None:
        """Removes a report with its sources and passages."""
        self._connection.execute("DELETE FROM reports WHERE number = ?", (number,))

    # -- passages

    def passage_ids(self, numbers: Sequence[int] | None = None) -> Ids:
        """Sorted ids of all passages, or of those of the reports `numbers`."""
        if numbers is None:
            rows = self._connection.execute("SELECT id FROM passages ORDER BY id").fetchall()
        else:
            marks = ", ".join("?" * len(numbers))
            rows = self._connection.execute(
                f"SELECT id FROM passages WHERE report IN ({marks}) ORDER BY id",  # noqa: S608 only question marks
                list(numbers),
            ).fetchall()
        return np.fromiter((row[0] for row in rows), np.int64, len(rows))

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """The passages with these ids."""
        found = {}
        for start in range(0, len(ids), 500):
            chunk = list(ids[start : start + 500])
            marks = ", ".join("?" * len(chunk))
            rows = self._connection.execute(
                f'SELECT id, report, number, section, start, "end" FROM passages WHERE id IN ({marks})',  # noqa: S608 only question marks
                chunk,
            )
            for key, report, *place in rows:
                found[int(key)] = StoredPassage(int(key), int(report), Passage(*place))
        return found

    def passages_of(self, number: int) -> list[StoredPassage]:
        """A report's passages in reading order."""
        rows = self._connection.execute(
            'SELECT id, report, number, section, start, "end" FROM passages WHERE report = ? ORDER BY number', (number,)
        )
        return [StoredPassage(int(key), int(report), Passage(*place)) for key, report, *place in rows]

    def vectors(self, ids: Ids, dimension: int) -> Vectors:
        """The stored vectors of `ids`, shape (n, dimension), in their order."""
        rows = np.empty((len(ids), dimension), np.float32)
        for place, key in enumerate(ids.tolist()):
            (blob,) = self._connection.execute("SELECT vector FROM passages WHERE id = ?", (key,)).fetchone()
            rows[place] = np.frombuffer(blob, np.float32)
        return rows

    def vectors_of(self, number: int, dimension: int) -> Vectors:
        """The vectors of a report's passages, shape (n, dimension), in reading order."""
        return self.vectors(np.array([stored.id for stored in self.passages_of(number)], np.int64), dimension)

    def quick_check(self) -> list[str]:
        """What SQLite finds wrong with the file; empty when it is sound."""
        rows = [str(row[0]) for row in self._connection.execute("PRAGMA quick_check")]
        return [] if rows == ["ok"] else rows


def metadata_of(report_id: str, stored: str) -> Metadata:
    """The metadata that a row holds as JSON. Raises LibraryDamaged."""
    try:
        return Metadata(**json.loads(stored))
    except (ValueError, TypeError) as error:
        raise _damaged(report_id) from error


def _damaged(report_id: str) -> LibraryDamaged:
    return LibraryDamaged(
        f"the catalogue's entry for the report {report_id[:12]} is damaged; take it out with wenju remove "
        f"{report_id[:12]} and add its file again"
    )


def _structure_to_json(report: Report) -> str:
    return json.dumps(
        {
            "sections": sections_to_rows(report.sections),
            "blocks": blocks_to_rows(report.blocks),
            "removals": removals_to_rows(report.removals),
            "page_starts": report.page_starts,
            "page_labels": report.page_labels,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _structure_from_json(structure: str) -> dict[str, Any]:
    """The keyword arguments of `Report` that `_structure_to_json` wrote."""
    parts = json.loads(structure)
    return {
        "sections": sections_from_rows(parts["sections"]),
        "blocks": blocks_from_rows(parts["blocks"]),
        "removals": removals_from_rows(parts["removals"]),
        "page_starts": tuple(parts["page_starts"]),
        # Reports that an earlier version stored have none.
        "page_labels": tuple(parts.get("page_labels", ())),
    }
