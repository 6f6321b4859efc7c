"""How the verdicts on parts add up, written down case by case."""

from dataclasses import replace

import pytest
from checking_fakes import KnownFacts

from assistant.answer import Label
from assistant.checking.combining import combined, combined_label

GDP = "青禾县地区生产总值增长6.2%"
ROADS = "青禾县新建公路126公里"
MORE_ROADS = "青禾县新建公路162公里"

S: Label = "supported"
P: Label = "partly_supported"
R: Label = "refuted"
N: Label = "not_enough_info"
X: Label = "not_checkable"
TABLE: list[tuple[list[Label], Label]] = [
    ([S], S),
    ([S, S], S),
    ([S, R], P),
    ([R, S], P),
    ([S, N], P),
    ([N, S, R], P),
    ([P, N], P),
    ([P, R], P),
    ([P, S], P),
    ([R, R], R),
    ([R, N], R),
    ([N, N], N),
    ([S, X], S),
    ([X, R], R),
    ([X, N], N),
    ([X, X], X),
]


@pytest.mark.parametrize(("parts", "whole"), TABLE)
def test_table(parts: list[Label], whole: Label) -> None:
    assert combined_label(parts) == whole


def test_supported_and_refuted_parts_keep_mismatch_and_both_quotes(judge: KnownFacts) -> None:
    parts = [(words, judge.judge(words, None)) for words in (MORE_ROADS, GDP)]
    verdict = combined("青禾县新建公路162公里，地区生产总值增长6.2%。", parts)
    assert verdict.verdict == "partly_supported"
    assert [(c.n, c.quote, c.stance) for c in verdict.citations] == [
        (1, "新建公路126公里。", "refutes"),
        (2, "地区生产总值增长6.2%。", "supports"),
    ]
    assert [m.kind for m in verdict.mismatches] == ["value"]
    assert verdict.reason == (
        "所述2项事实中1项与报告相符，1项与报告不符。“青禾县新建公路162公里”：原文：新建公路126公里。"
    )


def test_one_quote_for_two_parts_is_cited_once(judge: KnownFacts) -> None:
    first = judge.judge(ROADS, None)
    verdict = combined("x", [("a", first), ("b", replace(first, reason="again"))])
    assert [c.quote for c in verdict.citations] == ["新建公路126公里。"]
    assert verdict.reason == "Of 2 facts 2 supported."


def test_a_quote_that_decides_is_not_also_related(judge: KnownFacts) -> None:
    deciding = judge.judge(ROADS, None)
    related = replace(deciding, citations=tuple(replace(c, stance="related") for c in deciding.citations))
    verdict = combined("x", [("a", related), ("b", deciding)])
    assert [(c.n, c.stance) for c in verdict.citations] == [(1, "supports")]


def test_the_reason_tells_three_parts_and_counts_the_rest(judge: KnownFacts) -> None:
    wrong = judge.judge(MORE_ROADS, None)
    verdict = combined("公路", [(f"第{n}项{'长' * 60}", replace(wrong, reason=f"理由{n}。")) for n in range(1, 6)])
    details = "；".join(f"“第{n}项{'长' * 45}…”：理由{n}" for n in (1, 2, 3))
    assert verdict.reason == f"所述5项事实中5项与报告不符。{details}；另有2项。"


def test_a_related_quote_stands_behind_those_that_decide(judge: KnownFacts) -> None:
    deciding = judge.judge(ROADS, None)
    gdp = judge.judge(GDP, None)
    related = replace(gdp, citations=tuple(replace(c, stance="related") for c in gdp.citations))
    verdict = combined("x", [("a", related), ("b", deciding)])
    assert [(c.n, c.stance) for c in verdict.citations] == [(1, "supports"), (2, "related")]
