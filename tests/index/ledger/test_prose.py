"""What a figure of prose measures, in the report's own words: one case for each kind of clause."""

from collections.abc import Callable

import pytest

from index.ledger.entry import Entry

Read = Callable[..., tuple[Entry, ...]]


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        # A figure behind its measure.
        ("全年粮食产量达到18.2万吨。", ["粮食产量"]),
        ("贫困发生率降至0.6%。", ["贫困发生率"]),
        ("无还本续贷余额40亿元。", ["无还本续贷余额"]),
        ("消费对经济增长的贡献率达到52%。", ["消费对经济增长的贡献率"]),
        ("全县性会议减少36%。", ["全县性会议"]),
        ("赤字率拟按3%安排，比去年预算高0.2个百分点。", ["赤字率", "赤字率"]),
        # Before the thing that it counts.
        ("320个重点项目竣工。", ["重点项目"]),
        ("系统部署500多项改革举措。", ["改革举措"]),
        ("完成8.8万户困难家庭适老化改造。", ["困难家庭适老化改造"]),
        ("争取超长期国债资金12亿元，发放超亿元的消费券。", ["超长期国债资金", "消费券"]),
        ("开展首批15个以县城为载体的建设试点。", ["县城为载体的建设试点"]),
        ("12个县（市、区）入选国家领跑县。", ["县入选国家领跑县"]),
        ("惠及14亿人口。", ["惠及人口"]),
        ("总投资20亿元的茶叶交易中心开工。", ["茶叶交易中心总投资"]),
        ("在技能大赛上获得8金4银。", ["技能大赛上金牌", "技能大赛上银牌"]),
        # What was done comes with it.
        ("新增专利41项、增长20%。", ["新增专利", "新增专利"]),
        ("改造燃气管道12公里、供水管道30公里。", ["改造燃气管道", "供水管道"]),
        # As it stands there, with what keys leave out inside a name.
        ("县域内就诊率提高到88.1%。", ["县域内就诊率"]),
        ("国有企业利润增长3%，外贸实绩企业新增8家。", ["国有企业利润", "外贸实绩企业新增"]),
        ("高标准农田达7万亩，高标准建设农田5万亩。", ["高标准农田", "建设农田"]),
        ("14个集体、15名个人荣获表彰，个体工商户超过1万户。", ["集体", "个人", "个体工商户"]),
        ("与央企新签项目投资额22亿元、增长56%。", ["央企新签项目投资额", "与央企新签项目投资额"]),
        ("新建和改造排水管网210公里。", ["新建和改造排水管网"]),
        ("智算规模从年初的400P增加到8400P。", ["智算规模"]),
        ("甲乙、丙丁、戊己3个集群获评先进。", ["甲乙、丙丁、戊己集群"]),
        ("完成了长达350公里的干堤加固工程。", ["干堤加固工程"]),
        ("环境保护和生态建设投入58亿元，是前五年投入总和的1.7倍。", ["环境保护和生态建设投入"] * 2),
        # Between a measure's parts.
        ("将制造业现行16%的税率降至13%。", ["制造业现行税率", "制造业现行税率"]),
        # What moved stands behind the verb.
        ("发行债券置换债务32亿元，降低利息负担2亿元。", ["发行债券置换债务", "利息负担"]),
        # What is told of a thing named before.
        ("经营主体净增3万户、突破20万户。", ["经营主体净增", "经营主体"]),
        ("办理建议126件、提案103件，办结率100%。", ["办理建议", "提案", "提案办结率"]),
        ("粮食播种面积41万亩、产量18万吨。", ["粮食播种面积", "粮食产量"]),
        ("粮食增产0.4万吨，总产18.2万吨。", ["粮食增产", "粮食总产"]),
        ("粮食产量18.2万吨，增产0.4万吨。", ["粮食产量", "粮食产量"]),
        ("经营主体超过16万户、是十年前的3倍。", ["经营主体", "经营主体"]),
        # Lists.
        ("城镇和农村居民人均可支配收入分别增长6%、7%。", ["城镇居民人均可支配收入", "农村居民人均可支配收入"]),
        ("小麦、稻谷最低收购价分别提高7元和16元。", ["小麦最低收购价", "稻谷最低收购价"]),
        ("城镇居民收入和农村居民收入实际增长8.4%和11.4%。", ["城镇居民收入", "农村居民收入"]),
        ("煤炭、电解铝分别淘汰落后产能1亿吨和2万吨。", ["煤炭淘汰落后产能", "电解铝淘汰落后产能"]),
        ("力争交通、水利分别完成投资25亿元、8亿元。", ["交通投资", "水利投资"]),
        ("签约金额15亿元、到位资金9亿元，分别增长13%、33%。", ["签约金额", "到位资金", "签约金额", "到位资金"]),
        ("城乡低保标准提高到740元和485元。", ["城市低保标准", "农村低保标准"]),
        ("污水治理率、自来水普及率分别达90%、96%。", ["污水治理率", "自来水普及率"]),
        ("新建充电桩2万个，其中农村1万个。", ["新建充电桩", "新建充电桩农村"]),
        ("实际使用外资17亿美元、约合120亿元。", ["实际使用外资", "实际使用外资"]),
        ("利润分别增长1倍和15倍。", ["利润", "利润"]),
        ("总部、中心分别新认定6家和3家，累计分别达到16家和9家。", ["总部", "中心", "总部", "中心"]),
        ("新能源汽车产量增长30%，占全省一半。", ["新能源汽车产量", "新能源汽车产量占全省"]),
        ("国内生产总值增长5.2%，总量突破90万亿元。", ["国内生产总值", "国内生产总值"]),
    ],
)
def test_a_measure_is_said_in_the_reports_words(told: Read, text: str, measures: list[str]) -> None:
    """One a figure, in order."""
    assert [entry.measure for entry in told(text)] == measures


