from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from index.parsing.document import Cut, DocumentBuilder, settle
from index.parsing.transfer import decode_line, encode_line, from_json, to_json
from index.report import Block, BlockKind, Box, ParsedDocument, Removal
from index.structure.tables import count_header_rows

TEXTS = st.text("甲乙丙 ab1\n\t。", max_size=30)


def test_blocks_cells_and_pages_stand_where_they_are_said_to() -> None:
    builder = DocumentBuilder()
    builder.start_page()
    builder.add(BlockKind.HEADING, "一、总体要求", level=1)
    builder.add_table([["指标", "2024"], ["增速", None]], header_rows=1)
    builder.start_page()
    builder.add(BlockKind.PARAGRAPH, "正文。", boxes=(Box(2, 1, 2, 3, 4),))
    document = settle(builder.draft(" 报告 "), [])
    assert document.text == "一、总体要求\n指标\t2024\n增速\t\n正文。"
    assert [document.text[b.start : b.end] for b in document.blocks] == ["一、总体要求", "指标\t2024\n增速\t", "正文。"]
    assert [(c.row, c.column, document.text[c.start : c.end]) for c in document.blocks[1].cells] == [
        (0, 0, "指标"),
        (0, 1, "2024"),
        (1, 0, "增速"),
    ]
    assert document.blocks[2].boxes == (Box(2, 1, 2, 3, 4),)
    assert document.page_starts[0] == 0
    assert document.blocks[1].end <= document.page_starts[1] <= document.blocks[2].start
    assert document.title == "报告"


def test_a_cut_is_recorded_where_it_stood() -> None:
    draft = ParsedDocument("增长翻\n3、两番。尾", (Block(BlockKind.PARAGRAPH, 0, 10),))
    document = settle(draft, [Cut(3, 6, "page counter"), Cut(9, 10, "tail")])
    assert document.text == "增长翻两番。"
    assert document.removals == (Removal("\n3、", 3, "page counter"), Removal("尾", 6, "tail"))


def test_overlapping_cuts_and_gaps() -> None:
    draft = ParsedDocument("one\n\ntwo three", (Block(BlockKind.PARAGRAPH, 0, 14),))
    document = settle(draft, [Cut(3, 5, gap=" "), Cut(4, 6), Cut(8, 14, "x")])
    assert document.text == "one wo"
    assert document.removals == (Removal(" three", 6, "x"),)


def test_a_cut_over_a_separator_joins_two_paragraphs() -> None:
    draft = ParsedDocument(
        "均实现翻\n3、两番。\n4、标题",
        (Block(BlockKind.PARAGRAPH, 0, 4), Block(BlockKind.PARAGRAPH, 5, 10), Block(BlockKind.HEADING, 11, 15, 1)),
    )
    document = settle(draft, [Cut(4, 7, "page counter"), Cut(10, 13, "page counter")])
    assert document.text == "均实现翻两番。\n标题"
    assert [(b.kind.value, b.start, b.end) for b in document.blocks] == [("paragraph", 0, 7), ("heading", 8, 10)]
    assert [(r.text, r.at) for r in document.removals] == [("\n3、", 4), ("\n4、", 7)]


def test_a_block_cut_away_leaves_no_separator() -> None:
    draft = ParsedDocument("a\nb\nc", tuple(Block(BlockKind.PARAGRAPH, n, n + 1) for n in (0, 2, 4)))
    document = settle(draft, [Cut(2, 3, "debris")])
    assert document.text == "a\nc"
    assert [(b.start, b.end) for b in document.blocks] == [(0, 1), (2, 3)]
    assert document.removals == (Removal("b", 1, "debris"),)


@given(st.lists(TEXTS, max_size=6), st.lists(st.tuples(st.integers(0, 150), st.integers(0, 12)), max_size=8))
def test_every_character_is_kept_or_cut(
    check_spans: Callable[[ParsedDocument], None], texts: list[str], spans: list[tuple[int, int]]
) -> None:
    builder = DocumentBuilder()
    for text in texts:
        builder.add(BlockKind.PARAGRAPH, text)
    draft = builder.draft()
    cuts = [Cut(start, min(start + length, len(draft.text)), "debris") for start, length in spans]
    document = settle(draft, cuts)
    check_spans(document)
    cut = set().union(*(range(c.start, c.end) for c in cuts)) if cuts else set()
    kept = "".join(character for number, character in enumerate(draft.text) if number not in cut)
    assert "".join(document.text.split()) == "".join(kept.split())
    assert sum(len(removal.text) for removal in document.removals) == len({n for n in cut if n < len(draft.text)})


@given(st.lists(st.lists(st.one_of(st.none(), TEXTS), min_size=3, max_size=3), min_size=1, max_size=5))
def test_tables_hold_their_cells(check_spans: Callable[[ParsedDocument], None], rows: list[list[str | None]]) -> None:
    builder = DocumentBuilder()
    builder.add(BlockKind.PARAGRAPH, "前")
    builder.add_table(rows)
    document = settle(builder.draft(), [])
    check_spans(document)
    if len(document.blocks) > 1:
        cells = [document.text[cell.start : cell.end] for cell in document.blocks[1].cells]
        assert cells == [" ".join(value.split()) for row in rows for value in row if value is not None]


def test_a_first_row_of_names_is_a_header() -> None:
    assert count_header_rows([["", "2023 年", "2022 年"], ["收入", "602", "424"]]) == 1
    assert count_header_rows([["指标", "增速"], ["GDP", "5%"]]) == 1
    assert count_header_rows([["收入", "602,315", "42.04%"], ["利润", "30", "80%"]]) == 0
    assert count_header_rows([["只有一行", "两格"]]) == 0


def test_documents_survive_the_way_between_processes() -> None:
    builder = DocumentBuilder()
    builder.start_page()
    builder.add(BlockKind.LIST_ITEM, "• 一", boxes=(Box(1, 0.5, 1.5, 2, 3),))
    builder.add_table([["a", "b"], ["1", "2"]])
    builder.remove("隐藏", "hidden text")
    document = settle(builder.draft("题", ("Page 2 has no text.",)), [])
    assert from_json(decode_line(encode_line(to_json(document)))) == document
