"""Neighbours keep their own: what one clause of a claim tells stands together in the sentence."""

import pytest

from assistant.verification.hard_parts import said
from assistant.verification.told_together import told_together


def together(claim: str, sentence: str) -> bool:
    return told_together(said(claim), said(sentence), "江西")


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("篁岭评上了国家5A级景区。", "武功山入选世界地质公园，篁岭获评国家5A级景区。"),
        ("江西武功山进了世界地质公园。", "武功山入选世界地质公园，篁岭获评国家5A级景区。"),
        ("新疆银行整合了库尔勒银行。", "新疆银行整合库尔勒银行顺利完成。"),
        ("库尔勒银行被新疆银行整合。", "新疆银行整合库尔勒银行顺利完成。"),
        ("旅游收入增长12%。", "旅游市场火热，旅游总收入突破万亿元，增长12%。"),
        ("江西发了五个亿的消费券，带动三百亿消费。", "发放消费券5亿元，带动消费300亿元。"),
        ("佛教论坛办到第六届。", "成功举办第六届世界佛教论坛、第二届良渚论坛。"),
    ],
)
def test_what_stands_together_holds(claim: str, sentence: str) -> None:
    assert together(claim, sentence)


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("篁岭入选世界地质公园，武功山获评国家5A级景区。", "武功山入选世界地质公园，篁岭获评国家5A级景区。"),
        ("中柬产业园建成。", "启动建设中柬产业园，建成水果交易中心线上交易平台。"),
        ("库尔勒银行整合了新疆银行。", "新疆银行整合库尔勒银行顺利完成。"),
        ("时间由5小时变为18小时。", "时间由18小时缩短到5小时。"),
        ("洪湖水质到了Ⅱ类。", "丹江口水库水质保持在Ⅱ类以上，洪湖水质提升到Ⅳ类。"),
        ("江西发了三百亿的消费券。", "发放消费券4.8亿元，开展促消费活动800余场，带动消费300亿元。"),
        ("良渚论坛办到第六届。", "成功举办第六届世界佛教论坛、第二届良渚论坛。"),
        ("“二十一景”入选世界旅游联盟典型案例。", "“二十一景”获评优秀案例，龙泉村入选世界旅游联盟典型案例。"),
    ],
)
def test_what_is_a_neighbours_does_not(claim: str, sentence: str) -> None:
    assert not together(claim, sentence)
