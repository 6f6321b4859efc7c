"""Units: what each is told in, and which amounts can be one amount."""

from decimal import Decimal

import pytest

from index.text.quantities import find_quantities
from index.text.units import COUNTS, UNIT_TABLE, base_of, comparable, without_scale


@pytest.mark.parametrize(
    ("written", "base", "factor"),
    [
        ("亩", "平方米", "666.6666666666667"),
        ("hectares", "平方米", "10000"),
        ("斤", "千克", "0.5"),
        ("GWh", "千瓦时", "1000000"),
        ("度", "千瓦时", "1"),
        ("基点", "百分点", "0.01"),
        ("名", "人", "1"),
        ("头骡", "头骡", "1"),
    ],
)
def test_a_unit_is_told_in_its_base(written: str, base: str, factor: str) -> None:
    """Whatever the case of its letters; an unknown one is its own base."""
    assert base_of(written) == (base, Decimal(factor))


def test_money_has_a_base_a_currency() -> None:
    """No rate of exchange stands in a report."""
    bases = {base_of(name)[0] for name in ("yuan", "美元", "欧元", "港币", "日元", "英镑")}
    assert bases == {"元", "美元", "欧元", "港元", "日元", "英镑"}


@pytest.mark.parametrize(
    ("one", "other", "can"),
    [
        ("家", "个", True),
        ("座", "", True),
        ("家", "座", False),
        ("人", "个", False),
        ("人", "", False),
        ("%", "百分点", False),
        ("元", "美元", False),
        ("瓦", "千瓦时", False),
        ("%", "%", True),
    ],
)
def test_what_can_be_the_same_amount(one: str, other: str, can: bool) -> None:
    """个 counts any thing but a person, and so does a bare number; power is no energy."""
    assert comparable(one, other) is comparable(other, one) is can


def test_a_share_counts_no_things() -> None:
    """三成 are thirty per cent, 三家 three firms."""
    assert "成" not in COUNTS and "家" in COUNTS


@pytest.mark.parametrize(
    "unit",
    [unit for unit in UNIT_TABLE if unit.name[0] in "十百千万亿" and unit.kind == "measure"],
    ids=lambda u: u.name,
)
def test_a_unit_that_begins_like_a_scale_is_read_whole(unit: tuple[str, str, Decimal, str]) -> None:
    """90亿千瓦时 is no 90亿千 of 瓦, 2百分点 no 200 分."""
    name, base, factor, _ = unit
    for scale, value in (("", 1), ("万", 10**4), ("亿", 10**8)):
        (quantity,) = find_quantities(f"为12{scale}{name}。")
        assert (quantity.text, quantity.low, quantity.unit) == (f"12{scale}{name}", 12 * value * factor, base)
        assert without_scale(f"{scale}{name}") == (scale, name)


@pytest.mark.parametrize(
    ("written", "scale", "unit"),
    [("万亿元", "万亿", "元"), ("元", "", "元"), ("万", "万", ""), ("千筐", "千", "筐"), ("", "", "")],
)
def test_a_scale_before_its_unit(written: str, scale: str, unit: str) -> None:
    assert without_scale(written) == (scale, unit)
