"""A claim told in other words: what the judge is asked about, and what comes of its word."""

from collections.abc import Sequence

import pytest

from assistant.verification.claims import judge_claim
from assistant.verification.in_other_words import InOtherWords
from assistant.verification.judging_words import SURE
from assistant.verification.reported import Reported, given, reported
from index.library import Library
from index.scope import Scope

CLAIM = "浙江去年的GDP足足涨了5.6%。"


class FakeJudge:
    """Is as sure of everything as it is told, and keeps what it was asked."""

    def __init__(self, chance: float) -> None:
        self.chance = chance
        self.asked: list[tuple[str, str]] = []

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        self.asked += zip(claims, sentences, strict=True)
        return [self.chance] * len(claims)


@pytest.fixture(scope="module")
def library(provinces: Library) -> list[Reported]:
    return [reported(provinces.get(report_id)) for report_id in provinces.report_ids(Scope())]


def test_the_sentence_that_says_the_same_is_shown_with_whose_it_is(library: list[Reported]) -> None:
    judge = FakeJudge(0.99)
    told = InOtherWords(judge).told(CLAIM, judge_claim(CLAIM, library), library)
    assert told is not None
    assert "地区生产总值增长5.6%" in told.reported.text[told.start : told.end]
    assert judge.asked == [(CLAIM.rstrip("。"), "浙江2025年：地区生产总值增长5.6%。")]


def test_where_the_judge_is_not_sure_nothing_is_told(library: list[Reported]) -> None:
    assert InOtherWords(FakeJudge(SURE - 0.01)).told(CLAIM, judge_claim(CLAIM, library), library) is None


@pytest.mark.parametrize(
    "claim",
    [
        "浙江去年的GDP足足跌了5.6%。",
        "浙江去年的GDP足足涨了5.7%。",
        "江苏去年的GDP足足涨了5.6%。",
        "浙江今年打算让GDP足足涨5.6%。",
        "浙江去年GDP全部涨了5.6%。",
        "GDP rose 5.6% in Zhejiang.",
        "好。",
    ],
)
def test_what_rules_can_tell_the_judge_is_not_asked(library: list[Reported], claim: str) -> None:
    judge = FakeJudge(0.99)
    assert InOtherWords(judge).told(claim, judge_claim(claim, library), library) is None
    assert judge.asked == []


def test_what_facts_decide_stays(library: list[Reported]) -> None:
    words = InOtherWords(FakeJudge(0.99))
    for claim, outcome in (
        ("浙江2025年地区生产总值增长5.7%。", "refuted"),
        ("浙江2025年GDP足足涨了5.6%。", "supported"),
    ):
        judged = judge_claim(claim, library)
        assert words.outcome(claim, judged, library) == outcome


def test_given_evidence_has_no_place() -> None:
    claim = "公园又足足添了141座。"
    judge = FakeJudge(0.99)
    sources = [given("新增公园141座。")]
    told = InOtherWords(judge).told(claim, judge_claim(claim, sources), sources)
    assert told is not None
    assert judge.asked == [(claim.rstrip("。"), "新增公园141座。")]


def test_what_a_sentence_leaves_out_must_be_named() -> None:
    """除东区外 limits all that follows: a claim without it says more."""
    judge = FakeJudge(0.99)
    words, sources = InOtherWords(judge), [given("除东区外，各区公办幼儿园占比均超过50%。")]
    for claim, found in (
        ("各区公办幼儿园足足占比都过了50%", False),
        ("除东区外，各区公办幼儿园足足占比都过了50%", True),
    ):
        assert (words.told(claim, judge_claim(claim, sources), sources) is not None) is found, claim
