"""What stands on a page beside its content: values of a form and text boxes where they are shown, readers' notes."""

from collections.abc import Callable
from typing import Any

import pytest
from pdf_files import PROSE, annotated, editor, lines, named, numbers, opened, operators, pdf, written
from pypdf.annotations import FreeText, Highlight, Link, Text
from pypdf.generic import NameObject, NumberObject, TextStringObject

from index.parsing.pdf.annotations import Annotations, read_annotations, strike_outs
from index.parsing.pdf.characters import Segment, read_page
from index.parsing.pdf.reading import parse_pdf
from index.parsing.pdf.shapes import Stroke
from index.report import ParsedDocument

HIDDEN, NO_VIEW, PRINT = 2, 32, 4


def read(data: bytes, form: bool = True) -> tuple[Annotations, tuple[Segment, ...]]:
    """The annotations of the first page, and the segments of its own text."""
    with opened(data) as document:
        page = document[0]
        content = read_page(page, 1)
        return read_annotations(page, content, document.formenv if form else None), content.segments


def form(draw: Callable[[Any, Any], None]) -> bytes:
    """A page that a function draws with the canvas and its form."""
    return pdf(lambda canvas: draw(canvas, canvas.acroForm))


def texts(found: Annotations) -> list[str]:
    return [one.text for one in found.shown]


def note(text: str, flags: int = PRINT, subtype: str = "Text") -> Any:
    made = Text(text=text, rect=(500, 700, 520, 720))
    made[NameObject("/Subtype")] = NameObject(f"/{subtype}")
    made[NameObject("/F")] = NumberObject(flags)
    return made


def test_a_value_stands_on_the_line_of_its_label_in_its_type() -> None:
    def draw(canvas: Any, fields: Any) -> None:
        canvas.drawString(72, 740, "总投资（万元）：")
        canvas.drawString(72, 700, "建设地点：")
        fields.textfield(name="sum", value="5600", x=200, y=734, width=100, height=18, fontSize=9)
        fields.textfield(name="place", value="", x=200, y=694, width=100, height=18)

    found, (label, _) = read(form(draw))
    (value,) = found.shown
    assert value.text == "5600"
    assert (value.baseline, value.size) == (label.baseline, label.size)
    assert value.left == pytest.approx(200, abs=0.5) and label.right < value.left < value.right <= 300
    assert found.filled == 1, "an empty field is none"


def test_a_value_of_several_lines_runs_down_its_box() -> None:
    found, _ = read(
        form(
            lambda canvas, fields: fields.textfield(
                name="note", value="First\n\nSecond", x=200, y=600, width=200, height=60, fieldFlags="multiline"
            )
        )
    )
    first, second = found.shown
    assert (first.text, second.text, found.filled) == ("First", "Second", 1)
    assert 842 - 660 < first.baseline < second.baseline < 842 - 600


def test_a_password_is_not_read() -> None:
    def draw(canvas: Any, fields: Any) -> None:
        fields.textfield(name="a", value="hunter2", x=200, y=700, width=100, height=18, fieldFlags="password")

    assert read(form(draw))[0] == Annotations()


def test_boxes_are_ticked_or_not_and_only_ticks_are_filled() -> None:
    def draw(canvas: Any, fields: Any) -> None:
        fields.checkbox(name="yes", checked=True, x=100, y=700, size=14)
        fields.checkbox(name="no", checked=False, x=140, y=700, size=14)
        fields.radio(name="kind", value="new", selected=True, x=180, y=700, size=14)
        fields.radio(name="kind", value="old", selected=False, x=220, y=700, size=14)

    found, _ = read(form(draw))
    assert sorted((round(one.left), one.text) for one in found.shown) == [
        (100, "☑"),
        (140, "☐"),
        (180, "☑"),
        (220, "☐"),
    ]
    assert found.filled == 2


def test_a_choice_says_what_is_shown_and_not_what_the_file_keeps() -> None:
    def draw(canvas: Any, fields: Any) -> None:
        options = [("Newly built", "n"), ("Extended", "x")]
        fields.choice(name="kind", value="n", options=options, x=200, y=696, width=100, height=18)
        fields.listbox(name="area", value="East", options=["East", "West"], x=200, y=640, width=100, height=36)

    found, _ = read(form(draw))
    assert (texts(found), found.filled) == (["Newly built", "East"], 2)


def test_without_a_form_to_ask_fields_are_passed_over() -> None:
    def draw(canvas: Any, fields: Any) -> None:
        fields.textfield(name="sum", value="5600", x=200, y=734, width=100, height=18)

    assert read(form(draw), form=False)[0] == Annotations()


