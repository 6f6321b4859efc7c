"""A sheet's cells to blocks: lines above and below a table become paragraphs, the rest tables with their headers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from index.errors import LimitExceeded
from index.parsing.document import DocumentBuilder
from index.parsing.limits import Limits
from index.patterns import regex
from index.report import BlockKind

HIDDEN_REASON = "hidden rows or columns"
HIDDEN_SHEET_REASON = "hidden sheet"
STRUCK_REASON = "struck-through text"
_DEFAULT_NAME = regex(r"(?:Sheet|Tabelle|Feuil|工作表|表)\s?\d*", re.IGNORECASE)
_NOTE = regex(r"\s*(?:注|备注|说明|附注|数据来源|资料来源|来源|Notes?\b|Source\b|\*|[①-⑳])", re.IGNORECASE)
_UNIT = regex(r"\s*[（(]?\s*(?:计量)?(?:单位|币种|unit)", re.IGNORECASE)
# A line of so many characters in a row of its own is a sentence and no cell.
_A_SENTENCE = 40
_MOST_MERGED = 2_000_000

Row = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells that are one; rows and columns are 0-based, `bottom` and `right` inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet as read: `cells` by 0-based row and column, without empty ones.

    `lines` are texts that float above the cells; `unseen` and `struck` what is left out since a reader does not see
    it, or sees it crossed out.
    """

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: bool = False


def add_sheets(builder: DocumentBuilder, sheets: Sequence[Sheet], limits: Limits) -> tuple[str, ...]:
    """Add all sheets a reader sees; gives what the reader is to be told of the others."""
    seen = [sheet for sheet in sheets if not sheet.hidden]
    for sheet in sheets:
        if sheet.hidden:
            builder.remove("\n".join(sheet.cells.values()), HIDDEN_SHEET_REASON)
            continue
        if (len(seen) > 1 or not _DEFAULT_NAME.fullmatch(sheet.name)) and (sheet.cells or sheet.lines):
            _add_name(builder, sheet, alone=len(seen) == 1)
        _add_cells(builder, sheet, limits)
        builder.remove("\n".join(sheet.unseen), HIDDEN_REASON)
        builder.remove("\n".join(sheet.struck), STRUCK_REASON)
        for line in sheet.lines:
            builder.add(BlockKind.PARAGRAPH, line)
    problems = []
    if hidden := [sheet.name for sheet in sheets if sheet.hidden and sheet.cells]:
        problems.append(f"Hidden sheets are left out: {', '.join(hidden[:5])}{' …' if len(hidden) > 5 else ''}.")
    if struck := [text for sheet in seen for text in sheet.struck]:
        named = "; ".join(f"“{text[:40]}”" for text in struck[:5])
        problems.append(f"Struck-through text is left out: {named}{' …' if len(struck) > 5 else ''}.")
    return tuple(problems)


def _add_name(builder: DocumentBuilder, sheet: Sheet, *, alone: bool) -> None:
    """The sheet's name as a heading, but for one that its own first line says already."""
    first = sheet.cells[min(sheet.cells)] if sheet.cells else ""
    if not (alone and first and (sheet.name in first or len(first) > len(sheet.name))):
        builder.add(BlockKind.HEADING, sheet.name, level=1)


def _add_cells(builder: DocumentBuilder, sheet: Sheet, limits: Limits) -> None:
    for region in _regions(sheet, limits):
        rows = list(region)
        head, foot = _lines_above(rows), _lines_below(rows)
        body = rows[head : len(rows) - foot]
        for row in rows[:head]:
            _add_line(builder, row)
        if body and max(len(row) for row in body) == 1:
            for row in body:
                _add_line(builder, row)
        elif body:
            builder.add_table(_narrowed(body))
        for row in rows[len(rows) - foot :]:
            _add_line(builder, row)


def _add_line(builder: DocumentBuilder, row: Row) -> None:
    text = next((value.strip() for value in row if value and value.strip()), "")
    if text:
        builder.add(BlockKind.PARAGRAPH, text)


def _regions(sheet: Sheet, limits: Limits) -> Iterator[list[Row]]:
    """Runs of rows without an empty one between them, in their used columns; None where a merged cell covers."""
    covered = _covered(sheet)
    rows = sorted({row for row, _ in sheet.cells})
    runs: list[list[int]] = []
    for row in rows:
        if runs and (row == runs[-1][-1] + 1 or all((gap, 0) in covered for gap in range(runs[-1][-1] + 1, row))):
            runs[-1].append(row)
        else:
            runs.append([row])
    by_row: dict[int, list[int]] = {}
    for row, column in sheet.cells:
        by_row.setdefault(row, []).append(column)
    for run in runs:
        columns = sorted({column for row in run for column in by_row[row]})
        if len(run) * len(columns) > 4 * limits.cells:
            raise LimitExceeded(
                f"has a table of {len(run):,} rows and {len(columns):,} columns, too large to read; "
                "keep the part that reports something"
            )
        yield [
            tuple(None if (row, column) in covered else sheet.cells.get((row, column), "") for column in columns)
            for row in run
        ]


def _covered(sheet: Sheet) -> set[tuple[int, int]]:
    """The places that merged cells cover beside their first, as far as the sheet is used."""
    if not sheet.cells:
        return set()
    last_row = max(row for row, _ in sheet.cells)
    last_column = max(column for _, column in sheet.cells)
    found: set[tuple[int, int]] = set()
    count = 0
    for merge in sheet.merges:
        rows = range(merge.top, min(merge.bottom, last_row) + 1)
        columns = range(merge.left, min(merge.right, last_column) + 1)
        count += len(rows) * len(columns)
        if count > _MOST_MERGED:
            raise LimitExceeded("merges more cells than any real sheet does; check where it comes from")
        found.update((row, column) for row in rows for column in columns)
        found.discard((merge.top, merge.left))
    return found


def _filled(row: Row) -> list[str]:
    return [value for value in row if value and value.strip()]


def _lines_above(rows: Sequence[Row]) -> int:
    """How many rows at the top hold one text alone: the table's title, its unit, whose it is."""
    count = 0
    while count < len(rows) - 1 and len(rows[count]) > 1 and _is_line(rows[count]):
        count += 1
    return count


def _is_line(row: Row) -> bool:
    """Whether a row is one text: in the first column, merged over several, or a unit at the right edge."""
    filled = _filled(row)
    return len(filled) == 1 and (bool(row[0]) or None in row or _UNIT.match(filled[0]) is not None)


def _lines_below(rows: Sequence[Row]) -> int:
    """How many rows at the bottom are notes: one text alone that says so, or a sentence."""
    count = 0
    while count < len(rows) - 1 and len(rows[-1 - count]) > 1:
        filled = _filled(rows[-1 - count])
        if len(filled) != 1 or not (_NOTE.match(filled[0]) or len(filled[0]) > _A_SENTENCE):
            break
        count += 1
    return count


def _narrowed(rows: Sequence[Row]) -> list[Row]:
    """A table without columns in which nothing stands."""
    used = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    return [tuple(row[column] for column in used) for row in rows]
