"""Which way a section looks, and of which years it speaks."""

import pytest
from outlines import BODY, document

from index.report import Part
from index.structure.sections import section_tree


def test_parts_and_years_pass_on_to_subsections() -> None:
    parsed = document(
        "政府工作报告",
        "各位代表：",
        "一、过去五年工作回顾",
        "（一）经济",
        BODY,
        "（二）民生",
        BODY,
        "二、2025年主要任务",
        "（一）内需",
        BODY,
        "（二）开放",
        BODY,
        "三、加强政府自身建设",
        BODY,
    )
    tree = section_tree(parsed, 2025)
    review, plan = Part.REVIEW, Part.PLAN
    assert [section.part for section in tree] == [None, review, review, review, plan, plan, plan, plan]
    assert [section.years for section in tree[1:]] == [(2020, 2021, 2022, 2023, 2024)] * 3 + [(2025,)] * 4
    assert section_tree(parsed)[1].years == ()


def test_a_heading_that_looks_both_ways_has_no_part() -> None:
    parsed = document("各位代表：", "一、1998年工作回顾和1999年工作的总体要求", BODY, "二、扩大内需", BODY)
    section = section_tree(parsed, 1999)[1]
    assert (section.part, section.years) == (None, (1998, 1999))


def timed(heading: str, body: str = BODY, year: int | None = 2025) -> tuple[Part | None, tuple[int, ...]]:
    """The part and years of the first section of a work report of that year."""
    parsed = document("政府工作报告", "各位代表：", heading, body, "二、其他", BODY)
    section = section_tree(parsed, year)[1]
    return section.part, section.years


@pytest.mark.parametrize(
    ("heading", "part", "years"),
    [
        ("一、2024年工作回顾", Part.REVIEW, (2024,)),
        ("一、去年的成绩", Part.REVIEW, (2024,)),
        ("一、过去五年工作回顾", Part.REVIEW, (2020, 2021, 2022, 2023, 2024)),
        ("一、三年来的成就", Part.REVIEW, (2022, 2023, 2024)),
        ("一、工作总结", Part.REVIEW, (2024,)),
        ("一、2025年重点工作", Part.PLAN, (2025,)),
        ("一、主要预期目标", Part.PLAN, (2025,)),
        ("一、为完成计划而奋斗", Part.PLAN, (2025,)),
        ("一、2024年的工作", Part.REVIEW, (2024,)),
        ("一、2025年的工作", Part.PLAN, (2025,)),
        ("一、2024年预算执行情况和2025年预算安排", None, (2024, 2025)),
        ("一、工业", None, ()),
    ],
)
def test_by_the_heading(heading: str, part: Part | None, years: tuple[int, ...]) -> None:
    """One that says both ways is neither; without any word of time the year that it names tells."""
    assert timed(heading) == (part, years)


def test_a_heading_that_says_nothing_goes_by_its_body() -> None:
    """Plainly: five times one way, three to one."""
    back, ahead = "去年工业增长了。", "今后要继续扩大。"
    assert timed("一、工业", back * 5 + BODY)[0] is Part.REVIEW
    assert timed("一、工业", ahead * 5 + BODY)[0] is Part.PLAN
    assert timed("一、工业", back + BODY)[0] is None
    assert timed("一、工业", (back + ahead) * 5 + BODY)[0] is None


def test_of_a_report_without_a_year_only_what_is_named_is_known() -> None:
    """Last year is no year then, and a body is not counted."""
    assert timed("一、去年的成绩", year=None) == (Part.REVIEW, ())
    assert timed("一、2024年工作回顾", year=None) == (Part.REVIEW, (2024,))
    assert timed("一、工业", "去年工业增长了。" * 5, year=None)[0] is None


def test_a_review_of_a_term_speaks_of_all_of_it() -> None:
    """Where its first words say so and the heading names no year."""
    opening = "过去五年，是不平凡的五年。" + BODY
    assert timed("一、本届政府工作回顾", opening) == (Part.REVIEW, (2020, 2021, 2022, 2023, 2024))
    assert timed("一、2024年工作回顾", opening)[1] == (2024,)


def test_what_stands_behind_a_plan_is_planned() -> None:
    """But not the glossary."""
    parsed = document("政府工作报告", "各位代表：", "一、2025年任务", BODY, "二、工业", BODY, "名词解释", BODY)
    assert [section.part for section in section_tree(parsed, 2025)[1:]] == [Part.PLAN, Part.PLAN, None]
