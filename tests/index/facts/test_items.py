"""A clause's tokens as items: what becomes a sign, what fills a hole, and what is taken out as an attribute."""

import pytest

from index.facts.fact import Bound
from index.facts.items import Attributes, Folder
from index.facts.tokens import tokenise


def folded(text: str, looks_back: bool = False, claimed: bool = False) -> tuple[list[str], Attributes]:
    """The values of a clause's items, and its attributes."""
    folder = Folder(tokenise(text), looks_back, claimed)
    return [item.value for item in folder.fold()], folder.attributes


def values(text: str) -> list[str]:
    """The values of a clause's items."""
    return folded(text)[0]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("财政收入仅增1.2%", ["财政收入", "⟨↑⟩", "#"]),
        ("水库零溃坝", ["水库", "⟨非⟩", "溃坝"]),
        ("快递年业务量突破400亿件", ["快递", "业务量", "#"]),
        ("实际利用外资12亿美元", ["实际使用外资", "#"]),
        ("学校、医院和车站等", ["学校", "、", "医院", "、", "车站", "⟨等⟩"]),
        ("从10%降至5%", ["#", "⟨到⟩", "#"]),
        ("物价涨幅回落到2.6%", ["消费价格", "⟨↑⟩", "#"]),
        ("水库下滑到2座", ["水库", "#"]),
        ("水库差不多涨了一成", ["水库", "⟨↑⟩", "#"]),
        ("粮食产量再上新台阶", ["粮食产量", "⟨上台阶⟩"]),
        ("粮食产量跃上1.4万亿斤新台阶", ["粮食产量", "#"]),
    ],
)
def test_closed_classes_are_signs_and_light_words_go(text: str, found: list[str]) -> None:
    """What is in no table stays text."""
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("居民收入增速高于全国0.7个百分点", ["居民收入", "⟨↑⟩", "⟨>⟩", "全国", "#"]),
        ("出口比进口多12亿元", ["出口", "⟨>⟩", "进口", "#"]),
        ("出口比进口少12亿元", ["出口", "⟨<⟩", "进口", "#"]),
        ("出口比上年多12亿元", ["出口", "⟨↑⟩", "#"]),
    ],
)
def test_more_than_a_thing_is_a_comparison_and_more_than_last_year_is_growth(text: str, found: list[str]) -> None:
    """The other thing stands behind the sign, wherever it stood."""
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("产量居全国第一", ["产量", "⟨居⟩", "全国", "#"]),
        ("产量全国最多", ["产量", "⟨居⟩", "全国", "#"]),
        ("产量排名第二位", ["产量", "⟨居⟩", "#"]),
        ("产量由全国第11位跃升至第5位", ["产量", "⟨居⟩", "全国", "#", "⟨居⟩", "#"]),
        ("第二批学校开工", ["第2", "批", "学校", "⟨开工⟩"]),
        ("第一、第三产业", ["第一", "、", "第三产业"]),
        ("最多", ["最多"]),
    ],
)
def test_a_rank_is_told_from_a_number_in_a_series(text: str, found: list[str]) -> None:
    """第二批 is a name, 第一、第三产业 a list; 最多 is a rank only among others."""
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("增长5%左右", Bound.ABOUT),
        ("近5万亿元", Bound.NEAR),
        ("超过300家", Bound.OVER),
        ("不超过300家", Bound.UNDER),
        ("300家以上", Bound.OVER),
        ("没有达到45亿元", Bound.UNDER),
        ("达到45亿元", Bound.EXACT),
        ("居全国第5以上", Bound.EXACT),
    ],
)
def test_a_hedge_goes_into_its_figure(text: str, bound: Bound) -> None:
    """On whichever side it stands; a rank has none."""
    figures = [item.figure for item in Folder(tokenise(text)).fold() if item.figure is not None]
    assert [figure.bound for figure in figures] == [bound]


def test_three_times_last_years_is_growth_by_two() -> None:
    """Without a year before it, it is three times what stands there."""
    grown = next(item.figure for item in Folder(tokenise("产量是上年的三倍")).fold() if item.figure)
    level = next(item.figure for item in Folder(tokenise("产量为定额的三倍")).fold() if item.figure)
    assert (str(grown.low), str(level.low)) == ("2", "3")
    assert values("产量是上年的三倍") == ["产量", "⟨↑⟩", "#"]


@pytest.mark.parametrize(
    ("text", "planned", "goal"),
    [
        ("力争粮食产量880亿斤", True, False),
        ("粮食产量目标880亿斤", True, True),
        ("粮食产量880亿斤", False, False),
        ("完成目标任务的113%", False, False),
    ],
)
def test_a_plan_is_told_from_its_measure(text: str, planned: bool, goal: bool) -> None:
    """What is a share of the goal is done."""
    attributes = folded(text)[1]
    assert (attributes.planned, attributes.goal) == (planned, goal)


def test_a_goal_in_a_review_was_set_before() -> None:
    """There it is the name of something, and striving is what was obtained."""
    found, attributes = folded("超额完成12亿元目标", looks_back=True)
    assert "目标" in found and not attributes.planned
    assert not folded("争取资金12亿元", looks_back=True)[1].strives
    assert folded("争取资金12亿元")[1].strives
    assert not folded("争取到资金12亿元")[1].strives


def test_a_claim_that_a_goal_was_met_tells_and_plans_nothing() -> None:
    """The verb before the figure says so."""
    assert folded("没有达到45亿元的目标", claimed=True)[1].reached is not None
    assert folded("目标45亿元", claimed=True)[1].reached is None


@pytest.mark.parametrize(
    ("text", "qualifiers"),
    [
        ("首次突破1万亿元", {"首"}),
        ("再次突破1万亿元", {"再"}),
        ("失业率降至5%", {"降至"}),
        ("产量跃升至全国第5位", {"升至"}),
        ("产量稳居全国第一", {"稳居"}),
        ("突破1万亿元", set()),
    ],
)
def test_qualifiers(text: str, qualifiers: set[str]) -> None:
    """What is said of a figure beside it; in no key."""
    assert folded(text)[1].qualifiers == qualifiers


def test_years_are_taken_out_but_not_what_is_compared_with() -> None:
    """高于2023年 is no time that is told of."""
    found, attributes = folded("2024年粮食产量880亿斤")
    assert [token.value for token in attributes.years] == ["2024年"] and found == ["粮食产量", "#"]
    assert folded("粮食产量高于2023年12亿斤")[1].years == []
