"""English lists: numbered lines of one name, and what one sentence enumerates."""

import pytest
from report_texts import asking, report_of, said

from assistant.answering.lists_english import english_lists

REPORTS = (
    report_of(
        "Northmoor",
        2024,
        "We run Northmoor Freight in three divisions: Parcels and Post, Chilled Food, and Heavy Goods.",
        "Our depots open at six, close at nine, and rest on Sundays.",
        "Strategic Goal 1: Cut Emissions",
        "How we will do it is told below.",
        "Strategic Goal 2: Keep People Safe",
        "Strategic Goal 3: Grow With Our Customers",
        kind="annual_report",
        issuer="Northmoor Freight",
        language="en",
    ),
)
GOALS = ["Cut Emissions", "Keep People Safe", "Grow With Our Customers"]


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What are Northmoor Freight's strategic goals?", GOALS),
        ("What are the three strategic goals of Northmoor Freight?", GOALS),
        ("What are Northmoor Freight's three divisions?", ["Parcels and Post", "Chilled Food", "Heavy Goods"]),
    ],
)
def test_all_the_things_in_order(question: str, items: list[str]) -> None:
    assert said(english_lists(*asking(question, REPORTS))) == items


@pytest.mark.parametrize(
    "question",
    [
        "What are the four strategic goals of Northmoor Freight?",
        "What are Northmoor Freight's goals for tyre dust?",
        "What are Northmoor Freight's two divisions?",
    ],
)
def test_none_where_they_are_not_these(question: str) -> None:
    assert said(english_lists(*asking(question, REPORTS))) == []


def test_two_things_without_a_comma() -> None:
    report = report_of(
        "Ferris",
        2024,
        "The yards of Ferris Freight that opened this year are Moor Cross and Vale End.",
        kind="annual_report",
        issuer="Ferris Freight",
        language="en",
    )
    question = "Which yards opened this year at Ferris Freight?"
    assert said(english_lists(*asking(question, [report]))) == ["Moor Cross", "Vale End"]
