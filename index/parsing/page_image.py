"""A report's page as a picture with a quote marked, drawn from the kept file by a parser."""

from collections.abc import Iterator
from pathlib import Path

from index.errors import NoSuchPage
from index.parsing.parser import Marked, Parser
from index.report import Report


def has_page_images(report: Report, original: Path) -> bool:
    """Whether pages of a report can be shown: only a PDF's have a fixed look."""
    return bool(report.page_starts) and original.suffix == ".pdf"


def page_image(
    report: Report,
    original: Path,
    page: int,
    quote: tuple[int, int] | None,
    parser: Parser,
    across: int | None = None,
) -> bytes:
    """Page `page`, from 1, as PNG, `across` pixels wide where they are told, with the part of the span `quote` that
    stands on it marked.

    Raises NoSuchPage, and an UnreadableReport where the kept file does not draw.
    """
    if not has_page_images(report, original):
        raise NoSuchPage("the report has no page images; only a PDF has")
    if not 1 <= page <= len(report.page_starts):
        raise NoSuchPage(f"the report has no page {page}; its pages are 1 to {len(report.page_starts)}")
    markings = [] if quote is None else list(_markings(report, page, *quote))
    return parser.render(original, page, markings, across)


def _markings(report: Report, page: int, start: int, end: int) -> Iterator[Marked]:
    """The quote's parts on the page, block by block."""
    first = report.page_starts[page - 1]
    last = report.page_starts[page] if page < len(report.page_starts) else len(report.text)
    for block in report.blocks:
        top, bottom = max(block.start, first), min(block.end, last)
        begins, ends = max(start, top), min(end, bottom)
        boxes = tuple(box for box in block.boxes if box.page == page)
        if begins < ends and boxes:
            before, until, whole = (len("".join(report.text[top:place].split())) for place in (begins, ends, bottom))
            yield report.text[begins:ends], boxes, before / max(whole, 1), until / max(whole, 1)
