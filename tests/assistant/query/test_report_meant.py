"""Which of a company's reports a question names by its period."""

import pytest

from assistant.query.report_meant import names_a_report, reports_meant
from index.report import Metadata, Source
from index.store.rows import StoredReport


def stored(name: str, period: str, end: str) -> StoredReport:
    metadata = Metadata(
        "FORM 10-Q",
        issuer="NVIDIA CORPORATION",
        year=int(end[:4]),
        kind="financial_report",
        language="en",
        period=period,
        period_span="quarter",
        period_end=end,
    )
    return StoredReport(
        number=1,
        report_id=name,
        metadata=metadata,
        sources=(Source(name, None, "2026-01-01T00:00:00Z"),),
        original=".pdf",
        pages=1,
        characters=1,
        passages=1,
        added="2026-01-01T00:00:00Z",
        problems=(),
        embedded=True,
    )


# The file's own name counts the calendar's years, the report the fiscal ones.
REPORTS = [
    stored("2022 Q3 NVDA.pdf", "2023Q3", "2022-10-30"),
    stored("2023 Q1 NVDA.pdf", "2024Q1", "2023-04-30"),
    stored("2023 Q3 NVDA.pdf", "2024Q3", "2023-10-29"),
]
UNNAMED = [stored("a.pdf", "2023Q3", "2022-10-30"), stored("b.pdf", "2024Q3", "2023-10-29")]


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("What was NVIDIA's gross margin in its most recent 10-Q?", ["2023 Q3 NVDA.pdf"]),
        ("In the latest quarter, what were sales?", ["2023 Q3 NVDA.pdf"]),
        ("What does the latest quarterly filing say?", ["2023 Q3 NVDA.pdf"]),
        ("NVIDIA's Q3 2022 10-Q", ["2022 Q3 NVDA.pdf"]),
        ("the 2023 Q1 report", ["2023 Q1 NVDA.pdf"]),
        ("the first quarter of 2023", ["2023 Q1 NVDA.pdf"]),
        ("the third quarter of fiscal 2023", ["2022 Q3 NVDA.pdf"]),
        ("英伟达2023年第三季度的收入", ["2023 Q3 NVDA.pdf"]),
        ("英伟达2024财年第三季度的收入", ["2023 Q3 NVDA.pdf"]),
        ("英伟达最新的季报", ["2023 Q3 NVDA.pdf"]),
        ("in its 10-Q for the quarter ended October 29, 2023", ["2023 Q3 NVDA.pdf"]),
        ("the quarter to late October 2023", ["2023 Q3 NVDA.pdf"]),
        ("the April quarter of 2023", ["2023 Q1 NVDA.pdf"]),
        ("the third quarter of its fiscal 2023", ["2022 Q3 NVDA.pdf"]),
        ("the quarter ended May 2019", []),
        ("the second quarter of 2019", []),
        ("What were sales in 2023?", []),
        ("Who was the latest to join?", []),
    ],
)
def test_a_period_names_a_report(question: str, meant: list[str]) -> None:
    assert list(reports_meant(question, REPORTS)) == meant
    assert names_a_report(question) or not meant


def test_without_a_telling_name_the_fiscal_period_counts_and_then_the_calendar() -> None:
    assert reports_meant("Q3 2023", UNNAMED) == ("a.pdf",)
    assert reports_meant("Q3 2022", UNNAMED) == ()
    assert reports_meant("Q3 2024", UNNAMED) == ("b.pdf",)


def test_two_quarters_name_two_reports() -> None:
    assert reports_meant("from Q1 2023 to Q3 2023", REPORTS) == ("2023 Q1 NVDA.pdf", "2023 Q3 NVDA.pdf")
