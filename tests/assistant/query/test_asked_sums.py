"""The arithmetic that a Chinese question asks for: the operation, and each side's measure, time and stage."""

from decimal import Decimal

import pytest

from assistant.query.asked_sums import AskedSum, Operation, needs_two, sum_in


def read(question: str) -> AskedSum:
    found = sum_in(question, ["浙江"], 2025)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("question", "operation", "one", "other"),
    [
        ("浙江出口和进口加起来多少亿元", Operation.SUM, "出口", "进口"),
        ("浙江出口占进出口总额的比重", Operation.SHARE, "出口", "进出口总额"),
        ("浙江进出口中出口占多大比重", Operation.SHARE, "出口进出口", "进出口"),
        ("浙江出口比进口多多少", Operation.LESS, "出口", "进口"),
        ("浙江第一产业和第三产业相差多少亿元", Operation.LESS, "第一产业", "第三产业"),
    ],
)
def test_the_operation_and_its_sides(question: str, operation: Operation, one: str, other: str) -> None:
    asked = read(question)
    assert (asked.operation, asked.one.text, asked.other.text) == (operation, one, other)


def test_a_figure_of_the_question_is_an_operand() -> None:
    asked = read("浙江粮食产量到130亿斤还差多少")
    assert asked.operation is Operation.LESS and asked.remains
    assert [each.given.low for each in (asked.one, asked.other) if each.given] == [Decimal("6500000000")]


def test_a_target_against_its_result() -> None:
    asked = read("浙江粮食产量目标比实际产量多多少")
    assert (asked.one.planned, asked.other.planned, asked.way) == (True, False, "more")


@pytest.mark.parametrize(
    ("question", "one", "way"),
    [
        ("浙江2024年实际打下的粮食，跟2025年定的粮食目标比，哪个更多？", "打下的粮食", "more"),
        ("浙江城镇新增就业，2024年实际人数比2025年的目标低还是高", "城镇新增就业", "less"),
        ("浙江去年GDP增速跟今年的目标相比，是高了还是低了？", "GDP增速", "more"),
    ],
)
def test_a_result_is_set_against_a_target(question: str, one: str, way: str) -> None:
    asked = read(question)
    assert (asked.operation, asked.one.text, asked.way) == (Operation.LESS, one, way)
    assert (asked.one.year, asked.other.year, asked.other.planned) == (2024, 2025, True)


def test_years_are_each_sides_own() -> None:
    asked = read("浙江2024年出口比2023年多多少亿元")
    assert (asked.one.year, asked.other.year) == (2024, 2023)
    assert asked.unit == "元"


@pytest.mark.parametrize("question", ["浙江粮食产量多少", "浙江哪一年出口最多", "浙江和江苏的出口谁更多"])
def test_a_figure_alone_is_no_arithmetic(question: str) -> None:
    assert sum_in(question, ["浙江"], 2025) is None


@pytest.mark.parametrize(
    ("question", "two"),
    [
        ("浙江出口和进口加起来多少亿元", True),
        ("浙江出口比2020年增加多少", False),  # may stand in the report itself
        ("浙江出口占进出口总额的比重", False),
        ("浙江粮食产量多少", False),
    ],
)
def test_whether_no_single_figure_answers(question: str, two: bool) -> None:
    assert needs_two(question, ["浙江"], 2025) == two


@pytest.mark.parametrize("question", ["1985年粮食和钢的目标产量要达到多少", "2025年投资的目标和增速是多大"])
def test_what_ends_in_how_many_asks_for_no_smaller_one(question: str) -> None:
    assert sum_in(question, [], 2025) is None
