"""Numbers with scale, unit and hedge, in Chinese and English, whole and in order."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.quantities import find_quantities
from index.text.quantity import Quantity
from index.text.quantity_words import Direction, Hedge


def only(text: str) -> Quantity:
    (quantity,) = find_quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("两三个园区", 2, 3),
        ("三四十家企业", 30, 40),
        ("两三万人", 20_000, 30_000),
        ("三五个", 3, 5),
        ("二十三个", 23, 23),
    ],
)
def test_two_digits_side_by_side_say_from_which_to_which(text: str, low: int, high: int) -> None:
    assert only(text).low == low
    assert only(text).high == high


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("经济总量跃上1200亿台阶", "120000000000", ""),
        ("突破1.2万亿大关", "1200000000000", ""),
        ("总产值1.2万亿元", "1200000000000", "元"),
        ("总产值12000亿元", "1200000000000", "元"),
        ("投资3千万元", "30000000", "元"),
        ("１２３．４亿元", "12340000000", "元"),
        ("出口194.8亿美元", "19480000000", "美元"),
        ("revenue was $198.3 billion", "198300000000", "美元"),
        ("126.06 trillion yuan", "126060000000000", "元"),
        ("1,234.5 million dollars", "1234500000", "美元"),
        ("建成公路30公里", "30000", "米"),
        ("造林15亩", "10000.0000000000005", "平方米"),
        ("造林1公顷", "10000", "平方米"),
        ("产量762亿斤", "38100000000", "千克"),
        ("装机20万千瓦", "200000000", "瓦"),
        ("占比58%", "58", "%"),
        ("提高0.5个百分点", "0.5", "百分点"),
        ("25 basis points", "0.25", "百分点"),
        ("三千二百家企业", "3200", "家"),
        ("十二个县", "12", "个"),
        ("two hundred and five people", "205", "人"),
        ("第135届", "135", "第"),
        ("浓度34微克/立方米", "3.4E-8", "千克/立方米"),
    ],
)
def test_value_and_unit(text: str, value: str, unit: str) -> None:
    quantity = only(text)
    assert quantity.unit == unit
    assert abs(quantity.low - Decimal(value)) <= abs(Decimal(value)) * Decimal("1e-12")


@pytest.mark.parametrize(
    "text",
    ["2024年", "二〇二五年", "2021—2025年", "in fiscal 2022", "5G网络", "PM2.5", "一带一路", "千家万户", "一个县"],
)
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    "text",
    ["数十家企业", "几百人", "数十万户", "G318国道", "C919飞机", "3D printing", "十四五规划", "一带一路倡议", "A4纸"],
)
def test_names_and_untold_counts_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Harrow opened 12 schools.", ["12"]),
        ("The county opened twenty-five schools and 3 parks.", ["twenty-five", "3"]),
        ("Output grew by 5 to 7 percent.", ["5 to 7 percent"]),
        ("参加人数十二人", ["十二人"]),
        ("人数十万人", ["十万人"]),
        ("3月15日开工，6月底完工", ["3月", "15日", "6月"]),
        ("第3名、第十二届", ["第3", "第十二"]),
        ("收入１２００．５亿元，增长５％", ["１２００．５亿元", "５％"]),
        ("投资3 billion yuan（约4.2亿美元）", ["3 billion yuan", "4.2亿美元"]),
        ("新建学校12所、公园3个，造林2000亩", ["12所", "3个", "2000亩"]),
        ("收入翻一番，产值翻两番，成本下降三成", ["翻一番", "翻两番", "三成"]),
        ("2024年完成投资2024亿元", ["2024亿元"]),
    ],
)
def test_what_a_sentence_tells_in_order(text: str, told: list[str]) -> None:
    assert [quantity.text for quantity in find_quantities(text)] == told


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("增长5%", Hedge.EXACT),
        ("增长5%左右", Hedge.ABOUT),
        ("约50万人", Hedge.ABOUT),
        ("about 50 people", Hedge.ABOUT),
        ("近5万亿元", Hedge.NEARLY),
        ("超过300家", Hedge.AT_LEAST),
        ("7800余个", Hedge.AT_LEAST),
        ("30多万人", Hedge.AT_LEAST),
        ("7%以上", Hedge.AT_LEAST),
        ("over 12 million people", Hedge.AT_LEAST),
        ("不低于90%", Hedge.AT_LEAST),
        ("不超过5%", Hedge.AT_MOST),
        ("控制在5.5%以内", Hedge.AT_MOST),
        ("less than 3 percent", Hedge.AT_MOST),
        ("附近500米", Hedge.EXACT),
    ],
)
def test_hedges(text: str, hedge: Hedge) -> None:
    assert only(text).hedge is hedge


@pytest.mark.parametrize(
    ("text", "percent"), [("翻一番", 100), ("翻两番", 300), ("增长1.5倍", 150), ("增加到2倍", 100), ("doubled", 100)]
)
def test_multiples_are_growth_in_per_cent(text: str, percent: int) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.unit, quantity.direction) == (Decimal(percent), "%", Direction.UP)


@pytest.mark.parametrize(
    ("text", "low", "high"), [("增长5%-6%", 5, 6), ("35%—40%", 35, 40), ("3至5年", 3, 5), ("1-2个", 1, 2)]
)
def test_ranges(text: str, low: int, high: int) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("rose from $11 million to $12 million", [11_000_000, 12_000_000], "美元"),
        ("rose from 5 to 7 percent", [5, 7], "%"),
        ("fell from 7 to 5 percent", [7, 5], "%"),
        ("由5.1万户至5.4万户", [51_000, 54_000], "户"),
    ],
)
def test_where_a_thing_was_and_came_to_is_no_range(text: str, values: list[int], unit: str) -> None:
    found = find_quantities(text)
    assert [(quantity.low, quantity.high, quantity.unit) for quantity in found] == [
        (Decimal(value), Decimal(value), unit) for value in values
    ]


@given(st.text("0123456789.,%万亿千百元年月日约近以上左右增长下降abc $一二三十分之第个家", max_size=40))
def test_quantities_are_disjoint_spans_in_order(text: str) -> None:
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end
        assert text[quantity.start : quantity.end] == quantity.text
        end = quantity.end


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("用水量12 345.6万立方米", "12 345.6万立方米", "123456000", "立方米"),
        ("农业用水8\u202f210万立方米", "8\u202f210万立方米", "82100000", "立方米"),
        ("总额1’234.5万美元", "1’234.5万美元", "12345000", "美元"),
        ("投资1，234.5亿元", "1，234.5亿元", "123450000000", "元"),
        ("sold 12,34,567 units", "12,34,567", "1234567", ""),
        ("常住人口186²万人", "186²万人", "1860000", "人"),
        ("人口186[2]万人", "186[2]万人", "1860000", "人"),
        ("碳汇3.6×10⁴吨", "3.6×10⁴吨", "36000000", "千克"),
        ("碳汇3.6×10^4吨", "3.6×10^4吨", "36000000", "千克"),
        ("储量10⁴吨", "10⁴吨", "10000000", "千克"),
        ("占¾", "¾", "75", "%"),
        ("用去2½吨", "2½吨", "2500", "千克"),
        ("水面占1/5。", "1/5", "20", "%"),
        ("净利润(1,234.56)万元", "(1,234.56)万元", "-12345600", "元"),
        ("净额-356.20万元", "-356.20万元", "-3562000", "元"),
        ("气温零下18.5℃", "零下18.5℃", "-18.5", "℃"),
        ("用电量52.3亿千瓦时", "52.3亿千瓦时", "5230000000", "千瓦时"),
        ("用电量52.3亿度", "52.3亿度", "5230000000", "千瓦时"),
        ("平均气温16.2度", "16.2度", "16.2", "℃"),
        ("流量1200立方米每秒", "1200立方米每秒", "1200", "立方米/秒"),
        ("售价8元/公斤", "8元/公斤", "8", "元/千克"),
        ("绿道30㎞", "30㎞", "30000", "米"),
    ],
)
def test_a_figure_is_whole(text: str, span: str, value: str, unit: str) -> None:
    quantity = only(text)
    assert (quantity.text, quantity.low, quantity.unit) == (span, Decimal(value), unit)


@pytest.mark.parametrize("text", ["2024年 234人", "第3 100个", "（1）个体经营", "2020 100人"])
def test_figures_side_by_side_are_not_one(text: str) -> None:
    assert all(quantity.low < 1000 and quantity.low > 0 for quantity in find_quantities(text))


def test_points_and_where_they_led_to_are_no_range() -> None:
    """升0.9个点至62.1% is by how much and to what; 3至5个点 is a range."""
    assert [(one.text, one.low, one.high) for one in find_quantities("城镇化率升0.9个点至62.1%")] == [
        ("0.9个点", Decimal("0.9"), Decimal("0.9")),
        ("62.1%", Decimal("62.1"), Decimal("62.1")),
    ]
    assert [(one.low, one.high) for one in find_quantities("快3至5个点")] == [(Decimal(3), Decimal(5))]


@pytest.mark.parametrize(
    ("text", "unit", "low"),
    [
        ("总磷年均浓度0.021 mg/L", "千克/立方米", "0.000021"),
        ("收入增长6.4%o", "%", "6.4"),  # a scanned per cent sign
        ("人口出生率6.39%o", "%", "0.639"),  # of what is told per thousand
    ],
)
def test_units_in_letters(text: str, unit: str, low: str) -> None:
    (found,) = find_quantities(text)
    assert (found.unit, found.low) == (unit, Decimal(low))


def test_digits_that_are_set_apart_are_one_number() -> None:
    """As old reports write them: not three numbers, of which the last has the unit."""
    found = find_quantities("由1 9 4 亿美元增加到1 3 9 9 亿美元")
    assert [f"{one.low:f}" for one in found] == ["19400000000", "139900000000"]
    assert [one.text for one in find_quantities("1 2 3 4 5")] == ["1", "2", "3", "4", "5"]
