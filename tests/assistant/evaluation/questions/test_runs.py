"""Whole runs over a tiny library: what is recorded, going on after a stop, determinism, comparison."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import SECOND
from pydantic import SecretStr
from scripted_model import says

from assistant import records
from assistant.build import Assistant
from assistant.chain import AnswerChain
from assistant.errors import AssistantError, WrongUsage
from assistant.evaluation.questions.runs import QuestionOptions, evaluate_questions
from assistant.evaluation.questions.sets import read_dataset
from assistant.evaluation.questions.summary import METRICS
from assistant.evaluation.running import Evaluation
from assistant.generation.drafting import Drafter
from assistant.settings import LlmTable

Read = Callable[[Path], list[dict[str, Any]]]


def run(folder: Path, tiny: Assistant, out: Path, **options: Any) -> Evaluation:
    file = folder / "questions.jsonl"
    return evaluate_questions(file, read_dataset(file), tiny, out, QuestionOptions(**options))


def timeless(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in record.items() if name != "elapsed_ms"} for record in found]


def test_every_item_is_recorded_with_its_metrics(
    folder: Path, tiny: Assistant, tmp_path: Path, records_of: Read
) -> None:
    found = run(folder, tiny, tmp_path / "out")
    assert set(METRICS) == set(found.metrics)
    by_id = {record["id"]: record for record in records_of(tmp_path / "out")}
    assert set(by_id) == {"line 2", "road", "grain", "nothing", "empty"}
    road = by_id["road"]
    assert (road["status"], road["outcome"], road["first_hit"]) == ("answered", "right", 1)
    assert road["metrics"]["quote_hit"] == road["metrics"]["report_recall@1"] == 1.0
    assert road["citations"][0]["quote"] == "新建公路126公里。"
    assert {"schema_version", "answer", "statements", "scope", "mode", "score"} <= set(road)
    assert by_id["line 2"]["error"] == "the line is not JSON; write one object a line"
    assert "metrics" not in by_id["line 2"]
    assert by_id["nothing"]["metrics"] == {"abstained": 1.0, "wrong_shown": 0.0}
    assert by_id["nothing"]["outcome"] == "right"
    # a question that can't be asked fails: it scores 0 in all that it has gold for
    assert by_id["empty"]["outcome"] == "failed"
    assert set(by_id["empty"]["metrics"].values()) == {0.0}
    assert "page_recall@1" not in by_id["empty"]["metrics"]
    assert found.metrics["quote_hit"]["n"] == 3
    assert found.metrics["quote_hit"]["value"] == pytest.approx(2 / 3, abs=1e-6)
    assert found.metrics["page_recall@1"] == {"value": None, "n": 0, "low": None, "high": None}
    assert found.metrics["abstention_recall"]["value"] == 1.0
    assert found.metrics["quote_validity"]["value"] == 1.0
    assert found.metrics["latency_p50_ms"]["n"] == 3
    assert (found.refused, found.summary["items"], found.summary["answerable"]) == (2, 4, 3)
    assert {"settings", "versions", "library", "commit", "seed", "time"} <= set(found.summary)
    assert json.loads((tmp_path / "out" / "summary.json").read_text("utf-8")) == found.summary


def test_retrieval_alone(folder: Path, tiny: Assistant, tmp_path: Path, records_of: Read) -> None:
    found = run(folder, tiny, tmp_path / "out", retrieval_only=True)
    assert "f1" not in found.metrics
    assert found.metrics["context_recall@1000"]["value"] == pytest.approx(2 / 3, abs=1e-6)
    road = {record["id"]: record for record in records_of(tmp_path / "out")}["road"]
    assert "answer" not in road
    assert road["outcome"] == "found"


def test_the_same_run_gives_the_same_records_and_summary(
    folder: Path, tiny: Assistant, tmp_path: Path, records_of: Read
) -> None:
    runs = [run(folder, tiny, tmp_path / name, limit=3, seed=5) for name in ("a", "b")]
    first, second = (timeless(records_of(tmp_path / name)) for name in ("a", "b"))
    assert first == second
    kept = [{name: value for name, value in found.metrics.items() if not name.startswith("latency")} for found in runs]
    assert kept[0] == kept[1]


def test_a_draw_is_settled_by_its_seed(folder: Path, tiny: Assistant, tmp_path: Path, records_of: Read) -> None:
    drawn = {
        seed: tuple(
            record["id"]
            for record in (
                run(folder, tiny, tmp_path / str(seed), limit=2, seed=seed),
                records_of(tmp_path / str(seed)),
            )[1]
            if "metrics" in record
        )
        for seed in range(4)
    }
    order = ["road", "grain", "nothing", "empty"]
    assert all(list(ids) == sorted(ids, key=order.index) and len(ids) == 2 for ids in drawn.values())
    assert len(set(drawn.values())) > 1


@pytest.mark.parametrize("cut", [1, 40, 400, 1500])
def test_a_torn_last_line_is_asked_again(
    folder: Path, tiny: Assistant, tmp_path: Path, records_of: Read, cut: int
) -> None:
    whole = run(folder, tiny, tmp_path / "out")
    before = timeless(records_of(tmp_path / "out"))
    path = tmp_path / "out" / "results.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])
    again = run(folder, tiny, tmp_path / "out")
    assert timeless(records_of(tmp_path / "out")) == before
    assert again.metrics["f1"] == whole.metrics["f1"]


def test_a_finished_run_asks_nothing_again(folder: Path, tiny: Assistant, tmp_path: Path) -> None:
    run(folder, tiny, tmp_path / "out")
    content = (tmp_path / "out" / "results.jsonl").read_bytes()
    assert run(folder, tiny, tmp_path / "out").summary["time"]["asked"] == 0
    assert (tmp_path / "out" / "results.jsonl").read_bytes() == content


def test_another_run_is_not_gone_on_with(folder: Path, tiny: Assistant, tmp_path: Path) -> None:
    run(folder, tiny, tmp_path / "out", limit=2)
    with pytest.raises(WrongUsage, match=r"holds a run with another limit \(2, now 3\); name another folder") as error:
        run(folder, tiny, tmp_path / "out", limit=3)
    assert "\n" not in str(error.value)
    file = folder / "questions.jsonl"
    file.write_text(file.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(WrongUsage, match="another file"):
        run(folder, tiny, tmp_path / "out", limit=2)
    (folder / "reports" / "third.txt").write_text(SECOND.replace("白石", "红土"), "utf-8")
    tiny.library.add([folder / "reports"])
    with pytest.raises(WrongUsage, match=r"another file .* and library"):
        run(folder, tiny, tmp_path / "out", limit=2)


def test_a_run_with_a_language_model_names_it_and_not_its_key(
    folder: Path, tiny: Assistant, tmp_path: Path, records_of: Read
) -> None:
    model = LlmTable(model="openai:some-model", api_key=SecretStr("sk-planted"), base_url="http://user:planted@host/v1")
    drafter = Drafter(tiny.library, says("没有出处。"))
    written = replace(
        tiny,
        settings=tiny.settings.model_copy(update={"llm": model}),
        chain=AnswerChain(tiny.library, tiny.settings.answers, drafter),
    )
    found = run(folder, written, tmp_path / "out")
    assert found.summary["settings"]["llm"]["model"] == "openai:some-model"
    answered = [record for record in records_of(tmp_path / "out") if record.get("status") == "answered"]
    assert [record["dropped"] for record in answered] == [
        [{"text": "没有出处。", "reason": "没有注明出处，给它的句子里也没有一句这样说"}]
    ] * 2
    assert not any("planted" in path.read_text("utf-8") for path in (tmp_path / "out").iterdir())
    with pytest.raises(WrongUsage, match=r"another settings\.llm\.model \(\"openai:some-model\", now \"\"\)"):
        run(folder, tiny, tmp_path / "out")


def test_one_process_at_a_time(folder: Path, tiny: Assistant, tmp_path: Path) -> None:
    run(folder, tiny, tmp_path / "out")
    identity = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    with (
        records.opened(tmp_path / "out", identity),
        pytest.raises(AssistantError, match="another process writes into"),
    ):
        run(folder, tiny, tmp_path / "out")


def test_files_with_the_same_text_are_one_report(
    folder: Path, tiny: Assistant, tmp_path: Path, records_of: Read
) -> None:
    (folder / "reports" / "twin.txt").write_bytes(b"\xef\xbb\xbf" + SECOND.encode())
    tiny.library.add([folder / "reports"])
    assert len(tiny.library.reports()) == 3
    found = run(folder, tiny, tmp_path / "out", trec=True)
    grain = {record["id"]: record for record in records_of(tmp_path / "out")}["grain"]
    assert grain["metrics"]["report_recall@1"] == grain["metrics"]["citation_precision"] == 1.0
    assert len(grain["ranking"]) == 2 or len(grain["ranking"]) == 1
    assert found.metrics["quote_validity"]["value"] == 1.0


def test_a_baseline_is_compared_item_by_item(folder: Path, tiny: Assistant, tmp_path: Path) -> None:
    run(folder, tiny, tmp_path / "before")
    path = tmp_path / "before" / "results.jsonl"
    changed = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    for record in changed:
        if record["id"] == "road":
            record["metrics"]["quote_hit"] = 0.0
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in changed), "utf-8")
    found = run(folder, tiny, tmp_path / "out", baseline=tmp_path / "before").summary["comparison"]
    assert found["common"] == 4
    hit = found["metrics"]["quote_hit"]
    assert (hit["better"], hit["worse"], hit["same"], hit["n"], hit["p"]) == (1, 0, 2, 3, 1.0)
    assert hit["value"] == pytest.approx(1 / 3, abs=1e-6)
    assert (hit["better_ids"], hit["worse_ids"]) == (["road"], [])
    assert found["metrics"]["abstained_rightly"]["n"] == 3
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert "quote_hit: 1 better, 0 worse" in page


def test_a_baseline_must_be_a_run(folder: Path, tiny: Assistant, tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="no evaluation in"):
        run(folder, tiny, tmp_path / "out", baseline=tmp_path / "nothing")
    with pytest.raises(WrongUsage, match="is the folder that --out names"):
        run(folder, tiny, tmp_path / "out", baseline=tmp_path / "out")


def test_kinds_of_questions_are_told_apart(folder: Path, tiny: Assistant, tmp_path: Path) -> None:
    file = folder / "tat.json"
    question = {"question": "青禾县新建公路多少公里？", "scale": ""}
    context = {
        "table": {"table": [["x"]]},
        "paragraphs": [],
        "questions": [
            {"uid": "s", "answer": ["126公里"], "answer_type": "span", **question},
            {"uid": "c", "answer": 7, "answer_type": "count", **question},
        ],
    }
    file.write_text(json.dumps([context]), "utf-8")
    found = evaluate_questions(file, read_dataset(file), tiny, tmp_path / "out", QuestionOptions()).summary["kinds"]
    assert (found["span"]["quote_hit"]["value"], found["count"]["quote_hit"]["value"]) == (1.0, 0.0)
    assert "<td>span</td>" in (tmp_path / "out" / "report.html").read_text("utf-8")


def test_halves_are_in_the_file_order(folder: Path, tiny: Assistant, tmp_path: Path, records_of: Read) -> None:
    for half, ids in (("first", ["road", "grain"]), ("second", ["nothing", "empty"])):
        run(folder, tiny, tmp_path / half, half=half)
        assert [record["id"] for record in records_of(tmp_path / half) if "metrics" in record] == ids
