"""Numerals that are part of a name are no entries."""

from collections.abc import Callable

import pytest

from index.ledger.entry import Entry

Read = Callable[..., tuple[Entry, ...]]


@pytest.mark.parametrize(
    "text",
    [
        "接续出台稳增长“18条”。",
        "深化“1+3”改革，打造“15+N”产业链。",
        "文博演艺市场“一票难求”。",
        "坚持“一国两制”，建设“一区两园”。",
        "发展6G产业，推广5G应用。",
        "应对“6·16”特大暴雨，抵御百年一遇洪水。",
        "珠三角枢纽开工，长三角一体化提速。",
        "开展安全治本三年行动，落实五年统筹。",
        "重点抓好以下九项工作，这两个指标要统筹。",
        "质量第一、效益优先，引入第三方评估。",
        "上世纪70年代栽下树苗。",
        "召开十三届五次全会。",
        "技改投资保持两位数增长。",
        "上亿人喜迁新居。",
        "把就业摆在首位。",
        "三门核电并网。",
        "机场第四跑道建成，1000千伏特高压工程投运。",
        "依靠三次产业协同带动。",
    ],
)
def test_a_name_makes_no_entry(told: Read, text: str) -> None:
    """Junk is not made."""
    assert told(text) == ()


@pytest.mark.parametrize(
    ("text", "figures", "measures"),
    [
        ("为65岁以上老年人免费体检2.5万人次。", ["2.5万人次"], ["65岁以上老年人免费体检"]),
        ("关停30万千瓦以下煤电机组12台。", ["12台"], ["关停30万千瓦以下煤电机组"]),
        ("建成24小时不打烊站点80个。", ["80个"], ["建成24小时不打烊站点"]),
        ("人均预期寿命达到78.9岁。", ["78.9岁"], ["人均预期寿命"]),
        ("5G基站达到12.2万个。", ["12.2万个"], ["5G基站"]),
        ("城乡居民收入比缩小到2.05。", ["2.05"], ["城乡居民收入比"]),
        ("产量居全省第三位。", ["第三"], ["产量"]),
        ("农村危房改造1万6千多户，减负3万多亿元。", ["1万6千多户", "3万多亿元"], ["农村危房改造", "减负"]),
        ("完成国家下达的110万人年度任务。", ["110万人"], ["国家下达任务"]),
    ],
)
def test_a_figure_beside_a_name_stays(told: Read, text: str, figures: list[str], measures: list[str]) -> None:
    """And the name stays in its measure."""
    entries = told(text)
    assert [entry.text for entry in entries] == figures
    assert [entry.measure for entry in entries] == measures
