"""Honours: each clause of the review that says that something was won, on the question's theme, and no plan to win."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.lists import lists

REPORT = report_of(
    "青禾县",
    2025,
    "一、2024年工作回顾",
    "生态环境持续改善,空气质量居全省前列,获评省级生态文明示范县、全国绿化模范县,捧获“清水杯”金杯。",
    "文化活动丰富多彩，白石村入选中国传统村落名录。电视剧《山那边》荣获飞天奖，取得显著成效。",
    "二、2025年工作安排",
    "争创全国文明城市，力争入选国家森林城市名单。",
)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("青禾县获得了哪些生态方面的荣誉？", ["获评省级生态文明示范县、全国绿化模范县", "捧获“清水杯”金杯"]),
        (
            "全县获得过哪些荣誉",
            [
                "获评省级生态文明示范县、全国绿化模范县",
                "捧获“清水杯”金杯",
                "白石村入选中国传统村落名录",
                "电视剧《山那边》荣获飞天奖",
            ],
        ),
    ],
)
def test_the_honours_that_were_won(question: str, lines: list[str]) -> None:
    assert said(lists(*asking(question, [REPORT]))) == lines


def test_honours_of_two_owners_are_not_mixed() -> None:
    other = report_of("南岭县", 2025, "一、2024年工作回顾", "获评全国卫生县。")
    reply = lists(*asking("获得了哪些荣誉？", [REPORT, other]))
    assert reply is None or not reply.answers


def test_a_question_that_says_the_whole_county_asks_the_county() -> None:
    province = report_of("南岭省", 2025, "一、2024年工作回顾", "全省经济平稳。全省获评全国双拥模范省。")
    county = report_of("青禾县", 2025, "一、2024年工作回顾", "全县获评全国卫生县。我县入选百强县名单。")
    assert said(lists(*asking("全县获得哪些荣誉？", [province, county]))) == [
        "全县获评全国卫生县",
        "我县入选百强县名单",
    ]
