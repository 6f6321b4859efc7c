"""The answers to both things that a question asks, or what is answered of one, saying so."""

from collections.abc import Callable, Mapping

import pytest
from report_texts import report_of

from assistant.answering.of_parts import of_each_part, of_parts
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.understanding import understand

MADE, WANTED = "人参产值突破800亿元，增长9%。", "推动人参产值达到千亿级规模。"
REPORT = report_of("吉林", 2025, "一、2024年工作回顾", MADE, "二、2025年工作安排", WANTED, headings=(0, 2))


def _line(sentence: str, shown: str = "") -> Line:
    start = REPORT.text.index(sentence)
    return Line(shown or sentence, (Quote(REPORT, start, start + len(sentence)),))


def _told(lines: Mapping[str, Line]) -> Callable[[str], Reply | None]:
    def answer_to(question: str) -> Reply | None:
        return next((Reply(lines=(line,)) for word, line in lines.items() if word in question), None)

    return answer_to


def _reply(question: str, lines: Mapping[str, Line], whole: Reply | None = None, tells: bool = False) -> Reply | None:
    understood = understand(question, [REPORT.metadata])
    return of_each_part(understood, [REPORT.metadata], whole, _told(lines), lambda _, __: tells)


QUESTION = "吉林人参产值去年是多少，今年想做到多少？"


def test_both_are_answered() -> None:
    reply = _reply(QUESTION, {"去年": _line(MADE), "今年": _line(WANTED)})
    assert reply is not None
    assert [line.text for line in reply.lines] == [MADE, WANTED]
    assert reply.note == ""


def test_a_number_is_told_by_no_outline() -> None:
    outline = Reply(lines=(_line(MADE), _line(WANTED), _line(MADE, "增长9%")))

    def answer_to(question: str) -> Reply | None:
        return outline if "多少项" in question else None

    understood = understand("吉林人参产业今年定了几个方面、多少项任务？", [REPORT.metadata])
    assert of_each_part(understood, [REPORT.metadata], None, answer_to, lambda _, __: False) is None


def test_what_is_open_is_said_in_the_askers_words() -> None:
    reply = _reply(QUESTION, {"去年": _line(MADE, "突破800亿元")})
    assert reply is not None
    assert [line.text for line in reply.lines] == ["突破800亿元"]
    assert reply.note == "没有找到能确切回答“今年想做到多少”的原文，找到的是："


def test_of_no_other_time_nothing_is_said_to_be_missing() -> None:
    reply = _reply("吉林人参产值是多少，排全国第几？", {"人参产值": _line(MADE, "突破800亿元")})
    assert reply is not None
    assert [line.text for line in reply.lines] == [MADE]
    assert "可能只回答了其中一部分" in reply.note


def test_where_the_sentence_may_tell_both_it_is_shown_whole() -> None:
    reply = _reply(QUESTION, {"去年": _line(MADE, "突破800亿元")}, tells=True)
    assert reply is not None
    assert [line.text for line in reply.lines] == [MADE]
    assert "可能只回答了其中一部分" in reply.note


@pytest.mark.parametrize(
    "question",
    [
        "吉林哪种药材产值最高，增长了多少？",  # what grew is told by the first answer
        "吉林哪种药材产值最高？增长了多少？见2025年那份报告",
    ],
)
def test_a_second_question_that_leans_on_the_first_is_not_answered_alone(question: str) -> None:
    assert _reply(question, {"增长": _line(MADE)}) is None


def test_a_certain_sentence_stands_where_no_part_is_told() -> None:
    reply = _reply(QUESTION, {}, Reply(in_part=(_line(MADE),)))
    assert reply is not None
    assert [line.text for line in reply.lines] == [MADE]
    assert "可能只回答了其中一部分" in reply.note
    asked_back = Reply(note="问的是哪一个？")
    assert _reply(QUESTION, {"去年": _line(MADE)}, asked_back) is asked_back


@pytest.mark.parametrize("tells", [False, True])
def test_what_a_figure_leaves_open_is_told_apart_from_what_its_sentence_may_tell(tells: bool) -> None:
    known = [REPORT.metadata]
    answer_to = _told({"去年": _line(MADE, "突破800亿元")})
    parts = of_parts(understand(QUESTION, known), known, answer_to, lambda _, __: tells)
    assert parts is not None
    assert bool(parts.note) is not tells
