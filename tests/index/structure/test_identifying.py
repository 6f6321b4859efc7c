"""Titles completed by what they lack: whose report it is, and of when."""

from dataclasses import replace

import pytest

from index.report import Metadata
from index.structure.identifying import identified

WORK = Metadata(
    "政府工作报告", issuer="贵州省人民政府", region="贵州", year=2026, kind="government_work_report", language="zh"
)
FILED = Metadata(
    "FORM 10-Q",
    issuer="Harbour Line, Inc.",
    kind="financial_report",
    language="en",
    year=2023,
    period_span="quarter",
    period_end="2023-07-30",
)


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ("政府工作报告", "[贵州省2026年]政府工作报告"),
        ("2026年政府工作报告", "[贵州省]2026年政府工作报告"),
        ("贵州省政府工作报告", "[2026年]贵州省政府工作报告"),
        ("贵州省2026年政府工作报告", "贵州省2026年政府工作报告"),
        ("二〇二六年贵州省政府工作报告", "二〇二六年贵州省政府工作报告"),
        ("", "[贵州省2026年政府工作报告]"),
    ],
)
def test_only_what_a_work_reports_title_lacks_is_put_before_it(own: str, title: str) -> None:
    """Nothing is said twice; a report without a title is named by its kind."""
    found = identified(replace(WORK, title=own))
    assert (found.title, found.own_title) == (title, own)


def test_a_countys_report_and_the_nations() -> None:
    county = replace(WORK, region="青禾县", issuer="青禾县人民政府")
    assert identified(county).title == "[青禾县2026年]政府工作报告"
    assert identified(replace(county, title="青禾縣政府工作報告")).title == "[2026年]青禾縣政府工作報告"
    nation = replace(WORK, region="全国", issuer="国务院")
    assert identified(nation).title == "[国务院2026年]政府工作报告"
    english = replace(nation, title="Report on the Work of the Government", language="en")
    assert identified(english).title == "[State Council, 2026] Report on the Work of the Government"
    assert identified(replace(english, title="")).title == "[State Council, 2026, Report on the Work of the Government]"


def test_what_is_not_known_is_not_put() -> None:
    """Neither place nor year: the title stays, and nothing is marked as supplied."""
    bare = replace(WORK, region=None, issuer=None, year=None)
    assert (identified(bare).title, identified(bare).supplied) == ("政府工作报告", "")
    assert identified(replace(bare, year=2026)).title == "[2026年]政府工作报告"


@pytest.mark.parametrize(
    ("own", "title"),
    [
        ("FORM 10-Q", "[Harbour Line, Inc., quarter ended July 30, 2023] FORM 10-Q"),
        ("Harbour Line Form 10-Q", "[quarter ended July 30, 2023] Harbour Line Form 10-Q"),
        ("Harbour 2023 Results", "[quarter ended July 30, 2023] Harbour 2023 Results"),
        ("Harbour Line Second Quarter 2023 Results", "Harbour Line Second Quarter 2023 Results"),
        ("Harbourmaster's Q2 2023 Report", "[Harbour Line, Inc.] Harbourmaster's Q2 2023 Report"),
    ],
)
def test_a_companys_title_names_it_by_its_first_word_and_a_quarter_by_more_than_its_year(own: str, title: str) -> None:
    """A longer word that begins alike is another's name."""
    assert identified(replace(FILED, title=own)).title == title


@pytest.mark.parametrize(
    "own", ["Harbour Line H1 2023 Results", "Harbour Line 1H 2023", "Harbour Line 2023 Interim Report"]
)
def test_a_half_year_is_named_in_many_ways(own: str) -> None:
    """None of them is completed."""
    half = replace(FILED, title=own, period="2023H1", period_span="half", period_end=None)
    assert identified(half).supplied == ""


def test_an_issuer_known_by_its_initials_is_named() -> None:
    agency = Metadata(
        "EPA Report on Rivers", issuer="Environmental Protection Agency", kind="research_report", language="en"
    )
    assert identified(replace(agency, year=2023)).title == "[2023] EPA Report on Rivers"
    assert identified(replace(agency, title="DEPART Report")).supplied == "Environmental Protection Agency"


def test_a_chinese_companys_short_name_is_its_name() -> None:
    """In simplified or traditional characters."""
    company = Metadata(
        "青禾酒业2023年年度报告", issuer="青禾酒业股份有限公司", kind="annual_report", language="zh", year=2023
    )
    assert identified(company).supplied == ""
    assert identified(replace(company, title="青禾酒業2023年年度報告")).supplied == ""
    assert identified(replace(company, title="年度报告")).title == "[青禾酒业股份有限公司2023年]年度报告"


@pytest.mark.parametrize(
    ("language", "issued", "title"),
    [
        ("zh", "2020-02-05", "[青禾市教育局2020年2月5日]通知"),
        ("zh", "2020-02", "[青禾市教育局2020年2月]通知"),
        ("en", "2026-04-27", "[青禾市教育局, April 27, 2026] 通知"),
        ("en", "2023-01", "[青禾市教育局, January 2023] 通知"),
    ],
)
def test_without_a_year_the_day_of_issue_tells_when(language: str, issued: str, title: str) -> None:
    """A notice has no year of its own."""
    notice = Metadata("通知", issuer="青禾市教育局", kind="other", language=language, issued=issued)
    assert identified(notice).title == title


def test_brackets_in_a_name_do_not_end_what_is_supplied() -> None:
    """What stands in the first brackets is what was supplied."""
    found = identified(replace(FILED, issuer="Harbour [Holdings] Ltd"))
    assert found.title == "[Harbour (Holdings) Ltd, quarter ended July 30, 2023] FORM 10-Q"
    assert found.own_title == "FORM 10-Q"
