"""What must not grow with a library: what a commit touches, how reports are looked up, what a process holds open."""

import sqlite3
from pathlib import Path

import pytest
from fakes import HashingEmbedder, library_in

from index.library import Library
from index.scope import Scope
from index.store import transactions
from index.store.catalogue import Catalogue
from index.store.ledger import Selection

VARIABLES = 999  # of a statement: as many as SQLite took until 3.32; Debian's takes 250,000
MANY = 4_000


def report(folder: Path, number: int) -> Path:
    """A small report of its own place."""
    path = folder / f"{number}.txt"
    path.write_text(f"{2016 + number % 10}年青禾{number}县政府工作报告\n\n粮食产量达到{number}.5万吨。\n", "utf-8")
    return path


@pytest.fixture
def some(library: Library, tmp_path: Path) -> Library:
    """Five reports, each of a commit of its own."""
    for number in range(5):
        library.add([report(tmp_path, number)])
    return library


def test_a_commit_reads_and_writes_no_part_that_is_there(
    some: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "library"
    before = parts(root)
    read: list[Path] = []
    real = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        read.append(path)
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    some.add([report(tmp_path, 5)])
    assert [path for path in read if path in before] == []
    assert set(before.values()) <= set(parts(root).values())


def parts(root: Path) -> dict[Path, int]:
    """The shards and segments, and what they are on the disk; the lists of segments are written anew."""
    found = [path for kind in ("vectors", "lexical", "whole") for path in (root / kind).rglob("*") if path.is_file()]
    return {path: path.stat().st_ino for path in found if path.suffix != ".json"}


@pytest.mark.parametrize(
    "scope",
    [
        Scope(regions=("青禾3县",)),
        Scope(years=(2018,)),
        Scope(years=(2018,), regions=("青禾2县",)),
        Scope(years=(2018,), regions=("青禾2县",), or_unstated=True),
        Scope(issuers=("某公司",)),
        Scope(reports=("0" * 64,)),
    ],
)
def test_a_scope_is_looked_up_by_an_index(some: Library, tmp_path: Path, scope: Scope) -> None:
    assert scans(tmp_path / "library", lambda catalogue: catalogue.numbers(scope)) == []


def test_reports_are_looked_up_by_an_index(some: Library, tmp_path: Path) -> None:
    (known, *_) = some.report_ids(Scope())
    for ask in (
        lambda catalogue: catalogue.number_of(known),
        lambda catalogue: catalogue.original_of(known),
        lambda catalogue: catalogue.named("3.txt"),
        lambda catalogue: catalogue.beginning_with(known[:12]),
        lambda catalogue: catalogue.reports([1, 2]),
        lambda catalogue: catalogue.vectors.pending(),
        lambda catalogue: catalogue.passage_ids([1, 2]),
    ):
        assert scans(tmp_path / "library", ask) == []


def scans(root: Path, ask: object) -> list[str]:
    """What SQLite would read whole, row by row without an index, to answer what is asked."""
    assert callable(ask)
    said: list[str] = []
    with transactions.reading_by(root) as connection:
        connection.set_trace_callback(said.append)
        ask(Catalogue(connection))
        connection.set_trace_callback(None)
        plans = [row[3] for each in said for row in explained(connection, each)]
    assert plans
    rows_made = ("SCAN (subquery", "SCAN json_each")  # of what is asked for, or was found by an index
    return [
        plan for plan in plans if plan.startswith("SCAN") and " INDEX " not in plan and not plan.startswith(rows_made)
    ]


def explained(connection: sqlite3.Connection, statement: str) -> list[tuple[int, int, int, str]]:
    """A SELECT's plan; nothing of anything else."""
    if not statement.startswith("SELECT"):
        return []
    return connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()


def test_a_scope_of_many_reports_is_no_damage(some: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = transactions.opened

    def opened(root: Path, to_write: bool = True) -> sqlite3.Connection:
        connection = real(root, to_write)
        connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, VARIABLES)
        return connection

    monkeypatch.setattr(transactions, "opened", opened)
    some = library_in(tmp_path / "library")
    there = some.report_ids(Scope())
    wanted = (*(f"{number:064x}" for number in range(MANY)), *there)
    assert some.report_ids(Scope(reports=wanted)) == there
    assert {hit.report_id for hit in some.search("粮食产量", 10, Scope(reports=wanted))} == set(there)
    with transactions.reading(tmp_path / "library") as catalogue:
        numbers = range(1, MANY)
        assert len(catalogue.reports(numbers)) == len(there)
        assert len(catalogue.passage_ids(numbers)) == catalogue.passage_count()
        assert len(catalogue.ledger.find(Selection(reports=tuple(numbers)))) >= len(there)


def test_nothing_stays_open_behind_what_is_done(tmp_path: Path) -> None:
    library = library_in(tmp_path / "library", HashingEmbedder())
    held = []
    for number in range(12):
        library.add([report(tmp_path, number)])
        assert library.search("粮食产量", 3)
        if number % 3 == 2:
            library.remove([library.resolve(f"{number}.txt")])
        held.append(len(list(Path("/proc/self/fd").iterdir())))
    # What is mapped grows by parts until they are merged, never with what was done.
    assert max(held[8:]) <= max(held[:8]) + 2
