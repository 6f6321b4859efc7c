"""What an English report tells right behind its target: the share reached, and why it fell short."""

import pytest
from figure_reports import told_of

from assistant.answering.outcomes_english import outcome_in_english, shortfall_in_english
from assistant.query.understanding import understand
from index.report import Report

TEXT = """Northmoor Freight Annual Report 2024

Northmoor Freight carries parcels for 900 customers and runs trailers and depots.

We said that 30% of our trailers would be refrigerated by the end of 2024. We reached 21%. The new depot opened ten weeks late, and the builder had gone. We said that 5% of our drivers would be apprentices by the end of 2024. We reached 6%. They are good drivers.
"""  # noqa: E501


@pytest.fixture(scope="module")
def report() -> Report:
    return told_of("northmoor-2024.txt", TEXT).report


def test_the_share_is_the_outcome_behind_its_own_target(report: Report) -> None:
    for question, figure in (
        ("What share of Northmoor Freight's trailers was refrigerated at the end of 2024?", "21%"),
        ("What share of Northmoor Freight's drivers were apprentices at the end of 2024?", "6%"),
    ):
        reply = outcome_in_english(understand(question, [report.metadata]), (report,))
        assert reply is not None
        assert reply.lines[0].text.startswith(figure)


@pytest.mark.parametrize(
    "question",
    [
        "What share of Northmoor Freight's depots was refrigerated at the end of 2024?",
        "What share of Northmoor Freight's trailers was refrigerated at the end of 2021?",
    ],
)
def test_no_share_is_told_of_another_thing_or_year(report: Report, question: str) -> None:
    assert outcome_in_english(understand(question, [report.metadata]), (report,)) is None


def test_why_it_fell_short_is_the_sentence_that_says_what_went_wrong(report: Report) -> None:
    asked = understand("Why did Northmoor Freight miss its refrigerated trailer target?", [report.metadata])
    reply = shortfall_in_english(asked, (report,))
    assert reply is not None
    assert reply.lines[0].text == "The new depot opened ten weeks late, and the builder had gone."
    other = understand("Why did Northmoor Freight miss its apprentice driver target?", [report.metadata])
    assert shortfall_in_english(other, (report,)) is None


def test_the_share_stands_in_the_reports_verdict_on_its_target() -> None:
    report = told_of(
        "northmoor-2024.txt",
        "Northmoor Freight Annual Report 2024\n\nNorthmoor Freight carries parcels and runs trailers and depots.\n\n"
        "Run 40% of trailers on biogas: not met, at 33%. Buy 70% of power from wind farms: met, at 74%.\n",
    ).report
    for question, figure in (
        ("What share of trailers ran on biogas in 2024?", "33%"),
        ("What percentage of power came from wind farms in 2024?", "74%"),
    ):
        reply = outcome_in_english(understand(question, [report.metadata]), (report,))
        assert reply is not None
        assert reply.lines[0].text.startswith(figure)
    for question in ("What share of trailers should run on biogas?", "What share of depots ran on biogas in 2024?"):
        assert outcome_in_english(understand(question, [report.metadata]), (report,)) is None
