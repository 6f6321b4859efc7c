"""Arithmetic on figures as they are written: differences and sums in a unit that reads well."""

import re
from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.ledgers import Found
from index.ledger.entry import Entry
from index.text.units import UNITS, comparable

_SCALES = {"万亿": Decimal(10) ** 12, "千亿": Decimal(10) ** 11, "百亿": Decimal(10) ** 10, "亿": Decimal(10) ** 8}
_SCALES |= {"千万": Decimal(10) ** 7, "百万": Decimal(10) ** 6, "万": Decimal(10) ** 4}
_UNIT = re.compile(r"^[约近超逾]?[-−]?[\d,，.\s]+(?P<scale>[十百千万亿]*)(?P<unit>.*?)(?:以上|以内|左右|以下|余)?$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as written and how many base units it is."""

    text: str
    factor: Decimal


def unit_as_written(entry: Entry) -> Unit:
    """The unit that a figure is written in."""
    match = _UNIT.match(entry.text.strip())
    if match is None or (not match["unit"] and not match["scale"]):
        return Unit(entry.unit, Decimal(1))
    scale = match["scale"]
    factor = _SCALES.get(scale, Decimal(1))
    base, own = UNITS.get(match["unit"].lower(), (match["unit"], Decimal(1)))
    if base != entry.unit and match["unit"]:
        return Unit(entry.unit, Decimal(1))
    return Unit(f"{scale}{match['unit']}", factor * own)


def plain(value: Decimal) -> str:
    """A number without needless zeros or exponents."""
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_unit(value: Decimal, unit: Unit, places: int = 4) -> str:
    """A value in a unit, at most so many places behind the point."""
    number = value / unit.factor
    return f"{plain(round(number, places))}{unit.text}"


def can_subtract(one: Found, other: Found) -> bool:
    """Whether the two are amounts of one sort, told by one number each."""
    both = (one.entry, other.entry)
    return comparable(one.entry.unit, other.entry.unit) and all(entry.low == entry.high for entry in both)


def difference(one: Found, other: Found) -> tuple[Decimal, Unit]:
    """`one` less `other`, and the unit to say it in; of two rates in percentage points."""
    value = one.entry.low - other.entry.low
    if one.entry.unit == "%":
        return value, Unit("个百分点", Decimal(1))
    units = [unit_as_written(found.entry) for found in (one, other)]
    # The larger unit of the two, unless the difference is a small part of it.
    best = max(units, key=lambda unit: unit.factor)
    if abs(value) < best.factor / 100:
        best = min(units, key=lambda unit: unit.factor)
    return value, best
