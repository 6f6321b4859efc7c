"""PDF files: pages opened, read in order, and refused with a reason where there is nothing to read."""

from collections.abc import Sequence
from typing import Any

import pypdfium2
import pypdfium2.raw

from index.errors import DamagedFile, EncryptedFile, LimitExceeded, NoTextLayer
from index.parsing.boilerplate import banners
from index.parsing.document import DocumentBuilder, settle
from index.parsing.pdf.blocks import BlockMaker
from index.parsing.pdf.contents import contents_lines
from index.parsing.pdf.characters import Page, Segment, read_page
from index.parsing.pdf.grid import with_grids
from index.parsing.pdf.layout import Line, lines_of, reading_order, running_lines
from index.parsing.pdf.titles import stated_title
from index.report import ParsedDocument

# pypdfium2 has no types.
_pdfium: Any = pypdfium2.raw
_open_pdf: Any = pypdfium2.PdfDocument
# Beyond any report that we know of; a dense page costs about 30 ms, so that time runs out first.
_MOST_PAGES = 5_000


def parse_pdf(data: bytes) -> ParsedDocument:
    """A PDF with a text layer."""
    with open_pdf(data) as document:
        if len(document) > _MOST_PAGES:
            raise LimitExceeded(f"has {len(document):,} pages, more than the {_MOST_PAGES:,} allowed; split it")
        pages = [_read_page(document, number) for number in range(len(document))]
        title = stated_title(document.get_metadata_dict().get("Title"))
        outline = _outline(document)
    empty = [page.number for page in pages if not page.segments]
    if len(empty) == len(pages):
        raise NoTextLayer(
            f"has no text layer ({len(pages)} {'page' if len(pages) == 1 else 'pages'} of images); "
            "to read it by text recognition: pip install 'wenju[ocr]', then add it again"
        )
    return document_of(pages, outline, title, page_problem(empty))


def document_of(
    pages: Sequence[Page], outline: list[tuple[str, int]], title: str | None, problems: tuple[str, ...]
) -> ParsedDocument:
    """The document that the pages make: columns, running lines, paragraphs and tables found."""
    draft = _draft(pages, outline, title, problems)
    return settle(draft, banners.cuts(draft.text, banners.INVISIBLE_RULES))


def open_pdf(data: bytes) -> Any:
    """The file as pdfium has it. Raises EncryptedFile, DamagedFile."""
    try:
        return _open_pdf(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == _pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile("needs a password; save it without one and add it again") from error
        if error.err_code == _pdfium.FPDF_ERR_SECURITY:
            raise EncryptedFile("is encrypted in a way not known here; print it to a new PDF and add that") from error
        raise DamagedFile("is a damaged PDF, perhaps cut off; get a whole copy of it") from error


def _read_page(document: Any, number: int) -> Page:
    try:
        page = document[number]
        return read_page(page, number + 1)
    except pypdfium2.PdfiumError:
        # One page that does not load leaves the others readable; it is named among the pages without text.
        return Page(number + 1, 0.0, 0.0, ())


def _outline(document: Any) -> list[tuple[str, int]]:
    """The bookmarks: title and level, 1 the highest."""
    return [(bookmark.get_title(), bookmark.level + 1) for bookmark in document.get_toc(max_depth=6)]


def page_problem(empty: Sequence[int]) -> tuple[str, ...]:
    """A sentence for the reader about the pages without text, if there are any."""
    if not empty:
        return ()
    if len(empty) == 1:
        return (f"Page {empty[0]} has no text, only pictures if anything.",)
    return (f"Pages {_ranges(empty)} have no text, only pictures if anything.",)


def _ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as 1-3, 7."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(str(group[0]) if len(group) == 1 else f"{group[0]}-{group[-1]}" for group in groups)


def _draft(
    pages: Sequence[Page], outline: list[tuple[str, int]], title: str | None, problems: tuple[str, ...]
) -> ParsedDocument:
    builder = DocumentBuilder()
    columns: list[list[list[Line]]] = []
    asides: list[list[Segment]] = []
    hidden: list[list[Segment]] = []
    count = 0
    for page in pages:
        shown, concealed, turned = _sorted_out(page)
        hidden.append(concealed)
        asides.append(turned)
        page_columns = []
        for segments in reading_order(with_grids(page, shown)):
            count += 1
            page_columns.append(lines_of(segments, page.number, count))
        columns.append(page_columns)
    flat = [[line for column in page_columns for line in column if line.table is None] for page_columns in columns]
    running = running_lines(flat, [page.height for page in pages])
    contents = contents_lines([[line for line in lines if id(line) not in running] for lines in flat])
    left_out = running | contents
    maker = BlockMaker(builder, pages, outline, [line for lines in flat for line in lines if id(line) not in left_out])
    for page_columns, concealed, turned in zip(columns, hidden, asides, strict=True):
        maker.start_page()
        for text in (segment.text for segment in concealed):
            builder.remove(text, "hidden text")
        for line in (line for column in page_columns for line in column if id(line) in left_out):
            running_line = id(line) in running
            builder.remove(line.text, "running header, footer or page number" if running_line else "table of contents")
        for column in page_columns:
            maker.add_column([line for line in column if id(line) not in left_out])
        maker.add_asides(turned)
    maker.finish()
    return builder.draft(title, problems)


def _sorted_out(page: Page) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """A page's segments: those shown upright, those hidden, those that run another way.

    Where most of a page's text is hidden, it is the text layer of a scanned page, and is what there is to read.
    """
    hidden = [segment for segment in page.segments if segment.hidden or page.lies_outside(segment)]
    if 2 * sum(len(s.text) for s in hidden) > sum(len(s.text) for s in page.segments):
        hidden = []
    left_out = {id(segment) for segment in hidden}
    shown = [s for s in page.segments if id(s) not in left_out]
    return [s for s in shown if s.angle == 0], hidden, [s for s in shown if s.angle != 0]
