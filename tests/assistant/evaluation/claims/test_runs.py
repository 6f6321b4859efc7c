"""Runs over claims: formats, verdicts against gold labels, quotes, what is recorded, and the command."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from checking_fakes import KnownFacts

from assistant.build import Assistant
from assistant.checking.checker import Checker
from assistant.errors import WrongUsage
from assistant.evaluation.claims.runs import ClaimOptions, evaluate_claims
from assistant.evaluation.claims.sets import read_claim_set
from index.models.loading import AtFirstUse

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
    return replace(assistant_of_two, checking=AtFirstUse(lambda: Checker(assistant_of_two.library, judge)))


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
    other = replace(tiny, checking=AtFirstUse(lambda: Checker(tiny.library, judge)))
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
