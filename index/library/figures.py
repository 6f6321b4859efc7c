"""What the reports of a library tell in figures: their ledgers."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from index.errors import UnknownReport
from index.ingestion import ledgers
from index.ingestion.taking_out import taken_out
from index.ledger.entry import Entry
from index.ledger.version import ledger_version
from index.library.changing import Changes
from index.library.opened import ids_of
from index.report import Report
from index.scope import Scope
from index.store.changes import LibraryChange
from index.store.ledger import Selection, Subject
from index.store.store import Generation


class Figures(Changes):
    """Figures as they are kept; those of a report that was not read for them yet are read when they are asked for."""

    def ledger(self, report_id: str) -> tuple[Entry, ...]:
        """Every figure of a report, in its order: as kept, else read now. Raises UnknownReport, LibraryDamaged."""
        with self._store.reading() as catalogue:
            number = catalogue.number_of(report_id)
            if number is not None and catalogue.ledger.version(number) == ledger_version():
                return catalogue.ledger.of(number)
            report = None if number is None else (number, catalogue.remembered_report(number))
        if report is None:
            raise UnknownReport(f"no report {report_id[:12]!r} in {self._store}; see: wenju list")
        return self._asked_ledgers.of([report])[0]

    def with_ledgers(self, report_ids: Iterable[str]) -> list[tuple[Report, tuple[Entry, ...]]]:
        """These reports with their figures, all of one generation. Raises UnknownReport, LibraryDamaged."""
        found: list[tuple[int, Report]] = []
        with self._store.reading() as catalogue:
            ledger, version = catalogue.ledger, ledger_version()
            for report_id in ids_of(report_ids):
                number = catalogue.number_of(report_id)
                if number is None:
                    raise UnknownReport(f"no report {report_id[:12]!r} in {self._store}; see: wenju list")
                found.append((number, catalogue.remembered_report(number)))
            entries = ledger.of_each([number for number, _ in found if ledger.version(number) == version])
        unread = [(number, report) for number, report in found if number not in entries]
        read = iter(self._asked_ledgers.of(unread))
        return [(report, entries[number] if number in entries else next(read)) for number, report in found]

    def entries(
        self,
        *,
        canonicals: Sequence[str] = (),
        subjects: Sequence[str] = (),
        kinds: Sequence[str] = (),
        stages: Sequence[str] = (),
        units: Sequence[str] = (),
        years: Sequence[int] = (),
        scope: Scope | None = None,
        limit: int | None = None,
    ) -> list[tuple[str, Entry]]:
        """(report id, entry) of the kept entries that measure one of `canonicals` or `subjects` and hold the rest.

        In the order of the reports; with a `limit` the newest years first. `years` are those that an entry is about, a
        span over several years is none of them. `scope` says which reports, and its regions whose figures: a city's
        figure in a province's report is the city's. Reports of `without_ledger` give nothing, or what an earlier
        version read. Raises LibraryMissing, LibraryDamaged.
        """
        with self._store.reading() as catalogue:
            wanted = Selection(
                canonicals=tuple(canonicals),
                subjects=tuple(subjects),
                kinds=tuple(kinds),
                stages=tuple(stages),
                units=tuple(units),
                years=tuple(years),
            )
            return catalogue.ledger.find(_within(scope or Scope(), wanted, catalogue), limit)

    def subjects(self, scope: Scope | None = None, most: int | None = None) -> list[Subject]:
        """What the kept entries inside `scope` measure and how often, the most often told first, `most` at most."""
        with self._store.reading() as catalogue:
            return catalogue.ledger.subjects(scope, most)

    def subjects_named(self, names: Iterable[str]) -> list[Subject]:
        """What kept entries measure under one of these names, exactly."""
        with self._store.reading() as catalogue:
            return catalogue.ledger.named(names)

    def fact_counts(self) -> dict[str, int]:
        """How many figures are kept of each report, by its id; one that was not read for them yet is not there."""
        with self._store.reading() as catalogue:
            counts = catalogue.ledger.counts()
            return {report_id: counts[number] for number, report_id, _ in catalogue.originals() if number in counts}

    def without_ledger(self) -> list[str]:
        """Ids of the reports whose ledger is not kept or was read by an earlier version, those added last first."""
        with self._store.reading() as catalogue:
            missing = catalogue.ledger.missing(ledger_version())
            ids = {number: report_id for number, report_id, _ in catalogue.originals()} if missing else {}
            return [ids[number] for number in missing]

    def without_facts(self) -> int:
        """How many reports were never read for their facts."""
        with self._store.reading() as catalogue:
            return catalogue.ledger.never_read()

    def read_ledgers(self, told: Callable[[int, int], None] | None = None) -> int:
        """Keeps every ledger that is missing, out of date or damaged; embeds nothing. Returns how many.

        `told` is called with how many of how many are done. Raises LibraryBusy, LibraryNotWritable.
        """
        if not self._store.stores_whole:
            return ledgers.catch_up(self._folder, told)
        missing = self.without_ledger()
        for done, report_id in enumerate(missing, start=1):
            with self._store.reading() as catalogue:
                taken = taken_out(self._store, catalogue, report_id)
            if taken is not None:  # its facts are read as it is stored again
                self._apply(LibraryChange(add=(taken.new,), remove=(report_id,), originals=taken.originals))
            if told is not None:
                told(done, len(missing))
        return len(missing)


def _within(scope: Scope, wanted: Selection, catalogue: Generation) -> Selection:
    """The selection inside `scope`. Regions and issuers are columns of the ledger; the rest is of the reports."""
    if scope.years or scope.or_unstated or scope.empty:
        return replace(wanted, scope=scope)
    numbers = (number for each in scope.reports if (number := catalogue.number_of(each)) is not None)
    reports = tuple(numbers) if scope.reports else None
    return replace(wanted, regions=scope.regions, issuers=scope.issuers, reports=reports)
