"""Reports with their ledgers, as the answerers ask them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index.last_used import LastUsed
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


# Characters of the reports that are kept, an entry as a hundred: 300 of 20,000 or all of thousands of short ones.
KEPT_CHARACTERS = 8_000_000


class Ledgers:
    """The ledgers of a library's reports, the last ones asked kept. Safe to share between threads.

    A commit changes few reports: those that are what they were stay.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._stamps: tuple[int, dict[str, str]] = (-1, {})  # of a generation
        self._kept: LastUsed[tuple[str, str], ReportLedger] = LastUsed(KEPT_CHARACTERS, _weight)

    def of(self, report_ids: Iterable[str]) -> list[ReportLedger]:
        """The reports with these ids and their entries. Raises UnknownReport, LibraryDamaged."""
        generation, wanted = self._library.generation(), list(report_ids)
        stamps = self._stamps_of(generation, wanted)
        kept = {report_id: self._kept.get((report_id, stamps.get(report_id, ""))) for report_id in wanted}
        known = {report_id: one for report_id, one in kept.items() if one is not None}
        missing = [report_id for report_id in kept if report_id not in known]
        for report_id, told in zip(missing, self._library.with_ledgers(missing) if missing else (), strict=True):
            known[report_id] = ReportLedger(*told)
        if missing and self._library.generation() == generation:  # else a stamp may be of another state than was read
            for report_id in missing:
                self._kept.put((report_id, stamps[report_id]), known[report_id])
        return [known[report_id] for report_id in wanted]

    def _stamps_of(self, generation: int, report_ids: Sequence[str]) -> dict[str, str]:
        of, known = self._stamps
        known = known if of == generation else {}
        if missing := [report_id for report_id in report_ids if report_id not in known]:
            known = known | self._library.stamps(missing)
            self._stamps = (generation, known)
        return known


def _weight(told: ReportLedger) -> int:
    return len(told.report.text) + 100 * len(told.entries)
