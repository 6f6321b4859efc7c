"""Figures set side by side: a table a sort of figure, a row a place or company, a column a time, aim beside result.

Only figures of one measure, kind, unit and comparison stand in one table, and only what says its time: a cell holds
every figure that decides there, so two reports that disagree are both seen. What has no place in a table is listed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from assistant.ledger.figures import Figures, is_over
from assistant.ledger.row import LedgerRow
from assistant.ledger.tables import UnitColumn, columns_of
from assistant.messages import Language
from index.ledger.entry import Kind, Span

# An aim; what has come about; what the report tells as neither.
Standing = Literal["aim", "result", "told"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)


# What says how far a figure is off another one, and not how much there is.
_BESIDE = frozenset({Kind.DIFFERENCE, Kind.POINTS, Kind.RATIO, Kind.RANK, Kind.DURATION, Kind.DATE})


@dataclass(frozen=True, slots=True)
class Column:
    """What a column is of: a time, and whether its figures are aims or results."""

    period: Span
    standing: Standing


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of one measure, kind, unit and comparison. `cells` are the figures of a row's name in a column."""

    measure: str
    kind: Kind | None
    base: str
    unit: UnitColumn
    whose: tuple[str, ...]
    columns: tuple[Column, ...]
    cells: Mapping[tuple[str, Column], tuple[LedgerRow, ...]]

    @property
    def rows(self) -> list[LedgerRow]:
        """Every figure, row by row."""
        found = (self.cells.get((name, column), ()) for name in self.whose for column in self.columns)
        return [row for cell in found for row in cell]


@dataclass(frozen=True, slots=True)
class Grids:
    """The tables of a measure, the fullest first, those of differences behind the others; `loose` are its figures that
    say no time or are denied.
    """

    found: Figures
    grids: tuple[Grid, ...]
    loose: tuple[LedgerRow, ...]

    @property
    def rows(self) -> list[LedgerRow]:
        """Every figure: table by table, then the loose ones."""
        return [*(row for grid in self.grids for row in grid.rows), *self.loose]


def standing_of(row: LedgerRow) -> Standing:
    """Whether a figure is an aim, a result, or told as neither; a doubt makes it neither."""
    if row.entry.planned:
        return "aim"
    return "result" if is_over(row.entry, row.metadata) else "told"


def grids_of(found: Figures, language: Language, years: Sequence[int] = ()) -> Grids:
    """The figures as tables; `years` keeps those whose time lies within one of these years."""
    sorts: dict[tuple[object, ...], list[LedgerRow]] = defaultdict(list)
    loose = []
    for row in found.rows:
        if not row.decides:
            continue
        if row.entry.period is None or row.entry.denied:
            loose.append(row)
        elif not years or _within(row.entry.period, years):
            sorts[_sort(row)].append(row)
    told = sorted(sorts.values(), key=lambda rows: (rows[0].entry.kind in _BESIDE, -len(rows)))
    return Grids(found, tuple(_grid(rows, language) for rows in told), tuple(loose))


def _sort(row: LedgerRow) -> tuple[object, ...]:
    entry = row.entry
    return entry.canonical or entry.subject, entry.kind, entry.unit, entry.base


def _within(period: Span, years: Sequence[int]) -> bool:
    first, last = period.years
    return first == last and first in years


def _grid(rows: Sequence[LedgerRow], language: Language) -> Grid:
    cells: dict[tuple[str, Column], list[LedgerRow]] = defaultdict(list)
    for row in rows:
        assert row.entry.period is not None
        cells[row.whose or row.metadata.title, Column(row.entry.period, standing_of(row))].append(row)
    first = rows[0].entry
    named = Counter(row.entry.measure for row in rows if row.entry.measure)
    return Grid(
        first.canonical or (named.most_common(1)[0][0] if named else first.subject),
        first.kind,
        first.base,
        columns_of(rows, language)[0],
        tuple(dict.fromkeys(name for name, _ in cells)),
        tuple(sorted({column for _, column in cells}, key=_order)),
        {place: tuple(found) for place, found in cells.items()},
    )


def _order(column: Column) -> tuple[object, ...]:
    """By time, a whole year behind its parts, the aim before the result."""
    period = column.period
    return period.years[1], period.is_year, period.first, period.last, STANDINGS.index(column.standing)


def only(found: Figures, rows: Iterable[LedgerRow]) -> Figures:
    """The same measure with these rows alone, as `plot` draws it."""
    return Figures(found.measure, tuple(rows))
