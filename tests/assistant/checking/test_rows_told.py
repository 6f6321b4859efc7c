"""A model's English statements of a table's row: shown where the cells of the cited row say all of them."""

from collections.abc import Iterable

import pytest

from assistant.answering.ledgers import ReportLedger
from assistant.checking.rows_told import rows_telling
from assistant.generation.keep_or_drop import Prover
from assistant.generation.prompt import CitableSentence, Material
from assistant.generation.reply import Draft
from assistant.verification.reported import reported
from index.ledger.entries import entries_of
from index.parsing.html import parse_html_text
from index.report import Metadata, Report, Source
from index.structure.sections import section_tree

PAGE = """<html><body><h1>Harbour Line Inc.</h1>
<p>CONSOLIDATED STATEMENTS OF OPERATIONS (in millions, except per share data)</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr>
<tr><td>Net sales</td><td>$1,207</td><td>$1,000</td></tr><tr><td>Cost of sales</td><td>700</td><td>650</td></tr>
<tr><td>Gross profit</td><td>507</td><td>350</td></tr></table></body></html>"""
NET_SALES, COST = "Net sales\t$1,207\t$1,000", "Cost of sales\t700\t650"


class OneReport:
    """The ledgers of a library of one report."""

    def __init__(self, report: Report) -> None:
        self._told = ReportLedger(report, entries_of(report))

    def of(self, report_ids: Iterable[str]) -> list[ReportLedger]:
        return [self._told for _ in report_ids]


@pytest.fixture(scope="module")
def report() -> Report:
    document = parse_html_text(PAGE)
    known = Metadata(
        "Annual report", issuer="Harbour Line Inc.", year=2024, kind="annual_report", language="en", period="2024"
    )
    tree = section_tree(document, 2024)
    return Report(
        "cd" * 32, known, document.text, "", "1", tree, document.blocks, sources=(Source("r.html", None, ""),)
    )


def shown(report: Report, statement: str, row: str, *years: int) -> bool:
    start = report.text.index(row)
    given = {"T1.r2": CitableSentence("T1.r2", report, start, start + len(row))}
    rows = rows_telling(OneReport(report))  # type: ignore[arg-type]
    prover = Prover(Material("", "=", given), "en", reported, years, rows=rows)
    proven, _ = prover.judge(Draft(statement, tuple(given)))
    return proven is not None


@pytest.mark.parametrize(
    "statement",
    [
        "Net sales were $1,207 million in 2024.",
        "Harbour Line's net sales were $1.2 billion in 2024.",
        "Net sales rose to $1,207 million in 2024 from $1,000 million a year before.",
    ],
)
def test_what_the_cells_of_the_cited_row_say_is_shown(report: Report, statement: str) -> None:
    """A level, and a change between two of its cells."""
    assert shown(report, statement, NET_SALES)
    assert not shown(report, statement, COST)  # another row's


@pytest.mark.parametrize(
    "statement",
    [
        "Net sales were $1,207 million in 2023.",
        "Net sales were $1,027 million in 2024.",
        "Net sales fell to $1,207 million in 2024 from $1,000 million a year before.",
        "Net sales in Europe were $1,207 million in 2024.",
        "Net sales were $1,207 million in 2024 because of new ships.",
        "Southern Line's net sales were $1,207 million in 2024.",
    ],
)
def test_what_they_do_not_say_is_not(report: Report, statement: str) -> None:
    """Another time, figure, way, place or company, or a reason."""
    assert not shown(report, statement, NET_SALES)


def test_a_row_of_another_year_than_asked_is_no_answer(report: Report) -> None:
    """A statement without a year would be read as of the year that was asked for."""
    assert shown(report, "Net sales were $1,207 million.", NET_SALES, 2024)
    assert not shown(report, "Net sales were $1,207 million.", NET_SALES, 2022)
