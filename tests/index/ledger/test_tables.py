"""A table's cells as entries: the right row, column, unit and time over every figure."""

from decimal import Decimal

import pytest
from table_entries import CHINESE, ENGLISH, MILLION, entries, told

from index.ledger.entry import Kind, Span

STATEMENT = """
INCOME STATEMENTS

(In millions, except per share amounts)

| Year Ended June 30, | 2022 | 2021 |
|---|---|---|
| Revenue: | | |
| Product | $72,732 | $71,074 |
| Service and other | 125,538 | 97,014 |
| Total revenue | 198,270 | 168,088 |
| Other income (expense), net | (333) | — |
| Net income (1) | $72,738 | $61,271 |
| Earnings per share: | | |
| Basic | $9.70 | $8.12 |
| Weighted average shares outstanding: | | |
| Diluted | 7,540 | 7,608 |
| Effective tax rate | 13.1% | 13.8% |
"""


def test_an_income_statement_has_groups_units_signs_and_years() -> None:
    assert told(entries(STATEMENT)) == [
        ("$72,732", "Revenue: Product", 72732 * MILLION, "美元", "2022"),
        ("$71,074", "Revenue: Product", 71074 * MILLION, "美元", "2021"),
        ("125,538", "Revenue: Service and other", 125538 * MILLION, "美元", "2022"),
        ("97,014", "Revenue: Service and other", 97014 * MILLION, "美元", "2021"),
        ("198,270", "Total revenue", 198270 * MILLION, "美元", "2022"),
        ("168,088", "Total revenue", 168088 * MILLION, "美元", "2021"),
        ("(333)", "Other income (expense), net", -333 * MILLION, "美元", "2022"),
        ("$72,738", "Net income", 72738 * MILLION, "美元", "2022"),
        ("$61,271", "Net income", 61271 * MILLION, "美元", "2021"),
        ("$9.70", "Earnings per share: Basic", Decimal("9.70"), "美元", "2022"),
        ("$8.12", "Earnings per share: Basic", Decimal("8.12"), "美元", "2021"),
        ("7,540", "Weighted average shares outstanding: Diluted", 7540 * MILLION, "股", "2022"),
        ("7,608", "Weighted average shares outstanding: Diluted", 7608 * MILLION, "股", "2021"),
        ("13.1%", "Effective tax rate", Decimal("13.1"), "%", "2022"),
        ("13.8%", "Effective tax rate", Decimal("13.8"), "%", "2021"),
    ]


def test_a_balance_sheet_is_of_its_days() -> None:
    text = STATEMENT.replace("Year Ended June 30,", "June 30,")
    assert {one.period for one in entries(text)} == {
        Span("2022-06-30", "2022-06-30"),
        Span("2021-06-30", "2021-06-30"),
    }


def test_several_header_rows_say_months_together() -> None:
    text = """<table><thead>
    <tr><th></th><th colspan="2">Three Months Ended</th><th colspan="2">Nine Months Ended</th></tr>
    <tr><th></th><th>June 25,</th><th>June 26,</th><th>June 25,</th><th>June 26,</th></tr>
    <tr><th>(In thousands)</th><th>2022</th><th>2021</th><th>2022</th><th>2021</th></tr></thead>
    <tr><td>Net sales</td><td>$10</td><td>$11</td><td>$30</td><td>$33</td></tr></table>"""
    assert told(entries(text)) == [
        ("$10", "Net sales", Decimal(10_000), "美元", "2022-04/2022-06"),
        ("$11", "Net sales", Decimal(11_000), "美元", "2021-04/2021-06"),
        ("$30", "Net sales", Decimal(30_000), "美元", "2021-10/2022-06"),
        ("$33", "Net sales", Decimal(33_000), "美元", "2020-10/2021-06"),
    ]


def test_years_over_columns_of_signs_belong_to_the_figures_beside_them() -> None:
    text = """
| | 2022 | | 2021 | |
|---|---|---|---|---|
| Revenue | $ | 120 | $ | 110 |
| Costs | | 80 | | 70 |
"""
    assert told(entries(text)) == [
        ("120", "Revenue", Decimal(120), "美元", "2022"),
        ("110", "Revenue", Decimal(110), "美元", "2021"),
        ("80", "Costs", Decimal(80), "美元", "2022"),
        ("70", "Costs", Decimal(70), "美元", "2021"),
    ]


