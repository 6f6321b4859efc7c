"""The sentences nearest to a claim: by rare words, figures, its place, and what is over."""

import pytest

from assistant.verification.nearest import Sentences, is_past, nearest, without

TOWN = "粮食产量达到12.6万吨。新增学位2400个。新建公路126公里。"
CITY = "粮食产量达到30万吨。新增床位500张。"


def first(claim: str, texts: list[str], own: list[bool], names: tuple[str, ...] = ()) -> str:
    (near, *_) = nearest(claim, [Sentences(text, names) for text in texts], own, names, 1)
    return texts[near.text][near.start : near.end]


def test_rare_words_decide() -> None:
    assert first("新增学位3000个", [TOWN], [False]) == "新增学位2400个。"


def test_a_figure_of_the_claim_tells_equal_sentences_apart() -> None:
    assert first("粮食产量达到30万吨", [TOWN, CITY], [False, False]) == "粮食产量达到30万吨。"


def test_another_places_sentence_yields_to_the_named_places() -> None:
    assert first("白石县粮食产量30万吨", [TOWN, CITY], [True, False], ("白石县",)) == "粮食产量达到12.6万吨。"


def test_nothing_shared_gives_nothing() -> None:
    assert nearest("天文馆", [Sentences(TOWN, ())], [False], (), 3) == []


def test_a_sentence_of_a_plan_yields_where_the_claim_is_of_what_is_over() -> None:
    text = "公路建设里程126公里。公路建设里程140公里。"
    planned = Sentences(text, (), lambda start: start == 0, 2025)
    (near, *_) = nearest("2024年公路建设里程", [planned], [False], (), 2)
    assert text[near.start : near.end] == "公路建设里程140公里。"


@pytest.mark.parametrize(
    ("claim", "year", "past"),
    [
        ("2024年增长6%", 2025, True),
        ("2025年增长6%", 2025, False),
        ("2024年目标增长6%", 2025, False),
        ("去年增长6%", None, True),
        ("增长6%", 2025, False),
    ],
)
def test_what_is_over_is_told_by_year_and_words(claim: str, year: int | None, past: bool) -> None:
    assert is_past(claim, year) is past


def test_the_longest_name_goes_first() -> None:
    assert without("江西省南昌市增长", ["江西", "江西省"]) == " 南昌市增长"
