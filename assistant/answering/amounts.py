"""Arithmetic on figures as they are written: differences and sums in a unit that reads well."""

from dataclasses import dataclass
from decimal import Decimal

from assistant.answering.ledgers import Found
from index.facts.fact import Figure
from index.ledger.entry import Entry
from index.patterns import regex
from index.text.quantity import Quantity
from index.text.scales import scale_value
from index.text.units import base_of, comparable, without_scale

_UNIT = regex(r"^[约近超逾]?[-−]?[\d,，.\s]+[多余]?(?P<unit>.*?)(?:以上|以内|左右|以下|余)?$")
_MORE = regex("^([十百千万亿]+)[多余]")


# Places behind the point that a computed figure has at most.
PLACES = 4


@dataclass(frozen=True, slots=True)
class WrittenUnit:
    """A unit as written and how many base units it is."""

    text: str
    factor: Decimal


def unit_as_written(entry: Entry | Figure | Quantity) -> WrittenUnit:
    """The unit that a figure is written in."""
    match = _UNIT.match(entry.text.strip())
    if match is None or not match["unit"]:
        return WrittenUnit(entry.unit, Decimal(1))
    written = _MORE.sub(r"\1", match["unit"].replace("／", "/"))
    scale, unit = without_scale(written)
    over, line, under = unit.partition("/")  # 微克/立方米
    base, own = base_of(over)
    if f"{base}{line}{under}" != entry.unit and unit:
        return WrittenUnit(entry.unit, Decimal(1))
    return WrittenUnit(written, scale_value(scale) * own)


def plain(value: Decimal) -> str:
    """A number without needless zeros or exponents."""
    text = format(value.normalize(), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_unit(value: Decimal, unit: WrittenUnit, places: int = PLACES) -> str:
    """A value in a unit, at most so many places behind the point."""
    number = value / unit.factor
    return f"{plain(round(number, places))}{unit.text}"


def can_subtract(one: Found, other: Found) -> bool:
    """Whether the two are amounts of one sort, told by one number each."""
    both = (one.entry, other.entry)
    return comparable(one.entry.unit, other.entry.unit) and all(entry.low == entry.high for entry in both)


def difference(one: Found, other: Found) -> tuple[Decimal, WrittenUnit]:
    """`one` less `other`, and the unit to say it in; of two rates in percentage points."""
    value = one.entry.low - other.entry.low
    if one.entry.unit == "%":
        return value, WrittenUnit("个百分点", Decimal(1))
    return value, unit_of_difference(value, *(unit_as_written(found.entry) for found in (one, other)))


def unit_of_difference(value: Decimal, *units: WrittenUnit) -> WrittenUnit:
    """The unit to say a difference in, of those that its operands are written in."""
    # The larger one, unless the difference is a small part of it or would have to be rounded.
    best = max(units, key=lambda unit: unit.factor)
    if abs(value) < best.factor / 100 or round(value / best.factor, PLACES) != value / best.factor:
        best = min(units, key=lambda unit: unit.factor)
    if best.text.startswith("万亿") and abs(value) < best.factor:
        best = WrittenUnit(best.text.removeprefix("万"), best.factor / 10_000)  # 3587亿元, not 0.3587万亿元
    return best
