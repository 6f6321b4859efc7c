"""Excel 97-2003 workbooks: cells as Excel shows them, and files that are cut off, locked or too large."""

import datetime
import io
import struct
from collections.abc import Callable
from typing import Any

import pytest
import xlwt

from index.errors import DamagedFile, EncryptedFile, LimitExceeded
from index.parsing.limits import Limits
from index.parsing.sheets.xls import parse_xls
from index.report import ParsedDocument

Fill = Callable[[Any], None]


def _xls(fill: Fill, name: str = "Sheet1") -> bytes:
    book = xlwt.Workbook()
    fill(book.add_sheet(name))
    return _saved(book)


def _saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _blocks(document: ParsedDocument) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def _row(*cells: tuple[Any, str]) -> list[str]:
    """What the cells of a row are shown as: each a value and its format."""

    def fill(sheet: Any) -> None:
        for column, (value, code) in enumerate(cells):
            sheet.write(0, column, value, xlwt.easyxf(num_format_str=code))

    return parse_xls(_xls(fill), Limits()).text.split("\t")


def _indicators(sheet: Any) -> None:
    sheet.write_merge(0, 0, 0, 2, "2024年柳河县主要指标")
    for column, name in enumerate(("指标", "总量", "增速")):
        sheet.write(1, column, name)
    sheet.write(2, 0, "地区生产总值")
    sheet.write(2, 1, 1864.0, xlwt.easyxf(num_format_str="#,##0.0"))
    sheet.write(2, 2, 0.061, xlwt.easyxf(num_format_str="0.0%"))


def test_an_old_workbook(check_spans: Callable[[ParsedDocument], None]) -> None:
    document = parse_xls(_xls(_indicators), Limits())
    check_spans(document)
    assert _blocks(document) == [
        ("paragraph", "2024年柳河县主要指标"),
        ("table", "指标\t总量\t增速\n地区生产总值\t1,864.0\t6.1%"),
    ]
    assert document.blocks[1].header_rows == 1


def test_numbers_and_days_in_their_formats() -> None:
    day = datetime.date(2024, 12, 31)
    assert _row(
        (day, "yyyy-mm-dd"),
        (day, 'yyyy"年"m"月"'),
        (datetime.datetime(2024, 12, 31, 18, 30), "yyyy/m/d h:mm"),
        (0.1 + 0.2, "General"),
        (2024, "General"),
        (-1234, "#,##0;-#,##0"),
        (0, "0;-0;;@"),
        ("藏起的话", ";;;"),
        ("Grain", "@"),
    ) == ["2024-12-31", "2024年12月", "2024/12/31 18:30", "0.3", "2024", "-1,234", "Grain"]


def test_days_that_are_counted_from_1904() -> None:
    book = xlwt.Workbook()
    book.dates_1904 = True
    sheet = book.add_sheet("Sheet1")
    sheet.write(0, 0, 44195, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    assert parse_xls(_saved(book), Limits()).text == "2024-12-31"


def test_truths_and_errors() -> None:
    def fill(sheet: Any) -> None:
        sheet.write(0, 0, True)
        sheet.write(0, 1, False)
        sheet.row(0).set_cell_error(2, 0x07)
        sheet.row(0).set_cell_error(3, 0x2A)

    assert parse_xls(_xls(fill), Limits()).text == "TRUE\tFALSE\t#DIV/0!\t#N/A"


def test_merged_headers() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_merge(0, 1, 0, 0, "指标")
        sheet.write_merge(0, 0, 1, 2, "2024年")
        for column, name in ((1, "总量"), (2, "增速")):
            sheet.write(1, column, name)
        for column, value in enumerate(("粮食", "23.8", "5.3%")):
            sheet.write(2, column, value)

    document = parse_xls(_xls(fill), Limits())
    assert document.text == "指标\t2024年\t\n\t总量\t增速\n粮食\t23.8\t5.3%"
    assert [(each.row, each.column) for each in document.blocks[0].cells if each.row < 2] == [
        (0, 0),
        (0, 1),
        (1, 1),
        (1, 2),
    ]


def test_hidden_sheets_rows_and_columns() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("收入")
    for row, values in enumerate((("项目", "万元", "备用"), ("税收", 5600, 1), ("暗账", 9, 2))):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    sheet.row(2).hidden = True
    sheet.col(2).hidden = True
    draft, deep = book.add_sheet("底稿"), book.add_sheet("深藏")
    draft.write(0, 0, "草稿数")
    deep.write(0, 0, "Draft")
    draft.visibility, deep.visibility = 1, 2
    document = parse_xls(_saved(book), Limits())
    assert _blocks(document) == [("heading", "收入"), ("table", "项目\t万元\n税收\t5600")]
    assert {(each.text, each.reason) for each in document.removals} == {
        ("备用\n1\n暗账\n9\n2", "hidden rows or columns"),
        ("草稿数", "hidden sheet"),
        ("Draft", "hidden sheet"),
    }
    assert document.problems == ("Hidden sheets are left out: 底稿, 深藏.",)


def test_cells_and_parts_of_cells_that_are_struck() -> None:
    struck, plain = xlwt.easyfont("struck_out on"), xlwt.easyfont("")

    def fill(sheet: Any) -> None:
        sheet.write(0, 0, "旧数", xlwt.easyxf("font: struck_out on"))
        sheet.write(0, 1, "新数")
        sheet.write_rich_text(1, 0, (("河", plain), ("西", struck), ("东镇", plain)))
        sheet.write_rich_text(1, 1, (("7.5%", struck), ("6%", plain)))
        sheet.write_rich_text(2, 0, (("全部作废", struck),))
        sheet.write(2, 1, "3")

    document = parse_xls(_xls(fill), Limits())
    assert document.text == "\t新数\n河东镇\t6%\n\t3"
    assert document.problems == ("Struck-through text is left out: “旧数”; “西”; “7.5%”; “全部作废”.",)


def test_files_that_are_cut_off() -> None:
    whole = _xls(_indicators)
    for data in (b"", b"text", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        with pytest.raises(DamagedFile, match="damaged Excel file"):
            parse_xls(data, Limits())
    for length in range(600, len(whole), 400):
        try:
            parse_xls(whole[:length], Limits())
        except DamagedFile as error:
            assert "damaged Excel file" in str(error)


def test_a_workbook_with_a_password() -> None:
    locked = bytearray(_xls(_indicators))
    # A FILEPASS record behind the globals' BOF says that all that follows is encrypted.
    start = bytes(locked).index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    locked[start : start + 8] = struct.pack("<HHHH", 0x2F, 4, 0, 0)
    with pytest.raises(EncryptedFile, match="password"):
        parse_xls(bytes(locked), Limits())


def test_limits_on_cells_and_an_empty_book() -> None:
    with pytest.raises(LimitExceeded, match="more than 5 cells"):
        parse_xls(_xls(_indicators), Limits(cells=5))
    assert parse_xls(_xls(lambda sheet: None), Limits()).text == ""
