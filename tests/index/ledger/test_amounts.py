"""Cells as amounts, and what headers say of units."""

from decimal import Decimal

import pytest

from index.ledger.amounts import UnitHint, amounts_in, factor_of, hint_of, is_unit_line, marks_off, without_units


@pytest.mark.parametrize(
    ("text", "written", "low", "high", "unit"),
    [
        ("$ 198,270", "$ 198,270", "198270", "198270", ""),
        ("(2,063)", "(2,063)", "-2063", "-2063", ""),
        ("$(57)", "$(57)", "-57", "-57", ""),
        ("-8.75%", "-8.75%", "-8.75", "-8.75", "%"),
        ("(1.3)%", "(1.3)%", "-1.3", "-1.3", "%"),
        ("16,879 (b)", "16,879", "16879", "16879", ""),
        ("1.01*", "1.01", "1.01", "1.01", ""),
        ("0.03% – 3.6%", "0.03% – 3.6%", "0.03", "3.6", "%"),
        ("9 years", "9 years", "9", "9", "years"),
        ("(1)ppt", "(1)ppt", "-1", "-1", "ppt"),
        ("12.3亿元", "12.3亿元", "12.3", "12.3", "亿元"),
    ],
)
def test_amounts(text: str, written: str, low: str, high: str, unit: str) -> None:
    (one,) = amounts_in(text)
    assert (text[one.start : one.end], one.low, one.high, one.unit) == (written, Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize("text", ["—", "$—", "*", "N/A", "Level 2", "June 30, 2022", "12 Months or Greater", ""])
def test_words_dates_and_dashes_are_none(text: str) -> None:
    assert amounts_in(text) == []


def test_two_figures_of_one_cell() -> None:
    assert [one.low for one in amounts_in("$ 2,368 $ 2,052")] == [2368, 2052]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("(In millions, except per share amounts)", UnitHint(scale=6)),
        (
            "(In millions, except number of shares which are reflected in thousands and per share amounts)",
            UnitHint(scale=6, share_scale=3),
        ),
        ("(net income in millions and shares in thousands):", UnitHint(scale=6, share_scale=3)),
        ("($ in millions)", UnitHint(currency="$", scale=6)),
        ("(dollars in thousands)", UnitHint(currency="dollars", scale=3)),
        ("RMB'000", UnitHint(currency="RMB", scale=3)),
        ("表1 主要会计数据（单位：万元，另有注明的除外）", UnitHint(unit="万元")),
        ("单位：人民币千元", UnitHint(unit="千元")),
        ("基本每股收益（元/股）", UnitHint(unit="元/股")),
        ("总磷（mg/L）", UnitHint(unit="mg/L")),
        ("Unrealized gains, net of tax of $(15)", UnitHint()),
        ("Total (a)", UnitHint()),
    ],
)
def test_hints(text: str, hint: UnitHint) -> None:
    assert hint_of(text) == hint


def test_unit_lines_and_labels() -> None:
    assert is_unit_line("(In millions)") and is_unit_line("单位：元") and not is_unit_line("项目")
    assert without_units("营业收入（元）") == "营业收入"
    assert marks_off("Wearables, Home and Accessories (1)(2)") == "Wearables, Home and Accessories"
    assert factor_of("万元") == ("元", Decimal(10_000))
    assert factor_of("15") is None
