"""Words that only name the document which a question asks."""

import pytest

from assistant.query.document_named import without_document, years_beside_document


@pytest.mark.parametrize(
    ("question", "left"),
    [
        (
            "In NVIDIA's 10-Q for the quarter ended October 2023, how does the company decide what a sale is?",
            "How does the company decide what a sale is?",
        ),
        (
            "How many people work for EPA, according to its FY 2022–2026 plan?",
            "How many people work for EPA?",
        ),
        (
            "Which companies does Microsoft name as rivals in its 2022 annual report?",
            "Which companies does Microsoft name as rivals?",
        ),
        (
            "Why does Amazon prefer operating income to gross margin (Q1 2023 report)?",
            "Why does Amazon prefer operating income to gross margin?",
        ),
        (
            "Is Amazon planning to spend more in 2023, as of its first-quarter report, and for what reason?",
            "Is Amazon planning to spend more in 2023, and for what reason?",
        ),
        (
            "What is the tax dispute between Amazon and India mentioned in the mid-2023 filing?",
            "What is the tax dispute between Amazon and India?",
        ),
        (
            "What belongs to NVIDIA's Graphics segment, as described in the fall 2022 quarterly report?",
            "What belongs to NVIDIA's Graphics segment?",
        ),
        ("What is in the report?", "What is in the report?"),
        ("How much did Apple report in the first quarter?", "How much did Apple report in the first quarter?"),
        ("Who signed the plan of 2022?", "Who signed the plan of 2022?"),
    ],
)
def test_only_the_document_goes(question: str, left: str) -> None:
    assert without_document(question) == left


def test_the_years_of_a_document_are_not_asked_about() -> None:
    question = "Who laid down the principles that EPA's 2022-2026 strategic plan builds on?"
    assert years_beside_document(question, (2022, 2026)) == ()
    asked = "How many vans did OPM's 2013 annual report count in 2012?"
    assert years_beside_document(asked, (2012, 2013)) == (2012,)
    assert years_beside_document("What was revenue in 2022?", (2022,)) == (2022,)


@pytest.mark.parametrize("tail", ["a" * 60, "Abc " * 400, "In " * 600 + "plan"])
def test_a_long_question_is_not_tried_in_each_way_of_cutting_it(tail: str) -> None:
    """The words behind "report for" were once cut in every way: a word of sixty letters never ended."""
    question = f"What is in the report for {tail}!x"
    assert without_document(question) == question
