"""A figure over places: tables and filters."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.ledgers import ReportLedger
from assistant.answering.over_reports import answer_filter, answer_table


def _report(owner: str, growth: str, target: str, more: str = "", year: int = 2025) -> ReportLedger:
    return work_report(owner, year, f"地区生产总值增长{growth}%。{more}", f"地区生产总值增长{target}。")


REPORTS = [
    _report("江苏省", "6.1", "7%以上、力争达到8%", "地区生产总值13.7万亿元。单位地区生产总值能耗下降3.1%。"),
    _report("浙江省", "4.9", "5%左右", "地区生产总值9万亿元。单位地区生产总值能耗下降4.5%。海洋生产总值1.1万亿元。"),
    _report("安徽省", "5.5", "5.5%左右", "单位地区生产总值能耗下降2.5%。"),
    _report("上海市", "6.1", "6%", "单位地区生产总值能耗下降4.5%。"),
    _report("北京市", "3.0", "5%以内", "单位地区生产总值能耗下降3%。"),
    _report("天津市", "2.5", "不低于5.5%", "单位地区生产总值能耗上升1%。"),
    _report("重庆市", "5.2", "6%左右"),
    _report("青禾县", "9.9", "9%左右"),
    _report("河南省", "7.7", "9%左右", year=2024),
    work_report("国务院", 2025, "国内生产总值增长5%。", "国内生产总值增长5%左右。"),
]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("哪些省份2024年GDP增速不低于5.5%", ["江苏 6.1%", "安徽 5.5%", "上海 6.1%"]),
        ("哪些省2024年GDP增速在5.5%以上", ["江苏 6.1%", "安徽 5.5%", "上海 6.1%"]),
        ("哪些省2024年GDP增速超过5.5%", ["江苏 6.1%", "上海 6.1%"]),
        ("哪些省份2024年GDP增速不到5%", ["浙江 4.9%", "北京 3.0%", "天津 2.5%"]),
        ("哪些省2024年GDP增速正好6.1%", ["江苏 6.1%", "上海 6.1%"]),
        ("哪些省2024年GDP增速在5%到6%之间", ["安徽 5.5%", "重庆 5.2%"]),
        ("哪些省2024年GDP增速超过5%但不到6%", ["安徽 5.5%", "重庆 5.2%"]),
        ("哪些省2025年GDP增长目标在5%以内", ["浙江 5%左右", "北京 5%以内"]),
        ("哪些省2025年GDP增长目标在5.5%左右", ["安徽 5.5%左右"]),
        ("2024年GDP增速前三的省份", ["江苏 6.1%", "上海 6.1%", "安徽 5.5%"]),
        ("2024年GDP增速最高的两个省", ["江苏 6.1%", "上海 6.1%"]),
        ("2024年GDP增速最低的省", ["天津 2.5%"]),
        ("2024年能耗下降超过3%的省", ["江苏 下降3.1%", "浙江 下降4.5%", "上海 下降4.5%"]),
        ("2024年能耗下降不到3%的省", ["安徽 下降2.5%"]),
        ("2024年能耗降幅前三的省份", ["浙江 下降4.5%", "上海 下降4.5%", "江苏 下降3.1%"]),
        ("2024年哪个省能耗下降最多", ["浙江 下降4.5%", "上海 下降4.5%"]),
    ],
)
def test_what_a_condition_lets_through(question: str, answer: list[str]) -> None:
    """Counties and the nation are no provinces; whoever stands level with the last is let through too."""
    assert lines(asked_of(answer_filter, question, REPORTS)) == answer


def test_none_fits() -> None:
    reply = asked_of(answer_filter, "哪些省2024年GDP增速低于2%", REPORTS)
    assert reply is not None and not reply.answers
    assert reply.note == "7份给出这个数的报告里，没有符合条件的。"


def test_too_few_tell_it() -> None:
    assert asked_of(answer_filter, "哪些省2024年海洋生产总值超过1万亿元", REPORTS) is None


def test_each_place_and_who_is_missing() -> None:
    """The other year's report and a member of a group without one are named."""
    reply = asked_of(answer_table, "各省2024年GDP增速", REPORTS)
    assert lines(reply)[0] == "江苏 6.1%" and len(lines(reply)) == 7
    assert reply is not None and reply.note == "2024年地区生产总值增长。1个地方的报告没有给出：河南。"
    reply = asked_of(answer_table, "京津冀2024年GDP增速", REPORTS)
    assert lines(reply) == ["北京 3.0%", "天津 2.5%"]
    assert reply is not None and reply.note == "2024年地区生产总值增长。1个地方的报告没有给出：河北。"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("长三角2024年GDP增速", ["江苏 6.1%", "浙江 4.9%", "安徽 5.5%", "上海 6.1%"]),
        ("四个直辖市2025年GDP增长目标", ["上海 6%", "北京 5%以内", "天津 不低于5.5%", "重庆 6%左右"]),
        ("江浙沪2024年GDP", ["江苏 13.7万亿元", "浙江 9万亿元"]),  # a growth is never given for a level
        ("各省2024年海洋生产总值", []),
    ],
)
def test_groups(question: str, answer: list[str]) -> None:
    assert lines(asked_of(answer_table, question, REPORTS)) == answer


