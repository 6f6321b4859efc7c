"""From cells to blocks: which rows are lines around a table, which are its body, and what is told of the rest."""

from collections.abc import Callable

import pytest

from index.errors import LimitExceeded
from index.parsing.document import DocumentBuilder
from index.parsing.limits import Limits
from index.parsing.sheets.grid import Merge, Sheet, add_sheets
from index.report import ParsedDocument

A_SENTENCE = "本表数据为初步核算数，正式数据以统计年鉴公布的为准，增速按不变价格计算，各项之和可能不等于总数。"


def _sheet(*rows: tuple[str, ...], name: str = "", merges: tuple[Merge, ...] = (), hidden: bool = False) -> Sheet:
    cells = {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row) if text}
    return Sheet(name, cells, list(merges), hidden=hidden)


def _document(*sheets: Sheet, limits: Limits | None = None) -> ParsedDocument:
    builder = DocumentBuilder()
    problems = add_sheets(builder, sheets, limits or Limits())
    return builder.draft(problems=problems)


def _blocks(*sheets: Sheet) -> list[tuple[str, str]]:
    document = _document(*sheets)
    return [(each.kind.value, document.text[each.start : each.end]) for each in document.blocks]


TABLE = (("指标", "总量", "增速"), ("粮食", "23.8", "5.3%"))
TEXT = "指标\t总量\t增速\n粮食\t23.8\t5.3%"


def test_titles_and_units_above_and_notes_below(check_spans: Callable[[ParsedDocument], None]) -> None:
    sheet = _sheet(
        ("2024年主要指标", "", ""),
        ("", "", "单位：万吨"),
        *TABLE,
        ("注：初步核算数。", "", ""),
        ("", A_SENTENCE, ""),
    )
    check_spans(_document(sheet))
    assert _blocks(sheet) == [
        ("paragraph", "2024年主要指标"),
        ("paragraph", "单位：万吨"),
        ("table", TEXT),
        ("paragraph", "注：初步核算数。"),
        ("paragraph", A_SENTENCE),
    ]


def test_the_same_in_english() -> None:
    table = (("Indicator", "2023", "2024"), ("Grain", "22.6", "23.8"))
    sheet = _sheet(("Key figures", "", ""), ("", "", "Unit: mt"), *table, ("Source: Statistics Office", "", ""))
    assert _blocks(sheet) == [
        ("paragraph", "Key figures"),
        ("paragraph", "Unit: mt"),
        ("table", "Indicator\t2023\t2024\nGrain\t22.6\t23.8"),
        ("paragraph", "Source: Statistics Office"),
    ]


def test_a_row_with_one_value_is_not_always_a_line() -> None:
    # A figure in a column of its own, without words that say it is a unit, is the table's.
    sheet = _sheet(("", "", "2024年"), *TABLE, ("合计", "", ""))
    assert _blocks(sheet) == [("table", f"\t\t2024年\n{TEXT}\n合计\t\t")]


def test_a_title_merged_over_the_table_stands_once() -> None:
    sheet = _sheet(("", "2024年主要指标", ""), *TABLE, merges=(Merge(0, 1, 0, 2),))
    assert _blocks(sheet) == [("paragraph", "2024年主要指标"), ("table", TEXT)]


def test_places_that_a_merged_cell_covers_are_no_cells() -> None:
    rows = (("指标", "2024年", ""), ("", "总量", "增速"), ("粮食", "23.8", "5.3%"))
    document = _document(_sheet(*rows, merges=(Merge(0, 0, 1, 0), Merge(0, 1, 0, 2))))
    assert document.text == "指标\t2024年\t\n\t总量\t增速\n粮食\t23.8\t5.3%"
    assert [(each.row, each.column) for each in document.blocks[0].cells if each.row < 2] == [
        (0, 0),
        (0, 1),
        (1, 1),
        (1, 2),
    ]


