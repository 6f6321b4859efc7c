"""Sentences that count a part, a share of something else, or a whole that includes what is asked."""

import pytest

from assistant.answering.counted_parts import counts_a_part, is_of_a_whole, tells_share_of_another


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("What share of the parcels comes back?", "Customers sent back 92% of the covers.", True),
        ("What share of the covers comes back?", "Customers sent back 92% of the covers.", False),
        ("What share of sales was one customer?", "Sales to one customer represented 12% of total revenue.", False),
        ("What share of the power is renewable?", "Wind supplied 83% of it.", False),  # what it is stands before
        ("How many parcels come back?", "Customers sent back 92% of the covers.", False),  # no share
    ],
)
def test_a_share_of_something_else(question: str, sentence: str, another: bool) -> None:
    assert tells_share_of_another(question, sentence) is another


@pytest.mark.parametrize(
    ("sentence", "whole"),
    [
        ("Our Cloud revenue, which includes Vale and Holt, was $91 billion.", True),
        ("Revenue, including the commercial portion of Vale, rose by 4%.", True),
        ("Vale revenue, including what Holt sold, rose by 4%.", False),
        ("Vale made $13 billion.", False),
        ("Holt made $13 billion.", False),  # it names none
    ],
)
def test_a_whole_that_includes_what_is_asked(sentence: str, whole: bool) -> None:
    assert is_of_a_whole(["Vale"], sentence) is whole


def test_people_of_one_region_are_a_part() -> None:
    assert counts_a_part("How many people do they employ?", "Of the people, 90 drive.")
    assert not counts_a_part("How many people do they employ?", "We employ 221 people.")
