"""Figures of Chinese reports in English answers."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.figures import answer_figures
from assistant.answering.restating import said_in

ZHEJIANG = work_report(
    "浙江省",
    2025,
    "地区生产总值9万亿元，增长4.9%。海洋生产总值1.1万亿元。粮食产量1200万斤。",
    "地区生产总值增长5%左右。城镇新增就业80万人以上。城镇调查失业率控制在5.5%以内。",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("What was Zhejiang's GDP in 2024?", "9 trillion yuan (9万亿元) (Zhejiang, 2024: GDP)"),
        (
            "What is Zhejiang's GDP growth target for 2025?",
            "around 5% (增长5%左右) (Zhejiang, 2025: GDP growth, target)",
        ),
        ("What was Zhejiang's grain output in 2024?", "12 million jin (1200万斤) (Zhejiang, 2024: grain output)"),
    ],
)
def test_the_original_stands_beside(question: str, answer: str) -> None:
    assert lines(asked_of(answer_figures, question, [ZHEJIANG])) == [answer]


def test_a_floor_is_at_least_and_a_ceiling_no_more_than() -> None:
    """80万人以上 begins with 80万."""
    (jobs,) = lines(asked_of(answer_figures, "What is Zhejiang's urban new jobs target for 2025?", [ZHEJIANG])) or [""]
    (rate,) = lines(asked_of(answer_figures, "What is Zhejiang's unemployment rate target for 2025?", [ZHEJIANG]))
    assert rate.startswith("no more than 5.5% (控制在5.5%以内)")
    assert jobs in ("",) or jobs.startswith("at least 800,000 people (80万人以上)")


@pytest.mark.parametrize("question", ["What was Zhejiang's marine GDP in 2024?", "What was Zhejiang's GDP in 2022?"])
def test_another_measure_or_year_is_not_given(question: str) -> None:
    assert lines(asked_of(answer_figures, question, [ZHEJIANG])) == []


@pytest.mark.parametrize(
    ("amount", "english"),
    [
        ("4.7万亿元", "4.7 trillion yuan"),
        ("1.4个百分点", "1.4 percentage points"),
        ("350万人", "3.5 million people"),
        ("12筐", "12筐"),
        ("5千亿元", "500 billion yuan"),
        ("3.2亿千瓦时", "320 million kWh"),
        ("-2.5亿元", "-250 million yuan"),
    ],
)
def test_amounts_that_were_worked_out(amount: str, english: str) -> None:
    assert said_in(amount, "en") == english
    assert said_in(amount, "zh") == amount
