"""The words of an English question: by their stems, and in Chinese where the reports are."""

from report_texts import asking, report_of

from assistant.answering.need import Need
from assistant.answering.needed_english import english_needs, needs_across

REPORTS = [report_of("浙江", 2025, "一、2024年工作回顾", "外贸进出口增长。")]


def english(question: str) -> list[Need]:
    return list(english_needs(question.lower(), asking(question, REPORTS)[0]))


def test_a_word_is_met_by_its_stem() -> None:
    closed, northern, gate = english("Was closed the northern gate?")
    assert [closed.text, northern.text, gate.text] == ["closed", "northern", "gate"]
    assert closed.in_text("we are closing the yard") and not closed.in_text("the enclosure")


def test_what_asks_joins_or_is_the_year_asked_is_no_word_of_it() -> None:
    assert [need.text for need in english("What was the revenue in 2024?")] == ["revenue"]


def test_english_words_in_chinese_by_the_tables() -> None:
    question = "Did Zhejiang's foreign trade grow in 2024?"
    needs = needs_across(question.lower(), asking(question, REPORTS)[0])
    assert [need.in_text("外贸进出口实现增长") for need in needs] == [True, True]


def test_a_name_by_its_sound() -> None:
    question = "Did Zhejiang's Ezhou airport grow?"
    names = [need for need in needs_across(question.lower(), asking(question, REPORTS)[0]) if need.text == "ezhou"]
    assert [need.in_text("鄂州机场") for need in names] == [True]


def test_a_word_in_no_table_leaves_nothing_to_compare() -> None:
    question = "Did Zhejiang's zyzzyvas grow in 2024?"
    assert needs_across(question.lower(), asking(question, REPORTS)[0]) == ()
