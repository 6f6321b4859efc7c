"""A bundle as a spreadsheet: which column holds what, the columns of the input beside ours, a question as a row."""

import csv
import io

from assistant.bundle.formats.csv import COLUMNS, csv_page
from assistant.bundle.schema import Bundle


def rows_of(bundle: Bundle) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_page(bundle).decode("utf-8-sig"), newline="")))


def test_both_verdicts_and_the_quote_are_kept(bundle: Bundle) -> None:
    chosen = ("id", "verdict", "overruled_verdict", "overruled_note", "mismatches", "stance", "quote", "page", "版面")
    growth, revenue = "全年地区生产总值211.3亿元，增长6.1%", "2024年，公司实现营业收入187,236.47万元，同比增长14.24%"
    assert [tuple(row[name] for name in chosen) for row in rows_of(bundle)] == [
        ("a", "refuted", "partly_supported", "尾数之差", "value: 6.8% / 6.1%", "refutes", growth, "", "A3"),
        ("b", "supported", "", "", "", "supports", revenue, "3", ""),
        ("c", "not_checkable", "", "", "", "", "", "", ""),
    ]


def test_excel_is_told_the_encoding_and_every_row_is_as_wide_as_the_head(bundle: Bundle) -> None:
    content = csv_page(bundle)
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == [*COLUMNS, "版面"]
    assert {len(row) for row in rows} == {len(COLUMNS) + 1}


def test_a_column_of_the_input_with_one_of_our_names_is_told_apart(bundle: Bundle) -> None:
    claim = bundle.claims[1].model_copy(update={"columns": {"verdict": "真", "=1+1": "=2"}})
    (row,) = rows_of(bundle.model_copy(update={"claims": (claim,)}))
    assert (row["verdict"], row["verdict (input)"], row["'=1+1"]) == ("supported", "真", "'=2")


def test_further_quotes_stand_in_one_cell_with_their_places(bundle: Bundle) -> None:
    claim = bundle.claims[0]
    other = bundle.claims[1].citations[0].model_copy(update={"n": 2, "locator": "第3页"})
    both = claim.model_copy(update={"citations": (*claim.citations, other)})
    (row,) = rows_of(bundle.model_copy(update={"claims": (both,)}))
    assert (row["stance"], row["start"], row["end"]) == ("refutes", "209", "231")
    assert row["further_quotes"] == f"supports {other.quote} — 第3页"


def test_a_question_stands_as_a_claim_and_a_row_that_was_not_read_has_its_error(
    answered: Bundle, unread: Bundle
) -> None:
    (row,) = rows_of(answered)
    assert (row["claim"], row["verdict"], row["stance"]) == ("What happened in 2024?", "answered", "")
    assert row["quote"] == answered.answers[0].citations[0].quote
    assert (rows_of(unread)[0]["verdict"], rows_of(unread)[0]["error"]) == ("", "line 2: no claim in this row")
