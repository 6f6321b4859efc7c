"""A measure over reports: which figures are rows, which one decides a cell, and what is said to be missing."""

import pytest

from assistant.errors import WrongUsage
from assistant.ledger.deciding import decided
from assistant.ledger.figures import Figures, facts, figures
from assistant.ledger.row import row_of
from index.library import Library
from index.scope import Scope
from index.store.transactions import writing


def rows(found: Figures) -> list[tuple[str, str, bool]]:
    return [(row.source, row.entry.text, row.decides) for row in found.rows]


def titles(found: Figures) -> list[str]:
    return [found.title_of(report_id) for report_id in found.without]


def test_without_limits_every_figure_is_a_row_with_its_quote(counties: Library) -> None:
    found = figures(counties, "GDP")
    assert [text for _, text, _ in rows(found)] == [
        "200亿元",
        "6.2%",
        "5.8%",
        "6%",
        "210亿元",
        "212.5亿元",
        "5.9%",
        "5.5%",
    ]
    for row in found.rows:
        text = counties.get(row.report_id).text
        assert row.quote == text[row.entry.start : row.entry.end]
        assert row.sentence == text[slice(*row.entry.sentence)]
        assert row.entry.text in row.sentence
    assert found.rows[0].locator == "《2024年青禾县政府工作报告》一、第1段"
    assert titles(found) == ["2025年白石县政府工作报告"]


def test_a_year_is_what_the_figure_is_about_and_a_mean_over_years_is_none(counties: Library) -> None:
    assert rows(figures(counties, "GDP", years=[2023])) == [
        ("qinghe-2024.txt", "200亿元", True),
        ("qinghe-2024.txt", "6.2%", True),
    ]
    assert figures(counties, "GDP", years=[2019]).rows == ()


def test_an_exact_result_decides_before_a_bound(counties: Library) -> None:
    assert rows(figures(counties, "GDP", years=[2024], kinds=["level"])) == [
        ("qinghe-2025.txt", "210亿元", False),
        ("qinghe-2025.txt", "212.5亿元", True),
    ]


def test_the_result_of_a_year_stands_in_the_next_report_and_its_target_in_its_own(counties: Library) -> None:
    assert rows(figures(counties, "GDP", years=[2024], planned=True)) == [("qinghe-2024.txt", "6%", True)]
    happened = figures(counties, "GDP增速", years=[2024], planned=False)
    assert rows(happened) == [("qinghe-2025.txt", "5.9%", True)]
    assert titles(happened) == ["2025年白石县政府工作报告"]
    assert titles(figures(counties, "GDP", years=[2024], planned=True)) == []  # no other report plans 2024


def test_scope_and_unit_narrow_it(counties: Library) -> None:
    assert {row.whose for row in figures(counties, "粮食产量", units=["千克"]).rows} == {"白石县"}
    assert figures(counties, "粮食产量", scope=Scope(regions=("青禾县",))).rows == ()
    assert [text for _, text, _ in rows(figures(counties, "GDP", units=["元"]))] == ["200亿元", "210亿元", "212.5亿元"]


def test_an_unknown_measure_has_no_rows_and_names_the_nearest(counties: Library) -> None:
    found = figures(counties, "预算收入规模")
    assert (found.rows, found.measure.taken_for, found.without) == ((), "", ())
    assert found.measure.nearest == ("一般公共预算收入",)


def test_the_first_of_two_aims_decides(counties: Library) -> None:
    report = counties.get(counties.resolve("qinghe-2025.txt"))
    (aim,) = figures(counties, "GDP", years=[2025], planned=True).rows
    assert [row.decides for row in decided([aim, row_of(report, aim.entry)])] == [True, False]


def test_a_report_whose_ledger_is_not_kept_is_named_apart(counties: Library) -> None:
    report_id = counties.resolve("baishi-2025.txt")
    with writing(counties.root) as catalogue:
        number = catalogue.number_of(report_id)
        assert number is not None
        catalogue.ledger.drop(number)
    try:
        found = figures(counties, "GDP")
        assert (found.without, found.unread) == ((), (report_id,))
        assert found.title_of(report_id) == "2025年白石县政府工作报告"
        assert figures(counties, "火箭").unread == (report_id,)
    finally:
        counties.read_ledgers()


def test_the_ledger_of_a_report_and_of_a_section(counties: Library) -> None:
    report_id = counties.resolve("qinghe-2025.txt")
    whole = facts(counties, report_id)
    assert [row.entry.text for row in whole.rows] == ["210亿元", "212.5亿元", "5.9%", "9800万元", "5.5%"]
    assert [row.entry.text for row in facts(counties, report_id, 2).rows] == ["5.5%"]
    with pytest.raises(WrongUsage, match="has no section 9; its sections are 0 to 2"):
        facts(counties, report_id, 9)
    document = whole.to_json()
    assert document["report_id"] == report_id
    first = document["facts"][0]
    assert (first["low"], first["unit"], first["hedge"], first["stage"]) == (21_000_000_000, "元", "over", "done")
    assert first["period"] == {"from": "2024", "to": "2024"}
