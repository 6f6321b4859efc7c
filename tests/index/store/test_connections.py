"""Connections are used again for reading, hold nothing meanwhile, and never show a file that has changed since."""

import os
import sqlite3
from pathlib import Path

import pytest

from index.errors import LibraryDamaged, LibraryMissing
from index.store import transactions
from index.store.catalogue import Catalogue
from index.store.connections import MOST_KEPT, KeptConnections
from index.store.transactions import FILE_NAME, create, writing


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[sqlite3.Connection]:
    """The connections that were opened, of a library whose setting `model` is m."""
    create(tmp_path, {"model": "m"})
    made: list[sqlite3.Connection] = []
    real = transactions.opened

    def opening(root: Path, to_write: bool = True) -> sqlite3.Connection:
        made.append(real(root, to_write))
        return made[-1]

    monkeypatch.setattr(transactions, "opened", opening)
    return made


def model(kept: KeptConnections) -> str | None:
    """What a transaction of its own reads."""
    with kept.reading() as connection:
        return Catalogue(connection).setting("model")


def test_one_connection_serves_transactions_one_after_the_other(
    tmp_path: Path, opened: list[sqlite3.Connection]
) -> None:
    kept = KeptConnections(tmp_path)
    assert [model(kept) for _ in range(5)] == ["m"] * 5
    assert len(opened) == 1
    with kept.reading(), kept.reading():  # one inside the other has its own
        pass
    assert len(opened) == 2


def test_between_transactions_a_writer_is_not_kept_waiting(tmp_path: Path) -> None:
    kept = KeptConnections(tmp_path)
    create(tmp_path, {"model": "m"})
    assert model(kept) == "m"
    with writing(tmp_path, busy_ms=0) as catalogue:
        catalogue.set_setting("model", "n")
    assert model(kept) == "n"


def test_whoever_fails_inside_leaves_no_transaction(tmp_path: Path, opened: list[sqlite3.Connection]) -> None:
    kept = KeptConnections(tmp_path)
    with pytest.raises(KeyError), kept.reading():
        raise KeyError
    with writing(tmp_path, busy_ms=0) as catalogue:
        catalogue.set_setting("model", "n")
    assert model(kept) == "n"


def test_what_is_changed_in_place_is_read_anew(tmp_path: Path, opened: list[sqlite3.Connection]) -> None:
    kept = KeptConnections(tmp_path)
    assert model(kept) == "m"
    file = tmp_path / FILE_NAME
    file.write_bytes(file.read_bytes()[:100] + bytes(file.stat().st_size - 100))
    with pytest.raises(LibraryDamaged):
        model(kept)
    file.unlink()
    with pytest.raises(LibraryMissing):
        model(kept)
    create(tmp_path, {"model": "another"})
    assert model(kept) == "another"


def test_no_more_are_kept_than_may_read_at_once(tmp_path: Path, opened: list[sqlite3.Connection]) -> None:
    kept = KeptConnections(tmp_path)
    inside = [kept.reading() for _ in range(MOST_KEPT + 3)]
    for each in inside:
        each.__enter__()
    for each in inside:
        each.__exit__(None, None, None)
    again = [kept.reading() for _ in range(MOST_KEPT + 3)]
    for each in again:
        each.__enter__()
    for each in again:
        each.__exit__(None, None, None)
    assert len(opened) == MOST_KEPT + 3 + 3


def test_a_child_does_not_use_its_parents_connection(tmp_path: Path, opened: list[sqlite3.Connection]) -> None:
    kept = KeptConnections(tmp_path)
    assert model(kept) == "m"
    child = os.fork()
    if not child:
        os._exit(0 if model(kept) == "m" and len(opened) == 2 else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert model(kept) == "m"
    assert len(opened) == 1


def test_what_a_killed_writer_left_half_done_is_rolled_back(tmp_path: Path) -> None:
    kept = KeptConnections(tmp_path)
    create(tmp_path, {"model": "m"})
    child = os.fork()
    if not child:  # killed with pages in the file that its journal takes back
        connection = transactions.opened(tmp_path)
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE settings SET value = 'n' WHERE name = 'model'")
        for number in range(3_000):
            connection.execute("INSERT INTO settings VALUES (?, ?)", (f"word {number}", "word " * 20))
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    assert (tmp_path / f"{FILE_NAME}-journal").stat().st_size
    assert model(kept) == "m"
    assert not (tmp_path / f"{FILE_NAME}-journal").exists()
