"""Words that say how a number is meant and which way a thing went: where they have to stand, and which goes first."""

import pytest

from index.text.quantity_words import DIRECTION_BEHIND, DIRECTION_WORDS, HEDGES_BEFORE, HEDGES_BEHIND, Direction, Hedge


def before(text: str) -> Hedge | None:
    """How a number is meant that stands behind the text."""
    return next((hedge for hedge, pattern in HEDGES_BEFORE if pattern.search(text)), None)


def behind(text: str) -> Hedge | None:
    """How a number is meant that stands before the text."""
    return next((hedge for hedge, pattern in HEDGES_BEHIND if pattern.match(text)), None)


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("不超过", Hedge.AT_MOST),
        ("超过", Hedge.AT_LEAST),
        ("不低于", Hedge.AT_LEAST),
        ("低于", Hedge.AT_MOST),
        ("no more than ", Hedge.AT_MOST),
        ("more than ", Hedge.AT_LEAST),
        ("约", Hedge.ABOUT),
        ("接近", Hedge.NEARLY),
        ("附近", None),
        ("超过我省", None),
        ("however ", None),
    ],
)
def test_before_a_number(text: str, hedge: Hedge | None) -> None:
    """What forbids goes before what it ends with; a word apart from the number says nothing of it."""
    assert before(text) is hedge


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("以上的企业", Hedge.AT_LEAST),
        ("左右。", Hedge.ABOUT),
        ("以内", Hedge.AT_MOST),
        ("+ people", Hedge.AT_LEAST),
        ("+3", None),
        ("。以上", None),
    ],
)
def test_behind_a_number(text: str, hedge: Hedge | None) -> None:
    """Right behind it; a plus before a digit adds."""
    assert behind(text) is hedge


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("增长", Direction.UP),
        ("下降", Direction.DOWN),
        ("持平", Direction.LEVEL),
        ("负增长", Direction.DOWN),
        ("sales fell", Direction.DOWN),
        ("rose", Direction.UP),
        ("prose", None),
        ("规模", None),
    ],
)
def test_which_way(text: str, way: Direction | None) -> None:
    """A longer word that says the contrary wins; in English only whole words."""
    match = DIRECTION_WORDS.search(text)
    assert (match and match.lastgroup) == way


def test_a_direction_behind_its_figure_needs_no_other_word_between() -> None:
    """3.5%的增长 and 5% increase tell one; 3.5%，增长 is another clause."""
    assert [bool(DIRECTION_BEHIND.match(text)) for text in ("的增长", " year-on-year increase", "，增长")] == [
        True,
        True,
        False,
    ]
