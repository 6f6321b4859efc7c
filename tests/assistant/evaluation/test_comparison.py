"""Two runs side by side: only items that both scored by the same gold answer are compared."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.build import Assistant
from assistant.errors import WrongUsage
from assistant.evaluation.comparison import Baseline, compare, read_baseline
from assistant.evaluation.questions.runs import QuestionOptions, evaluate_questions
from assistant.evaluation.questions.sets import read_dataset


def record(name: str, f1: float, gold: str = "g", **metrics: Any) -> dict[str, Any]:
    return {"id": name, "gold": gold, "answerable": True, "metrics": {"f1": f1, **metrics}}


def test_pairs_by_id_and_gold_and_names_what_moved() -> None:
    here = [record("a", 1.0), record("b", 0.0), record("c", 0.5), record("d", 1.0), {"id": "e", "error": "no"}]
    there = [record("a", 0.0), record("b", 1.0), record("c", 0.5), record("d", 0.0, "other"), record("f", 1.0)]
    found = compare(here, {}, Baseline("one", there, {"commit": "c1", "code": "c2"}, {}), 0, ["f1", "nothing"])
    assert (found["baseline"], found["baseline_commit"], found["common"], found["other_gold"]) == ("one", "c1", 3, 1)
    assert list(found["metrics"]) == ["f1"]
    assert (found["metrics"]["f1"]["better_ids"], found["metrics"]["f1"]["worse_ids"]) == (["a"], ["b"])


def test_not_answering_is_right_where_nothing_can_be_answered() -> None:
    here = [record("a", 0.0, abstained=1.0), record("b", 0.0, abstained=1.0) | {"answerable": False}]
    there = [record("a", 0.0, abstained=0.0), record("b", 0.0, abstained=0.0) | {"answerable": False}]
    found = compare(here, {}, Baseline("one", there, {}, {}), 0, ["abstained_rightly"])["metrics"]["abstained_rightly"]
    assert (found["better_ids"], found["worse_ids"]) == (["b"], ["a"])


def test_a_run_is_compared_with_another_that_has_scores(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="is the folder that --out names"):
        read_baseline(tmp_path / "x" / "..", tmp_path)
    (tmp_path / "results.jsonl").write_text('{"id": "a", "error": "no"}\n', "utf-8")
    with pytest.raises(WrongUsage, match="holds no scored item"):
        read_baseline(tmp_path, tmp_path / "out")


def test_a_comparison_says_in_what_the_runs_differ(tiny: Assistant, folder: Path, tmp_path: Path) -> None:
    file = folder / "questions.jsonl"
    dataset = read_dataset(file)
    evaluate_questions(file, dataset, tiny, tmp_path / "before", QuestionOptions())
    against = QuestionOptions(baseline=tmp_path / "before")
    same = evaluate_questions(file, dataset, tiny, tmp_path / "same", against).summary["comparison"]
    assert same["differs"] == []
    stricter = tiny.settings.answers.model_copy(update={"threshold": 0.6})
    other = replace(tiny, settings=tiny.settings.model_copy(update={"answers": stricter}))
    found = evaluate_questions(file, dataset, other, tmp_path / "now", against).summary["comparison"]
    assert found["differs"] == [{"name": "settings.answers.threshold", "before": 0.5, "now": 0.6}]
    page = (tmp_path / "now" / "report.html").read_text("utf-8")
    assert "what differs between the runs: 1" in page
    assert "settings.answers.threshold" in page
