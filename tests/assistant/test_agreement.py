"""A statement against its quote: what is the same passes, one thing altered never does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.agreement import Evidence, agreement

QUOTE = "2024年，全县地区生产总值增长5.8%，粮食总产量8.2万吨，新建公路126公里，没有发生重大安全事故。"
REVIEW = Evidence(QUOTE, "2025年云岭县政府工作报告\n一、2024年工作回顾", "", ("云岭县",), (2024,), 2025, False)
TARGET = "今年的主要目标是：地区生产总值增长6%左右。"
PLAN = Evidence(TARGET, "2025年云岭县政府工作报告\n二、2025年目标", "", ("云岭县",), (2025,), 2025, True)
ENGLISH = Evidence("Net revenue rose 5.2 percent to $1.3 billion in 2023.", "Annual report", "", (), (2023,), 2023)


@pytest.mark.parametrize(
    "statement",
    [
        QUOTE,
        "粮食总产量8.2万吨",
        "2024年云岭县地区生产总值增长了5.8%。",
        "云岭县2024年粮食总产量达到82000吨。",
        "2024年新建公路126000米。",
        "2024年云岭县新建公路约130公里。",
        "云岭县没有发生重大安全事故。",
    ],
)
def test_what_the_quote_says_is_supported(statement: str) -> None:
    assert agreement(statement, [REVIEW]).supports


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("2024年云岭县地区生产总值增长了5.9%。", "value"),
        ("2024年云岭县地区生产总值下降了5.8%。", "direction"),
        ("2024年云岭县地区生产总值增长了5.8个百分点。", "unit"),
        ("2023年云岭县地区生产总值增长了5.8%。", "period"),
        ("2024年云岭县新建公路126米。", "unit"),
        ("2024年浙江新建公路126公里。", "region"),
        ("云岭县发生重大安全事故。", "negation"),
        ("2024年云岭县力争新建公路126公里。", "target_vs_outcome"),
    ],
)
def test_one_thing_altered_is_named(statement: str, kind: str) -> None:
    found = agreement(statement, [REVIEW])
    assert not found.supports
    assert kind in {mismatch.kind for mismatch in found.mismatches}


def test_a_target_told_as_an_outcome_is_named() -> None:
    assert agreement("2025年云岭县的目标是地区生产总值增长6%左右。", [PLAN]).supports
    told = agreement("2025年云岭县地区生产总值增长了6%左右。", [PLAN])
    assert [mismatch.kind for mismatch in told.mismatches] == ["target_vs_outcome"]


def test_a_hedge_left_out_is_a_difference_of_value() -> None:
    told = agreement("2025年云岭县的目标是地区生产总值增长6%。", [PLAN])
    assert [mismatch.kind for mismatch in told.mismatches] == ["value"]


def test_words_that_stand_nowhere_are_not_supported() -> None:
    found = agreement("2024年云岭县新建公路126公里，居全省前列。", [REVIEW])
    assert not found.supports
    assert found.unsupported


@pytest.mark.parametrize(
    ("statement", "passes"),
    [
        ("Net revenue rose 5.2 percent in 2023.", True),
        ("Net revenue increased to $1,300 million.", True),
        ("Net revenue fell 5.2 percent in 2023.", False),
        ("Net revenue rose 5.2 percent in 2022.", False),
        ("Net revenue rose 5.3 percent in 2023.", False),
        ("Net revenue did not rise 5.2 percent in 2023.", False),
    ],
)
def test_english(statement: str, passes: bool) -> None:
    assert agreement(statement, [ENGLISH]).supports is passes


def test_years_from_one_to_another_are_no_single_year() -> None:
    span = Evidence("从1952年到1956年，派出留学生6435人。", report_year=1957)
    assert agreement("从1952年到1956年，派出留学生6435人。", [span]).supports
    assert not agreement("1953年，派出留学生6435人。", [span]).supports


@given(st.integers(0, 9), st.sampled_from(["5.8", "8.2", "126"]), st.integers(0, 2))
def test_any_digit_altered_is_refused(digit: int, figure: str, place: int) -> None:
    letters = list(figure)
    place %= len(letters)
    if letters[place] == "." or letters[place] == str(digit):
        return
    letters[place] = str(digit)
    altered = QUOTE.replace(figure, "".join(letters))
    assert not agreement(altered, [REVIEW]).supports


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("旅游综合收入41.2亿元，未完成。", "旅游综合收入41.2亿元，完成。"),
        ("收入41.2亿元，完成。", "收入41.2亿元，未完成。"),
    ],
)
def test_a_denial_of_a_clause_of_light_words_is_seen(quote: str, statement: str) -> None:
    assert agreement(quote, [Evidence(quote)]).supports
    assert not agreement(statement, [Evidence(quote)]).supports
