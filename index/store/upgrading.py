"""A library of layout 1 brought along: its rows in one transaction, then its derived files; nothing is embedded.

Layout 1 kept metadata as JSON and each vector in its passage's row. A report that is damaged there is damaged here: it
comes along without a seal, is named, and can be removed.
"""

import hashlib
import json
import sqlite3
from pathlib import Path
from typing import Any

from index.report import Metadata, Passage
from index.store import commit, transactions
from index.store.catalogue import Catalogue
from index.store.durable import require_space, writer_lock
from index.store.rows import METADATA, body_checksum, metadata_values

_OLD = "SELECT number, report_id, metadata, stated, text, text_sha256, parser_version, structure, pages, problems, original, added, checksum FROM old_reports ORDER BY number"  # noqa: E501
_SUMMED = "SELECT report_id, metadata, stated, text_sha256, parser_version, structure, pages, problems, original, added FROM old_reports WHERE number = ?"  # noqa: E501


def needs_upgrade(root: Path) -> bool:
    """Whether the library in `root` is of an earlier layout. Raises LibraryMissing, LibraryDamaged."""
    with transactions.of_any_layout(root) as connection:
        return Catalogue(connection).setting("layout") in transactions.EARLIER


def upgrade(root: Path) -> bool:
    """Brings the library along; False where it is of this layout. Raises LibraryBusy, LibraryNotWritable."""
    if not needs_upgrade(root):
        return False
    with writer_lock(root, commit.LOCK_SECONDS), transactions.of_any_layout(root) as connection:
        require_space(root, (root / transactions.FILE_NAME).stat().st_size)
        # Renamed tables are not to be followed: the ledger's rows are those of `reports`.
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA legacy_alter_table = ON")
        connection.execute("BEGIN IMMEDIATE")
        try:
            _bring_along(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    commit.rebuild(root)
    return True


def _bring_along(connection: sqlite3.Connection) -> None:
    sequences = dict(connection.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    connection.execute("DROP INDEX passages_of_report")
    for table in ("reports", "sources", "passages"):
        connection.execute(f"ALTER TABLE {table} RENAME TO old_{table}")
    connection.execute("DROP TABLE files")
    for statement in transactions.TABLES.split(";\n"):
        if statement.strip() and "CREATE TABLE settings" not in statement:
            connection.execute(statement)
    for row in connection.execute(_OLD).fetchall():
        _carry(connection, *row)
    for table in ("reports", "sources", "passages"):
        connection.execute(f"DROP TABLE old_{table}")
    for table in ("reports", "passages"):
        connection.execute("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.execute("INSERT INTO sqlite_sequence VALUES (?, ?)", (table, sequences.get(table, 0)))
    Catalogue(connection).set_setting("layout", transactions.LAYOUT)


def _carry(
    connection: sqlite3.Connection,
    number: int,
    report_id: str,
    metadata: str,
    stated: str,
    text: str,
    text_sha256: str,
    parser_version: str,
    structure: str,
    pages: int | None,
    problems: str,
    original: str,
    added: str,
    checksum: str,
) -> None:
    """One report with its names, passages and vectors; its seal only where the old one holds."""
    rows = connection.execute(
        'SELECT id, number, section, start, "end", vector FROM old_passages WHERE report = ? ORDER BY number', (number,)
    ).fetchall()
    passages = [(int(key), Passage(*place)) for key, *place, _ in rows]
    columns = {
        "number": number,
        "report_id": report_id,
        **dict(zip((*METADATA, "fiscal_year"), metadata_values(_metadata(metadata)), strict=True)),
        "stated": stated,
        "text_sha256": text_sha256,
        "parser_version": parser_version,
        "pages": pages,
        "problems": problems,
        "original": original,
        "added": added,
        "characters": len(text),
        "first_passage": passages[0][0] if passages else 0,
        "passages": len(passages),
        "embedded": len(passages),
        "body_checksum": body_checksum(structure, passages),
        "checksum": "",
    }
    names, marks = ", ".join(columns), ", ".join("?" * len(columns))
    connection.execute(f"INSERT INTO reports ({names}) VALUES ({marks})", tuple(columns.values()))  # noqa: S608 ours
    connection.execute("INSERT INTO report_texts VALUES (?, ?, ?)", (number, text, structure))
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
        [(key, number, p.number, p.section, p.start, p.end) for key, p in passages],
    )
    connection.execute("INSERT INTO sources SELECT * FROM old_sources WHERE report = ? ORDER BY rowid", (number,))
    content = b"".join(row[-1] for row in rows)
    digest = hashlib.sha256(content).hexdigest()
    connection.execute("INSERT INTO vectors VALUES (?, 0, ?, ?, ?)", (number, len(rows), content, digest))
    if checksum == _old_checksum(connection, number):
        Catalogue(connection).seal(number)


def _metadata(stored: str) -> Metadata:
    try:
        return Metadata(**json.loads(stored))
    except (ValueError, TypeError):
        return Metadata("")  # without a seal: it is named as damaged


def _old_checksum(connection: sqlite3.Connection, number: int) -> str:
    """As layout 1 had it, over the row and over passages with their vectors."""
    row: tuple[Any, ...] = connection.execute(_SUMMED, (number,)).fetchone()
    digest = hashlib.sha256(repr(row).encode())
    rows = connection.execute(
        'SELECT id, number, section, start, "end", vector FROM old_passages WHERE report = ? ORDER BY id', (number,)
    )
    for *place, vector in rows:
        digest.update(repr(place).encode())
        digest.update(vector)
    return digest.hexdigest()
