"""Values as the commands print them: what is left out where it says nothing, and how an answer is shown."""

from dataclasses import replace

import pytest

from assistant.answer import (
    Answer,
    AppliedScope,
    Citation,
    CitedCell,
    Dropped,
    Mismatch,
    Statement,
    Verdict,
)
from index.report import Correction
from index.scope import Scope

CITATION = Citation(1, "r", "报告", "a.pdf", ("一、回顾",), None, 0, 2, "增长", "《报告》第1段", "t", "1")
SCOPE = AppliedScope(Scope(years=(2024,)), 1)
ANSWER = Answer("问？", "answered", (Statement("增长。", (1, 2)),), (CITATION,), (), SCOPE)


def test_an_answer_is_shown_with_its_note_first_and_the_numbers_behind_each_statement() -> None:
    assert ANSWER.text == "增长。[1][2]"
    assert replace(ANSWER, note="原文如下：").text == "原文如下：\n增长。[1][2]"
    assert replace(ANSWER, statements=(), note="没有。").text == "没有。"


def test_what_an_answer_does_not_have_is_no_field() -> None:
    plain = ANSWER.to_json()
    assert not {"fallback", "rewritten"} & set(plain)
    more = replace(ANSWER, fallback="为何", rewritten=True, score=0.123456, elapsed_ms=1.26).to_json()
    assert (more["fallback"], more["rewritten"], more["score"], more["elapsed_ms"]) == ("为何", "问？", 0.1235, 1.3)
    assert replace(ANSWER, dropped=(Dropped("x", "why"),)).to_json()["dropped"] == [{"text": "x", "reason": "why"}]


def test_a_citation_has_cell_corrections_stance_and_blank_only_where_there_are() -> None:
    assert not {"blanked", "cell", "corrections", "stance"} & set(CITATION.to_json())
    slip = Correction(0, 1, "%o", "%", "slip")
    cell = CitedCell(2, None, ("表1", "产量"), "12")
    full = replace(CITATION, blanked=True, cell=cell, corrections=(slip,), stance="refutes").to_json()
    assert (full["blanked"], full["stance"]) == (True, "refutes")
    assert full["cell"] == {"row": 2, "column": None, "header": ["表1", "产量"], "value": "12"}
    assert full["corrections"] == [slip.to_json()]


def test_a_mismatch_names_the_report_only_with_a_place_in_it() -> None:
    bare = Mismatch("value", "5%", "6%", report_id="r")
    assert bare.to_json() == {"kind": "value", "claimed": "5%", "found": "6%"}
    placed = replace(bare, claimed_span=(0, 2), found_span=(3, 5)).to_json()
    assert (placed["claimed_span"], placed["found_span"], placed["report_id"]) == ([0, 2], [3, 5], "r")


@pytest.mark.parametrize(("read_as", "told"), [("", False), ("增长5%。", False), ("云岭县增长5%。", True)])
def test_a_claim_as_it_was_read_is_told_only_where_it_is_another(read_as: str, told: bool) -> None:
    verdict = Verdict("1", "增长5%。", "supported", "", (), (), SCOPE, read_as=read_as)
    assert ("read_as" in verdict.to_json()) is told


def test_a_scope_says_where_it_comes_from() -> None:
    assert SCOPE.to_json() == {
        "years": [2024],
        "regions": [],
        "issuers": [],
        "reports": [],
        "from": Scope().origin,
        "report_count": 1,
    }
