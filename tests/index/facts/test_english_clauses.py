"""English clauses: where a sentence is cut, and who does what to what."""

import pytest

from index.facts.english_clauses import Clause, Phrase, cut, find_verb, parse, phrases, says
from index.facts.english_words import Word, words
from index.facts.fact import Context


def found(text: str) -> list[Word]:
    """The words of a text of 2024."""
    return words(text, Context(year=2024))


def clauses(text: str) -> list[str]:
    """The clauses of a sentence."""
    return [" ".join(word.written for word in clause) for clause in cut(found(text))]


def parsed(text: str) -> Clause:
    """The parts of a sentence of one clause."""
    (clause,) = cut(found(text))
    return parse(clause)


def told(parts: list[Phrase]) -> list[str]:
    """Phrases as they stand."""
    return [" ".join([part.preposition, *(word.written for word in part.words)]).strip() for part in parts]


@pytest.mark.parametrize(
    ("text", "cut_at"),
    [
        ("Revenue rose 5%, and costs fell 2%.", ["revenue rose 5%", "and costs fell 2%"]),
        ("We trained 1,200 drivers and 300 clerks.", ["we trained 1,200 drivers", "300 clerks"]),
        (
            "The firm continues to hire and expects more orders.",
            ["the firm continues to hire", "and expects more orders"],
        ),
        ("The firm needs drivers and orders for vans.", ["the firm needs drivers and orders for vans"]),
        ("The site is closed—it was sold.", ["the site is closed", "it was sold"]),
        ("Turnover fell to 19% (from 24%) and injuries fell.", ["turnover fell to 19%", "injuries fell", "from 24%"]),
    ],
)
def test_cut_where_both_sides_say_something(text: str, cut_at: list[str]) -> None:
    """A figure or a verb of their own; what stands in brackets comes behind."""
    assert clauses(text) == cut_at


@pytest.mark.parametrize(
    "text",
    [
        "Staff, suppliers and drivers were trained.",
        "Injuries fell because training improved.",
        "Cloud (formerly commercial cloud) revenue rose 3%.",
        "The committee met five times.",
    ],
)
def test_a_list_a_reason_and_a_gloss_are_no_clauses(text: str) -> None:
    """A reason stays with what it is given for."""
    assert len(clauses(text)) == 1


def test_parts_of_a_clause() -> None:
    """Subject, verb, object and phrases; "of" binds."""
    clause = parsed("The auditors of the group found 9 breaches in five sites")
    assert (told(clause.subject), clause.verb) == (["the auditors of the group"], "find")
    assert told(clause.rest) == ["9 breaches", "in five sites"]


def test_passive_and_progressive() -> None:
    """By whom is a phrase."""
    done, going = parsed("The bridge was completed by the contractor"), parsed("The bridge is being completed")
    assert (done.verb, done.passive, done.progressive, told(done.rest)) == (
        "complete",
        True,
        False,
        ["by the contractor"],
    )
    assert (going.passive, going.progressive) == (True, True)


@pytest.mark.parametrize(
    ("text", "planned", "imperative", "modal"),
    [
        ("We plan to buy 80 vans", True, False, ""),
        ("We will buy 80 vans", True, False, ""),
        ("We won't buy 80 vans", True, False, ""),
        ("Buy 80 vans", False, True, ""),
        ("Staff could buy 80 vans", False, False, "could"),
        ("We bought 80 vans", False, False, ""),
    ],
)
def test_what_is_planned_bidden_or_only_possible(text: str, planned: bool, imperative: bool, modal: str) -> None:
    """The deed is the same."""
    clause = parsed(text)
    assert (clause.verb, clause.planned, clause.imperative, clause.modal) == ("buy", planned, imperative, modal)


@pytest.mark.parametrize(
    "text",
    [
        "The supplier did not meet the target",
        "The supplier didn't meet the target",
        "The supplier failed to meet the target",
        "The supplier never met the target",
        "The supplier no longer meets the target",
        "The supplier cannot meet the target",
        "The supplier can't meet the target",
    ],
)
def test_what_denies_the_verb_is_no_part_of_the_subject(text: str) -> None:
    """However it is said: else who did it could be left out, and with it that it was not done."""
    clause = parsed(text)
    assert (told(clause.subject), clause.verb, clause.denied) == (["the supplier"], "meet", True)


@pytest.mark.parametrize(
    "text", ["No injuries were recorded", "The site had no injuries", "Injuries were not recorded"]
)
def test_what_is_denied_of_a_thing(text: str) -> None:
    """At the head of the subject or behind the verb."""
    assert parsed(text).denied


def test_two_denials_are_none() -> None:
    """No site failed to meet the target: all of them met it."""
    assert not parsed("No site failed to meet the target").denied


@pytest.mark.parametrize("word", ["almost", "hardly", "narrowly", "reportedly", "partly"])
def test_what_limits_the_verb_is_its_manner(word: str) -> None:
    """Almost met is not met."""
    clause = parsed(f"The supplier {word} met the target")
    assert (told(clause.subject), clause.verb, clause.manner) == (["the supplier"], "meet", [word])


@pytest.mark.parametrize("text", ["Reported incidents fell", "The company's revenue fell", "Which revenue fell"])
def test_a_participle_before_a_noun_is_no_verb(text: str) -> None:
    """The last word is."""
    assert find_verb(found(text)) == (len(found(text)) - 1,) * 2
    assert find_verb(found("Revenue of the group")) is None


def test_what_says_something() -> None:
    """A figure or a verb."""
    assert says(found("5% of revenue")) and says(found("revenue fell"))
    assert not says(found("the revenue of the group"))


def test_phrases_are_cut_at_prepositions() -> None:
    """ "Of" binds, and so does what follows it."""
    assert told(phrases(found("injuries of drivers in depots for us"))) == [
        "injuries of drivers",
        "in depots",
        "for us",
    ]
    assert phrases([]) == []
