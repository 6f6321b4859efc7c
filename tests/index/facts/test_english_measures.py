"""English growth, comparisons, levels and counts: ways of saying one thing have one key, and other things another."""

import pytest

from index.facts.english_measures import moves_in
from index.facts.english_pieces import DOWN, UP
from index.facts.english_words import words
from index.facts.fact import Context, Fact, How, Stage
from index.facts.reading import read


def facts(text: str, claim: bool = False) -> list[Fact]:
    """The facts of a text of 2024."""
    return list(read(text, Context(year=2024, claim=claim)))


def keys(text: str, claim: bool = False) -> list[str]:
    """Their keys, in order."""
    return [fact.key for fact in facts(text, claim)]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Revenue rose 5%.", "#|revenue|⟨↑⟩"),
        ("Revenue was up 5%.", "#|revenue|⟨↑⟩"),
        ("Revenue grew by 5%.", "#|revenue|⟨↑⟩"),
        ("Growth of 5% in revenue.", "#|revenue|⟨↑⟩"),
        ("Revenue growth was 5%.", "#|revenue|⟨↑⟩"),
        ("Revenue declined 5%.", "#|revenue|⟨↓⟩"),
        ("We cut emissions by 12%.", "#|emission|⟨↓⟩"),
        ("Emissions were cut by 12%.", "#|emission|⟨↓⟩"),
        ("Training reduced injuries by 12%.", "#|injury|training|⟨↓⟩"),
        ("Revenue did not rise.", "revenue|⟨↑⟩|⟨非⟩"),
        ("Revenue is rising.", "revenue|⟨ing⟩|⟨↑⟩"),
        ("Revenue may rise 5%.", "#|revenue|⟨may⟩|⟨↑⟩"),
    ],
)
def test_what_moved_and_by_how_much(text: str, key: str) -> None:
    """What moved it, unless we did; whether it is denied, going on, or only possible."""
    assert keys(text)[0] == key


def test_where_it_came_from_and_to_is_apart_from_by_how_much() -> None:
    """And where it came to is its level."""
    found = {
        fact.key: [figure.text for figure in fact.figures]
        for fact in facts("Revenue rose 5% from $11 million to $12 million.")
    }
    assert found["#|revenue|⟨↑⟩"] == ["5%"]
    assert found["from #|revenue|to #|⟨↑⟩"] == ["$11 million", "$12 million"]
    assert found["#|revenue"] == ["$12 million"]


def test_a_movement_entails_less_of_a_report_and_nothing_of_a_claim() -> None:
    """A claim must hold with its figure."""
    assert [fact.how for fact in facts("Revenue rose 5%.")] == [How.WRITTEN, How.ITEM]
    assert keys("Revenue rose 5%.", claim=True) == ["#|revenue|⟨↑⟩"]


def test_a_denied_movement_has_no_level() -> None:
    """It did not fall to 5%."""
    assert "#|rate" in keys("The rate fell to 5%.")
    assert "#|rate" not in keys("The rate did not fall to 5%.")
    assert "#|rate" not in keys("The rate might fall to 5%.")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Revenue was 5% higher than costs.", "#|revenue|than cost|⟨>⟩"),
        ("Revenue was lower than costs.", "revenue|than cost|⟨<⟩"),
        ("Revenue was not lower than costs.", "revenue|than cost|⟨<⟩|⟨非⟩"),
        ("Revenue was 5% higher than in 2023.", "#|revenue|vs -1|⟨↑⟩"),
        ("Revenue was 5% higher than in 2019.", "#|revenue|vs 2019|⟨↑⟩"),
    ],
)
def test_higher_than_a_thing_is_a_comparison_and_than_in_a_year_a_movement(text: str, key: str) -> None:
    """The year is the base."""
    assert keys(text)[0] == key


@pytest.mark.parametrize(
    "text",
    [
        "There were 95 injuries.",
        "Injuries numbered 95.",
        "We had 95 injuries.",
        "Injuries stood at 95.",
        "95 injuries.",
    ],
)
def test_a_count_is_told_in_many_ways(text: str) -> None:
    """All of them of us."""
    assert keys(text)[0] == "#|injury"


def test_what_another_had_is_theirs() -> None:
    """And no count of ours."""
    assert "#|injury" not in keys("The supplier had 95 injuries.")


def test_a_target_is_a_level_that_is_planned() -> None:
    """Also where it is called one; the clause behind it is not one for that."""
    (fact,) = facts("Our target is 95 injuries.")
    assert (fact.key, fact.stage) == ("#|injury", Stage.PLANNED)
    assert facts("There were 95 injuries.")[0].stage is Stage.TOLD


def test_a_growth_without_its_measure_takes_the_one_before() -> None:
    """Of its own sentence only."""
    assert keys("Revenue was $12 million, up 5%.")[:3] == ["#|revenue", "revenue|to #|⟨↑⟩", "#|revenue|⟨↑⟩"]
    assert "#|revenue|⟨↑⟩" not in keys("Revenue was $12 million. Up 5%.")


@pytest.mark.parametrize(
    ("text", "sign"), [("a 5% increase", UP), ("down 5%", DOWN), ("a decline", DOWN), ("5 sites", "")]
)
def test_a_word_of_movement(text: str, sign: str) -> None:
    """A noun or a particle."""
    assert moves_in(words(text, Context())) == sign
