"""Targets of two reports: raised, lowered, or not to be told."""

from dataclasses import replace

import pytest
from figure_reports import work_report

from assistant.compared.targets import aims_changed
from assistant.ledger.row import LedgerRow, row_of
from index.report import Source


def rows(year: int, plan: str, review: str = "经济平稳运行。") -> list[LedgerRow]:
    told = work_report("青禾县", year, review, plan)
    report = replace(told.report, sources=(Source(f"{year}.txt", None, ""),))
    return [row_of(report, entry) for entry in told.entries]


def changed(earlier: str, later: str) -> list[tuple[str, bool]]:
    found = aims_changed(rows(2024, earlier), rows(2025, later))
    return [(aim.after.entry.measure, aim.raised) for aim in found]


@pytest.mark.parametrize(
    ("earlier", "later", "aims"),
    [
        ("粮食产量12万吨。", "粮食产量13万吨。", [("粮食产量", True)]),
        ("地区生产总值增长6%左右。", "地区生产总值增长5.5%左右。", [("地区生产总值", False)]),
        ("单位能耗下降3%。", "单位能耗下降4%。", [("单位能耗", True)]),  # of two falls the larger is more
        ("粮食产量12万吨。", "粮食产量12万吨。", []),
        ("粮食产量12万吨。", "油料产量13万吨。", []),
        ("粮食产量居全省第三。", "粮食产量居全省第二。", []),  # a rank is neither raised nor lowered
    ],
)
def test_the_figure_of_one_target_in_both(earlier: str, later: str, aims: list[tuple[str, bool]]) -> None:
    assert changed(earlier, later) == aims


def test_what_a_report_tells_as_done_is_no_target() -> None:
    assert aims_changed(rows(2024, "粮食产量12万吨。"), rows(2025, "", review="粮食产量13万吨。")) == []