def test_a_text_box_is_text_in_its_place() -> None:
    page = pdf(lines("粮食产量"))
    box = FreeText(text="23.8万吨", rect=(130, 735, 230, 755), font_size="11pt")
    two = FreeText(text="另附\r\n说明", rect=(300, 600, 400, 640), font_size="11pt")
    found, (label,) = read(annotated(page, box, two))
    assert texts(found) == ["23.8万吨", "另附", "说明"]
    assert found.shown[0].baseline == label.baseline
    assert 202 < found.shown[1].baseline < found.shown[2].baseline < 242
    assert (found.notes, found.filled) == ((), 0)


def test_a_text_box_stands_right_on_a_page_that_is_turned() -> None:
    """A sheet that lies on its side in the file: its words and its boxes are turned alike."""
    content = "BT /F1 11 Tf 0 1 -1 0 300 100 Tm (Output:) Tj ET"
    box = FreeText(text="23.8", rect=(288, 160, 308, 220), font_size="11pt")
    found, (label,) = read(annotated(written(operators(content)), box))
    assert label.text == "Output:"
    assert found.shown[0].baseline == label.baseline
    assert found.shown[0].left == pytest.approx(160, abs=1) and label.right < 160


def test_notes_come_once_each_and_in_one_line() -> None:
    found, _ = read(
        annotated(
            pdf(lines(PROSE)),
            note("与统计局\n核对"),
            note("Source?", subtype="Square"),
            note("与统计局 核对", subtype="Caret"),
            note("  "),
            Link(rect=(72, 700, 100, 720), url="https://example.org/"),
        )
    )
    assert found == Annotations((), ("与统计局 核对", "Source?"), 0)


@pytest.mark.parametrize(("flags", "seen"), [(PRINT, True), (0, True), (HIDDEN, False), (NO_VIEW | PRINT, False)])
def test_what_the_file_hides_is_not_read(flags: int, seen: bool) -> None:
    box = FreeText(text="初稿", rect=(130, 695, 230, 715))
    box[NameObject("/F")] = NumberObject(flags)
    found, _ = read(annotated(pdf(lines(PROSE)), note("初稿", flags), box))
    assert (texts(found), list(found.notes)) == ((["初稿"], ["初稿"]) if seen else ([], []))


def struck(*quads: tuple[float, ...]) -> list[Stroke]:
    """The lines of a strike-out over these corners on a page 842 points high."""
    writer = editor(pdf(lines(PROSE)))
    made = named(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/StrikeOut"),
        Rect=numbers(72, 690, 200, 720),
        QuadPoints=numbers(*(corner for quad in quads for corner in quad)),
    )
    writer.add_annotation(page_number=0, annotation=made)
    with opened(written(writer)) as document:
        return strike_outs(document[0])


@pytest.mark.parametrize(
    "quad",
    [
        (72, 720, 200, 720, 72, 700, 200, 700),
        (72, 700, 200, 700, 200, 720, 72, 720),
        (72, 720, 200, 720, 200, 700, 72, 700),
    ],
    ids=["as Acrobat writes", "as the standard says", "clockwise"],
)
def test_a_strike_out_runs_through_the_middle_however_its_corners_are_ordered(quad: tuple[float, ...]) -> None:
    (stroke,) = struck(quad)
    assert stroke == pytest.approx((842 - 710, 72, 200), abs=0.1)


def test_each_line_that_is_struck_out_has_its_stroke() -> None:
    found = struck((72, 720, 200, 720, 72, 700, 200, 700), (72, 700, 120, 700, 72, 680, 120, 680))
    assert [tuple(round(edge) for edge in stroke) for stroke in found] == [(132, 72, 200), (152, 72, 120)]
    assert struck() == []


def test_words_that_a_reader_struck_out_are_no_text() -> None:
    def draw(canvas: Any) -> None:
        canvas.drawString(72, 700, "预期增长")
        canvas.drawString(130, 700, "百分之七")

    writer = editor(pdf(draw))
    made = named(
        Type=NameObject("/Annot"),
        Subtype=NameObject("/StrikeOut"),
        Rect=numbers(130, 698, 174, 710),
        QuadPoints=numbers(130, 710, 174, 710, 130, 697, 174, 697),
    )
    writer.add_annotation(page_number=0, annotation=made)
    assert parse_pdf(written(writer)).text == "预期增长"


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
    quads = numbers(72, 740, 200, 740, 72, 725, 200, 725)
    mark = Highlight(rect=(72, 725, 200, 740), quad_points=quads)
    mark[NameObject("/Contents")] = TextStringObject("出处待补")
    document = parse_pdf(annotated(page, box, note, mark))
    assert "粮食产量" in document.text and "23.8万吨" in document.text
    assert document.text.endswith("与统计局核对\n出处待补")
    assert document.problems == ("Page 1 has notes by readers (annotations), which stand behind the page's text.",)
