"""What is told of a year that lies ahead of all reports: the sentences that name it, and nothing of another year."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.ledgers import ReportLedger
from assistant.answering.years_ahead import told_of_years_ahead
from assistant.query.understanding import understand
from index.ledger.entries import entries_of
from index.report import Report

COUNTY = report_of(
    "北溪县",
    2025,
    "2025年地区生产总值增长5%左右。",
    "2025年是“十四五”收官之年，也是“十五五”谋划之年。",
    "到2030年，力争全县地区生产总值突破200亿元，柑橘综合产值达到30亿元。",
)
CARRIER = report_of(
    None,
    2024,
    "By December 2025: 40 electric trailers in service.",
    "By December 2030: a 60% cut in Scope 1 emissions against 2020.",
    kind="annual_report",
    issuer="Northmoor Freight",
    language="en",
)


def _told(question: str, reports: list[Report]) -> list[str]:
    understanding = understand(question, [report.metadata for report in reports])
    return said(told_of_years_ahead(understanding, [ReportLedger(report, entries_of(report)) for report in reports]))


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("2030年北溪县的目标是什么？", "到2030年"),
        ("北溪县到2030年要达到什么水平？", "到2030年"),
        ("2030年北溪县柑橘有什么打算？", "到2030年"),
        ("2030年北溪县的地铁目标是什么？", ""),  # of another thing
        ("2028年北溪县的目标是什么？", ""),  # a plan of five years names none of them
        ("2025年北溪县的目标是什么？", ""),  # a report is of that year
        ("Which targets does Northmoor Freight set for 2030?", "By December 2030"),
        ("What is the company's emissions target for 2030?", "By December 2030"),
        ("Which targets does Northmoor Freight set for 2035?", ""),
    ],
)
def test_the_sentences_that_name_the_year(question: str, says: str) -> None:
    lines = _told(question, [COUNTY, CARRIER])
    assert [line[: len(says)] for line in lines] == ([says] if says else [])


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What are Northmoor Freight's targets for 2026?", ["Cut waste by 5%.", "Buy 60% of power from wind farms."]),
        ("What is the wind power target for 2026?", ["Buy 60% of power from wind farms."]),
    ],
)
def test_what_stands_below_the_heading_of_the_year(question: str, says: list[str]) -> None:
    report = report_of(
        None,
        2024,
        "Targets for 2026",
        "Cut waste by 5%. Buy 60% of power from wind farms.",
        "People",
        "A hall opens in 2026.",
        kind="annual_report",
        issuer="Northmoor Freight",
        language="en",
        headings=(0, 2),
    )
    assert _told(question, [report]) == says


def test_of_several_owners_the_choice_is_asked_back() -> None:
    other = report_of("南溪县", 2025, "到2030年，全县森林覆盖率达到60%。")
    understanding, reports = asking("到2030年要达到什么水平？", [COUNTY, other])
    reply = told_of_years_ahead(understanding, [ReportLedger(report, entries_of(report)) for report in reports])
    assert reply is not None
    assert not reply.answers
    assert len(reply.ask_back) == 2


def test_a_fiscal_year_has_begun_the_year_before() -> None:
    assert _told("What is Northmoor Freight's target for fiscal 2025?", [CARRIER]) == []
    assert _told("What are Northmoor Freight's targets for 2025?", [CARRIER])
