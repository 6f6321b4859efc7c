"""Files of claims with gold verdicts: formats told by content, ids that are unique, and lines that give none."""

import json
from pathlib import Path

import pytest

from assistant.errors import WrongUsage
from assistant.evaluation.claims.sets import read_claim_set

CLAIM = {"id": "road", "claim": "2023年青禾县新建公路126公里。", "label": "supported", "kind": "true"}


def test_a_claim_without_a_label_and_a_torn_line_are_problems_at_their_lines(tmp_path: Path) -> None:
    bare = {"id": "bare", "claim": "增长5%。"}
    lines = [json.dumps(CLAIM), "", json.dumps(bare), "{", '{"claim": "x", "label": "true"}']
    (tmp_path / "c.jsonl").write_text("\n".join(lines), "utf-8")
    found = read_claim_set(tmp_path / "c.jsonl")
    assert [(claim.id, claim.place.line, claim.columns) for claim in found.claims] == [("road", 1, (("kind", "true"),))]
    assert [(problem.line, problem.id) for problem in found.problems] == [(3, "bare"), (4, "line 4"), (5, "line 5")]
    assert found.problems[0].reason == "the claim has no `label` to hold its verdict against"
    assert not found.problems[1].reason.startswith("line")


def test_the_hash_is_of_the_bytes(tmp_path: Path) -> None:
    hashes = set()
    for mark in ("", "\ufeff"):
        (tmp_path / "c.jsonl").write_text(mark + json.dumps(CLAIM), "utf-8")
        hashes.add(read_claim_set(tmp_path / "c.jsonl").sha256)
    assert len(hashes) == 2


def test_a_file_that_holds_no_claim_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("\n", "utf-8")
    with pytest.raises(WrongUsage, match="holds no claim"):
        read_claim_set(tmp_path / "empty.jsonl")
    with pytest.raises(WrongUsage, match="check the path"):
        read_claim_set(tmp_path / "none.jsonl")


def test_ids_are_unique(tmp_path: Path) -> None:
    line = json.dumps(CLAIM, ensure_ascii=False)
    (tmp_path / "twice.jsonl").write_text(f"{line}\n{line}\n", "utf-8")
    found = read_claim_set(tmp_path / "twice.jsonl")
    assert [claim.id for claim in found.claims] == ["road"]
    assert [problem.id for problem in found.problems] == ["road (line 2)"]
