"""Yes or no by a fact: its figure against the bound that is asked, or the way it went."""

import pytest
from report_texts import asking, report_of

from assistant.answering.excerpts import excerpts
from assistant.answering.needed import read_needs
from assistant.answering.statements import stated
from assistant.answering.whether_by_facts import by_facts

REPORT = report_of(
    "浙江",
    2025,
    "一、2024年工作回顾",
    "社会消费品零售总额增长3.2%，居民消费价格下降0.2%。绿电占比超40%。改造老旧小区12个。",
    "二、2025年工作安排",
    "居民消费价格上涨2%左右。",
)


def decided(question: str, measure: str) -> list[str]:
    understanding, reports = asking(question, [REPORT])
    asked = stated(read_needs(understanding, reports))
    named = stated(read_needs(asking(measure, [REPORT])[0], reports))
    near, _ = excerpts(named, reports, understanding)
    return [line.text for line in by_facts(asked, reports, near, understanding)]


@pytest.mark.parametrize(
    ("question", "measure", "line"),
    [
        ("浙江2024年居民消费价格上涨了吗", "居民消费价格", "没有，下降0.2%"),
        ("浙江2024年社会消费品零售总额增速有没有超过5%", "社会消费品零售总额", "没有，只增长3.2%"),
        ("浙江2024年社会消费品零售总额增长3.2%吗", "社会消费品零售总额", "是，社会消费品零售总额增长3.2%"),
    ],
)
def test_the_fact_decides(question: str, measure: str, line: str) -> None:
    assert decided(question, measure) == [line]


@pytest.mark.parametrize(
    ("question", "measure"),
    [
        ("浙江绿电占比超过95%了吗", "绿电占比"),  # "more than 40 %" doesn't say
        ("浙江2024年改造老旧小区15个了吗", "老旧小区"),  # twelve of them and fifteen of them are two things
    ],
)
def test_a_figure_that_leaves_doubt_decides_nothing(question: str, measure: str) -> None:
    assert decided(question, measure) == []
