"""Who passes a fact on is no part of it; whose the fact is stays."""

import pytest

from assistant.verification.attributions import without_attributions

GDP = "2024年地区生产总值为211.3亿元"


def said(text: str) -> str:
    return " ".join(without_attributions(text).split())


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"据县统计局介绍，云岭县{GDP}", f"云岭县{GDP}"),
        (f"记者从云岭县统计局获悉，{GDP}", f"云岭县 {GDP}"),
        (f"云岭县统计局表示，{GDP}", f"云岭县 {GDP}"),
        ("澜石光电表示，2024年营业收入为18.7亿元", "澜石光电 2024年营业收入为18.7亿元"),
        ("武汉市统计局数据显示，2024年武汉GDP超过2万亿元", "2024年武汉GDP超过2万亿元"),
        (f"数据显示，云岭县{GDP}", f"云岭县{GDP}"),
        (f"根据公报，云岭县{GDP}", f"云岭县{GDP}"),
        (f"《2025年云岭县政府工作报告》显示，云岭县{GDP}", f"云岭县{GDP}"),
        (f"从县政府新闻发布会上获悉：云岭县{GDP}", f"云岭县{GDP}"),
        (f"云岭县{GDP}，县统计局数据显示。", f"云岭县{GDP}"),
        (f"值得注意的是，云岭县{GDP}", f"云岭县{GDP}"),
        (f"我听说云岭县{GDP}", f"云岭县{GDP}"),
        (f"听说了，云岭县{GDP}", f"云岭县{GDP}"),
        # Who sets a goal passes nothing on: without its word a goal would be told as done.
        ("国务院提出，2021年国内生产总值增长6%以上", "国务院提出 2021年国内生产总值增长6%以上"),
        ("Harrow & Finch says 27% of its vans were electric.", "Harrow & Finch 27% of its vans were electric."),
        ("广东称全省存量隐债已全部清零", "广东 全省存量隐债已全部清零"),
        ("According to the report, Harrow logged 1,046 complaints in 2024.", "Harrow logged 1,046 complaints in 2024."),
        ("Officials said Harrow logged 1,046 complaints in 2024.", "Harrow logged 1,046 complaints in 2024."),
        ("Harrow logged 1,046 complaints in 2024, the company said.", "Harrow logged 1,046 complaints in 2024 ."),
        ("The report shows that Harrow logged 1,046 complaints.", "Harrow logged 1,046 complaints."),
        ("Harrow said on Monday that it logged 1,046 complaints in 2024.", "Harrow logged 1,046 complaints in 2024."),
        ("The company reported that it logged 1,046 complaints.", "The company logged 1,046 complaints."),
        ("The company added that its warehouses used 7 GWh.", "its warehouses used 7 GWh."),
    ],
)
def test_what_only_passes_a_fact_on_is_left_out(text: str, left: str) -> None:
    assert said(text) == left
    assert len(without_attributions(text)) == len(text)


@pytest.mark.parametrize(
    "text",
    [
        f"县长否认云岭县{GDP}",
        f"专家预计，云岭县{GDP}",
        "云岭县2024年发布《旅游条例》，新增景区3个",
        "云岭县被称为茶乡，2024年产茶3万吨",
        "报告没有提到，云岭县粮食增产",
        "同时在线人数突破100万人",
        "云岭县推介会上签约项目12个，总投资30亿元",
        "The company reported net sales of $5 billion.",
        "The report never stated that Harrow logged 1,046 complaints.",
        "He said that no complaints were logged in 2024.",
    ],
)
def test_what_is_told_stays(text: str) -> None:
    assert without_attributions(text) == text
