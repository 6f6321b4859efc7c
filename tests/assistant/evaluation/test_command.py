"""`wenju evaluate questions` as a program uses it, killed and started again."""

import io
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fakes import HashingEmbedder
from forks import Forks

import assistant.build
from assistant import evaluate
from assistant.answer import AppliedScope, Label, Verdict
from assistant.cli.program import main
from index.scope import Scope

Read = Callable[[Path], list[dict[str, Any]]]


@pytest.fixture(autouse=True)
def with_an_exact_embedder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("WENJU_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(assistant.build, "embedder_of", lambda settings: HashingEmbedder())


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_a_file_with_its_reports_needs_one_command(
    capsys: pytest.CaptureFixture[str], folder: Path, records_of: Read
) -> None:
    status, out, err = run(capsys, "evaluate", "questions", str(folder / "questions.jsonl"), "--out", "o")
    assert status == 3
    assert f"wenju: the library is made of {folder / 'reports'}, in o/library" in err
    assert err.splitlines()[1:] == [
        "wenju: refused line 2: the line is not JSON; write one object a line",
        "wenju: refused empty: the question has no word in it; ask something of the reports",
    ]
    assert out.splitlines()[0].split() == ["report_recall@1", "0.667", "[0.000,", "1.000]", "n", "3"]
    assert len(records_of(Path("o"))) == 5
    assert {path.name for path in Path("o").iterdir()} == {
        "library",
        "report.html",
        "results.jsonl",
        "run.json",
        "summary.json",
    }


def test_json_and_the_library_given(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    assert run(capsys, "add", str(folder / "reports" / "qinghe.txt"), "--library", "mine")[0] == 0
    file = str(folder / "questions.jsonl")
    status, out, err = run(
        capsys, "evaluate", "questions", file, "--out", "o", "--library", "mine", "--json", "--quiet"
    )
    found = json.loads(out)
    assert (status, found["schema_version"], found["library"]["reports"]) == (3, 1, 1)
    assert found["lacking_gold_reports"] == 2
    assert "which the library lacks: 2" in err
    assert not Path("o/library").exists()


def test_fail_under(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    line = (folder / "questions.jsonl").read_text("utf-8").splitlines()[0]
    (folder / "questions.jsonl").write_text(line + "\n", "utf-8")
    command = ["evaluate", "questions", str(folder / "questions.jsonl"), "--out", "o", "--quiet"]
    assert run(capsys, *command, "--fail-under", "quote_hit=1")[0] == 0
    status, _, err = run(capsys, *command, "--fail-under", "quote_hit=1", "--fail-under", "exact_match=1.5")
    assert (status, err.splitlines()[-1]) == (1, "wenju: exact_match is 0, under 1.5")
    status, _, err = run(capsys, *command, "--fail-under", "quotehit=1")
    assert (status, err.count("\n")) == (2, 1)
    assert "no such metric" in err
    assert run(capsys, *command, "--fail-under", "quote_hit=much")[0] == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["evaluate", "questions", "missing.jsonl", "--out", "o"], "cannot read questions from missing.jsonl"),
        (["evaluate", "questions", "q.jsonl"], "--out"),
        (["evaluate"], "KIND"),
        (["evaluate", "questions", "q.jsonl", "--out", "o", "--limit", "0"], "is not a number from 1"),
    ],
)
def test_wrong_usage_is_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str], words: str) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err


def test_contexts_inside_the_file_become_a_library(capsys: pytest.CaptureFixture[str], records_of: Read) -> None:
    document = {
        "data": [
            {
                "paragraphs": [
                    {
                        "context": "青禾县去年新建公路126公里，新增学位2400个。",
                        "qas": [{"id": "1", "question": "青禾县新建公路多少公里？", "answers": [{"text": "126公里"}]}],
                    }
                ]
            }
        ]
    }
    Path("dev.json").write_text(json.dumps(document), "utf-8")
    status, _, err = run(capsys, "evaluate", "questions", "dev.json", "--out", "o")
    assert (status, err) == (0, "wenju: the library is made of o/reports, in o/library\n")
    assert records_of(Path("o"))[0]["metrics"]["passage_recall@1"] == 1.0


