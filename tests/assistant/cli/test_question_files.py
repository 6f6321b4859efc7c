"""A file of questions: what is none costs its own line."""

from pathlib import Path

import pytest

from assistant.cli.question_files import read_questions
from assistant.errors import WrongUsage


def test_lines_are_questions_plain_or_json(tmp_path: Path) -> None:
    file = tmp_path / "q.txt"
    file.write_text('\ufeff粮食产量？\n\n  {"id": 7, "question": "财政收入？"}\n{"id": 8}\n{broken\n', "utf-8")
    assert [(one.line, one.question, one.extra, bool(one.problem)) for one in read_questions(file)] == [
        (1, "粮食产量？", {}, False),
        (3, "财政收入？", {"id": 7}, False),
        (4, "", {"id": 8}, True),
        (5, "", {}, True),
    ]


def test_in_a_jsonl_file_every_line_is_json(tmp_path: Path) -> None:
    file = tmp_path / "q.jsonl"
    file.write_text("粮食产量？\n", "utf-8")
    (one,) = read_questions(file)
    assert one.problem == 'the line is not JSON; write {"question": "…"}'


def test_a_file_that_does_not_read_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="check the path"):
        list(read_questions(tmp_path / "none.txt"))
    (tmp_path / "latin.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(WrongUsage, match="save it as UTF-8"):
        list(read_questions(tmp_path / "latin.txt"))
