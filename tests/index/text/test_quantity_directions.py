"""Which way a quantity went, and whether it is where it went to."""

from decimal import Decimal

import pytest

from index.text.quantities import find_quantities
from index.text.quantity import quantity_at
from index.text.quantity_directions import with_directions
from index.text.quantity_words import Direction


@pytest.mark.parametrize(
    ("text", "direction", "reached"),
    [
        ("生产总值增长5%", Direction.UP, False),
        ("价格下降0.3%", Direction.DOWN, False),
        ("提高到96%", Direction.UP, True),
        ("降至2.1%", Direction.DOWN, True),
        ("增长-1.5%", Direction.UP, False),
        ("稳定在88%", Direction.LEVEL, False),
        ("sales rose 5.2 percent", Direction.UP, False),
        ("costs fell by 3%", Direction.DOWN, False),
        ("3.5%的降幅", Direction.DOWN, False),
        ("占比58%", None, False),
    ],
)
def test_directions(text: str, direction: Direction | None, reached: bool) -> None:
    quantity = find_quantities(text)[0]
    assert (quantity.direction, quantity.reached) == (direction, reached)


def test_a_list_shares_its_direction() -> None:
    found = find_quantities("甲、乙、丙分别增长3.5%以上、7%左右、5%")
    assert [quantity.direction for quantity in found] == [Direction.UP] * 3


def test_growth_in_times_is_in_per_cent_of_what_it_grew_by() -> None:
    for text, percent in (("增长1.5倍", 150), ("增长到1.5倍", 50)):
        times = quantity_at(text, text, len(text) - 4, len(text), Decimal("1.5"), "倍", Decimal("0.1"))
        (grown,) = with_directions(text, [times])
        assert (grown.low, grown.unit, grown.reached) == (Decimal(percent), "%", False)
