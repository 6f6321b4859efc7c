"""What a report says of a place in its text: section, headings, page, paragraph; and what is sent of a passage."""

import pytest

from index.report import OCR_PROBLEM, Block, BlockKind, Metadata, Report, Section

TEXT = "题目\n一、回顾\n第一段。\n（一）经济\n第二段。\n第三段。\n二、任务\n第四段。"
LINES = TEXT.split("\n")


def at(words: str) -> int:
    """Where words stand."""
    return TEXT.index(words)


@pytest.fixture
def report() -> Report:
    """Two sections, the first with one below it, on two pages."""
    sections = (
        Section(0, 0, None, 0, len(TEXT), 0, 0),
        Section(1, 1, 0, at("一、"), at("二、"), at("一、"), at("一、") + 4),
        Section(2, 2, 1, at("（一）"), at("二、"), at("（一）"), at("（一）") + 5),
        Section(3, 1, 0, at("二、"), len(TEXT), at("二、"), at("二、") + 4),
    )
    blocks, start = [], 0
    for line in LINES:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    return Report("a" * 64, Metadata("题目"), TEXT, "", "1", sections, tuple(blocks), page_starts=(0, at("第三段")))


@pytest.mark.parametrize(
    ("words", "headings"),
    [
        ("题目", ()),
        ("一、回顾", ("一、回顾",)),
        ("第一段", ("一、回顾",)),
        ("第二段", ("一、回顾", "（一）经济")),
        ("第四段", ("二、任务",)),
    ],
)
def test_the_headings_above_a_place(report: Report, words: str, headings: tuple[str, ...]) -> None:
    """A heading stands under itself."""
    assert report.headings(at(words)) == headings


def test_the_deepest_section_holds_a_place(report: Report) -> None:
    """Up to the last character and behind it."""
    offsets = (0, at("第三段"), at("二、") - 1, at("二、"), len(TEXT))
    assert [report.section_at(offset).number for offset in offsets] == [0, 2, 2, 3, 3]


def test_a_sections_own_text_ends_where_a_section_below_it_begins(report: Report) -> None:
    assert TEXT[slice(*report.own_span(report.sections[1]))] == "一、回顾\n第一段。\n"
    assert TEXT[slice(*report.own_span(report.sections[2]))] == "（一）经济\n第二段。\n第三段。\n"
    assert TEXT[slice(*report.own_span(report.sections[0]))] == "题目\n"


@pytest.mark.parametrize(
    ("words", "number"),
    [("题目", 1), ("一、回顾", 0), ("第一段", 1), ("（一）", 0), ("第二段", 1), ("第三段", 2), ("第四段", 1)],
)
def test_paragraphs_are_counted_within_their_section(report: Report, words: str, number: int) -> None:
    """The heading is 0."""
    assert report.paragraph_at(at(words)) == number


def test_pages_are_counted_from_one(report: Report) -> None:
    """None where the format has none."""
    assert (report.page_at(0), report.page_at(at("第三段") - 1), report.page_at(at("第三段"))) == (1, 1, 2)
    without = Report("a" * 64, Metadata("题目"), TEXT, "", "1", report.sections, report.blocks)
    assert without.page_at(0) is None


def test_a_report_that_was_recognised_says_so(report: Report) -> None:
    assert not report.is_recognised
    read = Report("a" * 64, Metadata("题目"), TEXT, "", "1", report.sections, (), problems=(OCR_PROBLEM,))
    assert read.is_recognised


def test_a_work_report_tells_the_year_before_its_own() -> None:
    told = [Metadata("报告", year=2025, kind=kind) for kind in ("government_work_report", "annual_report")]
    assert [(one.is_work_report, one.year_told) for one in told] == [(True, 2024), (False, 2025)]
    assert Metadata("报告", kind="government_work_report").year_told is None
