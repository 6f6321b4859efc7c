"""Units of measure as reports write them: each with its base unit and how many of those it is.

Money is kept apart by currency: no exchange rate stands in a report. Classifiers (家, 座, 名 …) are units that count;
those that are used for one another share a base.
"""

from decimal import Decimal
from typing import NamedTuple

from index.lexicon.loading import read_table
from index.text.scales import HAN_SCALES


class Unit(NamedTuple):
    """A unit's name as written, its base unit, and how many of those it is; `kind` is measure, count or share."""

    name: str
    base: str
    factor: Decimal
    kind: str


UNIT_TABLE = read_table("units", Unit)
UNITS: dict[str, tuple[str, Decimal]] = {unit.name: (unit.base, unit.factor) for unit in UNIT_TABLE}
# 个 stands for any thing that is not a person, and a bare number of another language for whatever is counted.
COUNTS = frozenset(unit.base for unit in UNIT_TABLE if unit.kind == "count")
CURRENCY_SIGNS = {
    "us$": "美元",
    "$": "美元",
    "usd": "美元",
    "hk$": "港元",
    "€": "欧元",
    "£": "英镑",
    "¥": "元",
    "rmb": "元",
    "cny": "元",
}
# What tells a day, month or place in an order; these are compared as they stand.
ORDINAL_BASES = frozenset({"第", "月", "日", "号", "世纪", "季度"})


def base_of(written: str) -> tuple[str, Decimal]:
    """(base unit, factor) of a unit as written; an unknown one is its own base."""
    return UNITS.get(written.lower(), (written, Decimal(1)))


def without_scale(written: str) -> tuple[str, str]:
    """(scale, unit) of what stands behind a Chinese number: 万亿元 is 万亿 of 元, 亿千瓦时 is 亿 of 千瓦时.

    A scale ends where a known unit begins, the longest one; before an unknown unit with its last letter.
    """
    bare = written.lstrip("".join(HAN_SCALES))
    longest = len(written) - len(bare)
    end = next((at for at in range(longest + 1) if written[at:].lower() in UNITS), longest)
    return written[:end], written[end:]


def comparable(one: str, other: str) -> bool:
    """Whether amounts in the two base units can be the same amount."""
    if one == other:
        return True
    counts = COUNTS | {""}
    return one in counts and other in counts and ("" in (one, other) or "个" in (one, other))