def test_a_row_of_unit_and_years_inside_names_the_columns_anew() -> None:
    text = """
| (In millions) | 2022 | 2021 |
|---|---|---|
| Revenue | $5 | $4 |
| (In thousands) | 2020 | 2019 |
| Revenue | $3 | $2 |
"""
    assert told(entries(text)) == [
        ("$5", "Revenue", 5 * MILLION, "美元", "2022"),
        ("$4", "Revenue", 4 * MILLION, "美元", "2021"),
        ("$3", "Revenue", Decimal(3000), "美元", "2020"),
        ("$2", "Revenue", Decimal(2000), "美元", "2019"),
    ]


def test_changes_are_of_the_newest_period_and_points_of_rates() -> None:
    text = """
| (In millions) | 2022 | 2021 | % Change |
|---|---|---|---|
| Net sales | $120 | $100 | 20% |
| Gross margin | 43.3% | 41.8% | 1.5 pts |
| Costs | 80 | 100 | (20)% |
"""
    found = [(one.text, one.kind, one.low, one.period) for one in entries(text) if "2021" not in str(one.period)]
    year = Span("2022", "2022")
    assert found == [
        ("$120", Kind.LEVEL, 120 * MILLION, year),
        ("20%", Kind.CHANGE, Decimal(20), year),
        ("43.3%", Kind.SHARE, Decimal("43.3"), year),
        ("1.5 pts", Kind.POINTS, Decimal("1.5"), year),
        ("80", Kind.LEVEL, 80 * MILLION, year),
        ("(20)%", Kind.CHANGE, Decimal(-20), year),
    ]


def test_targets_are_planned_and_results_done() -> None:
    text = """
| Measure | 2021 Result | 2022 Target | 2022 Result |
|---|---|---|---|
| Lost-time injuries | 111 | 100 | 95 |
"""
    assert [(one.text, one.planned, one.period) for one in entries(text)] == [
        ("111", False, Span("2021", "2021")),
        ("100", True, Span("2022", "2022")),
        ("95", False, Span("2022", "2022")),
    ]


def test_notes_page_numbers_and_tables_without_names_give_none() -> None:
    text = """
| | Note | 2022 |
|---|---|---|
| Revenue | 4 | $120 |
"""
    assert [one.text for one in entries(text)] == ["$120"]
    assert entries("| Item 1 | Business | 3 |\n|---|---|---|\n| Item 1A | Risk Factors | 12 |\n") == []
    assert entries("| California | 94-2404110 |\n|---|---|\n| Cupertino | 95014 |\n") == []


def test_rows_that_are_periods_are_told_of_what_the_table_is_of() -> None:
    text = """
Maturities of our debt as of June 30, 2022 were as follows (in millions):

| Year | Amount |
|---|---|
| 2023 | $2,750 |
| 2024 | 5,250 |
| Total | $8,000 |
"""
    found = entries(text)
    assert told(found) == [
        ("$2,750", "Maturities of our debt", 2750 * MILLION, "美元", "2023"),
        ("5,250", "Maturities of our debt", 5250 * MILLION, "美元", "2024"),
        ("$8,000", "Maturities of our debt: Total", 8000 * MILLION, "美元", ""),
    ]
    assert [one.planned for one in found] == [True, True, False]


CHINESE_TABLE = """
单位：万元

| 项目 | 2023年 | 2022年 | 本年比上年增减 |
|---|---|---|---|
| 营业收入 | 187,236.47 | 163,904.18 | 14.24% |
| 其中：出口 | 20 | 10 | 100.00% |
| 基本每股收益（元/股） | 0.65 | 0.58 | 12.07% |
| 毛利率 | 30.10% | 29.00% | 1.10% |
| | 2023年末 | 2022年末 | 本年末比上年末增减 |
| 总资产 | 352,640.19 | 301,277.86 | 17.05% |
"""


