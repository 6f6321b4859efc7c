"""Lines to blocks: where a paragraph goes on, what begins anew, and how words cut at a line's end heal."""

import pytest
from lines import line, row

from index.parsing.document import DocumentBuilder
from index.parsing.pdf.blocks import BlockMaker
from index.parsing.pdf.characters import Page
from index.parsing.pdf.page_lines import PageLine

FULL = "The company saw revenue rise in every segment of the business in the year and"


def blocks(*columns: list[PageLine], pages: int = 1) -> list[tuple[str, str]]:
    """(kind, text) of the blocks of columns of lines; a column of another page begins it."""
    builder = DocumentBuilder()
    every = [one for column in columns for one in column]
    maker = BlockMaker(builder, [Page(number + 1, 595, 842, ()) for number in range(pages)], [], every)
    page = 0
    for column in columns:
        while page < column[0].page:
            maker.start_page()
            page += 1
        maker.add_column(column)
    maker.finish()
    document = builder.draft()
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def prose(*texts: str, top: float = 100.0, page: int = 1) -> list[PageLine]:
    """Lines of one paragraph's pitch."""
    return [line(text, top + 12 * number, page=page, column=page) for number, text in enumerate(texts)]


def test_full_lines_join_and_a_short_one_ends() -> None:
    assert blocks(prose(FULL, "costs fell.", FULL, "profit rose.")) == [
        ("paragraph", f"{FULL} costs fell."),
        ("paragraph", f"{FULL} profit rose."),
    ]


def test_a_wider_gap_begins_anew() -> None:
    assert len(blocks([*prose(FULL, FULL), *prose(FULL, FULL, top=150)])) == 2


def test_another_size_begins_anew() -> None:
    small = line(FULL, 124, size=8)
    assert len(blocks([*prose(FULL, FULL), small])) == 2


@pytest.mark.parametrize("mark", ["•", "(a) ", "1. ", "第一章 ", "一、"])
def test_a_bullet_or_a_number_begins_anew(mark: str) -> None:
    assert [text for _, text in blocks(prose(FULL, f"{mark}Revenue rose"))] == [FULL, f"{mark}Revenue rose"]


def test_an_unfinished_sentence_goes_on_over_a_pages_end() -> None:
    """A finished one does not."""
    assert [text for _, text in blocks(prose(FULL), prose("costs fell.", page=2), pages=2)] == [f"{FULL} costs fell."]
    ended = FULL[:-1] + "."
    assert len(blocks(prose(ended), prose("costs fell.", page=2), pages=2)) == 2


def test_a_word_cut_in_two_heals_and_a_compound_keeps_its_hyphen() -> None:
    """By how the document writes it elsewhere."""
    cut = "The management of the company found in the year that in all its sites sustain-"
    assert blocks(prose(cut, "able growth."))[0][1].endswith("sites sustainable growth.")
    compound = "The management of the company found in the year that the growth is in the long-"
    lines = [*prose(compound, "term view."), *prose("A long view and a term.", top=200)]
    assert blocks(lines)[0][1].endswith("long-term view.")


def test_columns_in_line_are_a_table_between_paragraphs() -> None:
    table = [
        row(200 + 14 * number, (72, label), (250, one), (350, other))
        for number, (label, one, other) in enumerate(
            (("Item", "2023", "2024"), ("Sales", "60", "72"), ("Costs", "30", "31"))
        )
    ]
    found = blocks([*prose(FULL, "costs fell."), *table, *prose(FULL, "profit rose.", top=300)])
    assert [kind for kind, _ in found] == ["paragraph", "table", "paragraph"]
    assert found[1][1] == "Item\t2023\t2024\nSales\t60\t72\nCosts\t30\t31"
