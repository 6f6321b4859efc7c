"""Results into a bundle: what is kept of each, its surroundings, and what is not evidence."""

import json
from pathlib import Path

import pytest

from assistant.answer import Verdict
from assistant.bundle.making import make_bundle, sealed, surroundings
from assistant.bundle.schema import Bundle, digest
from assistant.bundle.writing import write_exports
from assistant.errors import AssistantError
from assistant.settings import Settings
from index.library import Library

MADE = "2026-11-26T17:00:00Z"


def test_how_long_it_took_is_no_evidence(verdicts: list[Verdict], kept_library: Library) -> None:
    slow = verdicts[0].to_json() | {"elapsed_ms": 99.0}
    first = make_bundle([verdicts[0]], kept_library, Settings(), MADE)
    assert make_bundle([slow], kept_library, Settings(), MADE) == first
    assert "elapsed_ms" not in first.to_json()["claims"][0]


def test_surroundings_are_the_sentences_beside_and_the_rest_of_a_cut_one(kept_library: Library) -> None:
    report = kept_library.get(kept_library.resolve("2025年云岭县政府工作报告.docx"))
    text = report.text
    start = text.index("全年地区生产总值211.3亿元")
    before, after = surroundings(report, start + 2, start + 7)
    assert (before, after.startswith("值211.3亿元，增长6.1%")) == ("全年", True)
    assert surroundings(report, 0, len(text)) == ("", "")


def test_a_report_that_is_gone_stops_the_bundle(verdicts: list[Verdict], kept_library: Library) -> None:
    line = verdicts[0].to_json()
    line["citations"][0]["report_id"] = "0" * 64
    with pytest.raises(AssistantError, match=r"is quoted and no longer in .*; add it, or check the claims again"):
        make_bundle([line], kept_library, Settings(), MADE)


def test_a_report_that_is_quoted_twice_is_kept_once_and_one_that_is_not_is_left_out(
    verdicts: list[Verdict], kept_library: Library
) -> None:
    made = make_bundle([verdicts[0], verdicts[0], verdicts[2]], kept_library, Settings(), MADE)
    assert [report.report_id for report in made.reports] == [verdicts[0].citations[0].report_id]
    assert len(made.claims) == 3 and made.library.reports == 6


def test_the_seal_is_of_all_that_is_kept(bundle: Bundle) -> None:
    content = bundle.to_json()
    assert sealed(content).sha256 == bundle.sha256 == digest(content)


def test_a_line_of_results_is_kept_as_the_verdict_itself(
    verdicts: list[Verdict], kept_library: Library, tmp_path: Path
) -> None:
    for name, items in (("values", list(verdicts)), ("lines", [verdict.to_json() for verdict in verdicts])):
        write_exports(items, tmp_path / name, ["json"], library=kept_library, settings=Settings(), made=MADE)
    assert (tmp_path / "values" / "bundle.json").read_bytes() == (tmp_path / "lines" / "bundle.json").read_bytes()


def test_the_items_are_left_as_they_were(verdicts: list[Verdict], kept_library: Library, tmp_path: Path) -> None:
    line = verdicts[0].to_json()
    before = json.dumps(line, ensure_ascii=False)
    write_exports([line], tmp_path, ["json"], library=kept_library, settings=Settings())
    assert json.dumps(line, ensure_ascii=False) == before
