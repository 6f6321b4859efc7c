"""Parts of a year are no year: a half, a quarter or months have their own months, and 全年 is the year again."""

from collections.abc import Callable

import pytest

from index.facts.fact import Period
from index.ledger.entry import Entry, Span
from index.ledger.when import span_of
from index.report import Part

Told = Callable[..., tuple[Entry, ...]]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("今年上半年，工业产值比去年同期增长5%。", [("2025-01", "2025-06")]),
        ("2024年前三季度，工业产值增长5%。", [("2024-01", "2024-09")]),
        ("2024年1—9月工业产值增长5%，全年增长6%。", [("2024-01", "2024-09"), ("2024", "2024")]),
        ("去年一季度工业产值增长5%；去年进出口增长6%。", [("2024-01", "2024-03"), ("2024", "2024")]),
        ("去年工业产值增长5%。", [("2024", "2024")]),
    ],
)
def test_a_part_of_the_year_is_not_the_year(told: Told, text: str, spans: list[tuple[str, str]]) -> None:
    found = [one.period for one in told(text, part=Part.REVIEW)]
    assert found == [Span(*span) for span in spans]


@pytest.mark.parametrize(
    ("part", "span"),
    [
        ("", ("2024", "2024")),
        ("上半年", ("2024-01", "2024-06")),
        ("第三季度", ("2024-07", "2024-09")),
        ("9月份", ("2024-09", "2024-09")),
        ("1-9月", ("2024-01", "2024-09")),
        ("前8个月", ("2024-01", "2024-08")),
        ("10月28日", ("2024-10-28", "2024-10-28")),
    ],
)
def test_a_period_becomes_dates(part: str, span: tuple[str, str]) -> None:
    assert span_of(Period(2024, 2024, part)) == Span(*span)
    assert span_of(None) is None


def test_below_a_heading_of_two_terms_a_paragraph_is_of_the_one_it_opens_with(told: Told) -> None:
    text = "过去五年，国内生产总值增加到超过100万亿元。新增就业6000万人。\n今后五年，森林覆盖率达到24.1%。"
    found = [(one.period, one.measure) for one in told(text, part=Part.REVIEW, years=tuple(range(2020, 2030)))]
    assert {str(period) for period, _ in found} == {str(Span("2020", "2024")), str(Span("2025", "2029"))}, found
