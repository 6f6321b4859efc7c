"""Passages: whole sentences of one section, within the budget, nothing lost."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.report import Block, BlockKind, Cell, Metadata, ParsedDocument, Report, Source
from index.structure.passages import header_of, indexed_text, make_passages
from index.structure.sections import section_tree
from index.text.sentences import split_sentences


def count(texts: Sequence[str]) -> list[int]:
    """A token a character, and two special ones a text."""
    return [len(text) + 2 for text in texts]


def report_of(*paragraphs: str, title: str = "报告", table: bool = False) -> Report:
    blocks, at = [], 0
    for number, paragraph in enumerate(paragraphs):
        is_table = table and number == len(paragraphs) - 1
        cells: tuple[Cell, ...] = ()
        header_rows = 0
        if is_table:
            cells, header_rows = tuple(table_cells(paragraph, at)), 1
        kind = BlockKind.TABLE if is_table else BlockKind.PARAGRAPH
        blocks.append(Block(kind, at, at + len(paragraph), cells=cells, header_rows=header_rows))
        at += len(paragraph) + 1
    text = "\n".join(paragraphs)
    document = ParsedDocument(text, tuple(blocks))
    return Report(
        "0" * 64,
        Metadata(title),
        text,
        "",
        "1",
        section_tree(document, None),
        document.blocks,
        sources=(Source("r.txt", None, ""),),
    )


def table_cells(rows: str, at: int) -> list[Cell]:
    cells = []
    for row, line in enumerate(rows.split("\n")):
        for column, cell in enumerate(line.split("\t")):
            cells.append(Cell(at, at + len(cell), row, column))
            at += len(cell) + 1
    return cells


def test_a_passage_crosses_no_section() -> None:
    first, second = "粮食产量创下历史新高，增产百分之三。农村公路全部通车。", "新建学校两所，新增学位两千四百个。"
    report = report_of("一、回顾", first, "二、任务", second)
    passages = make_passages(report, count)
    assert [report.text[p.start : p.end] for p in passages] == [f"一、回顾\n{first}", f"二、任务\n{second}"]
    assert [report.heading(report.sections[p.section]) for p in passages] == ["一、回顾", "二、任务"]


def test_sentences_and_paragraphs_stay_whole_within_the_budget() -> None:
    report = report_of("甲" * 9 + "。" + "乙" * 9 + "。", "丙" * 9 + "。", "丁" * 19 + "。")
    passages = make_passages(report, count, max_tokens=40)
    texts = [report.text[p.start : p.end] for p in passages]
    assert texts == ["甲" * 9 + "。" + "乙" * 9 + "。\n" + "丙" * 9 + "。", "丁" * 19 + "。"]


def test_a_paragraph_over_the_budget_is_cut_between_sentences() -> None:
    report = report_of("".join(letter * 14 + "。" for letter in "甲乙丙丁"))
    passages = make_passages(report, count, max_tokens=40)
    assert [report.text[p.start : p.end] for p in passages] == [
        "甲" * 14 + "。" + "乙" * 14 + "。",
        "丙" * 14 + "。" + "丁" * 14 + "。",
    ]


def test_the_header_is_embedded_but_not_in_the_span() -> None:
    body = "粮食产量创下历史新高，增产百分之三。"
    report = report_of("一、回顾", body, "二、任务", body, title="青禾县报告")
    passage = make_passages(report, count)[0]
    assert header_of(report, report.sections[passage.section]) == "青禾县报告\n一、回顾"
    assert indexed_text(report, passage) == f"青禾县报告\n一、回顾\n一、回顾\n{body}"


def test_a_tables_passages_repeat_its_header_row() -> None:
    rows = "指标\t2024\n" + "\n".join(f"第{number}行\t{number}" for number in range(12))
    report = report_of("数据如下。", rows, table=True)
    passages = make_passages(report, count, max_tokens=60)
    assert len(passages) > 1
    last = report.text[passages[-1].start : passages[-1].end]
    assert last.startswith("第")
    assert indexed_text(report, passages[-1]) == f"报告\n指标\t2024\n{last}"


@pytest.mark.parametrize("budget", [30, 80, 400])
@given(text=st.text(alphabet="甲乙丙，。！\n一、二（）12.", min_size=1, max_size=300))
def test_every_sentence_is_in_exactly_one_passage(text: str, budget: int) -> None:
    lines = [line for line in text.split("\n") if line.strip()]
    if not lines:
        return
    report = report_of(*lines)
    passages = make_passages(report, count, budget)
    covered = [False] * len(report.text)
    for passage in passages:
        assert report.section_at(passage.start).number == passage.section
        start, end = report.own_span(report.sections[passage.section])
        assert start <= passage.start < passage.end <= end
        assert not any(covered[passage.start : passage.end])
        covered[passage.start : passage.end] = [True] * (passage.end - passage.start)
    headings = [(section.heading_start, section.heading_end) for section in report.sections]
    for sentence in split_sentences(report.text, 0, len(report.text)):
        is_heading = any(start <= sentence.start and sentence.end <= end for start, end in headings)
        assert is_heading or all(covered[sentence.start : sentence.end])


def test_a_title_or_a_last_short_paragraph_is_no_passage_of_its_own() -> None:
    sentence = "甲" * 29 + "。"
    report = report_of("题目", sentence * 20, sentence * 16, "完。")
    passages = make_passages(report, count)
    texts = [report.text[passage.start : passage.end] for passage in passages]
    assert texts[0].startswith("题目\n甲")
    assert texts[-1].endswith("甲。\n完。")
    assert all(len(text) > 480 // 8 for text in texts)
    assert "".join("".join(texts).split()) == "".join(report.text.split())


def test_a_long_paragraph_is_cut_into_like_parts() -> None:
    sentence = "甲" * 29 + "。"
    passages = make_passages(report_of(sentence * 20), count)
    lengths = [passage.end - passage.start for passage in passages]
    assert len(lengths) == 2
    assert max(lengths) - min(lengths) <= 60
