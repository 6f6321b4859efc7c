"""The kept ledger: entries as rows that SQL can filter and sort, beside the reports that they are read from.

The tables are made when the first ledger is kept, so that a library of an earlier version opens as it is and holds
none. A row goes with its report. What is measured is kept once (`ledger_subjects`), with how many entries tell it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from index.facts.fact import Stage
from index.ledger.entry import Entry, Kind, Span
from index.scope import Scope

TABLES = (
    """CREATE TABLE IF NOT EXISTS ledger_reports (
    report INTEGER PRIMARY KEY REFERENCES reports(number) ON DELETE CASCADE,
    version TEXT NOT NULL,         -- of the readers of facts and entries
    region TEXT NOT NULL, issuer TEXT NOT NULL,
    checksum TEXT NOT NULL         -- over the report's rows
)""",
    """CREATE TABLE IF NOT EXISTS ledger_subjects (
    id INTEGER PRIMARY KEY, subject TEXT NOT NULL, canonical TEXT NOT NULL, measure TEXT NOT NULL,
    entries INTEGER NOT NULL, UNIQUE (subject, canonical, measure)
)""",
    """CREATE TABLE IF NOT EXISTS ledger_entries (
    report INTEGER NOT NULL REFERENCES reports(number) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
    figure_start INTEGER NOT NULL, figure_end INTEGER NOT NULL,
    measure_start INTEGER, measure_end INTEGER,
    text TEXT NOT NULL, key TEXT NOT NULL,
    subject INTEGER NOT NULL REFERENCES ledger_subjects(id), canonical TEXT NOT NULL,
    kind TEXT NOT NULL, low REAL NOT NULL, high REAL NOT NULL, low_text TEXT NOT NULL, high_text TEXT NOT NULL,
    unit TEXT NOT NULL, hedge TEXT NOT NULL, base TEXT NOT NULL, place TEXT NOT NULL,
    region TEXT NOT NULL,          -- whose it is: its place, else the report's region
    period_first TEXT, period_last TEXT, first_year INTEGER, last_year INTEGER,
    stage TEXT NOT NULL, denied INTEGER NOT NULL, qualifiers TEXT NOT NULL, how TEXT NOT NULL
)""",
    "CREATE INDEX IF NOT EXISTS ledger_of_report ON ledger_entries(report)",
    """CREATE INDEX IF NOT EXISTS ledger_of_canonical ON ledger_entries(canonical, first_year, region, kind, stage)
    WHERE canonical <> ''""",
    "CREATE INDEX IF NOT EXISTS ledger_of_subject ON ledger_entries(subject, first_year, region, kind, stage)",
    "CREATE INDEX IF NOT EXISTS ledger_by_canonical ON ledger_subjects(canonical) WHERE canonical <> ''",
    "CREATE INDEX IF NOT EXISTS ledger_by_measure ON ledger_subjects(measure)",
    "CREATE INDEX IF NOT EXISTS ledger_by_count ON ledger_subjects(entries)",
    "CREATE INDEX IF NOT EXISTS ledger_by_issuer ON ledger_reports(issuer)",
    """CREATE TRIGGER IF NOT EXISTS ledger_entry_gone AFTER DELETE ON ledger_entries BEGIN
    UPDATE ledger_subjects SET entries = entries - 1 WHERE id = OLD.subject;
    DELETE FROM ledger_subjects WHERE id = OLD.subject AND entries = 0;
