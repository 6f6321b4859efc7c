"""When what the reader found may stand as an answer, and what is said and shown when it may not."""

from dataclasses import replace

import pytest
from report_texts import report_of

from assistant.abstaining import MOST_RELATED, SURE_OF_REPORTS, has_badge, may_mean, not_told
from assistant.answer import Answer, AppliedScope, AskBack
from assistant.answering.reply import Quote, Reply
from assistant.query.question_kinds import QuestionKind
from assistant.reader.extractive import Selected
from index.report import Report, Source
from index.scope import Scope

REPORT = replace(
    report_of(
        "浙江",
        2025,
        "一、2024年工作回顾",
        "由于汛期停业，旅游收入下降。2023年粮食丰收。地区生产总值增长。",
        headings=(0,),
    ),
    sources=(Source("zhejiang.txt", None, "2025-01-01T00:00:00Z"),),
)
NOTICE = replace(REPORT, metadata=replace(REPORT.metadata, kind="other"))
EMPTY = Answer("旅游收入为什么下降", "not_found", (), (), (), AppliedScope(Scope(), 1))


def span(
    words: str, score: float = 1.0, report: Report = REPORT, blanked: bool = False, by_number: bool = False
) -> Selected:
    start = report.text.index(words)
    return Selected(report, start, start + len(words), score, (start, start + len(words)), blanked, by_number)


REASON = "由于汛期停业，旅游收入下降。"


@pytest.mark.parametrize(
    ("kind", "found", "badge"),
    [
        (QuestionKind.REASON, span(REASON), True),
        (QuestionKind.REASON, span(REASON, SURE_OF_REPORTS - 0.01), False),
        (QuestionKind.REASON, span("地区生产总值增长。"), False),  # only stands near a reason
        (QuestionKind.NAME, span(REASON), False),
        (None, span(REASON), False),
        (QuestionKind.NAME, span(REASON, 0.5, report=NOTICE), True),  # its confidence was fitted on notices
        (QuestionKind.NAME, span(REASON, 0.1, by_number=True), True),
        (QuestionKind.FIGURE, span(REASON, 0.1, blanked=True), True),
        (QuestionKind.NAME, span(REASON, 0.1, blanked=True), False),
    ],
)
def test_what_may_stand_as_an_answer(kind: QuestionKind | None, found: Selected, badge: bool) -> None:
    assert has_badge(kind, [found], "旅游收入为什么下降") == badge


ENGLISH = replace(
    REPORT,
    text="OPM signed a contract on September 12, 2013. The Agency began in 1970. He scored 20 goals.[79] Five clubs.",
    metadata=replace(REPORT.metadata, kind="other", language="en"),
)


@pytest.mark.parametrize(
    ("question", "kind", "words", "badge"),
    [
        ("When did the agency begin?", QuestionKind.DATE, "1970", True),
        ("Who led the agency?", QuestionKind.NAME, "1970", False),
        ("How many goals did he score?", None, "1970", False),
        ("How many goals did he score?", None, "20 goals", True),
        ("What weekly wage did he earn?", None, "He scored", False),
        ("Did he score?", None, "He scored 20 goals", False),
        ("List the clubs.", QuestionKind.LIST, "Five clubs", False),
        ("Who signed the contract?", QuestionKind.NAME, "OPM", True),
    ],
)
def test_in_english_a_span_must_be_of_the_sort_asked_for(
    question: str, kind: QuestionKind | None, words: str, badge: bool
) -> None:
    assert has_badge(kind, [span(words, report=ENGLISH)], question) == badge


RISK = "Our sales may be lower due to the war. Our sales fell due to the war."
FILING = replace(ENGLISH, text=RISK, metadata=replace(REPORT.metadata, kind="quarterly_report", language="en"))


@pytest.mark.parametrize(
    ("words", "badge"), [("Our sales may be lower due to the war.", False), ("Our sales fell due to the war.", True)]
)
def test_why_something_came_is_told_by_no_risk(words: str, badge: bool) -> None:
    found = span(words, report=FILING)
    assert has_badge(QuestionKind.REASON, [found], "Why did the sales fall?") == badge


def test_what_comes_nearest_is_shown_the_answerers_first_and_each_once() -> None:
    start = REPORT.text.index("地区")
    reply = Reply(related=(Quote(REPORT, start, len(REPORT.text)),), ask_back=(AskBack("浙江", "浙江呢"),))
    answer = not_told(EMPTY, reply, [span("地区生产总值增长。"), span(REASON)], ())
    assert [citation.quote for citation in answer.related] == ["地区生产总值增长。", REASON]
    assert [citation.n for citation in answer.related] == [1, 2]
    assert (answer.status, answer.statements) == ("not_found", ())
    assert answer.ask_back == reply.ask_back
    assert answer.note == "没有找到能确切回答这个问题的原文。"


def test_no_more_than_a_few_are_shown() -> None:
    each = [span(words) for words in ("由于", "汛期", "停业", "旅游", "收入")]
    assert len(not_told(EMPTY, None, each, ()).related) == MOST_RELATED


def test_where_nothing_comes_near_that_is_said_unless_the_answerer_says_why() -> None:
    assert not_told(EMPTY, None, [], ()).note == "这些报告里没有找到能回答这个问题的原文。"
    assert not_told(EMPTY, Reply(note="原文涂去了数字。"), [], ()).note == "原文涂去了数字。"


@pytest.mark.parametrize(
    ("words", "years", "may"),
    [
        ("2023年粮食丰收。", (2023,), True),
        ("2023年粮食丰收。", (2024,), False),
        ("地区生产总值增长。", (2024,), True),  # its part tells of that year
        ("地区生产总值增长。", (2022,), False),
    ],
)
def test_a_quote_of_another_year_answers_nothing(words: str, years: tuple[int, ...], may: bool) -> None:
    assert may_mean(span(words), years) == may
