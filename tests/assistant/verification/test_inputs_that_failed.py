"""Claims that earlier versions judged wrongly, each with the report's words and the right verdict."""

import pytest

from assistant.verification.comparing import FactIndex
from assistant.verification.judgement import judge
from index.facts.fact import Context
from index.facts.reading import read


def verdict(
    claim: str,
    report: str,
    *,
    region: str | None = None,
    plan: bool | None = False,
    year: int = 2025,
    review: int = 2024,
) -> str:
    """The verdict on a claim by one paragraph of a report of `region` and `year`."""
    context = Context(region=region, year=year, plan=plan, years=(year if plan else review,))
    index = FactIndex()
    index.add(read(report, context), report)
    return judge(read(claim, Context(region=region, year=year, claim=True)), index).outcome


SUPPORTED = [
    ("进出口比2010年增长1.2倍。", "进出口是2010年的2.2倍。", {}),
    ("2024年粮食产量增长5%。", "粮食产量比2023年增长5%。", {}),
    ("出口较2019年增长30%。", "出口比2019年增长30%。", {}),
    (
        "Net sales fell in the second quarter of 2024.",
        "Net sales fell during the second quarter and first six months of 2024 compared to the same periods in 2023.",
        {},
    ),
    (
        "2025年重庆制造业增加值占比达到28%。",
        "制造业增加值占比达到28%。",
        {"region": "重庆", "year": 2026, "review": 2025},
    ),
    ("福建进出口没有增长。", "进出口下降5.4%。", {"region": "福建"}),
    ("2024年湖北粮食总产达到557亿斤。", "粮食总产达到557亿斤。", {"region": "湖北"}),
    ("2024年光电产业产值21.7亿元，增长58.4%。", "带动光电产业产值达到21.7亿元，增长58.4%。", {}),
    ("2024年，云青高速32.6公里建成通车。", "10月28日，云青高速32.6公里建成通车。", {}),
    ("2025年计划粮食总产达到557亿斤。", "确保粮食总产达到557亿斤。", {"plan": True}),
    ("2024年招商引资目标没有完成。", "未完成年度招商引资目标。", {}),
    ("2024年引进企业28家。", "引进企业28家，吸纳就业4600人。", {}),
    ("2024年GDP突破140亿元大关。", "全县实现地区生产总值142.6亿元。", {}),
    ("2024年10月，云青高速32.6公里建成通车。", "10月28日，云青高速32.6公里建成通车。", {}),
]
REFUTED: list[tuple[str, str, dict[str, object]]] = [
    ("居民收入增速不到全国0.7个百分点。", "居民收入增速高于全国0.7个百分点。", {}),
    ("居民收入增速低于全国。", "居民收入增速高于全国。", {}),
    ("农村卫生厕所普及率下降到92.3%。", "农村卫生厕所普及率提高到92.3%。", {}),
    ("2024年进出口总额12亿元。", "进出口总额由上年的12亿元增加到15亿元。", {}),
    ("2024年失业率为5.6%。", "失业率由5.6%降至5.1%。", {}),
    ("2024年失业率上升0.5个百分点。", "失业率由5.6%降至5.1%。", {}),
    ("森林火灾发生。", "森林火灾零发生。", {}),
]
NEVER_SUPPORTED = [
    ("进出口是2012年的2.2倍。", "进出口是2010年的2.2倍。", {}),
    ("出口比2015年增长30%。", "出口比2019年增长30%。", {}),
    ("较1957年总产值增加了约32%。", "较1955年总产值增加了约32%。", {}),
    ("未出台和落实促进民营经济发展33条措施。", "出台和落实促进民营经济发展33条措施。", {}),
    ("力争粮食产量未达到4550亿公斤以上。", "力争粮食产量达到4550亿公斤以上。", {"plan": True}),
    (
        "Carriers processed 98.4 percent of claims within 37 days.",
        "Carriers processed 98.4 percent of claims within 30 days.",
        {},
    ),
    (
        "Claims fell by 71 percent from the release of the plan in January of 2015.",
        "Claims fell by 71 percent from the release of the plan in January of 2012.",
        {},
    ),
    (
        "Operating income rose from $2.5 billion in Q3 2022 to $11.2 billion in Q4 2023.",
        "Operating income rose from $2.5 billion in Q3 2022 to $11.2 billion in Q3 2023.",
        {},
    ),
    ("津冀输出到北京技术合同成交额843.7亿元。", "北京输出到津冀技术合同成交额843.7亿元。", {"region": "北京"}),
    ("2024年第三季度规上工业增加值增长8.5%。", "前三季度规上工业增加值增长8.5%。", {}),
    ("失业率降至5.1%。", "失业率5.1%。", {}),
    ("2025年确保粮食总产达到557亿斤。", "力争粮食总产达到557亿斤。", {"plan": True}),
    ("2024年9月，云青高速32.6公里建成通车。", "10月28日，云青高速32.6公里建成通车。", {}),
    ("2024年出口增长3%。", "1—9月出口增长3%。", {}),
    ("民营规上工业增加值增长8.5%。", "规上工业增加值增长8.5%。", {}),
    ("规上工业增加值首次增长8.5%。", "规上工业增加值增长8.5%。", {}),
    ("因为降雨，粮食总产达到557亿斤。", "粮食总产达到557亿斤。", {}),
    ("工业增加值增长8.5%。", "规上工业增加值增长8.5%。", {}),
    ("2024年粮食总产达到557亿斤。", "粮食总产达到557亿斤。", {"plan": True}),
    ("甲公司增资乙公司3亿元。", "乙公司增资甲公司3亿元。", {}),
]


