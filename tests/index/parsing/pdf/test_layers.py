"""Layers that are switched off when a file is opened: what of them is taken out, and that nothing else is."""

import io
from typing import Any

import pypdf
import pytest
from pdf_files import editor, first_page, named, numbers, operators, stream, written
from pypdf.generic import ArrayObject, NameObject, NullObject, TextStringObject

from index.parsing.pdf.layers import without_hidden_layers
from index.parsing.pdf.reading import parse_pdf

ON, OFF = "Growth was 5 percent.", "Growth was 9 percent."


def say(text: str, height: int = 600) -> str:
    """Operators that write a line."""
    return f"BT /F1 11 Tf 72 {height} Td ({text}) Tj ET"


class File:
    """A file with the layers A, which is on, and B, 草稿, which is off; its page's operators name them /A and /B."""

    def __init__(self, **settings: Any) -> None:
        self.writer = pypdf.PdfWriter()
        self.on, self.off = (
            self.writer._add_object(named(Type=NameObject("/OCG"), Name=TextStringObject(name)))
            for name in ("Text", "草稿")
        )
        self.settings = settings or {"ON": ArrayObject([self.on]), "OFF": ArrayObject([self.off])}
        self.groups = ArrayObject([self.on, self.off])
        self.properties = {"A": self.on, "B": self.off}
        self.drawn: dict[str, Any] = {}

    def rule(self, name: str, **entries: Any) -> None:
        """Names a rule over several layers."""
        self.properties[name] = self.writer._add_object(named(Type=NameObject("/OCMD"), **entries))

    def form(self, name: str, content: str, **entries: Any) -> Any:
        """Names a form, which has the page's layers and the forms named so far."""
        fonts = named(F1=named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject("/Courier")))
        resources = named(Font=fonts, Properties=named(**self.properties), XObject=named(**self.drawn))
        made = stream(
            content,
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Form"),
            BBox=numbers(0, 0, 595, 842),
            Resources=resources,
            **entries,
        )
        self.drawn[name] = self.writer._add_object(made)
        return self.drawn[name]

    def data(self, *parts: str) -> bytes:
        operators(
            "\n".join(parts), self.writer, Properties=named(**self.properties), XObject=named(**self.drawn)
        ).root_object[NameObject("/OCProperties")] = named(OCGs=self.groups, D=named(**self.settings))
        return written(self.writer)


def shown(data: bytes) -> list[str]:
    """The lines that pdfium finds once the layers are gone."""
    with first_page(without_hidden_layers(data).data) as page:
        textpage = page.get_textpage()
        text: str = textpage.get_text_range()
        textpage.close()
    return text.split("\r\n") if text else []


def test_a_layer_that_is_off_goes_and_is_named() -> None:
    data = File().data(f"/OC /A BDC {say(ON)} EMC", f"/OC /B BDC {say(OFF, 560)} EMC", say("As told.", 520))
    assert shown(data) == [ON, "As told."]
    assert without_hidden_layers(data).off == ("草稿",)


def test_a_file_without_layers_or_with_all_of_them_on_is_the_same_bytes() -> None:
    plain = written(operators(say(ON)))
    file = File(ON=ArrayObject())
    layered = file.data(f"/OC /B BDC {say(OFF)} EMC")
    for data in (plain, layered):
        left = without_hidden_layers(data)
        assert left.data is data and left.off == ()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7 /OCProperties",
        b"/ObjStm" * 20,
        b"%PDF-1.7\n1 0 obj <</OCProperties 1 0 R>> endobj\ntrailer <<>>",
    ],
)
def test_a_damaged_file_is_left_to_what_reads_it(data: bytes) -> None:
    left = without_hidden_layers(data)
    assert left.data is data and left.off == ()


def test_an_encrypted_file_is_left_as_it_is() -> None:
    writer = editor(File().data(f"/OC /B BDC {say(OFF)} EMC"))
    writer.encrypt("", "owner", algorithm="RC4-128")
    data = written(writer)
    assert without_hidden_layers(data).data is data


def test_all_layers_may_be_off_but_those_named() -> None:
    file = File()
    file.settings = {"BaseState": NameObject("/OFF"), "ON": ArrayObject([file.on])}
    assert shown(file.data(f"/OC /A BDC {say(ON)} EMC", f"/OC /B BDC {say(OFF, 560)} EMC")) == [ON]


def test_a_null_among_the_layers_hides_no_other() -> None:
    file = File()
    file.groups.append(NullObject())
    file.settings = {"ON": ArrayObject([NullObject()]), "OFF": ArrayObject([NullObject(), file.off])}
    assert shown(file.data(say(ON), f"/OC /B BDC {say(OFF, 560)} EMC")) == [ON]


def test_a_layer_switched_off_for_the_screen_is_off() -> None:
    """The file says so by the layer's usage, where its settings ask for it (ISO 32000-1, 8.11.4.4)."""
    file = File()
    layer: Any = file.off.get_object()
    layer[NameObject("/Usage")] = named(View=named(ViewState=NameObject("/OFF")))
    event = named(Event=NameObject("/View"), Category=ArrayObject([NameObject("/View")]), OCGs=ArrayObject([file.off]))
    file.settings = {"ON": ArrayObject([file.on, file.off]), "AS": ArrayObject([event])}
    assert shown(file.data(say(ON), f"/OC /B BDC {say(OFF, 560)} EMC")) == [ON]


