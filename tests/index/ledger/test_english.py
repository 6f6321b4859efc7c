"""English prose: what each figure measures, in the report's words, and of when it is."""

from decimal import Decimal

import pytest

from index.ledger.entries import entries_of
from index.ledger.entry import Entry, Kind
from index.parsing.plain_text import parse_plain
from index.report import Metadata, Report, Source
from index.structure.sections import section_tree

YEARLY = Metadata("Report", language="en", issuer="Harrow Inc.", year=2022, kind="annual_report")


def entries(text: str, metadata: Metadata = YEARLY) -> list[Entry]:
    """The ledger of a plain English text."""
    document = parse_plain(text.encode())
    report = Report(
        "0" * 64,
        metadata,
        document.text,
        "",
        "1",
        section_tree(document, None),
        document.blocks,
        sources=(Source("r", None, ""),),
    )
    found = list(entries_of(report))
    assert all(report.text[slice(*one.figure)] == one.text for one in found)
    return found


def when(entry: Entry) -> str:
    """An entry's period in short."""
    if entry.period is None:
        return ""
    first, last = entry.period.first, entry.period.last
    return first if first == last else f"{first}/{last}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Total revenue was $12.3 million in 2022, compared with $10.1 million in 2021.",
            [
                ("Total revenue", "12300000.0", "美元", "level", "2022"),
                ("Total revenue", "10100000.0", "美元", "level", "2021"),
            ],
        ),
        (
            (
                "Interest income was $119 million and $277 million in Q3 2021 and Q3 2022, "
                "and $330 million and $544 million for the nine months ended September 30, 2021 and 2022."
            ),
            [
                ("Interest income", "119000000", "美元", "level", "2021-07/2021-09"),
                ("Interest income", "277000000", "美元", "level", "2022-07/2022-09"),
                ("Interest income", "330000000", "美元", "level", "2021-01/2021-09"),
                ("Interest income", "544000000", "美元", "level", "2022-01/2022-09"),
            ],
        ),
        (
            (
                "Lease costs were $69 million and $49 million for the third quarter of fiscal years 2022 and 2021, "
                "respectively, and $195 million and $139 million for the first nine months of fiscal years "
                "2022 and 2021."
            ),
            [
                ("Lease costs", "69000000", "美元", "level", "2022-07/2022-09"),
                ("Lease costs", "49000000", "美元", "level", "2021-07/2021-09"),
                ("Lease costs", "195000000", "美元", "level", "2022-01/2022-09"),
                ("Lease costs", "139000000", "美元", "level", "2021-01/2021-09"),
            ],
        ),
        (
            "In 2022 the backlog was 17,719 cases, a 71 percent reduction.",
            [("backlog", "17719", "", "count", "2022"), ("backlog", "-71", "%", "change", "2022")],
        ),
        (
            "Food and paper are 24 and 22 percent of waste in 2022.",
            [("Food and paper", "24", "%", "share", "2022"), ("Food and paper", "22", "%", "share", "2022")],
        ),
        (
            "Net sales increased to $4,401,071 from $4,247,794 in fiscal 2021.",
            [("Net sales", "4401071", "美元", "level", "2022"), ("Net sales", "4247794", "美元", "level", "2021")],
        ),
        (
            "Gross margin increased $9.4 billion or 22% driven by growth in services.",
            [
                ("Gross margin", "9400000000.0", "美元", "difference", "2022"),
                ("Gross margin", "22", "%", "change", "2022"),
            ],
        ),
        (
            "Office revenue declined 22% driven by a shift to cloud offerings.",
            [("Office revenue", "-22", "%", "change", "2022")],
        ),
        (
            "Our effective tax rate for fiscal years 2022 and 2021 was 13% and 14%, respectively.",
            [("effective tax rate", "13", "%", "share", "2022"), ("effective tax rate", "14", "%", "share", "2021")],
        ),
        (
            (
                "As of June 30, 2022, 2021, and 2020, we had accrued interest expense related to uncertain tax "
                "positions of $43 million, $42 million, and $40 million, respectively."
            ),
            [
                ("accrued interest expense related to uncertain tax positions", f"{value}000000", "美元", "level", day)
                for value, day in ((43, "2022-06-30"), (42, "2021-06-30"), (40, "2020-06-30"))
            ],
        ),
        (
            "Income taxes paid, net of refunds, were $16 million and $13 million in fiscal years 2022 and 2021.",
            [
                ("Income taxes paid", "16000000", "美元", "level", "2022"),
                ("Income taxes paid", "13000000", "美元", "level", "2021"),
            ],
        ),
        (
            "Automotive revenue was up 114% from a year ago and up 1% sequentially.",
            [("Automotive revenue", "114", "%", "change", "2022"), ("Automotive revenue", "1", "%", "change", "2022")],
        ),
        (
            "Our warehouses used 96.4 tonnes of paper in 2022, 5% less than in 2021.",
            [("paper", "96400.0", "千克", "count", "2022"), ("paper", "-5", "%", "change", "2022")],
        ),
        (
            "This year, we provided $3.2 billion in donated and discounted technology to 302,000 nonprofits.",
            [
                ("donated and discounted technology", "3200000000.0", "美元", "level", "2022"),
                ("nonprofits", "302000", "", "count", "2022"),
            ],
        ),
        (
            "Cash used in financing increased $10.4 billion to $58.9 billion for fiscal year 2022.",
            [
                ("Cash used in financing", "10400000000.0", "美元", "difference", "2022"),
                ("Cash used in financing", "58900000000.0", "美元", "level", "2022"),
            ],
        ),
        (
            "The new doors cut their demand by 17%.",
            [("demand", "-17", "%", "change", "2022")],
        ),
        (
            "As of June 25, 2022 the Company had total deferred revenue of $12.2 billion.",
            [("total deferred revenue", "12200000000.0", "美元", "level", "2022-06-25")],
        ),
        (
            (
                "Income tax expense was $166 million and $187 million for the first quarter of fiscal years 2022 "
                "and 2021, respectively."
            ),
            [
                ("Income tax expense", "166000000", "美元", "level", "2022-01/2022-03"),
                ("Income tax expense", "187000000", "美元", "level", "2021-01/2021-03"),
            ],
        ),
    ],
)
def test_measure_value_unit_kind_and_period(text: str, expected: list[tuple[str, str, str, str, str]]) -> None:
    found = [(one.measure, one.low, one.unit, str(one.kind), when(one)) for one in entries(text)]
    assert found == [(measure, Decimal(low), unit, kind, period) for measure, low, unit, kind, period in expected]


