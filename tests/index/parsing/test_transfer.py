"""Documents between two processes: as lines of ASCII that hold any text."""

from hypothesis import given
from hypothesis import strategies as st

from index.parsing.transfer import decode_line, encode_line, from_json, to_json
from index.report import Block, BlockKind, Box, Cell, ParsedDocument, Removal


def test_a_document_comes_back_as_it_went() -> None:
    table = Block(BlockKind.TABLE, 3, 6, 0, (Cell(3, 4, 0, 0), Cell(5, 6, 0, 1)), 0, (Box(1, 2.5, 3.0, 4.0, 5.0),))
    document = ParsedDocument(
        "题目\na\tb",
        (Block(BlockKind.HEADING, 0, 2, 1), table),
        (Removal("页脚", 6, "page footer"),),
        (0,),
        "题目",
        ("坏",),
    )
    assert from_json(decode_line(encode_line(to_json(document)))) == document


def test_what_a_document_lacks_it_lacks_behind_too() -> None:
    empty = ParsedDocument("", ())
    assert from_json(decode_line(encode_line(to_json(empty)))) == empty


@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text_is_one_line_of_ascii(text: str) -> None:
    """Line ends, separators and lone surrogates of file names too."""
    line = encode_line({"text": text, "path": "a\udcff\u2028\n.txt"})
    assert line.isascii() and line.count(b"\n") == 1 and line.endswith(b"\n")
    assert decode_line(line) == {"text": text, "path": "a\udcff\u2028\n.txt"}
