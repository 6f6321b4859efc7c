"""A run's folder: what survives a kill, and what is no part of the run."""

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError, WrongUsage
from assistant.records import append, differences, opened, read_records, read_summary

IDENTITY: dict[str, Any] = {"file": "ab", "seed": 0}


def write(folder: Path, *ids: str) -> list[str]:
    """The ids that were there, after which these are recorded."""
    with opened(folder, IDENTITY) as (done, file):
        for each in ids:
            append(file, {"id": each})
        return [record["id"] for record in done]


@pytest.mark.parametrize("torn", ['{"id": "c', '{"id": "c"}', "[1]\n", '{"name": 1}\n', "\x00\x00\n", "\n"])
def test_what_is_no_whole_record_is_cut_off(tmp_path: Path, torn: str) -> None:
    assert write(tmp_path, "a", "b") == []
    with (tmp_path / "results.jsonl").open("a") as file:
        file.write(torn)
    assert [record["id"] for record in read_records(tmp_path)] == ["a", "b"]
    assert write(tmp_path, "c") == ["a", "b"]
    assert [record["id"] for record in read_records(tmp_path)] == ["a", "b", "c"]


def test_a_record_is_one_line_in_its_own_script(tmp_path: Path) -> None:
    with (tmp_path / "file").open("w+", encoding="utf-8") as file:
        append(file, {"id": "一\n二"})
        file.seek(0)
        assert file.read() == '{"id": "一\\n二"}\n'


def test_another_run_s_folder_is_refused_and_says_what_differs(tmp_path: Path) -> None:
    write(tmp_path, "a")
    said = r"a run with another seed \(0, now 1\); name another folder"
    with pytest.raises(WrongUsage, match=said), opened(tmp_path, IDENTITY | {"seed": 1}):
        pytest.fail("it was opened")
    (tmp_path / "run.json").write_text("{", "utf-8")
    with pytest.raises(WrongUsage, match="does not read"):
        write(tmp_path)
    (tmp_path / "run.json").unlink()
    with pytest.raises(WrongUsage, match=r"holds results.jsonl but no run.json"):
        write(tmp_path)
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(WrongUsage, match="is a file; name a folder"):
        write(tmp_path / "file")


def test_two_do_not_write_into_one_folder(tmp_path: Path) -> None:
    with opened(tmp_path, IDENTITY), pytest.raises(AssistantError, match="another process writes into"):
        write(tmp_path)


def test_a_summary_that_is_none_is_empty(tmp_path: Path) -> None:
    assert read_summary(tmp_path) == {}
    for content in ("{", "[]"):
        (tmp_path / "summary.json").write_text(content, "utf-8")
        assert read_summary(tmp_path) == {}
    (tmp_path / "summary.json").write_text(json.dumps({"n": 1}), "utf-8")
    assert read_summary(tmp_path) == {"n": 1}
    with pytest.raises(WrongUsage, match=r"no evaluation in .*; check --out"):
        read_records(tmp_path)


def test_what_only_the_earlier_run_had_differs_too() -> None:
    assert [str(found) for found in differences({"a": {"b": 1}, "c": 2}, {"a": {"b": 1, "d": 3}})] == [
        "a.d (null, now 3)",
        "c (2, now null)",
    ]
