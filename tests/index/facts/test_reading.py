"""Clauses and the facts that they tell: keys, figures, periods, stages."""

import pytest

from index.facts.fact import Context, Fact, Stage
from index.facts.reading import read

REVIEW = Context(year=2025, years=(2024,), plan=False)
PLAN = Context(year=2025, years=(2025,), plan=True)
CLAIM = Context(year=2025, now=2025, claim=True)


def keys(text: str, context: Context = REVIEW) -> dict[str, list[str]]:
    """The figures' texts by key."""
    return {fact.key: [figure.text for figure in fact.figures] for fact in read(text, context)}


def fact(text: str, context: Context = REVIEW) -> Fact:
    """The first fact of a text."""
    return read(text, context)[0]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("规模以上工业增加值增长8.5%。", "规上工业增加值⟨↑⟩#"),
        ("社会消费品零售总额下降2%。", "社零⟨↓⟩#"),
        ("居民收入增速高于全国0.7个百分点。", "居民收入⟨↑⟩⟨>⟩全国#"),
        ("粮食总产量达到853.2亿斤。", "粮食产量#"),
        ("低保按3%稳步提标。", "低保标准⟨↑⟩#"),  # by so much
        ("经济增长5.8%。", "生产总值⟨↑⟩#"),
        ("高技术制造业增长22.7%。", "高技术制造业增加值⟨↑⟩#"),
        ("快递年业务量突破400亿件。", "快递业务量#"),
        ("水果产量连续7年居全国第一。", "水果产量⟨连续⟩#⟨居⟩全国#"),
        ("可再生能源累计装机达9000万千瓦。", "可再生能源装机#"),
        ("过境班列在全国占一半以上。", "过境班列⟨占⟩全国#"),
        ("财政收入仅增1.2%。", "财政收入⟨↑⟩#"),
        ("技术合同成交额实现翻番。", "技术合同成交额⟨翻番⟩"),
        ("肉牛屠宰量增长了1倍。", "肉牛屠宰量⟨翻番⟩"),
        ("新三样出口是上年的三倍。", "新三样出口⟨↑⟩#"),
        ("水库零溃坝。", "水库⟨非⟩溃坝"),
        ("政府存量隐性债务全部清零。", "政府存量隐性债务⟨清零⟩"),
        ("乔家大院获评国家5A级旅游景区。", "乔家大院⟨获⟩5a级景区"),
        ("碳市场成交额在全国试点省份中居首。", "碳市场成交额⟨居⟩全国试点省份#"),
    ],
)
def test_key(text: str, key: str) -> None:
    """The clause in its own order, closed-class words as signs, names in canonical form."""
    assert key in keys(text)


@pytest.mark.parametrize(
    ("text", "key", "figures"),
    [
        ("社会消费品零售总额2.76万亿元增长6.1%。", "社零⟨↑⟩#", ["6.1%"]),
        ("社会消费品零售总额2.76万亿元增长6.1%。", "社零#", ["2.76万亿元"]),
        ("接待游客超10亿人次，旅游总收入超1.3万亿元，分别增长15.8%和11.5%。", "旅游收入⟨↑⟩#", ["11.5%"]),
        ("肉牛屠宰量由全国第11位跃升至第5位。", "肉牛屠宰量⟨居⟩全国#", ["第5"]),
        ("获得国家科技奖励19项、全国第2。", "国家科技奖励#", ["19项"]),
        ("经营主体净增98万户、突破1900万户。", "经营主体#", ["1900万户"]),
        ("地区生产总值13.7万亿元、增长5.8%，增量全国第一。", "生产总值增量⟨居⟩全国#", ["第一"]),
        ("公园达973座，空气优良天数比率95.8%、创有记录以来最好水平。", "空气优良天数比率#", ["95.8%"]),
    ],
)
def test_reading(text: str, key: str, figures: list[str]) -> None:
    """One clause makes several facts: a rate behind its level, what another clause lends, where a rank rose to."""
    assert keys(text)[key] == figures


