"""The commands as programs use them: JSON, exit status, one-line errors."""

import errno
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from scripted_model import ScriptedModel, says

from assistant.cli.program import main
from assistant.settings import LlmTable

FIRST = """2024年青禾县政府工作报告

各位代表：

一、2023年工作回顾

全年地区生产总值增长6.2%，新建、改造农村公路126公里。

二、2024年工作安排

今年地区生产总值的预期目标是增长6%左右。
"""


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("WENJU_") and name != "WENJU_CACHE":
            monkeypatch.delenv(name)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; from assistant.cli.program import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'torch', 'faiss', 'gradio', 'transformers', 'sentence_transformers', 'langchain_core', 'tantivy'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("heavy: []\n")
    for verb in ("add", "remove", "list", "show", "search", "ask", "check", "verify", "evaluate", "ui", "doctor"):
        assert verb in done.stdout


def test_add_list_show_search_remove(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(FIRST, "utf-8")
    status, out, err = run(capsys, "add", "r.txt", "--json", "--source-url", "https://example.org/r")
    assert (status, err) == (0, "")
    added = json.loads(out)["files"][0]
    assert (added["status"], added["name"]) == ("added", "r.txt")

    status, out, _ = run(capsys, "--json", "list")
    report = json.loads(out)["reports"][0]
    assert json.loads(out)["schema_version"] == 1
    assert {
        "report_id",
        "title",
        "issuer",
        "region",
        "year",
        "kind",
        "language",
        "source",
        "pages",
        "characters",
    } <= set(report)
    assert (report["title"], report["year"], report["region"]) == ("2024年青禾县政府工作报告", 2024, "青禾县")
    assert report["report_id"] == added["report_id"]

    status, out, _ = run(capsys, "show", "r.txt", "--json")
    shown = json.loads(out)
    assert [section["heading"] for section in shown["sections"]] == ["", "一、2023年工作回顾", "二、2024年工作安排"]
    status, out, _ = run(capsys, "show", "r.txt", "--section", "1")
    assert out.startswith("一、2023年工作回顾\n")

    status, out, _ = run(capsys, "search", "新建公路", "-k", "1", "--json", "--year", "2024")
    found = json.loads(out)
    assert found["scope"] == {
        "years": [2024],
        "regions": [],
        "issuers": [],
        "reports": [],
        "from": "option",
        "report_count": 1,
    }
    passage = found["passages"][0]
    assert set(passage) == {
        "rank",
        "score",
        "report_id",
        "title",
        "source",
        "section",
        "page",
        "start",
        "end",
        "text",
    }

    status, out, _ = run(capsys, "search", "新建公路", "--json", "--region", "广东")
    assert (status, json.loads(out)["passages"]) == (0, [])

    status, out, _ = run(capsys, "remove", added["report_id"][:8])
    assert status == 0
    assert json.loads(run(capsys, "list", "--json")[1])["reports"] == []


def test_some_refused_is_3_and_all_refused_is_1(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(FIRST, "utf-8")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 not a zip after all")
    status, out, err = run(capsys, "add", "empty.pdf", "r.txt", "broken.docx")
    assert status == 3
    assert "r.txt" in out
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["refused empty.pdf", "refused broken.docx"]
    status, _, err = run(capsys, "add", "empty.pdf")
    assert status == 1
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("fly",),
        ("add",),
        ("add", "x", "--year", "soon"),
        ("ask",),
        ("ask", "问题", "--file", "f"),
        ("ask", "问题", "--llm", "some-model"),
        ("search", " "),
        ("search", "x", "-k", "0"),
        ("search", "？！"),
        ("add", ""),
        ("add", "x", "--title", " "),
    ],
)
def test_wrong_usage_is_2_and_one_line(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    status, out, err = run(capsys, *arguments)
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_an_unknown_report_is_wrong_usage(capsys: pytest.CaptureFixture[str], sample_library_folder: Path) -> None:
    for arguments in (("show", "nowhere"), ("remove", "nowhere"), ("ask", "茶叶", "--report", "nowhere")):
        status, out, err = run(capsys, *arguments, "--library", str(sample_library_folder))
        assert (status, out) == (2, "")
        assert err.startswith("wenju: no report 'nowhere' among the 6 in ")
    status, _, err = run(
        capsys, "show", "青湖水质监测年报2024.md", "--section", "99", "--library", str(sample_library_folder)
    )
    assert status == 2
    assert "has no section 99; its sections are 0 to" in err


def test_no_library_is_one_line_that_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("list",), ("search", "x"), ("show", "x"), ("remove", "x"), ("ask", "粮食")):
        status, out, err = run(capsys, *arguments)
        assert (status, out) == (1, "")
        assert err == "wenju: there is no library in library; make one with: wenju add PATH --library library\n"


