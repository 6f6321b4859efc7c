"""Figures as tables: converted to one unit a column, harmless in a spreadsheet, linked to their quotes."""

import csv
import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from assistant.ledger.figures import figures
from assistant.ledger.row import LedgerRow
from assistant.ledger.tables import UnitColumn, columns_of, csv_text, said, unit_named, value, xlsx_bytes
from index.library import Library


@pytest.fixture
def rows(counties: Library) -> tuple[LedgerRow, ...]:
    return figures(counties, "GDP", years=[2024]).rows


@pytest.mark.parametrize(
    ("written", "base", "factor"),
    [
        ("亿元", "元", "100000000"),
        ("万人", "人", "10000"),
        ("%", "%", "1"),
        ("元", "元", "1"),
        ("million dollars", "美元", "1000000"),
        ("公里", "米", "1000"),
        ("百万元", "元", "1000000"),
        ("亿千瓦时", "千瓦时", "100000000"),
        ("万筐", "万筐", "1"),
    ],
)
def test_a_unit_that_is_typed_is_a_base_unit_times_a_factor(written: str, base: str, factor: str) -> None:
    assert unit_named(written) == UnitColumn(written, base, Decimal(factor))


def test_a_column_is_in_the_unit_that_most_are_written_in_or_the_one_asked_for(rows: tuple[LedgerRow, ...]) -> None:
    money, share = UnitColumn("亿元", "元", Decimal(10**8)), UnitColumn("%", "%", Decimal(1))
    assert set(columns_of(rows, "zh")) == {money, share}
    assert unit_named("万元") in columns_of(rows, "zh", [unit_named("万元")])
    exact = next(row for row in rows if row.entry.text == "212.5亿元")
    assert (value(exact, money), value(exact, share)) == ("212.5", "")
    assert value(exact, unit_named("万元")) == "2125000"
    between = replace(exact, entry=replace(exact.entry, low=Decimal("5e8"), high=Decimal("6e8")))
    assert value(between, money) == "5–6"


def test_a_bound_is_said_with_the_figure(rows: tuple[LedgerRow, ...]) -> None:
    assert [said(row, "zh") for row in rows] == ["6%左右", "210亿元以上", "212.5亿元", "5.9%"]
    assert said(rows[0], "en") == "about 6%"


def test_a_fall_is_said_as_one(rows: tuple[LedgerRow, ...]) -> None:
    fell = replace(rows[3], entry=replace(rows[3].entry, low=Decimal("-5.9"), high=Decimal("-5.9"), hedge="over"))
    assert (said(fell, "zh"), said(fell, "en")) == ("下降5.9%以上", "down at least 5.9%")
    assert value(fell, UnitColumn("%", "%", Decimal(1))) == "-5.9"


def test_csv_has_the_fields_of_a_fact_and_a_column_a_unit(rows: tuple[LedgerRow, ...]) -> None:
    found = list(csv.DictReader(io.StringIO(csv_text(rows, "zh").removeprefix("\ufeff"))))
    assert [(row["figure"], row["value 亿元"], row["value %"]) for row in found] == [
        ("6%", "", "6"),
        ("210亿元", "210", ""),
        ("212.5亿元", "212.5", ""),
        ("5.9%", "", "5.9"),
    ]
    assert found[1]["low"] == "21000000000"
    assert csv_text((), "zh") == "\ufeff\n"


def test_a_text_that_would_be_a_formula_is_made_a_text(rows: tuple[LedgerRow, ...]) -> None:
    sly = replace(rows[0], sentence="=HYPERLINK(1)", metadata=replace(rows[0].metadata, title="+1"))
    (found,) = csv.DictReader(io.StringIO(csv_text([sly], "zh").removeprefix("\ufeff")))
    assert (found["sentence"], found["title"]) == ("'=HYPERLINK(1)", "'+1")
    assert b"<f>" not in _part(xlsx_bytes([sly], "zh"), "xl/worksheets/sheet2.xml")


def test_a_workbook_links_each_figure_to_its_quote(rows: tuple[LedgerRow, ...]) -> None:
    book = xlsx_bytes(rows, "zh")
    first, second = (_part(book, f"xl/worksheets/sheet{number}.xml").decode() for number in (1, 2))
    assert "location=\"'原文'!B3\"" in first.replace("&apos;", "'")
    assert "location=\"'数字'!C3\"" in second.replace("&apos;", "'")
    assert "<v>212.5</v>" in first  # a number, not a text
    assert rows[1].sentence in _part(book, "xl/sharedStrings.xml").decode()


def _part(book: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        return package.read(name)
