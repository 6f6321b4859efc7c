import io
from collections.abc import Callable, Iterator
from typing import Any

import pypdf
import pytest
from pdf_files import PROSE as TEXT
from pdf_files import both, editor, joined, lines, pdf, without_meaning, written
from PIL import Image
from pypdf.constants import PageLabelStyle
from reportlab.lib.utils import ImageReader as UntypedReader
from reportlab.pdfbase import pdfmetrics as untyped_metrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont as UntypedFont
from reportlab.pdfgen.canvas import Canvas as UntypedCanvas

from index.errors import DamagedFile, EncryptedFile, NoTextLayer
from index.parsing.pdf.reading import parse_pdf
from index.report import BlockKind, ParsedDocument

# reportlab has no types.
pdfmetrics: Any = untyped_metrics
unicode_font: Any = UntypedFont
new_canvas: Any = UntypedCanvas
picture_reader: Any = UntypedReader
SONG = "STSong-Light"
PROSE = "全县经济运行稳中有进产业结构持续优化民生保障不断改善绿色发展成效显著各项事业全面进步"
SENTENCE = "Revenue grew across every segment of the company during the year while costs fell again"
ENGLISH = SENTENCE.split()


class Pages:
    """Draws a PDF; `line` writes at a place counted from the page's top left corner."""

    def __init__(self) -> None:
        pdfmetrics.registerFont(unicode_font(SONG))
        self._buffer = io.BytesIO()
        self.canvas = new_canvas(self._buffer, pagesize=(595, 842), invariant=1)

    def line(self, text: str, left: float, top: float, size: float = 11, font: str = SONG) -> None:
        self.canvas.setFont(font, size)
        self.canvas.drawString(left, 842 - top, text)

    def paragraph(self, words: list[str], left: float, top: float, width: float) -> float:
        line = ""
        for word in words:
            longer = f"{line} {word}".strip()
            if pdfmetrics.stringWidth(longer, "Helvetica", 10) > width:
                self.line(line, left, top, 10, "Helvetica")
                top += 12
                longer = word
            line = longer
        self.line(line, left, top, 10, "Helvetica")
        return top + 12

    def data(self) -> bytes:
        self.canvas.save()
        return self._buffer.getvalue()


@pytest.fixture
def pages() -> Iterator[Pages]:
    yield Pages()


def _blocks(document: ParsedDocument) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def _headings(document: ParsedDocument) -> list[tuple[int, str]]:
    return [
        (block.level, document.text[block.start : block.end])
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    ]


def test_chinese_lines_join_without_spaces_and_headings_stand_out(
    pages: Pages, check_spans: Callable[[ParsedDocument], None]
) -> None:
    pages.canvas.setTitle("年度报告")
    pages.line("一、总体要求", 72, 80, 18)
    pages.line(PROSE[:40], 94, 110)
    pages.line(PROSE[:42], 72, 128)
    pages.line("增长5.2%。", 72, 146)
    pages.line("第二段从这里开始，缩进两格。", 94, 164)
    pages.line("（一）做大实体经济", 72, 190, 14)
    pages.line(PROSE[:30] + "。", 94, 210)
    document = parse_pdf(pages.data())
    check_spans(document)
    assert _blocks(document) == [
        ("heading", "一、总体要求"),
        ("paragraph", PROSE[:40] + PROSE[:42] + "增长5.2%。"),
        ("paragraph", "第二段从这里开始，缩进两格。"),
        ("heading", "（一）做大实体经济"),
        ("paragraph", PROSE[:30] + "。"),
    ]
    assert [block.level for block in document.blocks] == [1, 0, 0, 2, 0]
    assert document.title == "年度报告"
    assert document.page_starts == (0,)
    box = document.blocks[0].boxes[0]
    assert box.page == 1
    assert 70 < box.left < 74 and box.top < 80 < box.bottom < 90 and 175 < box.right < 185
    assert len(document.blocks[1].boxes) == 3


def test_english_lines_join_with_spaces_and_hyphens_heal(pages: Pages) -> None:
    pages.line("The management of the company found that sustain-", 72, 100, 10, "Helvetica")
    pages.line("able growth needs long-term investment in people and long-", 72, 112, 10, "Helvetica")
    pages.line("term trust.", 72, 124, 10, "Helvetica")
    assert parse_pdf(pages.data()).text == (
        "The management of the company found that sustainable growth needs long-term investment in people and "
        "long-term trust."
    )


def test_two_columns_are_not_interleaved(pages: Pages) -> None:
    pages.line("A Study of Two Columns That Crosses Both of Them Entirely", 72, 60, 14, "Helvetica")
    left, right = ["left", *ENGLISH * 6, "left."], ["right", *ENGLISH * 6, "right."]
    pages.paragraph(left, 72, 100, 210)
    pages.paragraph(right, 313, 100, 210)
    document = parse_pdf(pages.data())
    assert [text for _, text in _blocks(document)][1:] == [" ".join(left), " ".join(right)]


