"""A stretch of report as HTML: the text content is the report's text, the marks are the quote."""

from importlib.resources import files

from fakes import HashingEmbedder, library_in
from hypothesis import given, settings
from hypothesis import strategies as st
from markup import HOSTILE, Markup

from assistant.ui.report_text import report_html, window
from index.report import Block, BlockKind, Metadata, Report, Section


def make_report(*pieces: tuple[BlockKind, str]) -> Report:
    """A report of one section with these blocks."""
    blocks, at = [], 0
    for kind, content in pieces:
        blocks.append(Block(kind, at, at + len(content), header_rows=1 if kind is BlockKind.TABLE else 0))
        at += len(content) + 1
    text = "\n".join(content for _, content in pieces)
    root = Section(0, 0, None, 0, len(text), 0, 0)
    return Report("0" * 64, Metadata("题"), text, "1" * 64, "1", (root,), tuple(blocks))


TABLE = make_report(
    (BlockKind.PARAGRAPH, "前言。"),
    (BlockKind.TABLE, "指标\t2024年\n茶园<万亩>\t3.5\n游客\t212"),
    (BlockKind.PARAGRAPH, "后记 & 完。"),
)


def test_a_row_that_is_the_quote_is_one_mark() -> None:
    start = TABLE.text.index("茶园")
    quote = (start, TABLE.text.index("\n游客"))
    html = report_html(TABLE, 0, len(TABLE.text), quote)
    assert Markup(html).marks == ["茶园<万亩>\t3.5"]
    assert (
        '<mark class="wj-row"><span class="wj-cell">茶园&lt;万亩&gt;</span>\t<span class="wj-cell">3.5</span></mark>'
        in html
    )


def test_the_first_row_of_a_table_is_its_head() -> None:
    assert '<span class="wj-row wj-head"><span class="wj-cell">指标</span>' in report_html(TABLE, 0, len(TABLE.text))


def test_a_quote_inside_a_paragraph_is_one_mark() -> None:
    html = report_html(TABLE, 0, len(TABLE.text), (0, 2))
    assert html.startswith('<div class="wj-p"><mark>前言</mark>。</div>\n')


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_text_and_marks_are_letter_for_letter(data: st.DataObject) -> None:
    kinds = st.sampled_from([BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM])
    words = st.text(st.sampled_from("甲乙1.5%<>&\"' ab"), min_size=1, max_size=12)
    rows = st.lists(st.lists(words, min_size=2, max_size=2).map("\t".join), min_size=1, max_size=3).map("\n".join)
    pieces = st.one_of(st.tuples(kinds, words), st.tuples(st.just(BlockKind.TABLE), rows))
    report = make_report(*data.draw(st.lists(pieces, min_size=1, max_size=5)))
    length = len(report.text)
    start = data.draw(st.integers(0, length - 1))
    end = data.draw(st.integers(start + 1, length))
    low = data.draw(st.integers(0, start))
    high = data.draw(st.integers(end, length))
    markup = Markup(report_html(report, low, high, (start, end)))
    assert markup.text == report.text[low:high]
    assert "".join(markup.marks) == report.text[start:end]


def test_hostile_text_makes_no_element() -> None:
    report = make_report(*((BlockKind.PARAGRAPH, words) for words in HOSTILE))
    markup = Markup(report_html(report, 0, len(report.text), (3, 40)))
    assert set(markup.tags) == {"div", "mark"}
    assert {name for _, name, _ in markup.attributes} == {"class"}
    assert markup.text == report.text


def test_a_short_section_is_shown_whole(report: Report) -> None:
    start = report.text.index("新建标准茶园")
    section = report.section_at(start)
    assert window(report, start, start + 6) == (section.start, section.end)


def test_a_long_section_is_cut_near_a_block() -> None:
    report = make_report(*((BlockKind.PARAGRAPH, f"{number:03}" + "字" * 97) for number in range(100)))
    start = report.text.index("050")
    low, high = window(report, start, start + 10)
    assert low in {block.start for block in report.blocks}
    assert high in {block.start for block in report.blocks}
    assert 1_200 <= start - low <= 1_800
    assert 1_200 <= high - start <= 1_900


def test_every_sample_reads_letter_for_letter(samples, embedder: HashingEmbedder, tmp_path) -> None:  # type: ignore[no-untyped-def]

    library = library_in(tmp_path / "samples", embedder)
    library.add([samples])
    for entry in library.reports():
        report = library.get(entry.report_id)
        assert Markup(report_html(report, 0, len(report.text))).text == report.text


def test_a_cell_of_a_report_is_no_cell_of_an_answer() -> None:
    """Both were called the same once, and a report's table stood in one column."""
    styles = [each for each in (files("assistant.ui") / "styles").iterdir() if each.name != "evidence.css"]
    assert len(styles) > 10
    assert [each.name for each in styles if ".wj-cell " in each.read_text("utf-8")] == []
