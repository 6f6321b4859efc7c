"""How the catalogue's file is made and opened: one transaction at a time, for reading or for writing.

Rollback journal and `synchronous=FULL`: the SQLite that ships here (3.40) has the WAL-reset bug.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusy, LibraryDamaged, LibraryMismatch, LibraryMissing
from index.store.catalogue import Catalogue, ReadMetadata
from index.store.durable import not_writable

FILE_NAME = "catalogue.sqlite"
LAYOUT = "1"
BUSY_MS = 60_000  # a writer waits so long for readers to finish, and they for it

TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id TEXT NOT NULL UNIQUE,
    metadata TEXT NOT NULL,
    stated TEXT NOT NULL,          -- the metadata that the user stated, kept when the text is read again
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    parser_version TEXT NOT NULL,
    structure TEXT NOT NULL,       -- sections, blocks, removals, page starts
    pages INTEGER,                 -- NULL where the format has none
    problems TEXT NOT NULL,
    original TEXT NOT NULL,        -- the kept file, relative to the library
    added TEXT NOT NULL,
    checksum TEXT NOT NULL         -- over the columns above and the passages with their vectors
);
CREATE TABLE sources (
    report INTEGER NOT NULL REFERENCES reports(number) ON DELETE CASCADE,
    name TEXT NOT NULL, url TEXT, added TEXT NOT NULL, PRIMARY KEY (report, name)
);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given twice, so a stale shard cannot point at another passage
    report INTEGER NOT NULL REFERENCES reports(number) ON DELETE CASCADE,
    number INTEGER NOT NULL, section INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    vector BLOB NOT NULL
);
CREATE INDEX passages_of_report ON passages(report, number);
CREATE TABLE files (name TEXT PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL);
"""


def create(root: Path, settings: dict[str, str]) -> None:
    """Makes an empty catalogue under a partial name and renames it, so that it is whole or not there."""
    partial = root / f".partial-{FILE_NAME}"
    try:
        partial.unlink(missing_ok=True)
        _create(partial, settings)
        partial.rename(root / FILE_NAME)
    except sqlite3.DatabaseError as error:
        raise _explained(root, error) from error
    except OSError as error:
        raise not_writable(root, error) from error


def _create(partial: Path, settings: dict[str, str]) -> None:
    connection = sqlite3.connect(partial)
    try:
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(TABLES)
        connection.executemany(
            "INSERT INTO settings VALUES (?, ?)", [("layout", LAYOUT), ("generation", "0"), *settings.items()]
        )
        connection.commit()
    finally:
        connection.close()


@contextmanager
def reading(root: Path, read_metadata: ReadMetadata | None = None) -> Iterator[Catalogue]:
    """A read transaction: everything read inside belongs to one generation."""
    with _connected(root) as connection:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield Catalogue(connection, read_metadata)
        connection.execute("ROLLBACK")


@contextmanager
def writing(root: Path) -> Iterator[Catalogue]:
    """A write transaction: committed when the block ends, rolled back when it raises."""
    with _connected(root) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield Catalogue(connection)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@contextmanager
def _connected(root: Path) -> Iterator[sqlite3.Connection]:
    path = root / FILE_NAME
    if not path.is_file():
        raise LibraryMissing(f"there is no library in {root}; make one with: wenju add PATH --library {root}")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
        try:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            layout = Catalogue(connection).setting("layout")
            if layout != LAYOUT:
                raise LibraryMismatch(
                    f"the library in {root} has layout {layout}, this program reads {LAYOUT}; "
                    "add its reports to a new library"
                )
            yield connection
        finally:
            connection.close()
    except sqlite3.DatabaseError as error:
        raise _explained(root, error) from error


def _explained(root: Path, error: sqlite3.DatabaseError) -> Exception:
    if isinstance(error, sqlite3.OperationalError):
        code = getattr(error, "sqlite_errorname", "")
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return LibraryBusy(f"another process is using {root}; wait until it has finished and run this again")
        if code.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")):
            return not_writable(root, OSError(None, str(error)))
    return LibraryDamaged(
        f"the catalogue of the library in {root} does not read ({error}); restore {FILE_NAME} from a copy, "
        "or add the files in its folder 'originals' to a new library"
    )
