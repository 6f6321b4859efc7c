"""A claim over several reports: whose facts may refute it, what a figure of nobody's does, who decides which part."""

import pytest

from assistant.verification.claims import judge_claim, regions_of, statements_of
from assistant.verification.reported import Reported, given

Facts = dict[tuple[str, int], Reported]
JIANGXI = "2024年，江西粮食产量增长3.1%。茶叶产量增长5.4%。"


def test_the_report_that_a_claim_names_decides_and_another_refutes_nothing(told: Facts) -> None:
    here, there = told["浙江", 2025], told["江苏", 2025]
    judged = judge_claim("2024年江苏粮食产量达到600万吨。", [here, there])
    assert [(one.outcome, one.reported is there) for one in judged] == [("refuted", True), ("not_enough_info", False)]


@pytest.mark.parametrize(
    ("claim", "outcome"),
    [
        ("2024年，江西粮食产量增长3.1%。", "supported"),
        ("2024年，江西粮食产量增长3.2%。", "refuted"),
        ("2024年江西粮食产量增速：3.1%｜茶叶产量增速：5.4%", "supported"),  # as a row is set out
        ("2024年江西粮食产量增速：3.1%｜茶叶产量增速：5.5%", "refuted"),
        ("2024年，江西茶叶产量增速为5.4%，该省粮食产量增长3.1%。", "supported"),
        ("2024年，湖南粮食产量增长3.2%。", "not_enough_info"),
        ("2024年，江西粮食产量增长3.1%，茶叶产量增长6%。", "refuted"),
        ("2024年，江西粮食产量增长3.1%，其中早稻999万吨。", "partly_supported"),
    ],
)
def test_given_evidence_speaks_for_the_place_that_it_names(claim: str, outcome: str) -> None:
    assert judge_claim(claim, [given(JIANGXI, (2024,))])[0].outcome == outcome


def test_of_two_that_refute_a_claim_without_a_place_none_does() -> None:
    one, other = (given(f"2024年，粮食产量增长{share}%。", (2024,)) for share in ("3.2", "3.1"))
    claim = "2024年，粮食产量增长3.3%。"
    assert judge_claim(claim, [one])[0].outcome == "refuted"
    assert judge_claim(claim, [one, other])[0].outcome == "not_enough_info"


def test_what_one_supports_another_may_contradict_beside_it() -> None:
    one, other = (given(f"2024年，粮食产量增长{share}%。", (2024,)) for share in ("3.2", "3.1"))
    (found,) = statements_of(judge_claim("2024年，粮食产量增长3.1%。", [one, other]))
    assert (found.outcome, found.reported is other) == ("supported", True)
    assert [source is one for source, _ in found.against] == [True]


def test_each_statement_is_decided_by_the_report_that_says_it(told: Facts) -> None:
    before, after = told["浙江", 2025], told["浙江", 2026]
    claim = "2025年浙江旅游收入41.2亿元，地区生产总值目标增长5.5%左右。"
    found = statements_of(judge_claim(claim, [before, after]))
    assert [(one.outcome, one.reported is after) for one in found] == [("supported", True), ("supported", False)]


def test_a_figure_that_is_in_no_fact_is_nobody_s() -> None:
    source = [given("2024年，江西粮食产量增长3.1%。", (2024,))]
    claim = "（999万吨）2024年，江西粮食产量增长3.1%。"
    assert judge_claim(claim, source)[0].outcome == "partly_supported"
    assert judge_claim(claim, source, unread=False)[0].outcome == "supported"


def test_what_two_reports_decide_comes_first_with_both_cited(told: Facts) -> None:
    judged = judge_claim("2024年浙江粮食产量低于江苏。", [told["浙江", 2025], told["江苏", 2025]])
    (found,) = statements_of(judged)
    assert (judged[0].outcome, [source.region for source, _ in found.cited]) == ("supported", ["浙江", "江苏"])
    assert found.expression.startswith("600万吨 − 700万吨")


@pytest.mark.parametrize(
    ("text", "regions"),
    [("江西和北京", {"江西", "北京"}), ("赣鄱大地粮食增产", {"江西"}), ("自治区草原上的粮食", set()), ("", set())],
)
def test_a_region_goes_by_its_other_names_but_not_by_what_means_more(text: str, regions: set[str]) -> None:
    assert regions_of(text) == regions


def test_no_report_gives_no_judgement() -> None:
    assert judge_claim("2024年粮食产量增长3.1%。", []) == []


def test_each_of_several_years_must_be_told() -> None:
    report = "光缆线路长度由1997年的15万公里增加到2002年的47万公里。"
    right, wrong = (report.replace("由", "从"), report.replace("2002", "1999"))
    assert judge_claim(right, [given(report)])[0].outcome == "supported"
    assert judge_claim(wrong, [given(report)])[0].outcome == "not_enough_info"