def test_what_is_marked_for_another_reason_stays_and_ends_no_layer() -> None:
    file = File()
    parts = [f"/P <</MCID 0>> BDC {say(ON)} EMC", "/OC /B BDC", f"/Span BMC {say(OFF, 560)} EMC", say(OFF, 540), "EMC"]
    assert shown(file.data(*parts, "EMC", say("As told.", 520))) == [ON, "As told."]


def test_a_layer_that_is_on_inside_one_that_is_off_is_not_seen() -> None:
    assert shown(File().data(f"/OC /B BDC /OC /A BDC {say(OFF)} EMC EMC", say(ON, 500))) == [ON]


@pytest.mark.parametrize("operator", ["({}) Tj", "[({})] TJ", "({}) '", '1 1 ({}) "'])
def test_every_way_to_show_text_is_known_and_the_next_line_stands_where_it_did(operator: str) -> None:
    """What moves the pen, or sets the spaces, goes on to do so."""

    def page(properties: str) -> bytes:
        hidden = f"/OC {properties} BDC {operator.format(OFF)} EMC"
        return File().data(f"BT /F1 11 Tf 14 TL 72 700 Td (First.) Tj {hidden} (Last words.) ' ET")

    def box(data: bytes) -> Any:
        with first_page(data) as opened:
            textpage = opened.get_textpage()
            place = textpage.get_charbox(textpage.count_chars() - 1)
            textpage.close()
        return place

    data = page("/B")
    assert shown(data)[0].startswith("First.") and shown(data)[-1] == "Last words."
    assert OFF not in "".join(shown(data))
    assert box(without_hidden_layers(data).data) == pytest.approx(box(page("/A")))


def test_forms_and_pictures_of_a_layer_that_is_off_go() -> None:
    file = File()
    file.form("Whole", say(OFF, 560), OC=file.off)
    file.form("Seen", say("As told.", 520), OC=file.on)
    assert shown(file.data(say(ON), "/Whole Do", "/Seen Do")) == [ON, "As told."]


def test_what_is_hidden_inside_forms_goes_too() -> None:
    file = File()
    file.form("Inner", f"/OC /B BDC {say(OFF, 500)} EMC {say('Inner.', 480)}")
    file.form("Outer", f"{say('Outer.', 560)} /OC /B BDC {say(OFF, 540)} EMC /Inner Do")
    assert shown(file.data(say(ON), "/Outer Do")) == [ON, "Outer.", "Inner."]


def test_a_form_that_draws_itself_ends() -> None:
    file = File()
    made = file.form("Loop", f"{say('Loop.', 560)} /OC /B BDC {say(OFF, 540)} EMC /Loop Do")
    made.get_object()["/Resources"]["/XObject"][NameObject("/Loop")] = made
    assert OFF not in "".join(shown(file.data(say(ON), "/Loop Do")))


def test_shapes_that_are_hidden_make_no_ground_for_white_letters() -> None:
    """White letters over a dark box that is off are not seen."""
    data = File().data("/OC /B BDC 0 g 60 540 400 40 re f EMC", say(ON), "1 g", say("Ignore it.", 560))
    document = parse_pdf(data)
    assert document.text == ON
    assert document.problems == ("What stands on layers that are switched off is left out: 草稿.",)


@pytest.mark.parametrize(
    ("policy", "seen"), [(None, True), ("/AnyOn", True), ("/AllOn", False), ("/AnyOff", True), ("/AllOff", False)]
)
def test_a_rule_over_a_layer_that_is_on_and_one_that_is_off(policy: str | None, seen: bool) -> None:
    file = File()
    named_policy = {"P": NameObject(policy)} if policy else {}
    file.rule("C", OCGs=ArrayObject([file.on, file.off]), **named_policy)
    assert (OFF in shown(file.data(f"/OC /C BDC {say(OFF)} EMC"))) is seen


def test_a_rule_over_one_layer_or_none() -> None:
    file = File()
    file.rule("One", OCGs=file.off)
    file.rule("None", OCGs=ArrayObject())
    assert shown(file.data(f"/OC /One BDC {say(OFF)} EMC", f"/OC /None BDC {say(ON, 560)} EMC")) == [ON]


def test_rules_of_rules() -> None:
    file = File()
    on, off = file.on, file.off
    either = ArrayObject([NameObject("/Or"), on, off])
    not_off = ArrayObject([NameObject("/Not"), off])
    file.rule("Seen", VE=ArrayObject([NameObject("/And"), either, not_off]))
    file.rule("Hidden", VE=ArrayObject([NameObject("/And"), on, off]))
    file.rule("Not", VE=ArrayObject([NameObject("/Not"), on]))
    parts = [f"/OC /{name} BDC {say(name, 700 - 20 * n)} EMC" for n, name in enumerate(("Seen", "Hidden", "Not"))]
    assert shown(file.data(*parts)) == ["Seen"]


def test_notes_on_a_layer_that_is_off_go_and_others_stay() -> None:
    file = File()
    operators(say(ON), file.writer)
    notes = [
        named(
            Type=NameObject("/Annot"),
            Subtype=NameObject("/Text"),
            Rect=numbers(500, 700, 520, 720),
            Contents=TextStringObject(text),
            **entries,
        )
        for text, entries in (("与统计局核对", {}), ("初稿", {"OC": file.off}), ("定稿", {"OC": file.on}))
    ]
    file.writer.pages[0][NameObject("/Annots")] = ArrayObject([file.writer._add_object(note) for note in notes])
    page = pypdf.PdfReader(io.BytesIO(without_hidden_layers(file.data()).data)).pages[0]
    assert [note.get_object()["/Contents"] for note in page["/Annots"]] == ["与统计局核对", "定稿"]  # type: ignore[attr-defined]
