"""Aims and results, where they stand in the other part of a report; when they are of; what is denied."""

from collections.abc import Callable

from index.facts.fact import Stage
from index.ledger.entry import Entry
from index.report import Part

Read = Callable[..., tuple[Entry, ...]]


def test_a_plans_part_plans_and_what_is_told_of_now_is_done(told: Read) -> None:
    """现行, 已, 先后; and the value that something is raised from."""
    assert [entry.stage.value for entry in told("新增就业9000人。", part=Part.PLAN)] == ["planned"]
    assert [entry.stage.value for entry in told("老年人口已达2.5万人。", part=Part.PLAN)] == ["done"]
    assert [entry.stage.value for entry in told("报销比例由50%提高到60%。", part=Part.PLAN)] == ["done", "planned"]
    assert [entry.stage.value for entry in told("投资安排5000万元，比去年增加400万元。", part=Part.PLAN)] == [
        "planned",
        "planned",
    ]


def test_a_review_has_happened_whatever_names_it_holds(told: Read) -> None:
    """计划 and 部署 are names and deeds there."""
    assert [entry.stage.value for entry in told("系统部署500项改革，服务商计划引进企业20家。")] == ["done", "done"]


def test_an_aim_holds_for_the_rest_of_its_sentence(told: Read) -> None:
    """力争 at a clause's head."""
    entries = told("力争用3年时间，打造商圈100个。", part=None, years=(2025,))
    assert [entry.stage.value for entry in entries] == ["planned", "planned"]


def test_a_paragraph_that_opens_with_a_year_is_of_that_year(told: Read) -> None:
    """In a part of five years; not behind 五年来."""
    text = "刚刚过去的2024年，任务完成。产值增长6.9%。五年来，用电量增长40%。"
    periods = [entry.period for entry in told(text, years=(2020, 2021, 2022, 2023, 2024))]
    assert [(period.first, period.last) for period in periods if period] == [("2024", "2024"), ("2020", "2024")]


def test_only_a_denial_of_the_clause_denies(told: Read) -> None:
    """A name may hold one."""
    assert [entry.denied for entry in told("没有完成造林3万亩。")] == [True]
    assert [entry.denied for entry in told("处置批而未供土地33亩，无理由退货店达40家。")] == [False, False]


def test_real_growth_is_no_other_measure_and_is_told_apart(told: Read) -> None:
    """实际 is a qualifier."""
    (entry,) = told("社会消费品零售总额实际增长4.1%。")
    assert (entry.subject, entry.qualifiers) == ("社零", ("实际",))


def test_a_part_that_plans_tells_what_was(told: Read) -> None:
    """Of a year that is over, unless the clause says that it is to come."""
    tells = told("2022年粮食产量18万吨，2025年达到20万吨。", Part.PLAN)
    assert [entry.stage for entry in tells] == [Stage.DONE, Stage.PLANNED]
    aims = told("产值要在2020年的基数上增长29%。", Part.PLAN)
    assert [(e.stage, e.period and e.period.first) for e in aims] == [(Stage.PLANNED, "2025")]
