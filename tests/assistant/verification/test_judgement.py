"""A claim by its statements: each by its best reading, and the verdict that they come to together."""

import pytest

from assistant.verification.comparing import FactIndex, Outcome
from assistant.verification.judgement import Judgement, judge, verdict_of
from index.facts.fact import Context
from index.facts.reading import read


def judged(claim: str, report: str) -> Judgement:
    index = FactIndex()
    index.add(list(read(report, Context(year=2025, years=(2024,)))), report)
    return judge(list(read(claim, Context(year=2025, years=(2024,), claim=True))), index)


@pytest.mark.parametrize(
    ("claim", "verdict", "outcomes"),
    [
        ("粮食产量增长5%，茶叶产量增长3%。", "supported", ["supported", "supported"]),
        ("粮食产量增长5%，油料产量增长2%。", "partly_supported", ["supported", "open"]),
        ("粮食产量增长5%，茶叶产量增长4%。", "refuted", ["supported", "refuted"]),
        ("油料产量增长2%。", "not_enough_info", ["open"]),
    ],
)
def test_each_statement_is_judged_by_itself(claim: str, verdict: str, outcomes: list[Outcome]) -> None:
    found = judged(claim, "粮食产量增长5%。茶叶产量增长3%。")
    assert (found.outcome, [one.outcome for one in found.statements]) == (verdict, outcomes)


def test_what_was_compared_is_told_in_the_claims_order() -> None:
    claim = "粮食产量增长5%，茶叶产量增长4%。"
    found = judged(claim, "茶叶产量增长3%。粮食产量增长5%。")
    assert [claim[pair.claimed.start : pair.claimed.end] for pair in found.comparisons] == [
        "粮食产量增长5%",
        "茶叶产量增长4%",
    ]


def test_a_list_holds_where_each_of_its_items_does() -> None:
    report = "粮食、茶叶、油料产量分别增长5%、3%、2%。"
    assert judged("粮食和油料产量分别增长5%、2%。", report).outcome == "supported"
    assert judged("粮食和棉花产量分别增长5%、2%。", report).outcome != "supported"


@pytest.mark.parametrize(
    ("outcomes", "verdict"),
    [
        ([], "not_enough_info"),
        (["open", "open"], "not_enough_info"),
        (["supported", "open"], "partly_supported"),
        (["supported", "supported"], "supported"),
        (["supported", "open", "refuted"], "refuted"),
    ],
)
def test_one_refuted_statement_refutes_and_all_must_hold(outcomes: list[Outcome], verdict: str) -> None:
    assert verdict_of(outcomes) == verdict


@pytest.mark.parametrize(
    ("claim", "outcomes"),
    [
        # 出口 may be that of the three alone
        ("外贸“新三样”为稳增长添力，出口增长77.6%。", ["open", "open"]),
        ("粮食产量增长5%，出口增长77.6%。", ["supported", "refuted"]),
    ],
)
def test_a_bare_measure_behind_a_subject_that_no_report_tells_of_is_not_refuted(
    claim: str, outcomes: list[Outcome]
) -> None:
    assert [one.outcome for one in judged(claim, "粮食产量增长5%。出口增长6.3%。").statements] == outcomes
