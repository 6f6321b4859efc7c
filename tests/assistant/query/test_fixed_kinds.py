"""What words alone fix of a question's kind: each of several places is a table."""

import pytest

from assistant.query.fixed_kinds import asks_how_it_stands, asks_one_amount, fixed_kind
from assistant.query.question_kinds import QuestionKind


@pytest.mark.parametrize("question", ["陕甘青宁新去年GDP各增长多少", "长三角今年的目标分别是多少"])
def test_a_figure_of_each_of_a_group_is_a_table(question: str) -> None:
    assert fixed_kind(question) is QuestionKind.TABLE


@pytest.mark.parametrize("question", ["京津冀三地GDP加起来各是多少", "沪苏浙皖哪个增速最高", "去年GDP各增长多少"])
def test_which_or_all_together_is_none(question: str) -> None:
    assert fixed_kind(question) is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("去年的目标为什么没完成", QuestionKind.REASON),
        ("Why was the target missed?", QuestionKind.REASON),
        ("粮食产量比年初目标少了多少", QuestionKind.MET_TARGET),
        ("粮食产量目标是多少", None),
        ("2002到2007年全国GDP的世界排名从第几升到第几？", QuestionKind.FIGURE),
        ("2003到2007这五年全国新增了多少铁路营运里程", QuestionKind.FIGURE),
        ("2003到2007这五年GDP增长了多少", None),
        ("2003到2007这五年每年新增多少铁路", QuestionKind.OVER_YEARS),
        ("What did the purchase obligations add up to?", QuestionKind.FIGURE),
        ("What part of the bonus hangs on safety?", QuestionKind.FIGURE),
        ("How did the driver come to be dismissed?", QuestionKind.REASON),
        ("2023年城镇新增就业目标和实际对比", QuestionKind.MET_TARGET),
        ("云岭县旅游综合收入完成目标了吗？", QuestionKind.MET_TARGET),
        ("去年有没有达到年初定的任务", QuestionKind.MET_TARGET),
    ],
)
def test_a_reason_and_a_distance_to_the_target_are_fixed_by_their_words(
    question: str, kind: QuestionKind | None
) -> None:
    assert fixed_kind(question) is kind


@pytest.mark.parametrize(
    "question",
    [
        "云岭县2022到2024年的地区生产总值",
        "云岭县2022—2024年地区生产总值是多少？",
        "2021、2022和2023年城镇新增就业分别是多少",
        "云岭县2023年和2024年的地区生产总值",
    ],
)
def test_a_measure_of_several_years_and_nothing_asked_of_them_is_each_year_s(question: str) -> None:
    assert fixed_kind(question) is QuestionKind.OVER_YEARS


@pytest.mark.parametrize(
    "question",
    [
        "2023年和2024年哪年的地区生产总值高",
        "2023到2024年粮食产量增长了多少",
        "2021至2025年的主要目标",
        "2022和2023年粮食产量相差多少",
        "2021到2024年年均增长多少",
        "2021—2025年的工作情况",
    ],
)
def test_what_is_asked_of_several_years_is_no_list_of_them(question: str) -> None:
    assert fixed_kind(question) is None


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("2021、2022、2023这三份报告安排的赤字率分别是多少？", QuestionKind.OVER_YEARS),
        ("2021、2022、2023年财政收入合计多少？", None),
        ("2024年粮食目标1.3万亿斤，收成够不够？", QuestionKind.MET_TARGET),
        ("In the OPM report, what is an APG?", QuestionKind.DEFINITION),
        ("四川的人均预期寿命达到了多少岁？", QuestionKind.FIGURE),
        ("消防检查老提“九小场所”，具体指哪九种？", QuestionKind.DEFINITION),
        ("What is the GDP target for 2025?", None),
    ],
)
def test_years_one_by_one_enough_for_a_target_and_what_a_short_form_means(
    question: str, kind: QuestionKind | None
) -> None:
    assert fixed_kind(question) is kind


@pytest.mark.parametrize(
    ("question", "is_one"),
    [("北京去年的好天有几天？", True), ("北京比上海多几天？", False), ("谁建了几个？", False), ("各建了几个？", False)],
)
def test_one_amount_is_asked_for(question: str, is_one: bool) -> None:
    assert asks_one_amount(question) is is_one


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("云岭县的茶产业怎么样？", True),
        ("青湖2024年水质如何", True),
        ("去年的目标完成得怎么样", False),  # a target was met or not
        ("今天天气怎么样", False),
        ("如何发展茶产业？", False),
    ],
)
def test_how_something_stands(question: str, asks: bool) -> None:
    assert asks_how_it_stands(question) is asks
