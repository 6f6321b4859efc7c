"""The ledger of a report; a measure over all reports: the kept entries that tell it, in order, each with its quote,
and what is missing.

A year asked for is the year that a figure is about. Then a span over several years is left out, and so is what is told
of one: a yearly mean, what has come together over years.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from assistant.citations import locator
from assistant.errors import WrongUsage
from assistant.ledger.measures import Measure, find_measure
from index.facts.fact import Stage
from index.ledger.entry import Entry, Kind
from index.library import Library
from index.report import Metadata, Report
from index.scope import Scope

# Stages in which a thing has come about or is told without one; whose year is over is decided report by report.
_HAPPENED = (Stage.DONE.value, Stage.TOLD.value)
_OVER_YEARS = "年均"
# Against a year long before: 能耗较2020年下降11.7% is no year's.
_SINCE = re.compile(r"比((?:19|20)\d\d)年")
# Readings that add nothing but a subject; the others are made of what is written.
_AS_WRITTEN = ("written", "respectively", "completed")


@dataclass(frozen=True, slots=True)
class Row:
    """An entry with its report's names, its place in words, and what stands there.

    `quote` is the clause, the report's text at `[entry.start, entry.end)`; `sentence` the sentence around it.
    `decides` is True for the one that fills the cell of its report, kind, stage and period.
    """

    report_id: str
    metadata: Metadata
    source: str
    entry: Entry
    locator: str
    quote: str
    sentence: str
    decides: bool = True

    @property
    def whose(self) -> str:
        """The place or company that the figure is of: a city's in a province's report is the city's."""
        return self.entry.place or self.metadata.region or self.metadata.issuer or ""

    def to_json(self) -> dict[str, Any]:
        """A fact as the commands print it."""
        entry = self.entry
        period = None if entry.period is None else {"from": entry.period.first, "to": entry.period.last}
        spans = {"figure": list(entry.figure)}
        if entry.measure_span is not None:
            spans["measure"] = list(entry.measure_span)
        return {
            "report_id": self.report_id,
            "title": self.metadata.title,
            "start": entry.start,
            "end": entry.end,
            "sentence": {"start": entry.sentence[0], "end": entry.sentence[1], "text": self.sentence},
            "where": self.whose,
            "measure": entry.measure,
            "canonical": entry.canonical,
            "kind": None if entry.kind is None else entry.kind.value,
            "low": number(entry.low),
            "high": number(entry.high),
            "unit": entry.unit,
            "figure": entry.text,
            "hedge": entry.hedge,
            "base": entry.base,
            "period": period,
            "stage": entry.stage.value,
            "denied": entry.denied,
            "qualifiers": list(entry.qualifiers),
            "roles": {},
            "locator": self.locator,
            "quote": self.quote,
            "spans": spans,
            "decides": self.decides,
        }


