"""Summaries: the headings of the part asked for, its targets or its difficulties, all of them and in order."""

import pytest
from outlines import BODY
from report_texts import asking, report_of, said

from assistant.answering.summaries import summaries

LAST = report_of(
    "青禾县",
    2024,
    "各位代表：现在，我代表县政府作报告，请予审议。",
    "一、2023年工作回顾",
    "一是经济稳了。",
    BODY,
    "二是生态好了。",
    BODY,
    "二、2024年重点工作",
    "今年的主要预期目标是：生产总值增长6%；粮食产量12万吨，城镇新增就业3000人；居民收入增长与经济增长同步。在实际工作中争取更好结果。",
    "（一）聚力抓工业。",
    BODY,
    "（二）聚力兴农业。",
    BODY,
)
THIS = report_of(
    "青禾县",
    2025,
    "各位代表：现在，我代表县政府作报告，请予审议。",
    "一、2024年工作回顾",
    "（一）工业挑大梁。",
    BODY,
    "（二）茶叶价钱好。",
    BODY,
    "（三）旅游没有达到预期。",
    BODY,
    "——向新而行有动力。建成三条线。",
    "——向绿而行有颜值。种树两万亩。",
    "我们也清醒地看到面临的困难和问题，主要是：旅游转型慢；光电产业依赖一家龙头；要素偏紧，到期债务多；干部作风不够实，等等。我们将一项一项解决。",
    "二、2025年重点任务",
    "（一）补链强工业。",
    BODY,
    "（二）精深加工茶叶。",
    BODY,
    "三、加强政府自身建设",
    "（一）说实话。",
    BODY,
    "（二）办快事。",
    BODY,
)
REPORTS = [LAST, THIS]
TARGETS = ["生产总值增长6%", "粮食产量12万吨", "城镇新增就业3000人", "居民收入增长与经济增长同步"]
DIFFICULTIES = ["旅游转型慢", "光电产业依赖一家龙头", "要素偏紧，到期债务多", "干部作风不够实"]


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("概括青禾县2024年的主要预期目标", TARGETS),
        ("青禾县在2025年的报告里反思了哪些问题", DIFFICULTIES),
        ("青禾县面临的困难和问题", DIFFICULTIES),
        ("总结青禾县2024年的成绩", ["工业挑大梁", "茶叶价钱好", "旅游没有达到预期"]),
        ("青禾县2024年三个方面的成绩概括一下", ["工业挑大梁", "茶叶价钱好", "旅游没有达到预期"]),
        ("青禾县2025年重点任务", ["补链强工业", "精深加工茶叶"]),
        ("青禾县2024年两个“聚力”是什么任务", ["聚力抓工业", "聚力兴农业"]),
        ("青禾县2024年的成绩从向新、向绿两方面说，各讲什么", ["向新而行有动力", "向绿而行有颜值"]),
        (
            "概括一下青禾县2024年报告",
            ["2023年工作回顾", "经济稳了", "生态好了", "2024年重点工作", "聚力抓工业", "聚力兴农业"],
        ),
    ],
)
def test_the_part_that_is_asked_for(question: str, lines: list[str]) -> None:
    assert said(summaries(*asking(question, REPORTS))) == lines


@pytest.mark.parametrize(
    "question",
    [
        "青禾县2025年九项重点任务",
        "青禾县2026年重点任务",
        "青禾县2024年主要预期目标完成情况",
        "概括青禾县乡村振兴的举措",
        "青禾县2025年五个“聚焦”的任务",
        "青禾县2023年和2024年的重点工作",
        "白石县2025年重点任务",
        "青禾县的人口是多少",
    ],
)
def test_another_number_year_or_theme_sums_up_nothing(question: str) -> None:
    assert said(summaries(*asking(question, REPORTS))) == []


def test_a_missing_heading_leaves_no_list() -> None:
    holed = report_of(
        "青禾县",
        2025,
        "二、2025年重点任务",
        "（一）补链。",
        BODY,
        "（三）治水。",
        "清淤。",
        "（四）修路。",
        "通车。",
    )
    assert said(summaries(*asking("青禾县2025年重点任务", [holed]))) == []


def test_strength_behind_a_hard_word_is_no_difficulty() -> None:
    text = "我们要看到机遇与挑战。基础稳是盘子大；结构优是链条全；活力足是市场活。我们将乘势而上。"
    report = report_of("青禾县", 2025, "一、2024年工作回顾", text)
    assert said(summaries(*asking("青禾县面临哪些困难", [report]))) == []
