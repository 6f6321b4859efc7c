"""Tables side by side are read apart; words beside figures that say more of their row part nothing."""

from decimal import Decimal

from table_entries import CHINESE, ENGLISH, MILLION, entries, told

from index.facts.fact import Stage
from index.report import Metadata

BROKER = Metadata("研究报告", language="zh", year=2022, kind="research_report")
BALANCE = """
单位：万元

| 资产 | 期末余额 | 期初余额 | 负债和所有者权益 | 期末余额 | 期初余额 |
|---|---|---|---|---|---|
| 货币资金 | 120 | 100 | 短期借款 | 30 | 25 |
| 应收账款 | 80 | 75 | 应付账款 | 45 | 40 |
| 存货 | 60 | 66 | 实收资本 | 185 | 176 |
| 资产总计 | 260 | 241 | 负债和所有者权益总计 | 260 | 241 |
"""
FORECAST = """
| 股票数据 |  | 主要财务数据及预测 |  |  |  |
|---|---|---|---|---|---|
| 总股本（百万股） | 220 |  | 2021 | 2022E | 2023E |
| 总市值（百万元） | 1,800 | 营业收入（百万元） | 746 | 1,567 | 3,684 |
| 52周股价区间（元） | 21.60-97.40 | (+/-)YOY(%) | 4.5% | 110.0% | 135.1% |
|  |  | 毛利率（%） | 35.3% | 33.7% | 35.0% |
"""
PAGE = """
| 主要财务指标 | 2021 | 2022E | 利润表（百万元） | 2021 | 2022E |
|---|---|---|---|---|---|
| 每股指标（元） |  |  | 营业总收入 | 1,567 | 3,684 |
| 每股收益 | 1.07 | 2.91 | 营业成本 | 1,038 | 2,394 |
| 价值评估（倍） |  |  | 毛利率% | 33.7% | 35.0% |
| P/E | 82.90 | 30.47 | 资产减值损失 | -33 | -63 |
| 存货周转天数 | 196.1 | 170.0 | 资产负债表（百万元） | 2021 | 2022E |
| 存货周转率 | 1.9 | 2.1 | 货币资金 | 427 | 494 |
"""
COMPANIES = """
(In millions)

| Company | Revenue 2022 | Country | Employees 2022 |
|---|---|---|---|
| Harrow | $120 | Ireland | 900 |
| Finch | $80 | France | 400 |
| Orwell | $60 | Spain | 300 |
"""


def test_a_balance_sheet_has_two_sides() -> None:
    found = told(entries(BALANCE, CHINESE))
    assert found[:4] == [
        ("120", "货币资金", Decimal(1_200_000), "元", "2023-12-31"),
        ("100", "货币资金", Decimal(1_000_000), "元", "2022-12-31"),
        ("30", "短期借款", Decimal(300_000), "元", "2023-12-31"),
        ("25", "短期借款", Decimal(250_000), "元", "2022-12-31"),
    ]
    assert len(found) == 16


def test_rows_that_are_empty_at_one_side_belong_to_two_tables_and_estimates_are_no_results() -> None:
    found = entries(FORECAST, BROKER)
    assert told(found)[:7] == [
        ("220", "总股本", 220 * MILLION, "股", ""),
        ("1,800", "总市值", 1_800 * MILLION, "元", ""),
        ("746", "营业收入", 746 * MILLION, "元", "2021"),
        ("1,567", "营业收入", 1_567 * MILLION, "元", "2022"),
        ("3,684", "营业收入", 3_684 * MILLION, "元", "2023"),
        ("21.60-97.40", "52周股价区间", Decimal("21.60"), "元", ""),
        ("4.5%", "营业收入(+/-)YOY", Decimal("4.5"), "%", "2021"),
    ]
    assert [one.stage for one in found[2:5]] == [Stage.DONE, Stage.PLANNED, Stage.PLANNED]
    assert [one.measure for one in found[-3:]] == ["毛利率"] * 3


def test_a_table_below_another_has_its_own_unit() -> None:
    found = {(one.measure, one.text): (one.low, one.unit) for one in entries(PAGE, BROKER)}
    assert found["营业总收入", "1,567"] == (1_567 * MILLION, "元")
    assert found["每股收益", "1.07"] == (Decimal("1.07"), "元")
    assert found["价值评估: P/E", "82.90"] == (Decimal("82.90"), "倍")
    assert found["毛利率", "33.7%"] == (Decimal("33.7"), "%")
    assert found["资产减值损失", "-33"] == (-33 * MILLION, "元")
    assert found["货币资金", "494"] == (494 * MILLION, "元")
    assert found["存货周转天数", "196.1"] == (Decimal("196.1"), "天")


def test_words_that_say_more_of_a_row_are_no_labels_of_another_table() -> None:
    found = told(entries(COMPANIES, ENGLISH))
    assert [(text, measure) for text, measure, *_ in found] == [
        ("$120", "Harrow, Revenue"),
        ("900", "Harrow, Employees"),
        ("$80", "Finch, Revenue"),
        ("400", "Finch, Employees"),
        ("$60", "Orwell, Revenue"),
        ("300", "Orwell, Employees"),
    ]
