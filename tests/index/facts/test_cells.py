"""A table's figures as facts: measure, period, unit, and where they stand."""

from decimal import Decimal

from index.facts.cells import cell_facts
from index.facts.fact import Context, Fact, How, Stage
from index.parsing.markdown import parse_markdown
from index.report import BlockKind, Metadata, Report, Source
from index.structure.sections import section_tree

YEARS = Context(year=2024, years=(2024,))


def told(text: str, context: Context = YEARS) -> tuple[Report, list[Fact]]:
    """A Markdown table as a report, and the facts of its cells."""
    document = parse_markdown(text.encode())
    report = Report(
        "0" * 64,
        Metadata("报告", language="zh"),
        document.text,
        "",
        "1",
        section_tree(document, None),
        document.blocks,
        sources=(Source("r", None, ""),),
    )
    tables = [block for block in report.blocks if block.kind is BlockKind.TABLE]
    return report, [fact for block in tables for fact in cell_facts(report, block, context)]


def shown(facts: list[Fact]) -> set[tuple[str, str, int, str]]:
    """Key, figure as written, year and part of each fact."""
    return {
        (fact.key, fact.figures[0].text, fact.period.first, fact.period.part)
        for fact in facts
        if fact.period is not None
    }


INDICATORS = """
| 指标 | 单位 | 2023年完成 | 2024年目标 |
|---|---|---|---|
| 粮食产量 | 万吨 | 12.72 | 12.75以上 |
| 旅游综合收入 | 亿元 | 38.9 | 45 |
"""
QUARTERS = """
表2 分季度数据（单位：万元）

| 项目 | 第一季度 | 第三季度 | 全年 | 同比增减 |
|---|---|---|---|---|
| 营业收入 | 39,105.22 | 47,931.68 | 187,236.47 | 14.24% |
| 管理费用 | 100.00 | 120.00 | 440.00 | -2.10% |
"""


def test_the_row_is_the_measure_and_the_column_the_year() -> None:
    _, facts = told(INDICATORS)
    assert ("粮食产量#", "12.72", 2023, "") in shown(facts)
    assert ("旅游收入#", "45", 2024, "") in shown(facts)


def test_a_column_of_aims_is_planned() -> None:
    _, facts = told(INDICATORS)
    stages = {fact.figures[0].text: fact.stage for fact in facts}
    assert stages["45"] is Stage.PLANNED
    assert stages["38.9"] is not Stage.PLANNED


def test_the_caption_gives_the_unit_and_a_quarter_is_part_of_the_year() -> None:
    _, facts = told(QUARTERS)
    assert ("营业收入#", "47,931.68", 2024, "三季度") in shown(facts)
    assert ("营业收入#", "187,236.47", 2024, "") in shown(facts)
    amounts = {fact.figures[0].text: fact.figures[0].low for fact in facts}
    assert amounts["47,931.68"] == 479_316_800


def test_a_change_goes_up_or_down() -> None:
    _, facts = told(QUARTERS)
    assert ("营业收入⟨↑⟩#", "14.24%", 2024, "") in shown(facts)
    assert ("管理费用⟨↓⟩#", "-2.10%", 2024, "") in shown(facts)


def test_beside_several_measures_a_change_is_of_none_of_them() -> None:
    """收入, 毛利率 and 同比增减 in one row: of which the change is, no header says."""
    _, facts = told(
        "| 产品 | 2024年收入（万元） | 同比增减 | 毛利率 |\n|---|---|---|---|\n| 镜头 | 78.60 | 8.75% | 32.60% |\n"
    )
    keys = {key for key, *_ in shown(facts)}
    assert "镜头收入#" in keys
    assert not any("⟨↑⟩" in key for key in keys)


def test_a_fact_stands_in_its_row_and_is_known_as_a_cell_of_a_year() -> None:
    report, facts = told(INDICATORS)
    fact = next(one for one in facts if one.figures[0].text == "12.72")
    assert report.text[fact.start : fact.end].startswith("粮食产量")
    assert report.text[fact.figures[0].start : fact.figures[0].end] == "12.72"
    assert fact.how is How.CELL


def test_without_a_year_anywhere_a_cell_says_nothing() -> None:
    _, facts = told("| 项目 | 数量（个） |\n|---|---|\n| 学校 | 12 |\n", Context())
    assert facts == []


def test_rows_that_are_no_measure_and_columns_without_a_name_say_nothing() -> None:
    _, facts = told("| 指标 | 单位 | 2024年 |\n|---|---|---|\n| 学校 | 个 | — |\n")
    assert facts == []


def test_a_growth_beside_one_amount_is_of_the_row() -> None:
    """绝对额 and 增速 under each year: the row's amount, and its growth."""
    _, facts = told(
        "| 指标 | 2023年绝对额（亿元） | 2023年增速（%） | 2024年绝对额（亿元） | 2024年增速（%） |\n"
        "|---|---|---|---|---|\n| 地区生产总值 | 1246 | 5.2 | 1320 | 5.9 |\n"
    )
    assert ("生产总值#", "1320", 2024, "") in shown(facts)
    assert ("生产总值⟨↑⟩#", "5.9", 2024, "") in shown(facts)


def test_a_unit_below_the_table_is_the_figures_unit() -> None:
    """A line in front of a further table states that table's instead."""
    table = "| 行业 | 2024年 |\n|---|---|\n| 工业产值 | 2.4 |\n"
    (below,) = told(f"{table}\n单位：亿元\n")[1]
    assert (below.figures[0].low, below.figures[0].unit) == (Decimal(240_000_000), "元")
    assert [fact.figures[0].unit for fact in told(f"{table}\n单位：亿元\n\n{table}")[1]] == ["", "元"]