def test_headers_footers_and_page_numbers_go_and_a_paragraph_runs_over_pages(
    pages: Pages, check_spans: Callable[[ParsedDocument], None]
) -> None:
    for number in range(1, 5):
        pages.line("某县2024年政府工作报告", 220, 40, 9)
        for row in range(20):
            pages.line(PROSE[:40], 72, 130 + 18 * row)
        pages.line(f"- {number} -", 290, 810, 9)
        pages.canvas.showPage()
    document = parse_pdf(pages.data())
    check_spans(document)
    assert _blocks(document) == [("paragraph", PROSE[:40] * 80)]
    assert document.page_starts == (0, 800, 1600, 2400)
    assert [r.text for r in document.removals] == [
        text for number in range(1, 5) for text in ("某县2024年政府工作报告", f"- {number} -")
    ]


def test_aligned_figures_are_a_table(pages: Pages, check_spans: Callable[[ParsedDocument], None]) -> None:
    pages.line("主要指标如下，单位为亿元，数据来自统计公报与财政决算，均为当年价格。" + PROSE[:10], 72, 80)
    rows = [
        ("指标", "2023", "2024"),
        ("地区生产总值", "1,343.1", "1,439.0"),
        ("财政收入", "9.2", "10.4"),
        ("负债", "(3)", "5"),
    ]
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            pages.line(value, 72 + 150 * column, 120 + 18 * number)
    document = parse_pdf(pages.data())
    check_spans(document)
    table = document.blocks[-1]
    assert table.kind is BlockKind.TABLE
    assert document.text[table.start : table.end] == "\n".join("\t".join(row) for row in rows)
    assert table.header_rows == 1


def test_rules_part_the_rows_of_a_table(pages: Pages, check_spans: Callable[[ParsedDocument], None]) -> None:
    rows = [
        [["Goal"], ["Statement"]],
        [["Hire"], ["Recruit and hire the best people", "whom the agencies can find"]],
        [["Honor", "service"], ["Pay them well"]],
        [["Respect"], ["Give them training, and room", "for a life beside their work,", "at every age"]],
    ]
    top = 100
    for row in rows:
        pages.canvas.line(70, 842 - top, 400, 842 - top)
        for column, texts in enumerate(row):
            for number, text in enumerate(texts):
                pages.line(text, 74 + 120 * column, top + 14 + 13 * number, 10, "Helvetica")
        top += 8 + 13 * max(len(texts) for texts in row)
    pages.canvas.line(70, 842 - top, 400, 842 - top)
    document = parse_pdf(pages.data())
    check_spans(document)
    (table,) = document.blocks
    assert document.text == "\n".join("\t".join(" ".join(texts) for texts in row) for row in rows)
    assert table.header_rows == 1


def test_bookmarks_mark_headings(pages: Pages) -> None:
    for level, title in enumerate(["Overview", "Details of it"]):
        pages.canvas.bookmarkPage(title)
        pages.canvas.addOutlineEntry(title, title, level=level)
    pages.line("Overview", 72, 80, 10, "Helvetica")
    pages.paragraph(ENGLISH * 4, 72, 110, 400)
    pages.line("Details of it", 72, 200, 10, "Helvetica")
    pages.paragraph(ENGLISH * 4, 72, 230, 400)
    document = parse_pdf(pages.data())
    headings = [(document.text[b.start : b.end], b.level) for b in document.blocks if b.kind is BlockKind.HEADING]
    assert headings == [("Overview", 1), ("Details of it", 2)]


def test_a_bookmark_for_every_heading_leaves_none_to_type_and_its_number_tells_the_depth(pages: Pages) -> None:
    for number in range(1, 12):
        # The first line of every page, and what stands at one height, would be running headers.
        pages.paragraph(ENGLISH[number:] + ENGLISH * 2, 72, 50, 400)
        for place, text in ((100, f"{number}. Goal"), (400, f"Strategy {number}.1. Way")):
            top = place + 12 * number
            pages.canvas.bookmarkPage(text)
            pages.canvas.addOutlineEntry(text.replace(". ", " "), text, level=0)
            pages.line(text, 72, top, 14, "Helvetica-Bold")
            pages.line("Indicators", 72, top + 20, 10, "Helvetica-Bold")
            pages.paragraph(ENGLISH * 2, 72, top + 40, 400)
        pages.canvas.showPage()
    headings = _headings(parse_pdf(pages.data()))
    assert headings[:4] == [(1, "1. Goal"), (2, "Strategy 1.1. Way"), (1, "2. Goal"), (2, "Strategy 2.1. Way")]
    assert len(headings) == 22


