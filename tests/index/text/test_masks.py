"""What a report blanks, and what only looks like it."""

from itertools import pairwise

import pytest

from index.text.masks import is_blanked, masks


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        ("地区生产总值增长X%", "figure", "X%"),
        ("完成投资XX亿元", "figure", "XX亿元"),
        ("投入1XX亿元", "figure", "1XX亿元"),
        ("财政收入**%", "figure", "**%"),
        ("下拨____万元", "figure", "____万元"),
        ("三次产业比为X:X:X", "ratio", "X:X:X"),
        ("20XX年是开局之年", "year", "20XX年"),
        ("XXXX年目标任务", "year", "XXXX年"),
        ("感谢××同志", "name", "××"),
        ("实施“XX英才”计划", "name", "XX"),
        ("新时代中国特色社会主X思想", "word", "X"),
    ],
)
def test_what_is_blanked(text: str, kind: str, masked: str) -> None:
    """Where it begins, and the kind of what stood there."""
    ((start, _, found),) = masks(text)
    assert (start, found) == (text.index(masked), kind)
    assert is_blanked(text)


@pytest.mark.parametrize(
    "text",
    [
        "X光检查12万人次",
        "X射线设备",
        "沿x轴移动",
        "Windows XP 系统",
        "SpaceX发射",
        "C++程序",
        "长×宽",
        "iPhone X 销量",
        "Xbox content and services revenue",
        "XXIX Olympic Games",
        "完成投资12亿元",
        "",
    ],
)
def test_what_is_not(text: str) -> None:
    """An X that stands for itself."""
    assert list(masks(text)) == []
    assert not is_blanked(text)


def test_several_in_order() -> None:
    """Each with its own place, none inside another."""
    text = "XXXX年完成XX万吨，增长X%，“XX英才”居首。"
    found = list(masks(text))
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    assert [kind for *_, kind in found] == ["year", "figure", "figure", "name"]
