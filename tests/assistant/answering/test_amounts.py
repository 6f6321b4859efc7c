"""Arithmetic on figures as they are written."""

from decimal import Decimal

import pytest
from figure_reports import work_report

from assistant.answering.amounts import WrittenUnit, can_subtract, difference, in_unit, plain, unit_as_written
from assistant.answering.ledgers import Found

TOLD = work_report(
    "青禾县", 2025, "茶叶产值120亿元。油料产值9800万元。粮食产量25万吨至26万吨。森林覆盖率61.2%。绿化率60.8%。"
)
TOLD_OF_BOTH = work_report("青禾县", 2025, "茶叶产值6.36万亿元。油料产值60013亿元。")
TEA, OIL, GRAIN, FOREST, GREEN = (Found(TOLD, entry) for entry in TOLD.entries)


def test_the_unit_that_a_figure_is_written_in() -> None:
    assert unit_as_written(TEA.entry) == WrittenUnit("亿元", Decimal(10) ** 8)
    assert unit_as_written(OIL.entry) == WrittenUnit("万元", Decimal(10) ** 4)
    assert unit_as_written(FOREST.entry) == WrittenUnit("%", Decimal(1))


@pytest.mark.parametrize(
    ("written", "unit", "factor"),
    [
        ("41.2亿千瓦时", "亿千瓦时", "1e8"),
        ("500万千瓦", "万千瓦", "1e7"),
        ("480千克", "千克", "1"),
        ("120千米", "千米", "1000"),
        ("6千元", "千元", "1000"),
        ("5千亿元", "千亿元", "1e11"),
        ("27微克/立方米", "微克/立方米", "1e-9"),
    ],
)
def test_a_scale_ends_where_its_unit_begins(written: str, unit: str, factor: str) -> None:
    (entry,) = work_report("青禾县", 2025, f"全年用量{written}。").entries
    assert unit_as_written(entry) == WrittenUnit(unit, Decimal(factor))
    assert in_unit(entry.low, unit_as_written(entry)) == written


def test_more_than_is_no_part_of_a_unit() -> None:
    (entry,) = work_report("青禾县", 2025, "新增市场主体3万余户。").entries
    assert unit_as_written(entry) == WrittenUnit("万户", Decimal(10) ** 4)


@pytest.mark.parametrize(("value", "text"), [("1200", "1200"), ("0.40", "0.4"), ("1E+3", "1000"), ("-2.50", "-2.5")])
def test_a_number_is_written_plainly(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


def test_differences_in_the_larger_unit_and_of_rates_in_points() -> None:
    assert in_unit(*difference(TEA, OIL)) == "119.02亿元"
    assert in_unit(*difference(FOREST, GREEN)) == "0.4个百分点"


def test_unlike_units_and_ranges_are_not_subtracted() -> None:
    assert can_subtract(TEA, OIL) and can_subtract(FOREST, GREEN)
    assert not can_subtract(TEA, FOREST) and not can_subtract(TEA, GRAIN)


def test_a_difference_below_a_unit_of_two_scales_is_said_in_the_smaller_one() -> None:
    more, less = (Found(TOLD_OF_BOTH, entry) for entry in TOLD_OF_BOTH.entries)
    assert in_unit(*difference(more, less)) == "3587亿元"
