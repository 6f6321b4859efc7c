"""A heading that names a year and a term: its sentences are not all about the whole term."""

import pytest

from index.report import Part, Section
from index.structure.review_or_plan import with_time

PLAN = (2021, 2022, 2023, 2024, 2025)


def timed(*headings: tuple[int, str, str], year: int = 2026) -> list[Section]:
    text, sections, above = "政府工作报告 各位代表：\n", [], {}
    spans = []
    for level, heading, body in headings:
        spans.append((level, len(text), len(text) + len(heading)))
        text += f"{heading}\n{body}\n"
    sections.append(Section(0, 0, None, 0, len(text), 0, 0))
    above[0] = 0
    for number, (level, start, end) in enumerate(spans, start=1):
        following = [other for _, other, _ in spans[number:]]
        sections.append(Section(number, level, above[level - 1], start, min(following, default=len(text)), start, end))
        above[level] = number
    return list(with_time(text, sections, year))[1:]


@pytest.mark.parametrize(
    "heading",
    ["一、2025年和“十四五”时期工作回顾", "一、“十四五”时期发展成就和2025年工作回顾", "一、过去五年及去年工作回顾"],
)
def test_the_year_is_what_sentences_mean_that_say_nothing(heading: str) -> None:
    (section,) = timed((1, heading, "地区生产总值增长5.2%。"))
    assert (section.part, section.years) == (Part.REVIEW, (2025,))


def test_a_subsection_that_opens_with_the_term_means_the_term() -> None:
    _, term, year = timed(
        (1, "一、2025年和“十四五”时期工作回顾", "总的看，成绩来之不易。"),
        (2, "（一）综合实力迈上新台阶。", "五年来，新建学校12所。"),
        (2, "（二）民生福祉持续增进。", "新增停车位300个。"),
    )
    assert (term.years, year.years) == (PLAN, (2025,))


def test_two_years_or_one_term_stay_what_they_are() -> None:
    assert timed((1, "一、2024年和2025年工作回顾", "正文。"))[0].years == (2024, 2025)
    assert timed((1, "一、“十四五”时期工作回顾", "正文。"))[0].years == PLAN


def test_a_bulletins_own_year_is_over() -> None:
    text = "2024年乙县统计公报\n全年粮食产量23.8万吨。"
    sections = [Section(0, 0, None, 0, len(text), 0, 0), Section(1, 1, 0, 0, len(text), 0, 11)]
    assert with_time(text, sections, 2024)[1].part is Part.REVIEW
