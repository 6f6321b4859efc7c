"""English words: canonical forms, figures with their hedges, ordinals, denials, and what a report calls itself."""

from decimal import Decimal

import pytest

from index.facts.english_words import Word, blanked, is_past, is_plan_heading, own_names, short_names, singular, verb_of
from index.facts.english_words import words as words_of
from index.facts.fact import Bound, Context


def words(text: str) -> list[Word]:
    """The words of a text of 2024."""
    return words_of(text, Context(year=2024))


def written(text: str) -> list[str]:
    """The words of a text as they stand."""
    return [word.written for word in words(text)]


@pytest.mark.parametrize(
    ("plural", "one"),
    [
        ("sites", "site"),
        ("companies", "company"),
        ("women", "woman"),
        ("buses", "bus"),
        ("boxes", "box"),
        ("analyses", "analysis"),
        ("lost-time-injuries", "lost-time-injury"),
        ("business", "business"),
        ("process", "process"),
        ("status", "status"),
        ("gas", "gas"),
        ("losses", "loss"),
    ],
)
def test_singular(plural: str, one: str) -> None:
    """What only looks like a plural stays."""
    assert singular(plural) == one == singular(one)


@pytest.mark.parametrize(
    ("form", "verb"),
    [("rose", "rise"), ("finished", "complete"), ("purchases", "buy"), ("planned", "plan"), ("carried", "carry")],
)
def test_a_verb_by_its_forms(form: str, verb: str) -> None:
    """Verbs that say the same deed are one."""
    assert verb_of(form) == verb


def test_what_is_no_verb() -> None:
    """A noun, a short word in -ed, a compound."""
    assert [verb_of(word) for word in ("revenue", "red", "bed", "well-trained")] == [None] * 4
    assert is_past("rose") and is_past("audited") and not is_past("rises")


@pytest.mark.parametrize(
    ("text", "low", "unit", "bound"),
    [
        ("over 5%", "5", "%", Bound.OVER),
        ("no more than 3%", "3", "%", Bound.UNDER),
        ("not fewer than 12", "12", "", Bound.OVER),
        ("about $12.3 million", "12300000", "美元", Bound.ABOUT),
        ("nearly 90%", "90", "%", Bound.NEAR),
        ("300 or more", "300", "", Bound.OVER),
        ("no fewer than two", "2", "", Bound.OVER),
        ("upward of 76%", "76", "%", Bound.OVER),
        ("as much as 5%", "5", "%", Bound.UNDER),
        (">50%", "50", "%", Bound.OVER),
        ("60-plus", "60", "", Bound.OVER),
        ("5%", "5", "%", Bound.EXACT),
    ],
)
def test_a_hedge_is_part_of_its_figure(text: str, low: str, unit: str, bound: Bound) -> None:
    """Before or behind it."""
    (word,) = words(text)
    assert word.figure is not None
    assert (word.figure.low, word.figure.unit, word.figure.bound) == (Decimal(low), unit, bound)


@pytest.mark.parametrize("place", ["third", "No. 3", "no.3", "number three", "3rd"])
def test_a_place_in_an_order_however_it_is_written(place: str) -> None:
    """And "no." denies nothing there, nor does its full stop end the clause."""
    found = words(f"ranked {place} in the country")
    assert [word.value for word in found] == ["ranked", "№", "in", "the", "country"]
    assert found[1].figure is not None and found[1].figure.low == 3


def test_a_denied_amount_is_no_place() -> None:
    """no 3% limit."""
    assert [word.value for word in words("no 3% limit")] == ["no", "#", "limit"]


def test_numbers_of_names_and_times_are_no_figures() -> None:
    """Scope 1 and 2; 2024; 3 of an item."""
    found = words("Scope 1 and 2 emissions, Phase 3 and item 7 of 2024")
    assert [word for word in found if word.kind == "figure"] == []
    assert [word.when is not None for word in found].count(True) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("didn't close", ["did", "n't", "close"]),
        ("isn’t audited", ["is", "n't", "audited"]),
        ("can't and won't", ["can't", "and", "won't"]),
        ("Harrow's plants", ["harrow", "'s", "plants"]),
        ("no one", ["no one"]),
        ("Vatican tents", ["vatican", "tents"]),
    ],
)
def test_a_contraction_is_two_words_and_denies(text: str, parts: list[str]) -> None:
    """With either apostrophe."""
    assert written(text) == parts
    assert any(word.has("deny") for word in words(text)) is ("'t" in "".join(parts) or "no one" in parts)


def test_words_keep_their_place() -> None:
    """The text at a word's span is the word, figures with their hedge."""
    text = "Harrow's revenue rose over 5%, to $12.3 million, in 2024."
    assert [text[word.start : word.end] for word in words(text)] == [
        "Harrow", "'s", "revenue", "rose", "over 5%", ",", "to", "$12.3 million", ",", "in 2024", ".",
    ]  # fmt: skip


def test_the_issuers_own_name_is_we() -> None:
    """Character for character; another company's name that begins like it stays."""
    text = "Acme's vans and the Acme Group; Acme-Nord is another."
    plain = blanked(text, ("Acme", "Acme Group"))
    assert plain.split() == ["our", "vans", "and", "we", ";", "Acme-Nord", "is", "another."]
    assert len(plain) == len(text)


def test_names_without_the_words_that_say_what_kind_of_company() -> None:
    """Never without all of them."""
    assert short_names("Harrow Holdings, Inc.") == ("Harrow Holdings, Inc.", "Harrow Holdings", "Harrow")
    assert short_names("Holdings") == ("Holdings",)
    assert short_names("") == ()


def test_a_report_without_an_issuer_is_of_the_company_it_names_most() -> None:
    """On its first pages; one that states a Chinese one has no English name."""
    text = "Harrow Logistics runs vans. Tarn Supplies Ltd sells to Harrow Logistics."
    assert own_names(None, text) == ("Harrow Logistics", "Harrow")
    assert own_names("云岭集团", text) == ()
    assert own_names(None, "The county built a road.") == ()


@pytest.mark.parametrize(
    ("title", "plans"),
    [
        ("Targets for 2025", True),
        ("Outlook", True),
        ("Our plans", True),
        ("Progress against our 2024 targets", False),
        ("Outlook of the industry in the past", False),
    ],
)
def test_a_heading_that_plans(title: str, plans: bool) -> None:
    """Targets that are looked back at are none."""
    assert is_plan_heading(title) is plans
