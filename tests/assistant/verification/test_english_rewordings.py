"""What an English claim in words of its own must share with the sentence, whatever a judge says of the words."""

from collections.abc import Sequence

import pytest

from assistant.verification.english_candidates import english_candidates
from assistant.verification.english_rewordings import doubts, is_reworded, objections
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.judging_words import DOUBTED, IN_OTHER_WORDS
from assistant.verification.reported import given

NAMES = ("Harrow & Finch",)


class Judge:
    """Is as sure of everything as it is told to be."""

    def __init__(self, chance: float) -> None:
        self._chance = chance

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        return [self._chance] * len(claims)


def told(claim: str, sentence: str, chance: float = 0.99) -> bool:
    one = given(sentence, (2024,))
    one.names = NAMES
    return InOtherWords(Judge(chance)).told(claim, [], [one]) is not None


def seen(claim: str, sentence: str) -> tuple[list[str], list[str]]:
    """The locks, and the doubts, of a claim in other words."""
    one = given(sentence, (2024,))
    one.names = NAMES
    ((candidate, read),) = english_candidates(claim, claim, [one])
    assert is_reworded(read, candidate.clauses)
    parts = read, candidate.clauses, candidate.telling
    return list(objections(*parts)), list(doubts(*parts))


USERS = "Users completed over 3.7 million transactions between March 2024 and September 2024."
BOARD = "Harrow & Finch will modernize its key booking system and support closer integration with the depots."
REVIEW = "Harrow & Finch will continue to review existing contracts in the fleet every 15 years."


def test_when_something_planned_will_be_done_need_not_be_said() -> None:
    """Of a plan told as one; of what is done, or counted, the time is part of it."""
    sentence = "Harrow & Finch will set robust limits for the noise of vans through model year 2026."
    claim = "Harrow & Finch plans to bring in strict rules on how loud its vans may get."
    assert seen(claim, sentence) == ([], [])
    assert "untimed" in seen(claim.replace("plans to bring", "brought"), sentence.replace("will set", "set"))[0]
    assert (
        "untimed"
        in seen(claim.replace("rules", "rules by 12 decibels"), sentence.replace("limits", "limits by 12 decibels"))[0]
    )


def test_a_targets_debt_is_no_goal() -> None:
    sentence = "In May 2024, we agreed to acquire Inkwell for $2 million, including its debt."
    deal = "Harrow & Finch's May 2024 deal for Inkwell is worth $2 million, {} counted in."
    assert "target" not in seen(deal.format("the target's debt"), sentence)[0]
    assert "target" in seen(deal.format("a target for debt"), sentence)[0]
    # What somebody is to do is no word on a target that was met.
    plan = "Harrow & Finch contracts with carriers to offer at least two night lines at each port."
    assert "target" in seen("Harrow & Finch met its target of at least two night lines at each port in full.", plan)[0]


def test_a_claim_in_its_own_words_is_left_to_the_judge() -> None:
    claim = "Between March and September of 2024, people carried out upward of 3.7 million dealings."
    assert seen(claim, USERS) == ([], [])
    assert told(claim, USERS, IN_OTHER_WORDS)
    assert not told(claim, USERS, IN_OTHER_WORDS - 0.01)


@pytest.mark.parametrize(
    ("claim", "sentence", "lock"),
    [
        ("Between March and September of 2024, people carried out over 3.9 million dealings.", USERS, "figure"),
        ("Between March and September of 2023, people carried out over 3.7 million dealings.", USERS, "time"),
        ("Between March and October of 2024, people carried out over 3.7 million dealings.", USERS, "time"),
        ("Harrow & Finch has brought its main booking software up to date and tied it in.", BOARD, "plan"),
        ("Harrow & Finch begins a fresh look at all present agreements 15 years from now.", REVIEW, "figure"),
        (
            "Late deliveries rose once the busy Kent site closed its gates.",
            "Fewer parcels arrived behind schedule as volumes fell after the depot in Kent shut.",
            "direction",
        ),
        (
            "Harrow & Finch lends money to the pension scheme under a deal struck in spring.",
            "Harrow & Finch borrows from the pension trustees by an agreement signed last April.",
            "opposite lend",
        ),
    ],
)
def test_what_is_hard_is_the_sentences_own(claim: str, sentence: str, lock: str) -> None:
    assert lock in seen(claim, sentence)[0]
    assert not told(claim, sentence)


def test_what_a_rule_sees_and_cannot_decide_asks_for_a_surer_judge() -> None:
    claim = "Between March and September of 2024, all people carried out over 3.7 million dealings."
    assert seen(claim, USERS) == ([], ["added all"])
    assert told(claim, USERS, DOUBTED)
    assert not told(claim, USERS, DOUBTED - 0.01)


def test_what_is_left_was_not_spent() -> None:
    sentence = "At the end of 2024 we had $8.3 billion remaining under the authorization for share repurchases."
    assert not told("By the close of 2024 Harrow & Finch had bought back $8.3 billion of its own stock.", sentence)
    assert told(
        "At the end of 2024 Harrow & Finch had $8.3 billion remaining under the authorization for share repurchases.",
        sentence,
    )


def test_of_two_sorts_of_doubt_no_judge_is_asked() -> None:
    """Dates alike are not the thing: what is owed at two days tells of no unsold vans."""
    owed = "As of April 1, 2024 and September 24, 2023, hauliers accounted for 32% and 44% of what was owed to us."
    assert not told("Harrow & Finch's pile of unsold eVans grew between September 2023 and April 2024.", owed)


def otherwise(claim: str, sentence: str, beside: str = "", chance: float = 0.99) -> str | None:
    one = given(f"{sentence} {beside}".strip(), (2024,))
    one.names = NAMES
    found = InOtherWords(Judge(chance)).otherwise(claim, [], [one])
    return None if found is None else found.correction.found


DEPOTS = "Harrow & Finch inspects more than 1,200 depots."


def test_a_claim_that_is_told_but_for_one_figure_is_told_otherwise() -> None:
    claim = "Harrow & Finch inspects some 300 depots."
    assert otherwise(claim, DEPOTS) == "more than 1,200"
    assert otherwise(claim, DEPOTS, chance=0.8) is None
    assert otherwise(claim, DEPOTS, "It owns 300 depots.") is None  # it may be right of another thing
    assert otherwise("Harrow & Finch inspects over 1,200 depots.", DEPOTS) is None


def test_a_line_without_words_tells_nothing() -> None:
    assert not told("Harrow & Finch ran 1,046 vans in 2024.", "— – —")
