"""Which column of a page is read first, and what stands between columns."""

from lines import segment

from index.parsing.pdf.reading_order import reading_order

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
