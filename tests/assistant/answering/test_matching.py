"""Which entries fit what is asked, and what they agree on."""

from figure_reports import told_of, work_report

from assistant.answering.ledgers import ReportLedger
from assistant.answering.matching import agreed, fitting, years_apart
from assistant.query.asked import AskedFigure, asked_figures
from index.facts.fact import Period


def asked(question: str) -> AskedFigure:
    (one,) = asked_figures(question, ("青禾县",), 2025)
    return one


def texts(question: str, *told: ReportLedger) -> list[str]:
    return [found.entry.text for found in fitting(asked(question), told)]


def test_the_unit_of_the_question_is_the_units_kind() -> None:
    told = work_report("青禾县", 2025, "茶叶产量1.2万吨。茶叶产值8亿元。")
    assert texts("茶叶产量多少公斤", told) == ["1.2万吨"]
    assert texts("茶叶产量多少亿元", told) == []


def test_a_place_in_an_order_is_no_amount() -> None:
    told = work_report("青禾县", 2025, "茶叶产量居全省第二。")
    assert texts("茶叶产量是多少", told) == []
    assert texts("茶叶产量居全省第几", told) == ["第二"]


def test_what_is_denied_is_not_told() -> None:
    assert texts("茶叶产量是多少", work_report("青禾县", 2025, "茶叶产量未能超过2万吨。")) == []


def test_the_exact_figure_is_preferred_to_the_rough_one_that_it_rounds() -> None:
    told = work_report("青禾县", 2025, "茶叶产值首次突破2亿元，达到2.1亿元。油料产值突破2亿元。油料产值5亿元。")
    one = agreed(fitting(asked("茶叶产值多少"), [told]))
    assert one is not None and one.entry.text == "2.1亿元"
    assert agreed(fitting(asked("油料产值多少"), [told])) is None


def test_years_are_asked_about_together() -> None:
    """The years that are named, else each report's, the newest first."""
    told = [work_report("青禾县", 2025, "茶叶产量1万吨。"), work_report("南岭县", 2024, "茶叶产量2万吨。")]
    plain = asked("茶叶产量多少")
    assert years_apart(plain, told, ()) == [(2024,), (2023,)]
    assert years_apart(plain, told, (2022,)) == [(2022,)]
    assert asked("2023年茶叶产量多少").period == Period(2023, 2023, said=True)
    assert years_apart(asked("2023年茶叶产量多少"), told, ()) == [(2023,)]


def test_the_last_day_of_a_year_is_the_years() -> None:
    told = told_of("柏川市2024年统计年报.md", "# 柏川市2024年统计年报\n\n年末常住人口186万人。\n")
    assert texts("年末常住人口是多少？", told) == ["186万人"]
