"""Tokens of a sentence: words of closed classes, figures, and which of them wins."""

import pytest

from index.facts.fact import Bound
from index.facts.tokens import tokenise


@pytest.mark.parametrize(
    ("text", "low", "unit", "bound"),
    [
        ("六成多", "60", "%", Bound.OVER),
        ("九成三", "93", "%", Bound.EXACT),
        ("占比过半", "50", "%", Bound.OVER),
        ("三倍多", "3", "倍", Bound.OVER),
        ("六千多亿", "600000000000", "", Bound.OVER),
        ("突破万亿元", "1000000000000", "元", Bound.EXACT),
        ("筹划近30年的铁路", "30", "年", Bound.NEAR),
    ],
)
def test_figures_as_people_say_them(text: str, low: str, unit: str, bound: Bound) -> None:
    """Tenths, halves, multiples and amounts without a unit."""
    figures = [token.figure for token in tokenise(text) if token.figure is not None]
    assert [(str(figure.low), figure.unit, figure.bound) for figure in figures] == [(low, unit, bound)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("在全国排第三位", ["在", "全国", "排", "#", "位"]),
        ("长三角一体化", ["长三角", "一体化"]),
        ("二期工程", ["2期", "工程"]),
    ],
)
def test_a_word_hides_no_figure(text: str, values: list[str]) -> None:
    """排第三位 is 排 before 第三, not 排第 before 三位."""
    assert [token.value for token in tokenise(text)] == values


def test_tokens_hold_every_character() -> None:
    """Together they are the sentence."""
    text = "2024年，地区生产总值13.7万亿元、增长5.8%，增量居全国第一。"
    assert "".join(text[token.start : token.end] for token in tokenise(text)) == text
