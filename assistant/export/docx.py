"""A bundle as a Word document: headings, tables and quotes, with what differs highlighted."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from .escaping import one_line, visible
from .marking import Piece, marked_claim, marked_quote
from .schema import Bundle, KeptAnswer, KeptCitation, KeptClaim
from .wording import (
    MISMATCHES,
    STANCES,
    STATUSES,
    VERDICTS,
    WORDS,
    Language,
    heading_facts,
    language_of,
    origin_facts,
)

if TYPE_CHECKING:
    from docx.document import Document

EAST_ASIAN_FONT = "Microsoft YaHei"
# The time of every file inside, so that the same bundle gives the same bytes; ZIP knows none before 1980.
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def docx_page(bundle: Bundle) -> bytes:
    """The document's file. It links to nothing outside itself."""
    language = language_of(bundle)
    document = _new_document(bundle, language)
    for fact in heading_facts(bundle, language):
        _line(document, fact.name, fact.value)
    document.add_paragraph(WORDS[language]["keep"])
    if bundle.claims:
        _summary(document, bundle, language)
    for number, claim in enumerate(bundle.claims, 1):
        _claim(document, number, claim, bundle, language)
    for number, answer in enumerate(bundle.answers, 1):
        _answer(document, number, answer, bundle, language)
    return _reproducible(document)


def _new_document(bundle: Bundle, language: Language) -> "Document":
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt

    document = docx.Document()
    title = WORDS[language]["title" if bundle.claims or not bundle.answers else "answers_title"]
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
    document.add_heading(title, 0)
    return document


def _time(made: str) -> datetime:
    """A bundle's time; the start of 1980 where it is none, which only a caller's own could be."""
    try:
        return datetime.fromisoformat(made.replace("Z", "+00:00")).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return datetime(1980, 1, 1)


def _summary(document: "Document", bundle: Bundle, language: Language) -> None:
    words = WORDS[language]
    rows = [
        (str(number), claim.claim or claim.id, _standing(claim, language))
        for number, claim in enumerate(bundle.claims, 1)
    ]
    _table(document, ("#", words["claim"], words["verdict"]), rows, (10, 116, 40))


def _standing(claim: KeptClaim, language: Language) -> str:
    if claim.standing is None:
        return WORDS[language]["error"]
    return VERDICTS[language][claim.standing] + (f" · {WORDS[language]['overruled']}" if claim.overruled else "")


def _claim(document: "Document", number: int, claim: KeptClaim, bundle: Bundle, language: Language) -> None:
    words = WORDS[language]
    _marked(document.add_heading(f"{number}. ", 1), marked_claim(claim) or [(claim.id, False)])
    if claim.verdict is None:
        _line(document, words["error"], claim.error)
        return
    _line(document, words["machine"] if claim.overruled else words["verdict"], VERDICTS[language][claim.verdict])
    if claim.overruled is not None:
        _line(document, words["overruled"], VERDICTS[language][claim.overruled.verdict])
        _line(document, words["note"], claim.overruled.note)
        _line(document, words["by"], " ".join(filter(None, (claim.overruled.by, claim.overruled.time))))
    _line(document, words["read_as"], claim.read_as)
    _line(document, words["reason"], claim.reason)
    for name, value in claim.columns.items():
        _line(document, name, value)
    if claim.mismatches:
        rows = [(MISMATCHES[language][found.kind], found.claimed, found.found) for found in claim.mismatches]
        _table(document, (words["kind"], words["claimed"], words["found"]), rows, (26, 70, 70))
    for citation in claim.citations:
        _citation(document, citation, claim, bundle, language)


def _answer(document: "Document", number: int, answer: KeptAnswer, bundle: Bundle, language: Language) -> None:
    document.add_heading(f"{number}. {one_line(answer.question)}", 1)
    _line(document, WORDS[language]["answer"], STATUSES[language][answer.status])
    for line in answer.answer.splitlines():
        document.add_paragraph(one_line(line))
    for citation in answer.citations:
        _citation(document, citation, None, bundle, language)


def _citation(
    document: "Document", citation: KeptCitation, claim: KeptClaim | None, bundle: Bundle, language: Language
) -> None:
    from docx.shared import Mm, Pt

    blanked = f" · {WORDS[language]['blanked']}" if citation.blanked else ""
    document.add_heading(f"[{citation.n}] {STANCES[language][citation.stance or '']}{blanked}", 2)
    for text, is_quote in ((citation.before, False), (citation.quote, True), (citation.after, False)):
        if not text.strip():
            continue
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Mm(8)
        paragraph.paragraph_format.space_after = Pt(2)
        if is_quote:
            _marked(paragraph, marked_quote(claim, citation), bold=True)
        else:
            paragraph.add_run(one_line(text)).italic = True
    for fact in origin_facts(citation, bundle, language):
        _line(document, fact.name, fact.value, small=True)


def _line(document: "Document", name: str, value: str, small: bool = False) -> None:
    """A name and its value; nothing where there is no value."""
    from docx.shared import Pt

    if not value:
        return
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(1)
    runs = (paragraph.add_run(f"{one_line(name)}: "), paragraph.add_run(one_line(value)))
    runs[0].bold = not small
    if small:
        for run in runs:
            run.font.size = Pt(8.5)


def _marked(paragraph: Any, pieces: Iterable[Piece], bold: bool = False) -> None:
    """Adds text with its line ends; what differs is highlighted and underlined, which also shows in grey."""
    from docx.enum.text import WD_COLOR_INDEX

    for text, differs in pieces:
        run = paragraph.add_run(visible(text))
        run.bold = bold or None
        if differs:
            run.font.highlight_color = WD_COLOR_INDEX.YELLOW
            run.underline = True


def _table(
    document: "Document", head: tuple[str, ...], rows: Iterable[tuple[str, ...]], widths: tuple[int, ...]
) -> None:
    """A table with a head; widths in millimetres."""
    from docx.shared import Mm

    table = document.add_table(rows=0, cols=len(head), style="Table Grid")
    table.autofit = False
    for number, row in enumerate([head, *rows]):
        cells = table.add_row().cells
        for cell, text, width in zip(cells, row, widths, strict=True):
            cell.width = Mm(width)
            cell.paragraphs[0].add_run(one_line(text)).bold = number == 0 or None
    document.add_paragraph()


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
