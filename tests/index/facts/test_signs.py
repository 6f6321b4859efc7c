"""Signs: which pieces a key is made of, so that two ways of saying one thing have one key."""

import pytest

from index.facts.fact import Item
from index.facts.items import Folder
from index.facts.signs import canonical, denied, split_key, without_light_acts
from index.facts.tokens import tokenise


def values(items: list[Item]) -> list[str]:
    """Items as they stand in a key."""
    return [item.value for item in items]


def folded(text: str) -> list[Item]:
    """The items of one clause."""
    return Folder(tokenise(text)).fold()


def test_a_key_falls_into_its_pieces() -> None:
    """Signs, holes and the text between, which together are the key."""
    key = "居民收入⟨↑⟩⟨>⟩全国#"
    assert split_key(key) == ["居民收入", "⟨↑⟩", "⟨>⟩", "全国", "#"]
    assert split_key("") == []


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("完成投资12亿元", ["投资", "#"]),
        ("实现产值12亿元", ["产值", "#"]),
        ("完成12亿元", ["#"]),
        ("完成老城更新", ["⟨完成⟩", "老城更新"]),
    ],
)
def test_a_light_verb_says_nothing_beside_a_figure(text: str, kept: list[str]) -> None:
    """Where there is none it is what is said."""
    assert values(without_light_acts(folded(text))) == kept


def test_years_without_a_thing_are_years_in_a_row() -> None:
    """12年未发生事故 is 连续12年未发生事故, and 没有发生 is 没有."""
    assert values(denied(folded("12年未发生溃坝"))) == ["⟨连续⟩", "#", "⟨非⟩", "溃坝"]
    assert values(denied(folded("连续12年未发生溃坝"))) == ["⟨连续⟩", "#", "⟨非⟩", "溃坝"]
    assert values(denied(folded("没有发生溃坝"))) == ["⟨非⟩", "溃坝"]


def test_a_denied_amount_is_no_time() -> None:
    """3家 are no years."""
    assert "⟨连续⟩" not in values(denied(folded("3家未发生事故")))


@pytest.mark.parametrize(
    ("pieces", "made"),
    [
        (["高技术", "制造业", "⟨↑⟩", "#"], ["高技术制造业增加值", "⟨↑⟩", "#"]),
        (["经济", "⟨↑⟩", "#"], ["生产总值", "⟨↑⟩", "#"]),
        (["经济", "⟨居⟩", "#"], ["生产总值", "⟨居⟩", "#"]),
        (["服务业", "⟨居⟩", "#"], ["服务业", "⟨居⟩", "#"]),
        (["经济", "发展", "#"], ["经济发展", "#"]),
        (["产值", "⟨占⟩", "全国", "#"], ["产值", "⟨占⟩", "全国", "#"]),
        (["产值", "全国", "⟨占⟩", "#"], ["产值", "⟨占⟩", "全国", "#"]),
        (["出口", "、", "⟨↑⟩", "#"], ["出口", "⟨↑⟩", "#"]),
        (["新能源", "⟨累⟩", "装机", "#"], ["新能源", "装机", "#"]),
        (["新能源", "⟨累⟩", "产量", "#"], ["新能源", "⟨累⟩", "产量", "#"]),
        (["产值", "⟨实现⟩", "⟨翻番⟩"], ["产值", "⟨翻番⟩"]),
        (["⟨↑⟩", "⟨↑⟩", "#"], ["⟨↑⟩", "#"]),
        ([], []),
    ],
)
def test_canonical(pieces: list[str], made: list[str]) -> None:
    """Neighbouring texts are one; what grew is the measure; a stock is one by itself."""
    assert canonical(pieces) == made
