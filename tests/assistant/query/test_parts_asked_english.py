"""English questions of two parts."""

import pytest

from assistant.query.parts_asked_english import two_parts


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        (
            "Who fined Amazon in Italy, and has the company paid up?",
            "Who fined Amazon in Italy?",
            "Has the company paid up?",
        ),
        ("When did Apple do so, and for how much?", "When did Apple do so?", "For how much?"),
        (
            "Did people get the wall they asked for, and if not, why not?",
            "Did people get the wall they asked for?",
            "Why not?",
        ),
        ("How big was the fine in 2021? Has Amazon paid it?", "How big was the fine in 2021?", "Has Amazon paid it?"),
    ],
)
def test_both_parts_are_whole_questions(question: str, first: str, second: str) -> None:
    parts = two_parts(question)
    assert parts is not None and (parts.first, parts.second, parts.asks_first) == (first, second, True)


def test_what_is_told_first_is_not_asked() -> None:
    parts = two_parts("Neighbours of the depot wanted a wall – why did Harrow & Finch say no?")
    assert parts is not None and not parts.asks_first
    assert parts.joined == "Why did Harrow & Finch say no (Neighbours of the depot wanted a wall)?"


@pytest.mark.parametrize(
    "question",
    [
        "What did Amazon earn in 2022 and 2023?",
        "Which guidance, which EPA means to widen, is in force?",
        "Who paid, when, and how much was it, and why so?",
    ],
)
def test_one_question_or_three_have_no_two_parts(question: str) -> None:
    assert two_parts(question) is None
