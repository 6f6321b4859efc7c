"""What every run does alike: which items it draws, where it goes on, and when it is another run."""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEmbedder

from assistant import records
from assistant.build import Assistant, build_assistant
from assistant.errors import AssistantError, WrongUsage
from assistant.evaluation.claims.runs import ClaimOptions, evaluate_claims
from assistant.evaluation.claims.sets import read_claim_set
from assistant.evaluation.items import Problem
from assistant.evaluation.questions.runs import QuestionOptions, evaluate_questions
from assistant.evaluation.questions.sets import read_dataset
from assistant.evaluation.running import Evaluation, Half, drawn, go_on, require_unchanged, summary_head
from assistant.evaluation.statistics import Estimate
from assistant.settings import load_settings
from index.library import Library


class Computing(HashingEmbedder):
    """Says in which type it computes."""

    def __init__(self, precision: str) -> None:
        super().__init__()
        self.precision = precision


@dataclass(frozen=True)
class OnlyId:
    """An item of which only the id counts."""

    id: str


ITEMS = [OnlyId(str(number)) for number in range(1, 8)]


def with_settings(assistant: Assistant, **tables: dict[str, Any]) -> Assistant:
    settings = assistant.settings
    update = {name: getattr(settings, name).model_copy(update=values) for name, values in tables.items()}
    return replace(assistant, settings=settings.model_copy(update=update))


@pytest.mark.parametrize(
    ("half", "kept"), [("first", ["1", "2", "3"]), ("second", ["4", "5", "6", "7"]), ("both", list("1234567"))]
)
def test_the_halves_have_no_item_in_common_and_lose_none(half: Half, kept: list[str]) -> None:
    assert [item.id for item in drawn(ITEMS, half, None, 0)] == kept
    assert [item.id for item in drawn(ITEMS, half, 99, 0)] == kept


def test_a_draw_is_of_the_half_in_the_file_s_order_and_the_seed_s_own() -> None:
    ids = [item.id for item in drawn(ITEMS, "second", 2, 5)]
    assert ids == sorted(random.Random(5).sample(["4", "5", "6", "7"], 2))
    assert ids == [item.id for item in drawn(ITEMS, "second", 2, 5)]
    assert {tuple(item.id for item in drawn(ITEMS, "both", 2, seed)) for seed in range(9)} != {tuple(ids)}


def test_what_is_recorded_is_not_asked_again_and_nothing_is_warmed_up_for_nothing(tmp_path: Path) -> None:
    calls: list[str] = []
    seen: list[tuple[int, int]] = []

    def ask(item: OnlyId) -> dict[str, Any]:
        calls.append(item.id)
        return {"id": item.id}

    def run(items: list[OnlyId]) -> int:
        with records.opened(tmp_path, {}) as opened:
            problems = [Problem(9, "bad", "is no item")]
            return go_on(opened, items, problems, ask, lambda: calls.append("warm"), lambda *step: seen.append(step))

    assert run(ITEMS[:2]) == 2
    assert (calls, seen) == (["warm", "1", "2"], [(1, 2), (2, 2)])
    calls.clear()
    seen.clear()
    assert run(ITEMS[:4]) == 2
    assert (calls, seen) == (["warm", "3", "4"], [(3, 4), (4, 4)])
    calls.clear()
    assert run(ITEMS[:4]) == 0
    assert calls == []
    assert records.read_records(tmp_path) == [
        {"schema_version": 1, "id": "bad", "line": 9, "error": "is no item"},
        {"id": "1"},
        {"id": "2"},
        {"id": "3"},
        {"id": "4"},
    ]


def test_a_library_that_changed_during_the_run_gives_no_summary(library: Library, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("新建公路126公里。\n", "utf-8")
    library.add([tmp_path / "one.txt"])
    before = library.generation()
    require_unchanged(library, before)
    library.remove([library.resolve("one.txt")])
    with pytest.raises(AssistantError, match="was changed during the run; run it again into another folder"):
        require_unchanged(library, before)


def test_the_head_counts_what_was_refused_and_names_the_file_without_its_folder(tmp_path: Path) -> None:
    identity = dict.fromkeys(("file", "seed", "embedding", "weights", "versions", "code"), "x")
    done = [{"id": "a"}, {"id": "b", "error": "is empty"}]
    share = Estimate(0.5, 2, 0.0, 1.0)
    head = summary_head(tmp_path / "set.jsonl", identity, done, {"f1": share}, {"span": {"f1": share}})
    assert (head["refused"], head["refusals"]) == (1, [{"id": "b", "error": "is empty"}])
    assert head["file"] == {"name": "set.jsonl", "sha256": "x"}
    assert head["metrics"]["f1"] == head["kinds"]["span"]["f1"] == share.to_json()
    assert Evaluation(tmp_path, head).refused == 1


def test_the_precision_that_was_used_is_part_of_a_run(folder: Path, tmp_path: Path) -> None:
    def run(precision: str) -> dict[str, Any]:
        library = Library(tmp_path / "library", Computing(precision))
        library.add([folder / "reports"])
        assistant = build_assistant(load_settings({}, library=library.root), library)
        file = folder / "questions.jsonl"
        return evaluate_questions(file, read_dataset(file), assistant, tmp_path / "o", QuestionOptions()).summary

    found = run("bfloat16")
    written = json.loads((tmp_path / "o" / "run.json").read_text("utf-8"))
    assert written["embedding"] == found["embedding"]
    assert (written["embedding"]["precision"], written["embedding"]["passages"]) == ("bfloat16", "bfloat16")
    with pytest.raises(WrongUsage, match=r'another embedding\.precision \("bfloat16", now "float32"\); name'):
        run("float32")


@pytest.mark.parametrize(
    ("tables", "name"),
    [
        ({"retrieval": {"reranker": "x/y"}}, "settings.retrieval.reranker"),
        ({"answers": {"threshold": 0.9}}, "settings.answers.threshold"),
        ({"checking": {"passages": 7}}, "settings.checking.passages"),
        ({"limits": {"cpu_seconds": 3}}, "settings.limits.cpu_seconds"),
    ],
)
def test_questions_and_claims_refuse_another_setting_by_its_name(
    tiny: Assistant, folder: Path, tmp_path: Path, tables: dict[str, dict[str, Any]], name: str
) -> None:
    line = '{"id": "a", "claim": "2023年青禾县新建公路126公里。", "label": "supported"}'
    (tmp_path / "claims.jsonl").write_text(line, "utf-8")

    def questions(assistant: Assistant) -> None:
        file = folder / "questions.jsonl"
        evaluate_questions(file, read_dataset(file), assistant, tmp_path / "q", QuestionOptions())

    def claims(assistant: Assistant) -> None:
        file = tmp_path / "claims.jsonl"
        evaluate_claims(file, read_claim_set(file), assistant, tmp_path / "c", ClaimOptions())

    runs: tuple[Callable[[Assistant], None], ...] = (questions, claims)
    for run in runs:
        run(tiny)
        with pytest.raises(WrongUsage, match=f"holds a run with another {re.escape(name)} "):
            run(with_settings(tiny, **tables))
