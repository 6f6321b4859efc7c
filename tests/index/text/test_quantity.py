"""A number with its unit: what rounding may have hidden, and the hedge that stands around it."""

from decimal import Decimal

import pytest

from index.text.quantity import quantity_at
from index.text.quantity_words import Hedge


@pytest.mark.parametrize(
    ("value", "step", "rounded"),
    [("1200", "1", "100"), ("1250", "1", "10"), ("3.5", "0.1", "0.1"), ("0", "1", "1")],
)
def test_the_last_digit_that_is_no_zero(value: str, step: str, rounded: str) -> None:
    found = quantity_at(value, value, 0, len(value), Decimal(value), "", Decimal(step))
    assert (found.step, found.round_step) == (Decimal(step), Decimal(rounded))


@pytest.mark.parametrize(
    ("text", "hedge"),
    [("约50人", Hedge.ABOUT), ("50人左右", Hedge.ABOUT), ("超50人", Hedge.AT_LEAST), ("50人", Hedge.EXACT)],
)
def test_the_hedge_that_stands_around_it(text: str, hedge: Hedge) -> None:
    start = text.index("50")
    found = quantity_at(text, text, start, start + 3, Decimal(50), "人", Decimal(1))
    assert (found.text, found.hedge) == ("50人", hedge)
