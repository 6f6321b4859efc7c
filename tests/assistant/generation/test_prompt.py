"""What a prompt shows of the reports: ids, places, whole sentences, within the budget."""

import re
from pathlib import Path

import pytest
from fakes import library_in
from scripted import REPORT, REPORT_NAME

from assistant.errors import SettingsError
from assistant.generation.prompt import Material, gather
from assistant.llm.tokens import count_tokens
from assistant.settings import LEAST_PROMPT_TOKENS, load_settings
from index.library import Library
from prompts import load


@pytest.fixture(scope="module")
def one_report(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder = tmp_path_factory.mktemp("material")
    (folder / REPORT_NAME).write_text(REPORT, "utf-8")
    library = library_in(folder / "library")
    library.add([folder / REPORT_NAME])
    return library


def gathered(library: Library, query: str, budget: int = 10_000, language: str = "zh") -> Material:
    return gather(library, library.search(query, 10), language, budget, len)


def test_every_sentence_and_row_has_an_id_and_its_place(one_report: Library) -> None:
    lines = gathered(one_report, "地区生产总值达到多少").text.split("\n")
    assert "# 2025年松溪县政府工作报告 › 一、2024年工作回顾（回顾，2024）" in lines
    assert "# 2025年松溪县政府工作报告 › 二、2025年工作安排（计划，2025）" in lines
    assert any(re.fullmatch(r"全年地区生产总值达到126.4亿元，增长5.8%。\[S\d+\]", line) for line in lines)
    assert "表头：指标 | 2023年 | 2024年" in lines
    assert "茶园面积（万亩） | 3.2 | 3.5[T1.r2]" in lines
    assert "游客（万人次） | 180 | 212[T1.r3]" in lines
    assert not any(line.endswith("[T1.r1]") for line in lines)


def test_an_id_leads_to_the_report_s_own_text(one_report: Library) -> None:
    material = gathered(one_report, "茶园")
    assert material.numbered
    for name, numbered in material.numbered.items():
        assert numbered.id == name
        assert numbered.report.text[numbered.start : numbered.end] == numbered.text
        assert f"{numbered.text.replace(chr(9), ' | ')}[{name}]" in material.text.split("\n")


def test_no_sentence_is_shown_twice(one_report: Library) -> None:
    spans = [(n.report.report_id, n.start) for n in gathered(one_report, "生产总值").numbered.values()]
    assert len(spans) == len(set(spans))


def test_of_a_passage_that_does_not_fit_whole_sentences_are_shown_the_likest_first(one_report: Library) -> None:
    whole = gathered(one_report, "茶园")
    blocks = whole.text.split("\n\n")
    assert len(blocks) > 1
    less = gathered(one_report, "茶园", budget=len(blocks[0]) + 1)
    assert less.text.startswith(blocks[0])
    assert gathered(one_report, "茶园", budget=10).numbered == {}
    for budget in range(0, len(whole.text) + 10, 7):
        for line in gathered(one_report, "茶园", budget=budget).text.split("\n"):
            assert line == "" or line in whole.text.split("\n") or re.sub(r"\[S\d+\]$", "", line) in REPORT


def test_of_one_passage_the_sentences_of_the_question_are_shown(one_report: Library) -> None:
    passages = one_report.search("全年地区生产总值达到126.4亿元，增长5.8%", 1)
    asked = "社会消费品零售总额增长多少"
    whole = gather(one_report, passages, "zh", 10_000, len, asked)
    place = whole.text.split("\n")[0]
    less = gather(one_report, passages, "zh", len(place) + 30, len, asked)
    assert [numbered.text for numbered in less.numbered.values()] == ["社会消费品零售总额增长4.1%。"]
    assert gather(one_report, passages, "zh", len(place), len, asked).text == ""


def test_what_says_nothing_is_no_line(tmp_path: Path) -> None:
    lines = [
        "Emissions . . . . . . . . . . . . . 28",
        "Safety ........ 31",
        "***",
        "— — —",
        "Emissions fell 5% in 2024.",
    ]
    (tmp_path / "a.txt").write_text("Annual Report 2024\n\n" + "\n\n".join(lines) + "\n", "utf-8")
    library = library_in(tmp_path / "library")
    library.add([tmp_path / "a.txt"])
    shown = [numbered.text for numbered in gathered(library, "emissions", language="en").numbered.values()]
    assert "Emissions fell 5% in 2024." in shown
    assert not any("...." in text or ". . ." in text or text in ("***", "— — —") for text in shown)


def test_the_least_prompt_has_room_for_text() -> None:
    """Some 600 tokens behind the longest template; less is refused by name."""
    longest = max(count_tokens(load(f"{kind}.{language}")) for kind in ("answer", "quote") for language in ("zh", "en"))
    assert longest + 600 <= LEAST_PROMPT_TOKENS
    with pytest.raises(SettingsError, match=r"llm\.prompt_tokens.*1500"):
        load_settings({"WENJU_LLM_PROMPT_TOKENS": "1200"})


def test_the_delimiter_is_another_each_time(one_report: Library) -> None:
    first, second = (gathered(one_report, "茶园").delimiter for _ in range(2))
    assert first != second
    assert re.fullmatch("===[0-9a-f]{16}===", first)


def test_places_are_told_in_the_question_s_language(one_report: Library) -> None:
    text = gathered(one_report, "茶园", language="en").text
    assert "一、2024年工作回顾 (looks back, 2024)" in text
    assert "Table header: 指标 | 2023年 | 2024年" in text


def test_a_long_row_is_several(tmp_path: Path) -> None:
    words = "、".join(f"第{number}项任务落实到人" for number in range(60))
    (tmp_path / "表.md").write_text(f"# 表格报告\n\n| 名称 | 内容 |\n|---|---|\n| 任务 | {words} |\n", "utf-8")
    library = library_in(tmp_path / "library")
    library.add([tmp_path / "表.md"])
    names = list(gathered(library, "任务").numbered)
    assert names == ["T1.r2", "T1.r2b"]
