"""分别: each figure to its own thing."""

import pytest

from index.facts.fact import Context, How
from index.facts.reading import read

REVIEW = Context(year=2025, years=(2024,), plan=False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("出口、进口分别增长3%、4%。", {"出口⟨↑⟩#": "3%", "进口⟨↑⟩#": "4%"}),
        ("第一、第三产业增加值分别增长2.5%、3.9%。", {"第一产业增加值⟨↑⟩#": "2.5%", "第三产业增加值⟨↑⟩#": "3.9%"}),
        (
            "城乡居民人均可支配收入分别增长4.7%、6.6%。",
            {"城镇居民收入⟨↑⟩#": "4.7%", "农村居民收入⟨↑⟩#": "6.6%"},
        ),
        ("红旗汽车产销量分别增长22.9%和17.4%。", {"红旗汽车产量⟨↑⟩#": "22.9%", "红旗汽车销量⟨↑⟩#": "17.4%"}),
        (
            "家电、汽车换新数量分别居全国第2位、第7位。",
            {"家电换新数量⟨居⟩全国#": "第2", "汽车换新数量⟨居⟩全国#": "第7"},
        ),
        (
            "抽水蓄能规划建设总规模、风电光伏装机居全国第1、第2位。",
            {"抽水蓄能⟨谋划⟩总规模⟨居⟩全国#": "第1", "风电光伏装机⟨居⟩全国#": "第2"},
        ),
    ],
)
def test_item_by_item(text: str, told: dict[str, str]) -> None:
    """As many things as figures; a shared head or tail belongs to each."""
    found = {
        fact.key: fact.figures[0].text for fact in read(text, REVIEW) if fact.how is How.RESPECTIVELY and fact.figures
    }
    assert {key: found.get(key) for key in told} == told


def test_numbers_that_differ_tell_nothing() -> None:
    """Three things and two figures are no list of pairs."""
    assert not any(fact.how is How.RESPECTIVELY for fact in read("出口、进口、投资分别增长3%、4%。", REVIEW))


def test_a_blanked_figure_keeps_its_place() -> None:
    facts = read("城镇和农村居民人均可支配收入分别增长X%和6.4%o(一)抗旱保粮", Context(year=2023))
    told = [(fact.pieces, fact.figures[0].text) for fact in facts if fact.figures]
    assert told == [(("农村居民收入", "⟨↑⟩", "#"), "6.4%o")]
