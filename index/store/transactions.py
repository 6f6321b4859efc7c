"""How the catalogue's file is made and opened: one transaction at a time, for reading or for writing.

Rollback journal and `synchronous=FULL`: the SQLite that ships here (3.40) has the WAL-reset bug.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import LibraryBusy, LibraryDamaged, LibraryMismatch, LibraryMissing
from index.store.catalogue import Catalogue
from index.store.durable import not_writable
from index.store.kept_settings import GENERATION, sealed

FILE_NAME = "catalogue.sqlite"
LAYOUT = "2"
EARLIER = ("1",)  # what `upgrading.py` brings along
BUSY_MS = 60_000  # a writer waits so long for readers to finish, and they for it
LOOK_AGAIN = 0.002  # seconds

TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE reports (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    report_id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL, issuer TEXT, region TEXT, year INTEGER, kind TEXT NOT NULL, language TEXT NOT NULL,
    delivered TEXT, supplied TEXT NOT NULL, period TEXT, period_span TEXT, period_end TEXT, issued TEXT,
    fiscal_year INTEGER,           -- of `period`, for a scope
    stated TEXT NOT NULL,          -- the metadata that the user stated, kept when the text is read again
    text_sha256 TEXT NOT NULL,
    parser_version TEXT NOT NULL,
    pages INTEGER,                 -- NULL where the format has none
    problems TEXT NOT NULL,
    original TEXT NOT NULL,        -- the kept file, relative to the library
    added TEXT NOT NULL,
    characters INTEGER NOT NULL,
    first_passage INTEGER NOT NULL,  -- the ids of its passages are this and the ones that follow
    passages INTEGER NOT NULL,
    embedded INTEGER NOT NULL,     -- of its passages, how many have their vectors in `vectors`
    shard TEXT,                    -- the derived file that its vectors are searched in; NULL where none is yet
    body_checksum TEXT NOT NULL,   -- over structure and passages; the text has its own
    checksum TEXT NOT NULL         -- over the row but `embedded` and `shard`, and the report's names
);
CREATE INDEX reports_by_added ON reports(added);
CREATE INDEX reports_by_title ON reports(title);
CREATE INDEX reports_by_year ON reports(year, region);
CREATE INDEX reports_by_fiscal_year ON reports(fiscal_year) WHERE fiscal_year IS NOT NULL;
CREATE INDEX reports_by_region ON reports(region);
CREATE INDEX reports_by_issuer ON reports(issuer) WHERE issuer IS NOT NULL;
CREATE INDEX reports_unstated ON reports(kind) WHERE region IS NULL OR year IS NULL;
CREATE INDEX reports_by_kind ON reports(kind, region);
CREATE INDEX reports_pending ON reports(number, passages, embedded) WHERE embedded < passages;
CREATE INDEX reports_of_shard ON reports(shard, number, first_passage, passages);
CREATE INDEX reports_by_passage ON reports(first_passage, passages);
CREATE TABLE report_texts (
    report INTEGER PRIMARY KEY REFERENCES reports(number) ON DELETE CASCADE,
    text TEXT NOT NULL,
    structure TEXT NOT NULL        -- sections, blocks, removals, page starts
);
CREATE TABLE sources (
    report INTEGER NOT NULL REFERENCES reports(number) ON DELETE CASCADE,
    name TEXT NOT NULL, url TEXT, added TEXT NOT NULL, PRIMARY KEY (report, name)
);
CREATE INDEX sources_by_name ON sources(name);
CREATE TABLE passages (
    id INTEGER PRIMARY KEY AUTOINCREMENT,   -- never given twice, so a stale shard cannot point at another passage
    report INTEGER NOT NULL REFERENCES reports(number) ON DELETE CASCADE,
    number INTEGER NOT NULL, section INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX passages_of_report ON passages(report, number);
CREATE TABLE vectors (             -- a report's, in blocks of passages that follow one another
    report INTEGER NOT NULL REFERENCES reports(number) ON DELETE CASCADE,
    first INTEGER NOT NULL,        -- the number of the block's first passage
    passages INTEGER NOT NULL,
    rows BLOB NOT NULL,            -- float32, a row a passage
    sha256 TEXT NOT NULL,
    PRIMARY KEY (report, first)
);
CREATE TABLE files (
    name TEXT PRIMARY KEY, kind TEXT NOT NULL, size INTEGER NOT NULL, sha256 TEXT NOT NULL,
    stored INTEGER NOT NULL DEFAULT 0   -- of a shard: the passages that lie in it, removed ones with them
);
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
            "INSERT INTO settings VALUES (?, ?)", sealed({"layout": LAYOUT, GENERATION: "0", **settings})
        )
        connection.commit()
    finally:
        connection.close()


@contextmanager
def reading(root: Path) -> Iterator[Catalogue]:
    """A read transaction: everything read inside belongs to one generation."""
    with reading_by(root) as connection:
        yield Catalogue(connection)


@contextmanager
def reading_by(root: Path) -> Iterator[sqlite3.Connection]:
    """The connection of a read transaction."""
    with of_any_layout(root, to_write=False) as connection:
        begin_reading(root, connection)
        yield connection
        connection.execute("ROLLBACK")


def begin_reading(root: Path, connection: sqlite3.Connection) -> None:
    """Begins a read transaction, after a writer's last moment: SQLite itself looks again only after up to 100 ms.

    What a writer left half done that was killed is rolled back first, which takes a connection that may write.
    """
    connection.execute("PRAGMA query_only = ON")
    connection.execute("PRAGMA busy_timeout = 0")
    deadline, rolled_back = time.monotonic() + BUSY_MS / 1000, False
    while True:
        try:
            connection.execute("BEGIN")
            connection.execute("SELECT 1 FROM settings LIMIT 1").fetchone()
        except sqlite3.OperationalError as error:
            half_done = error.sqlite_errorname.startswith("SQLITE_READONLY") and not rolled_back
            if not half_done and (error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > deadline):
                raise
            connection.execute("ROLLBACK")
            if half_done:
                _roll_back(root)
                rolled_back = True
            else:
                time.sleep(LOOK_AGAIN)
        else:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            break
    _require_layout(root, Catalogue(connection).setting("layout"))


def _roll_back(root: Path) -> None:
    with of_any_layout(root) as connection:
        connection.execute("SELECT 1 FROM settings LIMIT 1").fetchone()


@contextmanager
def writing(root: Path, busy_ms: int = BUSY_MS) -> Iterator[Catalogue]:
    """A write transaction: committed when the block ends, rolled back when it raises.

    Readers that come while it waits for others to finish wait as long. Raises LibraryBusy after `busy_ms`.
    """
    with writing_by(root, busy_ms) as connection:
        yield Catalogue(connection)


@contextmanager
def writing_by(root: Path, busy_ms: int = BUSY_MS) -> Iterator[sqlite3.Connection]:
    """The connection of a write transaction."""
    with _connected(root) as connection:
        connection.execute(f"PRAGMA busy_timeout = {busy_ms}")
        # Pages that don't fit into SQLite's 2 MB would be written early, and readers locked out till the commit ends.
        connection.execute("PRAGMA cache_spill = OFF")
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            if connection.in_transaction:  # on a full disk SQLite has rolled back already
                connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")


@contextmanager
def _connected(root: Path) -> Iterator[sqlite3.Connection]:
    with of_any_layout(root) as connection:
        _require_layout(root, Catalogue(connection).setting("layout"))
        yield connection


@contextmanager
def of_any_layout(root: Path, to_write: bool = True) -> Iterator[sqlite3.Connection]:
    """A connection to the catalogue, whatever version wrote it; no transaction is begun."""
    with explained(root):
        connection = opened(root, to_write)
        try:
            yield connection
        finally:
            connection.close()


def opened(root: Path, to_write: bool = True) -> sqlite3.Connection:
    """A connection to the catalogue, for one thread at a time; who opens it closes it. Raises LibraryMissing.

    One that is to read opens the file for no more, so that a disk with a library that is read can be made read-only.
    """
    path = root / FILE_NAME
    if not path.is_file():
        raise LibraryMissing(f"there is no library in {root}; make one with: wenju add PATH --library {root}")
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={'rw' if to_write else 'ro'}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        if to_write:  # it looks into the file, which one that reads can't while a killed writer's journal lies there
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def explained(root: Path) -> Iterator[None]:
    """What SQLite fails with is told as our own errors."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise _explained(root, error) from error


def _require_layout(root: Path, layout: str | None) -> None:
    if layout in EARLIER:
        raise LibraryMismatch(
            f"the library in {root} was written by an earlier version; bring it along with: wenju doctor --repair "
            f"--library {root} (nothing is embedded again)"
        )
    if layout != LAYOUT:
        raise LibraryMismatch(
            f"the library in {root} has layout {layout}, this program reads {LAYOUT}; "
            "use the version of Wenju that wrote it, or add its reports to a new library"
        )


def _explained(root: Path, error: sqlite3.DatabaseError) -> Exception:
    if isinstance(error, sqlite3.OperationalError):
        code = getattr(error, "sqlite_errorname", "")
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return LibraryBusy(f"another process is using {root}; wait until it has finished and run this again")
        if code.startswith(("SQLITE_FULL", "SQLITE_READONLY", "SQLITE_IOERR", "SQLITE_CANTOPEN")):
            return not_writable(root, OSError(None, str(error)))
    said = str(error).partition(" with text ")[0]  # what follows are bytes of the file
    return LibraryDamaged(
        f"the catalogue of the library in {root} does not read ({said}); restore {FILE_NAME} from a copy, "
        "or add the files in its folder 'originals' to a new library"
    )
