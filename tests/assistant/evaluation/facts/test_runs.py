"""Runs over labelled passages: outcomes, parts, metrics, refusals, the page, the command."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from assistant.build import Assistant
from assistant.cli.program import main
from assistant.errors import WrongUsage
from assistant.evaluation import junit
from assistant.evaluation.facts.runs import evaluate_facts
from assistant.evaluation.facts.sets import read_fact_set
from assistant.evaluation.running import Evaluation, RunOptions

Read = Callable[[Path], list[dict[str, Any]]]


def passage_of(text: str, own: str, part: str, facts: list[dict[str, Any]], moved: int = 0) -> dict[str, Any]:
    """A line of a file; `figure` of each fact is looked up in the part for its place."""
    start = text.index(part)
    told = []
    for fact in facts:
        at = start + part.index(fact["figure"]) + moved
        told.append({"at": at, "period": None, "stage": "done", "high": fact["low"], **fact})
    digest = hashlib.sha256(part.encode()).hexdigest()
    place = {"start": start + moved, "end": start + len(part) + moved}
    return {"id": own, "report": "qinghe.txt", **place, "sha256": digest, "facts": told}


ROAD = {"figure": "126公里", "low": 126, "unit": "公里", "measure": "新建公路", "kind": "count"}


@pytest.fixture
def text(tiny: Assistant) -> str:
    """The text of the report on 青禾县."""
    library = tiny.library
    return next(library.get(one.report_id).text for one in library.reports() if one.sources[0].name == "qinghe.txt")


def run(
    tiny: Assistant, folder: Path, lines: Sequence[dict[str, Any] | str], out: str = "o", **options: Any
) -> Evaluation:
    file = folder / "facts.jsonl"
    written = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    file.write_text("\n".join(written) + "\n", "utf-8")
    settings = tiny.settings
    return evaluate_facts(file, read_fact_set(file), tiny.library, settings, folder / out, RunOptions(**options))


def test_what_is_right_wrong_missed_and_extra(tiny: Assistant, text: str, tmp_path: Path, records_of: Read) -> None:
    part = "新建公路126公里。"
    right = passage_of(text, "right", part, [ROAD])
    wrong = passage_of(text, "wrong", part, [ROAD | {"unit": "万人", "hedge": "about"}])
    extra = passage_of(text, "extra", part, [])
    missed = passage_of(text, "missed", "新建", [{**ROAD, "figure": "新"}])
    found = run(tiny, tmp_path, [right, wrong, extra, missed])
    records = {record["id"]: record for record in records_of(tmp_path / "o")}
    outcomes = {own: [fact["outcome"] for fact in record["facts"]] for own, record in records.items()}
    assert outcomes == {"right": ["right"], "wrong": ["wrong"], "extra": ["extra"], "missed": ["missed"]}
    (first,) = records["wrong"]["facts"]
    assert [part for part, is_right in first["parts"].items() if not is_right] == ["value", "unit", "hedge"]
    metrics = found.metrics
    assert (metrics["precision"]["value"], metrics["precision"]["n"]) == (pytest.approx(1 / 3, abs=1e-6), 3)
    assert (metrics["recall"]["value"], metrics["recall"]["n"]) == (pytest.approx(1 / 3, abs=1e-6), 3)
    assert (metrics["found"]["value"], metrics["unit"]["value"]) == (pytest.approx(2 / 3, abs=1e-6), 0.5)
    assert metrics["where"]["n"] == metrics["period"]["n"] == 0
    assert sum(sum(counts.values()) for counts in found.summary["outcomes"].values()) == 4
    page = (tmp_path / "o" / "report.html").read_text("utf-8")
    assert "Read where no fact is labelled: 1" in page
    assert "Not read: 1" in page


def test_a_passage_that_moved_is_found_and_one_that_is_gone_refused(
    tiny: Assistant, text: str, tmp_path: Path, records_of: Read
) -> None:
    moved = passage_of(text, "moved", "新建公路126公里。", [ROAD], moved=7)
    gone = passage_of(text, "gone", "新建公路126公里。", [ROAD]) | {"sha256": "0"}
    elsewhere = passage_of(text, "elsewhere", "新建公路126公里。", []) | {"report": "none.txt"}
    outside = passage_of(text, "outside", "新建公路126公里。", [ROAD])
    outside["facts"][0]["at"] = 10**6
    found = run(tiny, tmp_path, [moved, gone, elsewhere, outside, moved, "{torn"])
    assert found.metrics["recall"]["value"] == 1.0
    refusals = {each["id"]: each["error"] for each in found.summary["refusals"]}
    assert set(refusals) == {"gone", "elsewhere", "outside", "moved (line 5)", "line 6"}
    assert "read otherwise" in refusals["gone"]
    assert "outside the passage" in refusals["outside"]
    assert found.summary["lacking_gold_reports"] == 1
    again = run(tiny, tmp_path, [moved, gone, elsewhere, outside, moved, "{torn"])
    assert (again.summary["time"]["asked"], again.metrics) == (0, found.metrics)


def test_a_baseline_and_junit(tiny: Assistant, text: str, tmp_path: Path, records_of: Read) -> None:
    lines = [passage_of(text, "a", "新建公路126公里。", [ROAD])]
    run(tiny, tmp_path, lines, out="before")
    found = run(tiny, tmp_path, lines, out="now", baseline=tmp_path / "before")
    assert found.summary["comparison"]["metrics"]["recall"]["same"] == 1
    written = junit.document("facts", found.summary, records_of(tmp_path / "now"), {"recall": 0.5})
    root = ElementTree.fromstring(written)
    assert (root.get("tests"), root.get("failures")) == ("2", "0")


def test_an_empty_file_is_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "f.jsonl").write_text("\n", "utf-8")
    with pytest.raises(WrongUsage, match="holds no passage"):
        read_fact_set(tmp_path / "f.jsonl")


def test_the_command(
    tiny: Assistant, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assistant.build.embedder_of", lambda settings: tiny.library._embedder)
    line = passage_of(text, "a", "新建公路126公里。", [ROAD])
    (tmp_path / "f.jsonl").write_text(json.dumps(line, ensure_ascii=False), "utf-8")
    command = ["evaluate", "facts", str(tmp_path / "f.jsonl"), "--out", str(tmp_path / "o"), "--quiet"]
    command += ["--library", str(tiny.library.root)]
    assert main([*command, "--fail-under", "precision=0.9"]) == 0
    assert "precision" in capsys.readouterr().out
    assert main([*command, "--fail-under", "quote_hit=0.9"]) == 2
    assert "no such metric; they are precision, recall" in capsys.readouterr().err