def test_a_chinese_table_takes_its_unit_from_caption_or_label() -> None:
    found = entries(CHINESE_TABLE, CHINESE)
    assert told(found) == [
        ("187,236.47", "营业收入", Decimal("1872364700.00"), "元", "2023"),
        ("163,904.18", "营业收入", Decimal("1639041800.00"), "元", "2022"),
        ("14.24%", "营业收入", Decimal("14.24"), "%", "2023"),
        ("20", "出口", Decimal(200_000), "元", "2023"),
        ("10", "出口", Decimal(100_000), "元", "2022"),
        ("100.00%", "出口", Decimal(100), "%", "2023"),
        ("0.65", "基本每股收益", Decimal("0.65"), "元/股", "2023"),
        ("0.58", "基本每股收益", Decimal("0.58"), "元/股", "2022"),
        ("12.07%", "基本每股收益", Decimal("12.07"), "%", "2023"),
        ("30.10%", "毛利率", Decimal("30.10"), "%", "2023"),
        ("29.00%", "毛利率", Decimal("29.00"), "%", "2022"),
        ("1.10%", "毛利率", Decimal("1.10"), "%", "2023"),
        ("352,640.19", "总资产", Decimal("3526401900.00"), "元", "2023-12-31"),
        ("301,277.86", "总资产", Decimal("3012778600.00"), "元", "2022-12-31"),
        ("17.05%", "总资产", Decimal("17.05"), "%", "2023-12-31"),
    ]
    assert {one.text: one.kind for one in found if one.unit == "%"} == {
        "14.24%": Kind.CHANGE,
        "100.00%": Kind.CHANGE,
        "12.07%": Kind.CHANGE,
        "30.10%": Kind.SHARE,
        "29.00%": Kind.SHARE,
        "1.10%": Kind.POINTS,
        "17.05%": Kind.CHANGE,
    }


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("| 项目 | 本期发生额 | 上期发生额 |", "2023", "2022"),
        ("| 项目 | 期末余额 | 期初余额 |", "2023-12-31", "2022-12-31"),
        ("| 项目 | 本年金额 | 上年金额 |", "2023", "2022"),
        ("| 项目 | 第一季度 | 第四季度 |", "2023-01/2023-03", "2023-10/2023-12"),
        ("| 项目 | 2023年1-6月 | 2022年度 |", "2023-01/2023-06", "2022"),
        ("| 项目 | 2023年12月31日 | 2022年12月31日 |", "2023-12-31", "2022-12-31"),
    ],
)
def test_chinese_times(header: str, first: str, second: str) -> None:
    text = f"单位：元\n\n{header}\n|---|---|---|\n| 货币资金 | 3.00 | 4.00 |\n"
    assert [one[4] for one in told(entries(text, CHINESE))] == [first, second]


def test_a_share_and_a_growth_are_of_the_amount_that_the_columns_tell() -> None:
    text = """
表4 分地区营业收入（单位：万元）

| 地区 | 2023年收入 | 占比 | 2022年收入 | 同比增减 |
|---|---|---|---|---|
| 华东 | 81.5 | 43.45% | 74.9 | 8.81% |
"""
    assert [(one.measure, one.kind, str(one.period and one.period.first)) for one in entries(text, CHINESE)] == [
        ("华东收入", Kind.LEVEL, "2023"),
        ("华东收入占比", Kind.SHARE, "2023"),
        ("华东收入", Kind.LEVEL, "2022"),
        ("华东收入", Kind.CHANGE, "2023"),
    ]


def test_aims_of_a_work_report_with_their_bounds() -> None:
    text = """
| 指标 | 单位 | 2023年完成 | 2024年目标 |
|---|---|---|---|
| 地区生产总值增速 | % | 6.2 | 6左右 |
| 城镇新增就业 | 万人 | 1.2 | 1.1以上 |
"""
    assert [(one.text, one.low, one.unit, one.hedge, one.planned, one.kind) for one in entries(text, CHINESE)] == [
        ("6.2", Decimal("6.2"), "%", "", False, Kind.CHANGE),
        ("6左右", Decimal(6), "%", "about", True, Kind.CHANGE),
        ("1.2", Decimal(12000), "人", "", False, Kind.LEVEL),
        ("1.1以上", Decimal(11000), "人", "over", True, Kind.LEVEL),
    ]


def test_a_column_of_units_and_a_bound() -> None:
    text = "| 指标 | 单位 | 2023年 | 限值 |\n|---|---|---|---|\n| 溶解氧 | mg/L | 8.3 | ≥6 |\n"
    assert [(one.text, one.unit, one.hedge) for one in entries(text, CHINESE)] == [
        ("8.3", "千克/立方米", ""),
        ("≥6", "千克/立方米", "over"),
    ]


