"""Which years a question over years asks about, and its measure without them."""

import pytest
from figure_reports import work_report

from assistant.answering.year_spans import YearSpan, span_asked, without_years

REPORTS = [work_report("青禾县", year, "粮食产量12万吨。") for year in (2023, 2024, 2025)]


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("2022年到2024年粮食产量", YearSpan((2022, 2023, 2024))),
        ("grain output from 2022 to 2024", YearSpan((2022, 2023, 2024))),
        ("2023年以来粮食产量", YearSpan((2023, 2024, 2025), open=True)),
        ("2022年、2024年粮食产量", YearSpan((2022, 2024))),
        ("近三年粮食产量", YearSpan((), last=3)),
        ("the past two years' grain output", YearSpan((), last=2)),
        ("2023、2024年的报告里粮食产量", YearSpan((2023, 2024), of_reports=True)),
        ("历年粮食产量", YearSpan(())),
        ("2024年到2022年粮食产量", YearSpan((2024, 2022))),  # no range runs backwards
    ],
)
def test_the_years_of_a_question(question: str, span: YearSpan) -> None:
    assert span_asked(question, REPORTS) == span


@pytest.mark.parametrize("question", ["2022年到2024年粮食产量", "近三年的粮食产量", "2023年以来粮食产量"])
def test_what_is_measured_is_left(question: str) -> None:
    assert without_years(question).strip("的") == "粮食产量"
