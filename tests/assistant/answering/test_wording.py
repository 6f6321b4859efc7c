"""How a figure is put in an answer."""

import pytest
from figure_reports import work_report

from assistant.answering.ledgers import Found
from assistant.answering.wording import figure_in, period_in_words, what_it_is, written
from index.ledger.entry import Span


def found(sentence: str, plan: bool = False, place: int = 0) -> Found:
    told = work_report("青禾县", 2025, "" if plan else sentence, sentence if plan else "")
    return Found(told, told.entries[place])


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("地区生产总值增长7%以上、力争达到8%。", "增长7%以上、力争达到8%"),
        ("城镇调查失业率控制在5.5%以内。", "控制在5.5%以内"),
        ("粮食产量不少于25万吨。", "不少于25万吨"),
        ("居民消费价格下降0.2%。", "下降0.2%"),
        ("茶叶产值超过8亿元。", "超过8亿元"),
        ("茶叶产量没有达到2万吨。", "没有达到2万吨"),
        ("茶叶产量不足2万吨。", "不足2万吨"),
        ("地区生产总值增长5%左右，粮食产量25万吨。", "增长5%左右"),
    ],
)
def test_hedges_belong_to_the_figure(sentence: str, figure: str) -> None:
    assert written(found(sentence, plan=True), way=True) == figure


def test_what_a_figure_is() -> None:
    """In the report's own words: a table's name may say more than it does. A mean says so."""
    assert what_it_is(found("GDP达120亿元。"), "zh") == "青禾县2024年GDP"
    assert what_it_is(found("新增高新技术企业35家。"), "zh") == "青禾县2024年新增高新技术企业"
    assert what_it_is(found("粮食产量26万吨。", plan=True), "zh") == "青禾县2025年粮食产量，目标"
    assert "年均" in what_it_is(found("过去五年地区生产总值年均增长5.6%。"), "zh")


def test_a_chinese_figure_is_restated_in_english_alone() -> None:
    tea = found("茶叶产值1.2亿元。")
    assert figure_in(tea, "zh") == "1.2亿元"
    assert figure_in(tea, "en") == "120 million yuan"


def test_periods() -> None:
    assert period_in_words(Span("2024", "2024"), "zh") == "2024年"
    assert period_in_words(Span("2024", "2024"), "en") == "2024"
    assert period_in_words(Span("2021", "2025"), "zh") == "2021–2025"
    assert period_in_words(None, "zh") == ""
