"""Clauses that enumerate what is asked for, and those that enumerate something else."""

import pytest
from report_texts import report_of

from assistant.answering.enumerating_clauses import enumerating_clauses
from assistant.answering.wanted_list import WantedList

REPORT = report_of(
    "上海",
    2025,
    "一、2024年工作回顾",
    "集成电路、生物医药、人工智能三大先导产业规模达到1.8万亿元。开通3号线一期、12号线、昌平线南延一期等3条轨道新线。",
    "积极打造生物制造、商业航天等新增长引擎。",
)


def listed(wanted: WantedList) -> list[list[str]]:
    found = enumerating_clauses(REPORT, wanted)
    return [[REPORT.text[slice(*member)] for member in each.members] for each in found]


@pytest.mark.parametrize(
    ("wanted", "items"),
    [
        (WantedList(3, "先导产业", (), ""), ["集成电路", "生物医药", "人工智能"]),
        (WantedList(3, "轨道新线", ("开通",), ""), ["3号线一期", "12号线", "昌平线南延一期"]),
        (WantedList(None, "新增长引擎", ("打造",), ""), ["生物制造", "商业航天"]),
    ],
)
def test_the_clause_of_that_number_and_name(wanted: WantedList, items: list[str]) -> None:
    assert listed(wanted) == [items]


def test_a_heading_enumerates_nothing() -> None:
    report = report_of("上海", 2025, "二、2025年重点工作和今后五年发展方向", "经济增长5%左右。", headings=(0,))
    assert list(enumerating_clauses(report, WantedList(None, "", ("2025年重点工作和今后五年发展方向",), ""))) == []


@pytest.mark.parametrize(
    "wanted",
    [
        WantedList(4, "先导产业", (), ""),
        WantedList(2, "新增长引擎", ("打造",), ""),  # 等: there may be more than the two
        WantedList(None, "产业", (), ""),  # too little to go by
        WantedList(3, "民生实事", (), ""),
    ],
)
def test_another_number_or_name_is_another_list(wanted: WantedList) -> None:
    assert listed(wanted) == []
