"""A span of a report to a Citation: the quote letter for letter, and the place in words that a person can follow."""

import re

from assistant.answer import Citation, CitedCell
from assistant.messages import shortened
from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.report import Report
from index.structure.tables import HeaderPath, caption_span, cells_in, header_path
from index.text.masks import is_blanked
from index.text.numbered_lines import OPENS_HEADING
from index.text.scanning_slips import corrections_within

LABEL_CHARACTERS = 24
_UNIT = regex(rf"[万亿千百十]*(?:{any_of(words('unit_lists', 'label'))})")


def cite(report: Report, start: int, end: int, n: int) -> Citation:
    """The citation of `report.text[start:end]`. Raises ValueError where that is not inside the text."""
    if not 0 <= start < end <= len(report.text):
        raise ValueError(f"span [{start}, {end}) is not inside a text of {len(report.text)} characters")
    quote = report.text[start:end]
    return Citation(
        n=n,
        report_id=report.report_id,
        title=report.metadata.title,
        source=report.sources[0].name,
        section=report.headings(start),
        page=report.page_at(start),
        start=start,
        end=end,
        quote=quote,
        locator=locator(report, start, end),
        text_sha256=report.text_sha256,
        parser_version=report.parser_version,
        blanked=is_blanked(quote),
        cell=cited_cell(report, start, end),
        corrections=corrections_within(report.text, start, end),
    )


def cited_cell(report: Report, start: int, end: int) -> CitedCell | None:
    """The table cell that holds the span, or the row where it touches several cells of one; else None."""
    found = _place(report, start, end)
    if found is None:
        return None
    row, column, names = found
    return CitedCell(row + 1, None if column is None else column + 1, names.path, report.text[start:end].strip())


def _place(report: Report, start: int, end: int) -> tuple[int, int | None, HeaderPath] | None:
    """Row and column, from 0, and what they are about."""
    found = cells_in(report, start, end)
    if found is None:
        return None
    block, touched = found
    if len({cell.row for cell in touched}) > 1:
        return None
    if len(touched) == 1:
        return touched[0].row, touched[0].column, header_path(report, block, touched[0])
    row = touched[0].row
    names = header_path(report, block, max((cell for cell in block.cells if cell.row == row), key=lambda c: c.column))
    return row, None, HeaderPath(names.caption, names.rows, ())


def locator(report: Report, offset: int, end: int | None = None) -> str:
    """Where `offset` stands, for a person: 《title》一、（二）第3段, with the page where there are pages: by the number
    printed on it, with its place in the file beside it where that is another.

    For a span up to `end` in a table's cell or row it also names the table, the row and the column.
    """
    path = report.section_path(report.section_at(offset))
    labels = [_label(report.heading(section)) for section in path]
    paragraph = report.paragraph_at(offset)
    page, label = report.page_at(offset), report.page_label_at(offset)
    title = report.metadata.title
    if report.metadata.language == "en":
        parts = [named(title, "en"), *labels]
        parts.append(f"paragraph {paragraph}" if paragraph else "heading")
        parts += _cell_words(report, offset, end)
        printed = f"p. {label} (PDF {page})" if label else f"p. {page}"
        return ", ".join(parts if page is None else [*parts, printed])
    place = "，".join([f"第{paragraph}段" if paragraph else "标题", *_cell_words(report, offset, end)])
    printed = f"，第{label}页（PDF第{page}页）" if label else f"，第{page}页"
    return f"{named(title, 'zh')}{_joined(labels)}{place}" + ("" if page is None else printed)


def named(title: str, language: str) -> str:
    """A report's title in the marks of a language."""
    if language == "en":
        return f"“{title}”"
    return title if title.startswith("《") else f"《{title}》"


def _cell_words(report: Report, start: int, end: int | None) -> list[str]:
    """A table's cell in words: 表“主要指标”第3行“营业收入”“2023年”列."""
    found = None if end is None else _place(report, start, end)
    if found is None or end is None:
        return []
    row, column, names = found
    block, _ = cells_in(report, start, end) or (None, ())
    assert block is not None
    # The table's own name, without the unit below it.
    span = caption_span(report, block)
    lines = [] if span is None else report.text[slice(*span)].split("\n")
    # Where the caption is the section's heading, the place names it already.
    named = bool(lines) and lines[0].strip() in report.headings(start)
    caption = shortened(lines[0], LABEL_CHARACTERS) if lines and not named else ""
    # A column of units stands beside the labels, not in their place.
    rows = [value for value in names.rows if _UNIT.fullmatch(value.strip()) is None] or names.rows
    label, name = (shortened(values[-1], LABEL_CHARACTERS) if values else "" for values in (rows, names.columns))
    if report.metadata.language == "en":
        words = [f"table “{caption}”" if caption else "table", f"row {row + 1}" + (f" “{label}”" if label else "")]
        if column is not None:
            words.append(f"column “{name}”" if name else f"column {column + 1}")
        return [", ".join(words)]
    words = [f"表“{caption}”" if caption else "表", f"第{row + 1}行" + (f"“{label}”" if label else "")]
    if column is not None:
        words.append(f"“{name}”列" if name else f"第{column + 1}列")
    return ["".join(words)]


def _joined(labels: list[str]) -> str:
    """Numbers run together as in 一、（二）; headings without one are set off by spaces."""
    joined = "".join(label if OPENS_HEADING.fullmatch(label) else f" {label} " for label in labels)
    return re.sub(" +", " ", joined)


def _label(heading: str) -> str:
    """A heading's number where it has one, else the heading, shortened."""
    match = OPENS_HEADING.match(heading)
    if match is not None:
        return match.group(1).strip()
    return shortened(heading, LABEL_CHARACTERS)
