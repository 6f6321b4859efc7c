"""From segments to lines: what shares a line, which column is read first, and what repeats at the pages' edges."""

import pytest
from lines import line, segment

from index.parsing.pdf.layout import Line, lines_of, reading_order, running_lines


def texts(lines: list[Line]) -> list[str]:
    """The lines' texts."""
    return [one.text for one in lines]


def test_segments_on_one_baseline_are_one_line_from_left_to_right() -> None:
    """A gap is a space; where they touch there is none."""
    parts = [segment("rose", 120, 100), segment("Revenue", 72, 100), segment("5%", 140, 100), segment("Costs", 72, 112)]
    assert texts(lines_of(parts, 1, 0)) == ["Revenue rose5%", "Costs"]


def test_a_raised_mark_is_on_its_line_and_apart_from_a_figure() -> None:
    """12 with a note 3 is no 123; a small line below is a line of its own."""
    parts = [segment("Revenue 12", 72, 100), segment("3", 122, 96, 6), segment("Note", 72, 109, 6)]
    assert texts(lines_of(parts, 1, 0)) == ["Revenue 12 3", "Note"]


def test_cells_are_parts_between_wide_gaps() -> None:
    """A bullet belongs to what it labels."""
    (figures,) = lines_of([segment("Revenue", 72, 100), segment("1,343", 250, 100), segment("1,439", 350, 100)], 1, 0)
    assert [cell.text for cell in figures.cells] == ["Revenue", "1,343", "1,439"]
    (item,) = lines_of([segment("•", 72, 100), segment("Revenue", 100, 100)], 1, 0)
    assert [cell.text for cell in item.cells] == ["• Revenue"]


def test_a_lines_type_is_that_of_most_of_it() -> None:
    """It is bold where all of it is; its baseline is that of its largest letters."""
    (mixed,) = lines_of([segment("R", 72, 100, 20), segment("evenue of the year", 83, 100, 10, bold=True)], 1, 0)
    assert (mixed.size, mixed.bold, mixed.baseline) == (10, False, 100)
    assert line("Overview", bold=True).bold


SENTENCE = "the company saw revenue rise in the year"


def test_two_columns_are_read_one_after_the_other() -> None:
    parts = [segment(SENTENCE, left, 100 + 12 * number) for number in range(12) for left in (72, 320)]
    columns = reading_order(parts)
    assert [{one.left for one in column} for column in columns] == [{72}, {320}]


def test_what_crosses_both_columns_stands_between_them() -> None:
    """Columns above it come before it."""
    above = [segment(SENTENCE, left, 100 + 12 * number) for number in range(8) for left in (72, 320)]
    below = [segment(SENTENCE, left, 260 + 12 * number) for number in range(8) for left in (72, 320)]
    crossing = segment("A heading that crosses both of the columns and stands between the halves of a page", 72, 220)
    order = [(one.left, one.baseline) for column in reading_order([*below, crossing, *above]) for one in column]
    at = order.index((72, 220))
    assert {height for _, height in order[:at]} == {one.baseline for one in above}
    assert [left for left, _ in order[at + 1 :]] == [72] * 8 + [320] * 8


def test_one_column_stays_one() -> None:
    parts = [segment(SENTENCE, 72, 100 + 12 * number) for number in range(12)]
    assert [len(column) for column in reading_order(parts)] == [12]
    assert sum(len(column) for column in reading_order([])) == 0


def pages(count: int, head: str, foot: str) -> list[list[Line]]:
    """Pages with a line at their head and foot, and two of their own between; `#` is the page's number."""
    return [
        [
            line(head.replace("#", str(number)), 30, page=number),
            line(f"Section {chr(96 + number)} is about its own things", 200, page=number),
            line(f"and says {'so' * number} of them", 400, page=number),
            line(foot.replace("#", str(number)), 780, page=number),
        ]
        for number in range(1, count + 1)
    ]


def running(lines: list[list[Line]]) -> list[str]:
    """The texts of the running lines."""
    found = running_lines(lines, [800.0] * len(lines))
    return [one.text for page in lines for one in page if id(one) in found]


@pytest.mark.parametrize("foot", ["- # -", "第#页", "Page # of 4", "#"])
def test_what_repeats_at_the_edges_and_numbers_that_grow(foot: str) -> None:
    found = running(pages(4, "年度报告2024", foot))
    assert found == [text for n in range(1, 5) for text in ("年度报告2024", foot.replace("#", str(n)))]


def test_what_differs_or_stands_in_the_middle_stays() -> None:
    """A heading at a page's top, and a figure that does not grow."""
    lines = pages(4, "#", "年度报告")
    for page, title in zip(lines, ("Overview", "Strategy", "Outlook", "Notes"), strict=True):
        page[0] = line(title, 30, page=page[0].page)
        page[1] = line("the same words", 400, page=page[0].page)
    assert running(lines) == ["年度报告"] * 4


def test_two_pages_tell_their_numbers_too() -> None:
    lines = pages(2, "#", "- # -")
    for page, title in zip(lines, ("Overview", "Strategy"), strict=True):
        page[0] = line(title, 30, page=page[0].page)
    assert running(lines) == ["- 1 -", "- 2 -"]
