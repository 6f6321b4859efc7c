"""A comparison of two reports as files to keep."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from report_texts import report_of

from assistant.bundle.comparison import named_formats, pieces, write_comparison
from assistant.citations import cite
from assistant.compared.comparing import KINDS, Change, ReportComparison
from assistant.errors import WrongUsage
from index.report import Report, Source


def kept(year: int, line: str) -> Report:
    report = report_of("青禾县", year, line)
    return replace(report, sources=(Source(f"{year}.txt", None, ""),))


BEFORE, AFTER = kept(2024, "新建公路104公里。=1+1"), kept(2025, "新建公路126公里。*重点*")
SPANS = (((4, 7),), ((4, 7),))
REWORDED = Change("reworded", cite(BEFORE, 0, 10, 1), cite(AFTER, 0, 10, 1), likeness=0.8, differs=SPANS)
NEW = Change("new", None, cite(AFTER, 10, 14, 1), novelty=1.0)
DROPPED = Change("dropped", cite(BEFORE, 10, 14, 1), None, novelty=1.0)
RAISED = Change("raised", cite(BEFORE, 0, 10, 1), cite(AFTER, 0, 10, 1), measure="公路", figures=("104公里", "126公里"))
CHANGES = (RAISED, NEW, DROPPED, REWORDED)
FOUND = ReportComparison(
    BEFORE, AFTER, CHANGES, 3, {kind: sum(each.kind == kind for each in CHANGES) for kind in KINDS}
)


def written(folder: Path, name: str) -> str:
    (path,) = write_comparison(FOUND, folder, (name,))
    return path.read_bytes().decode("utf-8-sig")


def test_what_differs_is_bold_and_marks_of_a_report_are_none(tmp_path: Path) -> None:
    page = written(tmp_path, "md")
    assert "新建公路**104**公里。" in page and "新建公路**126**公里。" in page
    assert "*重点*" not in page.replace("\\*", "")
    assert "2024.txt" in page and BEFORE.report_id[:12] in page


def test_a_row_a_change_with_both_places_and_no_formula(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(written(tmp_path, "csv"))))
    assert [(row["kind"], row["from"], row["to"], row["likeness"]) for row in rows] == [
        ("raised", "104公里", "126公里", ""),
        ("new", "", "", ""),
        ("dropped", "", "", ""),
        ("reworded", "", "", "0.800"),
    ]
    assert rows[1]["before"] == "" and rows[1]["after_start"] == "10"
    assert rows[2]["before"].startswith("'=")


def test_json_is_what_the_command_prints(tmp_path: Path) -> None:
    assert json.loads(written(tmp_path, "json")) == json.loads(json.dumps(FOUND.to_json()))


def test_a_quote_in_pieces_is_the_whole_quote() -> None:
    quote = "新建公路104公里。"
    assert pieces(quote, ((4, 7),)) == [("新建公路", False), ("104", True), ("公里。", False)]
    assert pieces(quote, ()) == [(quote, False)]


def test_the_formats_asked_for() -> None:
    assert named_formats(" md, JSON ") == ("md", "json")
    assert named_formats("") == ("md", "csv", "docx", "json")
    with pytest.raises(WrongUsage, match="no format 'pdf'"):
        named_formats("pdf")
