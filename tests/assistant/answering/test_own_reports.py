"""Whose reports a question is about."""

from pathlib import Path

import pytest
from fakes import library_in
from report_texts import asking, report_of

from assistant.answering.own_reports import (
    calls_itself,
    level_said,
    of_its_level,
    of_the_nation,
    own_reports,
    own_reports_else_all,
    reports_of_year,
)
from assistant.query.understanding import understand

COUNTY = report_of("青禾县", 2025, "全县地区生产总值增长。全县粮食丰收。全省领先。")
PROVINCE = report_of("浙江", 2024, "全省地区生产总值增长。与江苏合作。")
COMPANY = report_of(None, 2024, "收入增长。", kind="annual_report", issuer="澜石光电股份有限公司")
REPORTS = [COUNTY, PROVINCE, COMPANY]


@pytest.mark.parametrize(
    ("question", "own"),
    [
        ("浙江地区生产总值增长多少", [PROVINCE]),
        ("澜石光电股份有限公司收入增长多少", [COMPANY]),
        ("地区生产总值增长多少", []),
    ],
)
def test_the_reports_of_whom_the_question_names(question: str, own: list[object]) -> None:
    understanding, _ = asking(question, REPORTS)
    assert own_reports(understanding, REPORTS) == own


def test_all_where_the_question_names_nobodys() -> None:
    understanding, _ = asking("地区生产总值增长多少", REPORTS)
    assert own_reports_else_all(understanding, REPORTS) == REPORTS


def test_the_whole_county_is_the_place_of_the_report_that_says_so() -> None:
    understanding, _ = asking("全县地区生产总值增长多少", REPORTS)
    assert calls_itself(COUNTY) == "县"
    assert own_reports_else_all(understanding, REPORTS) == [COUNTY]


def test_the_nation_is_asked_where_no_place_is_named() -> None:
    assert of_the_nation(asking("国内生产总值增长多少", REPORTS)[0])
    assert not of_the_nation(asking("浙江地区生产总值增长多少", REPORTS)[0])


def test_the_reports_of_the_years_asked() -> None:
    assert reports_of_year(REPORTS, [2025]) == [COUNTY]
    assert reports_of_year(REPORTS, []) == REPORTS


@pytest.mark.parametrize(
    ("question", "level"),
    [
        ("那份县政府报告说今后五年走哪条路", "县"),
        ("那个做水晶的县，拿过什么奖", "县"),
        ("那份2021年区县报告里", "县"),
        ("县报告里说政府自己有哪些毛病", "县"),
        ("2021年区县政府工作报告今后五年走哪条路", "县"),
        ("那个县都拿过什么称号", "县"),
        ("我省今年的目标", "省"),
        ("那些城市的目标", ""),
        ("全国百强县有哪些", ""),
        ("这个区域的目标", ""),
    ],
)
def test_the_level_of_place_that_a_question_says_without_a_name(question: str, level: str) -> None:
    assert level_said(question) == level


def test_what_the_county_s_report_says_is_asked_of_no_province_s(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in (
        ("2021年政府工作报告(区县).txt", "各位代表：全县地区生产总值增长6%。获“巨峰葡萄之乡”称号。"),
        ("2025年浙江省政府工作报告.txt", "各位代表：全省地区生产总值增长5%。获“示范县”称号。"),
    ):
        (folder / name).write_text(f"{name.removesuffix('.txt')}\n\n{text}\n", "utf-8")
    library = library_in(tmp_path / "library")
    library.add([folder])
    known = library.metadata()
    asked = of_its_level(understand("县报告里提到当地葡萄，拿到过什么称号？", known), library, 60)
    (name,) = asked.scope.reports
    assert library.get(name).metadata.title == "2021年政府工作报告(区县)"
    titled = of_its_level(understand("2021年政府工作报告（区县）说葡萄得过什么称号？", known), library, 0)
    assert titled.scope.reports == (name,), "a title is the one that is asked, whatever its brackets"
    for question in ("浙江的县报告里提到什么称号？", "拿到过什么称号？", "我省拿到过什么称号？"):
        assert not of_its_level(understand(question, known), library, 60).scope.reports
    assert not of_its_level(understand("县报告里提到什么称号？", known), library, 0).scope.reports
