"""A Word document as it is written: our styles, paragraphs with what differs highlighted, tables, the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.bundle.escaping import one_line, spelled_out
from assistant.bundle.marking import Piece
from assistant.messages import Language

if TYPE_CHECKING:
    from docx.document import Document

EAST_ASIAN_FONT = "Microsoft YaHei"
# Our own styles, beside those of python-docx's template.
LINE, QUOTE, ORIGIN = "Wenju line", "Wenju quote", "Wenju origin"
# The time of every file inside, so that the same bundle gives the same bytes; ZIP knows none before 1980.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class WordPage:
    """The document as it grows at its end.

    python-docx finds the end of the body, and each style by its name, anew for every paragraph: 300 claims took 44 s.
    Here both are looked up once, and a paragraph is put where it goes.
    """

    def __init__(self, title: str, comment: str, made: str, language: Language) -> None:
        """`comment` goes into the document's properties; `made` is its time (ISO 8601)."""
        self.language = language
        self.document = _new_document(title, comment, made)
        self._body: Any = self.document._body
        self._end = self.document.element.body.sectPr
        self._styles = {style.name: style.style_id for style in self.document.styles}

    def paragraph(self, style: str, pieces: Iterable[Piece], name: str = "", bold: bool = False) -> None:
        """A paragraph: a name in bold, then text with its line ends.

        What differs is highlighted and underlined, which also shows in grey.
        """
        from docx.enum.text import WD_COLOR_INDEX
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph

        element: Any = OxmlElement("w:p")
        self._end.addprevious(element)
        if style != "Normal":
            element.style = self._styles[style]
        paragraph = Paragraph(element, self._body)
        if name:
            paragraph.add_run(f"{one_line(name)}: ").bold = True
        for text, differs in pieces:
            run = paragraph.add_run(spelled_out(text))
            if bold:
                run.bold = True
            if differs:
                run.font.highlight_color = WD_COLOR_INDEX.YELLOW
                run.underline = True

    def line(self, name: str, value: str) -> None:
        """A name and its value on one line; nothing where there is no value."""
        if value:
            self.paragraph(LINE, [(one_line(value), False)], name)

    def table(self, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> None:
        """A table with a head; widths in millimetres."""
        from docx.oxml.table import CT_Tbl
        from docx.shared import Mm
        from docx.table import Table

        element: Any = CT_Tbl.new_tbl(1 + len(rows), len(head), Mm(sum(widths)))
        self._end.addprevious(element)
        element.tblStyle_val = self._styles["Table Grid"]
        table = Table(element, self._body)
        table.autofit = False
        for number, (row, texts) in enumerate(zip(table.rows, [head, *rows], strict=True)):
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Mm(width)
                cell.paragraphs[0].add_run(one_line(text)).bold = number == 0 or None
        self.paragraph(LINE, [])


def _new_document(title: str, comment: str, made: str) -> "Document":
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Wenju"
    properties.title, properties.comments, properties.revision = title, comment, 1
    properties.created = properties.modified = _time(made)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        fonts = document.styles[name].element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in ("w:eastAsiaTheme", "w:asciiTheme", "w:hAnsiTheme"):
            fonts.attrib.pop(qn(attribute), None)
        fonts.set(qn("w:eastAsia"), EAST_ASIAN_FONT)
        fonts.set(qn("w:ascii"), "Calibri")
        fonts.set(qn("w:hAnsi"), "Calibri")
    document.styles["Normal"].font.size = Pt(10.5)
    for name, size, after, indent in ((LINE, 10.5, 2, 0), (QUOTE, 10.5, 2, 8), (ORIGIN, 8.5, 6, 8)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.left_indent = Mm(indent)
    document.add_heading(title, 0)
    return document


def _time(made: str) -> datetime:
    """A bundle's time; the start of 1980 where it is none, which only a caller's own could be."""
    try:
        return datetime.fromisoformat(made.replace("Z", "+00:00")).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return datetime(1980, 1, 1)


def reproducible(document: "Document") -> bytes:
    """The file with every time inside it fixed."""
    saved, written = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return written.getvalue()
