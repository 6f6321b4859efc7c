from pathlib import Path

import pytest

from index.parsing.completeness import broken_end
from index.parsing.plain_text import parse_text

WHOLE = "各位代表：\n" + "\n".join(
    f"{n}年来，我们坚持稳中求进，经济运行总体平稳，各项任务圆满完成。" for n in "一二三四五"
)


def problem(text: str) -> str | None:
    return broken_end(parse_text(text))


@pytest.mark.parametrize(
    "tail",
    [
        "今年，我们要坚持以人民为中心，着力办好民生实事，把实事办",
        "今年，我们要办好民生实事，",
        "目标已经明确。按照“一村一品",
        "目标已经明确。我们要办",
    ],
)
def test_a_text_that_breaks_off(tail: str) -> None:
    found = problem(f"{WHOLE}\n{tail}" if len(tail) >= 20 else f"{WHOLE}\n目标任务已经全部明确下来了。{tail}")
    assert found is not None
    assert found.startswith("The text stops in the middle of a sentence (…")


@pytest.mark.parametrize(
    "tail",
    [
        "让我们团结奋斗！",
        "谢谢大家",
        "2025年1月15日",
        "青禾县人民政府 2025年1月15日",
        "（记者 张三）",
        "主办单位：省交通运输厅，各州、市人民政府",
        "附件：主要指标、重点项目和名词解释一览表",
        "注：＠①原字石右加安",
        "他说：“我们一定能够做到。”",
    ],
)
def test_a_text_that_is_whole(tail: str) -> None:
    assert problem(f"{WHOLE}\n{tail}") is None


def test_a_text_in_one_piece() -> None:
    sentences = "经济平稳增长。" * 12
    assert problem(sentences + "同时，认真抓好问题整") is not None
    assert problem(sentences) is None
    assert problem("没有句号的一行文字，只是一个标题而已，不是报告") is None


def test_texts_without_end_marks_are_not_called_broken() -> None:
    lines = "\n".join(f"第{n}项工作由各有关单位负责，并按照时间节点抓好落实，确保按期完成到位" for n in "一二三四五")
    assert problem(lines) is None


def test_english() -> None:
    whole = "\n\n".join("Revenue rose by five per cent in the year, and costs fell in every segment." for _ in range(6))
    assert problem(f"{whole}\n\nIn the coming year the company expects that its revenue will") is not None
    assert problem(f"{whole}\n\nChairman of the Board") is None


@pytest.mark.shared
def test_the_seed_is_cut_off_and_whole_reports_are_not(shared_data: Path) -> None:
    from index.parsing import parse_file

    broken = {}
    for folder in ("county-2021", "provincial-2025", "state-council"):
        for path in sorted((shared_data / "reports" / folder).iterdir()):
            if path.suffix in (".txt", ".docx"):
                broken[path.name] = [each for each in parse_file(path).problems if "middle of a sentence" in each]
    assert len(broken) == 84
    found = {name: problems for name, problems in broken.items() if problems}
    assert list(found) == ["2021年政府工作报告(区县).txt"]
    assert "一村一品牌" in found["2021年政府工作报告(区县).txt"][0]
