"""Yes and no by a figure of the ledger."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.whether_figures import yes_no_of_figures

REPORTS = [
    work_report(
        "潮石市",
        2025,
        "地区生产总值900亿元，增长6.1%。进出口总额增长8.2%，农产品网络零售额、出口额分别增长8.4%、39.8%。"
        "居民消费价格下降0.2%。粮食产量130万吨。海盐产量40万吨。",
        "粮食产量目标125万吨。海盐产量50万吨以上。地区生产总值增长7%。",
    ),
    work_report("南岭县", 2025, "进出口总额下降3.5%。"),
]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("潮石市2024年GDP增长了吗", "是，增长6.1%"),
        ("潮石市2024年进出口是负增长吗", "否，增长8.2%"),
        ("潮石市去年居民消费价格上涨了没有", "没有，下降0.2%"),
        ("潮石市2025年粮食产量目标是否高于去年实际产量", "否，目标125万吨低于实际130万吨"),
        ("潮石市2025年海盐产量目标是不是高于去年实际", "是，目标50万吨以上高于实际40万吨"),
        ("南岭县2024年进出口总额下降了吗", "是，下降3.5%"),
    ],
)
def test_a_figure_decides(question: str, line: str) -> None:
    assert lines(asked_of(yes_no_of_figures, question, REPORTS)) == [line]


@pytest.mark.parametrize(
    "question",
    [
        "潮石市2024年出口增长了吗",  # only that of farm goods is told
        "潮石市2024年粮食产量增长了吗",  # a level tells no growth
        "潮石市2023年GDP增长了吗",
        "2024年进出口增长了吗",  # of which place?
        "潮石市2024年GDP增长多少",
        "潮石市2025年盐田目标是否高于去年实际",
    ],
)
def test_what_no_figure_decides_is_left_open(question: str) -> None:
    assert lines(asked_of(yes_no_of_figures, question, REPORTS)) == []
