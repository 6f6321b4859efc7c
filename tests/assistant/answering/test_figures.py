"""A figure of a report: the one that is asked for, and none that is like it."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.figures import answer_figures

REVIEW = """全年地区生产总值120亿元，增长6.1%；海洋生产总值23亿元，增长8.4%；数字经济规模达36亿元。
一般公共预算收入8.6亿元，下降1.4%，其中税收收入5.1亿元。居民消费价格上涨0.3%。城镇新增就业4100人。
新增5G基站320个，累计建成1500个。新增高新技术企业35家，总数达到210家。“十四五”以来累计新增充电桩2.1万个。
五年来地区生产总值年均增长5.6%。城镇居民人均可支配收入32100元、增长4.8%，农村居民人均可支配收入19800元、增长6.6%。
工业投资增长12%。粮食产量25.6万吨。实际使用外资1200万美元。PM2.5平均浓度31微克/立方米，下降4.2%。
云岭镇工业产值9亿元。全省粮食产量3000万吨。全省专利授权量5万件。"""
PLAN = """地区生产总值增长7%以上、力争达到8%；城镇新增就业4000人以上；城镇调查失业率控制在5.5%以内；
一般公共预算收入增长3%左右。新增5G基站200个。"""
COUNTY = work_report("青禾县", 2025, REVIEW, PLAN)
BEFORE = work_report("青禾县", 2024, "地区生产总值112亿元，增长5.5%。", "粮食产量25万吨以上。地区生产总值增长6.5%。")
NEIGHBOUR = work_report("南岭县", 2025, "全年地区生产总值90亿元，增长4.0%。茶叶产量2万吨。", "地区生产总值增长5%左右。")
ALL = (COUNTY, BEFORE, NEIGHBOUR)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县2024年GDP是多少", "120亿元（青禾县2024年地区生产总值）"),
        ("青禾县2024年地区生产总值增长多少", "增长6.1%（青禾县2024年地区生产总值）"),
        ("青禾县2024年海洋生产总值多少", "23亿元（青禾县2024年海洋生产总值）"),
        ("青禾县数字经济规模有多大", "36亿元（青禾县2024年数字经济规模）"),
        ("青禾县财政收入增长多少", "下降1.4%（青禾县2024年一般公共预算收入）"),
        ("青禾县2024年PM2.5浓度是多少", "31微克/立方米（青禾县2024年PM2.5平均浓度）"),
        ("青禾县2024年新增5G基站多少个", "320个（青禾县2024年新增5G基站）"),
        ("青禾县累计建成多少个5G基站", "1500个（青禾县2024年5G基站建成）"),
        ("青禾县2025年要新增多少个5G基站", "200个（青禾县2025年新增5G基站，目标）"),
        ("青禾县新增高新技术企业多少家", "35家（青禾县2024年新增高新技术企业）"),
        ("青禾县高新技术企业多少家", "210家（青禾县2024年高新技术企业）"),
        ("青禾县五年来GDP年均增长多少", "增长5.6%（青禾县2020–2024年均地区生产总值）"),
        ("青禾县农村居民收入多少", "19800元（青禾县2024年农村居民人均可支配收入）"),
        ("青禾县2025年失业率目标", "控制在5.5%以内（青禾县2025年城镇调查失业率，目标）"),
    ],
)
def test_the_measure_as_it_is_asked(question: str, answer: str) -> None:
    assert lines(asked_of(answer_figures, question, ALL)) == [answer]


@pytest.mark.parametrize(
    "question",
    [
        "青禾县2022年GDP是多少",  # of another year nothing is said
        "青禾县工业投资多少亿元",  # a growth is no level
        "青禾县城镇新增就业增长多少",  # nor a level a growth
        "青禾县5G基站新增了多少亿元",  # another unit
        "青禾县实际使用外资多少亿元人民币",
        "青禾县居民人均可支配收入多少",  # town and country are told, not both
        "青禾县海洋经济增加值多少",
        "青禾县经济规模多大",  # the digital one is told
        "青禾县2024年建成多少个5G基站",  # a stock is no year's flow
        "青禾县2024年新增充电桩多少个",  # of five years
        "青禾县2024年粮食产量增长多少",
        "青禾县专利授权量多少件",  # the province's
        "青禾县工业产值多少",  # a town's
        "青禾县茶叶产量多少",  # the neighbour's
        "青禾县2024年失业率是多少",  # only the next year's target is told
        "云溪县2024年GDP是多少",
    ],
)
def test_what_is_only_like_it_is_not_given(question: str) -> None:
    assert lines(asked_of(answer_figures, question, ALL)) == []


def test_a_target_is_shown_whole_and_told_from_the_result() -> None:
    """7%以上、力争达到8% is one target, whether a growth or just the target is asked for."""
    whole = ["增长7%以上、力争达到8%（青禾县2025年地区生产总值，目标）"]
    assert lines(asked_of(answer_figures, "青禾县2025年GDP增长目标是多少", ALL)) == whole
    assert lines(asked_of(answer_figures, "青禾县2025年GDP目标是多少", ALL)) == whole
    told = asked_of(answer_figures, "青禾县2024年GDP增长目标是多少", ALL)
    assert lines(told) == ["增长6.5%（青禾县2024年地区生产总值，目标）"]


def test_of_what_came_at_last_a_target_is_no_word() -> None:
    assert lines(asked_of(answer_figures, "青禾县2024年GDP最终增长了多少", ALL)) == [
        "增长6.1%（青禾县2024年地区生产总值）"
    ]
    assert lines(asked_of(answer_figures, "青禾县2025年城镇调查失业率最终是多少", ALL)) == []


def test_without_a_year_the_newest_is_told() -> None:
    assert lines(asked_of(answer_figures, "青禾县GDP是多少", ALL)) == ["120亿元（青禾县2024年地区生产总值）"]


def test_of_several_years_each_or_none_is_told() -> None:
    told = asked_of(answer_figures, "青禾县2024年和2023年GDP增速分别是多少", ALL)
    assert sorted(lines(told)) == [
        "增长5.5%（青禾县2023年地区生产总值）",
        "增长6.1%（青禾县2024年地区生产总值）",
    ]
    assert lines(asked_of(answer_figures, "青禾县2024年和2022年GDP增速分别是多少", ALL)) == []


def test_whose_it_is_is_asked_back() -> None:
    """Where no place is named and several owners tell it; a measure that one alone tells is answered."""
    reply = asked_of(answer_figures, "2024年GDP增速是多少", ALL)
    assert reply is not None and not reply.answers
    assert [(choice.label, choice.question) for choice in reply.ask_back] == [
        ("青禾县", "青禾县2024年GDP增速是多少"),
        ("南岭县", "南岭县2024年GDP增速是多少"),
    ]
    assert lines(asked_of(answer_figures, "2024年茶叶产量多少", ALL)) == ["2万吨（南岭县2024年茶叶产量）"]


def test_two_unlike_figures_give_no_headline() -> None:
    twice = work_report("青禾县", 2025, "茶叶产量1.2万吨。茶叶产量1.5万吨。")
    reply = asked_of(answer_figures, "青禾县2024年茶叶产量多少", [twice])
    assert reply is not None and not reply.answers
    assert [quote.text for quote in reply.related] == ["茶叶产量1.2万吨。", "茶叶产量1.5万吨。"]


def test_a_work_report_has_no_result_of_its_own_year() -> None:
    """Without headings the stage of a figure is open: what is told of the year that begins is no result."""
    open_report = work_report("白石县", 2025, "各项工作有序展开", "今年地区生产总值增长6%左右。")
    assert lines(asked_of(answer_figures, "白石县2025年GDP增速实际是多少", [open_report])) in (
        [],
        ["增长6%左右（白石县2025年地区生产总值，目标）"],
    )


LAKE = work_report(
    "白石县",
    2025,
    "汽车整车产量突破11万辆，新能源汽车产量突破7万辆。粮食总产量迈上新台阶，突破16万吨，连续15年居全市首位。"
    "外贸进出口额61.5亿元、增长25.2%，增速居全市第1位。",
    "原煤产量8亿吨、天然气产量37亿方。供应建设用地3.5万亩以上。地区生产总值增长5.0%—5.5%。",
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        (
            "去年白石县汽车整车跟新能源车各造了多少辆？",
            "突破11万辆、突破7万辆（白石县2024年汽车整车产量、新能源汽车产量）",
        ),
        ("白石县2025原煤产量打算搞多少吨，天然气呢", "8亿吨、37亿方（白石县2025年原煤产量、天然气产量，目标）"),
        ("白石县2025要供应多少建设用地", "3.5万亩以上（白石县2025年供应建设用地，目标）"),
        ("白石县2025年GDP预期增速区间是什么", "增长5.0%—5.5%（白石县2025年地区生产总值，目标）"),
        (
            "白石县2024年外贸进出口多少，增速全市排第几？",
            "61.5亿元，增长25.2%，增速居全市第1位（白石县2024年外贸进出口额）",
        ),
        ("白石县2024年粮食总产连续多少年全市第一？", "连续15年居全市首位（白石县2024年粮食总产量）"),
    ],
)
def test_several_things_in_one_breath_and_other_ways_to_ask(question: str, line: str) -> None:
    assert lines(asked_of(answer_figures, question, [LAKE])) == [line]


def test_of_two_things_that_are_asked_both_are_told_or_none() -> None:
    assert lines(asked_of(answer_figures, "白石县2025原煤产量打算搞多少吨，石油呢", [LAKE])) == []


@pytest.mark.parametrize(
    "question",
    [
        "白石县两年供应建设用地合计多少（24年完成的加25年计划的）",
        "白石县2025年供应建设用地比2024年多多少",
        "白石县供应建设用地要到5万亩，在去年基础上还得加多少",
        "白石县2025年原煤产量目标完成了吗",  # the target alone is none either
    ],
)
def test_where_two_figures_are_needed_one_alone_is_no_answer(question: str) -> None:
    assert lines(asked_of(answer_figures, question, [LAKE])) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县肉牛屠宰量从第几爬到了第几？", ["由全省第11位跃升至第5位"]),
        ("青禾县粮食单产从第几爬到了第几？", []),  # where it came from isn't told
    ],
)
def test_from_which_to_which_asks_for_both(question: str, answer: list[str]) -> None:
    report = work_report("青禾县", 2025, "肉牛屠宰量实现翻番，由全省第11位跃升至第5位。粮食单产居全省第3位。")
    assert lines(asked_of(answer_figures, question, (report,))) == answer


OF_FIVE_YEARS = work_report(
    "黑石县",
    2025,
    "五年来，地区生产总值从54亿元增加到82亿元，年均增长7.1%，跃升到全市第二位；累计新增茶园3万亩。"
    "2024年底，城镇和农村人均住房面积33平方米、37平方米。接待入境游客1.2万。",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("黑石县2024年GDP达到了多少", ["82亿元（黑石县2024年地区生产总值）"]),  # what the years ended with
        ("黑石县2023年GDP是多少", []),
        ("黑石县2024年新增茶园多少亩", []),  # all of them together
        ("黑石县2024年农村人均住房面积是多少平方米", ["37平方米（黑石县2024年农村人均住房面积）"]),
        ("黑石县2024年接待入境游客多少人", ["1.2万（黑石县2024年接待入境游客）"]),  # what it counts in is left out
    ],
)
def test_a_level_that_years_ended_with_is_the_last_ones(question: str, answer: list[str]) -> None:
    assert lines(asked_of(answer_figures, question, [OF_FIVE_YEARS])) == answer
