"""Places against one another."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.comparing import answer_comparison

QINGHE = work_report(
    "青禾县",
    2025,
    "地区生产总值120亿元，增长6.1%。单位地区生产总值能耗下降3.1%。",
    "地区生产总值增长7%以上、力争达到8%。",
)
NANLING = work_report(
    "南岭县",
    2025,
    "地区生产总值9800万元，增长4.9%。单位地区生产总值能耗下降4.5%。海洋生产总值5亿元。",
    "地区生产总值增长5%左右。",
)
BAISHI = work_report("白石县", 2025, "地区生产总值增长6.1%。单位地区生产总值能耗上升1%。", "地区生产总值增长6%。")
HONGYAN = work_report("红岩县", 2024, "地区生产总值70亿元，增长7.7%。", "地区生产总值增长9%左右。")
ALL = (QINGHE, NANLING, BAISHI, HONGYAN)


@pytest.mark.parametrize(
    ("question", "last", "expression"),
    [
        ("青禾县和南岭县2024年GDP哪个高", "青禾县多119.02亿元", "120亿元 − 9800万元"),
        ("青禾县和南岭县2024年GDP增速谁快", "青禾县高1.2个百分点", "6.1% − 4.9%"),
        ("青禾县和南岭县2024年GDP增速谁更低", "南岭县低1.2个百分点", "6.1% − 4.9%"),
        (
            "青禾县和南岭县2025年GDP增长目标差多少",
            "青禾县高2个百分点，相差2个百分点（按报告写明的数算）",
            "7%以上、力争达到8% − 5%左右",
        ),
        ("青禾县和南岭县2024年能耗下降谁多", "南岭县降幅大1.4个百分点", "4.5% − 3.1%"),
    ],
)
def test_who_is_ahead_and_by_how_much(question: str, last: str, expression: str) -> None:
    reply = asked_of(answer_comparison, question, ALL)
    assert reply is not None
    assert lines(reply)[-1] == last
    assert [each.expression for each in reply.computed] == [expression]


def test_who_fell_is_ahead_of_who_rose() -> None:
    """No difference is made of a fall and a rise."""
    reply = asked_of(answer_comparison, "青禾县和白石县2024年能耗谁降得多", ALL)
    assert lines(reply)[-1] == "青禾县 下降3.1%"
    assert reply is not None and reply.computed == ()


def test_the_same() -> None:
    told = lines(asked_of(answer_comparison, "青禾县和白石县2024年GDP增速哪个高", ALL))
    assert told[-1] == "相同：都是6.1%"


@pytest.mark.parametrize(
    "question",
    [
        "青禾县和南岭县海洋生产总值谁高",  # one tells it, and the other its whole product
        "青禾县和白石县2024年GDP谁高",  # one tells a level, the other a growth
        "青禾县和南岭县2023年GDP谁高",
        "青禾县和红岩县GDP增速谁高",  # of 2024 and of 2023
        "青禾县和云溪县2024年GDP谁高",
    ],
)
def test_where_a_side_is_missing_nothing_is_compared(question: str) -> None:
    assert lines(asked_of(answer_comparison, question, ALL)) == []


def test_in_english() -> None:
    zhejiang = work_report("浙江省", 2025, "地区生产总值9万亿元。")
    jiangsu = work_report("江苏省", 2025, "地区生产总值13.7万亿元。")
    told = lines(asked_of(answer_comparison, "Jiangsu vs Zhejiang GDP 2024", [zhejiang, jiangsu]))
    assert "Jiangsu 13.7 trillion yuan (江苏13.7万亿元) (2024: GDP)" in told
    assert told[-1] == "Jiangsu has 4.7 trillion yuan more"


def test_years_of_one_place() -> None:
    before = work_report("青禾县", 2024, "地区生产总值112亿元，增长6.8%。港口吞吐量30万吨。")
    told = lines(asked_of(answer_comparison, "青禾县2023年和2024年GDP哪年高", [QINGHE, before]))
    assert told == ["2023年 112亿元（2023年地区生产总值）", "2024年 120亿元（2024年地区生产总值）", "2024年多8亿元"]
    told = lines(asked_of(answer_comparison, "青禾县2023年和2024年GDP增速差多少", [QINGHE, before]))
    assert told[-1] == "2023年高0.7个百分点，相差0.7个百分点"


def test_who_grows_faster_is_asked_of_the_economy() -> None:
    assert lines(asked_of(answer_comparison, "青禾县和南岭县2024年谁增长更快", ALL))[-1] == "青禾县高1.2个百分点"


def test_ports_are_called_so() -> None:
    ports = [
        work_report("天津市", 2025, "天津港集装箱吞吐量48万标准箱。"),
        work_report("上海市", 2025, "全市港口集装箱吞吐量35万标准箱。"),
    ]
    told = lines(asked_of(answer_comparison, "天津港和上海港2024年集装箱吞吐量哪个大", ports))
    assert told[-1:] == ["天津港多13万标准箱"]


def test_an_amount_is_not_told_by_growths() -> None:
    """多少万亿 asks for amounts, of which one side tells none."""
    grows = work_report("黑石县", 2025, "地区生产总值增长5.2%。")
    assert lines(asked_of(answer_comparison, "青禾县2024年GDP比黑石县多出多少万亿", (QINGHE, grows))) == []
    assert (
        lines(asked_of(answer_comparison, "青禾县2024年GDP增速比黑石县高多少", (QINGHE, grows)))[-1]
        == "青禾县高0.9个百分点"
    )
