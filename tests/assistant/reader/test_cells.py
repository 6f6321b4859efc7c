"""Answers out of a table's cells, and out of an item that is asked for by its number."""

from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import library_in

from assistant.answer import Answer
from assistant.chain import AnswerChain
from assistant.settings import AnswersTable

BULLETIN = """# 柏川市2024年统计年报

## 附表

| 指标 | 2023年 | 2024年 |
|---|---|---|
| 出口额（亿元） | 12.1 | 13,457.8 |
| 进口额（亿元） | 5.6 |  |
"""
RULES = """# 柏川市人才补贴办法

1. 适用于新引进人才。
2. 博士每人补贴20万元。

## 附则

第五条 本办法自2025年1月1日起施行。
"""

SPENDING = """# 双溪县2024年民生支出表

| 序号 | 项目 | 分项 | 金额（亿元） |
|---|---|---|---|
| 1 | 教育支出 | 义务教育 | 3.1 |
| 2 | 教育支出 | 学前教育 | 0.8 |
| 3 | 第4水厂 | 一期 | 4.5 |
| 4 | 第5水厂 | 一期 | 5.5 |
"""

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("tables")
    paths: list[Path] = []
    for name, text in (("年报.md", BULLETIN), ("办法.md", RULES), ("支出.md", SPENDING)):
        paths.append(folder / name)
        paths[-1].write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add(paths)
    return AnswerChain(library, AnswersTable(threshold=0)).answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [("2023年出口额是多少？", ["12.1"]), ("2024年出口额是多少？", ["13,457.8"]), ("2024年进口额是多少？", [])],
)
def test_the_cell_of_the_year_that_was_asked_for_answers(ask: Ask, question: str, answer: list[str]) -> None:
    assert [statement.text for statement in ask(question).statements] == answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [("双溪县学前教育支出金额是多少？", "0.8"), ("双溪县第5水厂金额是多少？", "5.5")],
)
def test_the_inmost_label_and_its_number_name_the_row(ask: Ask, question: str, answer: str) -> None:
    assert [statement.text for statement in ask(question).statements][:1] == [answer]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("人才补贴办法第2条规定了什么？", "2. 博士每人补贴20万元。"),
        ("人才补贴办法第五条规定了什么？", "第五条 本办法自2025年1月1日起施行。"),
    ],
)
def test_an_item_is_found_by_its_number(ask: Ask, question: str, answer: str) -> None:
    assert [statement.text for statement in ask(question).statements] == [answer]
