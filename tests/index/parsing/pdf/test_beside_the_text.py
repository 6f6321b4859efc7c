"""What a careful reader sees on a page beside its plain text, and what he takes for none."""

import io
import os
from collections.abc import Callable, Sequence
from typing import Any

import pypdf
import pytest
import reportlab as untyped_reportlab
from pypdf.annotations import FreeText, Highlight, Text
from pypdf.constants import PageLabelStyle
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)
from reportlab.pdfbase import pdfmetrics as untyped_metrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont as UntypedFont
from reportlab.pdfbase.ttfonts import TTFontFile as UntypedFontFile
from reportlab.pdfgen.canvas import Canvas as UntypedCanvas

from index.errors import NoTextLayer
from index.parsing.pdf.ocr import Recognised, parse_scanned
from index.parsing.pdf.reading import parse_pdf
from index.report import OCR_PROBLEM, ParsedDocument

reportlab: Any = untyped_reportlab
pdfmetrics: Any = untyped_metrics
unicode_font: Any = UntypedFont
font_file: Any = UntypedFontFile
new_canvas: Any = UntypedCanvas
SONG = "STSong-Light"
PROSE = "全县经济运行稳中有进，产业结构持续优化，民生保障不断改善，绿色发展成效显著。"

Draw = Callable[[Any], None]


def pdf(*pages: Draw) -> bytes:
    """A PDF with a page for each of `pages`, drawn from the bottom left corner."""
    pdfmetrics.registerFont(unicode_font(SONG))
    buffer = io.BytesIO()
    canvas = new_canvas(buffer, pagesize=(595, 842), invariant=1)
    for draw in pages:
        canvas.setFont(SONG, 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(*texts: str, top: int = 100, left: int = 72, size: float = 11) -> Draw:
    def draw(canvas: Any) -> None:
        canvas.setFont(SONG, size)
        for number, text in enumerate(texts):
            canvas.drawString(left, 842 - top - 1.6 * size * number, text)

    return draw


def both(*draws: Draw) -> Draw:
    def draw(canvas: Any) -> None:
        for one in draws:
            one(canvas)

    return draw


def annotated(data: bytes, *annotations: Any) -> bytes:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
    for annotation in annotations:
        writer.add_annotation(page_number=0, annotation=annotation)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def removed(document: ParsedDocument, reason: str) -> list[str]:
    return [removal.text for removal in document.removals if removal.reason == reason]


def test_values_of_a_form_stand_beside_their_labels(check_spans: Callable[[ParsedDocument], None]) -> None:
    def form(canvas: Any) -> None:
        for number, label in enumerate(["总投资（万元）：", "建设性质：", "所在地区：", "说明：", "纳入规划：是"]):
            canvas.drawString(72, 742 - 40 * number, label)
        field = canvas.acroForm
        field.textfield(name="sum", value="5600", x=200, y=736, width=100, height=18, fontSize=11)
        field.choice(
            name="kind",
            value="new",
            options=[("Newly built", "new"), ("Extended", "old")],
            x=200,
            y=696,
            width=100,
            height=18,
        )
        field.listbox(name="area", value="East", options=["East", "West"], x=200, y=640, width=100, height=36)
        field.textfield(
            name="note", value="First line\nSecond line", x=200, y=590, width=200, height=40, fieldFlags="multiline"
        )
        field.checkbox(name="yes", checked=True, x=140, y=576, size=14)
        field.checkbox(name="no", checked=False, x=180, y=576, size=14)
        field.textfield(name="secret", value="hunter2", x=300, y=500, width=100, height=18, fieldFlags="password")

    document = parse_pdf(pdf(form))
    check_spans(document)
    flat = document.text.replace("\t", "").replace(" ", "")
    for words in (
        "总投资（万元）：5600",
        "建设性质：Newlybuilt",
        "所在地区：East",
        "说明：Firstline",
        "Secondline",
        "☑",
        "☐",
    ):
        assert words in flat
    assert "hunter2" not in document.text and "West" not in document.text
    assert document.problems == ("5 filled fields of its form stand in the text where the form shows them.",)


def test_a_text_box_is_text_and_a_note_comes_after_the_page() -> None:
    page = pdf(lines("一、2024年工作", PROSE, "粮食产量"))
    box = FreeText(text="23.8万吨", rect=(130, 695, 230, 715), font_size="11pt")
    note = Text(text="与统计局核对", rect=(500, 700, 520, 720))
    quads = ArrayObject([FloatObject(v) for v in (72, 740, 200, 740, 72, 725, 200, 725)])
    mark = Highlight(rect=(72, 725, 200, 740), quad_points=quads)
    mark[NameObject("/Contents")] = TextStringObject("出处待补")
    document = parse_pdf(annotated(page, box, note, mark))
    assert "粮食产量" in document.text and "23.8万吨" in document.text
    assert document.text.endswith("与统计局核对\n出处待补")
    assert document.problems == ("Page 1 has notes by readers (annotations), which stand behind the page's text.",)


def test_struck_text_is_left_out_and_underlined_text_stays() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, "预期增长")
        canvas.drawString(116, 700, "百分之七")
        canvas.drawString(160, 700, "百分之六。")
        canvas.line(116, 704, 160, 704)
        canvas.drawString(72, 680, "新建道路九条。")
        canvas.line(72, 678, 149, 678)

    document = parse_pdf(pdf(draw))
    assert document.text == "预期增长 百分之六。\n新建道路九条。"
    assert removed(document, "struck through") == ["百分之七"]


