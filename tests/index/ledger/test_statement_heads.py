"""What stands over companies' statements, and labels that need it to be read."""

from decimal import Decimal

import pytest
from ledger_tables import report_of
from table_entries import CHINESE, ENGLISH, entries, told

from index.ledger.amounts import UnitHint, hint_of
from index.ledger.columns import read_column
from index.ledger.introduction import title_of
from index.ledger.statement_lines import line_of, statement_label
from index.ledger.times import Times
from index.report import BlockKind
from index.structure.tables import caption_span, header_path

HEAD = "合并资产负债表\n\n2023年12月31日\n\n编制单位：云岭公司\n\n单位：{unit}\n\n"
ROWS = "| 项目 | 附注 | 2023年12月31日 |\n|---|---|---|\n| 货币资金 | 七、1 | 1,234.50 |\n"


@pytest.mark.parametrize(
    ("unit", "factor"),
    [
        ("元　币种：人民币", 1),
        ("元币种：人民币", 1),
        ("元/币种：人民币", 1),
        ("人民币千元", 1000),
        ("万元审计类型：未经审计", 10**4),
    ],
)
def test_a_statement_s_unit_stands_before_its_currency(unit: str, factor: int) -> None:
    (found,) = entries(HEAD.format(unit=unit) + ROWS, CHINESE)
    assert (found.unit, found.low) == ("元", Decimal("1234.5") * factor)


def test_who_prepared_a_statement_is_no_unit_and_no_title() -> None:
    assert hint_of("编制单位：万元公司") == UnitHint()
    times = Times(2023, None)
    assert (
        title_of(["母公司利润表", "2023年1—12月", "编制单位：云岭公司", "单位：元币种：人民币"], times)
        == "母公司利润表"
    )
    assert title_of(["Cash flows", "See the discussion under “Segment Results.”"], times) == "Cash flows"


def test_a_change_is_in_its_column_s_unit() -> None:
    text = "| 项目 | 2023年 | 本期比上年同期增减(%) |\n|---|---|---|\n| 基本每股收益（元/股） | 0.09 | -10.00 |\n"
    assert [(one.text, one.unit) for one in entries(text, CHINESE)] == [("0.09", "元/股"), ("-10.00", "%")]


def test_labels_of_statements_are_told_plainly() -> None:
    assert statement_label("五、净利润（净亏损以“－”号填列）") == "净利润"
    assert statement_label("其中：营业收入") == "营业收入"
    assert statement_label("（一）基本每股收益（元/股）") == "基本每股收益"
    assert statement_label("1. Net sales") == "1. Net sales"
    assert line_of("marketing and sales spending") == line_of("Sales and marketing") != ""


def test_units_that_are_no_money() -> None:
    rows = "| Revenue | $ 5 |\n| Expected term (in years) | 0.8 |\n| Current ratio | 1.5 |\n"
    text = f"(In millions)\n\n| | 2022 |\n|---|---|\n{rows}"
    assert [one.unit for one in entries(text, ENGLISH)] == ["美元", "年", "倍"]


def test_a_label_that_began_before_the_table_is_read_whole() -> None:
    text = (
        "Common stock and paid-in capital, $0.01 par value: 500 shares authorized; 120\n\n"
        "<table><tr><td>and 110 shares issued and outstanding, respectively</td><td>$ 62</td></tr>"
        "<tr><td>Retained earnings</td><td>$ 5</td></tr></table>"
    )
    first = told(entries(text, ENGLISH))[0]
    assert first[1].startswith("Common stock and paid-in capital") and first[3] == "美元"


def test_a_day_over_the_labels_names_no_rows() -> None:
    text = (
        "<table><tr><th>December 31,</th><th></th><th></th></tr><tr><td></td><td>2022</td><td>2021</td></tr>"
        "<tr><td>Prepaid expenses</td><td>$ 23</td><td>$ 17</td></tr></table>"
    )
    assert {one.measure for one in entries(text, ENGLISH)} == {"Prepaid expenses"}


def test_a_scale_before_a_restatement_s_mark() -> None:
    column = read_column(("2018 $’000 RESTATED3",), Times(2019, None))
    assert (column.units.currency, column.units.scale) == ("$", 3)


def test_years_that_end_with_a_hyphen_and_months_that_end() -> None:
    times = Times(2019, None, end_month=3)
    assert times.find("Year-ended 31 March 2019")[0] == times.find("Year ended 31 March 2019")[0]
    assert [one.first for one in Times(2024, None).all("2024年9月底")] == ["2024-09-30"]
    assert [one.last for one in Times(2021, None).all("first nine months 2021")] == ["2021-09"]


def test_a_statement_is_called_by_its_name_and_its_rows_by_their_labels() -> None:
    report = report_of(HEAD.format(unit="元　币种：人民币") + ROWS, CHINESE)
    block = next(one for one in report.blocks if one.kind is BlockKind.TABLE)
    span = caption_span(report, block)
    assert span is not None and report.text[slice(*span)].startswith("合并资产负债表")
    value = next(cell for cell in block.cells if report.text[cell.start : cell.end] == "1,234.50")
    assert header_path(report, block, value).rows == ("货币资金",)
