"""Connections to a catalogue that read transactions leave for the next ones, so that few are opened.

Opening one takes .25 ms of processor, beginning on one that is there .01 ms, and an answer begins twenty times. A
connection that is left holds no lock. It is taken up again only where the file is to the byte what it was: after any
change, a commit or damage alike, SQLite reads all of it anew.
"""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from index.store import transactions

MOST_KEPT = 8  # as many threads as read at once on most machines


class _State(NamedTuple):
    """Whose connection it is, and of what file in which state."""

    process: int
    device: int
    inode: int
    size: int
    changed: int


class KeptConnections:
    """Read transactions of the library in `root`. Safe to share between threads, and across a fork."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock = threading.Lock()
        self._idle: list[tuple[_State, sqlite3.Connection]] = []
        weakref.finalize(self, _close, self._idle)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection of a read transaction. Raises LibraryMissing, LibraryDamaged, LibraryBusy."""
        with transactions.explained(self._root):
            state = self._state()
            connection = self._taken(state) or transactions.opened(self._root, to_write=False)
            try:
                transactions.begin_reading(self._root, connection)
                yield connection
                connection.execute("ROLLBACK")
            except BaseException:
                connection.close()
                raise
        self._leave(state, connection)

    def _state(self) -> _State | None:
        try:
            found = (self._root / transactions.FILE_NAME).stat()
        except OSError:
            return None
        return _State(os.getpid(), found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)

    def _taken(self, state: _State | None) -> sqlite3.Connection | None:
        with self._lock:
            if self._idle and self._idle[-1][0] == state:
                return self._idle.pop()[1]
            stale, self._idle[:] = list(self._idle), []
        _close(stale)
        return None

    def _leave(self, state: _State | None, connection: sqlite3.Connection) -> None:
        with self._lock:
            if state is not None and len(self._idle) < MOST_KEPT and all(kept == state for kept, _ in self._idle):
                self._idle.append((state, connection))
                return
        connection.close()


def _close(idle: list[tuple[_State, sqlite3.Connection]]) -> None:
    """Closes those of this process; one that came by a fork is its parent's."""
    for state, connection in idle:
        if state.process == os.getpid():
            connection.close()