@pytest.mark.parametrize("level", [True, False])
def test_a_watermark_is_no_text(level: bool) -> None:
    def mark(canvas: Any) -> None:
        canvas.saveState()
        canvas.setFillGray(0.8)
        canvas.setFont(SONG, 40)
        canvas.translate(120, 690)
        canvas.rotate(0 if level else 35)
        canvas.drawString(0, 0, "内部资料严禁外传")
        canvas.restoreState()

    document = parse_pdf(pdf(both(mark, lines("一、总体情况", PROSE, PROSE, PROSE, top=110, size=12))))
    assert "内部" not in document.text
    assert document.text.count("民生保障不断改善") == 3
    assert any("内部资料" in removal.text for removal in document.removals)


def test_a_pale_title_and_a_large_figure_are_no_watermarks() -> None:
    def cover(canvas: Any) -> None:
        canvas.setFillGray(0.7)
        canvas.setFont(SONG, 40)
        canvas.drawString(72, 700, "二〇二四年年度报告")
        canvas.setFillGray(0)
        canvas.setFont(SONG, 11)
        canvas.drawString(72, 600, PROSE)

    assert "二〇二四年年度报告" in parse_pdf(pdf(cover)).text


def without_meaning(text: str) -> bytes:
    """A page whose font says nothing of the characters that its glyphs stand for."""
    path = os.path.join(os.path.dirname(reportlab.__file__), "fonts", "Vera.ttf")  # noqa: PTH118, PTH120
    with open(path, "rb") as file:  # noqa: PTH123
        raw = file.read()
    glyphs = "".join(f"{font_file(path).charToGlyph[ord(character)]:04x}" for character in text)
    writer = pypdf.PdfWriter()

    def named(**entries: Any) -> DictionaryObject:
        return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})

    program = StreamObject()
    program.set_data(raw)
    descriptor = named(
        Type=NameObject("/FontDescriptor"),
        FontName=NameObject("/ABCDEF+Vera"),
        Flags=NumberObject(4),
        FontBBox=ArrayObject([NumberObject(edge) for edge in (-183, -236, 1287, 928)]),
        ItalicAngle=NumberObject(0),
        Ascent=NumberObject(928),
        Descent=NumberObject(-236),
        CapHeight=NumberObject(730),
        StemV=NumberObject(80),
        FontFile2=writer._add_object(program),
    )
    system = named(
        Registry=TextStringObject("Adobe"), Ordering=TextStringObject("Identity"), Supplement=NumberObject(0)
    )
    descendant = named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/CIDFontType2"),
        BaseFont=NameObject("/ABCDEF+Vera"),
        CIDSystemInfo=system,
        FontDescriptor=writer._add_object(descriptor),
        DW=NumberObject(600),
        CIDToGIDMap=NameObject("/Identity"),
    )
    font = named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type0"),
        BaseFont=NameObject("/ABCDEF+Vera"),
        Encoding=NameObject("/Identity-H"),
        DescendantFonts=ArrayObject([writer._add_object(descendant)]),
    )
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Resources")] = named(Font=named(F1=writer._add_object(font)))
    content = StreamObject()
    content.set_data(f"BT /F1 12 Tf 72 700 Td <{glyphs}> Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(content)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def joined(*files: bytes) -> bytes:
    writer = pypdf.PdfWriter()
    for data in files:
        writer.append(pypdf.PdfReader(io.BytesIO(data)))
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_letters_without_meaning_are_refused_or_named() -> None:
    strange = without_meaning("Revenue grew by 12.5 percent")
    with pytest.raises(NoTextLayer, match="does not say which characters its letters are"):
        parse_pdf(strange)
    document = parse_pdf(joined(pdf(lines(PROSE)), strange))
    assert document.text == PROSE
    assert document.unread == (2,)
    assert document.problems == ("Page 2 is not read: the file does not say which characters the letters are.",)


def test_recognition_reads_the_pages_that_have_no_text_and_leaves_the_others() -> None:
    data = joined(pdf(lines(PROSE)), without_meaning("Revenue grew by 12.5 percent"))
    document = parse_scanned(data, lambda picture: [Recognised("营业收入增长百分之五。", 200, 300, 700, 340)])
    assert document.text == PROSE + "\n营业收入增长百分之五。"
    assert document.problems == (OCR_PROBLEM, "Page 2 was read by text recognition, the others as the file has them.")
    assert document.unread == ()


def test_pages_are_called_as_the_file_says_or_as_printed() -> None:
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(*[lines(PROSE)] * 4))))
    writer.set_page_label(0, 1, style=PageLabelStyle.LOWERCASE_ROMAN)
    writer.set_page_label(2, 3, style=PageLabelStyle.DECIMAL, prefix="A-")
    buffer = io.BytesIO()
    writer.write(buffer)
    assert parse_pdf(buffer.getvalue()).page_labels == ("i", "ii", "A-1", "A-2")
    printed = pdf(*[both(lines(PROSE), lines(f"— {number} —", top=810, left=280)) for number in (7, 8, 9)])
    assert parse_pdf(printed).page_labels == ("7", "8", "9")
    assert parse_pdf(pdf(lines(PROSE), lines(PROSE))).page_labels == ()


