"""Files of labelled passages: what is wrong with a line makes that line a problem, and a passage is found again."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import WrongUsage
from assistant.evaluation.facts.sets import Labelled, read_fact_set

TEXT = "粮食产量12万吨。"


def line(**changes: Any) -> str:
    fact = {
        "figure": "12万吨",
        "at": 4,
        "low": 12,
        "high": 12,
        "unit": "万吨",
        "measure": "粮食产量",
        "kind": "flow",
        "period": {"from": "2024", "to": "2024"},
        "stage": "done",
    }
    passage = {
        "id": "a",
        "report": "qinghe.txt",
        "start": 0,
        "end": len(TEXT),
        "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "facts": [fact],
    }
    return json.dumps(passage | changes, ensure_ascii=False)


def write(folder: Path, *lines: str) -> Path:
    path = folder / "facts.jsonl"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_passage_with_its_facts_and_its_line(tmp_path: Path) -> None:
    (passage,) = read_fact_set(write(tmp_path, "", line())).passages
    assert (passage.id, passage.line, passage.facts[0].measure) == ("a", 2, "粮食产量")


@pytest.mark.parametrize(
    ("bad", "name", "reason"),
    [
        ("{", "line 2", "no JSON object"),
        (line(), "a (line 2)", "was there before"),
        (line(id="b", end=3), "b", "outside the passage"),
        (line(id="b", start=-1), "b", "start"),
    ],
)
def test_a_line_that_is_none_is_a_problem_and_the_others_stand(
    tmp_path: Path, bad: str, name: str, reason: str
) -> None:
    found = read_fact_set(write(tmp_path, line(), bad))
    assert [passage.id for passage in found.passages] == ["a"]
    assert [problem.id for problem in found.problems] == [name]
    assert reason in found.problems[0].reason


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="holds no passage"):
        read_fact_set(write(tmp_path, ""))


def test_a_passage_that_moved_is_found_and_one_that_changed_is_not() -> None:
    passage = Labelled.model_validate_json(line())
    assert passage.place_in(TEXT) == 0
    assert passage.place_in(f"题目\n{TEXT}更多。") == 3
    assert passage.place_in(TEXT.replace("12", "13")) is None