@pytest.mark.parametrize(
    ("text", "context", "stage"),
    [
        ("粮食产量880亿斤以上。", PLAN, Stage.PLANNED),
        ("粮食产量853.2亿斤。", REVIEW, Stage.TOLD),
        ("力争粮食产量达到880亿斤。", REVIEW, Stage.PLANNED),
        ("争取增发国债资金1221.9亿元。", REVIEW, Stage.TOLD),
        ("2024年福建争取中央预算内投资118.5亿元。", CLAIM, Stage.TOLD),
        ("2025年福建争取中央预算内投资118.5亿元。", CLAIM, Stage.PLANNED),
        ("2024年旅游收入没有达到45亿元的目标。", CLAIM, Stage.TOLD),
        ("2025年旅游收入目标为46亿元。", CLAIM, Stage.PLANNED),
        ("2016年目标：居民消费价格涨幅3%左右。", CLAIM, Stage.PLANNED),
        ("2016年预期目标：居民消费价格涨幅3%左右。", CLAIM, Stage.PLANNED),
    ],
)
def test_stage(text: str, context: Context, stage: Stage) -> None:
    """What is planned, by its section or by its words; whether a goal was met is told."""
    assert fact(text, context).stage is stage


@pytest.mark.parametrize(
    ("text", "context", "period"),
    [
        ("2023年地区生产总值达到13.09万亿元。", REVIEW, (2023, 2023, "")),
        ("地区生产总值达到13.09万亿元。", REVIEW, (2024, 2024, "")),
        ("去年粮食产量853.2亿斤。", CLAIM, (2024, 2024, "")),
        ("今年粮食产量目标880亿斤。", CLAIM, (2025, 2025, "")),
        ("2024年上半年出口增长3%。", REVIEW, (2024, 2024, "上半年")),
        ("2021—2023年出口增长3%。", REVIEW, (2021, 2023, "")),
        ("10月28日，云青高速建成通车。", REVIEW, (2024, 2024, "10月28日")),
        ("云青高速10月建成通车。", REVIEW, (2024, 2024, "10月")),
        ("6月底前完成危房改造。", PLAN, (2025, 2025, "6月")),
        ("1—9月出口增长3%。", REVIEW, (2024, 2024, "1—9月")),
        ("2023年，云青高速10月28日建成通车。", CLAIM, (2023, 2023, "10月28日")),
    ],
)
def test_period(text: str, context: Context, period: tuple[int, int, str]) -> None:
    """The years and the part of a year, said or inherited."""
    found = fact(text, context).period
    assert found is not None
    assert (found.first, found.last, found.part) == period


def test_a_year_at_the_head_holds_for_the_clauses_behind() -> None:
    """同年 is that year again and stays in no key."""
    found = read("盐泰锡常宜高铁2024年开工，沪苏湖高铁同年通车。", CLAIM)
    assert "沪苏湖高铁⟨投用⟩" in {one.key for one in found}


def test_the_own_place_is_in_no_key() -> None:
    """A place behind a direction word is somebody's other end and stays."""
    context = Context(region="北京", names=("北京市",), year=2025, years=(2024,), plan=False)
    assert "新能源汽车产量#" in keys("北京新能源汽车产量30万辆。", context)
    assert any("北京" in key for key in keys("输出到北京的技术合同843.7亿元。", context))


def test_a_forecast_holds_for_its_sentence() -> None:
    """Of 预计A、B the second may be a forecast as well."""
    found = {one.key: one.qualifiers for one in read("预计固定资产投资增长13%，进出口超过2000亿元。", REVIEW)}
    assert "预" in found["固定资产投资⟨↑⟩#"]
    assert "预?" in found["进出口#"]


@pytest.mark.parametrize(
    ("text", "key", "figures"),
    [
        ("研发强度2025年目标3.35%左右，2024年已超3.3%。", "研发强度#", ["3.3%"]),
        ("R&D强度方面，2025年的目标是4.5%左右，上年约为4.4%。", "研发强度#", ["4.4%"]),
        ("新能源装机占比2024年为49.7%，2025年目标是50%以上。", "新能源装机⟨占⟩#", ["50%"]),
        ("经济增量居全国第一，总量达13.7万亿元。", "生产总值#", ["13.7万亿元"]),
        ("已拥有23家全国重点实验室。", "全国重点实验室⟨累⟩#", ["23家"]),
        ("客货运量三年连增。", "客货运量⟨连续⟩#⟨↑⟩", ["三年"]),
        ("中国民企五百强里有九家。", "中国民营企业500强里#", ["九家"]),
        ("进出口总额重回万亿元规模。", "进出口⟨重回⟩#规模", ["万亿元"]),
        ("城乡收入比为2.04∶1。", "城乡居民收入比#", ["2.04∶1"]),
        ("新能源汽车产量占全国1/4。", "新能源汽车产量⟨占⟩全国#", ["1/4"]),
        ("但还有34个旗县经济总量不足百亿。", "#旗县生产总值#", ["34个", "百亿"]),
        ("产业总产值率先在全国跨过万亿元门槛。", "产业总产值#", ["万亿元"]),
    ],
)
def test_what_a_claim_says_of_a_measure(text: str, key: str, figures: list[str]) -> None:
    """Years told one behind the other, a topic, what is owned: the measure stands in another clause or another word."""
    told = [(one.key, [figure.text for figure in one.figures]) for one in read(text, CLAIM)]
    assert (key, figures) in told


