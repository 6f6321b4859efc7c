"""Formats of claims with evidence: whose label becomes which of ours, and what is no claim."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.claims.adapters import claim_of, healthver
from assistant.evaluation.claims.sets import read_claim_set
from assistant.evaluation.items import Problem
from assistant.evaluation.questions.adapters import Malformed


def test_an_object_of_another_shape_is_none_of_them() -> None:
    assert claim_of({"id": "a", "claim": "x", "label": "supported"}, 1) is None


@pytest.mark.parametrize(
    ("label", "ours", "kind"),
    [
        ("SUPPORTS", "supported", ()),
        (" refuted ", "refuted", ()),
        ("NOT ENOUGH INFO", "not_enough_info", ()),
        ("DISPUTED", "not_enough_info", (("kind", "disputed"),)),
        ("partially_supported", "not_enough_info", (("kind", "partially_supported"),)),
    ],
)
def test_labels_become_ours_and_what_nothing_decides_keeps_its_kind(label: str, ours: str, kind: object) -> None:
    claim = claim_of({"claim_id": 7, "claim": " x ", "claim_label": label, "evidences": []}, 1)
    assert claim is not None
    assert (claim.id, claim.text, claim.label, claim.columns) == ("7", "x", ours, kind)


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"gold_evidence": "x", "id": "a", "text": "t", "label": "SUPPORTS"}, "`gold_evidence` is no list"),
        ({"gold_evidence": [{}], "id": "a", "text": "t", "label": "SUPPORTS"}, "no `text` that is a text"),
        ({"evidences": [], "claim_id": "a", "claim": "t", "claim_label": "true"}, "the label 'true' is none"),
        ({"supporting_sentences": [], "claim": "t", "label": "supported"}, "`evidence` is no list"),
    ],
)
def test_a_malformed_line_says_what_is_wrong(document: dict[str, Any], message: str) -> None:
    with pytest.raises(Malformed, match=message):
        claim_of(document, 1)


def test_a_row_without_evidence_is_a_claim_and_one_without_a_label_none() -> None:
    rows = list(healthver("id,claim,label,evidence\n,It helps,Supports,\n2,It hurts,,x\n"))
    assert not isinstance(rows[0], Problem)
    assert (rows[0].id, rows[0].evidence) == ("row 1", ())
    assert rows[1] == Problem(
        2, "row 2", "the entry has no `label` that is a text; a CSV has id, claim, label and evidence"
    )


FORMATS = {
    "fm2.jsonl": (
        {
            "id": "x1",
            "text": "It rained.",
            "label": "SUPPORTS",
            "gold_evidence": [{"text": "Rain fell.", "section_header": ""}],
        },
        ("x1", "It rained.", "supported", ("Rain fell.",)),
    ),
    "climate.jsonl": (
        {"claim_id": "7", "claim": "It cools.", "claim_label": "DISPUTED", "evidences": [{"evidence": "It warms."}]},
        ("7", "It cools.", "not_enough_info", ("It warms.",)),
    ),
    "wice.jsonl": (
        {
            "label": "partially_supported",
            "supporting_sentences": [[0]],
            "claim": "He wrote.",
            "evidence": ["He wrote it.", "Skip"],
            "meta": {"id": "dev1"},
        },
        ("dev1", "He wrote.", "not_enough_info", ("He wrote it.", "Skip")),
    ),
    "own.jsonl": (
        {"id": "o", "claim": "增长5%", "label": "refuted", "evidence": ["增长6%"], "years": ["2024"]},
        ("o", "增长5%", "refuted", ("增长6%",)),
    ),
}


@pytest.mark.parametrize("name", FORMATS)
def test_well_known_formats(name: str, tmp_path: Path) -> None:
    document, expected = FORMATS[name]
    (tmp_path / name).write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    claim = read_claim_set(tmp_path / name).claims[0]
    assert (claim.id, claim.text, claim.label, claim.evidence) == expected


def test_healthver_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "h.csv").write_text(
        'id,evidence,claim,label\n1,"It, may help.",It helps,Neutral\n2,No,It hurts,Refutes\n3,,x,Perhaps\n', "utf-8"
    )
    found = read_claim_set(tmp_path / "h.csv")
    assert [(claim.id, claim.label) for claim in found.claims] == [("1", "not_enough_info"), ("2", "refuted")]
    assert [(problem.line, problem.reason[:30]) for problem in found.problems] == [
        (3, "the label 'Perhaps' is none th")
    ]
