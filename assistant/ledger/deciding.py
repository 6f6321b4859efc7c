"""Which figure decides where several tell of one thing, and what is said of those that disagree.

Inside a report one entry decides each cell. Over reports the review of year N + 1 tells the result of year N, and a
later version takes the place of an earlier one; what else disagrees is shown with both figures.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.ledger.row import FigurePart, LedgerRow, Other, SetAside
from index.ledger.entry import Entry
from index.patterns import regex
from index.report import Report

# Readings that add nothing but a subject; the others are made of what is written.
_AS_WRITTEN = ("written", "respectively", "completed")
# What may tell two figures of one measure apart, in the order in which it is said.
_APART_BY: tuple[FigurePart, ...] = ("measure", "where", "kind", "period", "stage", "base", "qualifiers")
_DECIMALS = regex(r"\d+(?:[.．](?P<decimals>\d+))?")


def decided(rows: Iterable[LedgerRow]) -> tuple[LedgerRow, ...]:
    """The rows, of which one decides each cell: as written before made readings, exact results before bounds, then the
    first in the report.

    A cell is of one report and one measure by name, so there always is one. `assistant.answering.matching.agreed` asks
    otherwise: whether entries of several reports and wordings, all of which fit a question, tell one figure at all.
    """
    rows = tuple(rows)
    best: dict[tuple[object, ...], int] = {}
    for place, row in enumerate(rows):
        cell = (row.report_id, *_cell(row))
        if cell not in best or _order(row.entry) < _order(rows[best[cell]].entry):
            best[cell] = place
    chosen = set(best.values())
    return tuple(row if place in chosen else replace(row, decides=False) for place, row in enumerate(rows))


def compared(rows: Sequence[LedgerRow], earlier: Mapping[str, Report]) -> tuple[LedgerRow, ...]:
    """The decided rows with what disagrees with each; `earlier` are later versions by the id of an earlier one."""
    found = [_aside(row, earlier.get(row.report_id)) for row in rows]
    _between_reports(found)
    _inside_reports(found)
    return tuple(found)


def alike(one: Entry, other: Entry) -> bool:
    """Whether two figures may be the same one, told exactly, rounded (2.1万, 20,950) or with a bound (突破2万)."""
    if one.unit != other.unit:
        return False
    if (one.low, one.high) == (other.low, other.high):
        return True
    if one.low != one.high or other.low != other.high:
        return max(one.low, other.low) <= min(one.high, other.high)
    gap = abs(one.low - other.low)
    if 2 * gap <= max(_step(one), _step(other)):
        return True
    return _bounds(one, other) or _bounds(other, one)


def _cell(row: LedgerRow) -> tuple[object, ...]:
    entry = row.entry
    return row.whose, _named(entry), entry.kind, entry.unit, entry.base, entry.planned, entry.period


def _named(entry: Entry) -> str:
    return entry.canonical or entry.subject


def _order(entry: Entry) -> tuple[object, ...]:
    """What decides first. Of results the exact one of 突破210亿元、达到212.5亿元; of aims the first, 7%以上、力争8%."""
    bound = entry.hedge in ("over", "under") and not entry.planned
    return entry.denied, entry.how not in _AS_WRITTEN, bound


def _aside(row: LedgerRow, later: Report | None) -> LedgerRow:
    if later is None:
        return row
    said = SetAside("version", later.report_id, later.metadata.title, later.sources[0].name)
    return replace(row, decides=False, set_aside=said)


def _between_reports(rows: list[LedgerRow]) -> None:
    """Marks unlike figures of one cell in several reports, and sets aside those that a review of the year tells."""
    cells: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if row.decides and row.entry.period is not None and not row.entry.denied:
            cells[_cell(row)].append(place)
    for places in cells.values():
        review = next((rows[place] for place in places if _reviews(rows[place])), None)
        for place in places:
            if review is not None and _gives_way(rows[place], review):
                figure = "" if alike(rows[place].entry, review.entry) else review.entry.text
                said = SetAside("review", review.report_id, review.metadata.title, review.source, figure)
                rows[place] = replace(rows[place], decides=False, set_aside=said)
        standing = [place for place in places if rows[place].set_aside is None]
        for place in standing:
            unlike = [rows[other] for other in standing if not alike(rows[other].entry, rows[place].entry)]
            rows[place] = replace(rows[place], differs=tuple(_other(one) for one in unlike))


def _reviews(row: LedgerRow) -> bool:
    """Whether it is the result of a year in the review of the next year's work report."""
    known, period = row.metadata, row.entry.period
    if not known.is_work_report or known.year is None or period is None or row.entry.planned or row.entry.place:
        return False
    return period.years == (known.year - 1, known.year - 1)


