"""Summaries of a theme: the paragraph headed by it, else the sentences that name it, of the part that is asked."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.summaries import headed_themes, summaries, themes

REPORT = report_of(
    "青禾县",
    2025,
    "各位代表：现在，我代表县政府作报告，请予审议。",
    "一、2024年工作回顾",
    "生态底色更加鲜亮。植树造林2.1万亩。空气优良天数比例达到96%。",
    "项目建设提速。茶叶加工园开工，生态旅游公路通车。茶叶全产业链产值18亿元。",
    "二、2025年工作安排",
    "扩大高水平对外开放。新设外资企业3家。建设茶叶出口基地，引进茶叶精深加工企业2家。",
)


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("总结一下青禾县2024年生态方面的成绩", ["生态底色更加鲜亮", "植树造林2.1万亩", "空气优良天数比例达到96%"]),
        (
            "青禾县2025年对外开放的工作安排",
            ["扩大高水平对外开放", "新设外资企业3家", "建设茶叶出口基地，引进茶叶精深加工企业2家"],
        ),
        ("青禾县茶叶2024年干得怎么样，总结几点", ["茶叶加工园开工，生态旅游公路通车", "茶叶全产业链产值18亿元"]),
    ],
)
def test_what_the_part_that_is_asked_says_of_a_theme(question: str, lines: list[str]) -> None:
    assert summaries(*asking(question, [REPORT])) is None
    assert said(themes(*asking(question, [REPORT]))) == lines


@pytest.mark.parametrize("question", ["总结一下青禾县2024年的成绩", "概括青禾县2025年三项重点任务"])
def test_without_a_theme_nothing_is_said_of_one(question: str) -> None:
    assert themes(*asking(question, [REPORT])) is None


def test_a_theme_that_the_report_does_not_name() -> None:
    reply = themes(*asking("总结一下青禾县2024年渔业方面的成绩", [REPORT]))
    assert reply is None or not reply.answers


def test_a_common_word_of_a_theme_alone_is_not_on_it() -> None:
    report = report_of(
        "福建",
        2025,
        "一、2024年工作回顾",
        "产城融合步伐加快。军民融合项目落地。产教融合走在前列。数实融合提速。",
        "累计推动闽台融合项目121个。新增台胞就业3859人。",
        "二、2025年工作安排",
        "办好实事。",
    )
    lines = said(themes(*asking("总结一下福建2024年闽台融合的进展，给领导写一段话", [report])))
    assert lines[0] == "累计推动闽台融合项目121个"
    assert not any("产城" in line or "军民" in line for line in lines)


def test_a_section_that_is_headed_by_the_theme_says_it_all() -> None:
    report = report_of(
        "槐河县",
        2025,
        "一、2024年工作回顾",
        "（一）工业运行平稳",
        "工业增长8.9%。",
        "（二）重点项目建设加快",
        "实施重点项目86个，完成投资74.5亿元。",
        "二、2025年工作安排",
        "生产总值增长6%。",
        headings=(0, 1, 3, 5),
    )
    assert said(headed_themes(*asking("重点项目建设情况怎么样？", [report]))) == ["实施重点项目86个，完成投资74.5亿元"]
    assert said(summaries(*asking("2025年有哪些工作安排？", [report]))) == ["生产总值增长6%"]


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Summarise the safety section", ["Forklifts caused 46% of injuries", "Depots have marked routes"]),
        ("Tell me about subcontractors", ["We audited 31 subcontractors", "Many more trucks are needed"]),
        ("What does the report say about rockets?", []),
    ],
)
def test_an_english_theme_is_told_by_the_sentences_that_name_it(question: str, says: list[str]) -> None:
    report = report_of(
        None,
        2024,
        "Safety",
        "Forklifts caused 46% of injuries. Depots have marked routes.",
        "Suppliers",
        "We audited 31 subcontractors. Many more trucks are needed.",
        kind="annual_report",
        issuer="Ashe Rail",
        language="en",
        headings=(0, 2),
    )
    assert said(themes(*asking(question, [report]))) == says


def test_a_short_sentence_leads_those_behind_it() -> None:
    text = (
        "重大战略走深走实。协同发展纵深推进。共建园区12个，引进企业400家。港口吞吐量增长8%。"
        "龙湖新区拔节生长。首批项目进展顺利，两家企业迁驻。启动区加快建设，功能日趋完备。"
    )
    report = report_of("青禾县", 2025, "一、2024年工作回顾", text, "二、2025年重点工作", "生产总值增长6%。")
    assert said(headed_themes(*asking("青禾县龙湖新区去年有什么进展？", [report]))) == [
        "龙湖新区拔节生长",
        "首批项目进展顺利，两家企业迁驻",
        "启动区加快建设，功能日趋完备",
    ]


def test_a_part_that_is_asked_for_by_its_number_begins_with_what_it_is_called() -> None:
    rules = report_of(
        "青禾县",
        2025,
        "专项资金管理办法",
        "第一章 总则",
        "第一条 为管好资金，制定本办法。",
        "第二章 监督检查",
        "第二条 县审计局每年开展一次审计。",
        "第三条 违规使用的，追回资金。",
        kind="other",
        headings=(1, 3),
    )
    told = said(headed_themes(*asking("第二章讲的是什么？", [rules])))
    assert told == ["第二章 监督检查", "第二条 县审计局每年开展一次审计", "第三条 违规使用的，追回资金"]
