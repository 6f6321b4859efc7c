"""When a measure, an amount or a time is the one that a person wrote."""

from decimal import Decimal

import pytest

from assistant.evaluation.facts.matching import base_unit, measures_agree, periods_agree, units_agree, values_agree
from index.ledger.entry import Span


@pytest.mark.parametrize(
    ("read", "labelled", "agree"),
    [
        ("规模以上工业增加值", "工业增加值", True),
        ("“三化”改造项目", "三化改造项目", True),
        ("高校毕业生就业", "就业高校毕业生", True),
        ("粮食产量", "居民收入", False),
        ("", "粮食产量", False),
        ("total revenue", "Revenue", True),
        ("the of", "revenue", False),
        ("operating income", "operating expenses of the segment", False),
    ],
)
def test_names_of_one_measure(read: str, labelled: str, agree: bool) -> None:
    assert measures_agree(read, labelled) is agree


@pytest.mark.parametrize(
    ("written", "base", "factor"),
    [
        ("亿元", "元", 10**8),
        ("百万元", "元", 10**6),
        ("billion USD", "美元", 10**9),
        ("$ million", "美元", 10**6),
        ("$", "美元", 1),
        ("元/股", "元/股", 1),
        ("%", "%", 1),
        ("million", "", 10**6),
        ("", "", 1),
    ],
)
def test_units_as_people_write_them(written: str, base: str, factor: int) -> None:
    assert base_unit(written) == (base, Decimal(factor))


def test_units_that_say_the_same() -> None:
    assert units_agree("元", "元/股")
    assert units_agree("第", "位")
    assert units_agree("人", "亿")
    assert units_agree("个", "档")
    assert not units_agree("%", "个百分点")
    assert not units_agree("元", "万美元")


def test_amounts_in_base_units_and_declines_without_a_sign() -> None:
    def alike(read: tuple[str, str], unit: str, labelled: tuple[str, str], written: str) -> bool:
        first, second = (Decimal(read[0]), Decimal(read[1])), (Decimal(labelled[0]), Decimal(labelled[1]))
        return values_agree(first, unit, second, written)

    assert alike(("32000000000", "32000000000"), "元", ("320", "320"), "亿元")
    assert alike(("-3", "-3"), "%", ("3", "3"), "%")
    assert not alike(("3", "3"), "%", ("-3", "-3"), "%")
    assert alike(("-6", "-5"), "%", ("5", "6"), "%")
    assert alike(("50", "50"), "%", ("0.5", "0.5"), "")
    assert not alike(("5", "5"), "%", ("5", "6"), "%")


def test_periods_are_years_dates_and_quarters() -> None:
    assert periods_agree(Span("2024", "2024"), "2024", "2024")
    assert periods_agree(Span("2023-04", "2023-06"), "2023-Q2", "2023-Q2")
    assert periods_agree(Span("2022-01", "2022-06"), "2022-01-01", "2022-06-30")
    assert not periods_agree(Span("2022", "2022"), "2022-01-01", "2022-06-30")
    assert not periods_agree(None, "2024", "2024")
    assert not periods_agree(Span("2023", "2023"), "2023", None)
