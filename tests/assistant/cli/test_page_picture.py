"""A page's picture in a file: which page is drawn, and what cannot be."""

from pathlib import Path
from typing import Any

import pytest

from assistant.cli.page_picture import write_page
from assistant.errors import WrongUsage
from index.report import Metadata, Report

PAGED = Report("r", Metadata("报告"), "第一页。第二页。", "t", "1", (), (), page_starts=(0, 4))
PLAIN = Report("r", Metadata("报告"), "没有页。", "t", "1", (), ())


class Drawing:
    """Draws as a picture what it was asked for."""

    def page_image(self, report_id: str, page: int, quote: tuple[int, int] | None = None) -> bytes:
        return f"{report_id} {page} {quote}".encode()


DRAWING: Any = Drawing()


@pytest.mark.parametrize(
    ("page", "quote", "drawn"), [(None, (5, 7), 2), (1, (5, 7), 1), (2, None, 2), (None, (0, 8), 1)]
)
def test_the_page_is_the_one_named_or_that_on_which_the_quote_begins(
    tmp_path: Path, page: int | None, quote: tuple[int, int] | None, drawn: int
) -> None:
    file = tmp_path / "page.png"
    assert write_page(DRAWING, PAGED, page, quote, file) == drawn
    assert file.read_bytes() == f"r {drawn} {quote}".encode()


@pytest.mark.parametrize(
    ("report", "quote", "words"),
    [
        (PAGED, None, "--image needs --page N, or --quote"),
        (PLAIN, (0, 2), "of a report with pages"),
        (PAGED, (0, 9), "--quote ends beyond the report's 8 characters"),
    ],
)
def test_what_names_no_page_is_refused_and_nothing_is_written(
    tmp_path: Path, report: Report, quote: tuple[int, int] | None, words: str
) -> None:
    with pytest.raises(WrongUsage, match=words):
        write_page(DRAWING, report, None, quote, tmp_path / "page.png")
    assert list(tmp_path.iterdir()) == []
