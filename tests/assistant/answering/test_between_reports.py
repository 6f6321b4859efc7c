"""One report held against another: which questions ask that, and what is answered."""

import pytest

from assistant.answering.between_reports import changes_asked
from assistant.build import Assistant


@pytest.mark.parametrize(
    ("question", "kinds"),
    [
        ("今年报告比去年新提了什么？", ("new",)),
        ("2025年政府工作报告比2024年新增了哪些任务", ("new",)),
        ("What is new in this year's report compared with last year's?", ("new",)),
        ("今年报告删掉了去年的哪些内容", ("dropped",)),
        ("2025年报告与2024年相比，不再提哪些内容？", ("dropped",)),
        ("今年的政府工作报告和去年比，哪些目标调低了？", ("lowered",)),
        ("Which targets were raised from the 2024 report to the 2025 report?", ("raised",)),
        ("2025年政府工作报告比上年目标有哪些调整？", ("raised", "lowered")),
        ("两份报告有什么区别", ("raised", "lowered", "new", "dropped")),
    ],
)
def test_a_question_of_what_changed_between_reports(question: str, kinds: tuple[str, ...]) -> None:
    assert changes_asked(question) == kinds


@pytest.mark.parametrize(
    "question",
    [
        "2025年报告提出新增城镇就业目标比2024年高吗？",
        "报告中的粮食产量与去年相比有什么变化？",
        "今年目标比去年提高了多少？",
        "2025年报告新增了哪些任务？",
        "今年的报告有哪些民生实事？",
        "What changed?",
    ],
)
def test_a_question_that_names_a_measure_or_one_report_asks_something_else(question: str) -> None:
    assert changes_asked(question) == ()


def test_what_is_new_is_quoted_from_the_later_report(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("今年报告比去年新提了什么？")
    assert (answer.status, answer.kind) == ("answered", "compare")
    assert answer.note.startswith("《2025年云岭县政府工作报告》对比《2024年云岭县政府工作报告》：新提 ")
    assert "办好云岭职业学校光电专业班" not in answer.note
    assert {citation.source for citation in answer.citations} == {"2025年云岭县政府工作报告.docx"}
    assert any("云雀归巢" in statement.text for statement in answer.statements)
    for statement in answer.statements:
        (number,) = statement.citations
        assert answer.citations[number - 1].quote == statement.text


def test_targets_are_quoted_from_both_reports(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("云岭县2025年政府工作报告比上年调低了哪些目标？")
    told = {statement.text: [answer.citations[n - 1] for n in statement.citations] for statement in answer.statements}
    growth = told["地区生产总值：增长6%左右 → 增长5.8%左右"]
    assert [citation.quote for citation in growth] == ["地区生产总值增长6%左右", "地区生产总值增长5.8%左右"]
    assert [citation.source[:4] for citation in growth] == ["2024", "2025"]
    assert not any("旅游综合收入" in text for text in told)  # raised


def test_without_a_report_before_it_nothing_is_compared(sample_assistant: Assistant) -> None:
    answer = sample_assistant.ask("云岭县2023年政府工作报告比上年新提了什么？")
    assert (answer.status, answer.note) == ("not_found", "库里没有可以对比的两份报告。")
