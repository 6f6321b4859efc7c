"""Ledgers that somebody asks for before they are kept: read once a process, once for all where they can be kept."""

from collections.abc import Callable, Iterable, Sequence

from index.ingestion.ledgers import BATCH_ENTRIES, ReadLedger
from index.ledger.entries import entries_of
from index.ledger.entry import Entry
from index.report import Metadata, Report

# Reports whose ledgers are remembered where they can't be kept, some 5 MB for a hundred.
REMEMBERED = 2_000


class AskedLedgers:
    """What was read of reports without a ledger of this version, and `keep`, which may keep it for other processes.

    It is kept in parts, so that a question that is broken off has not read in vain. Safe to share between threads.
    """

    def __init__(self, keep: Callable[[Sequence[ReadLedger]], object]) -> None:
        self._keep = keep
        self._read: dict[tuple[str, Metadata], tuple[Entry, ...]] = {}

    def of(self, wanted: Iterable[tuple[int, Report]]) -> list[tuple[Entry, ...]]:
        """The ledgers of these reports, by number and report, in their order."""
        found, new = [], list[ReadLedger]()
        for number, report in wanted:
            key = (report.report_id, report.metadata)
            if (entries := self._read.get(key)) is None:
                entries = entries_of(report)
                new.append((number, report, entries))
                if len(self._read) < REMEMBERED:
                    self._read[key] = entries
                if sum(len(each) for *_, each in new) >= BATCH_ENTRIES:
                    self._keep(new)
                    new = []
            found.append(entries)
        if new:
            self._keep(new)
        return found
