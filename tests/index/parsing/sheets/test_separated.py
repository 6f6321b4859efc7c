"""Separated values: what parts the cells, in any encoding, with quotes as spreadsheets write them."""

import csv

import pytest

from index.errors import DamagedFile, LimitExceeded
from index.parsing.limits import Limits
from index.parsing.sheets.separated import delimiter_of, parse_separated


def _blocks(text: str, encoding: str = "utf-8") -> list[tuple[str, str]]:
    document = parse_separated(text.encode(encoding), Limits())
    return [(each.kind.value, document.text[each.start : each.end]) for each in document.blocks]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b\n1,2\n", ","),
        ("a;b\n1,5;2,5\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b\n1|2\n", "|"),
        ("指标，2024年\n人口，186\n", "，"),
        ("指标；2024年\n人口；186\n", "；"),
        ('a,b\n"1,234",2\n', ","),
        # Commas inside figures only part nothing where another sign parts as many lines.
        ("甲\t1,234\n乙\t2,345\n", "\t"),
        ("甲;1,5\n乙;2,5\n", ";"),
        ("1,5;2,5\n3,5;4,5\n", ";"),
        ("1,2\n3,4\n", ","),
        # Text in a cell may hold any sign; the lines agree on one.
        ("名称,说明\n甲,一；二；三\n乙,无\n", ","),
        ("一列\n二行\n", ","),
        ("", ","),
    ],
)
def test_what_parts_the_values(text: str, delimiter: str) -> None:
    assert delimiter_of(text) == delimiter


def test_a_first_line_that_names_the_sign_is_no_text() -> None:
    # Excel reads it, takes the sign, and shows the rest.
    assert _blocks("sep=;\n指标;值\n甲;1,5\n") == [("table", "指标\t值\n甲\t1,5")]
    assert _blocks("SEP=\t\r\na\tb\r\n1\t2\r\n") == [("table", "a\tb\n1\t2")]
    assert _blocks("sep=分隔,x\n1,2\n") == [("table", "sep=分隔\tx\n1\t2")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_any_encoding(encoding: str) -> None:
    text = '柳河县主要指标,,\r\n指标,2023年,2024年\r\n"粮食产量\n（万吨）",22.6,"1,023.8"\r\n人口,186\r\n'
    document = parse_separated(text.encode(encoding), Limits())
    assert [(each.kind.value, document.text[each.start : each.end]) for each in document.blocks] == [
        ("paragraph", "柳河县主要指标"),
        ("table", "指标\t2023年\t2024年\n粮食产量 （万吨）\t22.6\t1,023.8\n人口\t186\t"),
    ]
    assert document.blocks[1].header_rows == 1


def test_quotes_spaces_and_empty_lines() -> None:
    assert _blocks('a, "b ""x"""\n1, " 2 "\n\n\nc,d\n3,4\n') == [
        ("table", 'a\tb "x"\n1\t2'),
        ("table", "c\td\n3\t4"),
    ]


def test_rows_of_other_lengths() -> None:
    assert _blocks("指标,2023,2024\n人口,186\n粮食,22.6,23.8,约\n") == [
        ("table", "指标\t2023\t2024\t\n人口\t186\t\t\n粮食\t22.6\t23.8\t约")
    ]


def test_a_column_of_words_is_text() -> None:
    assert _blocks("第一句话。\n第二句话。\n") == [("paragraph", "第一句话。"), ("paragraph", "第二句话。")]


def test_a_cell_longer_than_csv_reads_by_itself() -> None:
    long = "长" * 140_000
    before = csv.field_size_limit(131_072)
    try:
        assert _blocks(f'甲\t"{long}"\n乙\t1\n') == [("table", f"甲\t{long}\n乙\t1")]
    finally:
        csv.field_size_limit(before)


def test_an_open_quote_loses_nothing() -> None:
    assert "乙" in _blocks('甲,"1\n乙,2\n')[0][1]


def test_empty_files_and_files_of_bytes() -> None:
    assert _blocks("") == [] == _blocks(",,\n,,\n")
    with pytest.raises(DamagedFile):
        parse_separated(bytes(range(256)) * 8, Limits())


def test_limits() -> None:
    with pytest.raises(LimitExceeded, match="more than 10 cells"):
        parse_separated(b"1,2,3,4\n" * 5, Limits(cells=10))
    with pytest.raises(LimitExceeded, match="characters of text"):
        parse_separated(b"1,2,3,4\n" * 5, Limits(characters=20))
