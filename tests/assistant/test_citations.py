"""Quotes letter for letter, and places in words."""

from dataclasses import replace

import pytest

from assistant.citations import cite, locator
from index.report import Block, BlockKind, Cell, Metadata, Report, Section, Source

TEXT = "引言。\n一、回顾\n第一段。\n第二段，增长X%。\n（一）工业\n工业增长。"


def report(title: str = "2025年青禾县政府工作报告", language: str = "zh", pages: tuple[int, ...] = ()) -> Report:
    starts = [
        0,
        TEXT.index("一、"),
        TEXT.index("第一段"),
        TEXT.index("第二段"),
        TEXT.index("（一）"),
        TEXT.index("工业增长"),
    ]
    ends = [*[start - 1 for start in starts[1:]], len(TEXT)]
    blocks = tuple(Block(BlockKind.PARAGRAPH, start, end) for start, end in zip(starts, ends, strict=True))
    sections = (
        Section(0, 0, None, 0, len(TEXT), 0, 0),
        Section(1, 1, 0, starts[1], len(TEXT), starts[1], ends[1]),
        Section(2, 2, 1, starts[4], len(TEXT), starts[4], ends[4]),
    )
    return Report(
        "ab" * 32,
        Metadata(title, language=language),
        TEXT,
        "cd" * 32,
        "1",
        sections,
        blocks,
        page_starts=pages,
        sources=(Source("r.txt", None, ""),),
    )


def test_the_quote_is_the_text_at_its_span() -> None:
    start = TEXT.index("第二段")
    citation = cite(report(), start, start + 9, 3)
    assert citation.quote == TEXT[start : start + 9] == "第二段，增长X%。"
    assert citation.section == ("一、回顾",)
    assert citation.n == 3
    assert citation.blanked
    assert citation.to_json()["blanked"] is True


def test_a_slip_in_a_quote_stays_and_is_noted() -> None:
    slipped = replace(report(), text=TEXT.replace("增长X%。", "增长X%o"))
    start = TEXT.index("第二段")
    citation = cite(slipped, start, start + 9, 1)
    assert citation.quote == "第二段，增长X%o"
    assert citation.to_json()["corrections"] == [
        {
            "start": start + 7,
            "end": start + 9,
            "text": "%o",
            "reads": "%",
            "reason": "letter after a per cent sign",
        }
    ]
    assert "corrections" not in cite(report(), start, start + 9, 1).to_json()


def test_a_locator_names_title_section_and_paragraph() -> None:
    assert locator(report(), TEXT.index("第二段")) == "《2025年青禾县政府工作报告》一、第2段"
    assert locator(report(), TEXT.index("工业增长")) == "《2025年青禾县政府工作报告》一、（一）第1段"
    assert locator(report(), TEXT.index("一、")) == "《2025年青禾县政府工作报告》一、标题"
    assert locator(report(pages=(0, TEXT.index("（一）"))), TEXT.index("工业增长")).endswith("第1段，第2页")
    english = report("Annual Report", "en", (0,))
    assert locator(english, TEXT.index("第一段")) == "“Annual Report”, 一、, paragraph 1, p. 1"


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (0, len(TEXT) + 1)])
def test_a_span_outside_the_text_is_refused(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="is not inside a text"):
        cite(report(), *span, n=1)


def table_report(language: str = "zh") -> Report:
    text = "主要指标\n指标\t2023年\t2024年\n营业收入\t60.2\t72.5\n净利润\t3.0\t4.1"
    at = text.index("\n") + 1
    cells, place = [], at
    for row, line in enumerate(text[at:].split("\n")):
        for column, value in enumerate(line.split("\t")):
            cells.append(Cell(place, place + len(value), row, column))
            place += len(value) + 1
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, at - 1),
        Block(BlockKind.TABLE, at, len(text), cells=tuple(cells), header_rows=1),
    )
    sections = (Section(0, 0, None, 0, len(text), 0, 0),)
    metadata = Metadata("年度报告", language=language)
    return Report("ab" * 32, metadata, text, "cd" * 32, "1", sections, blocks, sources=(Source("r", None, ""),))


def test_a_citation_points_at_a_table_cell_or_row() -> None:
    report = table_report()
    start = report.text.index("72.5")
    citation = cite(report, start, start + 4, 1)
    assert citation.quote == "72.5"
    assert citation.locator == "《年度报告》第2段，表“主要指标”第2行“营业收入”“2024年”列"
    assert citation.to_json()["cell"] == {
        "row": 2,
        "column": 3,
        "header": ["主要指标", "营业收入", "2024年"],
        "value": "72.5",
    }
    row = report.text.index("净利润")
    citation = cite(report, row, len(report.text), 1)
    assert citation.quote == "净利润\t3.0\t4.1"
    assert citation.locator == "《年度报告》第2段，表“主要指标”第3行“净利润”"
    assert citation.to_json()["cell"] == {
        "row": 3,
        "column": None,
        "header": ["主要指标", "净利润"],
        "value": "净利润\t3.0\t4.1",
    }
    english = table_report("en")
    assert (
        cite(english, start, start + 4, 1).locator
        == "“年度报告”, paragraph 2, table “主要指标”, row 2 “营业收入”, column “2024年”"
    )
    assert cite(report, 0, 4, 1).cell is None
    assert cite(report, report.text.index("营业"), len(report.text), 1).cell is None
