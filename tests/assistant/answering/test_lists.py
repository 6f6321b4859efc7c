"""Lists: complete and in order, with the number that question and report say, or none."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.lists import lists, members_of_a_term

REPORTS = [
    report_of(
        "上海",
        2025,
        "一、2024年工作回顾",
        "集成电路、生物医药、人工智能三大先导产业规模达到1.8万亿元。开通3号线一期、12号线、昌平线南延一期等3条轨道新线。",
        "乳业、稀土新材料、现代煤化工已入选国家级先进制造业集群。布局建设物理、应用数学、合成生物三大基础科学中心。",
        "二、2025年工作安排",
        "今年办好3件民生实事：1.新增学位1000个；2.新建食堂15家；3.建设口袋公园6个。积极打造生物制造、商业航天等新增长引擎。",
        "改造道路120公里、桥梁8座。",
        "名词解释",
        "1.六大优势产业：培育形成电子信息、装备制造、食品轻纺、能源化工、先进材料和医药健康等六大万亿级产业。",
        "2.五大工程：绿化工程、净水工程、清洁工程。",
    ),
    report_of("浙江", 2025, "一、2024年工作回顾", "三大先导产业加快发展。办好民生实事。"),
]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("上海的三大先导产业是指哪三个", ["集成电路", "生物医药", "人工智能"]),
        ("上海2024年开通了哪几条轨道新线？", ["3号线一期", "12号线", "昌平线南延一期"]),
        ("上海入选国家级先进制造业集群的是哪几个产业？", ["乳业", "稀土新材料", "现代煤化工"]),
        ("上海的三大基础科学中心有哪些", ["物理", "应用数学", "合成生物"]),
        ("上海2025年要办好哪些民生实事？", ["新增学位1000个", "新建食堂15家", "建设口袋公园6个"]),
        ("请列出上海的六大优势产业", ["电子信息", "装备制造", "食品轻纺", "能源化工", "先进材料", "医药健康"]),
        ("上海提出要打造的“新增长引擎”有哪几个", ["生物制造", "商业航天"]),
    ],
)
def test_the_items_in_order(question: str, items: list[str]) -> None:
    assert said(lists(*asking(question, REPORTS))) == items


@pytest.mark.parametrize(
    "question",
    [
        "上海的四大先导产业是哪四个",
        "上海的三大先导产业是指哪四个",
        "浙江的三大先导产业是哪三个",
        "上海2025年的10件民生实事有哪些",
        "上海的五大工程有哪些",
        "浙江要办好哪些民生实事",
        "上海2023年开通了哪几条轨道新线？",
        "上海产业有哪些",
        "云岭县的三大先导产业是哪三个",
    ],
)
def test_another_number_place_or_year_lists_nothing(question: str) -> None:
    assert said(lists(*asking(question, REPORTS))) == []


def test_what_the_report_leaves_open_is_said() -> None:
    reply = lists(*asking("上海提出要打造的“新增长引擎”有哪几个", REPORTS))
    assert reply is not None
    assert reply.note == "原文在这些之后有“等”字，可能还有没有列出的。"


def test_a_question_without_a_place_says_whose_list_it_is() -> None:
    reply = lists(*asking("三大先导产业有哪些", REPORTS))
    assert said(reply) == ["集成电路", "生物医药", "人工智能"]
    assert reply is not None and reply.note == "问题没有说是哪里，只有上海的报告这样列举。"


def test_two_places_that_list_others_give_no_answer() -> None:
    other = report_of("安徽", 2025, "一、2024年工作回顾", "光伏、锂电、汽车三大先导产业增长。")
    reply = lists(*asking("三大先导产业有哪些", [REPORTS[0], other]))
    assert reply is not None
    assert not reply.answers
    assert len(reply.related) == 2


def test_the_items_below_an_english_heading() -> None:
    report = report_of(
        None,
        2025,
        "Review",
        "We moved parcels.",
        "Priorities for the year",
        "Cut emissions.",
        "Train drivers.",
        kind="annual_report",
        issuer="Example Corp",
        language="en",
        items=(3, 4),
        headings=(0, 2),
    )
    assert said(lists(*asking("What are the priorities for the year?", [report]))) == [
        "Cut emissions.",
        "Train drivers.",
    ]
    assert said(lists(*asking("What are the risks for the year?", [report]))) == []


def test_a_quoted_term_is_told_by_what_its_own_clause_lists() -> None:
    report = report_of("海南", 2025, "一、2024年工作回顾", "发挥“三度一色”优势，推动四大产业补链延链、优化升级。")
    assert said(members_of_a_term(*asking("海南的“三度一色”是什么意思", [report]))) == []
    used = report_of("浙江", 2025, "一、2024年工作回顾", "落实民营经济政策，推动“3个70%”、“7个不准”等举措落地。")
    assert said(members_of_a_term(*asking("浙江民营经济政策里的“3个70%”分别指什么", [used]))) == []
    asked = asking("上海提出要打造的“新增长引擎”有哪几个", REPORTS)
    assert said(members_of_a_term(*asked)) == ["生物制造", "商业航天"]