def test_a_table_of_contents_is_no_text() -> None:
    entries = ["目　录", "一、工作回顾……………1", "二、重点项目建设加快……………5", "三、2025年安排……………12"]
    document = parse_pdf(pdf(lines(*entries), lines("一、工作回顾", PROSE)))
    assert document.text == f"一、工作回顾\n{PROSE}"
    assert removed(document, "table of contents") == ["目 录", *entries[1:]]


def test_contents_without_dots_need_their_name() -> None:
    def listed(name: str) -> Draw:
        def draw(canvas: Any) -> None:
            canvas.drawString(280, 760, name)
            for number, (title, page) in enumerate([("工作回顾", "1"), ("重点项目", "5"), ("来年安排", "12")]):
                canvas.drawString(72, 730 - 20 * number, title)
                canvas.drawRightString(500, 730 - 20 * number, page)

        return draw

    assert "重点项目" not in parse_pdf(pdf(listed("目录"), lines(PROSE))).text
    assert "重点项目" in parse_pdf(pdf(listed("数量"), lines(PROSE))).text


def test_a_table_that_goes_on_is_one_and_keeps_one_header(check_spans: Callable[[ParsedDocument], None]) -> None:
    header = ("序号", "项目名称", "总投资（万元）")

    def table(rows: Sequence[tuple[str, ...]]) -> Draw:
        def draw(canvas: Any) -> None:
            for number, row in enumerate(rows):
                for column, value in enumerate(row):
                    canvas.drawString(72 + 150 * column, 740 - 24 * number, value)

        return draw

    first: list[tuple[str, ...]] = [(str(n), f"第{n}水厂", str(1000 + n)) for n in range(1, 25)]
    second: list[tuple[str, ...]] = [(str(n), f"第{n}水厂", str(1000 + n)) for n in range(25, 30)]
    for repeated in (True, False):
        document = parse_pdf(pdf(table([header, *first]), table([header, *second] if repeated else second)))
        check_spans(document)
        assert [len(block.cells) for block in document.blocks] == [3 * 30]
        assert document.text[document.page_starts[1] :].startswith("25\t第25水厂\t1025")
        assert removed(document, "repeated table header") == (["\t".join(header)] if repeated else [])


