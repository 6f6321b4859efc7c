"""Runs over claims: formats, verdicts against gold labels, quotes, what is recorded, and the command."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from checking_fakes import KnownFacts

from assistant.answer import AppliedScope, Label, Mismatch, Verdict
from assistant.build import Assistant
from assistant.checking.checker import Checker
from assistant.errors import WrongUsage
from assistant.evaluation.claims.report import page
from assistant.evaluation.claims.runs import ClaimOptions, evaluate_claims
from assistant.evaluation.claims.scoring import label_of, quotes_standing
from assistant.evaluation.claims.sets import read_claim_set
from assistant.evaluation.claims.summary import confusion, estimates
from assistant.evaluation.statistics import macro_f1
from index.scope import Scope

Read = Callable[[Path], list[dict[str, Any]]]

CLAIMS = [
    {"id": "road", "claim": "2023年青禾县新建公路126公里。", "label": "supported", "kind": "true"},
    {"id": "longer", "claim": "2023年青禾县新建公路162公里。", "label": "refuted", "kind": "digit"},
    {"id": "rockets", "claim": "白石县有3座火箭发射场。", "label": "not_enough_info", "kind": "absent"},
    {"id": "fewer", "claim": "2023年青禾县新建公路12公里。", "label": "refuted", "kind": "digit"},
    {"id": "unlabelled", "claim": "2023年青禾县新建公路126公里。"},
]


def knows(assistant_of_two: Assistant) -> Assistant:
    """The assistant with a judge that takes the last, wrong claim for true."""
    judge = KnownFacts(
        assistant_of_two.library,
        {
            "2023年青禾县新建公路126公里": ("supported", "新建公路126公里。"),
            "2023年青禾县新建公路162公里": ("refuted", "新建公路126公里。"),
            "2023年青禾县新建公路12公里": ("supported", "新建公路126公里。"),
        },
    )
    return replace(assistant_of_two, checker=Checker(assistant_of_two.library, judge))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    lines = [json.dumps(claim, ensure_ascii=False) for claim in CLAIMS]
    (tmp_path / "claims.jsonl").write_text("\n".join([*lines, "{"]) + "\n", "utf-8")
    return tmp_path / "claims.jsonl"


def test_a_run_scores_records_and_goes_on(tiny: Assistant, file: Path, tmp_path: Path, records_of: Read) -> None:
    found = evaluate_claims(file, read_claim_set(file), knows(tiny), tmp_path / "o", ClaimOptions())
    values = {name: entry["value"] for name, entry in found.metrics.items() if not name.startswith("latency")}
    assert values == {
        "accuracy": 0.75,
        "macro_f1": pytest.approx((2 / 3 + 2 / 3 + 1) / 3, abs=1e-6),
        "precision_supported": 0.5,
        "recall_supported": 1.0,
        "f1_supported": pytest.approx(2 / 3, abs=1e-6),
        "f1_refuted": pytest.approx(2 / 3, abs=1e-6),
        "f1_not_enough_info": 1.0,
        "quote_validity": 1.0,
    }
    assert found.summary["confusion"] == {
        "supported": {"supported": 1},
        "refuted": {"supported": 1, "refuted": 1},
        "not_enough_info": {"not_enough_info": 1},
    }
    assert found.summary["kinds"]["digit"]["called_supported"]["value"] == 0.5
    assert [refusal["id"] for refusal in found.summary["refusals"]] == ["unlabelled", "line 6"]
    first = records_of(tmp_path / "o")
    assert [record["id"] for record in first] == ["unlabelled", "line 6", "road", "longer", "rockets", "fewer"]
    again = evaluate_claims(file, read_claim_set(file), knows(tiny), tmp_path / "o", ClaimOptions())
    assert again.summary["time"]["asked"] == 0
    assert again.metrics == found.metrics
    html = (tmp_path / "o" / "report.html").read_text("utf-8")
    assert "refuted, called supported: 1" in html
    assert "2023年青禾县新建公路12公里。" in html


def test_the_baseline_is_compared_claim_by_claim(tiny: Assistant, file: Path, tmp_path: Path) -> None:
    claims = read_claim_set(file)
    evaluate_claims(file, claims, knows(tiny), tmp_path / "before", ClaimOptions())
    judge = KnownFacts(tiny.library, {"2023年青禾县新建公路126公里": ("supported", "新建公路126公里。")})
    other = replace(tiny, checker=Checker(tiny.library, judge))
    found = evaluate_claims(file, claims, other, tmp_path / "now", ClaimOptions(baseline=tmp_path / "before"))
    compared = found.summary["comparison"]["metrics"]
    assert (compared["accuracy"]["worse_ids"], compared["accuracy"]["better_ids"]) == (["longer"], [])
    assert compared["wrongly_supported"]["better_ids"] == ["fewer"]


def test_a_half_and_a_draw_are_of_the_files_order(tiny: Assistant, file: Path, tmp_path: Path) -> None:
    claims = read_claim_set(file)
    second = evaluate_claims(file, claims, knows(tiny), tmp_path / "second", ClaimOptions(half="second"))
    assert second.summary["confusion"]["refuted"] == {"supported": 1}
    one = evaluate_claims(file, claims, knows(tiny), tmp_path / "one", ClaimOptions(limit=1, seed=3))
    assert one.metrics["accuracy"]["n"] == 1


def test_another_run_in_the_folder_is_refused(tiny: Assistant, file: Path, tmp_path: Path) -> None:
    claims = read_claim_set(file)
    evaluate_claims(file, claims, knows(tiny), tmp_path / "o", ClaimOptions())
    with pytest.raises(WrongUsage, match="another seed"):
        evaluate_claims(file, claims, knows(tiny), tmp_path / "o", ClaimOptions(seed=1))


@pytest.mark.parametrize(
    ("verdict", "has_mismatch", "label"),
    [
        ("supported", False, "supported"),
        ("refuted", True, "refuted"),
        ("partly_supported", True, "refuted"),
        ("partly_supported", False, "not_enough_info"),
        ("not_enough_info", False, "not_enough_info"),
        ("not_checkable", False, "not_enough_info"),
    ],
)
def test_five_verdicts_are_three_labels(verdict: Label, has_mismatch: bool, label: str) -> None:
    mismatches = (Mismatch("value", "126", "162"),) if has_mismatch else ()
    assert label_of(Verdict("", "", verdict, "", mismatches, (), AppliedScope(Scope(), 0))) == label


def test_with_evidence_given_a_quote_stands_in_it(tiny: Assistant) -> None:
    verdict = knows(tiny).check("2023年青禾县新建公路126公里。")
    assert quotes_standing(verdict, None, ["去年新建公路126公里。"]) == 1
    assert quotes_standing(verdict, None, ["去年新建公路162公里。"]) == 0


def test_macro_f1_by_hand() -> None:
    hits, found, wanted = [1.0, 0.0, 0.0, 0.0], [1.0, 1.0, 0.0, 0.0], [1.0, 0.0, 1.0, 0.0]
    none = [0.0] * 4
    estimate = macro_f1([(hits, found, wanted), (none, none, [0.0, 0.0, 0.0, 1.0]), (none, none, none)])
    assert (estimate.value, estimate.n) == (0.25, 4)
    assert macro_f1([(none, none, none)]).value is None


def test_a_claim_that_fails_counts_as_wrong() -> None:
    records = [
        {
            "id": "a",
            "gold": {"label": "supported"},
            "label": "failed",
            "error": "the claim has no word in it",
            "metrics": {"accuracy": 0.0, "wrongly_supported": 0.0},
            "quotes": [0, 0],
        }
    ]
    assert estimates(records, 0)["accuracy"].value == 0.0
    assert confusion(records)["supported"] == {"failed": 1}


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


def test_a_file_that_holds_no_claim_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", "utf-8")
    with pytest.raises(WrongUsage, match="holds no claim"):
        read_claim_set(tmp_path / "empty.jsonl")
    with pytest.raises(WrongUsage, match="check the path"):
        read_claim_set(tmp_path / "none.jsonl")


def test_ids_are_unique(tmp_path: Path) -> None:
    line = json.dumps(CLAIMS[0], ensure_ascii=False)
    (tmp_path / "twice.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    found = read_claim_set(tmp_path / "twice.jsonl")
    assert [claim.id for claim in found.claims] == ["road"]
    assert [problem.id for problem in found.problems] == ["road (line 2)"]


def test_what_a_claim_says_is_escaped_on_the_page(tiny: Assistant, tmp_path: Path) -> None:
    hostile = {"id": "<b>", "claim": "<script>alert(1)</script>增长5%", "label": "supported"}
    (tmp_path / "h.jsonl").write_text(json.dumps(hostile, ensure_ascii=False), "utf-8")
    claims = read_claim_set(tmp_path / "h.jsonl")
    found = evaluate_claims(tmp_path / "h.jsonl", claims, knows(tiny), tmp_path / "o", ClaimOptions())
    assert "<script>" not in (tmp_path / "o" / "report.html").read_text("utf-8")
    assert "<script>" not in page(found.summary, claims.claims, [])