END""",
)
_COLUMNS = (
    'start, "end", sentence_start, sentence_end, figure_start, figure_end, measure_start, measure_end, text, key,'
    " kind, low_text, high_text, unit, hedge, base, place, period_first, period_last, stage, denied, qualifiers, how"
)
_READ = ", ".join(f"e.{column.strip()}" for column in _COLUMNS.split(","))
_JOINED = f"SELECT e.report, r.report_id, s.subject, e.canonical, s.measure, {_READ} FROM ledger_entries e"  # noqa: S608
_NAMES = " JOIN ledger_subjects s ON s.id = e.subject JOIN reports r ON r.number = e.report"
_TOLD = "(SELECT count(*) FROM ledger_entries WHERE subject = ledger_subjects.id)"
# Looked up: a row is read in 25 µs, and making an enum of a text takes 1 of them.
_KINDS = {kind.value: kind for kind in Kind}
_STAGES = {stage.value: stage for stage in Stage}
# A scope of so few reports is gone through report by report, however common the measure is.
_FEW_REPORTS = 40


@dataclass(frozen=True, slots=True)
class Subject:
    """What some entries measure: as facts are compared, the indicator's name where it has one, and as reports say it.

    `entries` is how many entries of the library, or of the scope asked for, tell it.
    """

    subject: str
    canonical: str
    measure: str
    entries: int


@dataclass(frozen=True, slots=True)
class Selection:
    """Which entries are wanted; an empty tuple sets no limit, and the limits set must all hold.

    An entry of one of `canonicals` or of one of `subjects` is meant. `years` are those that an entry is about as a
    whole or in part: a span over several years is none of them. `regions` are whose the figures are; `reports` the
    numbers of the reports to look into and `scope` what says which, None for all. `stages` and `kinds` are names as in
    JSON.
    """

    canonicals: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    regions: tuple[str, ...] = ()
    issuers: tuple[str, ...] = ()
    reports: tuple[int, ...] | None = None
    scope: Scope | None = None


class Ledger:
    """The kept entries, inside one transaction of the catalogue; `numbers` gives those of the reports in a scope."""

    def __init__(self, connection: sqlite3.Connection, numbers: Callable[[Scope], list[int]]) -> None:
        self._connection = connection
        self._numbers = numbers

    @property
    def exists(self) -> bool:
        """Whether the library has kept any ledger yet."""
        found = self._connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'ledger_reports'").fetchone()
        return found is not None

    def missing(self, version: str) -> list[int]:
        """Numbers of the reports without a ledger of this version, those added last first."""
        if not self.exists:
            rows = self._connection.execute("SELECT number FROM reports ORDER BY number DESC")
        else:
            rows = self._connection.execute(
                "SELECT number FROM reports LEFT JOIN ledger_reports ON report = number AND version = ?"
                " WHERE report IS NULL ORDER BY number DESC",
                (version,),
            )
        return [int(row[0]) for row in rows]

    def never_read(self) -> int:
        """How many reports have no ledger of any version."""
        if not self.exists:
            return int(self._connection.execute("SELECT count(*) FROM reports").fetchone()[0])
        counted = "SELECT (SELECT count(*) FROM reports) - (SELECT count(*) FROM ledger_reports)"
        return int(self._connection.execute(counted).fetchone()[0])

    def counts(self) -> dict[int, int]:
        """How many figures are kept of each report that was read for them, by its number."""
        if not self.exists:
            return {}
        read = self._connection.execute("SELECT report FROM ledger_reports")
        found = {int(number): 0 for (number,) in read}
        rows = self._connection.execute("SELECT report, count(*) FROM ledger_entries GROUP BY report")
        return found | {int(number): int(count) for number, count in rows}

    def version(self, number: int) -> str | None:
        """The version that a report's ledger was read by; None where it has none."""
        if not self.exists:
            return None
        row = self._connection.execute("SELECT version FROM ledger_reports WHERE report = ?", (number,)).fetchone()
        return None if row is None else str(row[0])

    def of(self, number: int) -> tuple[Entry, ...]:
        """A report's kept entries, in its order; none where none are kept."""
        if not self.exists:
            return ()
        rows = self._connection.execute(f"{_JOINED}{_NAMES} WHERE e.report = ? ORDER BY e.rowid", (number,))
        return tuple(entry_of(row[2:]) for row in rows)

    def of_each(self, numbers: Sequence[int]) -> dict[int, tuple[Entry, ...]]:
        """The kept entries of each of these reports, in its order."""
        return {number: self.of(number) for number in numbers}

    def find(self, wanted: Selection, limit: int | None = None) -> list[tuple[str, Entry]]:
        """(report id, entry) of what is wanted, by report and place; with a `limit` the newest years first."""
        if not self.exists:
            return []
        if wanted.scope is not None:
            wanted = replace(wanted, reports=_in_both(self._numbers(wanted.scope), wanted.reports), scope=None)
        found: list[tuple[int, str, Entry]] = []
        for source, values in self._sources(wanted):
            conditions, more = _conditions(wanted)
            where = " AND ".join([source, *conditions])
            order = "" if limit is None else " ORDER BY e.first_year DESC LIMIT ?"
            bounds = () if limit is None else (limit - len(found),)
            rows = self._connection.execute(f"{_JOINED}{_NAMES} WHERE {where}{order}", (*values, *more, *bounds))
            found.extend((row[0], row[1], entry_of(row[2:])) for row in rows)
            if limit is not None and len(found) >= limit:
                break
        if limit is None:
            found.sort(key=lambda each: (each[0], each[2].figure))
        return [(report_id, entry) for _, report_id, entry in found]

    def _sources(self, wanted: Selection) -> Iterator[tuple[str, tuple[Any, ...]]]:
        """The part of a search that an index serves, one search a source: no two give the same entry."""
        few = wanted.reports is not None and len(wanted.reports) <= _FEW_REPORTS
        plain = "+" if few or wanted.issuers else ""  # a unary plus leaves the index of reports to be used
        if not wanted.canonicals and not wanted.subjects:
            yield "1", ()
        for canonical in wanted.canonicals:
            yield f"{plain}e.canonical = ? AND e.canonical <> ''", (canonical,)
        for subject in wanted.subjects:
            for (key,) in self._connection.execute(
                "SELECT id FROM ledger_subjects"
                " WHERE subject = ? AND canonical NOT IN (SELECT value FROM json_each(?))",
                (subject, _listed(wanted.canonicals)),
            ).fetchall():
                yield f"{plain}e.subject = ?", (key,)

    def subjects(self, scope: Scope | None = None, most: int | None = None) -> list[Subject]:
        """What is measured inside `scope`, or in all; what most entries tell comes first, `most` at most."""
        if not self.exists:
            return []
        bound = -1 if most is None else most
        if scope is None or scope.is_open:
            rows = self._connection.execute(
                "SELECT subject, canonical, measure, entries FROM ledger_subjects ORDER BY entries DESC LIMIT ?",
                (bound,),
            )
        else:
            rows = self._connection.execute(
                "SELECT s.subject, s.canonical, s.measure, count(*) AS told FROM ledger_entries e"
                " JOIN ledger_subjects s ON s.id = e.subject"
                " WHERE e.report IN (SELECT value FROM json_each(?)) GROUP BY s.id ORDER BY told DESC LIMIT ?",
                (_listed(self._numbers(scope)), bound),
            )
        return [Subject(*row) for row in rows]

    def named(self, names: Iterable[str]) -> list[Subject]:
        """What is measured under one of these names, be it the subject, the indicator's name or as reports say it."""
        if not self.exists:
            return []
        wanted = [name for name in names if name]
        marks = ", ".join("?" * len(wanted))
        # One search a column: each is served by its own index.
        searches = " UNION ".join(
            f"SELECT id FROM ledger_subjects WHERE {column} IN ({marks})"  # noqa: S608 only our columns and marks
            for column in ("subject", "canonical <> '' AND canonical", "measure")
        )
        rows = self._connection.execute(
            f"SELECT subject, canonical, measure, entries FROM ledger_subjects WHERE id IN ({searches})"  # noqa: S608
            " ORDER BY entries DESC",
            wanted * 3,
        )
        return [Subject(*row) for row in rows]

    # -- writing

    def keep(self, number: int, entries: Sequence[Entry], version: str, region: str, issuer: str) -> None:
        """Puts a report's ledger in the place of what was kept of it."""
        for statement in TABLES:
            self._connection.execute(statement)
        self.drop(number)
        for entry in entries:
            self._insert(number, entry, self._subject(entry), region)
        self._connection.execute(
            "INSERT INTO ledger_reports VALUES (?, ?, ?, ?, '')", (number, version, region, issuer)
        )
        self._connection.execute(
            "UPDATE ledger_reports SET checksum = ? WHERE report = ?", (self._checksum(number), number)
        )

    def drop(self, number: int) -> None:
        """Forgets a report's ledger."""
        if self.exists:
            self._connection.execute("DELETE FROM ledger_entries WHERE report = ?", (number,))
            self._connection.execute("DELETE FROM ledger_reports WHERE report = ?", (number,))

    def _subject(self, entry: Entry) -> int:
        cursor = self._connection.execute(
            "INSERT INTO ledger_subjects (subject, canonical, measure, entries) VALUES (?, ?, ?, 1)"
            " ON CONFLICT DO UPDATE SET entries = entries + 1 RETURNING id",
            (entry.subject, entry.canonical, entry.measure),
        )
        return int(cursor.fetchone()[0])

    def _insert(self, number: int, entry: Entry, subject: int, region: str) -> None:
        first, last = years_of(entry.period)
        row = values_of(entry)
        more = {
            "report": number,
            "subject": subject,
            "canonical": entry.canonical,
            "low": float(entry.low),
            "high": float(entry.high),
            "region": entry.place or region,
            "first_year": first,
            "last_year": last,
        }
        columns = f"{_COLUMNS}, {', '.join(more)}"
        marks = ", ".join("?" * (len(row) + len(more)))
        self._connection.execute(
            f"INSERT INTO ledger_entries ({columns}) VALUES ({marks})",  # noqa: S608 only names of columns and marks
            (*row, *more.values()),
        )

    # -- integrity

    def damaged(self) -> list[int]:
        """Numbers of the reports whose kept ledger is not what was kept, or whose figures go by another name."""
        if not self.exists:
            return []
        rows = self._connection.execute("SELECT report, checksum FROM ledger_reports ORDER BY report").fetchall()
        found = {int(number) for number, checksum in rows if checksum != self._checksum(number)}
        renamed = self._connection.execute(
            "SELECT DISTINCT e.report FROM ledger_entries e JOIN ledger_subjects s ON s.id = e.subject"
            " WHERE e.canonical <> s.canonical"
        )
        return sorted(found.union(int(number) for (number,) in renamed))

    def is_miscounted(self) -> bool:
        """Whether something is told by another number of entries than is noted."""
        if not self.exists:
            return False
        miscounted = f"SELECT 1 FROM ledger_subjects WHERE entries <> {_TOLD}"  # noqa: S608 our own
        return self._connection.execute(miscounted).fetchone() is not None

    def mend(self) -> None:
        """Drops what is kept of reports that are not there, and counts entries anew."""
        if not self.exists:
            return
        for table in ("ledger_entries", "ledger_reports"):
            self._connection.execute(f"DELETE FROM {table} WHERE report NOT IN (SELECT number FROM reports)")  # noqa: S608 our own
        self._connection.execute(f"UPDATE ledger_subjects SET entries = {_TOLD} WHERE entries <> {_TOLD}")  # noqa: S608 our own
        self._connection.execute("DELETE FROM ledger_subjects WHERE entries = 0")

    def _checksum(self, number: int) -> str:
        digest = hashlib.sha256()
        rows = self._connection.execute(
            f"SELECT s.subject, s.measure, e.canonical, e.low, e.high, e.region, e.first_year, e.last_year, {_READ}"  # noqa: S608
            " FROM ledger_entries e JOIN ledger_subjects s ON s.id = e.subject WHERE e.report = ? ORDER BY e.rowid",
            (number,),
        )
        for row in rows:
            digest.update(repr(row).encode())
        return digest.hexdigest()


