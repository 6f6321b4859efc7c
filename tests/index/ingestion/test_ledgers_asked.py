"""Ledgers that are asked for before they are kept: read once, kept for the next process, and nobody waits for that."""

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fakes import FIRST, SECOND, library_in

from index.ingestion import ledgers, ledgers_asked
from index.ingestion.ledgers import ReadLedger
from index.ingestion.ledgers_asked import AskedLedgers
from index.ledger.entries import entries_of
from index.ledger.entry import Entry
from index.library import Library
from index.report import Report
from index.store import transactions
from index.store.durable import writer_lock

OTHER = "2025年白石县政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n粮食产量达到13.6万吨。\n"


@pytest.fixture
def unread(tmp_path: Path) -> Library:
    """A library of three reports that were added without waiting for their ledgers."""
    for name, text in (("one.txt", FIRST), ("two.txt", SECOND), ("three.txt", OTHER)):
        (tmp_path / name).write_text(text, "utf-8")
    library = library_in(tmp_path / "library")
    library.add(sorted(tmp_path.glob("*.txt")), wait=False)
    assert len(library.without_ledger()) == 3
    return library


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The first words of each report that is read for its figures."""
    read: list[str] = []

    def counted(report: Report) -> tuple[Entry, ...]:
        read.append(report.text[:9])
        return entries_of(report)

    monkeypatch.setattr(ledgers_asked, "entries_of", counted)
    yield read


def asked(library: Library) -> dict[str, list[str]]:
    """The figures of all reports as an answer asks for them, by the report's file name."""
    ids = [entry.report_id for entry in library.reports()]
    return {report.sources[0].name: [entry.text for entry in entries] for report, entries in library.with_ledgers(ids)}


TOLD = {"one.txt": ["6.2%", "126公里"], "three.txt": ["13.6万吨"], "two.txt": ["12.6万吨", "2400个"]}


def test_what_one_process_reads_the_next_finds(unread: Library, readings: list[str]) -> None:
    assert asked(unread) == TOLD
    assert len(readings) == 3
    assert unread.without_ledger() == []
    again = library_in(unread.root)
    assert asked(again) == TOLD
    assert again.ledger(again.resolve("one.txt")) == entries_of(again.get(again.resolve("one.txt")))
    assert len(readings) == 3


def test_one_report_alone_is_kept_too(unread: Library, readings: list[str]) -> None:
    unread.ledger(unread.resolve("two.txt"))
    assert len(unread.without_ledger()) == 2
    library_in(unread.root).ledger(unread.resolve("two.txt"))
    assert readings == ["2025年白石县政"]


def test_a_ledger_of_another_version_is_read_anew_and_replaced(unread: Library, readings: list[str]) -> None:
    number = unread.reports([unread.resolve("one.txt")])[0].number
    with transactions.writing(unread.root) as catalogue:
        catalogue.ledger.keep(number, (), "an earlier version", "", "")
    assert asked(unread) == TOLD
    assert unread.without_ledger() == []
    assert asked(library_in(unread.root)) == TOLD
    assert len(readings) == 3


def test_where_another_writes_nobody_waits_and_it_is_remembered(unread: Library, readings: list[str]) -> None:
    with writer_lock(unread.root, 0):
        assert asked(unread) == TOLD
        assert asked(unread) == TOLD
    assert len(readings) == 3
    assert len(unread.without_ledger()) == 3


def test_a_reader_who_stays_is_not_waited_for(unread: Library) -> None:
    """A write ends when all readers have: who asks gives up, and readers that come later are let in."""
    there, leave = threading.Event(), threading.Event()

    def read() -> None:
        with transactions.reading(unread.root):
            there.set()
            leave.wait(30)

    reader = threading.Thread(target=read)
    reader.start()
    there.wait(30)
    assert asked(unread) == TOLD
    leave.set()
    reader.join()
    assert len(unread.without_ledger()) == 3
    assert asked(library_in(unread.root)) == TOLD
    assert unread.without_ledger() == []


def test_a_library_that_can_only_be_read_answers(unread: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied")

    before = {path: path.stat().st_mtime_ns for path in unread.root.rglob("*")}
    monkeypatch.setattr("index.store.durable.os.open", refused)
    assert asked(unread) == TOLD
    monkeypatch.undo()
    assert {path: path.stat().st_mtime_ns for path in unread.root.rglob("*")} == before


def test_a_question_broken_off_has_not_read_in_vain(unread: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers_asked, "BATCH_ENTRIES", 1)

    def breaks_off(report: Report) -> tuple[Entry, ...]:
        if "13.6" in report.text:
            raise KeyboardInterrupt
        return entries_of(report)

    monkeypatch.setattr(ledgers_asked, "entries_of", breaks_off)
    with pytest.raises(KeyboardInterrupt):
        asked(unread)
    kept = unread.fact_counts()
    assert kept == {unread.resolve("one.txt"): 2}


def test_what_cant_be_kept_is_remembered_up_to_a_bound(unread: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledgers_asked, "REMEMBERED", 1)
    offered: list[int] = []

    def keep(read: Sequence[ReadLedger]) -> None:
        offered.append(len(read))

    own = AskedLedgers(keep)
    wanted = [(entry.number, unread.get(entry.report_id)) for entry in unread.reports()]
    assert [len(entries) for entries in own.of(wanted)] == [2, 1, 2]
    assert [len(entries) for entries in own.of(wanted)] == [2, 1, 2]
    assert offered == [3, 2]


def test_a_write_that_fails_leaves_what_was_there(unread: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed or refused in the middle of keeping, the catalogue is as it was."""

    def fails(*_: object) -> int:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("index.store.ledger.Ledger._insert", fails)
    assert ledgers.keep_read(unread.root, []) == 0
    assert asked(unread) == TOLD
    monkeypatch.undo()
    assert len(unread.without_ledger()) == 3
    assert asked(library_in(unread.root)) == TOLD
    assert unread.without_ledger() == []
