"""What `wenju add` says while it works: lines as files finish, bars only where someone can see them."""

import io
import json
import sys
from pathlib import Path

import pytest
from commands import REPORT, run
from fakes import library_in

from assistant.cli import adding
from assistant.cli.adding import adding_told
from index.ingestion.preparing import FileOutcome

ADDED = FileOutcome("a.txt", Path("x/a.txt"), "added", "ab" * 32, passages=3)


class Seen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nobody_sees_a_bar_in_a_file_or_where_quiet_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with adding_told(quiet=False, as_json=False) as told:
        told.file(3, 10, "a.txt")
        told.outcome(ADDED)
        told.behind("vectors", 3, 10)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("added    abababababab  a.txt  3 passages\n", "")
    seen = Seen()
    monkeypatch.setattr(sys, "stderr", seen)
    with adding_told(quiet=True, as_json=False) as told:
        told.file(3, 10, "a.txt")
    assert seen.getvalue() == ""
    with adding_told(quiet=False, as_json=True) as told:
        told.file(3, 10, "a" * 80)
        told.behind("vectors", 5, 10)
        told.outcome(ADDED)
    assert "a" * 41 not in seen.getvalue()
    assert "embedding" in seen.getvalue()
    assert capsys.readouterr().out == ""


def test_in_a_log_what_comes_behind_is_a_line_from_time_to_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(adding, "LINE_SECONDS", 0.0)
    with adding_told(quiet=False, as_json=False) as told:
        told.behind("facts", 0, 2)
        assert capsys.readouterr().err == ""
        told.behind("facts", 1, 2)
    assert capsys.readouterr().err.startswith("wenju: reading facts: 1 of 2 reports, ")


def test_what_is_not_waited_for_is_said_and_done_by_doctor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "r.txt").write_text(REPORT, "utf-8")
    status, out, err = run(capsys, "add", str(tmp_path / "r.txt"), "--no-wait")
    assert (status, out.startswith("added ")) == (0, True)
    assert "passages of 1 report are not embedded; go on: wenju doctor --repair" in err
    _, out, _ = run(capsys, "list")
    assert "not embedded yet)" in out
    _, out, _ = run(capsys, "list", "--json")
    assert json.loads(out)["reports"][0]["not_embedded"] > 0
    _, out, _ = run(capsys, "search", "农村公路", "--json")
    assert json.loads(out)["not_embedded"] > 0
    assert "126公里" in json.loads(out)["passages"][0]["text"]
    assert library_in(tmp_path / "library").without_facts() == 1
    status, out, _ = run(capsys, "ask", "2023年新建、改造农村公路多少公里？")
    assert "126公里" in out
    assert "段没有向量化" in out
