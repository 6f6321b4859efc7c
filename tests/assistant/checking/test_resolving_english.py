"""Pronouns, "the company" and "last year": what they stand for, and what only looks like them."""

import pytest

from assistant.checking.resolving_english import absolute_years, owner_of, resolved

OWNER, SUBJECT = "Harrow & Finch", "Revenue"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("It rose 5%.", "Harrow & Finch: Revenue rose 5%."),
        ("This figure fell 3%.", "Harrow & Finch: Revenue fell 3%."),
        ("This was 5% higher.", "Harrow & Finch: Revenue was 5% higher."),
        ("Its emissions fell 3%.", "Harrow & Finch’s emissions fell 3%."),
        ("The company's staff grew.", "Harrow & Finch's staff grew."),
        # a determiner, a phrase and a longer word are no pronouns
        ("This year we hired 5 people.", "Harrow & Finch: This year we hired 5 people."),
        ("The number of plants rose 5%.", "Harrow & Finch: The number of plants rose 5%."),
        ("Itemised bills rose 3%.", "Harrow & Finch: Itemised bills rose 3%."),
    ],
)
def test_what_a_pronoun_stands_for_is_put_in(text: str, whole: str) -> None:
    assert resolved(text, OWNER, SUBJECT) == whole


@pytest.mark.parametrize("text", ["It rose 5%.", "The company said so.", "Its staff grew."])
def test_what_nobody_explains_stays(text: str) -> None:
    assert resolved(text, "", "") == text


@pytest.mark.parametrize(
    "text", ["Guangdong grew 5%.", "Acme Widgets Inc rose 5%.", "Sales of Harrow & Finch rose 5%."]
)
def test_who_is_named_already_is_not_named_again(text: str) -> None:
    assert resolved(text, OWNER, SUBJECT) == text


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Harrow & Finch and its footprint", "Harrow & Finch"),
        ("Guangdong and Acme Widgets", "Guangdong"),
        ("In March Acme Widgets grew", "Acme Widgets"),
        ("In Q3 Acme grew", ""),  # one word may be any noun
        ("Scope 1 emissions", ""),
        ("lower case only", ""),
    ],
)
def test_a_text_is_about_its_region_or_first_longer_name(text: str, owner: str) -> None:
    assert owner_of(text) == owner


@pytest.mark.parametrize(
    ("text", "dated"),
    [
        ("Last year, sales rose.", "In 2024, sales rose."),
        ("in the prior year", "in 2024"),
        ("this year we will", "in 2025 we will"),
        ("next year", "in 2026"),
        ("compared with last year", "compared with last year"),
        ("than last year", "than last year"),
        ("last year's sales", "last year's sales"),
    ],
)
def test_a_year_that_is_only_compared_with_stays(text: str, dated: str) -> None:
    assert absolute_years(text, 2025) == dated