def test_reports_that_do_not_read_are_named_and_the_rest_is_asked(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "reports" / "broken.pdf").write_bytes(b"%PDF-1.7 torn")
    line = (folder / "questions.jsonl").read_text("utf-8").splitlines()[0]
    surrogate = '{"id": "s", "question": "\\ud800新建公路", "answers": ["126公里"], "reports": ["qinghe.txt"]}'
    (folder / "questions.jsonl").write_text(f"{line}\n{surrogate}\n", "utf-8")
    status, _, err = run(capsys, "evaluate", "questions", str(folder / "questions.jsonl"), "--out", "o")
    assert status == 3
    assert f"wenju: refused {folder / 'reports' / 'broken.pdf'}: " in err
    summary = json.loads(Path("o/summary.json").read_text("utf-8"))
    assert (summary["refused_reports"], summary["refused"], summary["items"]) == (1, 0, 2)


def test_from_python(folder: Path) -> None:
    found = evaluate(folder / "questions.jsonl", "o", retrieval_only=True)
    assert found.metrics["report_recall@1"]["n"] == 3
    assert found.to_json()["refused"] == 2


# (how many records on, how many characters of that record are written by then)
KILLS = [(1, 0), (1, 1), (2, 40), (2, 10_000), (7, 7)]


@pytest.mark.parametrize(
    ("count", "kills"),
    [
        pytest.param(16, KILLS, id="some"),
        pytest.param(60, [(2, n * 37 % 300) for n in range(50)], id="each record", marks=pytest.mark.stress),
    ],
)
def test_killed_at_any_moment_and_started_again(
    folder: Path, tmp_path: Path, records_of: Read, count: int, kills: list[tuple[int, int]]
) -> None:
    lines = []
    for number in range(count):
        question = {"id": f"q{number}", "question": f"青禾县新建公路{number}公里？", "answers": ["126公里"]}
        lines.append(json.dumps({**question, "answerable": True, "reports": ["qinghe.txt"]}, ensure_ascii=False))
    (folder / "questions.jsonl").write_text("\n".join(lines), "utf-8")
    with Forks() as forks:
        evaluating = ("evaluate", str(folder / "questions.jsonl"))
        assert forks.run(*evaluating, str(tmp_path / "whole"), 0, 0).value == 0
        for at, written in kills:
            assert forks.run(*evaluating, str(tmp_path / "cut"), at, written).status == -signal.SIGKILL
        last = forks.run(*evaluating, str(tmp_path / "cut"), 0, 0)
        assert (last.status, last.value) == (0, 0), last.errors
    timeless = [
        [{name: value for name, value in record.items() if name != "elapsed_ms"} for record in records_of(Path(out))]
        for out in ("cut", "whole")
    ]
    assert [record["id"] for record in timeless[0]] == [f"q{number}" for number in range(count)]
    assert timeless[0] == timeless[1]


def test_claims_with_their_evidence_need_no_reports(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, records_of: Read
) -> None:
    monkeypatch.setattr("assistant.checking.judging.Judge", lambda *_: FirstEvidence())
    claims = [
        {"id": "a", "claim": "青禾县新建公路126公里。", "label": "supported", "evidence": ["青禾县新建公路126公里。"]},
        {"id": "b", "claim": "青禾县新建公路162公里。", "label": "refuted", "evidence": ["青禾县新建公路126公里。"]},
    ]
    lines = "\n".join(json.dumps(claim, ensure_ascii=False) for claim in claims)
    (tmp_path / "claims.jsonl").write_text(lines, "utf-8")
    asked = ("evaluate", "claims", "claims.jsonl", "--out", "o", "--evidence", "given")
    status, out, err = run(capsys, *asked, "--fail-under", "recall_supported=1")
    assert (status, err) == (0, "")
    assert out.splitlines()[0].split() == ["accuracy", "0.500", "[0.000,", "1.000]", "n", "2"]
    assert "refuted: not enough info 1" in out
    assert [record["verdict"] for record in records_of(Path("o"))] == ["supported", "not_enough_info"]
    status, out, err = run(capsys, *asked, "--json", "--fail-under", "macro_f1=0.9")
    assert status == 1
    assert err == "wenju: macro_f1 is 0.5, under 0.9\n"
    assert json.loads(out)["metrics"]["precision_supported"]["value"] == 1.0
    status, _, err = run(capsys, *asked, "--fail-under", "quote_hit=1")
    assert status == 2
    assert "no such metric; they are accuracy, macro_f1" in err


