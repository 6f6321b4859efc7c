"""Tables of the lexicon to typed rows."""

from decimal import Decimal
from typing import NamedTuple

import pytest

from index.lexicon.loading import Word, any_of, parse_table, read_table, words


class Thing(NamedTuple):
    """A row with a field of each type."""

    name: str
    factor: Decimal
    others: tuple[str, ...]
    known: bool


HEADER = "name\tfactor\tothers\tknown"


def test_rows_are_typed_and_comments_are_left_out() -> None:
    text = f"# why\n{HEADER}\n\n里\t500\tli|Chinese mile\tyes\n# more\n斤\t0.5\t\tno\n"
    assert parse_table("things", text, Thing) == (
        Thing("里", Decimal(500), ("li", "Chinese mile"), True),
        Thing("斤", Decimal("0.5"), (), False),
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("name\tfactor\n里\t500", r"things\.tsv, line 1: columns are \['name', 'factor'\]"),
        (f"# why\n{HEADER}\n里\t500", r"things\.tsv, line 3: 2 cells, not 4: '里\\t500'"),
        (f"{HEADER}\n里\tmany\t\tyes", r"things\.tsv, line 2: .* has a cell that can't be read"),
        (f"{HEADER}\n里\t500\t\tperhaps", r"things\.tsv, line 2: .* has a cell that can't be read"),
        (f"{HEADER}\n里 \t500\t\tyes", r"things\.tsv, line 2: .* has a cell that can't be read"),
        (HEADER, r"things\.tsv has no rows"),
        ("", r"things\.tsv has no rows"),
    ],
)
def test_a_bad_row_is_named(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_table("things", text, Thing)


def test_a_table_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        read_table("nothing", Thing)


def test_a_words_surroundings_are_part_of_its_pattern() -> None:
    assert Word("k", "要", "主需", ("素", "不是")).pattern == "(?<![主需])要(?!素|不是)"
    assert Word("k", "approx.", "", ()).pattern == r"approx\."
    assert any_of([Word("k", "没有", "", ()), Word("k", "没", "", ())]) == "没有|没"


def test_a_list_is_read_by_kind() -> None:
    assert {word.kind for word in words("directions")} > {"up", "down"}
    assert {word.kind for word in words("directions", "up")} == {"up"}
