"""The database of what is kept, for those who read and write its tables; what all of them need of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, select
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import KeepingFailed
from assistant.kept.opening import reason
from assistant.kept.records import HeadKind, new_id, now
from assistant.kept.tables import HEADS

_Read = TypeVar("_Read")


class Store:
    """An open database, of which only what is about one library is seen."""

    def __init__(self, engine: Engine, library: str) -> None:
        """`library` is the folder of the library that all is about, resolved."""
        self._engine = engine
        self._library = library

    def _begin(self, connection: Connection, owner: str, kind: HeadKind, title: str) -> str:
        head, time = new_id(), now()
        values = {"id": head, "owner": owner, "library": self._library, "kind": kind, "title": title}
        connection.execute(HEADS.insert().values(begun=time, changed=time, **values))
        return head

    def _head(self, connection: Connection, head: str, kind: HeadKind) -> Row[Any] | None:
        wanted = HEADS.c.id == head, HEADS.c.library == self._library, HEADS.c.kind == kind
        return connection.execute(select(HEADS).where(*wanted)).first()

    def _own(self, owner: str, head: str) -> ColumnElement[bool]:
        return (HEADS.c.id == head) & (HEADS.c.owner == owner) & (HEADS.c.library == self._library)

    def _alone(self, connection: Connection, head: str) -> None:
        """Has whoever writes to the same head, in another process too, wait until this is written."""
        connection.execute(select(HEADS.c.id).where(HEADS.c.id == head).with_for_update())

    def _touch(self, connection: Connection, head: str) -> None:
        connection.execute(HEADS.update().where(HEADS.c.id == head).values(changed=now()))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _one_line(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with _one_line(), self._engine.begin() as connection:
            yield connection


@contextmanager
def _one_line() -> Iterator[None]:
    try:
        yield
    except (SQLAlchemyError, OSError) as error:
        raise KeepingFailed(f"the database of conversations: {reason(error)}") from error


def reads(reader: Callable[[str], _Read], text: str) -> _Read:
    """What a reader makes of a kept text; of one that does not read, KeepingFailed."""
    try:
        return reader(text)
    except ValueError as error:
        raise KeepingFailed(f"the database of conversations is damaged: {error}") from error
