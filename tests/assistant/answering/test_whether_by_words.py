"""Yes or no by one clause that has all the words, and nothing that changes what they say."""

import pytest
from report_texts import report_of
from stated_questions import stated_beside

from assistant.answering.whether_by_words import by_words

REPORT = report_of(
    "浙江",
    2025,
    "一、2024年工作回顾",
    "12件民生实事全部办结。未发生重大安全事故。绿电占比超40%。出口额负增长。外贸进出口基本实现增长。",
    "潮石机场升级为国际机场。主要经济指标增速高于全国平均水平。旅游收入比上年减少3亿元。老旧小区加快改造。",
    "二、2025年工作安排",
    "建成潮石大桥。不再发行海岛债券。新建潮岩隧道，总投资3亿元，计划2027年竣工通车。",
)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("浙江潮石机场升成国际机场没有", "是，升级为国际机场"),
        ("浙江12件民生实事都办结了吗？", "是，全部办结"),
        ("浙江2024年发生过重大安全事故没有", "没有，未发生重大安全事故"),
        ("浙江主要经济指标增速是不是高于全国", "是，高于全国平均水平"),
        ("浙江旅游收入是不是比上年多", "否，旅游收入比上年减少3亿元"),
        ("浙江2025年有没有说要建成潮石大桥", "是，报告提到建成潮石大桥"),
    ],
)
def test_a_clause_that_says_or_denies_it(question: str, line: str) -> None:
    told = by_words(*stated_beside(question, REPORT))
    assert told is not None and told.text.rstrip("。") == line


@pytest.mark.parametrize(
    "question",
    [
        "浙江潮石大桥建成了吗",  # planned
        "浙江外贸进出口实现增长了吗",  # 基本 hedges it
        "浙江出口额增长了吗",  # the letters stand there, and say the opposite
        "浙江老旧小区全部改造了吗",  # of all of them it says nothing
        "浙江2025年有没有说要发行海岛债券",  # "no more" doesn't say that none was spoken of
    ],
)
def test_a_clause_that_says_something_else_decides_nothing(question: str) -> None:
    assert by_words(*stated_beside(question, REPORT)) is None


def test_a_plan_for_a_later_year_says_that_it_is_not_done() -> None:
    told = by_words(*stated_beside("浙江潮岩隧道建成了吗", REPORT))
    assert told is not None
    assert told.text == "没有，新建潮岩隧道，总投资3亿元，计划2027年竣工通车。"


def test_what_is_denied_of_a_part_is_not_denied_of_all() -> None:
    report = report_of("浙江", 2025, "一、2024年工作回顾", "生产安全事故下降18%，连续十年未发生重特大道路交通事故。")
    assert by_words(*stated_beside("浙江去年有没有发生重特大事故", report)) is None
    told = by_words(*stated_beside("浙江去年有没有发生重特大道路交通事故", report))
    assert told is not None and told.text.startswith("没有")
