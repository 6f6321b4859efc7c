"""`wenju check --out`: a claim, or a table of claims, into files that are verified again."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from checking_fakes import KnownFacts

from assistant.answer import Verdict
from assistant.checking import judging
from assistant.cli.program import main
from index.library import Library
from index.scope import Scope

TRUE = "2024年云岭县地区生产总值增长6.1%。"
FALSE = "2024年云岭县地区生产总值增长6.8%。"
GROWTH = "全年地区生产总值211.3亿元，增长6.1%"


@pytest.fixture(autouse=True)
def known(kept_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The judge that the command builds knows two statements."""
    facts = KnownFacts(
        kept_library, {TRUE.rstrip("。"): ("supported", GROWTH), FALSE.rstrip("。"): ("refuted", GROWTH)}
    )

    def judge(self: judging.Judge, claim: str, scope: Scope | None, given: Sequence[str] = ()) -> Verdict:
        verdict = facts.judge(claim, scope, given)
        return replace(verdict, citations=verdict.citations[:1])

    monkeypatch.setattr(judging.Judge, "judge", judge)


def run(capsys: pytest.CaptureFixture[str], library: Library, *arguments: object) -> tuple[int, str, str]:
    status = main([*map(str, arguments), "--library", str(library.root)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_claim_is_kept_and_verified(
    kept_library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    status, printed, _ = run(capsys, kept_library, "check", FALSE, "--out", out, "--originals")
    assert status == 0
    assert printed.endswith(
        f"kept in {out}: evidence.md, evidence.html, evidence.docx, evidence.csv, bundle.json, claimreview.jsonld\n"
    )
    bundle = json.loads((out / "bundle.json").read_text("utf-8"))
    assert [(claim["claim"], claim["verdict"]) for claim in bundle["claims"]] == [(FALSE, "refuted")]
    (report,) = bundle["reports"]
    assert (out / report["original"]).read_bytes() == kept_library.original(report["report_id"]).read_bytes()
    assert run(capsys, kept_library, "verify", out / "bundle.json")[0] == 0
    (out / report["original"]).unlink()
    status, printed, _ = run(capsys, kept_library, "verify", out / "bundle.json")
    assert status == 1
    assert printed.splitlines()[0] == f"{report['original']} beside the bundle is missing or not the original"


def test_a_table_keeps_its_columns_and_its_bad_row(
    kept_library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "claims.csv"
    table.write_text(f"speaker,claim,版面\n甲,{TRUE},A1\n乙,,=A2\n丙,{FALSE},A3\n", "utf-8")
    out = tmp_path / "out"
    status, printed, _ = run(capsys, kept_library, "check", "--file", table, "--out", out, "--format", "CSV, json")
    assert status == 3
    assert printed.splitlines()[-1] == f"kept in {out}: evidence.csv, bundle.json"
    rows = list(csv.DictReader(io.StringIO((out / "evidence.csv").read_text("utf-8-sig"))))
    assert [(row["claim"], row["verdict"], row["speaker"], row["版面"]) for row in rows] == [
        (TRUE, "supported", "甲", "A1"),
        ("", "", "乙", "'=A2"),
        (FALSE, "refuted", "丙", "A3"),
    ]
    assert rows[1]["error"]
    first = (out / "evidence.csv").read_bytes()
    assert run(capsys, kept_library, "check", "--file", table, "--out", out)[0] == 3
    assert (out / "evidence.csv").read_bytes() == first


def test_wrong_usage_is_found_before_anything_is_checked(
    kept_library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for arguments, words in (
        (("--out", tmp_path / "out", "--format", "md,pdf"), "no format 'pdf'"),
        (("--format", "md"), "--out DIR"),
        (("--originals",), "--out DIR"),
        (("--out", tmp_path / "file"), "is a file"),
    ):
        status, printed, error = run(capsys, kept_library, "check", TRUE, *arguments)
        assert (status, printed) == (2, "")
        assert words in error and error.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_an_answer_is_kept_and_verified(
    sample_library_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "2024年云岭县实际完成的旅游综合收入是多少？"
    out, library = tmp_path / "out", ("--library", str(sample_library_folder))
    assert main(["ask", question, "--out", str(out), "--format", "json,md", *library]) == 0
    assert capsys.readouterr().out.endswith(f"kept in {out}: bundle.json, evidence.md\n")
    (answer,) = json.loads((out / "bundle.json").read_text("utf-8"))["answers"]
    assert (answer["question"], answer["status"], answer["mode"]) == (question, "answered", "extractive")
    assert "旅游综合收入41.2亿元" in answer["citations"][0]["quote"]
    assert main(["verify", str(out / "bundle.json"), *library]) == 0

    (tmp_path / "q.txt").write_text(f"{question}\n\n粮食产量是多少？\n", "utf-8")
    capsys.readouterr()
    assert main(["ask", "--file", str(tmp_path / "q.txt"), "--out", str(out), *library]) == 0
    assert [json.loads(line)["question"] for line in capsys.readouterr().out.splitlines()] == [
        question,
        "粮食产量是多少？",
    ]
    assert main(["verify", str(out / "bundle.json"), *library]) == 0
