"""Rates that are named apart from their figure, and times of old reports: kind, year, whether it was an aim."""

from collections.abc import Callable

import pytest

from index.ledger.entry import Entry
from index.report import Part

Read = Callable[..., tuple[Entry, ...]]


def said(entries: tuple[Entry, ...]) -> list[tuple[str, str, str, str, str, bool]]:
    return [
        (
            one.text,
            one.measure,
            one.kind.value if one.kind else "",
            one.base,
            one.period.first if one.period else "",
            one.planned,
        )
        for one in entries
    ]


def test_a_plan_and_what_came_of_it_are_growth_of_the_measure_before(told: Read) -> None:
    text = (
        "工农业总产值的增长速度，一九八一年计划为百分之三点七，实际达到百分之四点六；"
        "一九八二年预计可以达到百分之六点四。"
    )
    assert said(told(text)) == [
        ("百分之三点七", "工农业总产值", "change", "", "1981", True),
        ("百分之四点六", "工农业总产值", "change", "", "1981", False),
        ("百分之六点四", "工农业总产值", "change", "", "1982", False),
    ]


def test_what_a_report_had_proposed_is_no_result(told: Read) -> None:
    text = "去年政府工作报告提出，物价涨幅要从14.8%降到10%左右，经过上下各方面的努力，实际回落到6.1%。"
    entries = told(text)
    assert said(entries)[1:] == [
        ("10%", "物价", "change", "", "2024", True),
        ("6.1%", "物价", "change", "", "2024", False),
    ]
    assert entries[2].low > 0


def test_a_rate_goes_on_over_a_stop_only_where_it_is_named(told: Read) -> None:
    named = told("商品零售物价上涨21%。涨幅仍然高达21.7%。")
    assert [one.measure for one in named] == ["商品零售物价", "商品零售物价"]
    assert [one.measure for one in told("商品零售物价上涨21%。仍然高达21.7%。")] == ["商品零售物价", ""]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("今年经济增长速度的调控目标，定为百分之八至九。", ("百分之八至九", "经济", "change", "", "2025", True)),
        ("去年经济增长8 ．8 ％。", ("8 ．8 ％", "经济", "change", "", "2024", False)),
        ("中央提出今年经济增长预期目标为7%左右。", ("7%", "经济", "change", "", "2025", True)),
        ("1958年我国工业总产值比1957年增长65%。", ("65%", "工业总产值", "change", "比1957年", "1958", False)),
        ("1958年工业总产值比1957年增长了65%。", ("65%", "工业总产值", "change", "比1957年", "1958", False)),
        ("2007年，工业总产值比2002年增长65.5%。", ("65.5%", "工业总产值", "change", "比2002年", "2007", False)),
    ],
)
def test_growth_as_old_reports_tell_it(told: Read, text: str, wanted: tuple[object, ...]) -> None:
    part = Part.PLAN if wanted[-1] else Part.REVIEW
    assert said(told(text, part=part)) == [wanted]


def test_from_and_to_each_have_the_time_that_is_said_of_them(told: Read) -> None:
    text = "今年拟安排财政赤字5万亿元，比去年增加2700亿元，赤字率从去年的2.1%提高到2.3%。"
    assert said(told(text, part=Part.PLAN))[-2:] == [
        ("2.1%", "赤字率", "share", "从", "2024", False),
        ("2.3%", "赤字率", "share", "", "2025", True),
    ]


def test_growth_over_last_year_is_last_years_in_a_part_of_several(told: Read) -> None:
    found = told("国民生产总值比上年增长12.8%。国民生产总值五年累计增长60%。", years=(2020, 2024))
    assert [(one.text, one.period and one.period.years) for one in found] == [
        ("12.8%", (2024, 2024)),
        ("60%", (2020, 2024)),
    ]


def test_what_a_thing_builds_on_is_not_when_it_was(told: Read) -> None:
    text = "2024年，工业产值突破1万亿元，在2019到2023年平均每年递增7.9%的基础上，比上年增长14.2%。"
    assert said(told(text))[-1][:5] == ("14.2%", "工业产值", "change", "", "2024")
