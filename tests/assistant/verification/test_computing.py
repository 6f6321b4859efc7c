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


AIMS = (
    "2024年，江西粮食产量达到853.2亿斤。2024年，江西建成高标准农田8.8万亩。2024年，江西智能算力达到1.6万P。"
    "2024年，江西战略性新兴产业产值占规上工业比重43.6%、提高0.7个百分点。"
    "2025年，江西粮食产量目标880亿斤。2025年，江西计划建成高标准农田4万亩。2025年，江西智能算力目标2万P。"
)


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("江西2025年粮食产量目标880亿斤，比上年853.2亿斤增约27亿斤。", "supported"),
        ("江西2025年粮食产量目标880亿斤，比上年853.2亿斤增约37亿斤。", "open"),
        ("江西2025年粮食产量目标880亿斤，比上年853.2亿斤减少约27亿斤。", "open"),
        ("江西2025年计划建成高标准农田4万亩，不足上年的一半。", "supported"),
        ("江西2025年计划建成高标准农田4万亩，不足上年的三成。", "open"),
        ("江西2025年智能算力目标2万P，比上年1.6万P多四分之一。", "supported"),
        ("江西2025年智能算力目标2万P，比上年1.6万P多三分之一。", "open"),
        ("江西2024年战新产业产值占规上工业比重43.6%，上年为42.9%。", "supported"),
        ("江西2024年战新产业产值占规上工业比重43.6%，上年为44.3%。", "open"),
    ],
)
def test_what_is_aimed_at_is_held_against_the_year_before(claim: str, outcome: str) -> None:
    """Differences, shares and growth between an aim and what was reached; a base out of a level and its change."""
    found = statements_of(judge_claim(claim, [given(AIMS, (2024,))]))
    assert [one.outcome for one in found][-1] == outcome
