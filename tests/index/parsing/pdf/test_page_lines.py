"""From segments to lines: what shares a line, and which parts of it are cells."""

from lines import line, segment

from index.parsing.pdf.page_lines import PageLine, lines_of


def texts(lines: list[PageLine]) -> list[str]:
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


def test_a_trademark_sign_set_off_its_line_is_no_line() -> None:
    parts = [segment("Services rose on cloud", 72, 100), segment("®", 90, 107, 6), segment("services.", 72, 112)]
    assert texts(lines_of(parts, 1, 0)) == ["Services rose on cloud", "services."]


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
