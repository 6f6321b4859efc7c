"""Figures side by side as a workbook: a sheet a measure with its tables, each figure linked to its quote."""

import io
from collections.abc import Sequence

from assistant.ledger.grids import Column, Grid, Grids
from assistant.ledger.row import LedgerRow
from assistant.ledger.tables import kind_said, notes, said_whole, span_said, stage_said, value
from assistant.ledger.tables import said as figure_said
from assistant.messages import Language, message

# What a spreadsheet's name of a sheet may not hold, and its length.
_BARRED = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_SHEET_NAME = 28


def grid_title(grid: Grid, language: Language) -> str:
    """What a table is of: measure, kind, what it is against, unit."""
    unit = grid.unit.name if grid.unit.name not in ("", "第") else ""
    kind = message(language, f"kind.{grid.kind.value if grid.kind is not None else 'unsure'}")
    return " · ".join(part for part in (grid.measure, kind, grid.base, unit) if part)


def column_said(column: Column, language: Language) -> str:
    """2025 aim."""
    return f"{span_said(column.period)} {message(language, f'standing.{column.standing}')}"


def grids_workbook(found: Sequence[Grids], language: Language) -> bytes:
    """The workbook: tables first, then every quote with its place and what disagrees with it."""
    import xlsxwriter

    out = io.BytesIO()
    # Texts of reports stay texts: no formulas, links or numbers are made of them.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    quoted = message(language, "sheet.quotes")
    sheets = [book.add_worksheet(_sheet_name(number, each)) for number, each in enumerate(found, 1)]
    quotes = book.add_worksheet(quoted)
    forms = {
        "head": book.add_format({"bold": True, "bottom": 1}),
        "title": book.add_format({"bold": True, "font_size": 13}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "link": book.add_format({"text_wrap": True, "valign": "top", "font_color": "#0563C1", "underline": 1}),
    }
    names = ("whose", "measure", "figure", "kind", "stage", "period", "note", "quote", "place", "report")
    quotes.write_row(0, 0, [message(language, f"column.{name}") for name in names], forms["head"])
    line = 1
    for sheet, each in zip(sheets, found, strict=True):
        at = 0
        for grid in each.grids:
            sheet.write(at, 0, grid_title(grid, language), forms["title"])
            heads = [message(language, "column.whose"), *(column_said(one, language) for one in grid.columns)]
            sheet.write_row(at + 1, 0, heads, forms["head"])
            at += 2
            for name in grid.whose:
                sheet.write(at, 0, name)
                for place, column in enumerate(grid.columns, 1):
                    rows = grid.cells.get((name, column), ())
                    if rows:
                        words = " / ".join(said_whole(row, grid.unit, language) for row in rows)
                        sheet.write_url(at, place, f"internal:'{quoted}'!H{line + 1}", forms["link"], words)
                    for row in rows:
                        quotes.write_row(line, 0, _quote_cells(row, language), forms["wrapped"])
                        line += 1
                at += 1
            at += 1
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 60, 14)
    quotes.set_column(0, 6, 16)
    quotes.set_column(7, 7, 90)
    quotes.set_column(8, 9, 40)
    book.close()
    return out.getvalue()


def _sheet_name(number: int, found: Grids) -> str:
    name = (found.found.measure.taken_for or found.found.measure.typed).translate(_BARRED)[:_SHEET_NAME].strip()
    return f"{number} {name}"


def _quote_cells(row: LedgerRow, language: Language) -> list[str]:
    return [
        row.whose,
        row.entry.measure,
        figure_said(row, language),
        kind_said(row, language),
        stage_said(row, language),
        "" if row.entry.period is None else span_said(row.entry.period),
        "\n".join(notes(row, language)),
        row.sentence,
        row.locator,
        f"{row.metadata.title} ({row.source})",
    ]


def number_said(row: LedgerRow, grid: Grid) -> str:
    """The figure in the table's unit, by which it is sorted."""
    return value(row, grid.unit)
