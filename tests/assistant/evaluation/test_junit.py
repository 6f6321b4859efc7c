"""JUnit XML of a run, read back by parsers that are not ours."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assistant.evaluation import junit

SUMMARY: dict[str, Any] = {
    "file": {"name": "q\x00<.jsonl"},
    "metrics": {
        "quote_hit": {"value": 0.5, "n": 2, "low": 0.0, "high": 1.0},
        "f1": {"value": None, "n": 0, "low": None, "high": None},
        "latency_p50_ms": {"value": 80.0, "n": 2, "low": 1.0, "high": 90.0},
    },
    "code": "c0de",
    "commit": None,
    "library": None,
    "embedding": {"precision": "float32"},
    "settings": {"llm": {"model": ""}},
    "seed": 0,
}


def answered(item: str, outcome: str | None, **fields: Any) -> dict[str, Any]:
    return {
        "id": item,
        "question": "新建公路多少公里？",
        "status": "answered",
        "answer": "新建公路126公里。[1]",
        "elapsed_ms": 250.0,
        "answerable": True,
        "gold": {"answers": ["126公里", "126 km"]},
        "outcome": outcome,
        **fields,
    }


def read(
    kind: junit.Kind, records: list[dict[str, Any]], limits: dict[str, float] | None = None
) -> ElementTree.Element:
    content = junit.document(kind, SUMMARY, records, limits or {})
    etree.fromstring(content)
    return ElementTree.fromstring(content)


def test_a_question_is_a_case_that_passes_fails_errs_or_is_skipped() -> None:
    records = [
        {"id": "line 2", "line": 2, "error": "the line is not JSON"},
        answered("a", "right", kind="table"),
        answered("b", "not_read"),
        answered("c", None),
        answered("d", "wrong", answerable=False),
        answered("e", "found"),
        {"id": "f", "question": "", "error": "no word in it", "outcome": "failed", "gold": {"answers": []}},
    ]
    root = read("questions", records)
    suite = root[0]
    counts = {name: suite.get(name) for name in ("tests", "failures", "errors", "skipped", "time")}
    assert counts == {"tests": "7", "failures": "2", "errors": "2", "skipped": "1", "time": "1.250"}
    assert {name: root.get(name) for name in ("tests", "failures", "errors", "skipped")} == {
        name: counts[name] for name in ("tests", "failures", "errors", "skipped")
    }
    cases = {case.get("name"): case for case in suite.iter("testcase")}
    assert (cases["a"].get("classname"), cases["a"].get("time")) == ("wenju.questions.table", "0.250")
    assert [child.tag for child in cases["a"]] == [child.tag for child in cases["e"]] == ["system-out"]
    assert cases["a"].findtext("system-out") == "新建公路多少公里？\nanswered: 新建公路126公里。[1]"
    failures = {name: case.find("failure") for name, case in cases.items()}
    assert {name: found.get("message") for name, found in failures.items() if found is not None} == {
        "b": "not_read; wanted 126公里 or 126 km",
        "d": "wrong; wanted no answer",
    }
    properties = {entry.get("name"): entry.get("value") for entry in suite.iter("property")}
    assert properties == {
        "quote_hit": "0.5",
        "quote_hit n": "2",
        "latency_p50_ms": "80",
        "latency_p50_ms n": "2",
        "code": "c0de",
        "precision": "float32",
        "seed": "0",
    }


def test_a_claim_fails_where_its_label_is_another() -> None:
    claim = {"claim": "x" * 400, "verdict": "refuted", "reason": "differs", "gold": {"label": "supported"}}
    suite = read("claims", [{"id": "1", "label": "refuted", **claim}, {"id": "2", "label": "supported", **claim}])[0]
    first, second = suite.iter("testcase")
    failure = first.find("failure")
    assert failure is not None
    assert failure.get("message") == "called refuted; wanted supported"
    assert second.find("failure") is None
    assert (first.findtext("system-out") or "").splitlines()[0] == "x" * 299 + "…"


def test_limits_are_a_suite_of_their_own() -> None:
    suite = read("questions", [], {"quote_hit": 0.8, "latency_p50_ms": 90, "f1": 0.1})[1]
    assert (suite.get("name"), suite.get("tests"), suite.get("failures")) == ("fail-under", "3", "2")
    messages = {case.get("name"): [child.get("message") for child in case] for case in suite.iter("testcase")}
    assert messages == {
        "quote_hit=0.8": ["quote_hit is 0.5, under 0.8"],
        "latency_p50_ms=90": [],
        "f1=0.1": ["f1 has no value, under 0.1"],
    }


@given(st.text(st.characters(codec=None)))
def test_any_text_reads_back(text: str) -> None:
    record = answered(text, "wrong", question=text, answer=text, gold={"answers": [text]}, kind=text)
    case = next(read("questions", [record, {"id": text, "error": text}])[0].iter("testcase"))
    assert (case.get("name") or "") == "".join(char if junit._NO_XML.match(char) is None else "\ufffd" for char in text)


@pytest.mark.parametrize("text", ["\x00", "\x1b[31m", "\ud800", "\ufffe", "]]>", "<!DOCTYPE a>", "&amp;", '"', "\x85"])
def test_hostile_text_is_text(text: str) -> None:
    root = read("questions", [answered(text, "right", answer=text)])
    assert len(list(root.iter("testcase"))) == 1
    assert {element.tag for element in root.iter()} <= {
        "testsuites",
        "testsuite",
        "properties",
        "property",
        "testcase",
        "system-out",
    }


def test_the_file_is_whole(tmp_path: Path) -> None:
    junit.write(tmp_path / "new" / "j.xml", "questions", SUMMARY, [json.loads(json.dumps(answered("a", "right")))], {})
    assert ElementTree.parse(tmp_path / "new" / "j.xml").getroot().tag == "testsuites"
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["j.xml"]
