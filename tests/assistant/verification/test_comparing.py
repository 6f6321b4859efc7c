"""Two facts part by part: what is the same thing, what refutes, and what only stays open."""

import pytest

from assistant.verification.comparing import (
    FactIndex,
    Outcome,
    compare,
    compared_key,
    key_of,
    names_nothing,
    opposites,
    turned_key,
)
from index.facts.fact import Context, Fact
from index.facts.reading import read


def facts(text: str, *, claim: bool = False, plan: bool = False) -> list[Fact]:
    return list(read(text, Context(year=2025, plan=plan, years=(2024,), claim=claim)))


def compared(claim: str, report: str, *, plan: bool = False) -> tuple[Outcome, list[str], tuple[str, ...]] | None:
    """What the claim's first fact comes to: the outcome, what differs, what is open."""
    index = FactIndex()
    index.add(facts(report, plan=plan), report)
    pair = compare(facts(claim, claim=True)[0], index)
    return None if pair is None else (pair.outcome, [one.part for one in pair.differences], pair.open)


def turned(fact: Fact) -> list[tuple[str, str]]:
    return [(turned_key(pieces), part) for pieces, part in opposites(fact)]


@pytest.mark.parametrize(
    ("claim", "report", "parts"),
    [
        ("2024年粮食产量增长6%。", "粮食产量增长5%。", ["value"]),
        ("2024年粮食产量下降5%。", "粮食产量增长5%。", ["direction"]),
        ("2024年粮食产量居全国第4位。", "粮食产量居全国第5位。", ["rank"]),
        ("2024年粮食产量高于茶叶产量。", "粮食产量低于茶叶产量。", ["comparison"]),
        ("2024年粮食产量增长5个百分点。", "粮食产量增长5%。", ["unit"]),
    ],
)
def test_what_says_otherwise_of_the_same_thing_refutes(claim: str, report: str, parts: list[str]) -> None:
    assert compared(claim, report) == ("refuted", parts, ())


@pytest.mark.parametrize(
    ("claim", "report", "plan", "part"),
    [
        ("2023年粮食产量增长5%。", "粮食产量增长5%。", False, "period"),
        ("2024年粮食产量首次增长5%。", "粮食产量增长5%。", False, "qualifier"),
        ("2024年粮食产量增长5%。", "粮食产量增长5%。", True, "stage"),
    ],
)
def test_another_time_stage_or_qualifier_leaves_it_open(claim: str, report: str, plan: bool, part: str) -> None:
    assert compared(claim, report, plan=plan) == ("open", [], (part,))


def test_of_a_plan_the_bound_is_the_aim() -> None:
    assert compared("2025年PM2.5平均浓度降至35以下。", "PM2.5平均浓度降至38以下。", plan=True) in (
        ("refuted", ["value"], ()),
        ("open", ["value"], ("period",)),
    )


def test_the_same_is_supported_and_another_thing_is_not_compared() -> None:
    assert compared("2024年粮食产量增长5%。", "粮食产量增长5%。") == ("supported", [], ())
    assert compared("2024年茶叶产量增长5%。", "粮食产量增长5%。") is None


def test_a_head_without_an_owner_is_no_fact_and_supports_nothing() -> None:
    assert names_nothing(facts("总投资5亿元。")[0])
    assert not names_nothing(facts("新建学校3所。")[0])
    assert compared("2024年总投资5亿元。", "总投资5亿元。") is None


def test_pieces_meet_in_any_order_save_where_the_order_says_who_is_what() -> None:
    assert key_of(["企业数量", "#"]) == key_of(["#", "企业"])
    assert key_of(["甲", "⟨>⟩", "乙"]) != key_of(["乙", "⟨>⟩", "甲"])
    assert key_of(["数量", "#"]) != key_of(["#"])  # a head alone is kept


def test_the_contrary_is_the_other_direction_or_comparison() -> None:
    (higher,) = turned(facts("2024年粮食产量高于茶叶产量。")[0])
    assert higher == ("粮食产量⟨<⟩茶叶产量", "comparison")
    grown = facts("粮食产量增长5%。")[0]
    assert turned(grown) == [(compared_key(facts("粮食产量下降5%。")[0]), "direction")]
