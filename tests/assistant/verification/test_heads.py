"""What a Chinese statement opens with: where and when, and what only looks like a place."""

import pytest

from assistant.verification.heads import Head, read_head, source_end


@pytest.mark.parametrize(
    ("text", "place", "period"),
    [
        ("2024年云岭县地区生产总值增长6.1%", "云岭县", "2024年"),
        ("云岭县2024年9月建成新厂房", "云岭县", "2024年9月"),
        ("据统计，2024年全省进出口总额", "全省", "2024年"),
        ("数据显示：云岭县上半年", "云岭县", "上半年"),
        ("“十四五”时期，全县新建公路", "全县", "“十四五”时期"),
        ("到2025年，全县", "全县", "2025年"),
        ("二〇二四年云岭县", "云岭县", "二〇二四年"),
        ("内蒙古自治区2024年粮食产量", "内蒙古自治区", "2024年"),
        ("澜石光电2024年实现营业收入", "澜石光电", "2024年"),
        ("澜石光电股份有限公司营业收入", "澜石光电股份有限公司", ""),
        ("云岭银行股份有限公司利润", "云岭银行股份有限公司", ""),
        ("广东、江苏和浙江2024年粮食产量", "广东、江苏和浙江", "2024年"),
    ],
)
def test_place_and_period_in_any_order(text: str, place: str, period: str) -> None:
    head = read_head(text)
    assert (head.place, head.period) == (place, period)


@pytest.mark.parametrize(
    "text",
    [
        "地区生产总值增长6.1%",
        "全市场价格平稳",
        "超市销售额增长",
        "县域经济增长",
        "园区工业增加值增长5%",
        "各县增长",
        "两市合计",
        "",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert read_head(text) == Head()


@pytest.mark.parametrize("text", ["去年增长6.1%", "去年同期相比增长", "今年增长5%"])
def test_a_year_that_is_only_compared_with_is_no_period(text: str) -> None:
    assert read_head(text) == Head()


def test_a_second_year_or_place_belongs_to_the_rest() -> None:
    assert read_head("2024年2023年") == Head("", "2024年", 5)
    assert read_head("云岭县白石县") == Head("云岭县", "", 3)


@pytest.mark.parametrize(
    ("own", "whole"),
    [
        (Head("", "9月"), "云岭县2024年9月"),  # a month belongs to the year before it
        (Head("白石县", ""), "白石县2024年"),
        (Head("", "2023年"), "云岭县2023年"),
        (Head("", "全年"), "云岭县2024年"),
        (Head(), "云岭县2024年"),
    ],
)
def test_a_later_head_takes_what_it_leaves_out(own: Head, whole: str) -> None:
    assert own.under(Head("云岭县", "2024年")).text == whole


def test_who_says_so_is_no_part_of_a_statement() -> None:
    assert source_end("根据统计公报，全县") == 7
    assert source_end("根据地建设") == 0