def test_a_folder_with_nothing_to_add_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    status, _, err = run(capsys, "add", "empty")
    assert status == 1
    assert err == "wenju: empty holds no file to add; name a .docx, .pdf, .html, .txt, .md, .xlsx, .csv or .pptx\n"


def test_no_permission_to_write_is_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's refusal is played, since tests may run as root, who may write everywhere."""
    (tmp_path / "r.txt").write_text(FIRST, "utf-8")
    real = Path.mkdir

    def refuse(self: Path, *arguments: Any, **options: Any) -> None:
        if self.name == "locked":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self))
        real(self, *arguments, **options)

    monkeypatch.setattr(Path, "mkdir", refuse)
    status, _, err = run(capsys, "add", "r.txt", "--library", "locked")
    assert status == 1
    assert err.startswith("wenju: cannot write to locked: Permission denied; nothing of this change was kept.")
    assert len(err.splitlines()) == 1


def test_a_library_path_that_is_a_file_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "r.txt").write_text(FIRST, "utf-8")
    (tmp_path / "blocked").write_text("x")
    status, _, err = run(capsys, "add", "r.txt", "--library", "blocked/library")
    assert status == 1
    assert err.startswith("wenju: cannot write to blocked/library: Not a directory; nothing of this change was kept.")


def test_ask_prints_statements_and_sources(capsys: pytest.CaptureFixture[str], sample_library_folder: Path) -> None:
    question = "2024年云岭县实际完成的旅游综合收入是多少？"
    status, out, _ = run(capsys, "ask", question, "--library", str(sample_library_folder))
    assert status == 0
    assert "旅游综合收入41.2亿元" in out
    assert "[1] 《2025年云岭县政府工作报告》一、（" in out
    status, out, _ = run(capsys, "ask", question, "--json", "--library", str(sample_library_folder))
    document = json.loads(out)
    assert {
        "schema_version",
        "question",
        "status",
        "answer",
        "statements",
        "citations",
        "nearest",
        "scope",
        "mode",
        "score",
        "dropped",
        "elapsed_ms",
    } == set(document)
    assert document["mode"] == "extractive"
    assert set(document["citations"][0]) >= {
        "n",
        "report_id",
        "title",
        "source",
        "section",
        "page",
        "start",
        "end",
        "quote",
        "locator",
        "text_sha256",
        "parser_version",
    }


def test_a_batch_gives_a_line_a_question_and_goes_on(
    capsys: pytest.CaptureFixture[str], sample_library_folder: Path, tmp_path: Path
) -> None:
    lines = ['{"id": "a", "question": "茶叶综合产值是多少？"}', "{broken", "", '{"id": "c", "question": "粮食产量？"}']
    (tmp_path / "q.jsonl").write_text("\n".join(lines), "utf-8")
    status, out, err = run(capsys, "ask", "--file", "q.jsonl", "--library", str(sample_library_folder))
    documents = [json.loads(line) for line in out.splitlines()]
    assert status == 3
    assert [document.get("id") for document in documents] == ["a", None, "c"]
    assert "error" in documents[1]
    assert "q.jsonl, line 2:" in err


