"""English questions for figures of Chinese reports."""

import pytest

from assistant.query.asked_english import asked_in_english


@pytest.mark.parametrize(
    ("question", "subject", "grows", "planned", "year"),
    [
        ("What was Zhejiang's GDP in 2024?", "生产总值", False, None, 2024),
        ("What is Jiangsu's GDP growth target for 2025?", "生产总值", True, True, 2025),
        ("What was the grain output last year?", "粮食产量", False, None, 2024),
        ("How much did the economy grow in 2024?", "生产总值", True, None, 2024),
    ],
)
def test_the_tables_name_the_measure(question: str, subject: str, grows: bool, planned: bool | None, year: int) -> None:
    asked = asked_in_english(question, 2025)
    assert asked is not None and asked.period is not None
    assert (asked.subject, asked.grows, asked.planned, asked.period.first) == (subject, grows, planned, year)


@pytest.mark.parametrize(
    "question",
    ["What was the marine GDP in 2024?", "What was the output of tea in 2024?", "Who is the governor?"],
)
def test_a_word_in_no_table_leaves_it_open(question: str) -> None:
    assert asked_in_english(question, 2025) is None
