"""Small PDF files for tests: drawn by reportlab, or written operator by operator where a test needs the file's own."""

import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pypdf
import reportlab as untyped_reportlab
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

from index.parsing.pdf.reading import open_pdf
from index.report import ParsedDocument

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
    """Lines of text, the first `top` points below the page's upper edge."""

    def draw(canvas: Any) -> None:
        canvas.setFont(SONG, size)
        for number, text in enumerate(texts):
            canvas.drawString(left, 842 - top - 1.6 * size * number, text)

    return draw


def both(*draws: Draw) -> Draw:
    """One page of several drawings."""

    def draw(canvas: Any) -> None:
        for one in draws:
            one(canvas)

    return draw


def written(writer: pypdf.PdfWriter) -> bytes:
    """The file that a writer holds."""
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def editor(data: bytes) -> pypdf.PdfWriter:
    """A file, to be changed and written anew."""
    return pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))


def joined(*files: bytes) -> bytes:
    """The pages of several files in one."""
    writer = pypdf.PdfWriter()
    for data in files:
        writer.append(pypdf.PdfReader(io.BytesIO(data)))
    return written(writer)


def annotated(data: bytes, *annotations: Any) -> bytes:
    """A file with annotations on its first page."""
    writer = editor(data)
    for annotation in annotations:
        writer.add_annotation(page_number=0, annotation=annotation)
    return written(writer)


def named(**entries: Any) -> DictionaryObject:
    """A PDF's dictionary, its keys without their slash."""
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in entries.items()})


def numbers(*values: float) -> ArrayObject:
    """A PDF's array of numbers."""
    return ArrayObject([FloatObject(value) for value in values])


def stream(content: str, **entries: Any) -> StreamObject:
    """A PDF's stream, such as a page's operators or a form's."""
    made = StreamObject()
    made.update(named(**entries))
    made.set_data(content.encode("latin-1"))
    return made


def face(name: str) -> DictionaryObject:
    """One of the fonts that every reader of PDFs has."""
    return named(Type=NameObject("/Font"), Subtype=NameObject("/Type1"), BaseFont=NameObject(f"/{name}"))


def operators(content: str, writer: pypdf.PdfWriter | None = None, **resources: Any) -> pypdf.PdfWriter:
    """A writer with one page more, of 595 by 842 points, that these operators draw; its fonts are /F1, Helvetica, /F2,
    bold, and /F3, oblique.
    """
    writer = writer or pypdf.PdfWriter()
    fonts = named(F1=face("Helvetica"), F2=face("Helvetica-Bold"), F3=face("Helvetica-Oblique"))
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Resources")] = named(**{"Font": fonts, **resources})
    page[NameObject("/Contents")] = writer._add_object(stream(content))
    return writer


def glyphs_font(writer: pypdf.PdfWriter, meanings: str | None = None) -> Any:
    """A font that is shown by its glyphs' numbers; `meanings` is the table (CMap) that says what they stand for."""
    program = StreamObject()
    with open(_vera(), "rb") as file:  # noqa: PTH123
        program.set_data(file.read())
    name = NameObject("/ABCDEF+Vera")
    descriptor = named(
        Type=NameObject("/FontDescriptor"),
        FontName=name,
        Flags=NumberObject(4),
        FontBBox=numbers(-183, -236, 1287, 928),
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
        BaseFont=name,
        CIDSystemInfo=system,
        FontDescriptor=writer._add_object(descriptor),
        DW=NumberObject(600),
        CIDToGIDMap=NameObject("/Identity"),
    )
    font = named(
        Type=NameObject("/Font"),
        Subtype=NameObject("/Type0"),
        BaseFont=name,
        Encoding=NameObject("/Identity-H"),
        DescendantFonts=ArrayObject([writer._add_object(descendant)]),
    )
    if meanings is not None:
        font[NameObject("/ToUnicode")] = writer._add_object(stream(meanings))
    return writer._add_object(font)


def glyph_codes(text: str) -> list[str]:
    """The numbers of a text's glyphs in the font of `glyphs_font`, in hexadecimal."""
    known = font_file(_vera()).charToGlyph
    return [f"{known[ord(character)]:04x}" for character in text]


def _vera() -> str:
    return os.path.join(os.path.dirname(reportlab.__file__), "fonts", "Vera.ttf")  # noqa: PTH118, PTH120


def without_meaning(text: str, meanings: dict[str, str] | None = None) -> bytes:
    """A page whose font says nothing of the characters that its glyphs stand for, or what `meanings` says of them."""
    codes = glyph_codes(text)
    table = None
    if meanings is not None:
        pairs = [
            f"<{code}> <{meanings.get(character, character).encode('utf-16-be').hex()}>"
            for code, character in dict(zip(codes, text, strict=True)).items()
        ]
        table = (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def "
            f"1 begincodespacerange <0000> <ffff> endcodespacerange {len(pairs)} beginbfchar {' '.join(pairs)} "
            "endbfchar endcmap end end"
        )
    writer = pypdf.PdfWriter()
    font = glyphs_font(writer, table)
    return written(operators(f"BT /F9 12 Tf 72 700 Td <{''.join(codes)}> Tj ET", writer, Font=named(F9=font)))


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A file as pdfium has it, open."""
    document = open_pdf(data)
    try:
        yield document
    finally:
        document.close()


@contextmanager
def first_page(data: bytes) -> Iterator[Any]:
    """A file's first page as pdfium has it, open."""
    with opened(data) as document:
        yield document[0]


def removed(document: ParsedDocument, reason: str) -> list[str]:
    """What was left out of a document for a reason, in order."""
    return [removal.text for removal in document.removals if removal.reason == reason]
