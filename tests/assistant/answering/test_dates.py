"""When: the date as written, in the granularity that was asked for."""

import pytest
from told_questions import Ask

from assistant.answering.dates import date


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("青禾县2025年政府工作报告是哪天作的？", "2025年1月9日"),
        ("周明县长什么时候作的政府工作报告？青禾县", "2025年1月9日"),
        ("青禾至南岭高速公路是哪天建成通车的？", "10月28日"),
        ("青禾县茶叶交易中心几月开市", "3月"),
        ("青禾县到哪一年实现公交全覆盖？", "2027年"),
        ("When did Northmoor Freight close the northern gate of the Ferris yard?", "March 2024"),
    ],
)
def test_the_date_is_told_as_it_stands(ask: Ask, question: str, line: str) -> None:
    reply = ask(date, question)
    assert reply is not None
    assert [each.text for each in reply.lines] == [line]


@pytest.mark.parametrize(
    "question",
    [
        "青禾县茶叶交易中心哪天开市",  # the month alone is told
        "南岭县茶叶交易中心几月开市",
        "青禾县茶叶交易中心几月关闭",
        "吴刚县长什么时候作的政府工作报告？青禾县",
    ],
)
def test_another_date_is_not_told_instead(ask: Ask, question: str) -> None:
    reply = ask(date, question)
    assert reply is None or not reply.answers
