"""An English request as the plain question that it is; what is plain, or asks for more, stays as it is."""

import pytest

from assistant.query.plainly_asked import plainly_asked

NAMES = ("Harbour Line", "Northmoor")


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        (
            "Please give Northmoor's ticket revenue for the second quarter of 2023 and the same quarter of 2022.",
            "What was Northmoor's ticket revenue for the second quarter of 2023 and the same quarter of 2022?",
        ),
        (
            "Lost-time injury rate at Harbour Line in 2022, 2023 and 2024, please.",
            "What was the lost-time injury rate at Harbour Line in 2022, 2023 and 2024?",
        ),
        (
            "Compare Northmoor's net income in Q3 with the same quarter a year earlier.",
            "How did Northmoor's net income in Q3 compare with the same quarter a year earlier?",
        ),
        (
            "Harbour Line Q2 FY2023: what were ferry net sales and by what percent did they drop?",
            "What were ferry net sales and by what percent did they drop at Harbour Line in Q2 FY2023?",
        ),
        (
            "Compare Harbour Line's Scope 1 emissions in 2024 with 2023.",
            "By how much did Harbour Line's Scope 1 emissions change from 2023 to 2024?",
        ),
        (
            "How did Northmoor's net sales in 2024 compare with those in 2023?",
            "By how much did Northmoor's net sales change from 2023 to 2024?",
        ),
        ("Headcount at year end?", "What was the headcount at year end?"),
        ("Net sales of Northmoor in Q1 2023", "What were the net sales of Northmoor in Q1 2023?"),
        ("Northmoor revenue 2022", "What was Northmoor revenue 2022?"),
        ("I'd like to know how many people work at Northmoor.", "How many people work at Northmoor?"),
        ("Could you tell me who audits Northmoor?", "Who audits Northmoor?"),
        ("I'm comparing utilities. What did Northmoor spend on pipes?", "What did Northmoor spend on pipes?"),
        (
            "I'm writing about vans. Why did Harbour Line fall short of its target for electric ones?",
            "Why did Harbour Line fall short of its target for electric ones?",
        ),
    ],
)
def test_a_request_is_the_question_that_it_is(asked: str, plain: str) -> None:
    assert plainly_asked(asked, lambda: NAMES) == plain
    assert plainly_asked(plain, lambda: NAMES) == plain


@pytest.mark.parametrize(
    "asked",
    [
        "What was revenue?",
        "Gaming grew only 6% at Northmoor in 2022. Why so little?",
        "I keep hearing “ring economy”. How does Northmoor describe it?",
        "Northmoor closed a yard in Kent. Which one was it and why?",
        "Tell me about Northmoor's risks",
        "Can you tell me whether Northmoor audits its suppliers?",
        "Summarise the plan of Northmoor",
        "List the goals of Northmoor's strategic plan",
        "Show me net sales by segment for Northmoor in 2023",
        "Northmoor gross profit, fiscal 2024 against fiscal 2023 (millions)?",
        "Was the target met?",
        "请问Northmoor的收入是多少",
    ],
)
def test_what_is_plain_or_asks_for_more_stays(asked: str) -> None:
    assert plainly_asked(asked, lambda: NAMES) == asked
