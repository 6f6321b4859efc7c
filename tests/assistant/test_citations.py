"""Quotes letter for letter, and places in words."""

import pytest

from assistant.citations import cite, locator
from index.report import Block, BlockKind, Metadata, Report, Section, Source

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
