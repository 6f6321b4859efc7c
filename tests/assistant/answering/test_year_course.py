"""How a figure went over years: the course, the year that stands out, and since when something holds."""

import pytest
from figure_reports import work_report

from assistant.answering.ledgers import Found, all_entries
from assistant.answering.year_course import asks_course, course_lines


def years(**figures: str) -> dict[int, Found]:
    """The grain output that each year's report tells of the year before."""
    found = {}
    for name, figure in figures.items():
        year = int(name.removeprefix("y"))
        found[year] = next(all_entries([work_report("青禾县", year + 1, f"粮食产量{figure}。")]))
    return found


RISING = years(y2021="10万吨", y2022="11万吨", y2023="12万吨", y2024="13万吨")
WAVE = years(y2021="10万吨", y2022="13万吨", y2023="12万吨")


def lines(found: dict[int, Found], question: str) -> list[str]:
    return [line.text for line in course_lines(found, question, falls=False, of_growths=False, language="zh")]


@pytest.mark.parametrize(
    ("question", "course"),
    [
        ("历年粮食产量变化", True),
        ("2021年以来粮食产量走势", True),
        ("2024年粮食产量变化", False),
        ("历年粮食产量", False),
        ("how did output change from 2021 to 2024", True),
    ],
)
def test_whether_the_course_is_asked(question: str, course: bool) -> None:
    assert asks_course(question) == course


def test_each_year_rises_where_none_is_missing() -> None:
    (whole,) = lines(RISING, "历年粮食产量变化")
    (gap,) = lines({year: one for year, one in RISING.items() if year != 2022}, "历年粮食产量变化")
    assert "逐年" in whole and "逐年" not in gap


def test_a_year_that_goes_the_other_way_is_named() -> None:
    (line,) = lines(WAVE, "粮食产量是不是逐年增加")
    assert line.startswith("不是") and "2022年13万吨" in line and "2023年12万吨" in line


def test_the_year_that_stands_out() -> None:
    (highest,) = lines(WAVE, "历年粮食产量哪年最高")
    (lowest,) = lines(WAVE, "历年粮食产量哪年最低")
    assert "2022" in highest and "13万吨" in highest
    assert "2021" in lowest and "10万吨" in lowest


def test_no_year_stands_out_where_all_are_level() -> None:
    assert lines(years(y2023="10万吨", y2024="10万吨"), "历年粮食产量哪年最高") == []


def test_since_when_it_holds_needs_the_year_before() -> None:
    (line,) = lines(RISING, "粮食产量从哪一年开始超过11.5万吨")
    assert "2023" in line and "2022" in line
    late = {year: one for year, one in RISING.items() if year >= 2023}
    assert lines(late, "粮食产量从哪一年开始超过11.5万吨") == []


def test_always_needs_every_year() -> None:
    (always,) = lines(RISING, "粮食产量是不是一直超过9万吨")
    (not_always,) = lines(RISING, "粮食产量是不是一直超过10.5万吨")
    assert "2021" in always and "2024" in always
    assert "2021年10万吨" in not_always
