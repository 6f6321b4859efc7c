"""What a library notes of itself: the number of its last commit, what it is made with, what its folders held.

Each is kept with its seal, a hash of name and value, in a row beside it. A setting without a seal is one that an
earlier version wrote; a seal without its setting, or of another value, is damage.
"""

import hashlib
import json
import sqlite3
from collections.abc import Sequence

from index.errors import LibraryDamaged

GENERATION, DIMENSION, EDITS = "generation", "dimension", "edits"
_SEAL, _FOLDER = "seal ", "folder "
# What is judged as it stands wherever the library is opened: it is sealed anew, not dropped.
_JUDGED = ("layout", "model", "passages")
# Commits of which no file tells the number: a mended number must lie above that of any reader's.
_UNTOLD = 1_000


class KeptSettings:
    """The settings inside one transaction of the catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def value(self, name: str) -> str | None:
        """A setting's value; None where it was never set."""
        row = self._connection.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def number(self, name: str) -> int:
        """The value of a setting that is a number, 0 where it was never set. Raises LibraryDamaged."""
        value = self.value(name) or "0"
        if not (value.isascii() and value.isdigit()):
            raise LibraryDamaged(f"the library's {name} is no number; repair with: wenju doctor --repair")
        return int(value)

    def put(self, name: str, value: str) -> None:
        """Sets a setting, and its seal."""
        self._connection.executemany("INSERT OR REPLACE INTO settings VALUES (?, ?)", sealed({name: value}))

    def folders(self) -> dict[str, tuple[str, ...]]:
        """The ids of the reports that each folder held when it was added, by the folder's absolute path.

        Raises LibraryDamaged.
        """
        if any(name.startswith(_FOLDER) for name in self.damaged()):
            raise LibraryDamaged("what a folder held is damaged in the catalogue; repair with: wenju doctor --repair")
        rows = self._connection.execute(
            "SELECT name, value FROM settings WHERE name >= ? AND name < ?", (_FOLDER, _FOLDER[:-1] + "!")
        ).fetchall()
        return {str(name).removeprefix(_FOLDER): tuple(json.loads(value)) for name, value in rows}

    def put_folder(self, folder: str, report_ids: Sequence[str]) -> None:
        """Notes which reports a folder holds."""
        self.put(f"{_FOLDER}{folder}", json.dumps(list(report_ids)))

    def damaged(self) -> list[str]:
        """Names of the settings that are not what was set, or are gone."""
        rows = self._all()
        return sorted(
            name.removeprefix(_SEAL)
            for name, value in rows.items()
            if name.startswith(_SEAL) and value != _seal(name.removeprefix(_SEAL), rows.get(name.removeprefix(_SEAL)))
        )

    def mend(self, newest: int, dimension: int) -> None:
        """Puts right what is damaged, and seals what an earlier version wrote.

        What else tells a setting is given: the `newest` generation that a file is named by, and the `dimension` of the
        vectors that are kept, 0 where none is. Nothing else tells the rest: it is set again when it is next known.
        """
        damaged = self.damaged()
        rows = {name: value for name, value in self._all().items() if not name.startswith(_SEAL)}
        kept = {name: value for name, value in rows.items() if name in _JUDGED or name not in damaged}
        if GENERATION not in kept or not kept[GENERATION].isdigit():
            kept[GENERATION] = str(newest + _UNTOLD)
        if EDITS in damaged:
            kept[EDITS] = kept[GENERATION]  # another number than any before
        kept.pop(DIMENSION, None)
        if dimension:
            kept[DIMENSION] = str(dimension)
        self._connection.execute("DELETE FROM settings")
        self._connection.executemany("INSERT INTO settings VALUES (?, ?)", sealed(kept))

    def _all(self) -> dict[str, str]:
        return {str(name): str(value) for name, value in self._connection.execute("SELECT name, value FROM settings")}


def sealed(settings: dict[str, str]) -> list[tuple[str, str]]:
    """The rows of these settings and of their seals."""
    return [*settings.items(), *((f"{_SEAL}{name}", _seal(name, value)) for name, value in settings.items())]


def _seal(name: str, value: str | None) -> str:
    return "" if value is None else hashlib.sha256(f"{name}\0{value}".encode("utf-8", "surrogatepass")).hexdigest()