@pytest.mark.parametrize(
    ("text", "subject", "canonical"),
    [
        ("经济增长5.2%。", "生产总值", "地区生产总值"),
        ("进出口贸易总额增长12%。", "进出口", "进出口总额"),
        ("粮食总产18.2万吨。", "粮食产量", "粮食总产量"),
        ("海洋生产总值增长7%。", "海洋生产总值", ""),
        ("新建商品房销售面积增长5%。", "⟨新建⟩商品房销售面积", ""),
    ],
)
def test_a_subject_is_canonical(told: Read, text: str, subject: str, canonical: str) -> None:
    """What touches a name narrows it."""
    (entry,) = told(text)
    assert (entry.subject, entry.canonical) == (subject, canonical)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("地区生产总值增长5.2%，高于全省0.4个百分点。", ["change", "points"]),
        ("居民消费价格涨幅2%左右。", ["change"]),
        ("银行存贷款增速分别达7.9%、8%。", ["change", "change"]),
        ("城镇化率从52.1%提高到54.3%。", ["share", "share"]),
        ("补助标准由240元提高到450元。", ["level", "level"]),
        ("企业开办时间压缩40%。", ["change"]),
        ("城镇调查失业率5.5%以内。", ["share"]),
        ("地区生产总值连续3年居全省第2位。", ["duration", "rank"]),
        ("森林面积增加1.6万亩。", ["difference"]),
        ("新增学位900个。", ["count"]),
    ],
)
def test_kinds(told: Read, text: str, kinds: list[str]) -> None:
    """What sort of figure each is."""
    assert [entry.kind and entry.kind.value for entry in told(text)] == kinds


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("国内生产总值从54万亿元增加到82.7万亿元，年均增长7.1%。", ["从", "", "年均"]),
        ("地区生产总值增长5.2%，高于全国平均0.4个百分点。", ["", "全国平均"]),
        ("获奖总数居全国第2位。", ["全国"]),
        ("四季度销售面积环比、同比分别增长51%、15%。", ["环比", ""]),
        ("赤字率拟按3%安排，比去年预算高0.2个百分点。", ["", "比去年预算"]),
        ("甲补贴、乙补贴标准分别从每人每月180元、210元提高到200元、240元。", ["从", "从", "", ""]),
    ],
)
def test_what_a_figure_is_against(told: Read, text: str, bases: list[str]) -> None:
    """The value before, the nation, a year's average, what is ranked among."""
    assert [entry.base for entry in told(text)] == bases


def test_a_fall_is_negative_and_where_it_fell_to_is_not(told: Read) -> None:
    """Also where the verb is none of growth."""
    entries = told("事故起数下降11%，企业开办时间压缩40%，能耗降至0.3吨。")
    assert [entry.low < 0 for entry in entries] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("城镇化率提升0.9个百分点、达62.1%。", ["points", "share"]),
        ("经济增速提高0.2个百分点，达到6.1%。", ["points", "change"]),
        ("粮食产量18.2万吨，增产0.4万吨。", ["level", "difference"]),
        ("光伏装机同比+24.4%。", ["change"]),
        ("科技投入25亿元，比前五年增长一倍多。", ["level", "change"]),
        ("市场份额提高2个多百分点。", ["points"]),
        ("城乡低保分别按3%、7%稳步提标。", ["change", "change"]),
        ("产值、投资分别高于全国1.3个、3个百分点。", ["points", "points"]),
    ],
)
def test_where_a_rate_stands_is_a_share(told: Read, text: str, kinds: list[str]) -> None:
    """Behind how it moved; a growth rate stays one."""
    assert [entry.kind and entry.kind.value for entry in told(text)] == kinds


def test_the_last_bound_of_a_list_is_of_all(told: Read) -> None:
    """分别控制在5.5%、2%以内; not where the first has one of its own."""
    assert [e.hedge for e in told("失业率、居民消费价格涨幅分别控制在5.5%、2%以内。")] == ["under", "under"]
    assert [e.hedge for e in told("失业率、居民消费价格涨幅分别控制在5.5%左右、2%以内。")] == ["about", "under"]


def test_kinds_of_things_are_not_the_nations(told: Read) -> None:
    """全国精品线路 lie in the report's own place; 全国粮食产量 is the nation's."""
    assert [entry.place for entry in told("全国精品线路达到17条，全国粮食产量增长2%。")] == ["", "全国"]


def test_what_is_compared_with_is_no_figure_of_the_measure(told: Read) -> None:
    entries = told("旅游综合收入41.2亿元，增长5.9%，比45亿元的年初目标少3.8亿元，没有完成。")
    assert [entry.text for entry in entries if entry.measure == "旅游综合收入"] == ["41.2亿元", "5.9%"]


def test_against_what_a_figure_is_told_may_stand_in_front_of_the_sentence_or_be_an_aim(told: Read) -> None:
    entries = told("与2022年相比，总磷下降27.6%，透明度提高0.8米。生产总值增长6.2%，比年初预期目标高出0.2个百分点。")
    assert [(entry.text, entry.base) for entry in entries] == [
        ("27.6%", "比2022年"),
        ("0.8米", "比2022年"),
        ("6.2%", ""),
        ("0.2个百分点", "目标"),
    ]
