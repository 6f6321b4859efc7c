"""A bundle as a Word document: headings, tables and quotes, with what differs highlighted."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from assistant.bundle.escaping import one_line, spelled_out
from assistant.bundle.facts import (
    computed_lines,
    heading_facts,
    origin_facts,
    page_language,
    page_title,
    status_name,
    written_by,
)
from assistant.bundle.marking import Piece, marked_claim, marked_quote
from assistant.bundle.schema import Bundle, KeptAnswer, KeptCitation, KeptClaim
from assistant.messages import Language, message
from assistant.messages.verdicts import mismatch_name, stance_name, verdict_name
from assistant.shown import table_grid

if TYPE_CHECKING:
    from docx.document import Document

EAST_ASIAN_FONT = "Microsoft YaHei"
# Our own styles, beside those of python-docx's template.
LINE, QUOTE, ORIGIN = "Wenju line", "Wenju quote", "Wenju origin"
# The time of every file inside, so that the same bundle gives the same bytes; ZIP knows none before 1980.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def docx_page(bundle: Bundle) -> bytes:
    """The document's file. It links to nothing outside itself."""
    language = page_language(bundle)
    page = _Page(bundle, language)
    for fact in heading_facts(bundle, language):
        page.line(fact.name, fact.value)
    page.paragraph("Normal", [(message(language, "bundle.keep"), False)])
    if bundle.claims:
        _summary(page, bundle)
    for number, claim in enumerate(bundle.claims, 1):
        _claim(page, number, claim)
    for number, answer in enumerate(bundle.answers, 1):
        _answer(page, number, answer)
    return _reproducible(page.document)


class _Page:
    """The document as it grows at its end.

    python-docx finds the end of the body, and each style by its name, anew for every paragraph: 300 claims took 44 s.
    Here both are looked up once, and a paragraph is put where it goes.
    """

    def __init__(self, bundle: Bundle, language: Language) -> None:
        self.bundle, self.language = bundle, language
        self.document = _new_document(bundle, language)
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


def _new_document(bundle: Bundle, language: Language) -> "Document":
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = docx.Document()
    title = page_title(bundle, language)
    properties = document.core_properties
    properties.author = properties.last_modified_by = "Wenju"
    properties.title, properties.comments, properties.revision = title, f"SHA-256 {bundle.sha256}", 1
    properties.created = properties.modified = _time(bundle.made)
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


def _summary(page: _Page, bundle: Bundle) -> None:
    rows = [
        (str(number), claim.shown, _standing(claim, page.language)) for number, claim in enumerate(bundle.claims, 1)
    ]
    page.table(("#", message(page.language, "claim.name"), message(page.language, "verdict.name")), rows, (10, 116, 40))


def _standing(claim: KeptClaim, language: Language) -> str:
    if claim.standing is None:
        return message(language, "verdict.unread")
    return verdict_name(language, claim.standing) + (
        f" · {message(language, 'verdict.overruled')}" if claim.overruled else ""
    )


def _claim(page: _Page, number: int, claim: KeptClaim) -> None:
    language = page.language
    page.paragraph("Heading 1", [(f"{number}. ", False), *marked_claim(claim)])
    if claim.verdict is None:
        page.line(message(page.language, "verdict.unread"), claim.error)
        return
    page.line(
        message(page.language, "verdict.machine") if claim.overruled else message(page.language, "verdict.name"),
        verdict_name(language, claim.verdict),
    )
    if claim.overruled is not None:
        page.line(message(page.language, "verdict.overruled"), verdict_name(language, claim.overruled.verdict))
        page.line(message(page.language, "verdict.note"), claim.overruled.note)
        page.line(
            message(page.language, "bundle.by"), " ".join(filter(None, (claim.overruled.by, claim.overruled.time)))
        )
    page.line(message(page.language, "claim.read_as"), claim.read_as)
    page.line(message(page.language, "bundle.reason"), claim.reason)
    for name, value in claim.columns.items():
        page.line(name, value)
    if claim.mismatches:
        rows = [(mismatch_name(page.language, found.kind), found.claimed, found.found) for found in claim.mismatches]
        page.table(
            (
                message(page.language, "bundle.kind"),
                message(page.language, "claim.says"),
                message(page.language, "claim.report_says"),
            ),
            rows,
            (26, 70, 70),
        )
    for citation in claim.citations:
        _citation(page, citation, claim)


def _answer(page: _Page, number: int, answer: KeptAnswer) -> None:
    page.paragraph("Heading 1", [(f"{number}. {one_line(answer.question)}", False)])
    page.line(message(page.language, "bundle.answer"), status_name(answer, page.language))
    model = written_by(answer, page.language)
    if model is not None:
        page.line(model.name, model.value)
    for line in answer.answer.splitlines():
        page.paragraph("Normal", [(one_line(line), False)])
    for fact in computed_lines(answer, page.language):
        page.line(fact.name, fact.value)
    if answer.table is not None:
        head, *rows = (tuple(row) for row in table_grid(answer.table))
        wide = 126 // max(len(head) - 1, 1)
        page.table(head, rows, (40, *[wide] * (len(head) - 1)))
    for citation in answer.citations:
        _citation(page, citation, None)
    if answer.related:
        page.paragraph("Heading 2", [(message(page.language, "answer.related"), False)])
    for sentence in answer.related:
        _citation(page, sentence, None)


def _citation(page: _Page, citation: KeptCitation, claim: KeptClaim | None) -> None:
    language = page.language
    blanked = f" · {message(language, 'quote.blanked')}" if citation.blanked else ""
    page.paragraph("Heading 2", [(f"[{citation.n}] {stance_name(language, citation.stance)}{blanked}", False)])
    if citation.before.strip():
        page.paragraph(QUOTE, [(one_line(citation.before), False)])
    page.paragraph(QUOTE, marked_quote(claim, citation), bold=True)
    if citation.after.strip():
        page.paragraph(QUOTE, [(one_line(citation.after), False)])
    origin = "\n".join(f"{fact.name}: {one_line(fact.value)}" for fact in origin_facts(citation, page.bundle, language))
    page.paragraph(ORIGIN, [(origin, False)])


def _reproducible(document: "Document") -> bytes:
    """The file with every time inside it fixed."""
    saved, written = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return written.getvalue()