def _gives_way(row: LedgerRow, review: LedgerRow) -> bool:
    """Whether another year's work report of the same place tells it, as its own year's estimate or looking back."""
    return row.report_id != review.report_id and row.metadata.is_work_report and not _reviews(row)


def _inside_reports(rows: list[LedgerRow]) -> None:
    """Says of unlike figures of one measure in one report by which parts they are told apart."""
    groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        if not row.entry.denied and _named(row.entry):
            groups[row.report_id, _named(row.entry), row.entry.unit].append(place)
    for places in groups.values():
        parts = {place: _parts(rows[place]) for place in places}
        varying = [part for part in _APART_BY if len({own[part] for own in parts.values()}) > 1]
        if all(alike(rows[place].entry, rows[places[0]].entry) for place in places):
            continue
        times: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for place in places:
            rows[place] = replace(rows[place], apart=tuple(varying) or ("clause",))
            if parts[place]["period"] is not None:
                times[tuple(parts[place][part] for part in ("kind", "period", "stage"))].append(place)
        for together in times.values():
            for place in together:
                others = tuple(_unlike(rows, parts, place, together))
                rows[place] = replace(rows[place], differs=(*others, *rows[place].differs))


def _parts(row: LedgerRow) -> dict[FigurePart, object]:
    entry = row.entry
    return {
        "measure": entry.measure,
        "where": row.whose,
        "kind": entry.kind,
        "period": entry.period,
        "stage": entry.planned,
        "base": entry.base,
        "qualifiers": entry.qualifiers,
    }


def _unlike(
    rows: Sequence[LedgerRow], parts: Mapping[int, Mapping[FigurePart, object]], place: int, together: Sequence[int]
) -> Iterator[Other]:
    """The figures of the same report, kind, stage and period that can't be the one at `place`."""
    for other in together:
        if alike(rows[other].entry, rows[place].entry):
            continue
        apart = tuple(part for part in _APART_BY if parts[other][part] != parts[place][part])
        yield _other(rows[other], apart or ("clause",))


def _other(row: LedgerRow, apart: tuple[FigurePart, ...] = ()) -> Other:
    entry = row.entry
    return Other(row.report_id, row.metadata.title, row.source, *entry.figure, entry.text, apart)


def _bounds(loose: Entry, exact: Entry) -> bool:
    """Whether a figure with a bound may be the other one: 首次突破2万元 is 2.1万元, and not 5万元."""
    if not loose.hedge or loose.planned != exact.planned or (loose.planned and exact.planned):
        return False
    gap = abs(loose.low - exact.low)
    if loose.hedge == "about":
        return 20 * gap <= abs(exact.low)
    above = abs(exact.low) > abs(loose.low)
    return above == (loose.hedge == "over") and 5 * gap <= abs(loose.low)


def _step(entry: Entry) -> Decimal:
    """What the last written digit is worth in the base unit; 0 where the figure is in words."""
    match = _DECIMALS.search(entry.text.replace(",", "").replace("，", ""))
    if match is None or not (written := Decimal(match[0].replace("．", "."))):
        return Decimal(0)
    return abs(entry.low) / written / Decimal(10) ** len(match["decimals"] or "")
