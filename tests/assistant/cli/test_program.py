"""The command line's frame: help at once, wrong usage and a missing library in one line."""

import subprocess
import sys
from pathlib import Path

import pytest
from commands import run

from assistant.settings import Settings


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


def test_no_library_is_one_line_that_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (("list",), ("search", "x"), ("show", "x"), ("remove", "x"), ("ask", "粮食")):
        status, out, err = run(capsys, *arguments)
        assert (status, out) == (1, "")
        assert err == "wenju: there is no library in library; make one with: wenju add PATH --library library\n"


def test_the_readme_and_the_docs_name_every_command() -> None:
    root = Path(__file__).parents[3]
    text = "".join(path.read_text("utf-8") for path in [root / "README.md", *(root / "docs").glob("*.md")])
    for verb in ("add", "remove", "list", "show", "search", "ask", "check", "verify", "evaluate", "ui", "doctor"):
        assert f"wenju {verb}" in text


def test_an_interrupt_is_one_line_and_no_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(settings: Settings) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("assistant.build.build_library", interrupted)
    assert run(capsys, "list") == (130, "", "wenju: interrupted; what was committed stays\n")


def test_a_word_that_is_no_text_is_read_all_the_same_and_a_path_keeps_its_bytes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, err = run(capsys, "show", "\udcff\x1b[2J")
    assert (status, "\x1b" in err, err.count("\n")) == (1, False, 1)
    Path("\udcff.txt").write_text("2024年青禾县政府工作报告\n\n新建公路126公里。\n", "utf-8")
    assert run(capsys, "add", "\udcff.txt", "--library", "mine")[0] == 0
