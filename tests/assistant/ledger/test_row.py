"""A figure of a report as a row: whose it is, what stands there, and as JSON."""

from dataclasses import replace
from decimal import Decimal

from figure_reports import work_report

from assistant.ledger.row import LedgerRow, Other, SetAside, number, row_of
from index.report import Source


def row(review: str) -> LedgerRow:
    told = work_report("青禾县", 2025, review)
    report = replace(told.report, sources=(Source("qinghe.txt", None, ""),))
    return row_of(report, told.entries[0])


ROW = row("粮食产量12万吨，比上年多。")


def test_the_quote_is_the_clause_and_the_sentence_is_around_it() -> None:
    assert ROW.quote in ROW.sentence
    assert ROW.sentence == "粮食产量12万吨，比上年多。"
    assert ROW.source == "qinghe.txt" and "青禾县" in ROW.locator


def test_a_figure_of_a_place_inside_is_that_places() -> None:
    assert ROW.whose == "青禾县"
    assert replace(ROW, entry=replace(ROW.entry, place="白石镇")).whose == "白石镇"


def test_spans_lead_to_the_figure_and_its_measure() -> None:
    document = ROW.to_json()
    first, last = document["spans"]["figure"]
    start = document["sentence"]["start"]
    assert ROW.sentence[first - start : last - start] == document["figure"] == "12万吨"
    assert (document["low"], document["unit"], document["stage"]) == (120_000_000, "千克", "done")


def test_what_else_is_told_stands_beside_it() -> None:
    other = Other("ab", "另一报告", "b.txt", 3, 9, "13万吨", ("period",))
    aside = SetAside("version", "ab", "另一报告", "b.txt")
    document = replace(ROW, differs=(other,), set_aside=aside, decides=False).to_json()
    assert document["differs"][0]["apart"] == ["period"]
    assert document["set_aside"]["reason"] == "version" and document["decides"] is False


def test_a_whole_value_is_written_without_a_point() -> None:
    assert [number(Decimal(each)) for each in ("5", "5.0", "5.5")] == [5, 5, 5.5]
    assert isinstance(number(Decimal("5.0")), int)
