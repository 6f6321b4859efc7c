"""Telling a table of data from a table that only lays out a page, and reading the former."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import lxml.etree as etree

from index.parsing.formulas import mathml_text
from index.parsing.raised import in_line, marks_of
from index.patterns import regex
from index.structure.tables import count_header_rows

_SPACE = regex(r"[ \t\n\r\f]+")
_LEADING_MARK = regex(r"(?:US|HK|RMB|NT)?[$€£¥￥(]+")
_TRAILING_MARK = regex(r"[)%％]+")
_FLOW = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "article", "section", "form", "nav"})
_UNSAID = frozenset({"script", "style", "noscript"})
_BREAKING = frozenset({"br", "p", "div", "li"})
_PARTS = frozenset({"tbody", "thead", "tfoot"})
# Longer than any label or figure; a cell this long holds prose.
_PROSE = 600
_MOST_COLUMNS = 400


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table's rows, equally long; None is a place that a merged cell covers."""

    cells: list[list[str | None]]
    header_rows: int


def data_table(table: etree._Element, is_shown: Callable[[etree._Element], bool]) -> DataTable | None:
    """The rows of a table of data; None where the table lays out a page, or nothing of it shows."""
    if any((element is not table and element.tag == "table") or element.tag in _FLOW for element in table.iter()):
        return None
    rows = [compact(row) for row in _grid(table, is_shown)]
    rows = [row for row in rows if any(row)]
    if len(rows) < 2 or any(len(value) > _PROSE for row in rows for value in row if value):
        return None
    width = max(len(row) for row in rows)
    padded: list[list[str | None]] = [row + [None] * (width - len(row)) for row in rows]
    used = [column for column in range(width) if any(row[column] for row in padded)]
    if len(used) < 2 or all(sum(bool(value) for value in row) < 2 for row in padded):
        return None
    cells = [[row[column] for column in used] for row in padded]
    if _is_bullet_list(cells):
        return None
    marked = _marked_rows(table)
    return DataTable(cells, min(marked, len(cells) - 1) if marked else count_header_rows(cells))


def _is_bullet_list(cells: list[list[str | None]]) -> bool:
    """Bullets or numbers in the first column, text in the second."""
    return len(cells[0]) == 2 and all(
        re.fullmatch(r"[•·●▪◦■*–—-]?|\(?[\da-z]{1,3}[.)]", (row[0] or "").strip()) for row in cells
    )


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _PARTS:
            yield from (row for row in child if row.tag == "tr")


def _marked_rows(table: etree._Element) -> int:
    """How many rows at the top hold only <th> cells or stand in <thead>."""
    count = 0
    for row in _rows(table):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        if cells and (row.getparent().tag == "thead" or all(cell.tag == "th" for cell in cells)):
            count += 1
        else:
            break
    return count


def _grid(table: etree._Element, is_shown: Callable[[etree._Element], bool]) -> Iterator[list[str | None]]:
    """The rows with merged cells spread out: their text at the first place, None at the others."""
    covered: dict[int, int] = {}
    for row in filter(is_shown, _rows(table)):
        values: list[str | None] = []
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while covered.get(len(values), 0) > 0:
                values.append(None)
            height, breadth = _span(cell, "rowspan"), _span(cell, "colspan")
            for offset in range(min(breadth, _MOST_COLUMNS - len(values))):
                covered[len(values)] = height
                values.append(None if offset else _text(cell, is_shown))
        while covered.get(len(values), 0) > 0:
            values.append(None)
        covered = {column: left - 1 for column, left in covered.items() if left > 1}
        yield values


def _span(cell: etree._Element, name: str) -> int:
    value = str(cell.get(name, "1")).strip()
    return max(1, min(int(value), _MOST_COLUMNS)) if value.isascii() and value.isdigit() else 1


def _text(cell: etree._Element, is_shown: Callable[[etree._Element], bool]) -> str:
    return _SPACE.sub(" ", in_line(shown_text(cell, is_shown))[0]).strip(" \xa0")


def shown_text(cell: etree._Element, is_shown: Callable[[etree._Element], bool]) -> str:
    """What a cell shows, with the marks of `raised` around what it raises and lowers."""
    pieces: list[str] = []
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(cell, events=("start", "end")):
        if skipping is None and event == "start":
            if element.tag == "math":
                pieces.append(mathml_text(element))
                skipping = element
            elif not isinstance(element.tag, str) or element.tag in _UNSAID or not is_shown(element):
                skipping = element
            else:
                opening, _ = marks_of(element.tag)
                pieces.append((" " if element.tag in _BREAKING else "") + opening + (element.text or ""))
        elif event == "end" and (skipping is None or skipping is element):
            if skipping is None and isinstance(element.tag, str):
                pieces.append(marks_of(element.tag)[1])
            skipping = None
            if element is not cell:
                pieces.append((" " if element.tag in ("p", "div", "li") else "") + (element.tail or ""))
    return "".join(pieces)


def compact(row: list[str | None]) -> list[str | None]:
    """A currency sign goes to the figure after it, a bracket or per cent to the one before: `$` | `5` is `$5`."""
    values = list(row)
    filled = [column for column, value in enumerate(values) if value]
    for column, following in pairwise(filled):
        if _LEADING_MARK.fullmatch(values[column] or ""):
            values[following] = f"{values[column]}{values[following]}"
            values[column] = None
    for previous, column in pairwise(filled):
        if values[previous] and _TRAILING_MARK.fullmatch(values[column] or ""):
            values[previous] = f"{values[previous]}{values[column]}"
            values[column] = None
    return values
