"""The manifest as each process reads it: rows in a SQLite file of its own, made from the log and thrown away.

The tables are those of a library in a folder, so that a scope is the same SQL over them. A number means something
only here; what is shared is the content.
"""

import json
import sqlite3
import threading
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

from index.report import Metadata, Source
from index.store import transactions
from index.store.catalogue import Catalogue
from index.store.cluster.manifest import Entry, Row
from index.store.rows import METADATA, metadata_values

_TABLES = """
CREATE TABLE written (          -- every content that is not gone; `number` where it is the one shown of its report
    content INTEGER PRIMARY KEY, entry TEXT NOT NULL, report_id TEXT NOT NULL, row TEXT NOT NULL,
    number INTEGER REFERENCES reports(number) ON DELETE SET NULL
);
CREATE INDEX written_of_report ON written(report_id);
CREATE INDEX written_by_number ON written(number) WHERE number IS NOT NULL;
CREATE TABLE gone (content INTEGER PRIMARY KEY);
CREATE TABLE entries (name TEXT PRIMARY KEY);
CREATE TABLE noted (name TEXT PRIMARY KEY, entry TEXT NOT NULL);
"""


class Mirror:
    """The rows in a folder of this process alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        transactions.create(folder, {})
        with sqlite3.connect(folder / transactions.FILE_NAME) as connection:
            connection.executescript(_TABLES)
        connection.close()
        self.known: set[str] = set()
        self._lock = threading.Lock()

    def take_in(self, entries: Mapping[str, Entry]) -> None:
        """Adds entries of the log by their names, all in one transaction."""
        with self._lock, transactions.writing_by(self.folder) as connection:
            new = {name: entry for name, entry in entries.items() if name not in self.known}
            folding = _Folding(connection)
            for name in sorted(new):
                folding.take_in(name, new[name])
            self.known |= set(new)
            Catalogue(connection).set_setting("generation", str(len(self.known)))


class _Folding:
    """Entries into rows, inside one transaction. In whatever order they come, the rows come to be the same."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._catalogue = Catalogue(connection)

    def take_in(self, name: str, entry: Entry) -> None:
        changed: dict[str, None] = {}
        for content in entry.gone:
            self._connection.execute("INSERT OR IGNORE INTO gone VALUES (?)", (content,))
            for (report_id,) in self._connection.execute(
                "DELETE FROM written WHERE content = ? RETURNING report_id", (content,)
            ).fetchall():
                changed[report_id] = None
        for row in entry.put:
            if self._put(name, row):
                changed[row.report_id] = None
        for report_id in changed:
            self._show(report_id)
        # What a library is made with is what its first entry says; which reports a folder holds, its last.
        for setting, value in entry.settings.items():
            self._note(setting, value, name, first=True)
        for folder, ids in entry.folders.items():
            self._note(f"folder {folder}", json.dumps(ids), name, first=False)
        self._connection.execute("INSERT OR IGNORE INTO entries VALUES (?)", (name,))

    def _put(self, name: str, row: Row) -> bool:
        if self._connection.execute("SELECT 1 FROM gone WHERE content = ?", (row.content,)).fetchone():
            return False
        known = self._connection.execute("SELECT entry, row FROM written WHERE content = ?", (row.content,)).fetchone()
        entry = name
        if known is not None:
            before = Row(**json.loads(known[1]))
            entry = max(name, known[0])
            newer, older = (row, before) if entry == name else (before, row)
            row = replace(newer, sources=_joined(older.sources, newer.sources))
        said = json.dumps(asdict(row), ensure_ascii=False)
        self._connection.execute(
            "INSERT OR REPLACE INTO written VALUES (?, ?, ?, ?, NULL)", (row.content, entry, row.report_id, said)
        )
        return True

    def _show(self, report_id: str) -> None:
        """Shows of a report's contents the one of the last entry, under the names of all."""
        self._connection.execute("UPDATE written SET number = NULL WHERE report_id = ?", (report_id,))
        self._connection.execute("DELETE FROM reports WHERE report_id = ?", (report_id,))
        found = self._connection.execute(
            "SELECT row FROM written WHERE report_id = ? ORDER BY entry, content", (report_id,)
        ).fetchall()
        if not found:
            return
        rows = [Row(**json.loads(said)) for (said,) in found]
        shown = rows[-1]
        sources: list[list[str | None]] = []
        for row in rows:
            sources = _joined(sources, row.sources)
        metadata = Metadata(**shown.metadata)
        (first,) = self._connection.execute("SELECT coalesce(max(first_passage + passages), 1) FROM reports").fetchone()
        values = dict(zip((*METADATA, "fiscal_year"), metadata_values(metadata), strict=True)) | {
            "report_id": report_id,
            "stated": json.dumps(shown.stated, ensure_ascii=False),
            "text_sha256": shown.text_sha256,
            "parser_version": shown.parser_version,
            "pages": shown.pages,
            "problems": json.dumps(shown.problems, ensure_ascii=False),
            "original": shown.original,
            "added": shown.added,
            "characters": shown.characters,
            "first_passage": first,
            "passages": shown.passages,
            "body_checksum": shown.report,  # the object's name is its hash
        }
        named = [Source(str(name), url, str(added)) for name, url, added in sources]
        number = self._catalogue.insert_row(values, named, embedded=shown.passages)
        self._connection.execute("UPDATE written SET number = ? WHERE content = ?", (number, shown.content))

    def _note(self, name: str, value: str, entry: str, first: bool) -> None:
        known = self._connection.execute("SELECT entry FROM noted WHERE name = ?", (name,)).fetchone()
        if known is None or (entry < known[0] if first else entry > known[0]):
            self._connection.execute("INSERT OR REPLACE INTO noted VALUES (?, ?)", (name, entry))
            self._catalogue.set_setting(name, value)


def _joined(older: list[list[str | None]], newer: list[list[str | None]]) -> list[list[str | None]]:
    """The names of both, the older first; a name in both keeps its place, and takes the newer's address if any."""
    found = {source[0]: source for source in older}
    for name, url, added in newer:
        before = found.get(name)
        found[name] = [name, url, added] if before is None else [name, url or before[1], before[2]]
    return list(found.values())
