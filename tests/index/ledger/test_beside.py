"""What stands around a figure in the words of a reading."""

import pytest

from index.facts.fact import Context
from index.facts.reading import read
from index.ledger.beside import Beside
from index.ledger.wording import Word, Wording
from index.text.quantities import find_quantities


def beside(text: str, how: str = "written") -> Beside:
    """The words of a text's reading of that sort, those before it noted."""
    wording = Wording(text)
    found: list[Word] = []
    for fact in read(text, Context(year=2025, years=(2024,))):
        words = wording.words(fact)
        wording.note(words)
        if fact.how == how:
            found = words
            break
    return Beside(found, wording)


def said(words: list[Word]) -> str:
    return "".join(word.said for word in words)


def test_before_and_behind_a_figure_up_to_the_next() -> None:
    """现行16%的税率降至13%: the second figure is where the first went to."""
    found = beside("现行16%的税率降至13%。")
    first, second = found.holes
    assert (said(found.near(first)), said(found.behind(first))) == ("现行", "税率")
    assert (said(found.near(second)), said(found.behind(second))) == ("税率", "")
    assert found.moves_on(first) and not found.moves_on(second)
    assert found.is_of(first) and not found.is_of(second)
    assert (found.hole_before(first), found.hole_before(second)) == (None, first)


def test_a_figure_of_another_unit_is_not_where_it_went_to() -> None:
    found = beside("产值5亿元的企业增至13家。")
    assert [found.moves_on(place) for place in found.holes] == [False] * len(found.holes)


def test_the_figures_of_a_list_share_what_stands_before_the_first() -> None:
    text = "茶叶产量3万吨、4万吨和5万吨。"
    figures = find_quantities(text)
    marks = [Word("figure", "#", one.start, one.end, one.text) for one in figures]
    found = Beside([Word("text", "茶叶产量", 0, 4, "茶叶产量"), *marks], Wording(text))
    assert [said(found.near(place)) for place in found.holes] == ["茶叶产量"] * 3
    assert [found.first_of_list(one.start) for one in figures] == [figures[0].start] * 3


def test_a_list_ends_where_words_stand_between_two_figures() -> None:
    text = "茶叶3万吨，油料4万吨、5万吨。"
    figures = find_quantities(text)
    found = Beside([Word("figure", "#", one.start, one.end, one.text) for one in figures], Wording(text))
    assert [found.first_of_list(one.start) for one in figures] == [figures[0].start, *[figures[1].start] * 2]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("经营主体净增98万户、突破1900万户。", "经营主体"),
        ("经营主体净增98万户、增长5%。", "经营主体净增"),
    ],
)
def test_what_all_of_it_comes_to_is_of_the_stock_and_not_of_what_was_added(text: str, near: str) -> None:
    found = beside(text, "completed")
    assert said([word for word in found.near(found.holes[0]) if word.value != "⟨↑⟩"]) == near
