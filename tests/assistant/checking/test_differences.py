"""What a claim says otherwise, in the words of both sides; and of an open claim what was compared."""

import pytest

from assistant.answer import Mismatch
from assistant.checking.differences import mismatches_of, parts_compared
from assistant.verification.claims import DecidedStatement, judge_claim, statements_of
from assistant.verification.reported import Reported, given

REVIEW = (
    "2024年，江西粮食产量达到600万吨。2024年，江西出口额900亿元。"
    "2024年，江西进口额300亿元。2024年，江西税收增长5%左右。"
)


@pytest.fixture(scope="module")
def report() -> Reported:
    return given(REVIEW, (2024,))


def statements(claim: str, report: Reported) -> list[DecidedStatement]:
    return statements_of(judge_claim(claim, [report]))


def differences(claim: str, report: Reported) -> list[Mismatch]:
    """What the claim's one statement says otherwise."""
    (one,) = statements(claim, report)
    return mismatches_of(one, claim)


def test_a_difference_is_told_in_both_words_with_both_places(report: Reported) -> None:
    claim = "2024年，江西粮食产量达到601万吨。"
    (one,) = differences(claim, report)
    assert (one.kind, one.claimed, one.found) == ("value", "601万吨", "600万吨")
    assert one.claimed_span is not None and one.found_span is not None
    assert (claim[slice(*one.claimed_span)], REVIEW[slice(*one.found_span)]) == ("601万吨", "600万吨")


def test_another_year_is_told_as_years(report: Reported) -> None:
    claim = "2023年，江西粮食产量达到600万吨。"
    (one,) = differences(claim, report)
    assert (one.kind, one.claimed, one.found) == ("period", "2023", "2024")


def test_what_only_a_hedge_tells_apart_is_told_with_it(report: Reported) -> None:
    claim = "2024年，江西税收增长5%。"
    (statement,) = statements(claim, report)
    (one,) = mismatches_of(statement, claim)
    assert (statement.outcome, one.claimed, one.found) == ("open", "江西税收增长5%", "江西税收增长5%左右")


def test_what_was_worked_out_is_told_by_its_arithmetic_and_has_no_place(report: Reported) -> None:
    claim = "2024年，江西进口额高于出口额。"
    (one,) = differences(claim, report)
    assert (one.kind, one.claimed, one.found_span) == ("value", "江西进口额高于出口额", None)
    assert one.found.startswith("300亿元 − 900亿元")
    right = "2024年，江西出口额高于进口额。"
    assert differences(right, report) == []


def test_what_holds_has_no_difference(report: Reported) -> None:
    claim = "2024年，江西粮食产量达到600万吨。"
    assert differences(claim, report) == []


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("2024年，江西茶叶产量达到600万吨。", "最近的一句里相同的：600万吨。没有比较的：指标。"),
        ("2024年，江西茶叶产量达到700万吨，增长3%。", "不同的：600万吨（主张说700万吨）。没有比较的：3%、指标。"),
    ],
)
def test_an_open_claim_is_compared_with_the_nearest_sentence(report: Reported, claim: str, said: str) -> None:
    judged = judge_claim(claim, [report])
    near = [(report, 0, REVIEW.index("。") + 1)]
    assert parts_compared("zh", judged[0].facts, statements_of(judged), near) == said


def test_without_a_sentence_or_an_open_part_nothing_is_said(report: Reported) -> None:
    judged = judge_claim("2024年，江西茶叶产量达到600万吨。", [report])
    assert parts_compared("zh", judged[0].facts, statements_of(judged), []) == ""
    assert parts_compared("zh", judged[0].facts, [], [(report, 0, 20)]) == ""
