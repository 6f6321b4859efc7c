"""Which one: the name that fits, or none."""

import pytest
from told_questions import Ask

from assistant.answering.names import name


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("青禾县哪部电视剧拿了飞天奖？", "山那边"),
        ("青禾县哪个村入选全国最美乡村", "白石村"),
        ("青禾县哪家企业获评首座“零碳工厂”", "东岭水泥公司"),
        ("青禾县投用的新型水稻收割机叫什么名字", "铁牛二号"),
        ("Which depot had a death in 2024 at Northmoor Freight?", "Holt Quay"),
    ],
)
def test_the_name_is_told(ask: Ask, question: str, line: str) -> None:
    reply = ask(name, question)
    assert reply is not None
    assert [each.text for each in reply.lines] == [line]


@pytest.mark.parametrize(
    "question",
    [
        "青禾县哪部电影拿了飞天奖？",
        "青禾县哪个村入选全国文明村",
        "南岭县哪个村入选全国最美乡村",
        "青禾县哪家医院获评首座“零碳工厂”",
        "青禾县投用的新型水稻收割机，几台都叫什么名字",  # one of several is no answer
    ],
)
def test_another_kind_of_thing_is_not_told_instead(ask: Ask, question: str) -> None:
    reply = ask(name, question)
    assert reply is None or not reply.answers
