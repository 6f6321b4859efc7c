"""A follow-up takes the rest from the question before it."""

import pytest

from assistant.query.follow_ups import completed
from index.report import Metadata


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("那浙江呢？", "2024年浙江的粮食产量是多少？"),
        ("2023年呢？", "2023年广东的粮食产量是多少？"),
        ("那财政收入呢？", "2024年广东财政收入是多少？"),
        ("广东省2025年的重点工作有哪些？", "广东省2025年的重点工作有哪些？"),
    ],
)
def test_place_year_or_topic_is_changed(text: str, whole: str) -> None:
    assert completed(text, ["2024年广东的粮食产量是多少？"], []) == whole


def test_a_chain_is_read_from_its_first_question_on() -> None:
    history = ["2024年广东的粮食产量是多少？", "那浙江呢？"]
    assert completed("2023年呢？", history, []) == "2023年浙江的粮食产量是多少？"


KNOWN = [
    Metadata("云岭县政府工作报告", region="云岭县", year=2024, kind="government_work_report"),
    Metadata("澜石光电年度报告", issuer="澜石光电股份有限公司", year=2024, kind="annual_report"),
]
TARGET = "云岭县2024年的旅游综合收入目标是多少？"
ACTUAL = "2024年云岭县旅游综合收入实际是多少？"
MET = "2024年云岭县旅游综合收入完成目标了吗？"
BUILT = "2024年完成老旧小区改造多少个？"
ABROAD = "澜石光电2024年境外收入是多少？"
GROWTH = "2025年广东的经济增长目标是多少？"
VANS = "What was the target for electric vans in 2024?"


@pytest.mark.parametrize(
    ("earlier", "text", "whole"),
    [
        (TARGET, "那2023年的呢？", "云岭县2023年的旅游综合收入目标是多少？"),
        (TARGET, "2023年。", "云岭县2023年的旅游综合收入目标是多少？"),
        (TARGET, "And in 2023?", "云岭县2023年的旅游综合收入目标是多少？"),
        (TARGET, "不对，我问的是2023年", "云岭县2023年的旅游综合收入目标是多少？"),
        (TARGET, "不对，我问的是实际完成数", ACTUAL),
        (TARGET, "不是目标，是实际", ACTUAL),
        (TARGET, "那实际完成了多少？", ACTUAL),
        (TARGET, "2023年实际完成多少？", ACTUAL.replace("2024", "2023")),
        (ACTUAL, "目标呢？", "2024年云岭县旅游综合收入目标是多少？"),
        (MET, "实际是多少？", ACTUAL),
        (TARGET, "完成了吗？", MET),
        (MET, "财政收入呢？", "2024年云岭县财政收入完成目标了吗？"),
        (TARGET, "那财政收入呢？", "云岭县2024年财政收入目标是多少？"),
        (TARGET, "那浙江的财政收入呢？", "2024年浙江的财政收入目标是多少？"),
        (TARGET, "我问的是旅游人次，不是旅游收入", "云岭县2024年旅游人次目标是多少？"),
        (TARGET, "按年份列出来", "云岭县历年旅游综合收入目标是怎么变化的？"),
        (ACTUAL, "历年的呢？", "云岭县历年旅游综合收入是怎么变化的？"),
        (GROWTH, "跟四川比谁高？", "2025年广东和四川的经济增长目标哪个高？"),
        (ACTUAL, "比上一年多了多少？", "2024年云岭县旅游综合收入比上一年多多少？"),
        (GROWTH, "各省呢？", "2025年各省的经济增长目标分别是多少？"),
        (GROWTH, "不对，我问的是实际增长", "2025年广东经济增长实际是多少？"),
        (GROWTH, "和浙江比呢？", "2025年广东和浙江的经济增长目标哪个高？"),
        (BUILT, "不对，我问的是2023年", "2023年完成老旧小区改造多少个？"),
        (ABROAD, "那2023年呢？", "澜石光电2023年境外收入是多少？"),
        (ABROAD, "增速呢？", "澜石光电2024年境外收入增速是多少？"),
        (ABROAD, "它的占比是多少？", "澜石光电2024年境外收入占比是多少？"),
        ("今年要新建什么桥？", "它总投资多少？", "今年新建桥总投资多少？"),
        (VANS, "and in 2023?", "What was the target for electric vans in 2023?"),
        (VANS, "No, I meant the actual figure", "What was the actual figure for electric vans in 2024?"),
        (VANS, "by year", "What was the target for electric vans over the years?"),
    ],
)
def test_what_a_follow_up_or_correction_names_goes_in_and_the_rest_stays(earlier: str, text: str, whole: str) -> None:
    assert completed(text, [earlier], KNOWN) == whole


@pytest.mark.parametrize("text", ["粮食总产量是多少？", "谢谢", "还有吗？", "北京的地区生产总值是多少？", "不对"])
def test_what_is_whole_or_says_nothing_stays_as_it_is(text: str) -> None:
    assert completed(text, [TARGET], KNOWN) == text


def test_another_topic_keeps_nothing() -> None:
    assert completed("换个话题，停车位新增了多少？", [TARGET], KNOWN) == "停车位新增了多少？"


def test_a_correction_of_a_follow_up_is_read_from_the_first_question_on() -> None:
    assert (
        completed("按年份列出来", [TARGET, "不对，我问的是实际完成数"], KNOWN) == "云岭县历年旅游综合收入是怎么变化的？"
    )


def test_without_a_question_before_it_stays_as_it_is() -> None:
    assert completed("那浙江呢？", [], []) == "那浙江呢？"


@pytest.mark.parametrize(
    ("history", "question"),
    [
        ("What share of vans ran on electricity in 2024?", "2030年云岭县的目标是什么？"),
        ("云岭县2024年旅游综合收入是多少？", "2030年云岭县的目标是什么？"),
    ],
)
def test_a_whole_question_behind_another_is_no_follow_up(history: str, question: str) -> None:
    assert completed(question, [history], KNOWN) == question
