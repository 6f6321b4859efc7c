"""What stands beside an answer's statements, as HTML: all of a report's text escaped."""

from dataclasses import replace

import pytest
from report_texts import report_of
from scripted import answered, cite

from assistant.answer import Answer, AnswerTable, AskBack, Computed, TableCell
from assistant.ui.ask.answer_parts import ask_back_html, computed_html, related_html, shown_citations, table_html
from index.report import Report, Source


@pytest.fixture
def report() -> Report:
    made = report_of("青禾县", 2025, "粮食产量12万吨。<b>油料</b>产量3万吨。")
    return replace(made, sources=(Source("qinghe.txt", None, ""),))


@pytest.fixture
def answer(report: Report) -> Answer:
    citations = (cite(report, "粮食产量12万吨。", 1), cite(report, "<b>油料</b>产量3万吨。", 2))
    table = AnswerTable(
        ("产量",), ("粮食", "<油料>", "茶叶"), (TableCell(0, 0, "12万吨", 1), TableCell(1, 0, "3万吨", 2))
    )
    return answered("产量各多少", citations, statements=(), table=table)


def test_each_figure_of_a_table_opens_its_quote_and_an_empty_row_is_left_out(answer: Answer) -> None:
    page = table_html(7, answer, "zh")
    assert 'href="#cite-7-1"' in page and 'href="#cite-7-2"' in page
    assert "&lt;油料&gt;" in page and "<油料>" not in page
    assert "茶叶" not in page
    assert table_html(7, replace(answer, table=None), "zh") == ""


def test_related_sentences_are_links_and_no_markup(answer: Answer) -> None:
    page = related_html(7, replace(answer, related=answer.citations), "zh")
    assert 'href="#related-7-1"' in page
    assert "&lt;b&gt;油料&lt;/b&gt;" in page and "<b>油料" not in page
    assert related_html(7, answer, "zh") == ""


def test_a_choice_asks_its_question(answer: Answer) -> None:
    page = ask_back_html(replace(answer, ask_back=(AskBack('青禾"县', "青禾县产量多少"),)), "zh")
    assert 'data-ask="青禾县产量多少"' in page and "青禾&quot;县" in page
    assert ask_back_html(answer, "zh") == ""


def test_what_the_answer_rests_on(answer: Answer) -> None:
    assert shown_citations(None, answer) == set()
    assert shown_citations(answer.table, answer) == {1, 2}
    assert shown_citations(None, replace(answer, computed=(Computed("12−3", (2,), "9万吨"),))) == {2}


def test_a_sum_that_no_statement_tells_has_its_operands(answer: Answer) -> None:
    page = computed_html(7, replace(answer, computed=(Computed("12万吨 − 3万吨", (1, 2), "9万吨"),)), "zh")
    assert "9万吨" in page and "12万吨 − 3万吨" in page
    assert 'href="#cite-7-1"' in page and 'href="#cite-7-2"' in page
