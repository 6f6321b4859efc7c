"""A claimed figure against a reported one: how far a hedge may reach."""

import pytest

from assistant.verification.claims import judge_claim
from assistant.verification.comparing_figures import compare_figures
from assistant.verification.reported import given
from index.facts.fact import Figure

SENTENCE = "2024年，江西固定资产投资增长{}。"


def _figure(written: str) -> Figure:
    sentence = SENTENCE.format(written)
    (fact,) = judge_claim(sentence, [given(sentence, (2024,))])[0].facts
    return fact.figures[0]


@pytest.mark.parametrize(
    ("claimed", "reported", "outcome"),
    [
        ("八成多", "82.2%", "same"),
        ("八成多", "92.2%", "value"),
        ("10%左右", "5%左右", "value"),  # 10 has a step of ten, but 5 is no rounding of it
        ("10%左右", "5.1%", "value"),
        ("近10%", "5%", "value"),
        ("约10%", "9.6%", "same"),
        ("近10%", "9.6%", "same"),
        ("5%左右", "5%左右", "same"),
        ("5%左右", "5.1%", "same"),
        ("6%左右", "5%左右", "value"),
        ("5.4%左右", "5%左右", "open"),
        ("20%", "两成", "same"),
        ("两成", "20%", "same"),
        ("22%", "两成", "open"),
        ("两成", "近80%", "value"),  # nearly 80 is no 20
        ("70%", "近80%", "open"),
        ("100%", "94.6%", "value"),  # what is written in digits is rounded to the whole at most
        ("95%", "94.6%", "open"),
        ("九成", "92.2%", "same"),
        ("3.58倍", "358%", "same"),
        ("2.58倍", "358%", "value"),
        ("6023.15亿元", "602,315,354,000.00元", "same"),  # four digits and more, rightly rounded
        ("6023.25亿元", "602,315,354,000.00元", "value"),
        ("6023.16亿元", "602,315,354,000.00元", "open"),
        ("602亿元", "60,231,535,400元", "open"),  # so few may be another figure
    ],
)
def test_a_hedge_reaches_a_tenth_of_the_value_at_most(claimed: str, reported: str, outcome: str) -> None:
    assert compare_figures(_figure(claimed), _figure(reported)) == outcome


@pytest.mark.parametrize(
    ("claimed", "reported", "outcome"),
    [
        ("前三", "第3位", "same"),
        ("前三", "第4位", "rank"),
        ("前十", "前三", "same"),
        ("前三", "前十", "open"),
        ("第3位", "前三", "open"),  # within the first three, which of them is not told
    ],
)
def test_a_rank_up_to(claimed: str, reported: str, outcome: str) -> None:
    def rank(written: str) -> Figure:
        sentence = f"2024年，江西茶叶产量居全国{written}。"
        return judge_claim(sentence, [given(sentence, (2024,))])[0].facts[0].figures[0]

    assert compare_figures(rank(claimed), rank(reported)) == outcome


def test_what_a_unit_is_counted_by_goes_without_saying() -> None:
    def aim(unit: str) -> Figure:
        sentence = f"2024年，江西PM2.5年均浓度降至38{unit}。"
        return judge_claim(sentence, [given(sentence, (2024,))])[0].facts[0].figures[0]

    assert compare_figures(aim("微克"), aim("微克/立方米")) == "same"
    assert compare_figures(aim("微克/立方米"), aim("微克")) == "unit"