def _placed(rows: Sequence[Sequence[tuple[int, str]]]) -> Draw:
    def draw(canvas: Any) -> None:
        for number, row in enumerate(rows):
            for left, value in row:
                canvas.drawString(left, 740 - 24 * number, value)

    return draw


@pytest.mark.parametrize("goes_on", [1, 2, 5])
@pytest.mark.parametrize("empty", [False, True])
def test_columns_tell_that_a_table_goes_on(goes_on: int, empty: bool) -> None:
    """Under a wide name of the last column, with a column that is empty from there on, and with few rows."""
    lefts = (72, 140, 260, 340)
    names = ("序号", "项目名称", "总投资（万元）", "2024年完成的投资额（万元）")
    rows = [(str(n), f"第{n}水厂", str(1000 + n), str(100 + n)) for n in range(1, 15)]
    first = [list(zip(lefts, row, strict=True)) for row in (names, *rows[:9])]
    last = [list(zip(lefts, row, strict=True)) for row in rows[9 : 9 + goes_on]]
    if empty:
        last = [[*row[:2], row[3]] for row in last]
    document = parse_pdf(pdf(_placed(first), _placed(last)))
    (table,) = document.blocks
    assert table.header_rows == 1
    found = document.text[table.start : table.end].split("\n")
    assert found[10] == ("10\t第10水厂\t\t110" if empty else "10\t第10水厂\t1010\t110")
    assert len(found) == 10 + goes_on
    assert document.text[document.page_starts[1] :].startswith("10\t")


def test_another_table_on_the_next_page_stays_one_of_its_own() -> None:
    """Its columns stand elsewhere."""
    first = [
        [(72, a), (200, b), (340, c)]
        for a, b, c in [("地区", "人口", "面积"), *[(f"{n}镇", "12", "30") for n in "甲乙丙"]]
    ]
    other = [[(72, f"{n}河"), (290, "8.1"), (480, "9.4")] for n in "甲乙丙"]
    assert len(parse_pdf(pdf(_placed(first), _placed(other))).blocks) == 2


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        (("全县规模以上工业企业总产值1", "346.7亿元，增长8.4%。"), "总产值1346.7亿元"),
        (("全县规模以上工业总产值1,", "346亿元，增长8.4%。"), "总产值1,346亿元"),
        (("全县规模以上工业总产值1346", ".7亿元，增长8.4%。"), "总产值1346.7亿元"),
        (("全年完成工业技改投资55", "亿元，增长8.4%。"), "投资55亿元"),
        (("全年研发投入占营业收入的比例为", "3.5%，比上年提高。"), "比例为3.5%"),
        (("全县生产总值增长率是5", "%，比上年提高。"), "增长率是5%"),
    ],
)
def test_a_figure_cut_by_a_line_or_a_page_is_whole(halves: tuple[str, str], whole: str) -> None:
    for data in (pdf(lines(PROSE, *halves)), pdf(lines(PROSE, halves[0]), lines(halves[1]))):
        assert whole in parse_pdf(data).text


