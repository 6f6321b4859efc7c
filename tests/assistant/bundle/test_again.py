"""A bundle's claims checked again: what has changed is said, limits are kept, what no report decides is left out."""

from checking_fakes import KnownFacts

from assistant.bundle.again import check_again
from assistant.bundle.schema import KeptClaim
from assistant.checking.checker import Checker
from index.scope import Scope

KNOWN = "青禾县新建公路126公里"


def kept(number: int, claim: str, verdict: str, **more: object) -> KeptClaim:
    return KeptClaim.model_validate({"id": str(number), "claim": claim, "verdict": verdict, **more})


def test_what_a_new_report_changes(checker: Checker, judge: KnownFacts) -> None:
    claims = [
        kept(1, KNOWN, "not_enough_info", overruled={"verdict": "refuted", "note": "见公报"}),
        kept(2, KNOWN, "supported", scope={"from": "option", "years": [2024], "regions": ["湖北省"]}),
        kept(3, "各位代表：", "not_checkable"),
        kept(4, KNOWN, "refuted", scope={"from": "question", "years": [2023]}),
        kept(5, "……", "refuted"),
    ]
    first, second, third, fourth = check_again(claims, checker)
    assert (first.before, first.changed) == ("not_enough_info", True)
    document = first.to_json()
    assert (document["verdict"], document["before"], document["changed"]) == ("supported", "not_enough_info", True)
    assert document["overruled"]["verdict"] == "refuted"
    assert not second.changed
    assert third.changed
    assert fourth.verdict is None
    assert fourth.to_json()["error"] == fourth.error != ""
    limits = Scope(years=(2024,), regions=("湖北省",), origin="option")
    assert judge.scopes == [None, limits, None]


def test_a_claim_of_an_article_is_read_as_it_was(checker: Checker, judge: KnownFacts) -> None:
    (again,) = check_again([kept(1, "新建公路126公里", "supported", read_as=KNOWN)], checker)
    assert not again.changed
    assert judge.judged == [KNOWN]
