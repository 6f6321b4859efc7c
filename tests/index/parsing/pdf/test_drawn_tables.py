"""Tables whose cells are drawn: lines that close around cells, merged cells, and drawings that are no tables."""

from collections.abc import Sequence

from index.parsing.pdf.characters import GridTable, Page, Segment
from index.parsing.pdf.drawn_tables import with_grids
from index.parsing.pdf.shapes import Stroke

TOPS = (100.0, 120.0, 140.0, 160.0)
LEFTS = (50.0, 150.0, 250.0)


def segment(text: str, row: int, column: int) -> Segment:
    left, top = LEFTS[column] + 5, TOPS[row] + 4
    return Segment(text, left, top, left + 10.0 * len(text), top + 10, top + 9, 10.0, False, False, 0)


def tables(segments: Sequence[Segment], across: Sequence[Stroke], down: Sequence[Stroke]) -> list[GridTable]:
    page = Page(1, 595, 842, tuple(segments), across=tuple(across), down=tuple(down))
    return [one.table for one in with_grids(page, segments) if one.table is not None]


ACROSS = [(top, LEFTS[0], LEFTS[-1]) for top in TOPS]
DOWN = [(left, TOPS[0], TOPS[-1]) for left in LEFTS]
CELLS = [
    segment(text, row, column)
    for row, texts in enumerate((("指标", "数值"), ("粮食", "12.6"), ("学位", "2400")))
    for column, text in enumerate(texts)
]


def test_each_drawn_cell_holds_the_text_inside_it() -> None:
    (table,) = tables(CELLS, ACROSS, DOWN)
    assert table.rows == (("指标", "数值"), ("粮食", "12.6"), ("学位", "2400"))
    assert len(table.boxes) == 3


def test_a_line_in_pieces_or_drawn_twice_is_one_line() -> None:
    pieces = [piece for top in TOPS for piece in ((top, 50.0, 150.0), (top, 150.5, 250.0), (top + 1, 50.0, 250.0))]
    assert tables(CELLS, pieces, DOWN) == tables(CELLS, ACROSS, DOWN)


def test_a_cell_that_no_line_parts_is_merged() -> None:
    across = [(top, LEFTS[0], LEFTS[-1]) for top in TOPS if top != TOPS[2]] + [(TOPS[2], LEFTS[1], LEFTS[2])]
    cells = [one for one in CELLS if one.text != "学位"]
    (table,) = tables(cells, across, DOWN)
    assert table.rows == (("指标", "数值"), ("粮食", "12.6"), (None, "2400"))


def test_a_frame_of_one_cell_is_no_table() -> None:
    frame = [ACROSS[0], ACROSS[-1]], [DOWN[0], DOWN[-1]]
    assert tables(CELLS, *frame) == []


def test_an_open_grid_or_one_nearly_empty_is_no_table() -> None:
    long = [(top, LEFTS[0] - 40, LEFTS[-1] + 40) for top in TOPS]
    assert tables(CELLS, long, DOWN) == []
    assert tables(CELLS[:2], ACROSS, DOWN) == []


def test_text_across_a_line_says_that_the_lines_are_a_drawing() -> None:
    assert tables([*CELLS[1:], segment("横跨两格的一行长长的文字", 0, 0)], ACROSS, DOWN) == []


def test_what_stands_outside_stays_as_it_is() -> None:
    outside = Segment("正文", 50, 300, 70, 310, 309, 10.0, False, False, 0)
    page = Page(1, 595, 842, (*CELLS, outside), across=tuple(ACROSS), down=tuple(DOWN))
    assert outside in with_grids(page, [*CELLS, outside])
