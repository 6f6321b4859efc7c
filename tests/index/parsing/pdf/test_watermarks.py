"""Watermarks that lie level: told from titles, labels and cells by how they lie on a page and on several."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from lines import segment
from pdf_files import PROSE, SONG, both, lines, pdf

from index.parsing.pdf.characters import Page, Segment
from index.parsing.pdf.reading import parse_pdf
from index.parsing.pdf.watermarks import watermarks

MARK = "内部资料严禁外传"


def body(count: int = 12, pale: bool = False) -> list[Segment]:
    """Lines of prose, the first on the baseline 100, 16 points apart."""
    return [replace(segment(PROSE, 72, 100 + 16 * number), pale=pale) for number in range(count)]


def mark(text: str = MARK, left: float = 150, baseline: float = 150, size: float = 40, pale: bool = True) -> Segment:
    return replace(segment(text, left, baseline, size), pale=pale)


def found(*pages: Sequence[Segment]) -> list[list[str]]:
    """The texts that are taken for watermarks, page by page."""
    ids = watermarks([Page(number, 595, 842, tuple(page)) for number, page in enumerate(pages, 1)])
    return [[one.text for one in page if id(one) in ids] for page in pages]


def test_pale_words_across_the_lines_are_one() -> None:
    assert found([mark(), *body()]) == [[MARK]]
    assert found([*body(), mark(size=10, baseline=102)]) == [[MARK]], "a small one too"


def test_pale_words_that_cross_nothing_are_a_title() -> None:
    assert found([mark("二〇二四年年度报告", baseline=60), *body()]) == [[]]


def test_black_words_that_cross_lines_once_are_text() -> None:
    """Badly set letters are no mark."""
    assert found([mark(pale=False), *body()]) == [[]]


def test_large_words_across_the_lines_of_every_page_are_one() -> None:
    """Whatever their colour."""
    pages = [[mark("DRAFT", pale=False), *body()] for _ in range(4)]
    assert found(*pages) == [["DRAFT"]] * 4
    assert found(*pages[:2], body(), body()) == [["DRAFT"], ["DRAFT"], [], []], "half of the pages will do"
    assert found(pages[0], body(), body(), body()) == [[], [], [], []]


@pytest.mark.parametrize("left", [100.0, 101.9, 107.9])
@pytest.mark.parametrize("baseline", [150.0, 157.9])
def test_places_a_hair_apart_are_one_place(left: float, baseline: float) -> None:
    """A mark set anew on every page is moved by a fraction of a point."""
    moves = [(0.3 * (n % 2), 0.3 * (n // 2 % 2)) for n in range(8)]
    pages = [[mark("DRAFT", left + right, baseline + down, pale=False), *body()] for right, down in moves]
    assert found(*pages) == [["DRAFT"]] * 8


def test_the_same_large_words_at_other_places_are_no_mark() -> None:
    pages = [[mark("DRAFT", 100 + 60 * n, 150, pale=False), *body()] for n in range(4)]
    assert found(*pages) == [[]] * 4


def test_pale_words_again_and_again_are_one_though_they_cross_nothing() -> None:
    """However their letters are spaced."""
    tiles = [mark("张三 0412", 60 + 200 * n, 400 + 90 * n, 14) for n in range(2)] + [mark("张三0412", 300, 700, 14)]
    assert found([*tiles, *body()]) == [["张三 0412", "张三 0412", "张三0412"]]
    assert found([*tiles[:2], *body()]) == [[]], "twice may be a label"


@pytest.mark.parametrize("value", ["不适用", "N/A"])
def test_the_cells_of_a_grey_table_are_none(value: str) -> None:
    """They stand on one line with what they belong to, in the same type."""
    rows = [
        replace(segment(text, left, 400 + 16 * number), pale=True)
        for number, label in enumerate(["研发补助", "土地返还", "出口退税", "稳岗补贴"])
        for left, text in ((72, label), (250, value), (350, value))
    ]
    assert found([*body(), *rows]) == [[]]


def test_tiles_of_two_words_in_a_row_are_marks() -> None:
    tiles = [mark(text, left, 400 + 90 * n, 14) for n in range(3) for left, text in ((60, "张三"), (300, "2024-05-06"))]
    assert found([*tiles, *body()]) == [["张三", "2024-05-06"] * 3]


def test_a_page_set_in_grey_keeps_its_text() -> None:
    assert found(body(pale=True)[:2], body(pale=True)[2:4]) == [[], []]


def test_one_large_letter_is_a_drop_cap() -> None:
    pages = [[mark("T", 72, 108, 30, pale=False), *body()] for _ in range(3)]
    assert found(*pages) == [[]] * 3


def test_slanted_and_hidden_words_are_left_to_others() -> None:
    assert found([replace(mark(), angle=-1), replace(mark(), hidden=True), *body()]) == [[]]


def test_pages_without_text_have_none() -> None:
    assert found() == []
    assert found([], [segment(" ", 72, 100)]) == [[], []]


@pytest.mark.parametrize("level", [True, False])
def test_a_watermark_is_no_text(level: bool) -> None:
    def drawn(canvas: Any) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont(SONG, 40)
        canvas.translate(120, 690)
        canvas.rotate(0 if level else 35)
        canvas.drawString(0, 0, MARK)
        canvas.restoreState()

    document = parse_pdf(pdf(both(drawn, lines("一、总体情况", PROSE, PROSE, PROSE, top=110, size=12))))
    assert "内部" not in document.text
    assert document.text.count("民生保障不断改善") == 3
    assert any("内部资料" in removal.text for removal in document.removals)


def test_a_pale_title_stays_in_the_text() -> None:
    def cover(canvas: Any) -> None:
        canvas.setFillGray(0.7)
        canvas.setFont(SONG, 40)
        canvas.drawString(72, 700, "二〇二四年年度报告")
        canvas.setFillGray(0)
        canvas.setFont(SONG, 11)
        canvas.drawString(72, 600, PROSE)

    assert "二〇二四年年度报告" in parse_pdf(pdf(cover)).text