def test_an_empty_row_parts_tables_and_an_empty_column_does_not() -> None:
    rows = (("甲", "", "1"), ("乙", "", "2"), ("", "", ""), ("丙", "", "3"), ("丁", "", "4"))
    assert _blocks(_sheet(*rows)) == [("table", "甲\t1\n乙\t2"), ("table", "丙\t3\n丁\t4")]
    # A cell merged over the empty row holds its table together.
    held = (("县城", "", "1"), ("", "", ""), ("", "", "2"))
    assert _blocks(_sheet(*held, merges=(Merge(0, 0, 2, 0),))) == [("table", "县城\t1\n\t2")]


def test_a_column_of_texts_is_lines() -> None:
    assert _blocks(_sheet(("第一句话。",), (" Second. ",), ("",), ("第三句。",))) == [
        ("paragraph", "第一句话。"),
        ("paragraph", "Second."),
        ("paragraph", "第三句。"),
    ]


@pytest.mark.parametrize("name", ["Sheet1", "sheet 2", "工作表1", "表2", "Tabelle1", "Feuil3"])
def test_a_name_that_the_program_gave_is_no_heading(name: str) -> None:
    assert _blocks(_sheet(*TABLE, name=name)) == [("table", TEXT)]
    # Beside another it tells the sheets apart.
    assert _blocks(_sheet(*TABLE, name=name), _sheet(("正文。",), name="说明"))[0] == ("heading", name)


def test_a_name_that_the_first_line_says_already() -> None:
    assert _blocks(_sheet(*TABLE, name="粮食生产"))[0] == ("heading", "粮食生产")
    titled = _sheet(("2024年粮食生产情况", "", ""), *TABLE, name="粮食生产")
    assert _blocks(titled) == [("paragraph", "2024年粮食生产情况"), ("table", TEXT)]
    assert _blocks(titled, _sheet(("正文。",), name="说明"))[0] == ("heading", "粮食生产")


def test_a_hidden_sheet_is_left_out_and_told() -> None:
    hidden = _sheet(("草稿数", "9"), name="底稿", hidden=True)
    document = _document(hidden, _sheet(*TABLE, name="Sheet1"), _sheet(name="空", hidden=True))
    assert document.text == TEXT
    assert [(each.text, each.reason) for each in document.removals] == [("草稿数\n9", "hidden sheet")]
    assert document.problems == ("Hidden sheets are left out: 底稿.",)
    many = [_sheet(("x",), name=f"底稿{number}", hidden=True) for number in range(6)]
    assert _document(*many).problems == ("Hidden sheets are left out: 底稿0, 底稿1, 底稿2, 底稿3, 底稿4 ….",)


def test_what_is_unseen_struck_or_floats_above_the_cells() -> None:
    sheet = Sheet("Sheet1", {(0, 0): "甲", (0, 1): "1"}, lines=["图中文字"], unseen=["暗账"], struck=["7.5", "长" * 50])
    document = _document(sheet)
    assert document.text == "甲\t1\n图中文字"
    assert [(each.text, each.reason) for each in document.removals] == [
        ("暗账", "hidden rows or columns"),
        ("7.5\n" + "长" * 50, "struck-through text"),
    ]
    assert document.problems == (f"Struck-through text is left out: “7.5”; “{'长' * 40}”.",)


def test_an_empty_book_says_nothing() -> None:
    assert _document().text == "" == _document(_sheet(name="收入"), _sheet(name="支出")).text


def test_tables_and_merges_too_large_to_be_real() -> None:
    diagonal = Sheet("", {(place, place): "1" for place in range(400)})
    with pytest.raises(LimitExceeded, match="400 rows and 400 columns"):
        _document(diagonal, limits=Limits(cells=1_000))
    # A merge over all of a sheet costs no more than the part in use.
    assert _blocks(_sheet(("题", ""), ("甲", "1"), merges=(Merge(0, 0, 0, 16_383),)))[0] == ("paragraph", "题")
    wide = Sheet("", {(0, 0): "甲", (1_048_575, 16_383): "1"}, [Merge(0, 0, 1_048_575, 16_383)])
    with pytest.raises(LimitExceeded, match="merges more cells"):
        _document(wide)
