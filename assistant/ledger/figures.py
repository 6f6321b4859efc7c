"""The ledger of a report; a measure over all reports: the kept entries that tell it, in order, each with its quote,
and what is missing.

A year asked for is the year that a figure is about. Then a span over several years is left out, and so is what is told
of one: a yearly mean, what has come together over years.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import WrongUsage
from assistant.ledger.deciding import compared, decided
from assistant.ledger.measures import Measure, find_measure
from assistant.ledger.row import LedgerRow, row_of
from assistant.verification.versions import earlier_versions, may_be_versions
from index.facts.fact import Stage
from index.ledger.entry import Entry, Kind
from index.library import Library
from index.patterns import regex
from index.report import Metadata, Report
from index.scope import Scope

# Stages in which a thing has come about or is told without one; whose year is over is decided report by report.
_HAPPENED = (Stage.DONE.value, Stage.TOLD.value)
_OVER_YEARS = "年均"
# Against a year long before: 能耗较2020年下降11.7% is no year's.
_SINCE = regex(r"比((?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Facts:
    """The ledger of a report, or of a section of it, in its order."""

    report_id: str
    rows: tuple[LedgerRow, ...]

    def to_json(self) -> dict[str, Any]:
        """`wenju facts --json`."""
        return {"report_id": self.report_id, "facts": [row.to_json() for row in self.rows]}


@dataclass(frozen=True, slots=True)
class Figures:
    """What the reports of a scope say of a measure.

    `without` are ids of reports in scope that give no figure of it; `unread` of reports whose ledger is not kept, or
    not by this version, so that a figure of theirs may be missing here. `earlier` are (earlier, later) versions of
    reports that tell it: the later one's figures count. `names` are the titles of all of these.
    """

    measure: Measure
    rows: tuple[LedgerRow, ...]
    without: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()

    def title_of(self, report_id: str) -> str:
        """The title of a report that is missing or has a later version."""
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
            "versions": [{"report_id": one, "later": later} for one, later in self.earlier],
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
    return Facts(report_id, compared(decided(row_of(report, entry) for entry in inside), {}))


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
        if planned is False and not is_over(entry, report.metadata):
            continue
        rows.append(row_of(report, entry))
    stored = {one.report_id: one.metadata for one in library.reports()}
    inside = [each for each in library.report_ids(scope) if may_tell(stored[each], years, planned)]
    telling = {row.report_id for row in rows}
    missing = set(library.without_ledger())
    unread = tuple(each for each in inside if each in missing)
    without = tuple(each for each in inside if each not in telling and each not in missing)
    earlier = _versions(library, inside, stored, telling)
    names = tuple((each, stored[each].title) for each in (*without, *unread, *earlier))
    told = compared(decided(rows), earlier)
    pairs = tuple((one, later.report_id) for one, later in earlier.items())
    return Figures(found, told, without, unread, names, pairs)


def _versions(
    library: Library, inside: Iterable[str], stored: dict[str, Metadata], telling: Iterable[str]
) -> dict[str, Report]:
    """The later versions of reports that tell the measure, by the id of the earlier one."""
    wanted = {may_be_versions(stored[each]) for each in telling}
    among = [each for each in inside if may_be_versions(stored[each]) in wanted]
    often = Counter(may_be_versions(stored[each]) for each in among)
    pairs = earlier_versions([library.get(each) for each in among if often[may_be_versions(stored[each])] > 1])
    return {earlier.report_id: later for earlier, later in pairs if earlier.report_id in set(telling)}


def _counts_years(entry: Entry) -> bool:
    """Whether it only says for how many years something holds: 连续36年居全国首位 is no figure of the measure."""
    return entry.kind is Kind.DURATION and "⟨连续⟩" in entry.key


def _is_of_years(entry: Entry, kinds: Sequence[str]) -> bool:
    """Whether it tells of several years though one is named: a yearly mean, or what has come together."""
    since = _SINCE.fullmatch(entry.base)
    if since is not None and entry.period is not None and int(since[1]) < entry.period.years[0] - 1:
        return True
    return entry.base == _OVER_YEARS or (entry.kind is Kind.STOCK and Kind.STOCK.value not in kinds)


def is_over(entry: Entry, metadata: Metadata) -> bool:
    """Whether it has come about: it says so, or it is of a year that its report, no work report, looks back on."""
    if entry.stage is Stage.DONE:
        return True
    if metadata.is_work_report or metadata.year is None or entry.period is None:
        return False
    return entry.period.years[1] <= metadata.year


def may_tell(metadata: Metadata, years: Sequence[int], planned: bool | None) -> bool:
    """Whether a report is one that tells of these years: a work report plans its own and reviews the one before."""
    if not years or metadata.year is None:
        return True
    if not metadata.is_work_report:
        return any(year in metadata.years or year == metadata.year for year in years)
    own = metadata.year in years and planned is not False
    return own or (metadata.year_told in years and planned is not True)
