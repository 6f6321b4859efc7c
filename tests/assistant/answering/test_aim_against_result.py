"""A target and the result before it, each told by a line of its own, and what lies between them."""

import pytest
from report_texts import report_of

from assistant.answering.aim_against_result import aim_against_result
from assistant.answering.reply import Line, Quote, Reply
from assistant.query.understanding import understand

QUESTION = "白石县今年的销售目标比去年实际卖的多多少？"
DONE, AIM = "免税销售额470.3亿元，客单价6500元。", "免税销售额520亿元。"
REPORT = report_of("白石县", 2025, "一、2024年工作回顾", DONE, "二、2025年工作安排", AIM, headings=(0, 2))


def _line(text: str) -> Line:
    start = REPORT.text.index(text)
    return Line(text, (Quote(REPORT, start, start + len(text)),))


def _told(aim: Reply | None, result: Reply | None, question: str = QUESTION) -> Reply | None:
    replies = {"白石县今年的销售目标是多少": aim, "白石县去年卖了多少": result}
    return aim_against_result(understand(question, [REPORT.metadata]), replies.get)


def test_both_figures_stand_with_what_lies_between_them() -> None:
    aim, result = _line("免税销售额520亿元"), _line("免税销售额470.3亿元")
    reply = _told(Reply(lines=(aim,)), Reply(lines=(result,)))
    assert reply is not None
    assert [line.text for line in reply.lines] == [
        "免税销售额520亿元",
        "免税销售额470.3亿元",
        "目标比实际多49.7亿元（按报告写明的数算）",
    ]
    (computed,) = reply.computed
    assert (computed.expression, computed.result) == ("520亿元 − 470.3亿元", "49.7亿元")
    assert computed.operands == (*aim.quotes, *result.quotes)


@pytest.mark.parametrize(
    ("aim", "result"),
    [
        (None, "免税销售额470.3亿元"),
        ("免税销售额520亿元", None),
        ("免税销售额520亿元", "客单价6500元，免税销售额470.3亿元"),  # of two amounts either may be meant
        ("免税销售额520亿元", "免税销售额520亿元"),  # one sentence for both
    ],
)
def test_nothing_is_worked_out_where_one_is_not_told(aim: str | None, result: str | None) -> None:
    first, second = (None if text is None else Reply(lines=(Line(text, _quotes(text)),)) for text in (aim, result))
    assert _told(first, second) is None


def _quotes(text: str) -> tuple[Quote, ...]:
    start = REPORT.text.index(AIM if "520" in text else DONE)
    return (Quote(REPORT, start, start + 10),)


def test_what_is_told_in_part_is_no_figure_to_reckon_with() -> None:
    told = Reply(lines=(_line("免税销售额520亿元"),), note="…")
    assert _told(told, Reply(lines=(_line("免税销售额470.3亿元"),))) is None
