"""Ledgers kept behind a commit, and those that are missing caught up."""

from pathlib import Path

import pytest
from fakes import FIRST, SECOND, library_in

from index.ingestion import ledgers
from index.ingestion.ledgers import catch_up, keep_behind_commit
from index.library import Library


@pytest.fixture
def without_ledgers(tmp_path: Path) -> Library:
    """A library of two reports whose ledgers no program came to read."""
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    library = library_in(tmp_path / "library")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledgers, "keep_behind_commit", lambda *_: None)
        library.add(sorted(tmp_path.glob("*.txt")))
    assert len(library.without_ledger()) == 2
    return library


def test_every_missing_one_is_read(without_ledgers: Library) -> None:
    told: list[tuple[int, int]] = []
    assert catch_up(without_ledgers.root, lambda done, of: told.append((done, of))) == 2
    assert told == [(1, 2), (2, 2)]
    assert without_ledgers.without_ledger() == []
    assert catch_up(without_ledgers.root) == 0


def test_a_commit_reads_its_own_and_as_many_others_as_fit(
    without_ledgers: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, other = without_ledgers.without_ledger()
    monkeypatch.setattr(ledgers, "CATCH_UP_CHARACTERS", 0)
    keep_behind_commit(without_ledgers.root, [own])
    assert without_ledgers.without_ledger() == [other]
    monkeypatch.setattr(ledgers, "CATCH_UP_CHARACTERS", 1)
    keep_behind_commit(without_ledgers.root, [])
    assert without_ledgers.without_ledger() == []


def test_a_transaction_holds_so_many_entries(without_ledgers: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers, "BATCH_ENTRIES", 1)
    assert catch_up(without_ledgers.root) == 2
    assert without_ledgers.without_ledger() == []
