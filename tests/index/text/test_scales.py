"""Scales: one table, told apart by language and by use."""

from decimal import Decimal

import pytest

from index.text.scales import ENGLISH_SCALES, HAN_SCALES, SCALES, in_scale, scale_value, scales


def test_no_scale_stands_twice_and_each_is_used() -> None:
    assert len({scale.name for scale in SCALES}) == len(SCALES)
    assert all(scale.uses and set(scale.uses) <= {"text", "header", "said"} for scale in SCALES)
    assert {scale.language for scale in SCALES} == {"zh", "en"}


def test_letters_of_a_sentence_and_words_of_one() -> None:
    assert HAN_SCALES == {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
    assert ENGLISH_SCALES["bn"] == ENGLISH_SCALES["billion"] == 10**9
    assert "millions" not in ENGLISH_SCALES and "mm" not in ENGLISH_SCALES


def test_the_largest_first() -> None:
    assert [scale.name for scale in scales("zh", "said")] == ["万亿", "亿", "万"]
    assert [scale.name for scale in scales("en", "said")] == ["trillion", "billion", "million"]
    assert scales("en", "header")[-1].factor == 1000


@pytest.mark.parametrize(
    ("written", "value"), [("", 1), ("千", 1000), ("万亿", 10**12), ("千万", 10**7), ("千亿", 10**11)]
)
def test_letters_multiply(written: str, value: int) -> None:
    assert scale_value(written) == value


@pytest.mark.parametrize(
    ("value", "language", "amount", "name"),
    [
        ("6469700000000", "zh", "6.4697", "万亿"),
        ("-25000", "zh", "-2.5", "万"),
        ("9999", "zh", "9999", ""),
        ("25000", "en", "25000", ""),
        ("1e9", "en", "1", "billion"),
        ("0", "en", "0", ""),
    ],
)
def test_a_value_is_said_in_the_largest_scale_that_it_fills(value: str, language: str, amount: str, name: str) -> None:
    assert in_scale(Decimal(value), language) == (Decimal(amount), name)
