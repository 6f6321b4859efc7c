"""Numbers in text: value, scale, unit, hedge, direction and period, in Chinese and English; and their comparison."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Hedge(StrEnum):
    """How a number is meant."""

    EXACT = "exact"
    ABOUT = "about"  # 约, 左右, 上下; about, roughly
    NEARLY = "nearly"  # 近, 接近; nearly, almost: a little less
    AT_LEAST = "at_least"  # 以上, 超过, 突破, 余; more than, over
    AT_MOST = "at_most"  # 以内, 以下, 不超过; up to, below


class Direction(StrEnum):
    """Which way a thing went."""

    UP = "up"
    DOWN = "down"
    LEVEL = "level"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `[start, end)` of the text it was found in.

    `low` and `high` are its value in `unit`, the dimension's base unit (元, 平方米, 人, %, …; "" where it counts things
    without a unit); they differ for a range ("3%至5%"). `step` is the value of its last written digit, in `unit`: what
    rounding may have hidden. `direction` is None where nothing goes up or down.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str
    step: Decimal
    hedge: Hedge = Hedge.EXACT
    direction: Direction | None = None


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order. Years and dates, ordinals and numbers of headings are none."""
    raise NotImplementedError
