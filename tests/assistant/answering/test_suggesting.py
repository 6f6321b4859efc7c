"""Questions to try are made of the ledgers, and the library answers each."""

from assistant.answering.suggesting import following, suggested
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


def test_what_follows_an_answer_is_answered_too_and_tells_something_else(sample_assistant: Assistant) -> None:
    asked = "2024年云岭县旅游综合收入是多少？"
    answer = sample_assistant.ask(asked)
    questions = following(sample_assistant.library, answer, 3)
    assert len(questions) == 3
    assert any("旅游综合收入" in question for question in questions), "of the same measure first"
    told = {citation.quote for citation in answer.citations}
    for question in questions:
        further = sample_assistant.ask(question)
        assert further.status == "answered", question
        assert not {citation.quote for citation in further.citations} <= told, question


def test_nothing_follows_what_no_report_told(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("火星上有多少家面包店？")
    assert not answer.citations
    assert following(sample_assistant.library, answer, 3) == [] or answer.related