@pytest.mark.parametrize(
    "text",
    [
        "Refer to Note 12 and Item 7 of our Form 10-K.",
        "We plan to grow over the next five years and within 30 days.",
        "Stock may be purchased at three-month intervals.",
        "There are devices that run Windows 11.",
        "The change is effective on July 1, 2022.",
    ],
)
def test_names_dates_and_spans_of_time_are_no_figures(text: str) -> None:
    assert entries(text) == []


def test_a_number_inside_a_name_stays_in_the_measure() -> None:
    (one,) = entries("Microsoft 365 Consumer subscribers grew 15%.")
    assert (one.measure, one.kind) == ("Microsoft 365 Consumer subscribers", Kind.CHANGE)


def test_stage_and_hedge() -> None:
    planned, done = entries(
        "We expect to recognize approximately 45% of this revenue. We recognized over 40% of it last year."
    )[:1] + entries("Depreciation expense was about $9 million in 2021.")
    assert (planned.planned, planned.hedge) == (True, "about")
    assert (done.planned, done.hedge, when(done)) == (False, "about", "2021")


def test_a_report_of_a_quarter_leaves_the_time_open_where_none_is_told() -> None:
    quarter = Metadata(
        "Report",
        language="en",
        year=2022,
        kind="financial_report",
        period="2022Q3",
        period_span="quarter",
        period_end="2022-06-25",
    )
    (one,) = entries("The Company has a $575 million commercial paper program.", quarter)
    assert (one.measure, one.period) == ("commercial paper program", None)


def test_brackets_are_read_by_themselves() -> None:
    found = entries("Our cloud (formerly hosting) revenue was $91.2 billion in 2022.")
    assert [(one.measure, when(one)) for one in found] == [("cloud revenue", "2022")]


def test_two_figures_before_one_noun_and_a_second_predicate() -> None:
    found = entries(
        "There were $1.2 billion and $1.1 billion of borrowings as of December 31, 2022 and March 31, 2022."
    )
    assert [(one.measure, when(one)) for one in found] == [("borrowings", "2022-12-31"), ("borrowings", "2022-03-31")]
    found = entries("Leased assets are recorded in property and were $68 billion in 2022.")
    assert [(one.measure, when(one)) for one in found] == [("Leased assets", "2022")]


def test_lists_and_asides_in_a_subject() -> None:
    (one,) = entries("Cash, cash equivalents and marketable securities were $15 million in 2022.")
    assert one.measure == "Cash, cash equivalents and marketable securities"
    (one,) = entries("Shipping costs, which include sortation centers, were $19 million in 2022.")
    assert one.measure == "Shipping costs"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gross margin percentage increased 1 point in 2022.", [("Gross margin percentage", "points", "百分点")]),
        (
            "The tax benefit resulted in an increase to net income of $3.3 billion.",
            [("net income", "difference", "美元")],
        ),
        ("There was a decrease in operating expenses of 5%.", [("operating expenses", "change", "%")]),
    ],
)
def test_an_increase_is_of_what_it_names(text: str, told: list[tuple[str, str, str]]) -> None:
    assert [(e.measure, e.kind and e.kind.value, e.unit) for e in entries(text)] == told
