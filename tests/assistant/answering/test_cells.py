"""Cells of companies' tables as answers: the right row, column and unit, or none."""

import pytest

from assistant.answering.cells_told import answer_cells
from assistant.answering.ledgers import ReportLedger
from assistant.query.understanding import understand
from index.ledger.entries import entries_of
from index.parsing.html import parse_html_text
from index.report import Metadata, Report, Source
from index.structure.sections import section_tree

PAGE = """<html><body><h1>Harbour Line Inc.</h1>
<p>CONSOLIDATED STATEMENTS OF INCOME (in millions, except per share data)</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr>
<tr><td>Net sales</td><td>$1,200</td><td>$1,000</td></tr><tr><td>Cost of sales</td><td>700</td><td>650</td></tr>
<tr><td>Gross profit</td><td>500</td><td>350</td></tr><tr><td>Research and development</td><td>80</td><td>70</td></tr>
<tr><td>Operating income</td><td>300</td><td>180</td></tr>
<tr><td>Income before income taxes</td><td>290</td><td>170</td></tr>
<tr><td>Provision for income taxes</td><td>60</td><td>40</td></tr>
<tr><td>Net income</td><td>$230</td><td>$130</td></tr></table>
<p>Summarized results of Ferry Holdings, an investment:</p>
<table><tr><td></td><td>2024</td><td>2022</td></tr><tr><td>Net sales</td><td>90</td><td>77</td></tr>
<tr><td>Net loss</td><td>(12)</td><td>(9)</td></tr></table>
<p>Segments (in millions):</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Freight</td><td></td><td></td></tr>
<tr><td>Net sales</td><td>$890</td><td>$690</td></tr><tr><td>Operating income</td><td>210</td><td>140</td></tr></table>
<p>Net sales by line (in millions):</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Ferries</td><td>$310</td><td>$310</td></tr>
<tr><td>Freight</td><td>890</td><td>690</td></tr></table>
<p>Safety:</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Crew injuries</td><td>95</td><td>111</td></tr>
<tr><td>Safety index</td><td>45.5</td><td>49.3</td></tr></table></body></html>"""


@pytest.fixture(scope="module")
def told() -> ReportLedger:
    document = parse_html_text(PAGE)
    report = Report(
        "ab" * 32,
        Metadata(
            "Annual report", issuer="Harbour Line Inc.", year=2024, kind="annual_report", language="en", period="2024"
        ),
        document.text,
        "",
        "1",
        section_tree(document, 2024),
        document.blocks,
        sources=(Source("r.html", None, ""),),
    )
    return ReportLedger(report, entries_of(report))


def said(question: str, told: ReportLedger) -> tuple[str | None, bool]:
    reply = answer_cells(understand(question, [told.report.metadata]), [told])
    if reply is None:
        return None, False
    return ("\n".join(line.text for line in reply.lines) or None), reply.closed


@pytest.mark.parametrize(
    ("question", "begins"),
    [
        ("What were Harbour Line's net sales in 2023?", "$1,000 million"),
        ("What was Harbour Line's revenue in fiscal 2024?", "$1,200 million"),
        ("Harbour Line 2024年的净利润是多少？", "$230 million"),
        (
            "How much research and development, in millions, did Harbour Line book in 2024 (not just in May)?",
            "80 million",
        ),
        ("What were Harbour Line's net sales, in millions of dollars, in 2024 and what in 2023?", "$1,200 million"),
        ("Harbour Line gross profit, fiscal 2024 against fiscal 2023 (millions)?", "150 million US dollars (+42.86%)"),
        ("Harbour Line's gross profit: what was it in 2024, and in 2023?", "500 million US dollars"),
        ("Harbour Line: what was its gross profit in fiscal 2024, in $ millions?", "500 million US dollars"),
        (
            "What net income did Harbour Line have in fiscal 2024, against the year before?",
            "$230 million (Harbour Line Inc., 2024: Net income)\n$130 million",
        ),
        (
            "Harbour Line's operating income for 2024 and for a year earlier (in millions)?",
            "300 million US dollars (Harbour Line Inc., 2024: Operating income)\n180 million",
        ),
        ("By how much did Harbour Line's net income change from 2023 to 2024?", "100 million US dollars (+76.92%)"),
        ("What was the percentage change in Harbour Line's net sales from 2023 to 2024?", "20%"),
        ("What was Harbour Line's gross margin percentage in 2024?", "41.67%"),
        ("Harbour Line 2024年的毛利率是多少？", "41.67%"),
        ("In which year was Harbour Line's net income the highest, 2023 or 2024?", "2024"),
        ("Did Harbour Line's net income increase from 2023 to 2024?", "Yes"),
        ("Did Harbour Line's net income increase or decrease from 2023 to 2024?", "Increased"),
        ("Harbour Line 2024年的净利润比2023年是增加还是减少？", "增加"),
        ("How did Harbour Line's net sales in 2024 compare with the year before?", "200 million US dollars (+20.00%)"),
        ("How much did Harbour Line pay out in taxes on income in 2024?", "60 million"),
        ("How much did Harbour Line's ferry business sell in 2024?", "$310 million"),
        (
            "What was the Freight segment's revenue in 2023?",
            "$690 million (Harbour Line Inc., 2023: Freight: Net sales",
        ),
        ("How much did Harbour Line's Freight business make in 2024?", "890 million"),
        ("How many crew injuries at harbour line in 2024?", "95 (Harbour Line Inc., 2024: Safety: Crew injuries)"),
        ("how many crew injuries at harbour line last year vs the year before", "95 (Harbour Line Inc., 2024"),
        (
            "What was Harbour Line's safety index in 2024, and was that up or down on the 2023 baseline?",
            "45.5 (Harbour Line Inc., 2024: Safety: Safety index)\n49.3",
        ),
        ("What was the ratio of Harbour Line's cost of sales to net sales in 2024?", "0.58"),
    ],
)
def test_answers(question: str, begins: str, told: ReportLedger) -> None:
    text, _ = said(question, told)
    assert text is not None
    assert text.startswith(begins)


@pytest.mark.parametrize(
    "question",
    [
        "What were Harbour Line's net sales in 2022?",  # an investment's
        "What was Intel's revenue in 2024?",
        "What was Harbour Line's deferred revenue in 2024?",
        "What is net income?",
    ],
)
def test_tells_no_other_cell(question: str, told: ReportLedger) -> None:
    assert said(question, told)[0] is None


def test_arithmetic_without_its_operands_is_closed(told: ReportLedger) -> None:
    assert said("What was the percentage change in Harbour Line's goodwill from 2023 to 2024?", told) == (None, True)
