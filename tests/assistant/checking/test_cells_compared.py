"""English claims held against the cells of a company's tables: supported, refuted, or left open."""

import pytest

from assistant.answering.ledgers import ReportLedger
from assistant.checking.cells_compared import held_against_cells
from index.ledger.entries import entries_of
from index.parsing.html import parse_html_text
from index.report import Metadata, Report, Source
from index.structure.sections import section_tree

PAGE = """<html><body><h1>Harbour Line Inc.</h1>
<p>CONSOLIDATED STATEMENTS OF OPERATIONS (in millions, except per share data)</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr>
<tr><td>Net sales</td><td>$1,207</td><td>$1,000</td></tr><tr><td>Cost of sales</td><td>700</td><td>650</td></tr>
<tr><td>Gross profit</td><td>507</td><td>350</td></tr><tr><td>Research and development</td><td>81</td><td>70</td></tr>
<tr><td>Operating income (loss)</td><td>300</td><td>(18)</td></tr>
<tr><td>Income (loss) before income taxes</td><td>290</td><td>(20)</td></tr>
<tr><td>Provision for income taxes</td><td>60</td><td>4</td></tr>
<tr><td>Net income (loss)</td><td>$230</td><td>$(24)</td></tr></table>
<p>Emissions, in tonnes of CO2 equivalent</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Scope 1</td><td>69,880</td><td>72,020</td></tr>
<tr><td>Scope 2</td><td>5,100</td><td>5,050</td></tr></table>
<p>Operating income by region (in millions)</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Operating income</td><td></td><td></td></tr>
<tr><td>North</td><td>$190</td><td>$10</td></tr><tr><td>South</td><td>110</td><td>(28)</td></tr></table>
<p>Net sales by region (in millions)</p>
<table><tr><td></td><td>2024</td><td>2023</td></tr><tr><td>Net sales</td><td></td><td></td></tr>
<tr><td>North</td><td>$724</td><td>$600</td></tr><tr><td>South</td><td>483</td><td>400</td></tr></table></body></html>"""


@pytest.fixture(scope="module")
def told() -> ReportLedger:
    document = parse_html_text(PAGE)
    known = Metadata(
        "Annual report", issuer="Harbour Line Inc.", year=2024, kind="annual_report", language="en", period="2024"
    )
    tree = section_tree(document, 2024)
    report = Report(
        "ab" * 32, known, document.text, "", "1", tree, document.blocks, sources=(Source("r.html", None, ""),)
    )
    return ReportLedger(report, entries_of(report))


def outcomes(claim: str, told: ReportLedger) -> list[str]:
    return [one.outcome for one in held_against_cells(claim, [told])]


@pytest.mark.parametrize(
    "claim",
    [
        "Harbour Line's net sales were $1.2 billion in 2024.",
        "Harbour Line spent $81 million on research and development in 2024.",
        "Harbour Line reported net sales of just $1,207 million in 2024, up from $1 billion a year earlier.",
        "In 2024, Harbour Line's gross profit jumped 45% to $507 million.",
        "Harbour Line's net sales climbed by about 20% in 2024.",
        "Harbour Line's net sales rose by $207 million in 2024.",
        "Research and development accounted for 6.7% of Harbour Line's net sales in 2024.",
        "North accounted for 60% of Harbour Line's net sales in 2024.",
        "Harbour Line's cost of sales was higher in 2024 than in 2023.",
        "Harbour Line swung from a loss of $24 million to a profit of $230 million in 2024.",
        "Harbour Line posted an operating loss of $18 million in 2023.",
        "Harbour Line's net income was $230 million in 2024, compared with a net loss of $24 million the year before.",
        "Harbour Line's Scope 1 emissions were 69,880 tonnes in 2024.",
        "Harbour Line took in $1.2 billion in 2024.",
        "Harbour Line raised its research and development by 16% in 2024.",
        "Harbour Line lifted its gross profit to $507 million in 2024, from $350 million a year earlier.",
        "Harbour Line's gross profit rose 45% in 2024 to $507 million.",
    ],
)
def test_what_the_cells_say_is_supported(told: ReportLedger, claim: str) -> None:
    assert outcomes(claim, told) == ["supported"]


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        ("Harbour Line's net sales were $1.4 billion in 2024.", "value"),
        ("Harbour Line spent $70 million on research and development in 2024.", "period"),
        ("Harbour Line's gross profit fell 45% in 2024.", "direction"),
        ("Harbour Line's net sales doubled in 2024.", "value"),
        ("Harbour Line cut its research and development by 16% in 2024.", "direction"),
        ("Net sales fell 21% in Harbour Line's fiscal 2024.", "direction"),
        ("Harbour Line's cost of sales was lower in 2024 than in 2023.", "direction"),
        ("Harbour Line posted an operating loss of $300 million in 2024.", "direction"),
        ("Research and development accounted for 12% of Harbour Line's net sales in 2024.", "value"),
        ("Harbour Line's Scope 1 emissions were 96,880 tonnes in 2024.", "value"),
    ],
)
def test_what_they_say_otherwise_is_refuted_with_the_part(told: ReportLedger, claim: str, kind: str) -> None:
    (held,) = held_against_cells(claim, [told])
    wrong = [one for one in held.told if one.outcome == "refuted"]
    assert held.outcome == "refuted" and wrong[0].kind == kind


@pytest.mark.parametrize(
    "claim",
    [
        "Harbour Line's online sales were $1.2 billion in 2024.",  # another measure
        "Harbour Line's net sales were $1.2 billion in 2022.",  # a time that no cell tells
        "Net sales were $1.2 billion in 2024.",  # whose?
        "Harbour Line's net sales were $1.2 billion the year before.",  # of another year than the newest
        "Harbour Line's net sales were $1.2 billion in the prior year.",
        "Cold Harbour Liner's net sales were $1.2 billion in 2024.",
        "Harbour Line's net sales were $1.2 billion in 2024 because ferries ran on Sundays.",
        "Harbour Line's net sales rose to a record $1.2 billion in 2024.",
        "Harbour Line's net sales rose slightly in 2024.",
        "Harbour Line's net sales excluding fuel were $1.3 billion in 2024.",
        "Harbour Line's Scope 1 emissions were 69,880 pounds in 2024.",
        "Harbour Line's cost of sales rose to 950 in 2024.",
        "Harbour Line's net sales rose in 2024 to everybody's surprise.",
        "Harbour Line's net sales rose 20% in constant currency in 2024.",
        # What fell is not what rose.
        "Harbour Line's net sales fell in 2024, yet its operating margin rose to 25 percent.",
        "Harbour Line's net sales fell in 2024 though the costs rose to $800 million.",
    ],
)
def test_what_no_cell_says_is_left_open(told: ReportLedger, claim: str) -> None:
    assert outcomes(claim, told) in ([], ["open"])


def test_a_mismatch_is_marked_where_it_stands_in_the_claim(told: ReportLedger) -> None:
    claim = "In 2024 Harbour Line's net sales were $1.4 billion."
    (held,) = held_against_cells(claim, [told])
    assert [claim[slice(*one.span)] for one in held.told] == ["$1.4 billion"]
