"""English claims about Chinese reports: put across whole, or left open."""

import pytest

from assistant.verification.comparing import FactIndex
from assistant.verification.judgement import judge
from index.facts.across import in_chinese, put_across, read_across
from index.facts.fact import Context
from index.facts.reading import read

REVIEW = (
    "地区生产总值64697亿元、增长5.7%。规模以上工业增加值增长7.1%。城镇新增就业104.6万人。开行中欧班列2286列、增长7.7%。"
    "PM2.5平均浓度降至20.6微克/立方米。新建成高速公路507公里。城镇调查失业率5.2%。整车出口量跃居全国首位。"
)
PLAN = "主要预期目标是：地区生产总值增长5.5%左右。城镇新增就业30万人。"


def verdict(claim: str) -> str:
    """The verdict on an English claim by a work report of 四川 of 2025."""
    index = FactIndex()
    review = Context(region="四川", year=2025, plan=False, years=(2024,))
    plan = Context(region="四川", year=2025, plan=True, years=(2025,))
    index.add(read(REVIEW, review), REVIEW)
    index.add(read(PLAN, plan), PLAN)
    return judge(read_across(claim, Context(region="四川", year=2025, claim=True)), index).outcome


@pytest.mark.parametrize(
    "claim",
    [
        "Sichuan's GDP grew 5.7% in 2024.",
        "Sichuan grew 5.7 percent in 2024.",
        "Sichuan's economy grew 5.7% last year to 6.47 trillion yuan, according to its 2025 work report.",
        "Value added of industrial enterprises above designated size rose by 7.1% in 2024.",
        "Sichuan ran 2,286 China-Europe freight trains in 2024, up 7.7% on the year before.",
        "The average PM2.5 concentration fell to 20.6 micrograms per cubic metre.",
        "Sichuan built 507 kilometres of new expressways in 2024.",
        "The surveyed urban unemployment rate was 5.2% in 2024.",
        "Sichuan became the top province in China for vehicle exports.",
        "Sichuan has set a growth target of around 5.5% for 2025.",
        "Sichuan plans to create 300,000 urban jobs in 2025.",
    ],
)
def test_a_statement_of_a_known_measure_is_supported(claim: str) -> None:
    """Levels, growth, ranks, targets; large figures rounded."""
    assert verdict(claim) == "supported"


@pytest.mark.parametrize(
    "claim",
    [
        "Sichuan's GDP grew 6.7% in 2024.",
        "Sichuan's GDP shrank by 5.7% in 2024.",
        "Sichuan's GDP was 64.7 trillion yuan in 2024.",
        "Sichuan plans to create 400,000 urban jobs in 2025.",
        "The average PM2.5 concentration rose to 20.6 micrograms per cubic metre.",
    ],
)
def test_another_figure_or_direction_is_refuted(claim: str) -> None:
    """Of the same measure, period and stage."""
    assert verdict(claim) == "refuted"


@pytest.mark.parametrize(
    "claim",
    [
        "Sichuan's private GDP grew 5.7% in 2024.",
        "Sichuan's GDP grew 5.7% in 2024 because of tourism.",
        "Henan's GDP grew 5.7% in 2024.",
        "Sichuan's GDP did not grow 5.7% in 2024.",
        "Sichuan's GDP grew 5.7% in 2023.",
        "Sichuan's GDP rose from 5.7 trillion yuan in 2024.",
        "Half of Sichuan's firms were profitable.",
        "Sichuan's GDP growth was higher than Henan's.",
    ],
)
def test_a_word_that_is_not_known_leaves_it_open(claim: str) -> None:
    """Never supported, and never refuted by words."""
    assert verdict(claim) == "not_enough_info"


def test_statements_keep_their_place_in_the_english_text() -> None:
    """So that a page can mark what was compared."""
    claim = "Sichuan's GDP grew 5.7% in 2024, and imports fell 2%."
    first, second = put_across(claim, 2025, "四川")
    assert claim[second.start : second.end] == "imports fell 2%"
    assert first.wordings == ("2024年地区生产总值增长5.7%",)


def test_what_is_known_is_put_into_chinese_to_look_by() -> None:
    """Also of a statement that is not put across as a whole."""
    assert "食糖" in in_chinese("Guangxi has topped the national sugar table for 23 crushing seasons in a row.")
