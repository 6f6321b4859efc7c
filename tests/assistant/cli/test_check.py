"""`wenju check` as programs and people use it, with a judge that knows some facts of a tiny library."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from checking_fakes import KnownFacts

import assistant.build
from assistant.build import Assistant
from assistant.chain import AnswerChain
from assistant.checking.checker import Checker
from assistant.cli.program import main
from assistant.settings import Settings
from index.library import Library
from index.models.loading import AtFirstUse

TABLE = "id,claim,来源\na,青禾县新建公路126公里,晚报\nb,青禾县新建公路162公里,网帖\nc,,\nd,你怎么看？,\n"


@pytest.fixture(autouse=True)
def scripted(
    checker: Checker, filled: Library, judge: KnownFacts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(settings: Settings) -> Assistant:
        return Assistant(settings, filled, AnswerChain(filled, settings.answers), AtFirstUse(lambda: checker))

    monkeypatch.setattr(assistant.build, "build_assistant", build)
    monkeypatch.chdir(tmp_path)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = main(["check", *arguments])
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_a_claim_for_a_person(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "青禾县新建公路162公里")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "✗ 与报告不符",
        "  原文：新建公路126公里。",
        "  数值：主张说“青禾县新建公路162公里”，报告说“新建公路126公里。”",
        "",
        "[1] 相反  《2024年青禾县政府工作报告》一、第1段  (qinghe.txt)",
        "    新建公路126公里。",
    ]


def test_a_claim_for_a_program(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--json", "青禾县新建公路126公里。")
    (verdict,) = records(out)
    assert status == 0
    assert (verdict["schema_version"], verdict["id"], verdict["verdict"]) == (1, "1", "supported")
    assert [(c["n"], c["stance"], c["quote"]) for c in verdict["citations"]] == [(1, "supports", "新建公路126公里。")]


def test_options_limit_the_reports(capsys: pytest.CaptureFixture[str], judge: KnownFacts, filled: Library) -> None:
    status, _, _ = run(capsys, "青禾县新建公路126公里", "--year", "2024", "--report", "qinghe.txt")
    scope = judge.scopes[-1]
    assert status == 0
    assert scope is not None
    assert (scope.years, scope.reports) == ((2024,), (filled.resolve("qinghe.txt"),))


def test_a_file_line_by_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(TABLE, "utf-8")
    status, out, err = run(capsys, "--file", "c.csv", "--json")
    assert status == 3
    assert [(r["id"], r.get("verdict")) for r in records(out)] == [
        ("a", "supported"),
        ("b", "refuted"),
        ("c", None),
        ("d", "not_checkable"),
    ]
    assert records(out)[0]["columns"] == {"id": "a", "来源": "晚报"}
    assert err == "wenju: c.csv, line 4: no claim in this row\n"


def test_a_file_for_a_person(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(TABLE, "utf-8")
    _, out, _ = run(capsys, "--file", "c.csv")
    assert out.splitlines() == [
        "✓ 与报告相符  a  青禾县新建公路126公里",
        "✗ 与报告不符  b  青禾县新建公路162公里",
        "– 无法核查  d  你怎么看？",
        "4 claims: supported 1, refuted 1, not checkable 1, not checked 1",
    ]


def test_a_batch_into_a_folder_goes_on(capsys: pytest.CaptureFixture[str], judge: KnownFacts, tmp_path: Path) -> None:
    (tmp_path / "c.csv").write_text(TABLE, "utf-8")
    first = run(capsys, "--file", "c.csv", "--out", "out", "--format", "csv")
    judged = len(judge.judged)
    again = run(capsys, "--file", "c.csv", "--out", "out", "--format", "csv")
    assert again == first
    assert first[0] == 3
    assert len(judge.judged) == judged
    assert [r["id"] for r in records((tmp_path / "out" / "results.jsonl").read_text("utf-8"))] == ["a", "b", "c", "d"]
    (tmp_path / "c.csv").write_text(TABLE + "e,又一条,\n", "utf-8")
    status, _, err = run(capsys, "--file", "c.csv", "--out", "out")
    assert status == 2
    assert err.startswith("wenju: out holds a run with another file")


def test_an_article(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# 青禾县的一年\n\n全县新建公路126公里。你怎么看？\n", "utf-8")
    status, out, _ = run(capsys, "--file", "a.md", "--json")
    assert status == 0
    assert [(r["claim"], r["verdict"], r.get("read_as"), r["start"], r["end"]) for r in records(out)] == [
        ("青禾县的一年", "not_checkable", None, 0, 6),
        ("全县新建公路126公里。", "supported", "青禾县新建公路126公里。", 7, 19),
        ("你怎么看？", "not_checkable", None, 19, 24),
    ]


def test_a_word_article_goes_back_with_comments(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    article = docx.Document()
    article.add_paragraph("青禾县新建公路126公里。青禾县新建公路162公里。")
    article.save(str(tmp_path / "a.docx"))
    status, out, _ = run(capsys, "--file", "a.docx", "--out", "kept", "--format", "json")
    assert status == 0
    assert out.splitlines()[-1] == "kept in kept: bundle.json, a.checked.docx"
    back = docx.Document(str(tmp_path / "kept" / "a.checked.docx"))
    assert [comment.paragraphs[0].text for comment in back.comments] == ["✓ 与报告相符", "✗ 与报告不符"]


def test_a_bundle_again_says_what_has_changed(
    capsys: pytest.CaptureFixture[str], judge: KnownFacts, tmp_path: Path
) -> None:
    (tmp_path / "c.csv").write_text(TABLE, "utf-8")
    run(capsys, "--file", "c.csv", "--out", "kept", "--format", "json")
    judge.facts["青禾县新建公路162公里"] = ("supported", "新建公路126公里。")
    status, out, err = run(capsys, "--again", "kept/bundle.json")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "✓ 与报告不符 → 与报告相符  b  青禾县新建公路162公里",
        "    《2024年青禾县政府工作报告》一、第1段: 新建公路126公里。",
        "1 of 2 verdicts changed",
    ]
    status, out, _ = run(capsys, "--again", "kept/bundle.json", "--json")
    assert [(one["id"], one["before"], one["verdict"], one["changed"]) for one in records(out)] == [
        ("a", "supported", "supported", False),
        ("b", "refuted", "supported", True),
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "check takes one of CLAIM, --file F and --again BUNDLE.json"),
        (("x", "--file", "y.csv"), "check takes one of CLAIM, --file F and --again BUNDLE.json"),
        (("--again", "none.json"), "none.json cannot be read"),
        (("--again", "b.json", "--year", "2024"), "within the limits that the bundle keeps"),
        (("。",), "the claim has no word in it"),
        (("--file", "none.csv"), "cannot read claims from none.csv"),
        (("--file", "x.pdf"), "is no file of claims"),
        (("青禾县", "--report", "none.txt"), "no report 'none.txt'"),
        (("青禾县", "--year", "24"), "is not a year of four digits"),
    ],
)
def test_wrong_usage_is_one_line(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1


def test_where_all_rows_are_refused_the_work_failed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text("{\n[]\n", "utf-8")
    assert run(capsys, "--file", "c.jsonl")[0] == 1


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("c.csv", TABLE.encode()),
        ("c.csv", "claim\n青禾县新建公路126公里\n".encode("utf-8-sig")),
        ("c.jsonl", '{"id": "x", "claim": "青禾县新建公路126公里"}\n'.encode()),
        ("a.txt", "声明\n\n青禾县新建公路126公里。\n".encode("gbk")),
        ("a.md", "# 声明\n\n青禾县新建公路126公里。\n".encode()),
    ],
)
def test_standard_input_is_told_by_its_content(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str, content: bytes
) -> None:
    Path(name).write_bytes(content)
    status, out, err = run(capsys, "--json", "--file", name)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    given_status, given_out, given_err = run(capsys, "--json", "--file", "-")
    timeless = [[record | {"elapsed_ms": 0} for record in records(each)] for each in (out, given_out)]
    assert timeless[0] == timeless[1] != []
    assert (given_status, given_err) == (status, err.replace(name, "standard input"))


def test_a_word_file_on_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("青禾县新建公路126公里。")
    document.save(written)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(written.getvalue())))
    status, out, err = run(capsys, "--json", "--file", "-")
    assert (status, err, len(records(out))) == (0, "", 1)


def test_a_batch_from_standard_input_goes_on_with_the_same_bytes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, judge: KnownFacts
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    first = run(capsys, "--json", "--file", "-", "--out", "o")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    assert run(capsys, "--json", "--file", "-", "--out", "o") == first
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode() + b"e,x,\n")))
    status, _, err = run(capsys, "--json", "--file", "-", "--out", "o")
    assert (status, "holds a run with another file (" in err) == (2, True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    status, _, err = run(capsys, "--file", "-")
    assert (status, err.startswith("wenju: standard input ")) == (1, True)
