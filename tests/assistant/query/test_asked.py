"""A question for a figure as what is asked."""

import pytest

from assistant.query.asked import asked_figures, asked_measure, in_report_words, only_asks, plain_question


@pytest.mark.parametrize(
    ("question", "subject", "unit", "grows"),
    [
        ("GDP是多少", "生产总值", "", False),
        ("2024年GDP多少亿元", "生产总值", "元", False),
        ("GDP", "生产总值", "", False),
        ("PM2.5是多少", "PM2.5浓度", "", False),
        ("地区生产总值增速多少", "生产总值", "", True),
        ("请问粮食产量有多少万吨？", "粮食产量", "千克", False),
        ("海洋生产总值多少", "海洋生产总值", "", False),
        ("实际城镇新增就业多少人", "城镇新增就业", "人", False),
    ],
)
def test_measure_unit_and_growth(question: str, subject: str, unit: str, grows: bool) -> None:
    """A name in Latin letters does not run into what stands for the figure."""
    (asked,) = asked_figures(question, (), 2025)
    assert (asked.subject, asked.unit, asked.grows) == (subject, unit, grows)


def test_times_and_plans() -> None:
    (span,) = asked_figures("十四五以来新增就业多少人", (), 2025)
    assert span.period is not None and (span.period.first, span.period.last) == (2021, 2025)
    (aim,) = asked_figures("2025年GDP增长目标是多少", (), 2025)
    assert aim.planned is True and aim.grows
    (total,) = asked_figures("累计建成多少个5G基站", (), 2025)
    assert total.total and total.period is None


def test_several_years_that_are_not_known_ask_for_nothing() -> None:
    """So that no single year's figure answers."""
    assert asked_figures("五年累计新增就业多少人", (), 2025) == ()


def test_two_holes_are_two_figures() -> None:
    assert [one.grows for one in asked_figures("GDP总量和增速", (), 2025)] == [False, True]


@pytest.mark.parametrize(
    ("question", "subject", "falls"),
    [
        ("2024年能耗谁降得多", "能耗", True),
        ("单位地区生产总值能耗降幅", "单位能耗", True),
        ("GDP增速谁快", "生产总值", False),
    ],
)
def test_what_is_compared(question: str, subject: str, falls: bool) -> None:
    asked = asked_measure(question, (), 2025)
    assert asked is not None
    assert (asked.subject, asked.grows, asked.falls) == (subject, True, falls)


def test_what_is_only_said_to_whoever_answers_is_left_out() -> None:
    assert plain_question("请问2024年政府工作报告里粮食产量是多少呢？") == "粮食产量是多少"
    assert only_asks("") and not only_asks("粮食")


def test_a_task_of_output_is_a_target() -> None:
    (one,) = asked_figures("青禾县茶叶25年的产量任务，几吨？", ("青禾县",), 2025)
    assert one.planned is True


@pytest.mark.parametrize(
    ("said", "means"),
    [
        ("北京空气好的日子有几天", "北京空气优良天数有几天"),
        ("改造多少个老小区", "改造多少个老旧小区"),
        ("改造多少个老旧小区", "改造多少个老旧小区"),
        ("来了多少境外游客", "来了多少入境游客"),
        ("外贸的增长目标是几个点", "外贸的增长目标是百分之几"),
        ("GDP排全国老几", "GDP排全国第几"),
        ("GDP想增长多少，最高想冲到几", "GDP想增长多少"),
        ("比2023年的126万亿大概多出几万亿", "比2023年大概多出多少万亿元"),
        ("物价目标定得松还是紧", "居民消费价格涨幅目标高还是低"),
    ],
)
def test_measures_in_the_words_of_reports(said: str, means: str) -> None:
    assert in_report_words(said) == means
