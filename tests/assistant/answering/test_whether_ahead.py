"""Yes or no by the figures of both sides, and nothing where bounds leave it open."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.whether_ahead import whether_ahead

QINGHE = work_report("青禾县", 2025, "地区生产总值120亿元，增长6.1%。城镇新增就业超3000人。粮食产量12万吨左右。")
NANLING = work_report("南岭县", 2025, "地区生产总值98亿元，增长4.9%。城镇新增就业3100人。粮食产量11.8万吨。")
EARLIER = work_report("青禾县", 2024, "地区生产总值110亿元，增长7%。")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县2024年的GDP增速比南岭县快吗", ["是，青禾县增长6.1%，南岭县增长4.9%"]),
        ("南岭县2024年GDP超过青禾县了吗", ["没有，南岭县98亿元，青禾县120亿元"]),
        ("青禾县2024年GDP增速是不是比南岭县低", ["否，青禾县增长6.1%，南岭县增长4.9%"]),
        ("青禾县2024年城镇新增就业比南岭县多吗", []),  # more than 3,000 may be more than 3,100
        ("青禾县2024年粮食产量比南岭县多吗", []),  # about 12 is no more than 11.8 for sure
    ],
)
def test_of_two_places(question: str, answer: list[str]) -> None:
    assert lines(asked_of(whether_ahead, question, (QINGHE, NANLING))) == answer


def test_of_two_years() -> None:
    reply = asked_of(whether_ahead, "青禾县2024年GDP增速比2023年高吗", (EARLIER, QINGHE))
    assert lines(reply) == ["否，2024年增长6.1%，2023年增长7%"]
