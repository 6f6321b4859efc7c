"""Claims that two reports decide together: both operands cited, and nothing decided by what only one tells."""

import pytest

from assistant.verification.reported import Reported
from assistant.verification.spanning import span_reports

Facts = dict[tuple[str, int], Reported]


def by_two(told: Facts, claim: str) -> tuple[str, list[tuple[str | None, int | None]]] | None:
    """The verdict, and the reports whose figures it rests on."""
    found = span_reports(claim, list(told.values()), 2025)
    if found is None:
        return None
    (pair,) = found[1].comparisons
    assert pair.computed is not None
    return found[1].outcome, [(one.region, one.year) for one in pair.computed.sources or ()]


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("2024年浙江粮食产量低于江苏。", "supported"),
        ("2024年浙江粮食产量高于江苏。", "refuted"),
        ("2024年浙江地区生产总值增速高于江苏。", "refuted"),
        ("2024年浙江地区生产总值增速低于江苏。", "supported"),
        ("2025年浙江增长目标高于江苏。", "supported"),
    ],
)
def test_one_place_against_another_by_both_reports(told: Facts, claim: str, verdict: str) -> None:
    assert by_two(told, claim) == (verdict, [("浙江", 2025), ("江苏", 2025)])


def test_a_target_is_held_against_the_next_report_s_outcome(told: Facts) -> None:
    places = [("浙江", 2026), ("浙江", 2025)]
    assert by_two(told, "2025年浙江旅游收入没有达到45亿元的目标。") == ("supported", places)
    assert by_two(told, "2025年浙江旅游收入达到45亿元的目标。") == ("refuted", places)


@pytest.mark.parametrize(
    "claim",
    [
        "2024年浙江粮食产量高于湖南。",  # no report of the other place
        "2023年浙江粮食产量低于江苏。",  # another year
        "2024年浙江茶叶产量低于江苏。",  # neither tells it
        "2024年浙江粮食产量低于江苏，茶叶产量高于江苏。",  # two statements
        "2025年浙江旅游收入没有达到50亿元的目标。",  # not the target
        "2025年江苏旅游收入没有达到45亿元的目标。",  # another's target
        "2024年浙江粮食产量达到600万吨。",  # one report alone
    ],
)
def test_what_two_reports_do_not_decide_is_left_to_each(told: Facts, claim: str) -> None:
    assert by_two(told, claim) is None


def test_one_report_alone_decides_nothing_here(told: Facts) -> None:
    assert span_reports("2024年浙江粮食产量低于江苏。", [told["浙江", 2025]], 2025) is None
    assert span_reports("2025年浙江旅游收入没有达到45亿元的目标。", [told["浙江", 2026]], 2025) is None


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("2025年浙江粮食产量比上年增加12万吨。", "supported"),
        ("2025年浙江粮食产量比2024年减少12万吨。", "refuted"),
    ],
)
def test_one_year_against_the_one_before_by_both_reports(told: Facts, claim: str, verdict: str) -> None:
    assert by_two(told, claim) == (verdict, [("浙江", 2026), ("浙江", 2025)])


def test_another_difference_between_two_years_stays_open(told: Facts) -> None:
    assert by_two(told, "2025年浙江粮食产量比上年增加20万吨。") is None
