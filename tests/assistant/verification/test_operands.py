"""The facts that arithmetic takes, and its results in the unit that a report writes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.verification.operands import RATES, in_written_unit, told_before, told_facts
from index.facts.fact import Bound, Context, Fact, Figure, Stage
from index.facts.reading import read


class TextFacts:
    """The facts of a text by their exact key."""

    def __init__(self, *texts: str, plan: bool = False) -> None:
        self.facts = [fact for text in texts for fact in facts(text, plan=plan)]

    def with_key(self, key: str, like: Fact) -> list[Fact]:
        return [fact for fact in self.facts if fact.key == key]


def facts(text: str, *, plan: bool = False, claim: bool = False) -> list[Fact]:
    """The facts of a text, of 2024 where it is a report's and says no year."""
    return list(read(text, Context(year=2025, years=(2024,), plan=plan, claim=claim, now=2025)))


def figure(text: str) -> Figure:
    """The one figure that a text tells."""
    ((found,),) = {fact.figures for fact in facts(f"出口{text}。") if fact.key in ("出口#", "出口⟨↑⟩#")}
    return found


CLAIMED = facts("2024年出口900亿元。", claim=True)[0]


@pytest.mark.parametrize(
    ("value", "like", "written"),
    [
        ("-1e9", "600万吨", "-100万吨"),
        ("6e10", "900亿元", "600亿元"),
        ("123456", "1,234人", "123456人"),
        ("1.55e7", "1,234.5万人", "1550万人"),
        ("1.5", "3项", "1.5项"),
        ("0", "600万吨", "0万吨"),
        ("8e9", "700万吨左右", "800万吨"),
        ("8e9", "700多万吨", "800万吨"),
        ("2e8", "3亿余元", "2亿元"),
        ("8e9", "七百万吨", "8000000000千克"),
    ],
)
def test_a_value_is_written_in_the_unit_of_the_figure_it_came_from(value: str, like: str, written: str) -> None:
    """Thousands may have commas; the hedge around the figure is none of the result's; Han figures lend none."""
    assert in_written_unit(Decimal(value), figure(like)) == written


def test_a_difference_of_rates_is_in_percentage_points_and_a_level_is_not() -> None:
    """5.4 % less 3.1 % is 2.3 percentage points; 3.2 % less 0.5 points is 2.7 %."""
    rate = figure("增长5.4%")
    assert rate.unit in RATES
    assert in_written_unit(Decimal("2.3"), rate) == "2.3 个百分点"
    assert in_written_unit(Decimal("2.7"), rate, level=True) == "2.7%"


@pytest.mark.parametrize(
    ("value", "like", "written"),
    [
        ("1e8", "$3.5 billion", "$0.1 billion"),
        ("-1e8", "$3.5 billion", "-$0.1 billion"),
        ("2e5", "1,200 tonnes", "200 tonnes"),
    ],
)
def test_an_english_figure_keeps_its_currency(value: str, like: str, written: str) -> None:
    """A difference of dollars is one."""
    (found,) = next(fact.figures for fact in facts(f"Exports reached {like}.") if fact.figures)
    assert in_written_unit(Decimal(value), found) == written


def test_a_figure_of_nothing_scales_nothing() -> None:
    none = Figure(0, 2, "0吨", Decimal(0), Decimal(0), "千克", Bound.EXACT, Decimal(1))
    assert in_written_unit(Decimal(25), none) == "25千克"


def test_a_result_has_six_decimals_and_no_exponent() -> None:
    """A third is not written out to 28 digits, and 1E+3 is 1000."""
    plain = Figure(0, 1, "", Decimal(1), Decimal(1), "", Bound.EXACT, Decimal(1))
    assert in_written_unit(Decimal(1) / 3, plain) == "0.333333"
    assert in_written_unit(Decimal("1E+3"), plain) == "1000"
    assert in_written_unit(Decimal("-0.0000001"), plain) == "0"


def test_what_a_claim_told_before_the_last_first() -> None:
    """Statements with one figure, none of its own group or behind it."""
    told = facts("2024年出口900亿元，进口300亿元，投资由5亿元增至6亿元，旅游收入45亿元。", claim=True)
    claimed = next(fact for fact in told if fact.key == "旅游收入#")
    before = [fact.key for fact in told_before(claimed, told) if fact.key in ("出口#", "进口#", "旅游收入#")]
    assert before == ["进口#", "出口#"]
    assert all(len(fact.figures) == 1 for fact in told_before(claimed, told))
    assert told_before(told[0], told) == []


def test_a_reports_facts_of_a_key_one_year_and_one_figure() -> None:
    """In the order of the keys; what stands for several years, a part of one, or a range is no operand."""
    told = TextFacts(
        "出口900亿元。", "进口300亿元。", "2020—2024年出口5000亿元。", "上半年出口400亿元。", "出口800—900亿元。"
    )
    found = [
        (fact.key, fact.figures[0].text)
        for fact in told_facts(["进口#", "出口#"], told, planned=False, claimed=CLAIMED)
    ]
    assert found[:2] == [("进口#", "300亿元"), ("出口#", "900亿元")]
    assert "5000亿元" not in {text for _, text in found}
    assert not any(text.startswith("800") for _, text in found)
    assert list(told_facts(["旅游收入#"], told, planned=False, claimed=CLAIMED)) == []


def test_what_is_planned_is_no_operand_of_what_is_told_nor_the_other_way() -> None:
    """A plan holds nothing against what was reached unless it is asked for."""
    plan, told = TextFacts("出口950亿元。", plan=True), TextFacts("出口900亿元。")
    assert [fact.figures[0].text for fact in told_facts(["出口#"], plan, planned=True, claimed=CLAIMED)] == ["950亿元"]
    assert list(told_facts(["出口#"], plan, planned=False, claimed=CLAIMED)) == []
    assert list(told_facts(["出口#"], told, planned=True, claimed=CLAIMED)) == []


def test_the_report_is_asked_as_for_the_claim_at_the_stage_wanted() -> None:
    """With a figure even where the claim has none, so that what is looked up has one too."""
    asked: list[Fact] = []

    class Asking(TextFacts):
        def with_key(self, key: str, like: Fact) -> list[Fact]:
            asked.append(like)
            return super().with_key(key, like)

    list(told_facts(["出口#"], Asking(), planned=True, claimed=replace(CLAIMED, figures=())))
    list(told_facts(["出口#"], Asking(), planned=False, claimed=CLAIMED))
    assert [(like.stage, len(like.figures)) for like in asked] == [(Stage.PLANNED, 1), (Stage.TOLD, 1)]
    assert asked[1].figures == CLAIMED.figures