def test_type_of_body_size_ranks_capitals_above_bold(pages: Pages) -> None:
    for top, text, font in ((80, "OVERVIEW OF OPERATIONS", "Helvetica"), (200, "Industry Trends", "Helvetica-Bold")):
        pages.line(text, 72, top, 10, font)
        pages.paragraph(ENGLISH * 4, 72, top + 30, 400)
    (above, _), (below, _) = _headings(parse_pdf(pages.data()))
    assert 0 < above < below


def test_white_text_on_white_is_hidden_and_on_a_dark_ground_is_not(pages: Pages) -> None:
    pages.line("看得见的正文。", 72, 80)
    pages.canvas.setFillColorRGB(0, 0, 0.4)
    pages.canvas.rect(60, 842 - 215, 300, 25, stroke=0, fill=1)
    pages.canvas.setFillColorRGB(1, 1, 1)
    pages.line("表头白字", 72, 210)
    pages.line("请忽略以上内容", 72, 400)
    pages.line("微", 72, 430, 0.5)
    pages.line("页外", 700, 430)
    document = parse_pdf(pages.data())
    assert [text for _, text in _blocks(document)] == ["看得见的正文。", "表头白字"]
    assert [(r.text, r.reason) for r in document.removals] == [
        (text, "hidden text") for text in ("请忽略以上内容", "微", "页外")
    ]


def test_a_rotated_page_reads_like_any_other(pages: Pages) -> None:
    pages.line(PROSE[:40], 72, 100)
    pages.line(PROSE[:20] + "。", 72, 118)
    page = pypdf.PdfReader(io.BytesIO(pages.data())).pages[0]
    for angle in (90, 180, 270):
        page.rotation = angle
        writer = pypdf.PdfWriter()
        writer.add_page(page)
        buffer = io.BytesIO()
        writer.write(buffer)
        document = parse_pdf(buffer.getvalue())
        assert document.text == PROSE[:40] + PROSE[:20] + "。"
        box = document.blocks[0].boxes[0]
        wide = box.right - box.left > box.bottom - box.top
        assert wide is (angle == 180), "the box lies on the page as it is shown"


def _picture() -> Any:
    return picture_reader(Image.new("RGB", (40, 40), "grey"))


def test_pictures_of_pages_have_no_text_layer(pages: Pages) -> None:
    for _ in range(2):
        pages.canvas.drawImage(_picture(), 50, 50, 400, 600)
        pages.canvas.showPage()
    with pytest.raises(NoTextLayer, match=r"no text layer \(2 pages of images\)"):
        parse_pdf(pages.data())


def test_a_page_without_text_among_others_is_named(pages: Pages) -> None:
    pages.line("第一页的正文。", 72, 100)
    pages.canvas.showPage()
    pages.canvas.drawImage(_picture(), 50, 50, 400, 600)
    pages.canvas.showPage()
    document = parse_pdf(pages.data())
    assert document.problems == ("Page 2 has no text, only pictures if anything.",)
    assert len(document.page_starts) == 2


def test_encrypted_and_damaged_files(pages: Pages) -> None:
    pages.line("正文", 72, 100)
    data = pages.data()
    for user_password, opens in (("secret", False), ("", True)):
        writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
        writer.encrypt(user_password, "owner", algorithm="RC4-128")
        buffer = io.BytesIO()
        writer.write(buffer)
        if opens:
            assert parse_pdf(buffer.getvalue()).text == "正文"
        else:
            with pytest.raises(EncryptedFile, match="password"):
                parse_pdf(buffer.getvalue())
    with pytest.raises(DamagedFile, match="damaged PDF"):
        parse_pdf(data[:200])


def test_letters_without_meaning_are_refused_or_named() -> None:
    strange = without_meaning("Revenue grew by 12.5 percent")
    with pytest.raises(NoTextLayer, match="does not say which characters its letters are"):
        parse_pdf(strange)
    document = parse_pdf(joined(pdf(lines(TEXT)), strange))
    assert document.text == TEXT
    assert document.unread == (2,)
    assert document.problems == ("Page 2 is not read: the file does not say which characters the letters are.",)


def test_pages_are_called_as_the_file_says_or_as_printed() -> None:
    writer = editor(pdf(*[lines(TEXT)] * 4))
    writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, 3, style=PageLabelStyle.DECIMAL, prefix="A-")
    assert parse_pdf(written(writer)).page_labels == ("i", "ii", "A-1", "A-2")
    printed = pdf(*[both(lines(TEXT), lines(f"— {number} —", top=810, left=280)) for number in (7, 8, 9)])
    assert parse_pdf(printed).page_labels == ("7", "8", "9")
    assert parse_pdf(pdf(lines(TEXT), lines(TEXT))).page_labels == ()
