"""Lines of a PDF's page, without a PDF: text at places."""

from index.parsing.pdf.characters import Segment
from index.parsing.pdf.page_lines import PageLine


def segment(
    text: str, left: float, baseline: float, size: float = 10.0, bold: bool = False, italic: bool = False
) -> Segment:
    """Text on a baseline, each letter half as wide as it is high."""
    right = left + len(text) * size / 2
    return Segment(
        text, left, baseline - 0.8 * size, right, baseline + 0.2 * size, baseline, size, bold, False, 0, italic
    )


def line(
    text: str,
    baseline: float = 100.0,
    left: float = 72.0,
    size: float = 10.0,
    bold: bool = False,
    italic: bool = False,
    page: int = 1,
    column: int = 0,
) -> PageLine:
    """A line of one segment."""
    return PageLine((segment(text, left, baseline, size, bold, italic),), page, column)


def row(baseline: float, *cells: tuple[float, str]) -> PageLine:
    """A line of cells, each at its left edge."""
    return PageLine(tuple(segment(text, left, baseline) for left, text in cells), 1, 0)
