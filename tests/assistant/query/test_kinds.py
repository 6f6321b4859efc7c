"""The kinds of question: what the asking word asks for, and what would answer."""

import pytest

from assistant.query.kinds import ASKS_AHEAD, ASKS_HOW_IT_GOES, Asks, Wants, asks, wants


@pytest.mark.parametrize(
    ("question", "asked", "wanted"),
    [
        ("谁作的报告？", Asks.WHO, Wants.STATEMENT),
        ("新机场位于哪里？", Asks.WHERE, Wants.STATEMENT),
        ("铁路何时通车？", Asks.WHEN, Wants.DATE),
        ("新建公路多少公里？", Asks.NUMBER, Wants.FIGURE),
        ("为什么没有完成？", Asks.WHY, Wants.REASON),
        ("Why was it late?", Asks.WHY, Wants.REASON),
        ("如何扩大内需？", Asks.HOW, Wants.STATEMENT),
        ("有哪些奖项？", Asks.WHICH, Wants.LIST),
        ("项目叫什么？", Asks.NAME, Wants.STATEMENT),
        ("主题是什么？", Asks.WHAT, Wants.STATEMENT),
        ("广东2025年", Asks.OTHER, Wants.STATEMENT),
    ],
)
def test_both_sizes_of_the_taxonomy_agree(question: str, asked: Asks, wanted: Wants) -> None:
    assert asks(question) is asked
    assert asked.wants is wanted
    assert wants(question) is wanted


def test_a_figure_is_asked_for_without_an_asking_word_too() -> None:
    assert (asks("广东2025年增速"), wants("广东2025年增速")) == (Asks.OTHER, Wants.FIGURE)


def test_the_first_kind_that_matches_wins() -> None:
    assert asks("哪个省的目标是多少？") is Asks.WHERE
    assert asks("前几年的困难是哪些原因造成的？") is not Asks.NUMBER
    assert ASKS_AHEAD.search("当年钢铁和煤炭分别要去掉多少产能？")
    for question in ("需要多少资金？", "运动员一共得了多少金牌？"):
        assert not ASKS_AHEAD.search(question)
    assert (asks("增长了百分之几？"), wants("增长了百分之几？")) == (Asks.NUMBER, Wants.FIGURE)
    assert wants("哪一年的增速是多少？") is Wants.DATE


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("重点项目建设情况怎么样？", True),
        ("乡村振兴进展如何？", True),
        ("教育工作做得怎么样？", True),
        ("How are the key projects going?", True),
        ("如何加强水污染防治？", False),
        ("新建公路多少公里？", False),
        ("How many projects were begun?", False),
    ],
)
def test_how_it_goes(question: str, asked: bool) -> None:
    assert (ASKS_HOW_IT_GOES.search(question) is not None) is asked