def test_counties_are_asked_by_themselves() -> None:
    counties = [_report("青禾县", "6.1", "7%"), _report("南岭县", "4.9", "5%"), *REPORTS[:3]]
    assert lines(asked_of(answer_table, "各县2024年GDP增速", counties)) == ["青禾县 6.1%", "南岭县 4.9%"]


def test_without_a_year_all_are_of_the_newest() -> None:
    """Of 2024, and not one of 2023 among them."""
    told = lines(asked_of(answer_table, "各省GDP增速", REPORTS))
    assert "江苏 6.1%" in told and not any(line.startswith("河南") for line in told)


def test_in_english() -> None:
    told = lines(asked_of(answer_filter, "Which provinces grew less than 5% in 2024?", REPORTS))
    assert told == ["Zhejiang 4.9% (浙江4.9%)", "Beijing 3% (北京3.0%)", "Tianjin 2.5% (天津2.5%)"]
    question = "Which provinces set a GDP growth target of at least 5.5% for 2025?"
    assert "Tianjin at least 5.5% (天津不低于5.5%)" in lines(asked_of(answer_filter, question, REPORTS))


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("京津渝三地2025年GDP增长目标列个表", ["北京 5%以内", "天津 不低于5.5%", "重庆 6%左右"]),
        ("沪苏浙皖去年GDP各增长多少", ["江苏 6.1%", "浙江 4.9%", "安徽 5.5%", "上海 6.1%"]),
        ("江苏、浙江两个沿海省的2024年GDP，我要个对照表", ["江苏 13.7万亿元", "浙江 9万亿元"]),
        ("请给出长三角2024年GDP", ["江苏 13.7万亿元", "浙江 9万亿元"]),
    ],
)
def test_places_by_their_letters_and_summed_up_behind(question: str, answer: list[str]) -> None:
    assert lines(asked_of(answer_table, question, REPORTS)) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2025年GDP增长目标≥6%的都有谁", ["江苏 7%以上、力争达到8%", "上海 6%", "重庆 6%左右"]),
        ("GDP增长目标在6%以上的省，含6%", ["江苏 7%以上、力争达到8%", "上海 6%", "重庆 6%左右"]),
        ("请列出把2025年GDP增长目标放在5.5%左右的省市", ["安徽 5.5%左右"]),
        ("2024年GDP增速6%及以上的地方有哪些（按各省报告）", ["江苏 6.1%", "上海 6.1%"]),
        (
            "Which provinces cut energy use per unit of GDP by 4% or more in 2024?",
            ["Zhejiang down 4.5% (浙江下降4.5%)", "Shanghai down 4.5% (上海下降4.5%)"],
        ),
    ],
)
def test_conditions_in_other_words(question: str, answer: list[str]) -> None:
    assert [line for line in lines(asked_of(answer_filter, question, REPORTS)) if "青禾" not in line] == answer


def test_half_of_a_table_of_results_and_targets_is_none() -> None:
    question = "江苏、浙江、安徽2024年的GDP增速和2025年目标，放一起看看"
    assert asked_of(answer_table, question, REPORTS) is None
