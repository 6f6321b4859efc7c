"""Ledgers read and kept: those of new reports behind their commit, those of an earlier reader when there is time.

A ledger is read from the stored report and kept in a transaction of its own. Whatever ends a program in between leaves
reports without one, which the next program that finishes what is left reads; nothing is embedded. What is read of them
before, to answer, is kept too where that keeps nobody waiting.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from index.errors import LibraryDamaged, ReportIndexError
from index.ledger.entries import entries_of
from index.ledger.entry import Entry
from index.ledger.version import ledger_version
from index.report import Report
from index.store import transactions
from index.store.durable import writer_lock

# What is read of ledgers of an earlier version behind an addition: a report of 20,000 characters takes half a second.
CATCH_UP_CHARACTERS = 60_000
# Entries that make a transaction: some 20 reports.
BATCH_ENTRIES = 5_000
LOCK_SECONDS = 60.0
# How long a question waits for readers to finish, and they for it, to keep what was read for it.
FAVOUR_MS = 100
CatchUpProgress = Callable[[int, int], None]
# A report's number, the report and its entries.
ReadLedger = tuple[int, Report, tuple[Entry, ...]]


def catch_up(root: Path, told: CatchUpProgress | None = None) -> int:
    """Reads every ledger that is missing, of an earlier version or damaged; returns how many were kept."""
    with transactions.reading(root) as catalogue:
        wanted = {*catalogue.ledger.missing(ledger_version()), *catalogue.ledger.damaged()}
    return _keep(root, sorted(wanted), None, told)


def read_new(root: Path, told: CatchUpProgress | None = None) -> int:
    """Reads the ledgers that were never read, and some of those of an earlier version; returns how many were kept."""
    with transactions.reading(root) as catalogue:
        missing = catalogue.ledger.missing(ledger_version())
        old = {number for number in missing if catalogue.ledger.version(number) is not None}
    kept = _keep(root, sorted(set(missing) - old), None, told)
    return kept + _keep(root, [number for number in missing if number in old], CATCH_UP_CHARACTERS)


def _keep(root: Path, numbers: list[int], characters: int | None, told: CatchUpProgress | None = None) -> int:
    read: list[ReadLedger] = []
    kept = spent = 0
    for done, number in enumerate(numbers):
        if characters is not None and spent >= characters:
            break
        report = _report(root, number)
        if report is None:
            continue
        read.append((number, report, entries_of(report)))
        spent += len(report.text)
        if sum(len(entries) for *_, entries in read) >= BATCH_ENTRIES:
            kept += _write(root, read)
            read = []
        if told is not None:
            told(done + 1, len(numbers))
    return kept + _write(root, read)


def _report(root: Path, number: int) -> Report | None:
    """The report; None where it is damaged, which is told elsewhere, or gone."""
    try:
        with transactions.reading(root) as catalogue:
            return catalogue.report(number) if catalogue.has(number) else None
    except LibraryDamaged:
        return None


def keep_read(root: Path, read: Sequence[ReadLedger]) -> int:
    """Keeps ledgers that were read to answer, for whoever asks next; returns how many.

    None where the library can't be written or somebody else is at it: who only asks neither waits nor fails for that.
    """
    with suppress(ReportIndexError):
        return _write(root, read, 0, FAVOUR_MS)
    return 0


def _write(
    root: Path,
    read: Sequence[ReadLedger],
    lock_seconds: float = LOCK_SECONDS,
    busy_ms: int = transactions.BUSY_MS,
) -> int:
    """Keeps what was read of reports that are still what they were; returns how many."""
    if not read:
        return 0
    kept = 0
    with writer_lock(root, lock_seconds), transactions.writing(root, busy_ms) as catalogue:
        for number, report, entries in read:
            known = report.metadata
            if catalogue.number_of(report.report_id) != number or catalogue.metadata_at(number) != known:
                continue
            catalogue.ledger.keep(number, entries, ledger_version(), known.region or "", known.issuer or "")
            kept += 1
    return kept
