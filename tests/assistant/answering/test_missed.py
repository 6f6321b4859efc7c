"""Which targets were missed, where a report says so."""

import pytest
from figure_reports import asked_of, lines, work_report

from assistant.answering.missed import missed_targets

COUNTY = work_report(
    "青禾县", 2025, "财政收入稳中有升。外贸出口没有达到预期目标，未完成年度造林任务。所有惠民项目全部完成目标。"
)
BEFORE = work_report("青禾县", 2024, "没有完成年度招商目标。")
NEIGHBOUR = work_report("南岭县", 2025, "未完成节能目标。")


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("青禾县2024年哪些目标没有完成？", ["外贸出口没有达到预期目标", "未完成年度造林任务"]),
        ("青禾县2023年哪项目标没完成？", ["没有完成年度招商目标"]),
        ("青禾县2024年没有完成的目标有哪些？", ["外贸出口没有达到预期目标", "未完成年度造林任务"]),
        ("青禾县2024年哪些目标完成了？", []),
        ("青禾县2022年哪些目标没有完成？", []),
    ],
)
def test_the_clauses_that_say_so(question: str, answer: list[str]) -> None:
    assert lines(asked_of(missed_targets, question, (COUNTY, BEFORE))) == answer


def test_whose_must_be_known() -> None:
    reply = asked_of(missed_targets, "2024年哪些目标没有完成？", (COUNTY, NEIGHBOUR))
    assert reply is not None
    assert not reply.answers
