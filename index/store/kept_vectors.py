"""The kept vectors: blocks of a report's passages in the catalogue, and which derived shard searches them.

A report is stored without vectors; they come behind, a block at a time, each in a transaction of its own. What is
missing is pending work: a report of which fewer passages are `embedded` than it has. A report is searched by vectors
when it is whole: no reader sees half of it.
"""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.models.embedding import Vectors
from index.store import scoping

Ids = NDArray[np.int64]
# For each of some ids, in their order, whether it is meant.
Places = NDArray[np.bool_]
# Passages of a block: 0.4 MB of vectors, some 15 s of embedding.
BLOCK = 256


@dataclass(frozen=True, slots=True)
class Pending:
    """What is not embedded yet: passages, and the reports that have them."""

    reports: int = 0
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Covered:
    """A report whose vectors are all kept: its passages' ids are `first` and the ones that follow."""

    number: int
    first: int
    passages: int


class KeptVectors:
    """The vectors inside one transaction of the catalogue."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # -- what is missing

    def pending(self, numbers: Sequence[int] | None = None) -> Pending:
        """How much is not embedded yet, in all or in the reports `numbers`."""
        inside, values = ("1", []) if numbers is None else scoping.among("number", numbers)
        counted = "SELECT count(*), coalesce(sum(passages - embedded), 0) FROM reports INDEXED BY reports_pending"
        row = self._connection.execute(f"{counted} WHERE embedded < passages AND {inside}", values).fetchone()
        return Pending(*map(int, row))

    def pending_reports(self) -> list[int]:
        """Numbers of the reports that are not whole, those added first first."""
        rows = self._connection.execute(
            "SELECT number FROM reports INDEXED BY reports_pending WHERE embedded < passages ORDER BY number"
        )
        return [int(row[0]) for row in rows]

    def embedded(self, number: int) -> int | None:
        """How many of a report's passages, from the first on, have their vectors; None where it is gone."""
        row = self._connection.execute("SELECT embedded FROM reports WHERE number = ?", (number,)).fetchone()
        return None if row is None else int(row[0])

    # -- the vectors

    def keep(self, number: int, first: int, rows: Vectors) -> bool:
        """Keeps the vectors of a report's passages from the `first` on; False where they are not the next missing."""
        if self.embedded(number) != first or not len(rows):
            return False
        content = np.ascontiguousarray(rows, np.float32).tobytes()
        self._connection.execute(
            "INSERT INTO vectors VALUES (?, ?, ?, ?, ?)",
            (number, first, len(rows), content, hashlib.sha256(content).hexdigest()),
        )
        self._connection.execute("UPDATE reports SET embedded = embedded + ? WHERE number = ?", (len(rows), number))
        return True

    def forget(self, number: int) -> None:
        """Drops a report's vectors, so that it is embedded again."""
        self._connection.execute("DELETE FROM vectors WHERE report = ?", (number,))
        self._connection.execute("UPDATE reports SET embedded = 0, shard = NULL WHERE number = ?", (number,))

    def of(self, number: int, dimension: int) -> Vectors | None:
        """A report's vectors, a row a passage; None where they are not all there, or not what was kept."""
        row = self._connection.execute("SELECT passages FROM reports WHERE number = ?", (number,)).fetchone()
        blocks = self._blocks(number, dimension)
        if row is None or blocks is None or sum(map(len, blocks)) != row[0]:
            return None
        return np.concatenate([np.empty((0, dimension), np.float32), *blocks])

    def own_dimension(self) -> int:
        """The dimension that most of the kept vectors have; 0 where none is kept."""
        row = self._connection.execute(
            "SELECT length(rows) / (4 * passages) FROM vectors WHERE passages > 0 GROUP BY 1 ORDER BY count(*) DESC"
        ).fetchone()
        return 0 if row is None else int(row[0])

    def _blocks(self, number: int, dimension: int) -> list[Vectors] | None:
        """A report's blocks in order; None where one is damaged or missing between others."""
        blocks: list[Vectors] = []
        following = 0
        for first, passages, content, sha256 in self._connection.execute(
            "SELECT first, passages, rows, sha256 FROM vectors WHERE report = ? ORDER BY first", (number,)
        ):
            sound = first == following and isinstance(content, bytes) and len(content) == passages * dimension * 4
            if not sound or hashlib.sha256(content).hexdigest() != sha256:
                return None
            blocks.append(np.frombuffer(content, np.float32).reshape(passages, dimension))
            following += passages
        return blocks

    def damaged(self, dimension: int) -> list[int]:
        """Numbers of the reports whose kept vectors are not what was kept, or not as many as noted."""
        found = []
        rows = self._connection.execute("SELECT number, embedded FROM reports ORDER BY number").fetchall()
        for number, embedded in rows:
            blocks = self._blocks(number, dimension)
            if blocks is None or sum(map(len, blocks)) != embedded:
                found.append(int(number))
        return found

    # -- the shards

    def covered(self, shard: str) -> list[Covered]:
        """The reports that are searched in the derived file `shard`, by their passages."""
        rows = self._connection.execute(
            "SELECT number, first_passage, passages FROM reports WHERE shard = ? ORDER BY first_passage", (shard,)
        )
        return [Covered(*row) for row in rows]

    def without_shard(self) -> list[Covered]:
        """The reports whose vectors are all there and in no derived file yet, by their passages."""
        rows = self._connection.execute(
            "SELECT number, first_passage, passages FROM reports WHERE shard IS NULL AND embedded = passages"
            " AND passages > 0 ORDER BY first_passage"
        )
        return [Covered(*row) for row in rows]

    def shards(self) -> dict[str, tuple[int, int]]:
        """How many reports, and how many passages of them, are searched in each derived file.

        A file never changes and is given no report later: where both are what they were, the reports are the same.
        """
        rows = self._connection.execute(
            "SELECT shard, count(*), sum(passages) FROM reports WHERE shard IS NOT NULL GROUP BY shard"
        )
        return {str(shard): (int(reports), int(passages)) for shard, reports, passages in rows}

    def used(self) -> set[str]:
        """The derived files in which some report is searched: .1 ms, where counting 15,000 reports takes 2."""
        rows = self._connection.execute(  # from each name to the next in the index
            "WITH RECURSIVE used(name) AS (SELECT min(shard) FROM reports UNION ALL SELECT"
            " (SELECT min(shard) FROM reports WHERE shard > name) FROM used WHERE name IS NOT NULL)"
            " SELECT name FROM used WHERE name IS NOT NULL"
        )
        return {str(row[0]) for row in rows}

    def leave(self, shards: Sequence[str]) -> None:
        """Notes that these derived files are gone: their reports are in none."""
        self._connection.executemany("UPDATE reports SET shard = NULL WHERE shard = ?", [(name,) for name in shards])

    def set_shard(self, numbers: Sequence[int], shard: str | None) -> None:
        """Notes which derived file has the vectors of these reports."""
        self._connection.executemany(
            "UPDATE reports SET shard = ? WHERE number = ?", [(shard, number) for number in numbers]
        )


def ids_of(covered: Sequence[Covered]) -> Ids:
    """The ids of the passages of these reports, in their order."""
    return spans(np.array([(one.first, one.passages) for one in covered], np.int64).reshape(-1, 2))


def spans(ranges: Ids) -> Ids:
    """The numbers that the rows (first, count) of `ranges` stand for, one after the other."""
    firsts, counts = ranges[:, 0], ranges[:, 1]
    before = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)[:-1]]) if len(counts) else counts
    return np.repeat(firsts - before, counts) + np.arange(int(counts.sum()), dtype=np.int64)


def among(ids: Ids, live: Ids) -> Places:
    """Which of `ids` are among the ascending `live`."""
    if not len(live):
        return np.zeros(len(ids), bool)
    inside: Places = live[np.minimum(np.searchsorted(live, ids), len(live) - 1)] == ids
    return inside
