"""Shares and multiples in words, as per cent."""

from decimal import Decimal

import pytest

from index.text.quantity_words import Direction
from index.text.shares_and_multiples import shares_and_multiples


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("占百分之五点二", "5.2", "5.2"),
        ("千分之三", "0.3", "0.3"),
        ("百分之五至六，", "5", "6"),
        ("占1/5。", "20", "20"),
        ("六成农户", "60", "60"),
        ("六成五", "65", "65"),
        ("八成半", "85", "85"),
        ("一半以上", "50", "50"),
        ("three-quarters", "75", "75"),
        ("half of the costs", "50", "50"),
    ],
)
def test_a_share(text: str, low: str, high: str) -> None:
    (share,) = shares_and_multiples(text, text)
    assert (share.low, share.high, share.unit, share.direction) == (Decimal(low), Decimal(high), "%", None)


@pytest.mark.parametrize(
    ("text", "percent", "way"),
    [
        ("翻一番", 100, Direction.UP),
        ("翻了两番", 300, Direction.UP),
        ("tripled", 200, Direction.UP),
        ("halved", 50, Direction.DOWN),
    ],
)
def test_a_multiple_is_growth(text: str, percent: int, way: Direction) -> None:
    (grown,) = shares_and_multiples(text, text)
    assert (grown.low, grown.unit, grown.direction) == (Decimal(percent), "%", way)


@pytest.mark.parametrize("text", ["建成了", "成为重点", "1/5日", "7/5", "the first half of the year"])
def test_what_only_looks_like_one(text: str) -> None:
    assert list(shares_and_multiples(text, text)) == []
