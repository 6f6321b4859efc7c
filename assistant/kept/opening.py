"""Where what is kept lies, and the database opened: made where there is none, refused where it is another's.

It lies in the user's own state folder, not in the library's: opening a library writes nothing, a library may lie where
it can only be read, and whoever is given a copy of a library, or a backup, is not given the conversations about it.
"""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
    ProgrammingError,
    SQLAlchemyError,
)

from assistant.errors import KeepingFailed
from assistant.kept.tables import KEPT_VERSION, METADATA, VERSION

FILE_NAME: Final = "conversations.sqlite"
# What the setting says where nothing is to be kept.
NOTHING: Final = "none"
_BEFORE_ASKED_REPORTS: Final = 1
# Seconds that a writer waits for another one.
WAIT = 10


def default_url(environment: Mapping[str, str] | None = None) -> URL:
    """The file in the user's state folder."""
    return URL.create("sqlite", database=str(_state_folder(environment) / FILE_NAME))


def runs_folder(environment: Mapping[str, str] | None = None) -> Path:
    """Where evaluation runs lie that are begun in the page: beside the conversations, in the user's state folder."""
    return _state_folder(environment) / "evaluations"


def _state_folder(environment: Mapping[str, str] | None) -> Path:
    """`XDG_STATE_HOME`, else ~/.local/state."""
    environment = os.environ if environment is None else environment
    named = environment.get("XDG_STATE_HOME", "")
    state = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "state"
    return state / "wenju"


def open_database(address: str = "") -> Engine:
    """The database at a URL, the default one where it is empty, with its tables. Raises KeepingFailed, in one line."""
    try:
        url = make_url(address) if address else default_url()
    except ArgumentError as error:
        raise KeepingFailed("conversations.url is no address of a database, such as sqlite:////folder/file") from error
    where = _shown(url)
    try:
        engine = _engine(url)
        try:
            version = _made(engine)
        except (IntegrityError, OperationalError, ProgrammingError):
            version = _made(engine)  # another server was making the same tables: now they are there
    except (NoSuchModuleError, ImportError) as error:
        raise KeepingFailed(f"{where} needs a driver that is not installed ({error}); install it") from error
    except (SQLAlchemyError, OSError) as error:
        raise KeepingFailed(
            f"{where} does not open ({reason(error)}); move it away or set conversations.url"
        ) from error
    if version != VERSION:
        engine.dispose()
        raise KeepingFailed(
            f"{where} is of version {version}, this program reads {VERSION}; upgrade it or set conversations.url"
        )
    return engine


def _made(engine: Engine) -> int | None:
    """The version of the tables; those that are not there yet are made, unless the database is of another version."""
    with engine.begin() as connection:
        known = inspect(connection).has_table(KEPT_VERSION.name)
        version = connection.execute(select(KEPT_VERSION.c.version)).scalar() if known else None
        if not known or version in (_BEFORE_ASKED_REPORTS, VERSION):
            METADATA.create_all(connection)
        if not known:
            connection.execute(KEPT_VERSION.insert().values(version=VERSION))
        elif version == _BEFORE_ASKED_REPORTS:
            connection.execute(KEPT_VERSION.update().values(version=VERSION))
        found: int | None = connection.execute(select(KEPT_VERSION.c.version)).scalar()
    return found


def reason(error: Exception) -> str:
    """What a database said, in one line without the statement and its values."""
    origin = getattr(error, "orig", None)
    return " ".join(str(error if origin is None else origin).split())[:200]


def _shown(url: URL) -> str:
    """The database as a message names it: a file by its path, another without its password."""
    if url.get_backend_name() == "sqlite":
        return f"the file of conversations {url.database or ':memory:'}"
    return f"the database of conversations {url.render_as_string(hide_password=True)}"


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    # Not where it is memory, or an address of SQLite's own (file:…?mode=ro), which no path is to be made of.
    if url.database and url.database != ":memory:" and not url.database.startswith("file:"):
        _make_private(Path(url.database))
    engine = create_engine(url, connect_args={"timeout": WAIT})

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: object) -> None:
        connection.execute("PRAGMA foreign_keys = ON")
        # What is deleted is overwritten: a person who deletes a conversation means it.
        connection.execute("PRAGMA secure_delete = ON")

    return engine


def _make_private(path: Path) -> None:
    """The file, for this user alone, where there is none yet."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