def test_the_year_before_is_that_of_what_was_told() -> None:
    """Behind a result of 2024 上年 is 2023; behind an aim of 2025 it is 2024."""
    result = read("产值占比43.6%，上年为42.9%。", CLAIM)
    aim = read("2025年产值占比目标43.6%，上年为42.9%。", CLAIM)
    assert {one.period.first for one in result if one.period is not None} == {2023}
    assert [one.period.first for one in aim if one.period is not None][-1] == 2024


def test_a_goal_of_growth_lends_nothing_to_a_result() -> None:
    """Only an aim in % may be one of growth."""
    found = read("研发强度2025年目标3.35%左右，2024年已超3.3%。", CLAIM)
    assert not any("⟨↑⟩" in one.key for one in found if one.period is not None and one.period.first == 2024)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("汾石、浮临两条高速通车。", "汾石、浮临高速⟨投用⟩"),
        ("电子信息、高端装备、现代消费品三大产业营收约5200亿元。", "电子信息、高端装备、现代消费品产业营业收入#"),
        ("汾石、浮临三条高速通车。", "汾石、浮临#高速⟨投用⟩"),  # not the number of those named: it says something else
        ("新增学校、医院10家。", "⟨新增⟩学校、医院#"),
    ],
)
def test_the_count_behind_a_list_says_nothing_where_it_is_right(text: str, key: str) -> None:
    assert key in keys(text, CLAIM)


@pytest.mark.parametrize(
    ("text", "key", "figure"),
    [
        ("出口增长-2.1%。", "出口⟨↓⟩#", "2.1"),
        ("規模以上工業增加值增長8.5%。", "规上工业增加值⟨↑⟩#", "8.5"),
    ],
)
def test_what_is_written_in_another_way(text: str, key: str, figure: str) -> None:
    """A growth below zero is a fall; traditional characters are read as simplified ones."""
    told = [(one.key, [str(figure.low) for figure in one.figures]) for one in read(text, REVIEW)]
    assert (key, [figure]) in told


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("经济增速5.8%，在全国排第三位。", "生产总值⟨↑⟩⟨居⟩全国#"),
        ("油茶产值过了六百亿，全国排老二。", "油茶产值⟨居⟩全国#"),
        ("粮食单产在粮食主产省中排名第一。", "粮食单产⟨居⟩粮食主产省#"),
        ("全国居世界第一。", "全国⟨居⟩世界#"),
        ("家中排第一。", "家中⟨居⟩#"),
    ],
)
def test_what_a_rank_is_among_may_stand_before_it(text: str, key: str) -> None:
    assert key in keys(text)


def test_what_a_segment_moves_itself_needs_no_other_subject() -> None:
    """着力提升质量 lends nothing to 增加学位."""
    assert "⟨↑⟩中小学学位#" in keys("着力提升义务教育质量，增加中小学学位2万个。")


def test_a_result_beside_a_goal_of_growth_is_growth() -> None:
    found = read("服务业增加值2025年目标5.5%左右，2024年实际5.1%。", CLAIM)
    assert "服务业增加值⟨↑⟩#" in {one.key for one in found if one.period is not None and one.period.first == 2024}


def test_what_is_said_of_each_is_said_of_every_member() -> None:
    found = read("社零与进出口增速相同，都是5.5%。", CLAIM)
    assert {"社零⟨↑⟩#", "进出口⟨↑⟩#"} <= {one.key for one in found}


def test_by_how_much_a_standard_is_raised_is_no_share_of_something_else() -> None:
    """Each of two keeps its own; what stands between says something else."""
    assert keys("城乡低保分别按3%、7%稳步提标。")["城市低保标准⟨↑⟩#"] == ["3%"]
    assert keys("城乡低保分别按3%、7%稳步提标。")["农村低保标准⟨↑⟩#"] == ["7%"]
    assert "低保标准⟨↑⟩#" not in keys("低保按3%的物价提标。")
    assert "低保标准⟨↑⟩#" not in keys("低保按300元提标。")
