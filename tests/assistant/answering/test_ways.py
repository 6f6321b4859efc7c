"""Other readings of what is asked: a year that is over, budget and account, times by name, tables without a time."""

import pytest
from figure_reports import asked_of, lines, told_of, work_report

from assistant.answering.computing import answer_computed
from assistant.answering.figures import answer_as_worded, answer_figures

COMPANY = told_of(
    "云岫茶业股份有限公司2024年年度报告.txt",
    "云岫茶业股份有限公司2024年年度报告\n\n第一节 经营情况\n\n2024年公司营业收入7.3亿元，净利润6200万元。\n",
)
AUDIT = told_of(
    "青禾县2024年度审计结果公告.txt",
    "青禾县2024年度审计结果公告\n\n一、基本情况\n\n审计查出多计工程款310万元。\n\n二、审计建议\n\n健全内控制度。\n",
)
BEFORE = work_report("青禾县", 2024, "全年空气质量优良天数318天，新增公共泊位700个。道路平均车速28公里/小时。")
AFTER = work_report(
    "青禾县", 2025, "全年空气质量优良天数326天，新增公共泊位1100个。湿地面积较2020年增加2万亩。\n育林员补助每人3000元。"
)
COUNTY = (BEFORE, AFTER)


def test_a_yearly_report_tells_of_its_own_year() -> None:
    """Only a work report is given as its year begins: 2024年 is no aim of an annual report of 2024."""
    assert lines(asked_of(answer_figures, "2024年营业收入是多少？", (COMPANY,))) == [
        "7.3亿元（云岫茶业股份有限公司2024年公司营业收入）"
    ]
    assert lines(asked_of(answer_figures, "2024年审计查出多计工程款多少？", (AUDIT,))) == [
        "310万元（青禾县2024年审计查出多计工程款）"
    ]
    assert lines(asked_of(answer_figures, "2025年营业收入是多少？", (COMPANY,))) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2023年空气质量优良天数是多少？", ["318天（青禾县2023年空气质量优良天数）"]),
        ("二〇二四年空气质量优良天数是多少？", ["326天（青禾县2024年空气质量优良天数）"]),
        ("2024空气质量优良天数是多少？", ["326天（青禾县2024年空气质量优良天数）"]),
        ("湿地面积较2020年增加多少？", ["增加2万亩（青禾县2024年湿地面积）"]),
        ("湿地面积比2020年增加多少？", ["增加2万亩（青禾县2024年湿地面积）"]),
        ("湿地面积较2019年增加多少？", []),
    ],
)
def test_times_and_years_however_they_are_written(question: str, answer: list[str]) -> None:
    assert lines(asked_of(answer_figures, question, COUNTY)) == answer


def test_each_year_that_is_asked_of() -> None:
    assert lines(asked_of(answer_as_worded, "2023年和2024年空气质量优良天数分别是多少？", COUNTY)) == [
        "318天（青禾县2023年空气质量优良天数）",
        "326天（青禾县2024年空气质量优良天数）",
    ]


def test_what_was_done_in_two_years_is_added_up() -> None:
    reply = asked_of(answer_computed, "2023年和2024年新增公共泊位一共多少个？", COUNTY)
    assert reply is not None
    assert [each.result for each in reply.computed] == ["1800个"]
    assert asked_of(answer_computed, "2022年和2024年新增公共泊位一共多少个？", COUNTY) is None


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("道路平均车速是多少？", ["28公里/小时（青禾县2023年道路平均车速）"]),
        ("平均车速是多少？", []),  # not in the report's words
        ("道路平均车速快吗？", []),  # no amount is asked for
    ],
)
def test_a_question_of_an_unsure_kind_must_have_the_words(question: str, answer: list[str]) -> None:
    assert lines(asked_of(answer_as_worded, question, COUNTY)) == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("公司有多少员工？", ["860人（云岫水务股份有限公司2024年员工）"]),
        ("2024年营业收入是多少？", ["4.2亿元（云岫水务股份有限公司2024年营业收入）"]),
        ("供水管网有多长？", ["390公里（云岫水务股份有限公司2024年供水管网长度）"]),
        ("水价是多少？", ["2.6元（云岫水务股份有限公司2024年水价每吨）"]),
        ("子公司有多少员工？", []),
        ("供水管网面积是多少？", []),
    ],
)
def test_what_the_giver_and_the_unit_say_already(question: str, answer: list[str]) -> None:
    told = told_of(
        "云岫水务股份有限公司2024年年度报告.txt",
        "云岫水务股份有限公司2024年年度报告\n\n第一节 经营情况\n\n报告期内，公司实现营业收入4.2亿元。"
        "公司员工总数860人。供水管网长度390公里，水价每吨2.6元。\n",
    )
    assert lines(asked_of(answer_figures, question, (told,))) == answer
