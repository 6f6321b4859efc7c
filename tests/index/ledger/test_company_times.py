"""When figures are of in reports of companies, auditors and brokers."""

from collections.abc import Callable

import pytest

from index.ledger.entry import Entry

Read = Callable[..., tuple[Entry, ...]]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("第三季度营业收入4.8亿元，环比增长2%。", [("2024-07", "2024-09"), ("2024-07", "2024-09")]),
        ("过去一年研发投入1.9亿元。", [("2024", "2024")]),
        ("年末资产负债率为50.4%，比上年末上升4.5个百分点。", [("2024-12-31", "2024-12-31")] * 2),
        ("截至2024年末，员工2486人，比上年末增加235人。", [("2024-12-31", "2024-12-31")] * 2),
        ("收入占比由上年的17.5%提高到22.2%。", [("2023", "2023"), ("2024", "2024")]),
        ("公司成立于2009年，注册资本2.4亿元。", [("2024", "2024")]),
        ("近三年累计分红3亿元。", [("2022", "2024")]),
        ("6月18日普降暴雨，最大降雨量287毫米。", [("2024-06-18", "2024-06-18")]),
        ("年初提出营业收入19亿元。", [("2024", "2024")]),
        ("2023年上半年收入5亿元；净利润1亿元。", [("2023-01", "2023-06")] * 2),
    ],
)
def test_of_the_reports_own_year(company: Read, text: str, periods: list[tuple[str, str]]) -> None:
    """A company's report tells of its year, a work report of the one before."""
    assert [(e.period.first, e.period.last) for e in company(text) if e.period is not None] == periods


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("公司24Q1实现营收5.6亿元，同比+116%。", [("公司营收", "2024-01", 560000000), ("公司营收", "2024-01", 116)]),
        ("2024 年 1-5 月光伏装机同比+24.4%。", [("光伏装机", "2024-01", "24.4")]),
        ("公司 24 年 1 季度产能7万吨。", [("公司产能", "2024-01", 70000000)]),
        ("营收5亿元，同比-12.5%。", [("营收", None, 500000000), ("营收", None, "-12.5")]),
    ],
)
def test_as_brokers_write(company: Read, text: str, told: list[tuple[str, str | None, object]]) -> None:
    """Short years and spaces; what is of no time that is said has none."""
    entries = company(text, "research_report")
    assert [
        (e.measure, e.period and e.period.first, str(e.low.normalize() if e.low % 1 else int(e.low))) for e in entries
    ] == [(measure, first, str(value)) for measure, first, value in told]
