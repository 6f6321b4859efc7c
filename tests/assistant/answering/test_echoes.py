"""A heading with the question's own words is no answer; one that says more is."""

from report_texts import report_of

from assistant.answering.echoes import only_echoes
from assistant.answering.reply import Line, Quote, Reply
from index.report import Report

REPORT = report_of(
    "浙江", 2025, "一、2024年工作回顾", "全省建成高速公路120公里。", "二、2025年工作安排", "增长6%左右。"
)


def quoted(report: Report, *words: str) -> Reply:
    lines = []
    for word in words:
        start = report.text.index(word)
        lines.append(Line(word, (Quote(report, start, start + len(word)),)))
    return Reply(lines=tuple(lines))


def test_a_heading_in_the_questions_words_echoes() -> None:
    assert only_echoes(quoted(REPORT, "二、2025年工作安排"), "2025年有哪些工作安排？")
    assert only_echoes(quoted(REPORT, "二", "2025年工作安排"), "2025年的工作安排是什么")


def test_what_says_more_or_stands_in_the_text_does_not() -> None:
    assert not only_echoes(quoted(REPORT, "二、2025年工作安排"), "报告的第二部分是什么？")
    assert not only_echoes(quoted(REPORT, "全省建成高速公路120公里"), "全省建成高速公路120公里吗？")
