"""Workbooks, old and new, and separated values: each cell as it is shown, with its row's and its column's names."""

import datetime
import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from index.errors import DamagedFile, EncryptedFile, LimitExceeded
from index.parsing import parse_file
from index.parsing.limits import Limits
from index.parsing.sheets.separated import delimiter_of, parse_separated
from index.parsing.sheets.xls import parse_xls
from index.parsing.sheets.xlsx import parse_xlsx
from index.report import BlockKind, Metadata, ParsedDocument, Report
from index.structure.tables import header_path

Fill = Callable[[xlsxwriter.Workbook], None]


def _xlsx(fill: Fill) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    fill(book)
    book.close()
    return buffer.getvalue()


def _blocks(document: ParsedDocument) -> list[tuple[str, str]]:
    return [(block.kind.value, document.text[block.start : block.end]) for block in document.blocks]


def _report(document: ParsedDocument) -> Report:
    return Report("", Metadata("x"), document.text, "", "", (), document.blocks)


def _indicators(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("主要指标")
    percent, day = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": 'yyyy"年"m"月"'})
    sheet.merge_range("A1:D1", "2024年柳河县主要指标", book.add_format())
    sheet.write("D2", "单位：亿元")
    sheet.merge_range("A3:A4", "指标", book.add_format())
    sheet.merge_range("B3:C3", "2024年", book.add_format())
    sheet.write_row("B4", ["总量", "增速"])
    sheet.merge_range("D3:D4", "统计到", book.add_format())
    for row, (name, total, growth) in enumerate([("地区生产总值", 186.4, 0.061), ("财政收入", 11.25, -0.043)], start=4):
        sheet.write(row, 0, name)
        sheet.write(row, 1, total)
        sheet.write(row, 2, growth, percent)
        sheet.write_datetime(row, 3, datetime.datetime(2024, 12, 31), day)
    sheet.write("A7", "注：地区生产总值为初步核算数。")


def test_a_sheet_is_lines_and_a_table_whose_figures_keep_their_names(
    check_spans: Callable[[ParsedDocument], None],
) -> None:
    document = parse_xlsx(_xlsx(_indicators), Limits())
    check_spans(document)
    assert _blocks(document) == [
        ("paragraph", "2024年柳河县主要指标"),
        ("paragraph", "单位：亿元"),
        (
            "table",
            "指标\t2024年\t\t统计到\n\t总量\t增速\t\n地区生产总值\t186.4\t6.1%\t2024年12月\n财政收入\t11.25\t-4.3%\t2024年12月",
        ),
        ("paragraph", "注：地区生产总值为初步核算数。"),
    ]
    table = document.blocks[2]
    assert table.header_rows == 2
    report = _report(document)
    cell = next(cell for cell in table.cells if document.text[cell.start : cell.end] == "6.1%")
    path = header_path(report, table, cell)
    assert path.rows == ("地区生产总值",)
    assert path.columns == ("2024年", "增速")


def test_several_sheets_hidden_ones_and_hidden_rows() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        first, second, third = (book.add_worksheet(name) for name in ("收入", "底稿", "支出"))
        first.write_column("A1", ["项目", "税收", "暗账"])
        first.write_column("B1", ["万元", 5600, 9])
        first.write_column("C1", ["备用", 1, 2])
        first.set_row(2, None, None, {"hidden": True})
        first.set_column("C:C", None, None, {"hidden": True})
        second.write("A1", "草稿数")
        second.hide()
        third.write_row("A1", ["项目", "万元"])
        third.write_row("A2", ["教育", 8200])
        third.insert_textbox("E5", "图中文字")

    document = parse_xlsx(_xlsx(fill), Limits())
    assert _blocks(document) == [
        ("heading", "收入"),
        ("table", "项目\t万元\n税收\t5600"),
        ("heading", "支出"),
        ("table", "项目\t万元\n教育\t8200"),
        ("paragraph", "图中文字"),
    ]
    assert [(removal.reason, removal.text) for removal in document.removals] == [
        ("hidden rows or columns", "备用\n1\n暗账\n9\n2"),
        ("hidden sheet", "草稿数"),
    ]
    assert document.problems == ("Hidden sheets are left out: 底稿.",)


def test_tables_apart_booleans_errors_formulas_and_struck_cells() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        struck = book.add_format({"font_strikeout": True})
        sheet.write_row("B2", ["项目", "合计", "达标"])
        sheet.write("B3", "甲")
        sheet.write_formula("C3", "=1+2", None, 3)
        sheet.write_boolean("D3", True)
        sheet.write("B4", "乙")
        sheet.write_formula("C4", "=1/0", None, "#DIV/0!")
        sheet.write("D4", 7.5, struck)
        sheet.write_row("B7", ["乡镇", "人口"])
        sheet.write_row("B8", ["城关镇", 52000])
        sheet.write_rich_string("B9", "河", struck, "西", book.add_format(), "东镇")
        sheet.write("C9", 31000)

    document = parse_xlsx(_xlsx(fill), Limits())
    assert _blocks(document) == [
        ("table", "项目\t合计\t达标\n甲\t3\tTRUE\n乙\t#DIV/0!\t"),
        ("table", "乡镇\t人口\n城关镇\t52000\n河东镇\t31000"),
    ]
    assert document.problems == ("Struck-through text is left out: “7.5”; “西”.",)


def test_a_formula_without_a_stored_value_is_told() -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row("A1", ["项目", "数"])
        sheet.write("A2", "甲")
        sheet.write_formula("B2", "=A1", None, "")

    data = _without(_xlsx(fill), "xl/worksheets/sheet1.xml", b"<v></v>")
    document = parse_xlsx(data, Limits())
    assert document.problems == (
        "1 formulas have no stored value and are left empty; open the file in Excel, save it.",
    )


def _without(data: bytes, part: str, words: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(words, b"") if name == part else content)
    return buffer.getvalue()


def test_an_old_workbook() -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Sheet1")
    struck = xlwt.easyxf("font: struck_out on")
    sheet.write_merge(0, 0, 0, 2, "2024年柳河县主要指标")
    for column, name in enumerate(("指标", "总量", "增速")):
        sheet.write(1, column, name)
    sheet.write(2, 0, "地区生产总值")
    sheet.write(2, 1, 1864.0, xlwt.easyxf(num_format_str="#,##0.0"))
    sheet.write(2, 2, 0.061, xlwt.easyxf(num_format_str="0.0%"))
    sheet.write(3, 0, "统计日期")
    sheet.write(3, 1, datetime.date(2024, 12, 31), xlwt.easyxf(num_format_str="yyyy-mm-dd"))
    sheet.write(3, 2, "旧数", struck)
    hidden = book.add_sheet("底稿")
    hidden.write(0, 0, "草稿数")
    hidden.visibility = 1
    buffer = io.BytesIO()
    book.save(buffer)
    document = parse_xls(buffer.getvalue(), Limits())
    assert _blocks(document) == [
        ("paragraph", "2024年柳河县主要指标"),
        ("table", "指标\t总量\t增速\n地区生产总值\t1,864.0\t6.1%\n统计日期\t2024-12-31\t"),
    ]
    assert document.problems == ("Hidden sheets are left out: 底稿.", "Struck-through text is left out: “旧数”.")


def test_files_that_are_cut_off_or_locked(tmp_path: Path) -> None:
    whole = _xlsx(_indicators)
    with pytest.raises(DamagedFile, match="damaged Excel file"):
        parse_xlsx(whole[: len(whole) // 2], Limits())
    book = xlwt.Workbook()
    book.add_sheet("x").write(0, 0, "y")
    buffer = io.BytesIO()
    book.save(buffer)
    for length in range(600, len(buffer.getvalue()), 400):
        try:
            parse_xls(buffer.getvalue()[:length], Limits())
        except DamagedFile as error:
            assert "damaged Excel file" in str(error)
    locked = bytearray(buffer.getvalue())
    # A FILEPASS record behind the globals' BOF says that all that follows is encrypted.
    start = bytes(locked).index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    locked[start : start + 8] = struct.pack("<HHHH", 0x2F, 4, 0, 0)
    with pytest.raises(EncryptedFile, match="password"):
        parse_xls(bytes(locked), Limits())


def test_limits_on_cells_and_what_unpacks() -> None:
    def many(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row in range(60):
            sheet.write_row(row, 0, [row] * 20)

    def diagonal(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for place in range(400):
            sheet.write(place, place, 1)

    with pytest.raises(LimitExceeded, match="more than 1,000 cells"):
        parse_xlsx(_xlsx(many), Limits(cells=1_000))
    with pytest.raises(LimitExceeded, match="400 rows and 400 columns"):
        parse_xlsx(_xlsx(diagonal), Limits(cells=1_000))
    with pytest.raises(LimitExceeded, match="more than 0 MB"):
        parse_xlsx(_xlsx(many), Limits(inflated_bytes=1_000))
    with pytest.raises(LimitExceeded, match="more than 10 cells"):
        parse_separated(b"1,2,3,4\n" * 5, Limits(cells=10))


def test_a_part_that_declares_entities_is_refused() -> None:
    data = _xlsx(_indicators)
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet', 1)
            target.writestr(name, content)
    with pytest.raises(DamagedFile, match="entities"):
        parse_xlsx(buffer.getvalue(), Limits())


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("指标，2024年\n人口，186\n", "，"),
        ('a,b\n"1,234",2\n', ","),
        ("一列\n二行\n", ","),
    ],
)
def test_what_parts_the_values(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_separated_values_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = '柳河县主要指标,,\r\n指标,2023年,2024年\r\n"粮食产量\n（万吨）",22.6,"1,023.8"\r\n人口,186\r\n'
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    document = parse_file(tmp_path / "a.csv")
    assert _blocks(document) == [
        ("paragraph", "柳河县主要指标"),
        ("table", "指标\t2023年\t2024年\n粮食产量 （万吨）\t22.6\t1,023.8\n人口\t186\t"),
    ]
    assert document.blocks[1].header_rows == 1


def test_a_column_of_words_is_text(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_text("第一句话。\n第二句话。\n", encoding="utf-8")
    document = parse_file(tmp_path / "a.tsv")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