@pytest.mark.parametrize("claim", ["2023年进出口总额12亿元。", "2023年失业率为5.6%。"])
def test_where_a_thing_came_from_is_not_refuted_by_where_it_came_to(claim: str) -> None:
    """Of a report that names no year nothing says which of the two figures a year's claim means."""
    report = "进出口总额由上年的12亿元增加到15亿元。失业率由5.6%降至5.1%。"
    index = FactIndex()
    index.add(read(report, Context(year=2025)), report)
    assert judge(read(claim, Context(year=2025, claim=True)), index).outcome == "not_enough_info"


@pytest.mark.parametrize(("claim", "report", "setting"), SUPPORTED)
def test_is_supported(claim: str, report: str, setting: dict[str, object]) -> None:
    """What the report says, or what follows from it."""
    assert verdict(claim, report, **setting) == "supported"  # type: ignore[arg-type]


@pytest.mark.parametrize(("claim", "report", "setting"), REFUTED)
def test_is_refuted(claim: str, report: str, setting: dict[str, object]) -> None:
    """The contrary of what the report says of the same thing."""
    assert verdict(claim, report, **setting) == "refuted"  # type: ignore[arg-type]


@pytest.mark.parametrize(("claim", "report", "setting"), NEVER_SUPPORTED)
def test_is_never_supported(claim: str, report: str, setting: dict[str, object]) -> None:
    """Another thing, period, stage or role."""
    assert verdict(claim, report, **setting) != "supported"  # type: ignore[arg-type]


LOST = [
    # A list's items do not carry the figure of all of them together.
    ("新增风电、光伏等新能源装机747万千瓦。", "新增风电、光伏等新能源装机477万千瓦。", {}),
    # What a claim says before the clause that matches must hold as well.
    ("全面推开清洁能源集中供暖，受益群众超过20万人。", "开展清洁能源集中供暖试点，受益群众超20万人。", {}),
    # A verb is not lent to what is told for itself.
    ("实有企业新增超过200万户。", "新增上市企业8家，全省实有企业首次突破200万户。", {}),
    ("制造业长期贷款新增投放超6000亿元。", "制造业中长期贷款新增投放超6000亿元。", {}),
    ("仅2024年一季度，就新增技能人才272.8万人。", "新增技能人才272.8万人。", {}),
    ("2025年集装箱吞吐量突破了4000万标箱。", "力争集装箱吞吐量突破4000万标箱。", {"plan": True}),
]


@pytest.mark.parametrize(("claim", "report", "setting"), LOST)
def test_nothing_of_a_claim_is_lost(claim: str, report: str, setting: dict[str, object]) -> None:
    """Each was called supported once, on claims that nobody had read before."""
    assert verdict(claim, report, **setting) != "supported"  # type: ignore[arg-type]
