"""The golden facts and cells: they read, quote little, and keep the counts that the README tells."""

import json
from pathlib import Path

import pytest

from assistant.evaluation.facts.sets import read_fact_set

FOLDER = Path(__file__).parent / "facts_labels"


@pytest.mark.parametrize(
    ("name", "passages", "facts"), [("develop", 36, 201), ("held-out", 30, 215), ("second", 18, 93)]
)
def test_every_line_is_a_passage(name: str, passages: int, facts: int) -> None:
    read = read_fact_set(FOLDER / f"{name}.jsonl")
    assert read.problems == ()
    assert (len(read.passages), sum(len(passage.facts) for passage in read.passages)) == (passages, facts)
    for passage in read.passages:
        assert [fact.at for fact in passage.facts] == sorted(fact.at for fact in passage.facts)
        assert all(len(fact.quote) <= 200 for fact in passage.facts)


@pytest.mark.parametrize(("name", "count"), [("provinces-develop", 270), ("provinces-held-out", 288), ("council", 266)])
def test_cells_are_whole(name: str, count: int) -> None:
    rows = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]
    assert len(rows) == count
    assert all(len(row.get("quote", "")) <= 200 for row in rows)
