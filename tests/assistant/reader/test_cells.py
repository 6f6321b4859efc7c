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

TASKS = """# 青禾县2025年任务分解表

<table>
<tr><th>序号</th><th>任务</th><th>责任单位</th><th>完成时限</th></tr>
<tr><td>1</td><td>推进城北片区老旧小区改造，惠及居民2300户</td><td>县住建局、城北街道</td><td>2025年9月</td></tr>
<tr><td rowspan=2>2</td><td rowspan=2>建成日处理500吨的垃圾焚烧发电厂</td><td>县城管局</td><td>2025年12月</td></tr>
<tr><td>县环保局（配合）</td><td>2025年6月</td></tr>
</table>
"""
PROJECTS = """# 墨岭县2024年重点项目表

| 序号 | 项目名称 | 建设地点 | 总投资（万元） | 2024年完成（万元） |
|---|---|---|---|---|
| 1 | 南山学校项目 | 乙镇 | 2369 | 707 |
| 2 | 南山道路项目 | 丙镇 | 1962 | 718 |
| 3 | 南山水厂项目 | 丁镇 | 2406 | 729 |
"""

Ask = Callable[[str], Answer]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    folder = tmp_path_factory.mktemp("tables")
    paths: list[Path] = []
    for name, text in (
        ("年报.md", BULLETIN),
        ("办法.md", RULES),
        ("支出.md", SPENDING),
        ("任务.md", TASKS),
        ("项目.md", PROJECTS),
    ):
        paths.append(folder / name)
        paths[-1].write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add(paths)
    return AnswerChain(library, AnswersTable(threshold=0)).answer


@pytest.fixture(scope="module")
def ask_one(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """With the threshold that users have, on one report."""
    folder = tmp_path_factory.mktemp("one")
    (folder / "项目.md").write_text(PROJECTS, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / "项目.md"])
    return AnswerChain(library, AnswersTable()).answer


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2023年出口额是多少？", ["12.1亿元（柏川市2023年出口额）"]),
        ("2024年出口额是多少？", ["13,457.8亿元（柏川市2024年出口额）"]),
        ("2024年进口额是多少？", []),
    ],
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


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县老旧小区改造的责任单位是哪个？", "县住建局、城北街道"),
        ("青禾县垃圾焚烧发电厂由哪个单位负责？", "县城管局"),
        ("青禾县垃圾焚烧发电厂由哪个单位配合？", "县环保局（配合）"),
        ("墨岭县南山学校项目建设地点在哪里？", "乙镇"),
    ],
)
def test_words_in_the_column_that_a_question_names_answer_it(ask: Ask, question: str, answer: str) -> None:
    assert [statement.text for statement in ask(question).statements][:1] == [answer]


def test_the_quote_of_a_cell_under_a_merged_label_begins_with_the_label(ask: Ask) -> None:
    quote = ask("青禾县垃圾焚烧发电厂由哪个单位配合？").citations[0].quote
    assert "建成日处理500吨的垃圾焚烧发电厂" in quote and "县环保局（配合）" in quote


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("南山学校项目的总投资是多少？", ["2369"]),
        ("南山道路项目的总投资是多少？", ["1962"]),
        ("南山学校项目的就业人数是多少？", []),
    ],
)
def test_a_cell_whose_names_hold_all_that_is_asked_is_sure(ask_one: Ask, question: str, answer: list[str]) -> None:
    """1962 among figures is an amount. What no name says is no answer."""
    assert [statement.text for statement in ask_one(question).statements] == answer
