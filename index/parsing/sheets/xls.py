"""Excel 97-2003 workbooks (.xls), by xlrd, which gives the formats of numbers too."""

import io
import struct
from typing import Any

import xlrd

from index.errors import DamagedFile, EncryptedFile, LimitExceeded
from index.parsing.boilerplate import banners
from index.parsing.document import DocumentBuilder, settle
from index.parsing.limits import Limits
from index.parsing.number_formats import hides_text, plain, shown
from index.parsing.sheets.grid import Merge, Sheet, add_sheets
from index.report import ParsedDocument

# What xlrd's own code runs into on a file that is cut off or lies about its sizes.
_BROKEN = (
    xlrd.XLRDError,
    xlrd.compdoc.CompDocError,
    struct.error,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    OverflowError,
    TypeError,
    ValueError,
)


def parse_xls(data: bytes, limits: Limits) -> ParsedDocument:
    """An Excel 97-2003 workbook, its sheets in order."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        sheets = _Cells(book, limits).sheets()
    except _BROKEN as error:
        if "encrypted" in str(error):
            raise EncryptedFile("needs a password; save it without one and add it again") from error
        raise DamagedFile("is a damaged Excel file; open it in Excel or WPS and save it as .xlsx") from error
    builder = DocumentBuilder()
    problems = add_sheets(builder, sheets, limits)
    draft = builder.draft(problems=problems)
    return settle(draft, banners.invisible_cuts(draft.text))


class _Cells:
    """The cells of one workbook as they are shown."""

    def __init__(self, book: Any, limits: Limits) -> None:
        self._book = book
        self._limits = limits
        self._count = 0

    def sheets(self) -> list[Sheet]:
        """The sheets in the order of their tabs."""
        return [self._sheet(each) for each in self._book.sheets()]

    def _sheet(self, source: Any) -> Sheet:
        sheet = Sheet(source.name, hidden=source.visibility != 0)
        for top, bottom, left, right in source.merged_cells:
            sheet.merges.append(Merge(top, left, bottom - 1, right - 1))
        for row in range(source.nrows):
            hidden_row = row in source.rowinfo_map and bool(source.rowinfo_map[row].hidden)
            for column in range(source.row_len(row)):
                text = self._text(source.cell(row, column))
                if not text.strip():
                    continue
                self._count += 1
                if self._count > self._limits.cells:
                    raise LimitExceeded(
                        f"fills more than {self._limits.cells:,} cells; keep the sheets that report something"
                    )
                text, struck = self._unstruck(text, source, row, column)
                sheet.struck += struck
                if not text.strip():
                    continue
                if hidden_row or (column in source.colinfo_map and source.colinfo_map[column].hidden):
                    sheet.unseen.append(text)
                else:
                    sheet.cells[row, column] = text
        return sheet

    def _unstruck(self, text: str, source: Any, row: int, column: int) -> tuple[str, list[str]]:
        """A cell's text without the runs of it that are struck through, and those."""
        first = (0, self._book.xf_list[source.cell_xf_index(row, column)].font_index)
        # A run is where it starts and its font; the cell's own reaches to the first.
        runs = [first, *source.rich_text_runlist_map.get((row, column), ())]
        ends = [*(start for start, _ in runs[1:]), len(text)]
        pieces = [(text[start:end], self._is_struck(font)) for (start, font), end in zip(runs, ends, strict=True)]
        struck = [piece for piece, is_struck in pieces if is_struck and piece.strip()]
        return "".join(piece for piece, is_struck in pieces if not is_struck), struck

    def _is_struck(self, font: int) -> bool:
        return bool(self._book.font_list[font].struck_out)

    def _text(self, cell: Any) -> str:
        code = self._book.format_map[self._book.xf_list[cell.xf_index].format_key].format_str or ""
        if cell.ctype == xlrd.XL_CELL_TEXT:
            return "" if hides_text(code) else str(cell.value)
        if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
            number = float(cell.value)
            known = code and code != "General"
            return shown(number, code, from_1904=self._book.datemode == 1) if known else plain(number)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return "TRUE" if cell.value else "FALSE"
        if cell.ctype == xlrd.XL_CELL_ERROR:
            return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
        return ""
