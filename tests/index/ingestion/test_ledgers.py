"""Ledgers kept behind a commit, and those that are missing caught up."""

from pathlib import Path

import pytest
from fakes import FIRST, SECOND, library_in

from index.ingestion import ledgers
from index.ingestion.ledgers import catch_up, read_new
from index.library import Library
from index.store.transactions import writing


@pytest.fixture
def without_ledgers(tmp_path: Path) -> Library:
    """A library of two reports whose ledgers no program came to read."""
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    library = library_in(tmp_path / "library")
    library.add(sorted(tmp_path.glob("*.txt")), wait=False)
    assert len(library.without_ledger()) == 2
    return library


def test_every_missing_one_is_read(without_ledgers: Library) -> None:
    told: list[tuple[int, int]] = []
    assert catch_up(without_ledgers.root, lambda done, of: told.append((done, of))) == 2
    assert told == [(1, 2), (2, 2)]
    assert without_ledgers.without_ledger() == []
    assert catch_up(without_ledgers.root) == 0


def test_new_ones_are_read_and_as_many_old_ones_as_fit(
    without_ledgers: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = without_ledgers.without_ledger()
    with writing(without_ledgers.root) as catalogue:
        number = catalogue.number_of(old)
        assert number is not None
        catalogue.ledger.keep(number, (), "an earlier version", "", "")
    monkeypatch.setattr(ledgers, "CATCH_UP_CHARACTERS", 0)
    assert read_new(without_ledgers.root) == 1
    assert without_ledgers.without_ledger() == [old]
    monkeypatch.setattr(ledgers, "CATCH_UP_CHARACTERS", 1)
    assert read_new(without_ledgers.root) == 1
    assert without_ledgers.without_ledger() == []
    assert new != old


def test_a_transaction_holds_so_many_entries(without_ledgers: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "BATCH_ENTRIES", 1)
    assert catch_up(without_ledgers.root) == 2
    assert without_ledgers.without_ledger() == []
