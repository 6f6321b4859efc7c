"""Numbers that order and measure nothing, and figures that look like them."""

from collections.abc import Callable

import pytest

from index.ledger.entry import Entry
from index.ledger.numbering import begins_item, numbers_something

Read = Callable[..., tuple[Entry, ...]]


@pytest.mark.parametrize(
    ("before", "written", "behind"),
    [
        ("", "3.1", " 全湖年均值"),
        ("", "2", " 监测方法"),
        ("表", "1", " 近三年指标"),
        ("目标如下：", "1", "）产能"),
        ("新增学位10个；", "7", ".新增床位"),
        ("", "14.2025年", "10件民生实事"),
        ("某某股份（", "688001", ".SH）扩产"),
        ("《某某股份（", "688001", "）：点评》"),
        ("于", "2022.4", ".29发布"),
        ("沪深", "300", "指数"),
        ("执行GB ", "3838", "标准"),
        ("The aims are ", "2", ") to share"),
        ("§ ", "1350", " applies"),
    ],
)
def test_a_number_of_an_order(before: str, written: str, behind: str) -> None:
    """It tells no amount."""
    assert numbers_something(before + written + behind, len(before), len(before) + len(written))


@pytest.mark.parametrize(
    ("before", "written", "behind"),
    [
        ("系数为", "0.58", "。"),
        ("", "320", "个项目"),
        ("收入为", "5", "、6亿元"),
        ("净利润（", "123456", "元）"),
        ("对应PE ", "30", "、20倍"),
        ("Revenue (", "5", ") fell"),
    ],
)
def test_a_figure_is_none(before: str, written: str, behind: str) -> None:
    """It stays."""
    assert not numbers_something(before + written + behind, len(before), len(before) + len(written))


def test_an_item_is_told_without_its_number(told: Read) -> None:
    """And so is its measure."""
    entries = told("新增学位10个；7.新增床位20张；8.改造房屋5户。")
    assert [(entry.measure, entry.text) for entry in entries] == [
        ("新增学位", "10个"),
        ("新增床位", "20张"),
        ("改造房屋", "5户"),
    ]
    assert begins_item("7.新增", 0, 1)


def test_the_foremost_are_no_amount(told: Read) -> None:
    """前五名客户 are who, and 第三节 is where."""
    assert [entry.text for entry in told("前五名客户销售额合计7741万元。")] == ["7741万元"]
    assert told("第三节主要数据") == ()
