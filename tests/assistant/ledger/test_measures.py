"""A measure in other words is found by what it is called, and never taken for one that names another thing."""

from pathlib import Path

import pytest
from fakes import library_in

from assistant.ledger.measures import find_measure
from index.library import Library

REPORT = """2025年青禾县政府工作报告

各位代表：

一、2024年工作回顾

地区生产总值增长6.2%。社会消费品零售总额增长5%。进出口总额30亿元。城镇新增就业1.2万人。新能源汽车产量20万辆。
技术合同成交额12亿元。空气优良天数比例为92%。

二、2025年工作安排

今年的主要预期目标是：地区生产总值增长6%左右。
"""


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("measures")
    (folder / "r.txt").write_text(REPORT, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / "r.txt"])
    return library


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("GDP", "地区生产总值"),
        ("gross domestic product", "地区生产总值"),
        ("外贸", "进出口总额"),
        ("社零", "社会消费品零售总额"),
        ("retail sales", "社会消费品零售总额"),
        ("新增城镇就业", "城镇新增就业"),
        ("新能源车产量", "新能源汽车产量"),
        ("优良天数比例", "空气优良天数比例"),
        ("技术合同成交额", "技术合同成交额"),
    ],
)
def test_names_that_mean_the_same_are_certain(kept: Library, typed: str, name: str) -> None:
    found = find_measure(typed, kept)
    assert (found.taken_for, found.certain) == (name, True)


@pytest.mark.parametrize(
    ("typed", "name"), [("新增就业", "城镇新增就业"), ("技术合同成交", "技术合同成交额"), ("外贸情况", "进出口总额")]
)
def test_other_words_for_it_are_taken_and_not_certain(kept: Library, typed: str, name: str) -> None:
    found = find_measure(typed, kept)
    assert (found.taken_for, found.certain) == (name, False)


def test_words_that_ask_for_growth_ask_for_that_kind(kept: Library) -> None:
    assert find_measure("GDP增速", kept).kinds == ("change",)
    assert find_measure("GDP growth", kept).kinds == ("change",)
    assert find_measure("GDP", kept).kinds == ()


@pytest.mark.parametrize("typed", ["汽车产量", "民间投资", "火箭", "就业", "海洋生产总值"])
def test_what_names_another_thing_is_unknown(kept: Library, typed: str) -> None:
    found = find_measure(typed, kept)
    assert not found.is_known
    assert found.taken_for == ""


def test_an_unknown_one_lists_the_nearest(kept: Library) -> None:
    assert find_measure("汽车产量", kept).nearest[0] == "新能源汽车产量"
    assert find_measure("火箭", kept).nearest == ()
