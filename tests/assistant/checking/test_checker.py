"""A claim through the driver: not checkable, one fact, limits, and claims that are none."""

from dataclasses import replace
from pathlib import Path

import pytest
from checking_fakes import KnownFacts

from assistant.checking.checker import Checker
from assistant.checking.claims import Claim, NotCheckable
from assistant.errors import WrongUsage
from index.errors import UnknownReport
from index.library import Library
from index.scope import Scope

ROADS = "青禾县新建公路126公里"


def test_a_single_fact_is_judged_and_keeps_its_id(checker: Checker, judge: KnownFacts) -> None:
    verdict = checker.check(Claim("7", ROADS))
    assert (verdict.id, verdict.claim, verdict.verdict) == ("7", ROADS, "supported")
    assert [(c.quote, c.stance) for c in verdict.citations] == [("新建公路126公里。", "supports")]
    assert judge.scopes == [None]


def test_what_was_found_not_checkable_is_not_judged(checker: Checker, judge: KnownFacts) -> None:
    verdict = checker.check(NotCheckable("1", "你怎么看？", "这是一个问题"))
    assert (verdict.verdict, verdict.reason, verdict.citations) == ("not_checkable", "这是一个问题", ())
    assert judge.judged == []


def test_the_claims_limits_stand_inside_the_users(checker: Checker, judge: KnownFacts, filled: Library) -> None:
    qinghe = filled.resolve("qinghe.txt")
    checker.check(Claim("1", ROADS, reports=("qinghe.txt",), years=(2024,)))
    checker.check(Claim("2", ROADS, years=(2024,)), Scope(years=(2025,), origin="option"))
    checker.check(Claim("3", ROADS), Scope(origin="option"))
    assert judge.scopes == [
        Scope(years=(2024,), reports=(qinghe,), origin="option"),
        Scope(years=(2025,), origin="option"),
        None,
    ]


def test_given_evidence_alone_decides_where_that_is_asked(checker: Checker, judge: KnownFacts) -> None:
    claim = Claim("1", ROADS, evidence=("新建公路126公里。",))
    checker.check(claim)
    checker.check(claim, evidence_given=True)
    assert judge.given == [(), ("新建公路126公里。",)]


def test_an_english_claim_is_held_against_the_reports_of_whom_it_gives_as_its_source(
    checker: Checker, judge: KnownFacts, filled: Library, samples: Path
) -> None:
    filled.add([samples / "harrow-finch-sustainability-2024.html"])
    (issuer,) = {known.issuer for known in filled.metadata() if known.language == "en"}
    own = Scope(issuers=(str(issuer),))
    checker.check(Claim("1", "Nobody died at a depot in 2024, Harrow & Finch says."))
    checker.check(Claim("2", "According to Harrow & Finch, nobody died at a depot in 2024."), Scope(years=(2024,)))
    checker.check(Claim("3", "Nobody died at a depot in 2024, the minister says."))
    assert judge.scopes == [own, replace(own, years=(2024,)), None]


@pytest.mark.parametrize("text", ["", "。。。", "—"])
def test_a_claim_without_words_is_wrong_usage(checker: Checker, text: str) -> None:
    with pytest.raises(WrongUsage, match="no word in it"):
        checker.check(Claim("1", text))


def test_a_claim_as_long_as_an_article_is_sent_there(checker: Checker) -> None:
    with pytest.raises(WrongUsage, match=r"2,001 characters.*--file"):
        checker.check(Claim("1", "字" * 2001))


def test_a_report_that_is_not_there_is_named(checker: Checker) -> None:
    with pytest.raises(UnknownReport, match=r"no report 'x\.txt'"):
        checker.check(Claim("1", ROADS, reports=("x.txt",)))
