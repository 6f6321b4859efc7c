"""Headings of a PDF: by its bookmarks, else by their type; what is too long, ends like a sentence, or is the body's."""

import pytest
from lines import line

from index.parsing.pdf.headings import HeadingTypes, fold
from index.parsing.pdf.page_lines import PageLine

BODY = [line("The company saw revenue rise in every segment of the year.", 100 + 12 * n) for n in range(40)]


def level(
    heading: PageLine, *others: PageLine, bookmarks: list[tuple[str, int]] | None = None, bullet: bool = False
) -> int | None:
    """The level of a line among the body's lines and others."""
    types = HeadingTypes([heading, *others, *BODY], bookmarks or [], 10.0)
    return types.level(heading.text, [heading], bullet)


def test_larger_type_is_higher() -> None:
    """Sizes that nearly agree are one level."""
    large, medium = line("Overview", size=18), line("Details", size=14)
    assert (level(large, medium), level(medium, large)) == (1, 2)
    assert level(line("Details", size=17.5), large) == 1


def test_a_little_larger_is_the_bodys() -> None:
    assert level(line("Overview", size=11)) is None


@pytest.mark.parametrize(
    ("text", "bold", "italic", "rank"),
    [
        ("RISK FACTORS", True, False, 1),
        ("RISK FACTORS", False, False, 2),
        ("Industry Trends", True, False, 3),
        ("Industry Trends", True, True, 4),
        ("Industry Trends", False, True, 5),
        ("Industry Trends", False, False, None),
    ],
)
def test_type_of_body_size_ranks(text: str, bold: bool, italic: bool, rank: int | None) -> None:
    assert level(line(text, bold=bold, italic=italic)) == rank


def test_below_every_size() -> None:
    """Bold of body size stands below what is larger."""
    assert level(line("Trends", bold=True), line("Overview", size=18)) == 4


@pytest.mark.parametrize(
    "text",
    ["Revenue rose in every segment.", "收入增长，", "2,024", "—", "x" * 91, "a word"],
)
def test_what_heads_nothing(text: str) -> None:
    """A sentence, a clause, a figure, a mark, what is too long; in italics a word."""
    italic = text == "a word"
    assert level(line(text, bold=not italic, italic=italic)) is None


def test_a_bold_item_of_a_list_is_an_item_and_a_company_is_no_sentence() -> None:
    assert level(line("Industry Trends", bold=True), bullet=True) is None
    assert level(line("Harrow Logistics, Inc.", bold=True)) == 3


def test_small_print_in_bold_heads_nothing() -> None:
    assert level(line("Notes", size=8, bold=True)) is None


def test_bookmarks_decide() -> None:
    """Whatever the type, blanks and marks; a paragraph that begins like one is none."""
    assert level(line("1. Over view"), bookmarks=[("1 Overview", 2)]) == 2
    assert level(line("1. Over view of it"), bookmarks=[("1 Overview", 2)]) is None


def test_bookmarks_that_name_every_heading_leave_none_to_type() -> None:
    """Twenty and more that are met."""
    titles = [f"Chapter {chr(65 + n)}" for n in range(20)]
    marked = [line(title) for title in titles]
    bold = line("Industry Trends", bold=True)
    assert level(bold, *marked, bookmarks=[(title, 1) for title in titles]) is None
    assert level(bold, *marked[:3], bookmarks=[(title, 1) for title in titles[:3]]) == 3


def test_numbers_tell_the_depth_that_flat_bookmarks_do_not() -> None:
    titles = [f"{n}.{m} Way" for n in range(1, 6) for m in range(1, 5)] + ["1 Goal", "1.1.1 Step"]
    marked = [line(title) for title in titles]
    types = HeadingTypes(marked, [(title, 1) for title in titles], 10.0)
    assert [types.level(text, [marked[0]], False) for text in ("1 Goal", "1.1 Way", "1.1.1 Step")] == [1, 2, 3]


def test_a_size_in_which_much_is_set_is_no_headings() -> None:
    """A fifth of the document is prose."""
    quotes = [line("A long quotation that is set in larger type than all of the body's.", size=14) for _ in range(20)]
    assert level(line("Overview", size=14), *quotes) is None


def test_folding() -> None:
    assert fold("1.  Over-view: 概述 ") == "1overview概述"
