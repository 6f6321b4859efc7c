"""Where a table's columns stand tells whether it goes on on the next page."""

from collections.abc import Sequence
from typing import Any

import pytest
from pdf_files import Draw, pdf

from index.parsing.pdf.reading import parse_pdf


def _placed(rows: Sequence[Sequence[tuple[int, str]]]) -> Draw:
    def draw(canvas: Any) -> None:
        for number, row in enumerate(rows):
            for left, value in row:
                canvas.drawString(left, 740 - 24 * number, value)

    return draw


@pytest.mark.parametrize("goes_on", [1, 2, 5])
@pytest.mark.parametrize("empty", [False, True])
def test_columns_tell_that_a_table_goes_on(goes_on: int, empty: bool) -> None:
    """Under a wide name of the last column, with a column that is empty from there on, and with few rows."""
    lefts = (72, 140, 260, 340)
    names = ("序号", "项目名称", "总投资（万元）", "2024年完成的投资额（万元）")
    rows = [(str(n), f"第{n}水厂", str(1000 + n), str(100 + n)) for n in range(1, 15)]
    first = [list(zip(lefts, row, strict=True)) for row in (names, *rows[:9])]
    last = [list(zip(lefts, row, strict=True)) for row in rows[9 : 9 + goes_on]]
    if empty:
        last = [[*row[:2], row[3]] for row in last]
    document = parse_pdf(pdf(_placed(first), _placed(last)))
    (table,) = document.blocks
    assert table.header_rows == 1
    found = document.text[table.start : table.end].split("\n")
    assert found[10] == ("10\t第10水厂\t\t110" if empty else "10\t第10水厂\t1010\t110")
    assert len(found) == 10 + goes_on
    assert document.text[document.page_starts[1] :].startswith("10\t")


def test_another_table_on_the_next_page_stays_one_of_its_own() -> None:
    """Its columns stand elsewhere."""
    first = [
        [(72, a), (200, b), (340, c)]
        for a, b, c in [("地区", "人口", "面积"), *[(f"{n}镇", "12", "30") for n in "甲乙丙"]]
    ]
    other = [[(72, f"{n}河"), (290, "8.1"), (480, "9.4")] for n in "甲乙丙"]
    assert len(parse_pdf(pdf(_placed(first), _placed(other))).blocks) == 2
