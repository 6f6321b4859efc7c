"""Targets that both reports set, of which the figure is another: raised, or lowered."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.ledger.row import LedgerRow

# Ranks and dates are neither raised nor lowered.
_NO_AMOUNT = frozenset({"rank", "date", "duration", "name", "act"})


@dataclass(frozen=True, slots=True)
class Aim:
    """A target in both reports, and whether the later figure is the larger one."""

    before: LedgerRow
    after: LedgerRow
    raised: bool


def aims_changed(earlier: Sequence[LedgerRow], later: Sequence[LedgerRow]) -> list[Aim]:
    """The targets of the later report, in its order, that the earlier one set otherwise. A fall is larger than a less
    one: energy use down 4 % is more than 3 %.
    """
    known: dict[tuple[object, ...], list[LedgerRow]] = {}
    for row in _aims(earlier):
        known.setdefault(_key(row), []).append(row)
    found: list[Aim] = []
    told: dict[tuple[object, ...], list[LedgerRow]] = {}
    for row in _aims(later):
        told.setdefault(_key(row), []).append(row)
    for key, rows in told.items():
        others = known.get(key, [])
        # Where a report sets several of one name, which of them goes with which is not told.
        if len(_values(rows)) != 1 or len(_values(others)) != 1 or _values(rows) == _values(others):
            continue
        before, after = _value(others[0]), _value(rows[0])
        if before != after:
            found.append(Aim(others[0], rows[0], after > before))
    return found


def _aims(rows: Sequence[LedgerRow]) -> Iterator[LedgerRow]:
    """What a report plans for a year of its own: of what the plan of several years holds nothing."""
    for row in rows:
        entry = row.entry
        is_amount = entry.kind is not None and entry.kind.value not in _NO_AMOUNT
        if entry.planned and entry.subject and is_amount and row.decides and not entry.denied:
            yield row


def _key(row: LedgerRow) -> tuple[object, ...]:
    """What is measured, in which unit, of which year counted from the report's own, whose it is."""
    entry = row.entry
    year = row.metadata.year
    ahead: object = None
    if entry.period is not None:
        if not entry.period.is_year or year is None:
            return (object(),)  # like none
        ahead = int(entry.period.first) - year
    return (entry.subject, entry.kind, entry.unit, entry.base, ahead, entry.place)


def _values(rows: Sequence[LedgerRow]) -> set[tuple[Decimal, Decimal]]:
    return {(row.entry.low, row.entry.high) for row in rows}


def _value(row: LedgerRow) -> Decimal:
    """A figure as an amount: of two falls the larger one. Of a range the lower end."""
    return abs(row.entry.low) if row.entry.high <= 0 else row.entry.low
