"""Whether a target was met in the report's own words: the verdict of the very measure, and of no other's."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.targets_told import answer_target_told, whether_target_met

COUNTY = work_report(
    "青禾县",
    2025,
    "城镇新增就业1.2万人，超额完成年度任务。粮食播种面积30万亩、产量12万吨，均完成下达任务。"
    "固定资产投资、外贸出口等指标未达到年初目标。招商引资、技改投资分别完成年计划的112%、87%。"
    "保障房全部交付，超额完成目标。努力完成碳排放目标。",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县2024年的就业任务完成了吗", "超额完成，城镇新增就业1.2万人，超额完成年度任务"),
        ("青禾县去年粮食面积和产量的任务完成没有", "完成，粮食播种面积30万亩、产量12万吨，均完成下达任务"),
        ("青禾县2024年投资目标达到没有", "未完成，固定资产投资、外贸出口等指标未达到年初目标"),
        ("青禾县2024年外贸没完成目标吗", "是，固定资产投资、外贸出口等指标未达到年初目标"),
    ],
)
def test_the_clause_that_judges_the_measure_answers(question: str, answer: str) -> None:
    assert lines(asked_of(answer_target_told, question, (COUNTY,))) == [answer]


@pytest.mark.parametrize(
    "question",
    [
        "青禾县2024年旅游目标完成了吗",  # nothing judges it
        "青禾县2024年碳排放目标完成了吗",  # only striven for
        "青禾县2024年招商引资计划完成了吗",  # one of the two shares is short
        "青禾县2022年就业任务完成了吗",
    ],
)
def test_what_no_clause_judges_is_not_answered(question: str) -> None:
    assert lines(asked_of(answer_target_told, question, (COUNTY,))) == []


def test_a_question_of_whether_must_speak_of_a_target() -> None:
    assert lines(asked_of(whether_target_met, "青禾县2024年城镇新增就业多吗", (COUNTY,))) == []