@dataclass(frozen=True, slots=True)
class Facts:
    """The ledger of a report, or of a section of it, in its order."""

    report_id: str
    rows: tuple[Row, ...]

    def to_json(self) -> dict[str, Any]:
        """`wenju facts --json`."""
        return {"report_id": self.report_id, "facts": [row.to_json() for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Figures:
    """What the reports of a scope say of a measure.

    `without` are ids of reports in scope that give no figure of it; `unread` of reports whose ledger is not kept, or
    not by this version, so that a figure of theirs may be missing here. `names` are the titles of both.
    """

    measure: Measure
    rows: tuple[Row, ...]
    without: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def title_of(self, report_id: str) -> str:
        """The title of a report that is missing."""
        return dict(self.names).get(report_id, report_id[:12])

    def to_json(self) -> dict[str, Any]:
        """`wenju figures --json`."""
        return {
            "measure": self.measure.typed,
            "taken_for": self.measure.taken_for,
            "certain": self.measure.certain,
            "nearest": list(self.measure.nearest),
            "facts": [row.to_json() for row in self.rows],
            "reports_without": list(self.without),
            "reports_unread": list(self.unread),
        }


def facts(library: Library, report_id: str, section: int | None = None) -> Facts:
    """Every figure that a report tells, or a section of it with all below. Raises UnknownReport, WrongUsage."""
    report = library.get(report_id)
    start, end = 0, len(report.text)
    if section is not None:
        if not 0 <= section < len(report.sections):
            raise WrongUsage(
                f"{report.sources[0].name} has no section {section}; its sections are 0 to {len(report.sections) - 1}"
            )
        start, end = report.sections[section].start, report.sections[section].end
    inside = (entry for entry in library.ledger(report_id) if start <= entry.figure[0] < end)
    return Facts(report_id, decided(row_of(report, entry) for entry in inside))


def figures(
    library: Library,
    measure: Measure | str,
    *,
    scope: Scope | None = None,
    years: Sequence[int] = (),
    kinds: Sequence[str] = (),
    units: Sequence[str] = (),
    planned: bool | None = None,
    limit: int | None = None,
) -> Figures:
    """The figures of a measure inside `scope`, in the order of the reports, and what is missing.

    `years` are those that a figure is about, `units` base units (元 for 亿元). `planned`: only aims, or with False only
    what has come about; None for both. `limit` takes the newest figures. Raises LibraryMissing, LibraryDamaged.
    """
    scope = scope or Scope()
    found = find_measure(measure, library) if isinstance(measure, str) else measure
    kinds = tuple(kinds) or found.kinds
    if not found.is_known:
        unread = tuple(library.without_ledger())
        known = {one.report_id: one.metadata.title for one in library.reports()} if unread else {}
        return Figures(found, (), (), unread, tuple((each, known[each]) for each in unread))
    stages = () if planned is None else (Stage.PLANNED.value,) if planned else _HAPPENED
    kept = library.entries(
        canonicals=found.canonicals,
        subjects=found.subjects,
        kinds=kinds,
        stages=stages,
        units=units,
        years=years,
        scope=scope,
        limit=limit,
    )
    reports: dict[str, Report] = {}
    rows = []
    for report_id, entry in kept:
        if report_id not in reports:
            reports[report_id] = library.get(report_id)
        report = reports[report_id]
        if not kinds and _counts_years(entry):
            continue
        if years and _is_of_years(entry, kinds):
            continue
        if planned is False and not _is_over(entry, report.metadata):
            continue
        rows.append(row_of(report, entry))
    stored = {one.report_id: one.metadata for one in library.reports()}
    inside = [each for each in library.report_ids(scope) if _may_tell(stored[each], years, planned)]
    telling = {row.report_id for row in rows}
    missing = set(library.without_ledger())
    unread = tuple(each for each in inside if each in missing)
    without = tuple(each for each in inside if each not in telling and each not in missing)
    names = tuple((each, stored[each].title) for each in (*without, *unread))
    return Figures(found, decided(rows), without, unread, names)


def row_of(report: Report, entry: Entry) -> Row:
    """An entry with its quote and place."""
    return Row(
        report_id=report.report_id,
        metadata=report.metadata,
        source=report.sources[0].name,
        entry=entry,
        locator=locator(report, *entry.figure),
        quote=report.text[entry.start : entry.end],
        sentence=report.text[slice(*entry.sentence)],
    )


def decided(rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows, of which one decides each cell: as written before made readings, exact results before bounds, then the
    first in the report.

    A cell is of one report and one measure by name, so there always is one. `assistant.answering.matching.agreed` asks
    otherwise: whether entries of several reports and wordings, all of which fit a question, tell one figure at all.
    """
    rows = tuple(rows)
    best: dict[tuple[object, ...], int] = {}
    for place, row in enumerate(rows):
        cell = _cell(row)
        if cell not in best or _order(row.entry) < _order(rows[best[cell]].entry):
            best[cell] = place
    chosen = set(best.values())
    return tuple(row if place in chosen else replace(row, decides=False) for place, row in enumerate(rows))


def _cell(row: Row) -> tuple[object, ...]:
    entry = row.entry
    named = entry.canonical or entry.subject
    return row.report_id, row.whose, named, entry.kind, entry.unit, entry.base, entry.planned, entry.period


def _order(entry: Entry) -> tuple[object, ...]:
    """What decides first. Of results the exact one of 突破210亿元、达到212.5亿元; of aims the first, 7%以上、力争8%."""
    bound = entry.hedge in ("over", "under") and not entry.planned
    return entry.denied, entry.how not in _AS_WRITTEN, bound


def _counts_years(entry: Entry) -> bool:
    """Whether it only says for how many years something holds: 连续36年居全国首位 is no figure of the measure."""
    return entry.kind is Kind.DURATION and "⟨连续⟩" in entry.key


def _is_of_years(entry: Entry, kinds: Sequence[str]) -> bool:
    """Whether it tells of several years though one is named: a yearly mean, or what has come together."""
    since = _SINCE.fullmatch(entry.base)
    if since is not None and entry.period is not None and int(since[1]) < entry.period.years[0] - 1:
        return True
    return entry.base == _OVER_YEARS or (entry.kind is Kind.STOCK and Kind.STOCK.value not in kinds)


def _is_over(entry: Entry, metadata: Metadata) -> bool:
    """Whether it has come about: it says so, or it is of a year that its report, no work report, looks back on."""
    if entry.stage is Stage.DONE:
        return True
    if metadata.is_work_report or metadata.year is None or entry.period is None:
        return False
    return entry.period.years[1] <= metadata.year


def _may_tell(metadata: Metadata, years: Sequence[int], planned: bool | None) -> bool:
    """Whether a report is one that tells of these years: a work report plans its own and reviews the one before."""
    if not years or metadata.year is None:
        return True
    if not metadata.is_work_report:
        return any(year in metadata.years or year == metadata.year for year in years)
    own = metadata.year in years and planned is not False
    return own or (metadata.year_told in years and planned is not True)


def number(value: Decimal) -> int | float:
    """A value as JSON writes it."""
    return int(value) if value == value.to_integral_value() else float(value)
