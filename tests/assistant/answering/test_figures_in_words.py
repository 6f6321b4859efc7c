"""English questions for figures of English reports, in the reports' own words."""

import pytest
from figure_reports import asked_of, lines, told_of

from assistant.answering.figures_in_words import answer_in_words, change_in_words
from assistant.query.understanding import understand

FERRIES = told_of(
    "fenwick-2024.txt",
    """Fenwick Ferries plc Annual Report 2024

1 Performance

Turnover was £312 million in 2024, up 3.1 per cent from £303 million in 2023. Profit before tax fell by 4 per cent to
£41 million. Net debt stood at 88 million pounds at 31 December 2024.
The group carried 6.2 million passengers and 1.1 million vehicles during the year. It opened two terminals in the west
of Scotland and closed three. Staff turnover was 9.2 per cent, and repairs accounted for 12 per cent of costs.
The fleet had 27 vessels at the end of 2024, compared with 25 a year earlier. Fuel use was 58,000 tonnes.
We recorded 12 reportable incidents, against 17 in 2023. Fuel burn per crossing was 7.4 t/km.

2 Outlook

In 2025 we plan to launch 3 hybrid ferries and expect capital expenditure of £80 million.
""",
)
COUNCIL = told_of(
    "alderbrook.txt",
    """Alderbrook Borough Council Annual Report 2024

1 Housing

There were 96 households in temporary accommodation. The council tax collection rate was 97.3 per cent.
In neighbouring Thornby the council tax collection rate was 95 per cent.
""",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What was turnover in 2024?", "£312 million (Fenwick Ferries plc, 2024: Turnover)"),
        ("What was turnover in 2023?", "£303 million (Fenwick Ferries plc, 2023: Turnover)"),
        ("How much did turnover grow?", "3.1 per cent (Fenwick Ferries plc, 2024: Turnover)"),
        ("How much did profit before tax fall?", "4 per cent (Fenwick Ferries plc, 2024: Profit before tax)"),
        ("What was net debt at year end?", "88 million pounds (Fenwick Ferries plc, 2024-12-31: Net debt)"),
        ("How many passengers did the group carry?", "6.2 million (Fenwick Ferries plc, 2024: passengers)"),
        ("In 2024, how many vehicles were carried?", "1.1 million (Fenwick Ferries plc, 2024: vehicles)"),
        ("What was Fenwick Ferries' staff turnover?", "9.2 per cent (Fenwick Ferries plc, 2024: Staff turnover)"),
        ("How many vessels did the fleet have in 2023?", "25 (Fenwick Ferries plc, 2023: vessels)"),
        ("How many reportable incidents were there in 2023?", "17 (Fenwick Ferries plc, 2023: reportable incidents)"),
        ("What was fuel burn per crossing?", "7.4 t/km (Fenwick Ferries plc, 2024: Fuel burn per crossing)"),
    ],
)
def test_the_measure_or_the_count_that_is_asked_for(question: str, answer: str) -> None:
    assert lines(asked_of(answer_in_words, question, (FERRIES,))) == [answer]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many hybrid ferries will be launched in 2025?", "3 (Fenwick Ferries plc, 2025: hybrid ferries, target)"),
        (
            "What is capital expenditure expected to be in 2025?",
            "£80 million (Fenwick Ferries plc, 2025: capital expenditure, target)",
        ),
    ],
)
def test_a_year_to_come_is_told_by_the_report_before_it(question: str, answer: str) -> None:
    understanding = understand(question, [FERRIES.report.metadata])
    assert lines(answer_in_words(understanding, (FERRIES,))) == [answer]


@pytest.mark.parametrize(
    "question",
    [
        "What was profit after tax?",  # another measure
        "What was profit?",
        "What was turnover in 2022?",  # of another year
        "What was turnover in the third quarter of 2024?",  # of a part of the year
        "How much did turnover fall?",  # the other way
        "How many vessels did the group buy?",  # another deed
        "How many passengers were injured?",
        "What were repairs?",  # a share of something else
        "How many hybrid ferries were launched in 2024?",  # only planned
        "What was the performance?",  # its figure numbers the heading
        "What was the average turnover in 2023 and 2024?",  # no figure of its own
        "What was the total turnover in 2023 and 2024?",
    ],
)
def test_what_is_only_like_it_is_not_given(question: str) -> None:
    assert lines(asked_of(answer_in_words, question, (FERRIES,))) == []


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What was the council tax collection rate in Alderbrook?", "97.3 per cent"),
        ("What was the council tax collection rate in Thornby?", "95 per cent"),
        ("How many households were in temporary accommodation?", "96"),
    ],
)
def test_a_neighbours_figure_is_told_apart(question: str, answer: str) -> None:
    (line,) = lines(asked_of(answer_in_words, question, (COUNCIL,)))
    assert line.startswith(f"{answer} (Alderbrook Borough Council, 2024: ")


def test_where_two_companies_tell_it_the_question_is_asked_back() -> None:
    other = told_of("northmoor.txt", "Northmoor Freight plc Annual Report 2024\n\nTurnover was £55 million in 2024.\n")
    reply = asked_of(answer_in_words, "What was turnover in 2024?", (FERRIES, other))
    assert reply is not None
    assert not reply.answers
    assert lines(asked_of(answer_in_words, "What was Northmoor Freight's turnover in 2024?", (FERRIES, other))) == [
        "£55 million (Northmoor Freight plc, 2024: Turnover)"
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How much did turnover grow?", ["3.1 per cent (Fenwick Ferries plc, 2024: Turnover)"]),
        ("What was turnover in 2024?", []),  # a level is no change
        ("How much did turnover grow from 2023 to 2024?", []),
    ],
)
def test_a_change_that_the_report_writes_out(question: str, answer: list[str]) -> None:
    assert lines(asked_of(change_in_words, question, (FERRIES,))) == answer
