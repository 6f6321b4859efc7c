"""PDF files: pages opened, read in order, and refused with a reason where there is nothing to read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Any

import pypdfium2
import pypdfium2.raw

from index.errors import DamagedFile, EncryptedFile, LimitExceeded, NoTextLayer, UnsupportedFormat
from index.parsing.boilerplate import banners
from index.parsing.document import DocumentBuilder, settle
from index.parsing.limits import Limits, allow_work
from index.parsing.pdf.annotations import read_annotations, strike_outs
from index.parsing.pdf.blocks import BlockMaker
from index.parsing.pdf.characters import Page, Segment, read_page
from index.parsing.pdf.contents import contents_lines
from index.parsing.pdf.drawn_tables import with_grids
from index.parsing.pdf.layers import without_hidden_layers
from index.parsing.pdf.page_lines import PageLine, lines_of
from index.parsing.pdf.reading_order import reading_order
from index.parsing.pdf.running_lines import printed_numbers, running_lines
from index.parsing.pdf.shapes import is_pictured
from index.parsing.pdf.spacing import closed_up
from index.parsing.pdf.titles import stated_title
from index.parsing.pdf.watermarks import watermarks
from index.patterns import regex
from index.report import ParsedDocument

# pypdfium2 has no types.
_pdfium: Any = pypdfium2.raw
_open_pdf: Any = pypdfium2.PdfDocument
# Beyond any report that we know of.
_MOST_PAGES = 5_000
# What the pages of a form made for Adobe Reader alone say to others.
_ASKS_FOR_ADOBE = regex(r"(?i)please wait|adobe (?:acrobat )?reader")


def parse_pdf(data: bytes, limits: Limits | None = None) -> ParsedDocument:
    """A PDF with a text layer."""
    layered = without_hidden_layers(data)
    with open_pdf(layered.data) as document:
        pages = read_pages(document, limits or Limits())
        properties = replace(properties_of(document), layers_off=layered.off)
        unread = unread_pages(document, pages)
    if not any(page.segments for page in pages):
        raise NoTextLayer(_no_text(pages))
    return replace(document_of(pages, properties), unread=unread)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself beside its pages: title, bookmarks with levels from 1, names of pages, attachments,
    the names of layers that are switched off.
    """

    title: str | None = None
    outline: tuple[tuple[str, int], ...] = ()
    labels: tuple[str, ...] = ()
    attachments: int = 0
    layers_off: tuple[str, ...] = ()


def properties_of(document: Any) -> Properties:
    """The properties of an open file."""
    return Properties(
        stated_title(document.get_metadata_dict().get("Title")),
        tuple((bookmark.get_title(), bookmark.level + 1) for bookmark in document.get_toc(max_depth=6)),
        tuple(document.get_page_label(number) for number in range(len(document))),
        document.count_attachments(),
    )


def read_pages(document: Any, limits: Limits) -> list[Page]:
    """Every page of an open file, with what is typed into its form and noted on it."""
    if len(document) > _MOST_PAGES:
        raise LimitExceeded(f"has {len(document):,} pages, more than the {_MOST_PAGES:,} allowed")
    pages = []
    for number in range(len(document)):
        allow_work(limits.cpu_seconds_a_page)
        pages.append(_read_page(document, number))
    if document.get_formtype() == _pdfium.FORMTYPE_XFA_FULL and not any(page.filled for page in pages):
        text = " ".join(segment.text for page in pages for segment in page.segments)
        if _ASKS_FOR_ADOBE.search(text):
            raise UnsupportedFormat(
                "is an XFA form, which only Adobe Reader shows; print it there to a PDF and add that"
            )
    return pages


def _no_text(pages: Sequence[Page]) -> str:
    """Why a file without a segment can't be read."""
    count = f"{len(pages)} {'page' if len(pages) == 1 else 'pages'}"
    way = "to read it by text recognition: pip install 'wenju[ocr]', then add it again"
    if any(page.meaningless for page in pages):
        return (
            f"does not say which characters its letters are ({count}); {way}, or make the PDF anew where it comes from"
        )
    return f"has no text layer ({count} of images); {way}"


def unread_pages(document: Any, pages: Sequence[Page]) -> tuple[int, ...]:
    """The numbers of the pages whose text is a picture or without meaning; an empty page is none of them."""
    return tuple(
        page.number
        for page in pages
        if page.meaningless or (not page.segments and page.width and is_pictured(document[page.number - 1]))
    )


def document_of(pages: Sequence[Page], properties: Properties, problems: tuple[str, ...] = ()) -> ParsedDocument:
    """The document that the pages make: columns, running lines, paragraphs and tables found."""
    draft = _draft(pages, properties, (*problems, *_problems(pages, properties)))
    return settle(draft, banners.invisible_cuts(draft.text))


def open_pdf(data: bytes) -> Any:
    """The file as pdfium has it. Raises EncryptedFile, DamagedFile."""
    try:
        document = _open_pdf(data)
        document.init_forms()
        return document
    except pypdfium2.PdfiumError as error:
        if error.err_code == _pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedFile("needs a password; save it without one and add it again") from error
        if error.err_code == _pdfium.FPDF_ERR_SECURITY:
            raise EncryptedFile("is encrypted in a way not known here; print it to a new PDF and add that") from error
        raise DamagedFile("is a damaged PDF, perhaps cut off; get a whole copy of it") from error


def _read_page(document: Any, number: int) -> Page:
    try:
        page = document[number]
        read = read_page(page, number + 1, strike_outs(page))
        beside = read_annotations(page, read, document.formenv)
    except pypdfium2.PdfiumError:
        # One page that does not load leaves the others readable; it is named among the pages without text.
        return Page(number + 1, 0.0, 0.0, ())
    return replace(read, segments=(*read.segments, *beside.shown), notes=beside.notes, filled=beside.filled)


