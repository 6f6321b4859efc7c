"""What a sentence leaves to its surroundings: places, periods, figures, pronouns; and what stays as it is."""

import pytest

from assistant.checking.resolving import Surroundings, absolute_years, after, opening, resolved

COUNTY = Surroundings("云岭县", "2024年", "旅游综合收入", 2025)
PROVINCE = Surroundings("广东省", "2024年", "地区生产总值", 2025)
COMPANY = Surroundings("Harrow & Finch", "", "Revenue", 2025)

CASES = [
    ("全县新建公路126公里。", COUNTY, "云岭县2024年新建公路126公里。"),
    ("该县粮食产量12.81万吨。", COUNTY, "云岭县2024年粮食产量12.81万吨。"),
    ("该省粮食产量增长1%。", PROVINCE, "广东省2024年粮食产量增长1%。"),
    ("同期，粮食产量增长1%。", PROVINCE, "广东省2024年粮食产量增长1%。"),
    ("去年新建公路126公里。", COUNTY, "云岭县2024年新建公路126公里。"),
    ("今年力争新建公路110公里。", COUNTY, "云岭县2025年力争新建公路110公里。"),
    ("目标是旅游综合收入46亿元。", COUNTY, "云岭县2025年目标是旅游综合收入46亿元。"),
    ("9月，二期厂房建成投产。", COUNTY, "云岭县2024年9月二期厂房建成投产。"),
    ("其中，茶叶产值27.6亿元。", COUNTY, "云岭县2024年茶叶产值27.6亿元。"),
    ("这一数字比上年增长5.9%。", COUNTY, "云岭县2024年旅游综合收入比上年增长5.9%。"),
    ("这一增速高于全国0.5个百分点。", PROVINCE, "广东省2024年地区生产总值增速高于全国0.5个百分点。"),
    ("白石县粮食产量增长2%。", COUNTY, "白石县2024年粮食产量增长2%。"),
    ("江苏2023年粮食产量增长2%。", PROVINCE, "江苏2023年粮食产量增长2%。"),
    ("It rose 5%.", COMPANY, "Harrow & Finch: Revenue rose 5%."),
    ("The company hired 120 people last year.", COMPANY, "Harrow & Finch hired 120 people in 2024."),
    ("Last year, its emissions fell 3%.", COMPANY, "In 2024, Harrow & Finch’s emissions fell 3%."),
]
KEPT = [
    ("云岭县2024年地区生产总值增长6.1%。", COUNTY),
    ("云岭县2024年地区生产总值比去年增长6.1%，与去年同期相比更快。", COUNTY),
    ("2024年全国粮食产量增长1.6%，广东省增长2%。", PROVINCE),
    ("全县新建公路126公里。", Surroundings()),
    ("Revenue of Harrow & Finch rose 5% from last year.", COMPANY),
]


@pytest.mark.parametrize(("text", "around", "whole"), CASES)
def test_words_are_put_in(text: str, around: Surroundings, whole: str) -> None:
    assert resolved(text, around) == whole


@pytest.mark.parametrize(("text", "around"), KEPT)
def test_what_is_said_or_unexplained_stays(text: str, around: Surroundings) -> None:
    assert resolved(text, around) == text


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("去年新建公路126公里", "2024年新建公路126公里"),
        ("前年和今年都有丰收", "2023年和今年都有丰收"),
        ("比去年增长5%", "比去年增长5%"),
        ("是上年的1.2倍", "是上年的1.2倍"),
        ("与去年同期相比", "与去年同期相比"),
        ("Sales rose 5% last year.", "Sales rose 5% in 2024."),
        ("Sales rose 5% from last year.", "Sales rose 5% from last year."),
        ("Last year’s sales", "Last year’s sales"),
    ],
)
def test_years_are_counted_from_the_one_given(text: str, whole: str) -> None:
    assert absolute_years(text, 2025) == whole
    assert absolute_years(text, None) == text


def test_an_article_opens_with_its_place_and_the_year_of_its_date() -> None:
    assert opening("云岭县的一年\n\n2025年1月20日\n去年……") == Surroundings("云岭县", year=2025)
    assert opening("随便看看\n去年……", title="广东：稳中有进", year=2024) == Surroundings("广东", year=2024)
    assert opening("Harrow & Finch and its footprint\nMarch 3, 2025\n") == Surroundings("Harrow & Finch", year=2025)


def test_the_next_sentence_is_read_in_the_light_of_this_one() -> None:
    around = after("广东省2024年地区生产总值达到14.16万亿元", Surroundings("江苏省", "2023年", "粮食产量", 2025))
    assert around == Surroundings("广东省", "2024年", "地区生产总值", 2025)
    assert after("新建公路126公里", around) == Surroundings("广东省", "2024年", "新建公路", 2025)
