"""A tiny library with an exact embedder, and questions about it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fakes import FIRST, SECOND

from assistant.build import Assistant, build_assistant
from assistant.settings import load_settings
from index.library import Library

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "road",
        "question": "2023年青禾县新建公路多少公里？",
        "answers": ["126公里"],
        "answerable": True,
        "reports": ["qinghe.txt"],
        "quotes": ["新建公路126公里。"],
    },
    {
        "id": "grain",
        "question": "2024年白石县粮食产量达到多少？",
        "answers": ["12.6万吨"],
        "answerable": True,
        "reports": ["baishi.txt"],
    },
    {"id": "nothing", "question": "白石县有几座火箭发射场？", "answers": [], "answerable": False, "reports": []},
    {"id": "empty", "question": "", "answers": ["2400个"], "answerable": True, "reports": ["baishi.txt"]},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """questions.jsonl with a bad line in it, and its reports beside it."""
    reports = tmp_path / "set" / "reports"
    reports.mkdir(parents=True)
    (reports / "qinghe.txt").write_text(FIRST, "utf-8")
    (reports / "baishi.txt").write_text(SECOND, "utf-8")
    lines = [json.dumps(question, ensure_ascii=False) for question in QUESTIONS]
    lines.insert(1, '{"id": "torn", "question": ')
    (tmp_path / "set" / "questions.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    return tmp_path / "set"


@pytest.fixture
def tiny(folder: Path, library: Library) -> Assistant:
    """An assistant over the two reports."""
    library.add([folder / "reports"])
    return build_assistant(load_settings({}, library=library.root), library)


@pytest.fixture
def records_of() -> Callable[[Path], list[dict[str, Any]]]:
    """The records of a run."""

    def read(out: Path) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (out / "results.jsonl").read_text("utf-8").splitlines()]

    return read
