"""A term over one owner's reports: the years that have it, and the first of them."""

import pytest
from report_texts import asking, report_of

from assistant.answering.mentions_by_year import asks_years, by_year, of_one_owner
from assistant.answering.reply import Reply

OLD = report_of("浙江", 2023, "数字经济发展。")
MIDDLE = report_of("浙江", 2024, "低空经济起步。低空经济试点。")
NEW = report_of("浙江", 2025, "低空经济发展。")
OTHER = report_of("江苏", 2025, "低空经济发展。")


def told(question: str) -> Reply:
    understanding, _ = asking(question, [OLD, MIDDLE, NEW])
    spans = [
        [(at, at + 4) for at in range(len(one.text)) if one.text.startswith("低空经济", at)]
        for one in (OLD, MIDDLE, NEW)
    ]
    return by_year(understanding, [OLD, MIDDLE, NEW], spans, "note")


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("浙江哪一年首次提到低空经济", True),
        ("浙江历年提到低空经济几次", True),
        ("浙江提到低空经济几次", False),
        ("When did Zhejiang first mention it?", True),
    ],
)
def test_whether_it_is_asked_by_year(question: str, years: bool) -> None:
    assert asks_years(question) == years


def test_the_reports_of_the_one_owner_with_several_years() -> None:
    assert of_one_owner([NEW, OTHER, OLD]) == [OLD, NEW]
    assert of_one_owner([NEW, OTHER]) == []
    assert of_one_owner([NEW, OLD, OTHER, report_of("江苏", 2024, "经济发展。")]) == []


def test_the_first_year_then_each_year_that_has_it() -> None:
    reply = told("浙江哪一年首次提到低空经济")
    assert [line.text for line in reply.lines] == ["2024年的报告首次提到", "– 2024年 2次", "– 2025年 1次"]
    assert [quote.text for quote in reply.lines[0].quotes] == ["低空经济起步。"]


def test_a_year_without_it_has_no_cell() -> None:
    table = told("浙江历年提到低空经济几次").table
    assert table is not None
    assert table.rows == ("2023", "2024", "2025")
    assert [(cell.row, cell.text) for cell in table.cells] == [(1, "2"), (2, "1")]
