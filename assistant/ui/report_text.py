"""A stretch of a report as HTML whose text content is the report's text, letter for letter.

Paragraphs, headings and tables get their shape from elements around the text; nothing is added to it or taken from
it, so the text of the elements together is `report.text[start:end]` and the text of the `<mark>`s is the quote.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from index.report import Block, BlockKind, Report

Span = tuple[int, int]


def report_html(
    report: Report,
    start: int,
    end: int,
    quote: Span | None = None,
    counts: Span | None = None,
    places: bool = False,
) -> str:
    """The text of `[start, end)` with `quote` inside `<mark>`. A block that reaches further is cut.

    `counts` is the figure in the quote that counts, set off inside the mark. With `places` each block says at which
    offset it begins, so that a page can go to one.
    """
    marked = _Marked(quote, counts)
    return "".join(_pieces(report, start, end, marked, places))


@dataclass(frozen=True, slots=True)
class _Marked:
    """What is set off: the quote, and the figure in it that counts."""

    quote: Span | None
    counts: Span | None


def window(report: Report, start: int, end: int, around: int = 1_500) -> Span:
    """The span to show for a quote: its whole section, or `around` characters each side where that is longer.

    A cut falls between blocks where one begins or ends within 300 characters.
    """
    section = report.section_at(start)
    low, high = section.start, max(section.end, end)
    if section.level == 0:
        low, high = report.own_span(section)
        low, high = min(low, start), max(high, end)
    if high - low <= 2 * around:
        return low, high
    return (
        low if start - low <= around else _soften(report, start - around, start),
        high if high - end <= around else _soften(report, end + around, end),
    )


def _soften(report: Report, cut: int, quote: int) -> int:
    """The nearest start of a block to `cut`, within 300 characters and on the same side of the quote."""
    near = [block.start for block in report.blocks if abs(block.start - cut) <= 300]
    same_side = [start for start in near if (start <= quote) == (cut <= quote) and start != quote]
    return min(same_side, key=lambda start: abs(start - cut), default=cut)


def _pieces(report: Report, start: int, end: int, marked: _Marked, places: bool) -> Iterator[str]:
    at = start
    for block in report.blocks:
        if block.end <= start:
            continue
        if block.start >= end:
            break
        low, high = max(block.start, start), min(block.end, end)
        yield _between(report.text, at, low, marked)
        place = f' data-at="{low}"' if places else ""
        if block.kind is BlockKind.TABLE:
            yield _table(report.text, low, high, marked, block, place)
        else:
            yield _paragraph(report, low, high, marked, block, place)
        at = high
    yield _between(report.text, at, end, marked)


def _between(text: str, start: int, end: int, marked: _Marked) -> str:
    """What stands between two blocks: separators, or text that belongs to no block."""
    if start >= end:
        return ""
    if text[start:end].isspace():
        return _gap(text, start, end, marked.quote)
    return f'<div class="wj-p">{_marked(text, start, end, marked)}</div>'


def _gap(text: str, start: int, end: int, quote: Span | None) -> str:
    """White space between blocks, rows or cells; where it belongs to the quote its mark is not displayed."""
    low, high = _common((start, end), quote)
    if low == high:
        return escape(text[start:end])
    return f'{escape(text[start:low])}<mark class="wj-gap">{escape(text[low:high])}</mark>{escape(text[high:end])}'


def _common(span: Span, quote: Span | None) -> Span:
    """The part of `span` that is quoted; empty, at the start of `span`, where there is none."""
    if quote is None:
        return span[0], span[0]
    low, high = max(span[0], quote[0]), min(span[1], quote[1])
    return (low, high) if low < high else (span[0], span[0])


def _marked(text: str, start: int, end: int, marked: _Marked, bold: Span = (0, 0)) -> str:
    low, high = _common((start, end), marked.quote)
    if low == high and marked.quote is not None:
        return _bold(text, start, end, bold)
    if low == high:  # a cell of a row that is marked as a whole
        first, last = _common((start, end), marked.counts)
        strong = f"<strong>{escape(text[first:last])}</strong>" if first < last else ""
        return (
            f"{_bold(text, start, first, bold)}{strong}{_bold(text, last, end, bold)}"
            if strong
            else _bold(text, start, end, bold)
        )
    first, last = _common((low, high), marked.counts)
    inside = _bold(text, low, high, bold)
    if first < last:
        inside = (
            f"{_bold(text, low, first, bold)}<strong>{escape(text[first:last])}</strong>{_bold(text, last, high, bold)}"
        )
    return f"{_bold(text, start, low, bold)}<mark>{inside}</mark>{_bold(text, high, end, bold)}"


def _bold(text: str, start: int, end: int, bold: Span) -> str:
    low, high = _common((start, end), bold)
    if low == high:
        return escape(text[start:end])
    return f"{escape(text[start:low])}<b>{escape(text[low:high])}</b>{escape(text[high:end])}"


def _paragraph(report: Report, start: int, end: int, marked: _Marked, block: Block, place: str) -> str:
    section = report.section_at(block.start)
    heading = (section.heading_start, section.heading_end)
    is_heading = block.kind is BlockKind.HEADING or (section.level > 0 and heading[1] >= block.end)
    if is_heading and heading[0] <= block.start:
        kind, bold = f"wj-h wj-h{min(max(section.level, 1), 4)}", (0, 0)
    else:
        kind, bold = ("wj-li" if block.kind is BlockKind.LIST_ITEM else "wj-p"), heading
    return f'<div class="{kind}"{place}>{_marked(report.text, start, end, marked, bold)}</div>'


def _table(text: str, start: int, end: int, marked: _Marked, block: Block, place: str) -> str:
    """A table from its lines: style alone shows cells as such, so that tabs and line ends stay."""
    rows: list[str] = []
    quote = marked.quote
    number = text[block.start : start].count("\n")
    at = start
    while at < end:
        line_end = text.find("\n", at, end)
        line_end = end if line_end < 0 else line_end
        kind = "wj-row wj-head" if number < block.header_rows else "wj-row"
        if quote is not None and quote[0] <= at < line_end <= quote[1]:
            rows.append(f'<mark class="{kind}">{_cells(text, at, line_end, _Marked(None, marked.counts))}</mark>')
        else:
            rows.append(f'<span class="{kind}">{_cells(text, at, line_end, marked)}</span>')
        if line_end < end:
            rows.append(_gap(text, line_end, line_end + 1, quote))
        at, number = line_end + 1, number + 1
    return f'<div class="wj-table" tabindex="0"{place}><div class="wj-grid">{"".join(rows)}</div></div>'


def _cells(text: str, start: int, end: int, marked: _Marked) -> str:
    cells: list[str] = []
    at = start
    while True:
        tab = text.find("\t", at, end)
        cell_end = end if tab < 0 else tab
        cells.append(f'<span class="wj-cell">{_marked(text, at, cell_end, marked)}</span>')
        if tab < 0:
            return "".join(cells)
        cells.append(_gap(text, tab, tab + 1, marked.quote))
        at = tab + 1
