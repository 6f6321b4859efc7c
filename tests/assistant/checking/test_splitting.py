"""Compound statements into facts: subject, place, period and target carried over; what is unclear stays whole."""

import pytest

from assistant.checking.parts import StatementPart
from assistant.checking.splitting import split

CASES: list[tuple[str, list[str]]] = [
    (
        "2024年云岭县地区生产总值211.3亿元，增长6.1%；一般公共预算收入11.05亿元，增长6.0%。",
        [
            "2024年云岭县地区生产总值211.3亿元",
            "云岭县2024年地区生产总值增长6.1%",
            "云岭县2024年一般公共预算收入11.05亿元",
            "云岭县2024年一般公共预算收入增长6.0%",
        ],
    ),
    (
        "2024年云岭县粮食和油料产量分别增长5%和3%。",
        ["云岭县2024年粮食产量增长5%", "云岭县2024年油料产量增长3%"],
    ),
    (
        "广东省城镇和农村居民人均可支配收入分别增长4.1%、6.3%。",
        ["广东省城镇居民人均可支配收入增长4.1%", "广东省农村居民人均可支配收入增长6.3%"],
    ),
    (
        "江苏省2024年规模以上工业增加值增长7.7%，高技术产业、装备制造业增加值分别增长9.8%和8.9%。",
        [
            "江苏省2024年规模以上工业增加值增长7.7%",
            "江苏省2024年高技术产业增加值增长9.8%",
            "江苏省2024年装备制造业增加值增长8.9%",
        ],
    ),
    (
        "2024年浙江省地区生产总值突破9万亿元，增长5.5%，居全国第4位。",
        [
            "2024年浙江省地区生产总值突破9万亿元",
            "浙江省2024年地区生产总值增长5.5%",
            "浙江省2024年地区生产总值居全国第4位",
        ],
    ),
    (
        "据统计，2024年全省进出口总额3.4万亿元，其中出口2.1万亿元，增长6%。",
        ["2024年全省进出口总额3.4万亿元", "全省2024年出口2.1万亿元", "全省2024年出口增长6%"],
    ),
    (
        "今年云岭县的主要预期目标是：地区生产总值增长5.8%左右；一般公共预算收入增长5%。",
        [
            "今年云岭县的主要预期目标是：地区生产总值增长5.8%左右",
            "云岭县今年预期目标：一般公共预算收入增长5%",
        ],
    ),
    (
        "2025年云岭县计划新建改建农村公路110公里，改造老旧小区12个。",
        ["2025年云岭县计划新建改建农村公路110公里", "云岭县2025年计划改造老旧小区12个"],
    ),
    (
        "2024年全县地区生产总值211.3亿元。2025年力争突破225亿元。",
        ["2024年全县地区生产总值211.3亿元", "全县2025年力争地区生产总值突破225亿元"],
    ),
    (
        "澜石光电2024年实现营业收入12.3亿元，净利润1.2亿元，同比增长15%。",
        [
            "澜石光电2024年实现营业收入12.3亿元",
            "澜石光电2024年净利润1.2亿元",
            "澜石光电2024年净利润同比增长15%",
        ],
    ),
    (
        "云岭县2024年旅游综合收入41.2亿元，没有达到45亿元的目标。",
        ["云岭县2024年旅游综合收入41.2亿元", "云岭县2024年旅游综合收入没有达到45亿元的目标"],
    ),
    (
        "2024年湖南省园区工业增加值、税收增速分别高于全省2.2个和3.7个百分点。",
        ["湖南省2024年园区工业增加值高于全省2.2个百分点", "湖南省2024年税收增速高于全省3.7个百分点"],
    ),
    (
        "吉林省生产安全事故起数、死亡人数分别下降40.5%、32.7%，降幅居全国前5位。",
        [
            "吉林省生产安全事故起数下降40.5%",
            "吉林省死亡人数下降32.7%",
            "吉林省生产安全事故起数、死亡人数降幅居全国前5位",
        ],
    ),
    ("外贸进出口额615.4亿元、增长25.2%。", ["外贸进出口额615.4亿元", "外贸进出口额增长25.2%"]),
    ("云岭县9月建成新厂房；10月开通旅游直通车线路。", ["云岭县9月建成新厂房", "云岭县10月开通旅游直通车线路"]),
    ("In 2024, revenue rose 5% and costs fell 3%.", ["In 2024, revenue rose 5%", "In 2024, costs fell 3%"]),
    (
        "Revenue reached $5.2 million and grew 3%, while operating costs fell by 2.1%.",
        ["Revenue reached $5.2 million", "Revenue grew 3%", "operating costs fell by 2.1%"],
    ),
    (
        "In 2024, Scope 1 and Scope 2 emissions fell 5% and 3%, respectively.",
        ["In 2024, Scope 1 emissions fell 5%", "In 2024, Scope 2 emissions fell 3%"],
    ),
]
WHOLE = [
    "云岭县2024年地区生产总值增长6.1%。",
    "面对复杂形势，云岭县地区生产总值增长6.1%。",
    "云岭县新建公路126公里，行政村公交全覆盖。",
    "浙江省新建公共充电桩2万个以上，其中农村1万个以上。",
    "实施基础教育扩优提质行动，进一步完善机制。",
    "深刻领悟“两个确立”，坚决做到“两个维护”。",
    "粮食、油料和茶叶产量分别增长5%和3%。",
    "过夜游客占比由33%提高到36%。",
    "（甲、乙增长5%，丙增长3%）",
    "Revenue was $1,299,700, up 5% from 2023.",
    "The company opened a plant in Leeds.",
    "The Lion, the Witch and the Wardrobe by C.S. Lewis has been adapted into 2 films.",
    "第一产业增加值20亿元，第二产业增加值90亿元，两者合计110亿元。",
    "Solar supplied 5% and wind supplied 3%, in total 8%.",
    "Hardware revenue rose 16% due to continued demand for the new devices and services revenue from games.",
    "Cash used in investing increased $2.7 billion to $30.3 billion, mainly due to a $13.1 billion increase.",
    "Our effective tax rate for fiscal years 2022 and 2021 was 13% and 14%, respectively.",
    "Cash, cash equivalents, and stocks were $104.8 billion and $130.3 billion as of 2022 and 2021, respectively.",
    "",
]


@pytest.mark.parametrize(("text", "facts"), CASES)
def test_each_fact_is_whole(text: str, facts: list[str]) -> None:
    assert [part.text for part in split(text)] == facts


@pytest.mark.parametrize("text", WHOLE)
def test_what_states_one_fact_or_is_unclear_stays_whole(text: str) -> None:
    assert split(text) == (StatementPart(text, 0, len(text)),)


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_a_fact_is_not_split_again(text: str) -> None:
    for part in split(text):
        assert [again.text for again in split(part.text)] == [part.text]


@pytest.mark.parametrize("text", [text for text, _ in CASES])
def test_offsets_are_in_order_and_hold_the_figures(text: str) -> None:
    parts = split(text)
    assert [part.start for part in parts] == sorted(part.start for part in parts)
    for part in parts:
        assert 0 <= part.start < part.end <= len(text)
        figures = [word for word in part.text if word.isdigit()]
        assert set(figures) <= set(text)


def test_the_words_of_a_later_fact_are_its_own_clause() -> None:
    text = "全年接待游客512.3万人次，增长5.3%。"
    assert [text[part.start : part.end] for part in split(text)] == ["全年接待游客512.3万人次", "增长5.3%"]