def _conditions(wanted: Selection) -> tuple[list[str], list[Any]]:
    """What else must hold, and the values for its marks."""
    conditions: list[str] = []
    values: list[Any] = []
    for column, allowed in (
        ("first_year", wanted.years),
        ("region", wanted.regions),
        ("kind", wanted.kinds),
        ("stage", wanted.stages),
        ("unit", wanted.units),
    ):
        if allowed:
            conditions.append(f"e.{column} IN ({', '.join('?' * len(allowed))})")
            values.extend(allowed)
    if wanted.years:
        conditions.append("e.last_year = e.first_year")
    if wanted.issuers:
        marks = ", ".join("?" * len(wanted.issuers))
        conditions.append(f"e.report IN (SELECT report FROM ledger_reports WHERE issuer IN ({marks}))")  # noqa: S608
        values.extend(wanted.issuers)
    if wanted.reports is not None:
        conditions.append("e.report IN (SELECT value FROM json_each(?))")
        values.append(_listed(wanted.reports))
    return conditions, values


def _in_both(inside: Sequence[int], reports: tuple[int, ...] | None) -> tuple[int, ...]:
    return tuple(inside if reports is None else set(inside) & set(reports))


def _listed(values: Sequence[Any]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def years_of(period: Span | None) -> tuple[int | None, int | None]:
    """The first and the last year that a period is about; None where there is none."""
    return (None, None) if period is None else period.years


def values_of(entry: Entry) -> tuple[Any, ...]:
    """An entry's values as they are stored, beside what it measures."""
    period = (None, None) if entry.period is None else (entry.period.first, entry.period.last)
    return (
        entry.start,
        entry.end,
        *entry.sentence,
        *entry.figure,
        *(entry.measure_span or (None, None)),
        entry.text,
        entry.key,
        entry.kind.value if entry.kind is not None else "",
        str(entry.low),
        str(entry.high),
        entry.unit,
        entry.hedge,
        entry.base,
        entry.place,
        *period,
        entry.stage.value,
        int(entry.denied),
        json.dumps(entry.qualifiers, ensure_ascii=False),
        entry.how,
    )


def entry_of(told: Sequence[Any]) -> Entry:
    """The entry of its subject, canonical name and measure, and then the values that `values_of` gave."""
    subject, canonical, measure, *rest = told
    start, end, sentence_start, sentence_end, figure_start, figure_end, measure_start, measure_end, text, key = rest[
        :10
    ]
    kind, low, high, unit, hedge, base, place, first, last, stage, denied, qualifiers, how = rest[10:]
    return Entry(
        start=start,
        end=end,
        sentence=(sentence_start, sentence_end),
        figure=(figure_start, figure_end),
        text=text,
        key=key,
        measure=measure,
        subject=subject,
        canonical=canonical,
        kind=_KINDS.get(kind),
        low=Decimal(low),
        high=Decimal(high),
        unit=unit,
        hedge=hedge,
        base=base,
        place=place,
        period=None if first is None else Span(first, last),
        stage=_STAGES[stage],
        denied=bool(denied),
        qualifiers=() if qualifiers == "[]" else tuple(json.loads(qualifiers)),
        how=how,
        measure_span=None if measure_start is None else (measure_start, measure_end),
    )
