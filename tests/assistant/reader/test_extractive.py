"""The extractive reader on a small library: the shortest quote, its sentence, and when it says nothing."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fakes import library_in

from assistant.answer import Answer
from assistant.chain import AnswerChain
from assistant.query.kinds import Asks
from assistant.reader.spans import QuestionSlot
from assistant.settings import AnswersTable

TOWN = """2025年青禾县政府工作报告

各位代表：

一、2024年工作回顾

全县地区生产总值达到86.4亿元，增长6.2%，财政收入稳步增长。海洋生产总值12.5亿元，占比提高1.3个百分点。
新建农村公路126公里，改造老旧小区18个，惠及居民2400户。由于夏季持续干旱，茶叶产量下降3.1%。
县图书馆新馆位于青禾镇东风路12号，2024年9月28日建成开放。

二、2025年工作安排

地区生产总值增长6.5%左右，新建农村公路140公里。
"""
OTHER = TOWN.replace("青禾", "白石").replace("86.4", "91.7").replace("126公里", "98公里")

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("towns")
    files: Sequence[tuple[str, str]] = (("2025年青禾县政府工作报告.txt", TOWN), ("2025年白石县政府工作报告.txt", OTHER))
    paths: list[Path] = []
    for name, text in files:
        paths.append(folder / name)
        paths[-1].write_text(text, "utf-8")
    library = library_in(folder / "library")
    assert [outcome.status for outcome in library.add(paths)] == ["added", "added"]
    return AnswerChain(library, AnswersTable()).answer


def stated(answer: Answer) -> list[str]:
    return [statement.text for statement in answer.statements]


def test_a_figure_is_answered_with_the_figure_and_cited_with_its_sentence(ask: Ask) -> None:
    answer = ask("2024年青禾县的地区生产总值是多少？")
    assert stated(answer) == ["86.4亿元（青禾县2024年地区生产总值）"]
    assert answer.citations[0].quote.startswith("全县地区生产总值达到86.4亿元")
    assert stated(answer)[0].split("（")[0] in answer.citations[0].quote


def test_a_date_a_place_and_a_reason(ask: Ask) -> None:
    assert "2024年9月28日" in stated(ask("青禾县图书馆新馆是什么时候建成开放的？"))[0]
    assert "东风路12号" in stated(ask("青禾县图书馆新馆位于哪里？"))[0]
    assert "持续干旱" in ask("青禾县茶叶产量为什么下降？").citations[0].quote


def test_what_the_target_is_and_what_was_reached(ask: Ask) -> None:
    assert "140公里" in stated(ask("青禾县2025年新建农村公路的目标是多少公里？"))[0]
    assert "126公里" in stated(ask("青禾县2024年新建农村公路多少公里？"))[0]


def test_a_measure_that_no_report_states_is_not_answered_with_its_neighbour(ask: Ask) -> None:
    for question in ("青禾县2024年的渔业机器人产量是多少？", "青禾县2024年建成了几座核电站？"):
        answer = ask(question)
        assert answer.status == "not_found", answer.text
        assert answer.nearest


def test_every_figure_stands_in_its_quote_and_three_quotes_have_400_characters(ask: Ask) -> None:
    for question in ("改造老旧小区多少个？", "新建农村公路多少公里？", "青禾县和白石县的地区生产总值分别是多少？"):
        answer = ask(question)
        quotes = {citation.n: citation.quote for citation in answer.citations}
        for statement in answer.statements:
            figure = re.findall(r"[\d.]+[^\s（，]*", statement.text.split("（")[0])[0]
            assert any(figure in quotes[n] for n in statement.citations)
        assert sum(len(quote) for quote in list(quotes.values())[:3]) <= 400


@pytest.mark.parametrize(
    ("question", "asks", "left", "right"),
    [
        ("图书馆位于哪里？", Asks.WHERE, "图书馆位于", ""),
        ("目前学校有几个校区？", Asks.NUMBER, "目前学校有", "校区"),
        ("为什么产量下降？", Asks.WHY, "", "产量下降"),
        ("How many people work there?", Asks.NUMBER, "", ""),
    ],
)
def test_the_asking_word_and_what_stands_beside_it(question: str, asks: Asks, left: str, right: str) -> None:
    read = QuestionSlot(question)
    assert (read.asks, read.left, read.right) == (asks, left, right)


def test_the_unit_that_a_question_asks_for() -> None:
    assert QuestionSlot("新建公路多少公里？").unit == "公里"
    assert QuestionSlot("完成投资多少亿元？").unit == "亿元"
    assert QuestionSlot("生产总值是多少？").unit == ""
