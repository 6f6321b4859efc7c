"""A number in text with its unit: its value, how exact it is meant, and which way it went."""

from dataclasses import dataclass
from decimal import Decimal

from index.text.quantity_words import HEDGES_BEFORE, HEDGES_BEHIND, Direction, Hedge


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit at `[start, end)` of the text it was found in.

    `low` and `high` are its value in `unit`, the dimension's base unit (元, 平方米, 人, %, …; "" where it counts things
    without a unit), below zero where it has a minus or is a loss in parentheses; they differ for a range ("3%至5%").
    `step` is the value of its last written digit, in `unit`: what rounding may have hidden; `round_step` that of its
    last digit that is no zero. `direction` is None where nothing goes up or down; `reached`: the number is where it
    went to ("提高到5%"), not how far.
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str
    step: Decimal
    round_step: Decimal
    hedge: Hedge = Hedge.EXACT
    direction: Direction | None = None
    reached: bool = False


def quantity_at(text: str, flat: str, start: int, end: int, value: Decimal, unit: str, step: Decimal) -> Quantity:
    """The quantity at `[start, end)`, with the hedge that stands around it. `flat` is `text` in plain characters."""
    rounded, zeros = step, value
    while zeros and zeros == zeros.to_integral_value() and (zeros / rounded) % 10 == 0 and rounded < abs(value):
        rounded *= 10
    return Quantity(
        start,
        end,
        text[start:end],
        value,
        value,
        unit,
        step,
        rounded,
        _hedge(flat, start, end),
    )


def _hedge(flat: str, start: int, end: int) -> Hedge:
    before = flat[max(start - 16, 0) : start]
    for hedge, pattern in HEDGES_BEHIND:
        if pattern.match(flat, end):
            return hedge
    for hedge, pattern in HEDGES_BEFORE:
        if pattern.search(before):
            return hedge
    return Hedge.EXACT
