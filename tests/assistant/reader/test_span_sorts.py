"""Of what sort a span is: a day is no amount, and who asks for a name wants one that the question lacks."""

import pytest
from report_texts import report_of

from assistant.query.question_kinds import QuestionKind
from assistant.reader.extractive import Selected
from assistant.reader.span_sorts import is_asked_in_english, tells_of_years, whole_date

TEXT = report_of(
    "",
    2024,
    "Rowan Hale was born on 26 June 1968,[1] and grew up in Holt as a Ferris fan. He scored 84 goals for Holt.",
    "Edda Moore served as the office's first Administrator. See //www.holt.example/edda-moore.",
    "The office signed the contract on September 12, 2013 and set 20 goals.",
)


def span(words: str) -> Selected:
    start = TEXT.text.index(words)
    return Selected(TEXT, start, start + len(words), 1.0, (start, start + len(words)))


@pytest.mark.parametrize(
    ("question", "kind", "words", "is_asked"),
    [
        ("How many goals did Hale score for Ferris?", None, "born on 26 June 1968,[1] and grew up", False),
        ("How many goals did Hale score for Holt?", None, "He scored 84 goals", True),
        ("Who is the Administrator of the office?", QuestionKind.NAME, "the office's first Administrator", False),
        ("Who is the Administrator of the office?", QuestionKind.NAME, "Edda Moore", True),
        ("Which goals has Northmoor & Vale set itself?", None, "set 20 goals", False),
        ("Who is the Administrator of the office?", QuestionKind.NAME, "//www.holt.example/edda-moore", False),
    ],
)
def test_a_span_is_of_the_sort_asked_for(question: str, kind: QuestionKind | None, words: str, is_asked: bool) -> None:
    assert is_asked_in_english(kind, question, span(words)) == is_asked


def test_the_day_of_a_date_brings_its_month_and_year() -> None:
    start = TEXT.text.index("12,")
    assert TEXT.text[slice(*whole_date(TEXT.text, start, start + 2))] == "September 12, 2013"
    goals = TEXT.text.index("20 goals")
    assert whole_date(TEXT.text, goals, goals + 2) == (goals, goals + 2)


def test_the_year_of_the_question_is_told_around_the_span() -> None:
    assert tells_of_years("What did the office sign in 2013?", span("signed the contract"))
    assert not tells_of_years("What did the office sign in 2020?", span("signed the contract"))
