"""Reports with their ledgers, as the answerers ask them."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.ledger.entry import Entry
from index.library import Library
from index.report import Report
from index.text.regions import NATION

_NATION_ISSUERS = frozenset({"国务院"})


@dataclass(frozen=True, slots=True)
class ReportLedger:
    """A report and the entries of its ledger."""

    report: Report
    entries: tuple[Entry, ...]

    @property
    def owner(self) -> str:
        """Whose report it is: its region, else its issuer, else its title."""
        known = self.report.metadata
        return known.region or known.issuer or known.title

    @property
    def year(self) -> int | None:
        """The report's year."""
        return self.report.metadata.year

    @property
    def is_national(self) -> bool:
        """Whether it is the nation's."""
        return self.report.metadata.region == NATION or self.report.metadata.issuer in _NATION_ISSUERS


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a report that fits what is asked."""

    ledger: ReportLedger
    entry: Entry

    @property
    def report(self) -> Report:
        """Its report."""
        return self.ledger.report


def by_owner(told: Iterable[ReportLedger]) -> dict[str, list[ReportLedger]]:
    """The reports of each owner, in order."""
    found: dict[str, list[ReportLedger]] = {}
    for one in told:
        found.setdefault(one.owner, []).append(one)
    return found


def newest(told: Sequence[ReportLedger]) -> int | None:
    """The year of the newest report."""
    return max((one.year for one in told if one.year is not None), default=None)


def all_entries(told: Iterable[ReportLedger]) -> Iterator[Found]:
    """Each entry of each report."""
    for one in told:
        for entry in one.entries:
            yield Found(one, entry)


KEPT_REPORTS = 128


class Ledgers:
    """The ledgers of a library's reports, the last ones asked kept. Safe to share between threads."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._generation = -1
        self._kept: OrderedDict[str, ReportLedger] = OrderedDict()

    def of(self, report_ids: Iterable[str]) -> list[ReportLedger]:
        """The reports with these ids and their entries. Raises UnknownReport, LibraryDamaged."""
        generation = self._library.generation()
        with self._lock:
            if generation != self._generation:
                self._kept.clear()
                self._generation = generation
            wanted = list(report_ids)
            known = {report_id: self._kept[report_id] for report_id in wanted if report_id in self._kept}
            for report_id in known:
                self._kept.move_to_end(report_id)
        missing = [report_id for report_id in dict.fromkeys(wanted) if report_id not in known]
        for report_id, told in zip(missing, self._library.with_ledgers(missing) if missing else (), strict=True):
            known[report_id] = ReportLedger(*told)
        with self._lock:
            if generation == self._generation:
                self._kept.update((report_id, known[report_id]) for report_id in missing)
                while len(self._kept) > KEPT_REPORTS:
                    self._kept.popitem(last=False)
        return [known[report_id] for report_id in wanted]
