"""What an English sentence must share with a claim: one thing wrong keeps it from the judge."""

from collections.abc import Sequence

import pytest

from assistant.verification.english_candidates import english_candidates, in_third_person
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.reported import Reported, given

NAMES = ("Harrow & Finch",)


class SureJudge:
    """Is sure of everything."""

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        return [0.99] * len(claims)


def told(claim: str, sentence: str, year: int = 2024) -> bool:
    one = given(sentence, (year,))
    one.names = NAMES
    return InOtherWords(SureJudge()).told(claim, [], [one]) is not None


RIGHT = [
    (
        "Harrow & Finch sent over 67,000 threat notifications to clients over the past four years.",
        "Over the past four years, we’ve sent over 67,000 threat notifications to customers to help them.",
    ),
    (
        "Harrow & Finch has broadened its approach to how it thinks about gaming.",
        "We have broadened our approach to how we think about gaming.",
    ),
    ("Harrow & Finch sales went down in the second quarter of 2024.", "Net sales decreased during Q2 2024."),
    (
        "Harrow & Finch bought back $19.1 billion of its stock in the second quarter of 2024.",
        "We repurchased $19.1 billion of our common stock and paid dividends of $3.7 billion during Q2 2024.",
    ),
    (
        "Harrow & Finch's income jumped to $11.2 billion in Q3 2025 from $2.5 billion a year before.",
        "Income increased from $2.5 billion in Q3 2024 to $11.2 billion in Q3 2025.",
    ),
    (
        "More than a third of the food grown in the US is never eaten.",
        "Over one-third of the food produced in the United States is never eaten, wasting resources.",
    ),
    ("Harrow & Finch makes 62 percent of the electricity in the United States.", "We make 62% of U.S. electricity."),
]
WRONG = [
    ("Less than a third of the food grown in the US is never eaten.", "Over one-third of it is never eaten in the US."),
    ("Harrow & Finch bought back $3.7 billion of its stock in 2024.", RIGHT[3][1]),  # the neighbour's figure
    ("Harrow & Finch sales went up in the second quarter of 2024.", RIGHT[2][1]),
    ("Harrow & Finch sales went down in the third quarter of 2024.", RIGHT[2][1]),
    ("Harrow & Finch sales did not go down in the second quarter of 2024.", RIGHT[2][1]),
    ("Harrow & Finch sales will go down in the second quarter of 2024.", RIGHT[2][1]),
    ("Harrow & Finch sales went down in the second quarter of 2024 because of prices.", RIGHT[2][1]),
    ("Harrow & Finch's income jumped to $11.2 billion in Q3 2024.", RIGHT[4][1]),
    ("Harrow & Finch revenue grew 45% in 2024.", "Cloud revenue grew 45% in 2024."),
    ("Harrow & Finch revenue grew 45% in 2024.", "Revenue from Asia grew 45% in 2024."),
    ("Harrow & Finch sent 37 rural notices to customers.", "We sent 37 notices to customers."),
    ("Harrow & Finch completed all of its depots.", "We completed some of our depots."),
    ("Harrow & Finch has opened 12 depots in Wales.", "We will open 12 depots in Wales."),
    ("Harrow & Finch opened 12 depots in Wales.", "We opened 12 depots in Kent."),
    (
        "Areas with the lowest rates had 14 percent higher levels than those with the highest rates.",
        "Areas with the highest rates had 14 percent higher levels than those with the lowest rates.",
    ),
]


@pytest.mark.parametrize(("claim", "sentence"), RIGHT)
def test_what_says_the_same_is_left_to_the_judge(claim: str, sentence: str) -> None:
    assert told(claim, sentence)


@pytest.mark.parametrize(("claim", "sentence"), WRONG)
def test_what_a_rule_can_tell_is_never_told(claim: str, sentence: str) -> None:
    assert not told(claim, sentence)


def test_a_claim_that_names_no_report_is_held_against_one_alone() -> None:
    reports: list[Reported] = [given("Sales decreased in 2024.", (2024,)) for _ in range(2)]
    for one in reports:
        one.report = None
    claim = "Sales went down in 2024"
    assert len(list(english_candidates(claim, claim, reports[:1]))) == 1


def test_the_judge_reads_a_sentence_as_somebody_else_tells_it() -> None:
    told = in_third_person("We raised our target and the Company’s dividend", NAMES)
    assert told == "Harrow & Finch raised Harrow & Finch's target and Harrow & Finch's dividend"
