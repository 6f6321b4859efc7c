"""What may be left over where a question's words are laid over an entry's."""

import pytest
from figure_reports import work_report

from assistant.answering.leftovers import adds_nothing, around_asked, of_port
from index.ledger.entry import Entry


def entry(review: str) -> Entry:
    return work_report("青禾县", 2025, review).entries[0]


@pytest.mark.parametrize(
    ("subject", "unit", "bare"),
    [("港口货物吞吐量", "吨", "货物吞吐量"), ("港吞吐量", "标准箱", "集装箱吞吐量"), ("粮食产量", "吨", "粮食产量")],
)
def test_a_ports_throughput_without_the_port(subject: str, unit: str, bare: str) -> None:
    assert of_port(subject, unit) == bare


@pytest.mark.parametrize(("rest", "nothing"), [("本公司", True), ("的", True), ("产能", False), ("茶叶", False)])
def test_what_names_something_of_its_own(rest: str, nothing: bool) -> None:
    assert adds_nothing(rest, ()) == nothing


def test_a_size_goes_without_saying_of_its_unit() -> None:
    assert "面积" in around_asked(entry("新增绿地15公顷。"))
    assert "面积" not in around_asked(entry("粮食产量12万吨。"))