def test_two_figures_in_two_lines_of_an_english_sentence_stay_apart() -> None:
    text = parse_pdf(
        pdf(
            lines(
                "The company opened twelve depots in the course of the year 2022, and in 2023,", "15 more were built."
            )
        )
    ).text
    assert "in 2023, 15 more" in text.replace("\n", " ")


@pytest.mark.parametrize(
    "title", ["Microsoft Word - 1.doc", "untitled", "(anonymous)", "无标题", "文档1", "Slide 1", "a.indd"]
)
def test_a_worthless_title_is_none(title: str) -> None:
    def draw(canvas: Any) -> None:
        canvas.setTitle(title)
        canvas.drawString(72, 700, PROSE)

    assert parse_pdf(pdf(draw)).title is None


def test_a_title_is_kept() -> None:
    def draw(canvas: Any) -> None:
        canvas.setTitle("Microsoft Word - 柳河县2024年统计公报.docx")
        canvas.drawString(72, 700, PROSE)

    assert parse_pdf(pdf(draw)).title == "柳河县2024年统计公报"


@pytest.mark.parametrize("space", [2.0, 6.0, 16.0])
def test_letters_set_apart_are_words(space: float) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFont(SONG, 12)
        left = 100.0
        for letter in "政府工作报告":
            canvas.drawString(left, 760, letter)
            left += 12 + space
        canvas.drawString(72, 700, PROSE)

    assert parse_pdf(pdf(draw)).text == f"政府工作报告\n{PROSE}"


def test_typed_spaces_between_letters_and_figures_are_closed_up() -> None:
    text = parse_pdf(pdf(lines("2 0 2 5 年 政 府 工 作 报 告", PROSE))).text
    assert text.replace("\n", "") == "2025年政府工作报告" + PROSE


def layered(rule: str) -> bytes:
    """A page with a line on a layer that is on, one on a layer that is off, and one under a rule over both."""
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf(lines("一、总体情况")))))

    def named(**entries: Any) -> DictionaryObject:
        return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})

    on, off = (
        writer._add_object(named(Type=NameObject("/OCG"), Name=TextStringObject(name))) for name in ("Text", "Draft")
    )
    both_on = named(Type=NameObject("/OCMD"), OCGs=ArrayObject([on, off]), P=NameObject(rule))
    writer.root_object[NameObject("/OCProperties")] = named(
        OCGs=ArrayObject([on, off]), D=named(OFF=ArrayObject([off]), ON=ArrayObject([on]))
    )
    page = writer.pages[0]
    resources = page["/Resources"].get_object()
    fonts: Any = resources
    fonts[NameObject("/Properties")] = named(A=on, B=off, C=writer._add_object(both_on))
    fonts["/Font"][NameObject("/Plain")] = writer._add_object(
        named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Helvetica"))
    )
    parts = [
        f"/OC /{layer} BDC BT /Plain 11 Tf 72 {height} Td ({words}) Tj ET EMC"
        for layer, height, words in (
            ("A", 600, "Growth was 5 percent."),
            ("B", 560, "Growth was 9 percent."),
            ("C", 520, "As told."),
        )
    ]
    content = StreamObject()
    content.set_data(page.get_contents().get_data() + "\n".join(["", *parts]).encode())  # type: ignore[union-attr]
    page[NameObject("/Contents")] = writer._add_object(content)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("rule", "shown"), [("/AnyOn", True), ("/AllOn", False), ("/AnyOff", True), ("/AllOff", False)]
)
def test_layers_that_are_off_are_not_read(rule: str, shown: bool) -> None:
    document = parse_pdf(layered(rule))
    assert "5 percent" in document.text
    assert "9 percent" not in document.text
    assert ("As told." in document.text) is shown
    assert document.problems == ("What stands on layers that are switched off is left out: Draft.",)
