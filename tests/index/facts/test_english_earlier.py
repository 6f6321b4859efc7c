"""What a clause tells of an earlier time beside its own."""

import pytest

from index.facts.english import read_english
from index.facts.fact import Context, How


def levels(text: str, claim: bool = False) -> set[tuple[str, str, int, str]]:
    """(key, figure, year, part of it) of facts with one figure."""
    return {
        (fact.key, fact.figures[0].text, fact.period.first, fact.period.part)
        for fact in read_english(text, Context(year=2024, claim=claim))
        if len(fact.figures) == 1 and fact.period is not None
    }


@pytest.mark.parametrize(
    ("text", "now", "then"),
    [
        (
            "Revenue was £1,204 million, compared with £1,150 million in the prior year.",
            ("#|revenue", "£1,204 million", 2024, ""),
            ("#|revenue", "£1,150 million", 2023, ""),
        ),
        (
            "Operating profit rose to £98 million from £85 million a year earlier.",
            ("#|operating profit", "£98 million", 2024, ""),
            ("#|operating profit", "£85 million", 2023, ""),
        ),
        (
            "Operating expenses increased to $5.2 billion in 2023 from $4.8 billion in 2022.",
            ("#|operating expense", "$5.2 billion", 2023, ""),
            ("#|operating expense", "$4.8 billion", 2022, ""),
        ),
        (
            "Sales rose to $10 million in the third quarter of 2023, up from $9.5 million in the prior-year quarter.",
            ("#|sale", "$10 million", 2023, "Q3"),
            ("#|sale", "$9.5 million", 2022, "Q3"),
        ),
        (
            "Revenue grew 5%, compared with 3% in 2022.",
            ("#|revenue|⟨↑⟩", "5%", 2024, ""),
            ("#|revenue|⟨↑⟩", "3%", 2022, ""),
        ),
    ],
)
def test_each_figure_has_its_own_time(
    text: str, now: tuple[str, str, int, str], then: tuple[str, str, int, str]
) -> None:
    found = levels(text)
    assert {now, then} <= found
    key, figure, year, part = now
    assert (key, figure, then[2], part) not in found
    key, figure, _, part = then
    assert (key, figure, year, part) not in found


def test_a_claim_tells_the_earlier_figure_too() -> None:
    told = read_english("Profit rose to £98 million from £85 million a year earlier.", Context(year=2024, claim=True))
    assert len({fact.group for fact in told}) == 2
    assert [fact.how for fact in told if fact.key == "#|profit"] == [How.WRITTEN]


def test_a_year_beside_a_quarter_is_not_taken_for_that_quarter() -> None:
    assert not [
        one for one in levels("Sales rose to $10 million in Q3 2023 from $30 million in 2022.") if one[2] == 2022
    ]
