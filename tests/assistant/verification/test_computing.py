"""What reported figures give: the arithmetic that a claim rests on, and what is left open."""

import pytest

from assistant.verification.claims import judge_claim, statements_of
from assistant.verification.reported import given

REPORT = (
    "2024年，江西进口额300亿元。2024年，江西出口额900亿元。2024年，江西粮食产量增长3.1%。2024年，江西茶叶产量增长5.4%。"
)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("2024年，江西出口额高于进口额。", "supported"),
        ("2024年，江西进口额高于出口额。", "refuted"),
        ("2024年，江西茶叶产量增速高于粮食产量增速。", "supported"),
        ("2024年，江西出口额高于旅游收入。", "open"),  # the report tells nothing of the other side
        ("2024年，江西出口额高于粮食产量。", "open"),  # no unit in common
    ],
)
def test_a_comparison_is_worked_out_of_both_sides_figures(claim: str, outcome: str) -> None:
    found = statements_of(judge_claim(claim, [given(REPORT, (2024,))]))
    assert [one.outcome for one in found] == [outcome]


def test_the_arithmetic_is_shown_with_both_operands() -> None:
    (found,) = statements_of(judge_claim("2024年，江西出口额高于进口额。", [given(REPORT, (2024,))]))
    assert "900亿元" in found.expression
    assert "300亿元" in found.expression
    assert len(found.cited) == 2


@pytest.mark.parametrize(
    ("claim", "arithmetic"),
    [
        ("2024年，江西出口额高于进口额。", "900亿元 − 300亿元 = 600亿元"),
        ("2024年，江西茶叶产量增速高于粮食产量增速。", "5.4% − 3.1% = 2.3 个百分点"),
    ],
)
def test_a_difference_is_told_in_the_unit_that_is_written(claim: str, arithmetic: str) -> None:
    (found,) = statements_of(judge_claim(claim, [given(REPORT, (2024,))]))
    assert found.expression == arithmetic


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("2024年，江西研发强度3.2%，全国平均2.7%。", "supported"),
        ("2024年，江西研发强度3.2%，全国平均水平为2.7%。", "supported"),
        ("2024年，江西研发强度3.2%，全国为2.7%。", "supported"),
        ("2024年，江西研发强度3.2%，全国平均2.2%。", "open"),
    ],
)
def test_the_nations_figure_is_worked_out_of_how_far_above_it_one_is(claim: str, outcome: str) -> None:
    report = "2024年，江西研发强度3.2%、高于全国平均水平0.5个百分点。"
    assert statements_of(judge_claim(claim, [given(report, (2024,))]))[-1].outcome == outcome
