"""The parsing process's answers, asked for in this very process: documents, refusals, and when it wants to go."""

import io
from pathlib import Path
from typing import Any

import pytest

from index.errors import DamagedFile, LimitExceeded
from index.parsing import worker
from index.parsing.limits import Limits
from index.parsing.transfer import decode_line, encode_line, from_json
from index.report import ParsedDocument

WIDE = {"memory": 2**62, "cpu_seconds": 10**6}  # no bound that this process would feel


@pytest.fixture(autouse=True)
def unbounded(monkeypatch: pytest.MonkeyPatch) -> list[Limits]:
    """Keeps the bounds that would be set, and sets none: they would hold for all tests behind."""
    bounds: list[Limits] = []
    monkeypatch.setattr(worker, "_bound", bounds.append)
    monkeypatch.setattr(worker, "_address_space", lambda: 0)
    return bounds


def answers(*requests: dict[str, Any], further: worker.Further | None = None) -> list[dict[str, Any]]:
    """What is answered to requests."""
    lines = b"".join(encode_line({"limits": WIDE, **request}) for request in requests)
    written = io.BytesIO()
    worker.serve(io.BytesIO(lines), written, further)
    return [decode_line(line) for line in written.getvalue().splitlines()]


@pytest.fixture
def report(tmp_path: Path) -> str:
    """A small file."""
    (tmp_path / "report.txt").write_text("地区生产总值增长6.2%。", "utf-8")
    return str(tmp_path / "report.txt")


def test_each_request_has_its_answer_in_turn(report: str, tmp_path: Path) -> None:
    """A file that gives nothing costs only itself."""
    first, second, third = answers({"path": report}, {"path": str(tmp_path / "gone.txt")}, {"path": report})
    assert from_json(first["document"]).text == from_json(third["document"]).text == "地区生产总值增长6.2%。"
    assert second["error"] == DamagedFile.__name__ and "\n" not in second["message"]
    assert [answer["retire"] for answer in (first, second, third)] == [False] * 3


def test_limits_hold_a_request_at_a_time(report: str, unbounded: list[Limits]) -> None:
    """They come with each, and its bounds are set before it is read."""
    few = {**WIDE, "characters": 3}
    refused, read = answers({"path": report, "limits": few}, {"path": report})
    assert refused["error"] == LimitExceeded.__name__ and "document" in read
    assert [limits.characters for limits in unbounded] == [3, Limits().characters]


def test_a_report_goes_on_with_what_is_wanted_of_it(report: str) -> None:
    """Only where it is wanted, and only where there is something to go on with."""

    def further(document: ParsedDocument, wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
        return {"length": len(document.text), "name": wanted["name"]}

    with_it, without = answers({"path": report, "report": {"name": "x"}}, {"path": report}, further=further)
    assert (with_it["length"], with_it["name"]) == (13, "x")
    assert "length" not in without
    (nobody,) = answers({"path": report, "report": {"name": "x"}})
    assert sorted(nobody) == ["document", "retire"]


def test_one_that_ran_out_of_memory_says_so_and_goes(report: str) -> None:
    """What comes behind is another process's."""

    def further(document: ParsedDocument, wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
        raise MemoryError

    few = {**WIDE, "memory": 5 * 1024**2}
    (answer,) = answers({"path": report, "report": {}, "limits": few}, {"path": report}, further=further)
    assert answer["error"] == LimitExceeded.__name__ and answer["retire"]
    assert answer["message"] == "needs more than 5 MiB of memory to parse; limits.memory_megabytes allows more"


def test_one_that_has_grown_past_half_of_its_memory_goes(report: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With its answer."""
    monkeypatch.setattr(worker, "_address_space", lambda: 51)
    (answer,) = answers({"path": report, "limits": {**WIDE, "memory": 100}}, {"path": report})
    assert "document" in answer and answer["retire"]


def test_a_bug_is_no_refusal(report: str) -> None:
    """It ends the process; its parent tells that from an answer."""

    def further(document: ParsedDocument, wanted: dict[str, Any], limits: Limits) -> dict[str, Any]:
        raise KeyError("bug")

    with pytest.raises(KeyError):
        answers({"path": report, "report": {}}, further=further)


def test_a_page_of_what_is_no_pdf_is_refused(report: str, tmp_path: Path) -> None:
    """And of a file that went away."""
    drawn, gone = answers(
        {"path": report, "page": 1, "markings": [], "across": None},
        {"path": str(tmp_path / "gone.pdf"), "page": 1, "markings": [], "across": 800},
    )
    assert drawn["error"] == DamagedFile.__name__
    assert gone == {
        "error": "DamagedFile",
        "message": "cannot be read from disk (No such file or directory)",
        "retire": False,
    }
