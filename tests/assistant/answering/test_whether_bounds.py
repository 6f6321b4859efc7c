"""Yes or no by a figure that the question gives."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.whether_bounds import whether_bound

COUNTY = work_report(
    "青禾县",
    2025,
    "进出口总额突破9亿元，增长9.8%。粮食产量12万吨。社会消费品零售总额增长2%。",
    "高速公路里程突破190公里。",
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县进出口总额到10亿了吗", ["没有，只突破9亿元"]),
        ("青禾县进出口总额超过8亿元了吗", ["是，突破9亿元"]),
        ("青禾县进出口总额超过9.5亿元了吗", []),  # 9亿 passed leaves it open
        ("青禾县2024年粮食产量有没有超过15万吨", ["没有，只12万吨"]),
        ("青禾县2024年社会消费品零售总额增速超过5%了吗", ["没有，只增长2%"]),
        ("青禾县高速公路里程现在超过190公里了吗", ["没有，突破190公里是2025年的目标"]),
        ("青禾县茶叶产量超过5万吨了吗", []),
    ],
)
def test_the_figure_decides(question: str, answer: list[str]) -> None:
    assert lines(asked_of(whether_bound, question, (COUNTY,))) == answer
