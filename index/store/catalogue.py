"""The catalogue: one SQLite file that is the truth of a library; everything else in it can be made again.

A commit is the only moment at which a library changes: it raises the generation and lists the derived files of that
generation. `transactions.py` opens it.
"""

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.report import Metadata, Passage, Report, Source
from index.scope import Scope
from index.store import scoping
from index.store.durable import StoredFile
from index.store.kept_settings import DIMENSION, EDITS, GENERATION, KeptSettings
from index.store.kept_vectors import Ids, KeptVectors, spans
from index.store.ledger import Ledger
from index.store.rows import (
    METADATA,
    SEALED,
    NewReport,
    ReportRow,
    StoredPassage,
    StoredReport,
    body_checksum,
    damaged,
    metadata_values,
    row_checksum,
    structure_from_json,
    structure_to_json,
)

_ROW = f"SELECT {', '.join(SEALED)}, checksum, embedded FROM reports"  # noqa: S608 only names of columns
# What else is kept of a report, by its number.
_OWNED = ("report_texts", "sources", "passages", "vectors")


class Catalogue:
    """The rows, inside one transaction: see `transactions.reading` and `writing`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    @property
    def ledger(self) -> Ledger:
        """The kept entries, in the same transaction."""
        return Ledger(self._connection, self.numbers)

    @property
    def vectors(self) -> KeptVectors:
        """The kept vectors, in the same transaction."""
        return KeptVectors(self._connection)

    # -- settings and generations

    @property
    def settings(self) -> KeptSettings:
        """What the library notes of itself, in the same transaction."""
        return KeptSettings(self._connection)

    def setting(self, name: str) -> str | None:
        """A setting's value; None where it was never set."""
        return self.settings.value(name)

    def set_setting(self, name: str, value: str) -> None:
        """Sets a setting of the library."""
        self.settings.put(name, value)

    @property
    def dimension(self) -> int:
        """Columns of the library's vectors; 0 before the first is kept. Raises LibraryDamaged."""
        return self.settings.number(DIMENSION)

    def folders(self) -> dict[str, tuple[str, ...]]:
        """The ids of the reports that each folder held when it was added, by the folder's absolute path."""
        return self.settings.folders()

    def generation(self) -> int:
        """The number of the last commit. Raises LibraryDamaged."""
        return self.settings.number(GENERATION)

    def files(self) -> list[StoredFile]:
        """The derived files of this generation."""
        rows = self._connection.execute("SELECT name, kind, size, sha256, stored FROM files ORDER BY name")
        return [StoredFile(*row) for row in rows]

    def set_files(self, files: Sequence[StoredFile]) -> None:
        """Lists exactly `files` as the derived files."""
        before, after = set(self.files()), set(files)
        self._connection.executemany("DELETE FROM files WHERE name = ?", [(file.name,) for file in before - after])
        self._connection.executemany(
            "INSERT INTO files VALUES (?, ?, ?, ?, ?)",
            [(f.name, f.kind, f.size, f.sha256, f.stored) for f in files if f not in before],
        )

    # -- which reports there are

    def count(self) -> int:
        """How many reports there are."""
        return int(self._connection.execute("SELECT count(*) FROM reports").fetchone()[0])

    def numbers(self, scope: Scope) -> list[int]:
        """Numbers of the reports inside `scope`."""
        joined = self._connection.execute(*scoping.selected(scope)).fetchone()[0]
        inside = set() if joined is None else set(map(int, str(joined).split(",")))
        inside.update(self.by_text(scope))
        return sorted(inside)

    def by_text(self, scope: Scope) -> list[int]:
        """Numbers of the reports that are inside `scope` by what their texts say, and not by their metadata alone."""
        return [number for number in self._candidates(scope) if self._admitted_by_text(scope, number)]

    def _candidates(self, scope: Scope) -> list[int]:
        found = scoping.by_text(scope)
        if found is None:
            return []
        condition, values = found
        rows = self._connection.execute(f"SELECT number FROM reports WHERE {condition}", values)  # noqa: S608 our own
        return [int(row[0]) for row in rows]

    def _admitted_by_text(self, scope: Scope, number: int) -> bool:
        row = self._row(number)
        return scope.admits(row["report_id"], row.metadata, self._text(number))

    def _text(self, number: int) -> str:
        text = self._connection.execute("SELECT text FROM report_texts WHERE report = ?", (number,)).fetchone()
        return str(text[0])

    def report_ids(self, scope: Scope) -> list[str]:
        """Ids of the reports inside `scope`."""
        condition, values = scoping.among("number", self.numbers(scope))
        rows = self._connection.execute(
            f"SELECT report_id FROM reports WHERE {condition} ORDER BY number",  # noqa: S608 our own
            values,
        )
        return [str(row[0]) for row in rows]

    def number_of(self, report_id: str) -> int | None:
        """The number of the report with this id; None where the library has none."""
        row = self._connection.execute("SELECT number FROM reports WHERE report_id = ?", (report_id,)).fetchone()
        return None if row is None else int(row[0])

    def number_anyhow(self, report_id: str) -> int | None:
        """As `number_of`, also where the index of ids is damaged, or the id itself: what is shown can be removed.

        By the rows; by the index an id that its row has no more.
        """
        found = self._connection.execute(
            "SELECT number FROM reports NOT INDEXED WHERE report_id = ?", (report_id,)
        ).fetchone()
        return self.number_of(report_id) if found is None else int(found[0])

    def has(self, number: int) -> bool:
        """Whether there is a report of this number."""
        return self._connection.execute("SELECT 1 FROM reports WHERE number = ?", (number,)).fetchone() is not None

    def original_of(self, report_id: str) -> str | None:
        """The kept file of a report, relative to the library; None where there is no such report."""
        row = self._connection.execute("SELECT original FROM reports WHERE report_id = ?", (report_id,)).fetchone()
        return None if row is None else str(row[0])

    def originals(self) -> list[tuple[int, str, str]]:
        """(number, report id, kept file) of every report, as they stand."""
        rows = self._connection.execute("SELECT number, report_id, original FROM reports ORDER BY number")
        return [(int(number), str(report_id), str(original)) for number, report_id, original in rows]

    def named(self, name: str) -> list[str]:
        """Ids of the reports that have exactly this file name."""
        rows = self._connection.execute(
            "SELECT DISTINCT report_id FROM sources JOIN reports ON number = report WHERE name = ? ORDER BY number",
            (name,),
        )
        return [str(row[0]) for row in rows]

    def alike(self, names: Sequence[str], title: str) -> list[int]:
        """Numbers of the reports that have one of these file names, or this title."""
        condition, values = scoping.among("name", names)
        rows = self._connection.execute(
            f"SELECT report FROM sources WHERE {condition} UNION SELECT number FROM reports WHERE title = ?",  # noqa: S608 ours
            [*values, title],
        )
        return [int(row[0]) for row in rows]

    def beginning_with(self, prefix: str) -> list[str]:
        """Ids that begin so."""
        rows = self._connection.execute(
            "SELECT report_id FROM reports WHERE report_id >= ? AND report_id < ? ORDER BY added, number",
            (prefix, prefix + "\U0010ffff"),
        )
        return [str(row[0]) for row in rows]

    def beginning_anyhow(self, prefix: str) -> list[str]:
        """As `beginning_with`, by the rows alone: also where the index of ids is damaged, or an id."""
        rows = self._connection.execute("SELECT report_id FROM reports NOT INDEXED ORDER BY number")
        return [str(row[0]) for row in rows if str(row[0]).startswith(prefix)]

    def text_hashes(self) -> dict[str, str]:
        """The SHA-256 of each report's canonical text, by the report's id."""
        rows = self._connection.execute("SELECT report_id, text_sha256 FROM reports ORDER BY added, number")
        return {str(report_id): str(digest) for report_id, digest in rows}

    def stamps(self, report_ids: Sequence[str]) -> dict[str, str]:
        """What tells a report and its figures from any other state of them, by its id; none where it is not there."""
        condition, values = scoping.among("report_id", report_ids)
        figures, joined = ("''", "")
        if self.ledger.exists:
            figures = "coalesce(l.version || ' ' || l.checksum, '')"
            joined = "LEFT JOIN ledger_reports l ON l.report = r.number"
        rows = self._connection.execute(
            f"SELECT report_id, r.checksum || ' ' || {figures} FROM reports r {joined} WHERE {condition}",  # noqa: S608 ours
            values,
        )
        return {str(report_id): str(stamp) for report_id, stamp in rows}

    def checksum(self, number: int) -> str:
        """What is kept as the checksum of a report's row: where it is the same, so is the report."""
        (checksum,) = self._connection.execute("SELECT checksum FROM reports WHERE number = ?", (number,)).fetchone()
        return str(checksum)

    # -- reports

    def reports(self, numbers: Sequence[int] | None = None) -> list[StoredReport]:
        """Every report's entry, or those of `numbers`, in the order they were added. Raises LibraryDamaged."""
        return [row.stored(sources, embedded) for row, sources, embedded in self._rows(numbers)]

    def metadata(self, numbers: Sequence[int] | None = None) -> dict[int, Metadata]:
        """The metadata of every report, or of `numbers`, by its number, in the order they were added.

        Raises LibraryDamaged.
        """
        return {row["number"]: row.metadata for row, _, _ in self._rows(numbers)}

    def numbers_after(self, number: int) -> list[int]:
        """Numbers of the reports that were added after the one of this number."""
        rows = self._connection.execute("SELECT number FROM reports WHERE number > ? ORDER BY number", (number,))
        return [int(row[0]) for row in rows]

    def edits(self) -> int:
        """How often a report that was there was removed or described otherwise: where it is the same, all are."""
        return self.settings.number(EDITS)

    def _edited(self) -> None:
        self.set_setting(EDITS, str(self.edits() + 1))

    def _rows(self, numbers: Sequence[int] | None) -> Iterator[tuple[ReportRow, tuple[Source, ...], int]]:
        """Rows that are what was stored, with their names and how many passages are embedded."""
        inside, values = ("1", []) if numbers is None else scoping.among("number", numbers)
        named, of = ("1", []) if numbers is None else scoping.among("report", numbers)
        sources: dict[int, list[Source]] = {}
        with _decoding():
            for number, *source in self._connection.execute(
                f"SELECT report, name, url, added FROM sources WHERE {named} ORDER BY added, rowid",  # noqa: S608 ours
                of,
            ):
                sources.setdefault(number, []).append(Source(*source))
            rows = self._connection.execute(f"{_ROW} WHERE {inside} ORDER BY added, number", values).fetchall()
        for *sealed, checksum, embedded in rows:
            row = ReportRow(tuple(sealed))
            names = tuple(sources.get(row["number"], ()))
            if row_checksum(row, names) != checksum:
                raise damaged(row["report_id"])
            yield row, names, embedded

    def _row(self, number: int) -> ReportRow:
        """A report's row, where it is what was stored. Raises LibraryDamaged."""
        with _decoding():
            *sealed, checksum, _ = self._connection.execute(f"{_ROW} WHERE number = ?", (number,)).fetchone()
        row = ReportRow(tuple(sealed))
        if row_checksum(row, self.sources(number)) != checksum:
            raise damaged(row["report_id"])
        return row

    def sources(self, number: int) -> tuple[Source, ...]:
        """The names that a report was added under, the first one first."""
        with _decoding():
            rows = self._connection.execute(
                "SELECT name, url, added FROM sources WHERE report = ? ORDER BY added, rowid", (number,)
            ).fetchall()
        return tuple(Source(*row) for row in rows)

    def metadata_at(self, number: int) -> Metadata:
        """The metadata of the report with this number. Raises LibraryDamaged."""
        return self._row(number).metadata

    def report(self, number: int) -> Report:
        """The whole report. Raises LibraryDamaged where it is not what was stored."""
        row = self._row(number)
        with _decoding():
            body = self._connection.execute(
                "SELECT text, structure FROM report_texts WHERE report = ?", (number,)
            ).fetchone()
        if body is None or not all(isinstance(part, str) for part in body):
            raise damaged(row["report_id"])
        text, structure = body
        passages = [(stored.id, stored.passage) for stored in self.passages_of(number)]
        whole = (
            hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == row["text_sha256"]
            and body_checksum(structure, passages) == row["body_checksum"]
        )
        if not whole:
            raise damaged(row["report_id"])
        return Report(
            report_id=row["report_id"],
            metadata=row.metadata,
            text=text,
            text_sha256=row["text_sha256"],
            parser_version=row["parser_version"],
            sources=self.sources(number),
            problems=tuple(json.loads(row["problems"])),
            **structure_from_json(structure),
        )

    # -- writing reports

    def insert(self, new: NewReport) -> tuple[int, list[int]]:
        """Stores a report; returns its number and its passages' ids, in order."""
        report, structure = new.report, structure_to_json(new.report)
        first = self._next_passage()
        ids = list(range(first, first + len(new.passages)))
        values = dict(zip((*METADATA, "fiscal_year"), metadata_values(report.metadata), strict=True)) | {
            "report_id": report.report_id,
            "stated": json.dumps(new.stated, ensure_ascii=False),
            "text_sha256": report.text_sha256,
            "parser_version": report.parser_version,
            "pages": len(report.page_starts) or None,
            "problems": json.dumps(report.problems, ensure_ascii=False),
            "original": new.original,
            "added": new.added,
            "characters": len(report.text),
            "first_passage": first,
            "passages": len(ids),
            "body_checksum": body_checksum(structure, list(zip(ids, new.passages, strict=True))),
        }
        number = self.insert_row(values, report.sources)
        self._connection.execute("INSERT INTO report_texts VALUES (?, ?, ?)", (number, report.text, structure))
        self._connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
            [(key, number, p.number, p.section, p.start, p.end) for key, p in zip(ids, new.passages, strict=True)],
        )
        if new.vectors is not None:
            self.vectors.keep(number, 0, new.vectors)
        return number, ids

    def insert_row(self, values: Mapping[str, Any], sources: Iterable[Source], embedded: int = 0) -> int:
        """Stores a report's row and its names, sealed; `values` are of the columns `SEALED`. Returns its number."""
        names = ", ".join((*values, "embedded", "checksum"))
        marks = ", ".join("?" * (len(values) + 2))
        cursor = self._connection.execute(
            f"INSERT INTO reports ({names}) VALUES ({marks})",  # noqa: S608 only names of columns and marks
            (*values.values(), embedded, ""),
        )
        number = int(cursor.lastrowid or 0)
        for table in _OWNED:  # by a number that nobody had: what is there came by damage
            self._connection.execute(f"DELETE FROM {table} WHERE report = ?", (number,))  # noqa: S608 our own
        self.ledger.drop(number)
        for source in sources:
            self._insert_source(number, source)
        self.seal(number)
        return number

    def _next_passage(self) -> int:
        row = self._connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'passages'").fetchone()
        return 1 if row is None else int(row[0]) + 1

    def drop_ownerless(self) -> None:
        """Drops what is kept of reports that are not there: damage left it behind."""
        for table in _OWNED:
            self._connection.execute(f"DELETE FROM {table} WHERE report NOT IN (SELECT number FROM reports)")  # noqa: S608 our own
        self.ledger.mend()

    def seal(self, number: int) -> None:
        """Writes a report's checksum over what its row and its names are now."""
        *sealed, _, _ = self._connection.execute(f"{_ROW} WHERE number = ?", (number,)).fetchone()
        checksum = row_checksum(ReportRow(tuple(sealed)), self.sources(number))
        self._connection.execute("UPDATE reports SET checksum = ? WHERE number = ?", (checksum, number))

    def add_source(self, number: int, source: Source) -> None:
        """Keeps a further name of a report; a name already kept takes the new URL, if one is given.

        Raises LibraryDamaged for a report that is not what was stored: its seal must not be renewed.
        """
        self._row(number)
        self._insert_source(number, source)
        self.seal(number)
        self._edited()

    def _insert_source(self, number: int, source: Source) -> None:
        self._connection.execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?)"
            " ON CONFLICT (report, name) DO UPDATE SET url = coalesce(excluded.url, url)",
            (number, source.name, source.url, source.added),
        )

    def stated(self, number: int) -> dict[str, Any]:
        """The metadata that the user stated for a report. Raises LibraryDamaged."""
        stated: dict[str, Any] = json.loads(self._row(number)["stated"])
        return stated

    def set_metadata(self, number: int, metadata: Metadata, stated: dict[str, Any]) -> None:
        """Replaces a report's metadata and what the user stated of it. Raises LibraryDamaged."""
        self._row(number)
        columns = ", ".join(f"{name} = ?" for name in (*METADATA, "fiscal_year", "stated"))
        self._connection.execute(
            f"UPDATE reports SET {columns} WHERE number = ?",  # noqa: S608 only names of columns
            (*metadata_values(metadata), json.dumps(stated, ensure_ascii=False), number),
        )
        self.seal(number)
        self._edited()
        self.ledger.drop(number)  # whose figures they are is read with the metadata

    def delete(self, number: int) -> str:
        """Removes a report with its sources, passages and vectors; returns its kept file."""
        (original,) = self._connection.execute("SELECT original FROM reports WHERE number = ?", (number,)).fetchone()
        try:
            self._connection.execute("DELETE FROM reports WHERE number = ?", (number,))
        except sqlite3.DatabaseError:  # a row that its index does not know: what is indexed was damaged
            self._connection.execute("REINDEX")
            self._connection.execute("DELETE FROM reports WHERE number = ?", (number,))
        self._edited()
        return str(original)

    # -- passages

    def passage_count(self) -> int:
        """How many passages there are."""
        return int(self._connection.execute("SELECT coalesce(sum(passages), 0) FROM reports").fetchone()[0])

    def passage_ids(self, numbers: Sequence[int] | None = None) -> Ids:
        """Sorted ids of all passages, or of those of the reports `numbers`."""
        inside, values = ("1", []) if numbers is None else scoping.among("number", numbers)
        rows = self._connection.execute(
            f"SELECT first_passage, passages FROM reports WHERE {inside} ORDER BY first_passage",  # noqa: S608 our own
            values,
        ).fetchall()
        return spans(np.array(rows, np.int64).reshape(-1, 2))

    def places_after(self, number: int) -> Ids:
        """(number, first passage, passages) of each report that was added after the one of this number, in order."""
        rows = self._connection.execute(
            "SELECT number, first_passage, passages FROM reports WHERE number > ? ORDER BY number", (number,)
        ).fetchall()
        return np.array(rows, np.int64).reshape(-1, 3)

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """The passages with these ids."""
        condition, values = scoping.among("id", ids)
        rows = self._connection.execute(
            f'SELECT id, report, number, section, start, "end" FROM passages WHERE {condition}',  # noqa: S608 our own
            values,
        )
        return {int(key): StoredPassage(int(key), int(report), Passage(*place)) for key, report, *place in rows}

    def passages_of(self, number: int) -> list[StoredPassage]:
        """A report's passages in reading order."""
        rows = self._connection.execute(
            'SELECT id, report, number, section, start, "end" FROM passages WHERE report = ? ORDER BY number', (number,)
        )
        return [StoredPassage(key, report, Passage(*place)) for key, report, *place in rows]

    def copy_to(self, path: Path) -> None:
        """Writes the whole catalogue, as this transaction sees it, to a new file."""
        with contextlib.closing(sqlite3.connect(path)) as target:
            self._connection.backup(target)

    def integrity_check(self) -> list[str]:
        """What SQLite finds wrong with the file, its indexes held against its tables; empty when it is sound."""
        rows = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(20)")]
        return [] if rows == ["ok"] else rows


@contextlib.contextmanager
def _decoding() -> Iterator[None]:
    """A column whose bytes are no text any more is damage, not a fault of the statement."""
    try:
        yield
    except sqlite3.OperationalError as error:
        if "decode" in str(error):
            raise damaged(None) from error
        raise
