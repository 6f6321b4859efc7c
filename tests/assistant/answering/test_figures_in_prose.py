"""English questions for a figure that stands in a sentence which says all of the question."""

import pytest
from figure_reports import asked_of, lines, told_of

from assistant.answering.figures_in_prose import answer_in_prose

FERRIES = told_of(
    "fenwick-2024.txt",
    """Fenwick Ferries plc Annual Report 2024

1 The year

At the year's end 12 of our 40 island buses were electric, up from 8 a year earlier. Our masters carried 310 crates for
lifeboat stations without charge. Women held 28% of officers' posts at the end of the year, against 25% in 2022, and 9%
of deck jobs. We logged 214 complaints in 2024. An electric bus costs 30% less to maintain.
In May 2024 we bought the Holm yard for a purchase price of £4.2 million. We said that 40% of crossings would run on
time in 2024. The first battery ferry entered service on the Skerry run, with a working range of 18 kilometres.
As of December 31, 2024, we employed approximately 1,100 people on a full-time basis, 900 in the north. Men and women in
seven employee regions were asked. In 2024 we audited 31 yards for painters' hours of work.

2 Outlook

By December 2027: 60 electric buses in service. By December 2030: a 40% cut in fuel emissions against 2020.
""",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("How many crates did Fenwick Ferries carry for lifeboat stations?", "310"),
        ("How many electric buses did Fenwick Ferries have at the end of 2024?", "12"),
        ("What share of officers' posts at Fenwick Ferries were held by women?", "28%"),
        ("What percentage of deck jobs did women hold at Fenwick Ferries?", "9%"),
        ("How many complaints did Fenwick Ferries receive in 2024?", "214"),
        ("How much cheaper is an electric bus to maintain at Fenwick Ferries?", "30%"),
        ("How much did Fenwick Ferries pay for the Holm yard?", "£4.2 million"),
        ("What is the working range of Fenwick Ferries' battery ferry?", "18 kilometres"),
        ("How many people did Fenwick Ferries employ as of December 31, 2024?", "1,100 people"),
        ("How many electric buses does Fenwick Ferries plan to have in service by 2027?", "60"),
        ("What is Fenwick Ferries' target for fuel emissions by 2030?", "40%"),
    ],
)
def test_the_figure_of_what_the_sentence_counts(question: str, answer: str) -> None:
    (line,) = lines(asked_of(answer_in_prose, question, (FERRIES,)))
    assert line.partition(" (")[0] == answer


@pytest.mark.parametrize(
    "question",
    [
        "How many hours of work were there at Fenwick Ferries in 2024?",  # yards for hours of work are no hours
        "How many employees does Fenwick Ferries have in the north?",  # regions of employees are no employees
        "How many crates did Fenwick Ferries carry for schools?",
        "What share of crossings at Fenwick Ferries ran on time in 2024?",  # what was said would be
        "How many electric buses did Fenwick Ferries have at the end of 2021?",
        "How much dearer is an electric bus to maintain at Fenwick Ferries?",  # the contrary
        "Who bought the Holm yard of Fenwick Ferries?",
    ],
)
def test_what_no_sentence_says_whole_is_not_answered(question: str) -> None:
    reply = asked_of(answer_in_prose, question, (FERRIES,))
    assert reply is None or not reply.answers