def page(*parts: str | list[list[str]]) -> str:
    """Paragraphs, and tables of rows of cells, none of them a header's."""

    def made(part: str | list[list[str]]) -> str:
        if isinstance(part, str):
            return f"<p>{part}</p>"
        rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in part)
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    return f"<html><body>{''.join(map(made, parts))}</body></html>"


def test_names_of_columns_may_stand_outside_as_lines_of_times_and_roles() -> None:
    """A PDF's header that its table lacks; the last column named holds no figures."""
    text = page(
        "FY 2011 FY 2012 FY 2012 Met/",
        "Performance Measure",
        "Results Results Target Not Met",
        [
            ["Claims paid in 30 days", "98%", "97%", "95%", "Met"],
            ["Average number of days", "4.3", "4.4", "5.0", "Met"],
        ],
    )
    found = entries(text, ENGLISH)
    assert [(one.text, one.period, one.planned) for one in found[3:]] == [
        ("4.3", Span("2011", "2011"), False),
        ("4.4", Span("2012", "2012"), False),
        ("5.0", Span("2012", "2012"), True),
    ]


def test_a_table_without_names_goes_on_with_the_one_above_it() -> None:
    first = [["", "2022", "2021"], ["Cash", "$27,502", "$34,940"], ["Inventories", "5,433", "6,580"]]
    second = [["Retained earnings", "5,289", "5,562"], ["Total equity", "$58,107", "$63,090"]]
    found = told(entries(page("(In millions)", first, "Commitments", second), ENGLISH))
    assert found[4] == ("5,289", "Retained earnings", 5_289 * MILLION, "美元", "2022")
    sentence = "The following table shows what was paid to others:"
    found = told(entries(page("(In millions)", first, sentence, second), ENGLISH))
    assert [text for text, *_ in found] == ["$27,502", "$34,940", "5,433", "6,580"]


def test_a_table_of_names_alone_is_the_head_of_the_next_one() -> None:
    head = [
        ["", "Three Months Ended", "", "", "Nine Months Ended", ""],
        ["October 29,", "October 30,", "", "October 29,", "October 30,", ""],
        ["2023", "2022", "Change", "2023", "2022", "Change"],
    ]
    body = [["Total expenses", "$2,983", "$2,576", "$407", "$8,152", "$8,555", "$(403)"]] * 2
    found = entries(page(head, "($ in millions)", body), ENGLISH)[:6]
    assert [(one.text, one.kind) for one in found[2::3]] == [("$407", Kind.DIFFERENCE), ("$(403)", Kind.DIFFERENCE)]
    assert [one.period for one in found] == [
        Span("2023-08", "2023-10"),
        Span("2022-08", "2022-10"),
        Span("2023-08", "2023-10"),
        Span("2023-02", "2023-10"),
        Span("2022-02", "2022-10"),
        Span("2023-02", "2023-10"),
    ]


def test_a_name_in_an_empty_column_is_of_the_figures_beside_it() -> None:
    rows = [
        ["", "Number of Shares", "", "Value Per Share", ""],
        ["", "(In millions, except per share data)", "", "", ""],
        ["Granted", "", "13", "", "$364.52"],
        ["Vested", "", "(16)", "", "$141.02"],
    ]
    found = told(entries(page(rows), ENGLISH))
    assert [(text, low, unit) for text, _, low, unit, _ in found] == [
        ("13", 13 * MILLION, "股"),
        ("$364.52", Decimal("364.52"), "美元"),
        ("(16)", -16 * MILLION, "股"),
        ("$141.02", Decimal("141.02"), "美元"),
    ]


@pytest.mark.parametrize("name", ["比上年增减（%）", "较2022年同期±%", "比上年同期增长%"])
def test_a_change_over_the_year_before_is_of_the_year_that_it_happened_in(name: str) -> None:
    text = f"| 指标 | 2023年（亿元） | {name} |\n|---|---|---|\n| 营业收入 | 50 | 5.1 |\n"
    assert [(one.text, one.kind, one.period) for one in entries(text, CHINESE)] == [
        ("50", Kind.LEVEL, Span("2023", "2023")),
        ("5.1", Kind.CHANGE, Span("2023", "2023")),
    ]