def _problems(pages: Sequence[Page], properties: Properties) -> tuple[str, ...]:
    """Sentences for the reader: pages without text, a form's values, notes, attached files."""
    said = []
    if empty := [page.number for page in pages if not page.segments and not page.meaningless]:
        said.append(f"{_pages(empty, 'has', 'have')} no text, only pictures if anything.")
    if strange := [page.number for page in pages if page.meaningless]:
        said.append(f"{_pages(strange, 'is', 'are')} not read: the file does not say which characters the letters are.")
    if filled := sum(page.filled for page in pages):
        fields = "1 filled field of its form stands" if filled == 1 else f"{filled} filled fields of its form stand"
        said.append(f"{fields} in the text where the form shows {'it' if filled == 1 else 'them'}.")
    if noted := [page.number for page in pages if page.notes]:
        said.append(
            f"{_pages(noted, 'has', 'have')} notes by readers (annotations), which stand behind the page's text."
        )
    if properties.layers_off:
        names = ", ".join(name or "without a name" for name in properties.layers_off)
        said.append(f"What stands on layers that are switched off is left out: {names}.")
    if properties.attachments:
        files = "an attached file, which is" if properties.attachments == 1 else "attached files, which are"
        said.append(f"It holds {files} not read; save and add what you need of it.")
    return tuple(said)


def recognised_pages(numbers: Sequence[int]) -> str:
    """The sentence that names the pages read by text recognition among others that were not."""
    return f"{_pages(numbers, 'was', 'were')} read by text recognition, the others as the file has them."


def _pages(numbers: Sequence[int], one: str, more: str) -> str:
    return f"Page {numbers[0]} {one}" if len(numbers) == 1 else f"Pages {_ranges(numbers)} {more}"


def _ranges(numbers: Sequence[int]) -> str:
    """1, 2, 3, 7 as 1-3, 7."""
    groups: list[list[int]] = []
    for number in numbers:
        if groups and groups[-1][-1] == number - 1:
            groups[-1].append(number)
        else:
            groups.append([number])
    return ", ".join(str(group[0]) if len(group) == 1 else f"{group[0]}-{group[-1]}" for group in groups)


def _draft(pages: Sequence[Page], properties: Properties, problems: tuple[str, ...]) -> ParsedDocument:
    builder = DocumentBuilder()
    columns: list[list[list[PageLine]]] = []
    asides: list[list[Segment]] = []
    hidden: list[list[Segment]] = []
    count = 0
    marks = watermarks(pages)
    for page in pages:
        shown, concealed, turned = _sorted_out(page, marks)
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
    maker = BlockMaker(
        builder, pages, properties.outline, [line for lines in flat for line in lines if id(line) not in left_out]
    )
    repeated = _repeated(asides)
    for page, page_columns, concealed, turned in zip(pages, columns, hidden, asides, strict=True):
        maker.start_page()
        for segment in concealed:
            builder.remove(segment.text, _why(segment, marks))
        for line in (line for column in page_columns for line in column if id(line) in left_out):
            running_line = id(line) in running
            builder.remove(line.text, "running header, footer or page number" if running_line else "table of contents")
        for column in page_columns:
            maker.add_column([line for line in column if id(line) not in left_out])
        maker.add_asides([segment for segment in turned if segment.text not in repeated])
        for text in dict.fromkeys(segment.text for segment in turned if segment.text in repeated):
            builder.remove(text, "running header, footer or page number")
        maker.add_notes(page.notes, last=page is pages[-1])
    maker.finish()
    printed = printed_numbers(flat, running)
    labels = tuple(_label(page.number, printed, properties.labels) for page in pages)
    return replace(builder.draft(properties.title, problems), page_labels=labels if any(labels) else ())


def _label(number: int, printed: Mapping[int, int], stated: Sequence[str]) -> str:
    """What a page is called where that is not its number in the file: as printed on it, else as the file says."""
    name = str(printed[number]) if number in printed else stated[number - 1].strip() if stated else ""
    return "" if name == str(number) else name


def _repeated(asides: Sequence[Sequence[Segment]]) -> set[str]:
    """Text beside the page's own that stands on most pages, as a name along the margin does."""
    pages = Counter(text for page in asides for text in {segment.text for segment in page if segment.angle >= 0})
    return {text for text, count in pages.items() if count >= max(3, len(asides) // 2)}


def _why(segment: Segment, marks: AbstractSet[int]) -> str:
    if id(segment) in marks:
        return "watermark"
    return "struck through" if segment.struck else "hidden text"


def _sorted_out(page: Page, marks: AbstractSet[int]) -> tuple[list[Segment], list[Segment], list[Segment]]:
    """A page's segments: those shown upright, those left out, those that run another way.

    Where most of a page's text is hidden, it is the text layer of a scanned page, and is what there is to read.
    """
    hidden = [s for s in page.segments if (s.hidden and not s.struck) or page.lies_outside(s)]
    if 2 * sum(len(s.text) for s in hidden) > sum(len(s.text) for s in page.segments):
        hidden = []
    hidden += [segment for segment in page.segments if segment.struck or id(segment) in marks]
    left_out = {id(segment) for segment in hidden}
    shown = [s for s in page.segments if id(s) not in left_out]
    return (
        [replace(s, text=closed_up(s.text)) for s in shown if s.angle == 0],
        hidden,
        [s for s in shown if s.angle != 0],
    )
