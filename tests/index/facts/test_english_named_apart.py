"""Figures told of as many things in one breath."""

import pytest

from index.facts.english import read_english
from index.facts.fact import Context


def told(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(fact.key, tuple(one.text for one in fact.figures)) for fact in read_english(text, Context(year=2024))}


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "Revenue and operating profit rose by 4.7 per cent and 11.2 per cent respectively.",
            [("#|revenue|⟨↑⟩", "4.7 per cent"), ("#|operating profit|⟨↑⟩", "11.2 per cent")],
            [("#|revenue|⟨↑⟩", "11.2 per cent"), ("#|operating profit|⟨↑⟩", "4.7 per cent")],
        ),
        (
            "The Leeds, York and Hull depots handled 120,000, 85,000 and 43,000 parcels respectively.",
            [("handle # parcel|york depot", "85,000"), ("handle # parcel|hull depot", "43,000")],
            [("handle # parcel|york depot", "43,000"), ("handle # parcel|leed depot", "43,000")],
        ),
        (
            "Net sales in China and Japan were $5 million and $7 million, respectively.",
            [("#|in china|net sale", "$5 million"), ("#|in japan|net sale", "$7 million")],
            [("#|in china|net sale", "$7 million")],
        ),
    ],
)
def test_each_thing_has_its_own_figure(text: str, right: list[tuple[str, str]], wrong: list[tuple[str, str]]) -> None:
    found = told(text)
    assert {(key, (figure,)) for key, figure in right} <= found
    assert not {(key, (figure,)) for key, figure in wrong} & found


@pytest.mark.parametrize(
    "text",
    [
        "Revenue and profit rose by 4.7 per cent, 5 per cent and 11.2 per cent respectively.",  # three of two
        "Revenue and profit were $5 million and 11 per cent respectively.",  # of two units
        "Revenue and profit rose by 4.7 per cent and 11.2 per cent.",  # nothing says which is whose
    ],
)
def test_what_is_not_told_one_by_one_stays_together(text: str) -> None:
    assert not [key for key, figures in told(text) if key.startswith("#|revenue|") or key == "#|revenue"]
