"""The largest part of a whole, where the parts add up to it."""

from ledger_tables import report_of

from assistant.answering.cells import CellReader
from assistant.answering.cells_ranked import parts_of
from assistant.answering.cells_told import answer_cells
from assistant.answering.ledgers import ReportLedger
from assistant.query.asked_cells import Measure, Work, measure_of
from assistant.query.asked_cells_chinese import asked_in_chinese
from assistant.query.asked_cells_english import asked_in_english
from assistant.query.understanding import understand
from index.ledger.entries import entries_of
from index.ledger.entry import Span
from index.ledger.times import Times
from index.report import Metadata

META = Metadata("Report", issuer="Finch Inc.", language="en", year=2022, kind="annual_report")
YEAR = Span("2022", "2022")
PRODUCTS = (
    "Net sales by product were as follows (in millions):\n\n| | 2022 | 2021 |\n|---|---|---|\n| Lamps | $ 50 | $ 70 |\n"
    "| Cables | 30 | 20 |\n| Wire | {wire} | 10 |\n| Total net sales | $ 90 | $ 100 |\n"
)
SEGMENTS = (
    "\nNet sales by reportable segment were as follows (in millions):\n\n| | 2022 | 2021 |\n|---|---|---|\n"
    "| Europe | $ 60 | $ 40 |\n| Asia | 30 | 60 |\n| Total net sales | $ 90 | $ 100 |\n"
)


def names(text: str, kind: str, measure: Measure | None) -> list[str]:
    report = report_of(text, META)
    assert measure is not None
    found = parts_of(measure, kind, YEAR, [ReportLedger(report, entries_of(report))], CellReader())
    return [one.read.label for one in found]


def test_the_parts_of_a_total_from_the_largest() -> None:
    assert names(PRODUCTS.format(wire=10), "product", measure_of("net sales", ())) == ["Lamps", "Cables", "Wire"]


def test_rows_that_do_not_add_up_are_no_parts() -> None:
    assert names(PRODUCTS.format(wire=11), "product", measure_of("net sales", ())) == []


def test_of_two_splits_the_one_that_is_called_so_else_none() -> None:
    both = PRODUCTS.format(wire=10) + SEGMENTS
    assert names(both, "segment", measure_of("net sales", ()))[0] == "Europe"
    assert names(both, "product line", measure_of("net sales", ()))[0] == "Lamps"
    assert names(both, "channel", measure_of("net sales", ())) == []


def test_a_whole_of_something_else_has_no_such_parts() -> None:
    assert names(SEGMENTS, "segment", measure_of("operating income", ())) == []


def test_questions_for_the_largest_part() -> None:
    times = Times(2022, None)
    (asked, other) = asked_in_english("Which segment had the highest net sales in 2022?", times, ())
    assert other.measures[0].text == "revenue"  # as others call it
    assert (asked.work, asked.measures[0].text, asked.parts) == (Work.LARGEST_PART, "net sales", "segment")
    (asked, _) = asked_in_english("Which of its product lines sold the least in 2022?", times, ())
    assert (asked.work, asked.parts) == (Work.SMALLEST_PART, "product line")
    (asked,) = asked_in_chinese("2022年哪个产品的营业收入最高？", times, ())
    assert (asked.work, asked.measures[0].text, asked.parts) == (Work.LARGEST_PART, "营业收入", "产品")


def test_parts_below_another_measure_are_not_told_of_one_that_the_title_names_as_well() -> None:
    text = (
        "Segment revenue and operating income were as follows (in millions):\n\n| | 2022 | 2021 |\n|---|---|---|\n"
        "| Revenue | | |\n| Europe | $ 60 | $ 40 |\n| Asia | 30 | 60 |\n| Total | $ 90 | $ 100 |\n"
        "| Operating income | | |\n| Europe | $ 6 | $ 4 |\n| Asia | 8 | 6 |\n| Total | $ 14 | $ 10 |\n"
    )
    assert names(text, "segment", measure_of("operating income", ())) == ["Asia", "Europe"]


def answered(question: str, text: str) -> list[str]:
    report = report_of(text, META)
    reply = answer_cells(understand(question, [META]), [ReportLedger(report, entries_of(report))])
    return [] if reply is None else [line.text for line in reply.lines]


def test_parts_are_told_in_order_where_they_are_ranked() -> None:
    lines = answered("Rank the segments by 2022 net sales.", SEGMENTS)
    assert ["Europe" in line for line in lines] == [True, False]
    assert "Asia" in lines[1]


def test_what_a_line_brings_in_is_asked_as_what_it_generates() -> None:
    times = Times(2022, None)
    generated = asked_in_english("How much revenue did Lamps generate in 2022?", times, ())
    for verb in ("bring in", "bring"):
        assert asked_in_english(f"How much revenue did Lamps {verb} in 2022?", times, ()) == generated
    assert generated[0].work is Work.VALUE
