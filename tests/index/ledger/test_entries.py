"""The ledger of a report: of each figure one reading, in order, with its time and stage."""

from collections.abc import Callable

from index.facts.fact import Stage
from index.ledger.entry import Entry, Span
from index.report import Part

Read = Callable[..., tuple[Entry, ...]]


def test_each_figure_once_in_order(told: Read) -> None:
    entries = told("地区生产总值120亿元，增长6.1%；茶叶产值8亿元。")
    assert [(entry.measure, entry.text) for entry in entries] == [
        ("地区生产总值", "120亿元"),
        ("地区生产总值", "6.1%"),
        ("茶叶产值", "8亿元"),
    ]


def test_results_and_plans_have_their_year(told: Read) -> None:
    (result,) = told("茶叶产值8亿元。")
    (aim,) = told("茶叶产值达到9亿元以上。", Part.PLAN)
    assert (result.period, result.planned) == (Span("2024", "2024"), False)
    assert (aim.period, aim.stage, aim.hedge) == (Span("2025", "2025"), Stage.PLANNED, "over")


def test_what_was_not_reached_lies_under_it(told: Read) -> None:
    (entry,) = told("茶叶产量没有达到2万吨。")
    assert entry.hedge == "under"


def test_several_years_are_a_span(told: Read) -> None:
    (entry,) = told("过去五年，地区生产总值年均增长5.6%。")
    assert (entry.base, entry.period) == ("年均", Span("2020", "2024"))


def test_a_clause_ends_behind_the_bound_of_its_last_figure(told: Read) -> None:
    text = "力争地区生产总值增长5.5%以上，城镇新增就业1万人左右。我们发放补贴［11］3亿元。"
    entries = told(text, part=Part.PLAN)
    assert [text[one.start : one.end] for one in entries][:2] == ["地区生产总值增长5.5%以上", "城镇新增就业1万人左右"]
    assert [one.text for one in entries][2:] == ["3亿元"]  # the mark of a note is no figure
