"""Which part of a quote is marked on a page: by block and page, as shares of the block's characters there."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pytest

from index.errors import NoSuchPage
from index.parsing.page_image import has_page_images, page_image
from index.parsing.parser import Marked
from index.report import Block, BlockKind, Box, Metadata, ParsedDocument, Report, Section

TEXT = "第一段的话。第二页接着说。\n第三段。"
FIRST, SECOND, THIRD = (Box(page, 0.0, top, 9.0, top + 1) for page, top in ((1, 1.0), (2, 2.0), (2, 5.0)))


class Drawing:
    """Keeps what it is to draw."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, list[Marked]]] = []

    def parse(self, path: Path) -> ParsedDocument:
        raise AssertionError("a page is drawn, not parsed")

    def render(self, path: Path, page: int, markings: Sequence[Marked] = (), across: int | None = None) -> bytes:
        self.asked.append((page, list(markings)))
        return b"png"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        pass


@pytest.fixture
def report() -> Report:
    """A paragraph over two pages and one on the second."""
    blocks = (
        Block(BlockKind.PARAGRAPH, 0, 13, boxes=(FIRST, SECOND)),
        Block(BlockKind.PARAGRAPH, 14, len(TEXT), boxes=(THIRD,)),
    )
    root = (Section(0, 0, None, 0, len(TEXT), 0, 0),)
    return Report("a" * 64, Metadata("报告"), TEXT, "", "1", root, blocks, page_starts=(0, 6))


def marked(report: Report, page: int, quote: tuple[int, int] | None) -> list[Marked]:
    """What is to be marked on a page."""
    drawing = Drawing()
    assert page_image(report, Path("a.pdf"), page, quote, drawing) == b"png"
    ((asked, markings),) = drawing.asked
    assert asked == page
    return markings


def test_a_quote_is_marked_where_it_stands(report: Report) -> None:
    assert marked(report, 1, (0, 3)) == [("第一段", (FIRST,), 0.0, 0.5)]
    assert marked(report, 2, (0, 3)) == []
    assert marked(report, 1, None) == []


def test_a_quote_over_two_pages_is_marked_on_each_with_its_part_there(report: Report) -> None:
    assert marked(report, 1, (3, 9)) == [("的话。", (FIRST,), 0.5, 1.0)]
    assert marked(report, 2, (3, 9)) == [("第二页", (SECOND,), 0.0, 3 / 7)]


def test_a_quote_over_two_blocks_is_marked_in_both(report: Report) -> None:
    assert [(text, boxes) for text, boxes, *_ in marked(report, 2, (9, 17))] == [
        ("接着说。", (SECOND,)),
        ("第三段", (THIRD,)),
    ]


@pytest.mark.parametrize("page", [0, 3, -1])
def test_a_page_that_is_not_there(report: Report, page: int) -> None:
    with pytest.raises(NoSuchPage, match=f"the report has no page {page}; its pages are 1 to 2"):
        page_image(report, Path("a.pdf"), page, None, Drawing())


def test_only_a_pdf_has_a_look(report: Report) -> None:
    assert has_page_images(report, Path("a.pdf"))
    assert not has_page_images(report, Path("a.docx"))
    with pytest.raises(NoSuchPage, match="only a PDF has"):
        page_image(report, Path("a.docx"), 1, None, Drawing())
