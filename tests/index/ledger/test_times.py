"""Words of time as ISO spans."""

import pytest

from index.ledger.entry import Span
from index.ledger.times import Times

JUNE = Times(2022, Span("2022", "2022"), 6)
CALENDAR = Times(2023, Span("2023", "2023"))


@pytest.mark.parametrize(
    ("text", "period", "rest"),
    [
        ("Year Ended June 30, 2022", ("2022", "2022"), ""),
        ("As of December 31, 2021", ("2021-12-31", "2021-12-31"), ""),
        ("Three Months Ended June 25, 2022", ("2022-04", "2022-06"), ""),
        ("Three months ended May 1, 2022", ("2022-02", "2022-04"), ""),
        ("first quarter of fiscal year 2022", ("2021-07", "2021-09"), ""),
        ("FY 2013 Target", ("2013", "2013"), "Target"),
        ("March 2022", ("2022-03", "2022-03"), ""),
        ("March 27, 2022 to April 30, 2022", ("2022-03-27", "2022-04-30"), ""),
        ("2020 (base)", ("2020", "2020"), "(base)"),
        ("Less than 12 Months", None, "Less than 12 Months"),
        ("Nine Months Ended", None, ""),
        ("2022 vs 2021", None, "vs"),
        ("Total", None, "Total"),
    ],
)
def test_english(text: str, period: tuple[str, str] | None, rest: str) -> None:
    assert JUNE.find(text) == (None if period is None else Span(*period), rest)


@pytest.mark.parametrize(
    ("text", "period", "rest"),
    [
        ("2022 年末", ("2022-12-31", "2022-12-31"), ""),
        ("2022年初", ("2021-12-31", "2021-12-31"), ""),
        ("2024年收入", ("2024", "2024"), "收入"),
        ("第一季度", ("2023-01", "2023-03"), ""),
        ("2022年上半年", ("2022-01", "2022-06"), ""),
        ("前三季度", ("2023-01", "2023-09"), ""),
        ("1—9月", ("2023-01", "2023-09"), ""),
        ("本期发生额", ("2023", "2023"), "发生额"),
        ("上年同期", ("2022", "2022"), ""),
        ("期初余额", ("2022-12-31", "2022-12-31"), "余额"),
        ("2023年12月31日", ("2023-12-31", "2023-12-31"), ""),
        ("Ⅱ类限值", None, "Ⅱ类限值"),
    ],
)
def test_chinese(text: str, period: tuple[str, str] | None, rest: str) -> None:
    assert CALENDAR.find(text) == (None if period is None else Span(*period), rest)


def test_without_a_report_year_relative_times_stay_open() -> None:
    assert Times(None, None).find("本期金额")[0] is None
    assert Times(None, None).find("first quarter")[0] is None
