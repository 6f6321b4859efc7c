"""Tables whose columns stand in line: where one begins and ends, what shares a row, and what is no table."""

from lines import line, row

from index.parsing.pdf.aligned_tables import find_tables
from index.parsing.pdf.page_lines import PageLine
from index.parsing.pdf.shapes import DrawnRule


def rows_of(lines: list[PageLine], rules: tuple[DrawnRule, ...] = ()) -> list[list[str]]:
    """The rows of the only table among lines, None as empty."""
    (table,) = find_tables(lines, rules).values()
    return [[value or "" for value in cells] for cells in table.rows]


def figures(*rows: tuple[str, ...], top: float = 100.0, step: float = 14.0) -> list[PageLine]:
    """Rows with a label at 72 and figures at 250 and 350."""
    lefts = (72.0, 250.0, 350.0)
    return [
        row(top + step * number, *((left, text) for left, text in zip(lefts, cells, strict=False) if text))
        for number, cells in enumerate(rows)
    ]


TABLE = [("Item", "2023", "2024"), ("Revenue", "1,343", "1,439"), ("Costs", "92", "104"), ("Profit", "(3)", "5")]


def test_rows_that_stand_in_columns() -> None:
    assert rows_of(figures(*TABLE)) == [list(cells) for cells in TABLE]


def test_prose_before_and_behind_stays_outside() -> None:
    """The table has the number of its first line, and ends before the line behind its last."""
    prose = line("A sentence that runs over the whole width of the page stands here.", 60)
    behind = line("Another sentence that runs over the whole width of the page.", 190)
    found = find_tables([prose, *figures(*TABLE), behind])
    assert [(start, table.end) for start, table in found.items()] == [(1, 5)]


def test_two_rows_are_no_table() -> None:
    """Too few to be sure of."""
    assert find_tables(figures(*TABLE[:2])) == {}


def test_two_columns_of_prose_are_no_table() -> None:
    """Long cells in two columns are text side by side."""
    words = "the company saw revenue rise in every segment"
    assert find_tables([row(100 + 14 * number, (72, words), (330, words)) for number in range(6)]) == {}


def test_an_empty_place_stays_empty_in_its_column() -> None:
    """The figure behind it does not move up."""
    assert rows_of(figures(*TABLE, ("Tax", "", "7")))[-1] == ["Tax", "", "7"]


def test_a_group_name_between_rows_belongs() -> None:
    """A line with one short cell."""
    found = rows_of(figures(TABLE[0], TABLE[1], ("Other:",), TABLE[2], TABLE[3]))
    assert found[2] == ["Other:", "", ""]


def test_a_label_of_two_lines_is_one() -> None:
    """The second begins small; after a colon it is a row of its own."""
    found = rows_of(figures(TABLE[0], TABLE[1], ("Selling and",), ("administration costs", "92", "104"), TABLE[3]))
    assert found[2] == ["Selling and administration costs", "92", "104"]
    apart = rows_of(figures(TABLE[0], TABLE[1], ("Of which:",), ("domestic sales", "92", "104"), TABLE[3]))
    assert apart[2:4] == [["Of which:", "", ""], ["domestic sales", "92", "104"]]


def test_a_sign_goes_with_its_figure() -> None:
    """Wherever it stands on the line."""
    lines = figures(*TABLE)
    lines[1] = row(lines[1].baseline, (72, "Revenue"), (220, "$"), (250, "1,343"), (320, "$"), (350, "1,439"))
    assert rows_of(lines)[1] == ["Revenue", "$1,343", "$1,439"]


def test_rules_part_rows_of_several_lines() -> None:
    """Lines between two rules are one row."""
    rows = [(("Goal",), ("Statement",)), (("Hire",), ("Recruit the best", "people")), (("Honor",), ("Pay them well",))]
    rows.append((("Respect",), ("Give them training,", "and room")))
    lines, rules, top = [], [DrawnRule(100.0, 70.0, 400.0)], 100.0
    for left, right in rows:
        depth = max(len(left), len(right))
        for number in range(depth):
            cells = [(at, texts[number]) for at, texts in ((74.0, left), (200.0, right)) if number < len(texts)]
            lines.append(row(top + 14 + 12 * number, *cells))
        top += 8 + 12 * depth
        rules.append(DrawnRule(top, 70.0, 400.0))
    assert rows_of(lines, tuple(rules)) == [
        ["Goal", "Statement"], ["Hire", "Recruit the best people"], ["Honor", "Pay them well"],
        ["Respect", "Give them training, and room"],
    ]  # fmt: skip


def test_a_wide_gap_ends_a_table() -> None:
    """What stands far below is another one."""
    found = find_tables([*figures(*TABLE), *figures(*TABLE, top=300.0)])
    assert [(start, table.end) for start, table in found.items()] == [(0, 4), (4, 8)]


def test_nothing_among_nothing() -> None:
    assert find_tables([]) == {}
