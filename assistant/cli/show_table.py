"""What `wenju show --table` prints of a report's table: its cells with the names, the period and the unit over each."""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from assistant.answering.ledgers import Found, ReportLedger
from assistant.answering.wording import unit_of_cell
from assistant.errors import WrongUsage
from index.ledger.tables import ReadCell, read_cells
from index.ledger.times import times_of
from index.report import Block, BlockKind, Report
from index.structure.tables import caption_span, header_path, unit_line

# What a column of the printed table shows of a cell at the most; `--csv` and `--json` give the whole.
_WIDEST = 44


def tables_of(report: Report) -> list[Block]:
    """A report's tables, in reading order; `--table` counts them from 1."""
    return [block for block in report.blocks if block.kind is BlockKind.TABLE]


def table_at(report: Report, number: int) -> Block:
    """The table of that number. Raises WrongUsage where there is none."""
    tables = tables_of(report)
    if not 1 <= number <= len(tables):
        named = "has no table" if not tables else f"has the tables 1 to {len(tables)}"
        raise WrongUsage(f"{report.sources[0].name} {named}; {number} is none of them")
    return tables[number - 1]


def table_entry(report: Report, number: int, block: Block) -> dict[str, Any]:
    """A table as `wenju show --json` lists it."""
    rows, columns = _size(block)
    return {
        "number": number,
        "caption": _caption(report, block),
        "page": report.page_at(block.start),
        "section": report.section_at(block.start).number,
        "rows": rows,
        "columns": columns,
        "header_rows": block.header_rows,
        "start": block.start,
        "end": block.end,
    }


def table_document(report: Report, number: int) -> dict[str, Any]:
    """`wenju show --table N --json`."""
    block = table_at(report, number)
    read = _read(report, block)
    cells = []
    for cell in block.cells:
        path = header_path(report, block, cell)
        entry: dict[str, Any] = {
            "row": cell.row,
            "column": cell.column,
            "text": report.text[cell.start : cell.end].strip(),
            "start": cell.start,
            "end": cell.end,
        }
        told = read.get((cell.start, cell.end))
        if told is not None:
            period = told.entry.period
            entry |= {
                "rows": [name for name in (told.group, told.label) if name],
                "columns": list(told.names),
                "measure": told.entry.measure,
                "value": {"low": float(told.entry.low), "high": float(told.entry.high), "unit": told.entry.unit},
                "period": None if period is None else {"from": period.first, "to": period.last},
            }
        elif cell.row >= block.header_rows:
            entry |= {"rows": list(path.rows), "columns": list(path.columns)}
        cells.append(entry)
    return {
        "report_id": report.report_id,
        "table": {**table_entry(report, number, block), "unit_line": unit_line(report, block), "cells": cells},
    }


def table_csv(report: Report, number: int) -> str:
    """The table's rows as CSV, merged places empty, with a byte order mark so that Excel reads Chinese."""
    out = io.StringIO()
    csv.writer(out).writerows(_rows(report, table_at(report, number)))
    return "\ufeff" + out.getvalue()


def table_lines(report: Report, number: int) -> Iterator[str]:
    """The table as aligned text, under each column of figures its period and unit."""
    block = table_at(report, number)
    caption = _caption(report, block)
    page = report.page_at(block.start)
    yield f"table {number}" + (f", page {page}" if page else "") + (f": {caption}" if caption else "")
    rows = _rows(report, block)
    rows[block.header_rows : block.header_rows] = _said(report, block)
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    for row in rows:
        line = "  ".join(
            _padded(value, width, bool(column)) for column, (value, width) in enumerate(zip(row, widths, strict=True))
        )
        yield line.rstrip()


def _said(report: Report, block: Block) -> list[list[str]]:
    """A row of periods and one of units, of each column the one that most of its figures have."""
    _, columns = _size(block)
    read = _read(report, block)
    periods: list[list[str]] = [[] for _ in range(columns)]
    units: list[list[str]] = [[] for _ in range(columns)]
    for cell in block.cells:
        if (told := read.get((cell.start, cell.end))) is not None:
            period = told.entry.period
            periods[cell.column].append("" if period is None else "–".join(dict.fromkeys((period.first, period.last))))
            units[cell.column].append(_unit(report, told))
    found = [[_most(values) for values in rows] for rows in (periods, units)]
    return [[f"[{value}]" if value else "" for value in row] for row in found if any(row)]


def _unit(report: Report, told: ReadCell) -> str:
    """The unit of a bare number as its table says it."""
    if told.entry.unit == "%":
        return "%"
    return unit_of_cell(Found(ReportLedger(report, ()), told.entry))


def _most(values: Sequence[str]) -> str:
    return max(dict.fromkeys(values), key=values.count) if values else ""


def _read(report: Report, block: Block) -> dict[tuple[int, int], ReadCell]:
    """The read cells by the spans of the cells that hold their figures; of several figures in one the first."""
    number = report.blocks.index(block)
    found: dict[tuple[int, int], ReadCell] = {}
    for read in read_cells(report, number, times_of(report)):
        start = read.entry.figure[0]
        cell = next(cell for cell in block.cells if cell.start <= start < cell.end)
        found.setdefault((cell.start, cell.end), read)
    return found


def _caption(report: Report, block: Block) -> str:
    span = caption_span(report, block)
    return "" if span is None else " ".join(report.text[slice(*span)].split())


def _size(block: Block) -> tuple[int, int]:
    rows = max((cell.row for cell in block.cells), default=-1) + 1
    return rows, max((cell.column for cell in block.cells), default=-1) + 1


def _rows(report: Report, block: Block) -> list[list[str]]:
    height, width = _size(block)
    rows = [[""] * width for _ in range(height)]
    for cell in block.cells:
        rows[cell.row][cell.column] = report.text[cell.start : cell.end].strip()
    return rows


def _width(value: str) -> int:
    return min(_WIDEST, sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in value))


def _padded(value: str, width: int, right: bool) -> str:
    shown, used = "", 0
    for sign in value:
        wide = 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        if used + wide > width:
            shown = f"{shown[:-1]}…" if wide == 1 else shown
            break
        shown, used = shown + sign, used + wide
    blank = " " * (width - used)
    return f"{blank}{shown}" if right else f"{shown}{blank}"
