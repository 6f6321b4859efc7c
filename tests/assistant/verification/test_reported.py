"""What a report tells: whose it is, what lies in its plan, a stretch of it alone, and when it is read."""

import pytest

from assistant.verification import reported as module
from assistant.verification.reported import FactLibrary, Reported, given
from index.library import Library

Facts = dict[tuple[str, int], Reported]


def test_a_report_has_its_place_s_names_and_its_year(told: Facts) -> None:
    one = told["浙江", 2025]
    assert (one.region, one.year, one.is_chinese) == ("浙江", 2025, True)
    assert {"浙江", "浙江省", "浙江省人民政府"} <= set(one.names)


def test_a_stretch_tells_only_the_facts_that_lie_inside_it(told: Facts) -> None:
    one = told["浙江", 2025]
    start = one.text.index("粮食产量")
    inside = one.within(start, start + len("粮食产量达到600万吨"))
    assert [inside.text[fact.start : fact.end] for fact in inside.facts] == ["粮食产量达到600万吨"]
    assert (inside.report, inside.year) == (one.report, one.year)
    assert one.within(start + 1, start + 12).facts == ()


def test_a_text_that_was_given_has_no_place_and_tells_what_is_over() -> None:
    text = given("产量增长3%。", (2022, 2024))
    assert (text.report, text.region, text.names, text.year) == (None, None, (), 2025)
    assert {(fact.period.first, fact.period.last) for fact in text.facts if fact.period} <= {(2022, 2024), (2024, 2024)}
    assert given("产量增长3%。").year is None
    assert given("Output rose 3%.").is_chinese is False


def test_a_sentence_of_a_plan_is_known_as_one(told: Facts) -> None:
    one = told["浙江", 2025]
    assert one._plans_at(one.text.index("左右")) is True
    assert one._plans_at(one.text.index("600万吨")) is False
    assert given("今年目标增长5%。")._plans_at(0) is False


def test_facts_are_read_once_and_the_longest_unused_go_first(
    provinces: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_REPORTS", 2)
    first, second, third = (known.report_id for known in provinces.reports())
    facts = FactLibrary(provinces)
    kept = facts.of([first, second])
    assert [one is other for one, other in zip(facts.of([second, first]), reversed(kept), strict=True)] == [True, True]
    facts.of([third])
    assert facts.of([first])[0] is kept[0]
    assert facts.of([second])[0] is not kept[1]
