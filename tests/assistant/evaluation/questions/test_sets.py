"""Every format that is read, its bad lines, and contexts that become reports."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import WrongUsage
from assistant.evaluation.items import Item
from assistant.evaluation.questions.sets import Dataset, read_dataset, reports_beside


def read(tmp_path: Path, name: str, content: Any) -> Dataset:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
    return read_dataset(path)


def test_our_own_lines_and_what_is_wrong_with_bad_ones(tmp_path: Path) -> None:
    good = {"id": "a", "question": "问？", "answers": ["答"], "answerable": True, "reports": ["r.txt"]}
    paged = {**good, "id": "b", "quotes": ["引"], "pages": [{"report": "r.pdf", "page": 3}]}
    lines = [
        json.dumps(good),
        "",
        "{torn",
        json.dumps({**good, "id": "c", "answers": "答"}),
        json.dumps(paged),
        json.dumps(good),
        json.dumps({"id": "d", "answers": []}),
        json.dumps({**good, "id": "e", "pages": [3]}),
        "[1]",
        json.dumps({**good, "id": 7, "answerable": False, "answers": []}),
    ]
    found = read(tmp_path, "questions.jsonl", "\n".join(lines))
    assert found.items == (
        Item(1, "a", "问？", ("答",), True, ("r.txt",)),
        Item(5, "b", "问？", ("答",), True, ("r.txt",), ("引",), (("r.pdf", 3),)),
        Item(10, "7", "问？", (), False, ("r.txt",)),
    )
    assert [(problem.line, problem.id) for problem in found.problems] == [
        (3, "line 3"),
        (4, "c"),
        (6, "a (line 6)"),
        (7, "d"),
        (8, "e"),
        (9, "line 9"),
    ]
    assert found.problems[0].reason == "the line is not JSON; write one object a line"
    assert "was there before" in found.problems[2].reason


@pytest.mark.parametrize("content", ['{"a": 1}', "[]", "[1]", "3"])
def test_other_json_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(WrongUsage, match="in no format that is known"):
        read(tmp_path, "x.json", content)


def test_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="holds no question"):
        read(tmp_path, "x.jsonl", "\n\n")
    with pytest.raises(WrongUsage, match="cannot read questions"):
        read_dataset(tmp_path / "missing.jsonl")
    (tmp_path / "gbk.jsonl").write_bytes("问".encode("gbk"))
    with pytest.raises(WrongUsage, match="not UTF-8"):
        read_dataset(tmp_path / "gbk.jsonl")


def test_the_reports_beside_a_file(tmp_path: Path) -> None:
    assert reports_beside(tmp_path / "questions.jsonl") is None
    (tmp_path / "reports-zh").mkdir()
    assert reports_beside(tmp_path / "questions-zh.jsonl") == tmp_path / "reports-zh"
    assert reports_beside(tmp_path / "questions.jsonl") is None
    (tmp_path / "reports").mkdir()
    assert reports_beside(tmp_path / "questions.jsonl") == tmp_path / "reports"


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "kind", "items", "contexts"),
    [
        ("cmrc-trial/questions.jsonl", "questions.jsonl", 1002, 0),
        ("tatqa/tatqa_dataset_dev.json", "tatqa", 1668, 278),
        ("sec10q/qna_data.csv", "sec10q", 195, 0),
        ("xquad/questions-en.jsonl", "questions.jsonl", 1190, 0),
    ],
)
def test_public_sets(shared_data: Path, name: str, kind: str, items: int, contexts: int) -> None:
    found = read_dataset(shared_data / "qa" / name)
    assert (found.format, len(found.items), len(found.problems)) == (kind, items, 0)
    assert len(found.contexts) == contexts
