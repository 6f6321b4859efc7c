"""The verdict that an English report gives itself, also where the question names the target in other words."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.ledgers import ReportLedger
from assistant.answering.targets_told_english import target_told_in_english, targets_judged_in_english
from index.ledger.entries import entries_of

REPORT = report_of(
    None,
    2024,
    "The target of deciding 90 percent of all claims within 60 days was not met.",
    "The goal of 40 new depots was met.",
    kind="annual_report",
    issuer="Northmoor Freight",
    language="en",
)


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Did Northmoor Freight clear 90% of claims inside 60 days?", "No"),
        ("Did Northmoor Freight meet its goal of 40 new depots?", "Yes"),
        ("Did Northmoor Freight clear 80% of claims inside 60 days?", ""),  # another target's figure
        ("Did Northmoor Freight clear all letters inside 60 days?", ""),  # of other things
    ],
)
def test_the_reports_own_verdict(question: str, opens: str) -> None:
    understanding, reports = asking(question, [REPORT])
    told = [ReportLedger(report, entries_of(report)) for report in reports]
    lines = said(target_told_in_english(understanding, told))
    assert [line.split(",")[0].split(":")[0] for line in lines] == ([opens] if opens else [])


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("Which targets were missed in 2024?", "The target of deciding"),
        ("Which goals did Northmoor Freight fail to meet?", "The target of deciding"),
        ("Which targets were met?", "The goal of 40 new depots"),
        ("Which targets were met in 2019?", ""),
        ("Which targets are there?", ""),
    ],
)
def test_the_targets_of_one_verdict(question: str, says: str) -> None:
    understanding, reports = asking(question, [REPORT])
    lines = said(targets_judged_in_english(understanding, reports))
    assert [line[: len(says)] for line in lines] == ([says] if says else [])
