"""The wheel holds all three packages with their files, and works from there."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SCRIPT = """
import assistant, assistant.ui, index, prompts
for package in (assistant, index, prompts):
    assert package.__file__.startswith({folder!r}), package.__file__
assert "{{question}}" in prompts.load("answer.zh")
from assistant.cli import main
main(["--help"])
"""


def test_a_wheel_installs_and_runs(tmp_path: Path) -> None:
    built, installed = tmp_path / "built", tmp_path / "installed"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = built.glob("wenju-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        archive.extractall(installed)
    assert {
        "assistant/bundle/formats/evidence.css",
        "assistant/query/question_kind_weights.npz",
        "assistant/reader/weights.json",
        "assistant/ui/styles/base.css",
        "assistant/ui/scripts/page.js",
        "prompts/answer.zh.md",
        *(f"index/lexicon/{table.name}" for table in (ROOT / "index/lexicon").glob("*.tsv")),
    } <= names
    assert not any(name.startswith(("tests/", "samples/", "benchmarks/", "training/")) for name in names)
    assert any(
        name.endswith("entry_points.txt") and b"wenju = assistant.cli:main" in _read(wheel, name) for name in names
    )

    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(folder=str(installed))],
        env=os.environ | {"PYTHONPATH": str(installed)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("usage: wenju")


def _read(wheel: Path, name: str) -> bytes:
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(name)


def test_what_the_packages_export() -> None:
    import assistant

    offered = {"ask", "ask_each_report", "check", "compare", "evaluate", "facts", "figures", "open_library"}
    assert set(assistant.__all__) == offered
    assert all(callable(getattr(assistant, name)) for name in assistant.__all__)


def test_every_direct_dependency_is_pinned() -> None:
    import re
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    lines = [*project["dependencies"], *extras["dev"]]
    wanted = {re.split(r"[<>=]", line)[0] for line in lines if not line.startswith("wenju[")}
    wanted |= {re.split(r"[<>=]", line)[0] for line in extras["cluster"]}  # which dev brings
    pinned = {
        line.split("==")[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    assert {name.lower().replace("_", "-") for name in wanted} <= pinned
