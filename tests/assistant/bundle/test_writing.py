"""Every format from the same results: which files, which words, the same bytes twice."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.answer import Verdict
from assistant.bundle.items import Overrule, Reviewed
from assistant.bundle.schema import digest
from assistant.bundle.writing import FORMATS, write_exports
from assistant.errors import AssistantError, WrongUsage
from assistant.settings import load_settings
from index.library import Library

MADE = "2026-11-26T17:00:00Z"
KEY = "sk-never-written"


def written(items: Sequence[Any], folder: Path, library: Library, **options: Any) -> dict[str, bytes]:
    settings = load_settings(
        {
            "WENJU_LLM_MODEL": "openai:m",
            "WENJU_LLM_BASE_URL": f"https://me:{KEY}@llm.example:8000/v1?key={KEY}",
            "WENJU_LLM_API_KEY": KEY,
        }
    )
    paths = write_exports(items, folder, library=library, settings=settings, made=MADE, **options)
    return {path.name: path.read_bytes() for path in paths}


def test_every_format_is_written_in_order_and_twice_the_same(
    verdicts: list[Verdict], kept_library: Library, tmp_path: Path
) -> None:
    first = written(verdicts, tmp_path / "one", kept_library)
    assert list(first) == [
        "evidence.md",
        "evidence.html",
        "evidence.docx",
        "evidence.csv",
        "bundle.json",
        "claimreview.jsonld",
    ]
    assert len(FORMATS) == len(first)
    assert written(verdicts, tmp_path / "two", kept_library) == first
    assert not list((tmp_path / "one").glob(".partial*"))


def test_the_bundle_keeps_what_a_verdict_rests_on(
    verdicts: list[Verdict], kept_library: Library, tmp_path: Path
) -> None:
    person = Overrule("partly_supported", "尾数之差", "李记者", "2026-11-26T10:00:00Z")
    items = [Reviewed(verdicts[0], person, (("版面", "A3"),)), *verdicts[1:]]
    files = written(items, tmp_path, kept_library, formats=["json"])
    assert KEY not in files["bundle.json"].decode()
    bundle = json.loads(files["bundle.json"])
    assert bundle["sha256"] == digest(bundle)
    assert (bundle["schema_version"], bundle["made"], bundle["tool"]["name"]) == (1, MADE, "wenju")
    assert bundle["library"] == {"fingerprint": kept_library.fingerprint(), "reports": 6}
    assert bundle["settings"]["llm"]["model"] == "openai:m"
    claim = bundle["claims"][0]
    assert (claim["id"], claim["verdict"], claim["read_as"]) == ("a", "refuted", "云岭县2024年地区生产总值增长6.8%。")
    assert claim["overruled"] == {
        "verdict": "partly_supported",
        "note": "尾数之差",
        "by": "李记者",
        "time": "2026-11-26T10:00:00Z",
    }
    assert claim["columns"] == {"版面": "A3"}
    assert claim["mismatches"] == [{"kind": "value", "claimed": "6.8%", "found": "6.1%"}]
    citation = claim["citations"][0]
    report = kept_library.get(citation["report_id"])
    assert report.text[citation["start"] : citation["end"]] == citation["quote"] == verdicts[0].citations[0].quote
    assert citation["stance"] == "refutes"
    assert citation["before"].endswith("主要目标全部完成。")
    assert citation["after"].startswith("；一般公共预算收入11.05亿元")
    assert citation["url"] == "https://example.org/reports?id=1&lang=zh"
    assert citation["added"] == report.sources[0].added
    assert (citation["text_sha256"], citation["parser_version"]) == (report.text_sha256, report.parser_version)
    assert bundle["claims"][1]["citations"][0]["page"] == 3
    assert bundle["claims"][2]["citations"] == []


def test_a_quote_that_does_not_stand_is_not_exported(
    verdicts: list[Verdict], kept_library: Library, tmp_path: Path
) -> None:
    record = verdicts[0].to_json()
    record["citations"][0]["quote"] = record["citations"][0]["quote"].replace("6.1%", "6.8%")
    with pytest.raises(AssistantError, match="does not stand at 209 to 231 of its text"):
        written([record], tmp_path / "out", kept_library)
    assert not (tmp_path / "out").exists()


def test_an_unknown_format_is_wrong_usage(verdicts: list[Verdict], kept_library: Library, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="no format 'pdf'; they are md, html, docx, csv, json, jsonld"):
        written(verdicts, tmp_path, kept_library, formats=["pdf"])