def test_junit_for_ci(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    command = ["evaluate", "questions", str(folder / "questions.jsonl"), "--out", "o", "--quiet"]
    status, _, _ = run(capsys, *command, "--junit", "ci/junit.xml", "--fail-under", "quote_hit=0.9")
    assert status == 1
    questions, limits = ElementTree.parse("ci/junit.xml").getroot()
    assert [case.get("name") for case in questions.iter("testcase")] == ["line 2", "road", "grain", "nothing", "empty"]
    assert (questions.get("errors"), questions.get("failures"), limits.get("failures")) == ("2", "0", "1")
    status, out, err = run(capsys, *command, "--junit", str(folder))
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "can't be written; name a file" in err


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


def test_questions_on_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, folder: Path, records_of: Read
) -> None:
    text = (folder / "questions.jsonl").read_text("utf-8")
    assert run(capsys, "add", str(folder / "reports"), "--library", "mine")[0] == 0
    command = ["evaluate", "questions", "-", "--out", "o", "--library", "mine", "--quiet"]
    stdin(monkeypatch, text)
    assert run(capsys, *command)[0] == 3
    assert len(records_of(Path("o"))) == 5
    assert json.loads(Path("o/summary.json").read_text("utf-8"))["file"]["name"] == "standard input"
    stdin(monkeypatch, text)
    status, out, _ = run(capsys, *command, "--json")
    assert (status, json.loads(out)["time"]["asked"]) == (3, 0)
    stdin(monkeypatch, text.replace("road", "path"))
    status, _, err = run(capsys, *command)
    assert (status, "holds a run with another file (" in err) == (2, True)
    stdin(monkeypatch, "")
    status, _, err = run(capsys, *command)
    assert (status, err.startswith("wenju: standard input holds no question; ")) == (2, True)
    stdin(monkeypatch, '[{"a": 1}]')
    assert "standard input is JSON in no format that is known" in run(capsys, *command)[2]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("问题".encode("gbk"))))
    assert run(capsys, *command)[2] == "wenju: standard input is not UTF-8 text; save it as UTF-8\n"


def test_questions_of_other_formats_on_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, records_of: Read
) -> None:
    context = "青禾县去年新建公路126公里，新增学位2400个。"
    asked = {"id": "1", "question": "青禾县新建公路多少公里？", "answers": [{"text": "126公里"}]}
    stdin(monkeypatch, json.dumps({"data": [{"paragraphs": [{"context": context, "qas": [asked]}]}]}))
    assert run(capsys, "evaluate", "questions", "-", "--out", "o")[0] == 0
    assert records_of(Path("o"))[0]["metrics"]["passage_recall@1"] == 1.0
    stdin(monkeypatch, 'Question,Source Docs,Answer\n"公路多少公里？",*,126公里\n')
    assert run(capsys, "evaluate", "questions", "-", "--out", "t", "--library", "o/library")[0] == 0
    assert records_of(Path("t"))[0]["id"] == "row 1"


@pytest.mark.parametrize(
    "text",
    [
        '{"id": "a", "claim": "新建公路126公里。", "label": "supported", "evidence": ["新建公路126公里。"]}\n',
        "id,claim,label,evidence\na,青禾县新建公路126公里。,Supports,青禾县新建公路126公里。\n",
    ],
)
def test_claims_on_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, records_of: Read, text: str
) -> None:
    monkeypatch.setattr("assistant.checking.judging.Judge", lambda *_: FirstEvidence())
    stdin(monkeypatch, text)
    assert run(capsys, "evaluate", "claims", "-", "--out", "o", "--evidence", "given")[0] == 0
    assert [(record["id"], record["verdict"]) for record in records_of(Path("o"))] == [("a", "supported")]
    stdin(monkeypatch, "\n")
    _, _, err = run(capsys, "evaluate", "claims", "-", "--out", "o", "--evidence", "given")
    assert err.startswith("wenju: standard input holds no claim; ")


class FirstEvidence:
    """Calls a claim supported that is the first text given with it."""

    def judge(self, claim: str, scope: Scope | None, given: Sequence[str] = ()) -> Verdict:
        label: Label = "supported" if list(given[:1]) == [claim] else "not_enough_info"
        return Verdict("", claim, label, "", (), (), AppliedScope(scope or Scope(), 0))
