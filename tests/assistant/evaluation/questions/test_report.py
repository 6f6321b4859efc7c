"""The page on a run over questions: what each part shows, and what it must not show as markup or at all."""

import re
from typing import Any

from lxml import html

from assistant.evaluation.items import Item
from assistant.evaluation.questions.report import (
    MOST_MISSES,
    comparison_tables,
    kinds_table,
    metrics_table,
    page,
    refused_lines,
    whole_page,
)
from assistant.evaluation.questions.summary import RETRIEVAL

HALF = {"value": 0.5, "n": 2, "low": 0.0, "high": 1.0}
NONE = {"value": None, "n": 0, "low": None, "high": None}
LATE = {"value": 120.0, "n": 2, "low": 100.0, "high": 150.0}
HOSTILE = "<script>alert(1)</script>火箭多少？"


def missed(**changes: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "id": "a",
        "question": HOSTILE,
        "gold": {"answers": ["<b>9</b>"]},
        "answer": "9座",
        "first_hit": None,
    }
    record |= {"outcome": "wrong", "metrics": {}, "answerable": True, "status": "answered", "score": 0.5}
    return record | changes


def summary(**changes: Any) -> dict[str, Any]:
    known = {
        "file": {"name": "set.jsonl", "sha256": "ab"},
        "items": 2,
        "answerable": 1,
        "library": {"reports": 1, "fingerprint": "f"},
        "time": {"finished": "2026", "seconds": 1.0, "asked": 2},
        "settings": {"retrieval_only": False},
        "refused": 0,
        "lacking_gold_reports": 0,
        "metrics": dict.fromkeys(RETRIEVAL, NONE) | {"quote_hit": HALF, "latency_p50_ms": LATE, "latency_p95_ms": LATE},
        "outcomes": {"answerable": {"right": 1, "wrong": 1}, "unanswerable": {"wrong": 1}},
        "kinds": {},
        "seed": 0,
        "commit": None,
        "code": "c",
        "versions": {"python": "3"},
        "machine": {},
    }
    return known | changes


def cells(markup: str, row: int) -> list[str]:
    return [cell.text_content() for cell in html.fromstring(f"<div>{markup}</div>").xpath("//tr")[row].xpath("td|th")]


def test_the_page_stands_alone_and_shows_text_as_text() -> None:
    drawn = page(summary(), [Item(1, "a", HOSTILE, (), True, ())], [missed()])
    assert "<script" not in drawn and "<b>9" not in drawn
    assert "&lt;script&gt;alert(1)&lt;/script&gt;火箭多少？" in drawn
    assert not re.search(r"(?:src|href)\s*=|url\(|@import|https?://", drawn)
    assert "default-src 'none'" in drawn
    assert "<title>Evaluation: &lt;i&gt;</title>" in whole_page("<i>", [])


def test_only_metrics_with_a_value_have_a_row_and_times_have_no_decimals() -> None:
    table = metrics_table(summary()["metrics"], (("Answers", ("quote_hit", "mrr")), ("Latency", ("latency_p50_ms",))))
    assert cells(table, 2) == ["quote_hit", "0.500", "", "0.000 – 1.000", "2"]
    assert cells(table, 4) == ["latency_p50_ms", "120", "", "100 – 150", "2"]
    assert "mrr" not in table


def test_outcomes_of_the_unanswerable_have_words_of_their_own() -> None:
    drawn = page(summary(), [], [])
    assert "answered all the same" in drawn and "read, but answered wrongly" in drawn
    assert "50.0%" in drawn


def test_a_miss_is_listed_with_its_gold_and_what_is_right_is_not() -> None:
    records = [missed(), missed(outcome="right", question="好的？"), missed(first_hit=7, error="gone")]
    drawn = page(summary(), [], records)
    assert "read, but answered wrongly: 2" in drawn
    assert "好的？" not in drawn
    assert "gone" in drawn
    long = [missed(id=str(number)) for number in range(MOST_MISSES + 1)]
    assert f"answered wrongly: {MOST_MISSES + 1}, the first {MOST_MISSES}" in page(summary(), [], long)


def test_kinds_without_a_metric_have_a_dash() -> None:
    table = kinds_table({"span": {"quote_hit": HALF}, "<i>": {"f1": HALF}}, ("quote_hit", "f1", "mrr"), "question")
    assert cells(table, 0) == ["kind", "quote_hit", "f1", "n"]
    assert cells(table, 1) == ["span", "0.500 0.00–1.00", "–", "2"]
    assert cells(table, 2)[0] == "<i>"
    assert kinds_table({}, ("quote_hit",), "question") == ""


def test_a_comparison_calls_better_only_what_chance_does_not_explain() -> None:
    entry: dict[str, Any] = {
        "value": 0.5,
        "low": 0.1,
        "high": 0.9,
        "better": 6,
        "worse": 0,
        "same": 1,
        "p": 0.03,
        "n": 7,
    }
    entry |= {"better_ids": ["a"], "worse_ids": []}
    compared = {"baseline": "<one>", "common": 7, "other_gold": 2, "differs": [], "metrics": {"f1": entry}}
    drawn = comparison_tables(compared, {"a": "<问>"}, "questions")
    assert 'class="number better">+0.500' in drawn
    assert "Against &lt;one&gt;" in drawn and "&lt;问&gt;" in drawn
    assert "2 more have other gold answers" in drawn
    assert "Nothing that the runs depend on differs" in drawn
    chance = compared | {"metrics": {"f1": entry | {"p": 0.2}}}
    assert 'class="number ">+0.500' in comparison_tables(chance, {}, "questions")
    assert comparison_tables(None, {}, "questions") == ""


def test_lines_that_gave_no_item_are_listed_and_items_that_failed_are_not() -> None:
    lines = refused_lines([{"id": "line 2", "line": 2, "error": "<torn>"}, missed(error="gone")])
    assert "Lines refused: 1" in lines and "&lt;torn&gt;" in lines
    assert refused_lines([missed()]) == ""
