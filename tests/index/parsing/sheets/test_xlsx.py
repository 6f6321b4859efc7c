"""Excel workbooks: every cell as Excel shows it, what is hidden or struck, and what is none."""

import datetime
import io
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter
from word_files import OFFICE, relations

from index.errors import DamagedFile, LimitExceeded
from index.parsing.limits import Limits
from index.parsing.sheets.xlsx import parse_xlsx
from index.report import Metadata, ParsedDocument, Report
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


SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _book(rows: str, strings: str = "", styles: str = "", properties: str = "", around: str = "") -> bytes:
    """A workbook of one sheet from the XML of its rows, with the XML of its shared strings and styles."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}">{properties}'
            '<sheets><sheet name="Sheet1" sheetId="1" r:id="worksheet1"/></sheets></workbook>',
        )
        package.writestr("xl/_rels/workbook.xml.rels", relations(worksheet1="worksheets/sheet1.xml"))
        sheet = f'<worksheet xmlns="{SHEET}">{around}<sheetData>{rows}</sheetData></worksheet>'
        package.writestr("xl/worksheets/sheet1.xml", sheet)
        package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{SHEET}">{strings}</sst>')
        package.writestr("xl/styles.xml", f'<styleSheet xmlns="{SHEET}">{styles}</styleSheet>')
    return buffer.getvalue()


def _cells(*cells: str) -> str:
    """One row of cells."""
    return f"<row r='1'>{''.join(cells)}</row>"


def _shown(data: bytes) -> list[str]:
    return parse_xlsx(data, Limits()).text.split("\t")


def _number_formats(*codes: str) -> str:
    stated = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    used = "".join(f'<xf numFmtId="{164 + n}"/>' for n in range(len(codes)))
    return f"<numFmts>{stated}</numFmts><cellXfs><xf/>{used}</cellXfs>"


def test_text_that_is_shared_stands_in_the_cell_or_comes_of_a_formula() -> None:
    strings = "<si><t>粮食</t></si><si><r><t>城</t></r><r><t>关镇</t></r><rPh sb='0' eb='1'><t>ジョウ</t></rPh></si>"
    rows = _cells(
        "<c t='s'><v>0</v></c>",
        "<c t='s'><v>1</v></c>",
        "<c t='inlineStr'><is><t>直接</t></is></c>",
        "<c t='str'><f>A1</f><v>公式</v></c>",
        "<c t='inlineStr'/>",
        # Strings that are not there.
        "<c t='s'><v>7</v></c>",
        "<c t='s'><v>²</v></c>",
        "<c t='s'><v>-1</v></c>",
        "<c t='s'/>",
        "<c><v>x</v></c>",
    )
    assert _shown(_book(rows, strings)) == ["粮食", "城关镇", "直接", "公式", "x"]


def test_signs_that_xml_cannot_hold_are_written_as_numbers() -> None:
    strings = (
        "<si><t>第一行_x000D_\n第二行</t></si><si><t>a_x005F_x000D_b</t></si><si><t>snake_x_case</t></si>"
        "<si><r><t>乙_x0009_丙_x0000_</t></r></si><si><t>半_xD83D_</t></si>"
    )
    rows = _cells(*(f"<c t='s'><v>{number}</v></c>" for number in range(5)), "<c t='str'><v>1_x000A_2</v></c>")
    assert _shown(_book(rows, strings)) == ["第一行 第二行", "a_x000D_b", "snake_x_case", "乙 丙", "半_xD83D_", "1 2"]


def test_numbers_are_shown_in_their_formats() -> None:
    codes = ("0.0%", "yyyy&quot;年&quot;m&quot;月&quot;", "0;-0;;@", ";;;", "General", "#,##0.00")
    numbers = ((1, "0.061"), (2, "45657"), (3, "0"), (3, "-5"), (4, "42"), (5, "0.30000000000000004"), (6, "1234.5"))
    rows = _cells(
        *(f"<c s='{style}'><v>{number}</v></c>" for style, number in numbers),
        "<c s='99'><v>7</v></c>",
        "<c s='x'><v>8</v></c>",
        "<c s='4' t='str'><v>藏起的话</v></c>",
    )
    assert _shown(_book(rows, styles=_number_formats(*codes))) == [
        "6.1%",
        "2024年12月",
        "-5",
        "0.3",
        "1,234.50",
        "7",
        "8",
    ]


@pytest.mark.parametrize(("stated", "day"), [("1", "2024-12-31"), ("true", "2024-12-31"), ("0", "2020-12-30")])
def test_days_are_counted_from_where_the_book_says(stated: str, day: str) -> None:
    properties = f'<workbookPr date1904="{stated}"/>'
    rows = _cells("<c s='1'><v>44195</v></c>", "<c><v>1</v></c>")
    assert _shown(_book(rows, styles=_number_formats("yyyy-mm-dd"), properties=properties)) == [day, "1"]


def test_cells_without_places_follow_one_another() -> None:
    rows = (
        "<row><c t='str'><v>甲</v></c><c><v>1</v></c></row><row r='2'><c r='A2' t='str'><v>乙</v></c>"
        "<c r='B2'><v>2</v></c></row><row><c t='str'><v>丙</v></c><c r='C3'><v>3</v></c></row>"
    )
    assert parse_xlsx(_book(rows), Limits()).text == "甲\t1\t\n乙\t2\t\n丙\t\t3"


def test_places_merges_and_columns_that_are_none() -> None:
    around = (
        "<cols><col min='x' max='y' hidden='1'/><col min='3' max='99999999' hidden='true'/></cols>"
        "<mergeCells><mergeCell ref='A1'/><mergeCell ref='x:y'/><mergeCell/><mergeCell ref='A1:B'/></mergeCells>"
    )
    rows = (
        "<row r='²'><c r='A1' t='str'><v>甲</v></c><c r='??'><v>1</v></c><c r='C1'><v>9</v></c></row>"
        "<row r='2'><c r='A2' t='str'><v>乙</v></c><c r='B2'><v>2</v></c></row>"
    )
    document = parse_xlsx(_book(rows, around=around), Limits())
    assert document.text == "甲\t1\n乙\t2"
    assert [(each.text, each.reason) for each in document.removals] == [("9", "hidden rows or columns")]


def test_files_that_are_cut_off() -> None:
    whole = _xlsx(_indicators)
    with pytest.raises(DamagedFile, match="damaged Excel file"):
        parse_xlsx(whole[: len(whole) // 2], Limits())
    with pytest.raises(DamagedFile, match="damaged Excel file"):
        parse_xlsx(_book("<row><c>"), Limits())


def test_limits_on_cells_and_what_unpacks() -> None:
    def many(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for row in range(60):
            sheet.write_row(row, 0, [row] * 20)

    with pytest.raises(LimitExceeded, match="more than 1,000 cells"):
        parse_xlsx(_xlsx(many), Limits(cells=1_000))
    with pytest.raises(LimitExceeded, match="more than 0 MB"):
        parse_xlsx(_xlsx(many), Limits(inflated_bytes=1_000))
