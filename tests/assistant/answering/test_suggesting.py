"""Questions to try are made of the ledgers, and the library answers each."""

from assistant.answering.suggesting import suggested
from assistant.build import Assistant


def test_each_suggested_question_is_answered_with_a_figure_of_the_library(sample_assistant: Assistant) -> None:
    questions = suggested(sample_assistant.library, 6)
    assert len(questions) >= 4
    assert len(questions) == len(set(questions))
    for question in questions:
        answer = sample_assistant.ask(question)
        assert answer.status == "answered", question
        for statement in answer.statements:
            (figure, *_) = statement.quoted
            assert any(figure in answer.citations[number - 1].quote for number in statement.citations)


def test_an_english_page_asks_in_english_of_chinese_reports_too(sample_assistant: Assistant) -> None:
    questions = suggested(sample_assistant.library, 6, "en")
    assert any("云岭县" in question for question in questions)
    for question in questions:
        assert question.startswith(("What is ", "What was ", "How much did "))
        assert sample_assistant.ask(question).status == "answered", question


def test_at_most_as_many_as_are_wanted(sample_assistant: Assistant) -> None:
    assert len(suggested(sample_assistant.library, 1)) == 1