def test_doctor_finds_damage_and_repairs_it(
    capsys: pytest.CaptureFixture[str], sample_library_folder: Path, tmp_path: Path
) -> None:
    import shutil

    folder = tmp_path / "copy"
    shutil.copytree(sample_library_folder, folder)
    status, out, _ = run(capsys, "doctor", "--library", str(folder))
    assert status == 0
    assert "6 reports" in out
    next((folder / "vectors").iterdir()).write_bytes(b"damaged")
    status, out, _ = run(capsys, "doctor", "--json", "--library", str(folder))
    assert status == 1
    assert json.loads(out)["sound"] is False
    assert run(capsys, "doctor", "--repair", "--library", str(folder))[0] == 0
    assert run(capsys, "doctor", "--library", str(folder))[0] == 0


def test_the_readme_and_the_docs_name_every_command() -> None:
    root = Path(__file__).parents[3]
    text = "".join(path.read_text("utf-8") for path in [root / "README.md", *(root / "docs").glob("*.md")])
    for verb in ("add", "remove", "list", "show", "search", "ask", "check", "verify", "evaluate", "ui", "doctor"):
        assert f"wenju {verb}" in text


def test_a_page_is_written_as_a_picture(capsys: pytest.CaptureFixture[str], sample_library_folder: Path) -> None:
    library = ("--library", str(sample_library_folder))
    name = "澜石光电2024年年度报告.pdf"
    status, out, _ = run(capsys, "show", name, "--page", "1", "--image", "page.png", "--json", *library)
    assert status == 0
    assert json.loads(out)["page"] == 1
    assert Path("page.png").read_bytes().startswith(b"\x89PNG")
    plain = Path("page.png").read_bytes()
    status, out, _ = run(capsys, "show", name, "--quote", "0:8", "--image", "page.png", *library)
    assert (status, out) == (0, "wrote page 1 to page.png\n")
    assert Path("page.png").read_bytes() != plain
    for arguments, words in (
        (("--page", "99", "--image", "p.png"), "no page 99"),
        (("--page", "1"), "--image FILE.png"),
        (("--image", "p.png"), "--page N"),
        (("--quote", "5:2", "--image", "p.png"), "not a span"),
        (("--quote", "0:99999999", "--image", "p.png"), "beyond the report's"),
    ):
        status, _, complaint = run(capsys, "show", name, *arguments, *library)
        assert status == 2
        assert words in complaint and complaint.count("\n") == 1
    assert not Path("p.png").exists()


def test_ask_with_a_model_prints_who_wrote_and_what_was_removed(
    capsys: pytest.CaptureFixture[str], sample_library_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named: list[str] = []

    def build(settings: LlmTable) -> ScriptedModel | None:
        named.append(settings.model)
        return says("增长999%。[S1]\n没有出处。") if settings.model else None

    monkeypatch.setattr("assistant.build.build_model", build)
    monkeypatch.setenv("WENJU_LLM_MODEL", "openai:of-the-settings")
    question = "2023年云岭县的地区生产总值是多少亿元？"
    asking = ("ask", question, "--library", str(sample_library_folder))
    status, out, _ = run(capsys, *asking)
    assert status == 0
    assert out.startswith("（语言模型写的2句都核对不上原文，没有采用。）\n198.6亿元[1]\n")
    assert (
        "核对不上原文、已删去的句子：2\n  - 增长999%。  (有数字而没有写明说的是什么)\n  - 没有出处。  (没有注明出处)\n"
        in out
    )
    _, out, _ = run(capsys, *asking, "--json", "--llm", "openai:of-the-option")
    document = json.loads(out)
    assert (document["mode"], document["dropped"][1]) == (
        "extractive",
        {"text": "没有出处。", "reason": "没有注明出处"},
    )
    _, out, _ = run(capsys, *asking, "--json", "--llm", "none")
    assert json.loads(out)["dropped"] == []
    assert named == ["openai:of-the-settings", "openai:of-the-option", ""]


def test_a_batch_on_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, sample_library_folder: Path
) -> None:
    lines = '{"id": "a", "question": "茶叶综合产值是多少？"}\n{broken\n粮食产量？\n'
    for text, status, complaint in (
        (lines, 3, "wenju: standard input, line 2: the line is not JSON"),
        ("", 2, "wenju: standard input holds no question"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        found, out, err = run(capsys, "ask", "--file", "-", "--library", str(sample_library_folder))
        assert (found, err.startswith(complaint), len(out.splitlines())) == (status, True, text.count("\n"))
