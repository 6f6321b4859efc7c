"""Written numbers to values."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.numerals import arabic_value, decimals, english_value, han_value, plain, whole_value


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("三千二百", "3200"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("九十九", "99"),
        ("二〇二五", "2025"),
        ("一九九○", "1990"),
        ("两", "2"),
        ("三点五", "3.5"),
        ("两万三千", "23000"),
        ("一万二千亿", "1200000000000"),
    ],
)
def test_a_chinese_numeral_has_a_value(written: str, value: str) -> None:
    assert han_value(written) == Decimal(value)


@pytest.mark.parametrize("written", ["万", "亿万", ""])
def test_a_scale_alone_is_no_number(written: str) -> None:
    assert han_value(written) is None


@given(st.integers(1, 99))
def test_enumerators_and_days_read_what_is_written(number: int) -> None:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    ten = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    assert whole_value(ten + (digits[ones] if ones else "")) == number


@pytest.mark.parametrize(("written", "value"), [("12", 12), ("１２", 12), ("十二", 12), ("二○二一", 2021), ("两", 2)])
def test_a_whole_number_is_read_in_any_digits(written: str, value: int) -> None:
    assert whole_value(written) == value


@pytest.mark.parametrize("written", ["", "万", "甲", "3.5", "三点五", "XII"])
def test_what_is_no_whole_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="no whole number"):
        whole_value(written)


def test_full_width_figures_and_signs_become_ascii_in_place() -> None:
    text = "１，２００亿元，增长５．２％，１９·５"
    assert plain(text) == "1,200亿元，增长5.2%，19.5"
    assert len(plain(text)) == len(text)


def test_arabic_digits_scales_and_words() -> None:
    assert arabic_value("1,303.70") == Decimal("1303.70")
    assert decimals("1303.70") == 2
    assert english_value("three hundred and two") == 302
    assert english_value("Twenty-five") == 25
