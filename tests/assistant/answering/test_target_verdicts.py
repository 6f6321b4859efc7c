"""A target held against its result, and the verdict in the question's own word."""

from dataclasses import replace
from decimal import Decimal

import pytest
from figure_reports import work_report

from assistant.answering.ledgers import Found, all_entries
from assistant.answering.target_verdicts import is_met, judged, target_line
from assistant.query.asked_targets import target_in
from index.ledger.entry import Kind

AIMS = work_report(
    "青禾县", 2024, "经济平稳运行。", "地区生产总值增长5%左右，粮食产量12万吨，城镇调查失业率5.5%左右，单位能耗下降3%。"
)
RESULTS = work_report("青禾县", 2025, "地区生产总值增长6.1%，粮食产量11万吨，城镇调查失业率5.1%，单位能耗下降2%。")


def found(told: object, measure: str) -> Found:
    return next(each for each in all_entries([told]) if measure in each.entry.measure)  # type: ignore[list-item]


def pair(measure: str) -> tuple[Found, Found]:
    return found(AIMS, measure), found(RESULTS, measure)


@pytest.mark.parametrize(
    ("measure", "met"),
    [("地区生产总值", True), ("粮食产量", False), ("失业率", True), ("能耗", False)],
)
def test_more_is_better_save_where_less_is(measure: str, met: bool) -> None:
    aim, result = pair(measure)
    assert is_met(aim.entry, result.entry) is met


def test_a_little_less_than_about_so_much_is_left_open() -> None:
    aim, result = pair("地区生产总值")
    near = replace(result.entry, low=Decimal("4.9"), high=Decimal("4.9"))
    assert is_met(aim.entry, near) is None


def test_over_so_much_may_be_the_target() -> None:
    aim, result = pair("粮食产量")
    assert is_met(aim.entry, replace(result.entry, hedge="over")) is None


def test_more_than_a_twentieth_beyond_about_is_more_than_met() -> None:
    aim, result = pair("地区生产总值")
    assert judged(aim, result).exceeded
    assert not judged(
        aim, Found(result.ledger, replace(result.entry, low=Decimal("5.2"), high=Decimal("5.2")))
    ).exceeded
    assert result.entry.kind is Kind.CHANGE


@pytest.mark.parametrize(
    ("measure", "question", "begins"),
    [
        ("地区生产总值", "青禾县2024年地区生产总值目标完成了吗", "超额完成"),
        ("粮食产量", "青禾县2024年粮食产量目标实现了吗", "未实现"),
    ],
)
def test_the_verdict_is_in_the_questions_word(measure: str, question: str, begins: str) -> None:
    line = target_line(judged(*pair(measure)), target_in(question), "zh")
    assert line.text.startswith(begins)
    assert [quote.report.metadata.year for quote in line.quotes] == [2024, 2025]
