"""Targets against their results."""

from decimal import Decimal

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.targets import answer_target

RESULTS = """地区生产总值120亿元，增长6.1%。城镇新增就业4100人。粮食产量25.6万吨。城镇调查失业率平均为5.3%。
居民消费价格上涨0.3%。
一般公共预算收入8.6亿元，下降1.4%。单位地区生产总值能耗下降3.1%。固定资产投资增长4.9%。社会消费品零售总额增长4.1%。外贸进出口增长7.2%。"""
AIMS = """地区生产总值增长6.5%左右。城镇新增就业4000人以上。粮食产量26万吨以上。城镇调查失业率控制在5.5%左右。
居民消费价格涨幅3%左右。
一般公共预算收入增长3%左右。单位地区生产总值能耗下降3%左右。固定资产投资增长5%左右。社会消费品零售总额增长5%左右。
外贸进出口增长7%以上、力争达到8%。农村居民人均可支配收入增长6%。"""
ALL = (
    work_report("青禾县", 2025, RESULTS, "地区生产总值增长7%以上。"),
    work_report("青禾县", 2024, "地区生产总值增长5.5%。", AIMS),
    work_report("南岭县", 2025, "地区生产总值增长9.9%。农村居民人均可支配收入增长8%。", "地区生产总值增长8%。"),
)


@pytest.mark.parametrize(
    ("measure", "answer"),
    [
        ("城镇新增就业", "超额完成，4100人（目标4000人以上，实际4100人；"),
        ("粮食产量", "未完成，25.6万吨（目标26万吨以上，实际25.6万吨；"),
        ("城镇调查失业率", "完成，平均5.3%（目标5.5%左右，实际平均5.3%；"),
        ("单位地区生产总值能耗", "完成，下降3.1%（目标下降3%左右，实际3.1%；"),
        ("GDP增长", "未完成，6.1%（目标6.5%左右，实际6.1%；"),  # by more than a twentieth
        ("固定资产投资", "目标5%左右，实际4.9%（"),  # by less: both figures, no verdict
        ("社会消费品零售总额", "未完成，4.1%（目标5%左右，实际4.1%；"),
        ("一般公共预算收入", "未完成，下降1.4%（目标3%左右，实际下降1.4%；"),  # it rose in the plan
        ("居民消费价格", "控制住了，0.3%（目标3%左右，实际0.3%；"),  # a ceiling
        ("外贸进出口", "超额完成，7.2%（目标7%以上、力争达到8%，实际7.2%；"),  # the floor decides
    ],
)
def test_met_or_missed(measure: str, answer: str) -> None:
    (line,) = lines(asked_of(answer_target, f"青禾县2024年{measure}目标完成了吗", ALL))
    assert line.partition("青禾县2024年")[0] == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县2024年新增就业任务，年底到底兑现了没有？", "兑现，4100人（目标4000人以上，实际4100人，超额完成；"),
        ("青禾县2024年失业率目标5.5%左右，全年平均多少，达标没", "达标，平均5.3%（目标5.5%左右，实际平均5.3%，完成；"),
        ("青禾县24年说单位GDP能耗降3%左右，结果呢？", "完成，下降3.1%（目标下降3%左右，实际3.1%；"),
        ("青禾县2024年CPI控制住了没", "控制住了，0.3%（目标3%左右，实际0.3%；"),
        ("青禾县2024年物价涨幅有没有超0.2%", "超过了，0.3%（目标3%左右，实际0.3%；"),
        ("青禾县2024年增长6.5%左右，做到了么", "未做到，6.1%（目标6.5%左右，实际6.1%；"),  # of the whole product
        ("青禾县2024年粮食目标26万吨实现没有", "未实现，25.6万吨（目标26万吨以上，实际25.6万吨；"),
    ],
)
def test_in_the_words_of_the_question(question: str, answer: str) -> None:
    (line,) = lines(asked_of(answer_target, question, ALL))
    assert line.partition("青禾县2024年")[0] == answer


def test_of_a_figure_that_is_no_target_nothing_is_said() -> None:
    assert lines(asked_of(answer_target, "青禾县2024年8%的GDP增长目标完成了吗", ALL)) == []


@pytest.mark.parametrize(
    "question",
    [
        "青禾县2024年农村居民收入目标完成了吗",  # the neighbour tells a result
        "南岭县2024年GDP目标完成了吗",  # its own target of that year is told nowhere
        "青禾县2023年GDP目标完成了吗",
    ],
)
def test_without_both_there_is_no_verdict(question: str) -> None:
    assert lines(asked_of(answer_target, question, ALL)) == []


def test_a_year_that_is_not_over_has_its_target_alone() -> None:
    reply = asked_of(answer_target, "青禾县2025年GDP目标完成了吗", ALL)
    assert reply is not None and not reply.answers
    assert reply.note == "2025年的目标有，实际结果库里没有报告给出。"
    assert [quote.text for quote in reply.related] == ["地区生产总值增长7%以上。"]


def test_the_twentieth_is_of_the_target() -> None:
    assert Decimal("6.5") / 20 > Decimal("0.3")
    near = work_report("白石县", 2025, "粮食产量24.7万吨。")
    aim = work_report("白石县", 2024, "", "粮食产量26万吨左右。")
    (line,) = lines(asked_of(answer_target, "白石县2024年粮食产量目标完成了吗", [near, aim]))
    assert line.startswith("目标26万吨左右，实际24.7万吨（")
