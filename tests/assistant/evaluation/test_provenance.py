"""What a run is: every setting, weight and data file that changes an answer, and nothing that doesn't."""

import json
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEmbedder
from pydantic import SecretStr

from assistant import records
from assistant.build import Assistant, build_assistant
from assistant.errors import WrongUsage
from assistant.evaluation import provenance
from assistant.evaluation.claims.runs import ClaimOptions, evaluate_claims
from assistant.evaluation.claims.sets import read_claim_set
from assistant.evaluation.questions.runs import Options, evaluate_questions
from assistant.evaluation.questions.sets import read_dataset
from assistant.settings import LlmTable, Settings, load_settings
from index.library import Library

ROOT = Path(__file__).resolve().parents[3]


class Computing(HashingEmbedder):
    """Says in which type it computes."""

    def __init__(self, precision: str) -> None:
        super().__init__()
        self.precision = precision


def with_settings(assistant: Assistant, **tables: dict[str, Any]) -> Assistant:
    settings = assistant.settings
    update = {name: getattr(settings, name).model_copy(update=values) for name, values in tables.items()}
    return replace(assistant, settings=settings.model_copy(update=update))


def identity(assistant: Assistant) -> dict[str, Any]:
    return provenance.identity(assistant, "library", "0" * 64, {"seed": 0})


def changed(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    return [found.name for found in records.differences(before, now)]


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """A small copy of the packages' layout."""
    for name in ("assistant/reader/weights.json", "index/lexicon/units.tsv", "prompts/answer.zh.md", "index/a.py"):
        path = tmp_path / "packages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a", "utf-8")
    return tmp_path / "packages"


@pytest.mark.parametrize(
    "name",
    [
        "assistant/reader/weights.json",
        "index/lexicon/units.tsv",
        "prompts/answer.zh.md",
        "index/a.py",
        "index/models/head.npz",
        "index/text/ui/words.txt",
        "assistant/NOTICE",
    ],
)
def test_every_file_of_the_packages_is_part_of_the_code(packages: Path, name: str) -> None:
    before = provenance.code_fingerprint(packages)
    (packages / name).parent.mkdir(parents=True, exist_ok=True)
    (packages / name).write_text("b", "utf-8")
    assert provenance.code_fingerprint(packages) != before


@pytest.mark.parametrize(
    "name",
    [
        "assistant/ui/page.py",
        "assistant/ui/icon.svg",
        "assistant/evaluation/report.css",
        "index/page.js",
        "index/__pycache__/a.cpython-311.pyc",
        "index/.a.py.swp",
        "index/a.py~",
        "index/py.typed",
        "docs/a.py",
    ],
)
def test_what_shows_and_what_is_left_behind_is_not(packages: Path, name: str) -> None:
    before = provenance.code_fingerprint(packages)
    (packages / name).parent.mkdir(parents=True, exist_ok=True)
    (packages / name).write_text("b", "utf-8")
    assert provenance.code_fingerprint(packages) == before


def test_a_file_that_moves_is_another_code(packages: Path) -> None:
    before = provenance.code_fingerprint(packages)
    shutil.move(packages / "index/a.py", packages / "index/b.py")
    assert provenance.code_fingerprint(packages) != before


def test_each_package_that_is_needed_has_its_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [name for kind, names in project["optional-dependencies"].items() if kind != "dev" for name in names]
    needed = {
        re.split(r"[^A-Za-z0-9_-]", entry)[0].lower().replace("_", "-") for entry in project["dependencies"] + extras
    }
    placed = {*provenance.PACKAGES, *provenance.NO_PART}
    assert needed <= placed, "say in provenance.py whether it has a part in answers"
    assert placed - needed == {"wenju"}


def test_every_setting_is_part_of_a_run_but_where_things_are_kept_and_how_shown() -> None:
    found = provenance.settings_of(Settings())
    assert set(Settings.model_fields) - set(found) == {"library", "cache", "ui"} == provenance.NO_ANSWER
    for name in found:
        table = Settings.model_fields[name].default
        lacking = set(type(table).model_fields) - set(found[name])
        assert lacking == ({"api_key", "base_url"} if name == "llm" else set())


def test_a_key_is_never_in_it_and_another_server_is_another_system() -> None:
    def of(address: str, key: str = "") -> dict[str, Any]:
        model = LlmTable(model="openai:m", base_url=address, api_key=SecretStr(key))
        return provenance.settings_of(Settings(llm=model))

    plain = of("http://host:8000/v1")
    assert "planted" not in json.dumps(of("http://user:planted@HOST:8000/v1/?key=planted", "sk-planted"))
    assert "host" not in json.dumps(plain)
    assert of("http://user:planted@HOST:8000/v1/?key=planted", "sk-planted") == plain
    assert changed(plain, of("http://host:9000/v1")) == ["llm.server"]


def test_the_precision_that_was_used_is_part_of_a_run(folder: Path, tmp_path: Path) -> None:
    def run(precision: str) -> dict[str, Any]:
        library = Library(tmp_path / "library", Computing(precision))
        library.add([folder / "reports"])
        assistant = build_assistant(load_settings({}, library=library.root), library)
        file = folder / "questions.jsonl"
        return evaluate_questions(file, read_dataset(file), assistant, tmp_path / "o", Options()).summary

    found = run("bfloat16")
    written = json.loads((tmp_path / "o" / "run.json").read_text("utf-8"))
    assert written["embedding"] == found["embedding"]
    assert (written["embedding"]["precision"], written["embedding"]["passages"]) == ("bfloat16", "bfloat16")
    with pytest.raises(WrongUsage, match=r'another embedding\.precision \("bfloat16", now "float32"\); name'):
        run("float32")


def test_another_model_in_the_same_folder_is_another_run(tiny: Assistant, tmp_path: Path) -> None:
    model = tmp_path / "reranker"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"one")
    before = identity(with_settings(tiny, retrieval={"reranker": str(model)}))
    assert before["weights"].keys() == {"reranker"}
    (model / "model.safetensors").write_bytes(b"two")
    assert changed(before, identity(with_settings(tiny, retrieval={"reranker": str(model)}))) == ["weights.reranker"]
    (model / "model.safetensors").write_bytes(b"one")
    (model / ".cache").write_text("fetched today", "utf-8")
    assert identity(with_settings(tiny, retrieval={"reranker": str(model)})) == before
    for absent in (str(tmp_path / "nowhere"), "no such/name: at all"):
        entailment = with_settings(tiny, checking={"entailment": absent})
        assert identity(entailment)["weights"] == {"entailment": None}


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
        evaluate_questions(file, read_dataset(file), assistant, tmp_path / "q", Options())

    def claims(assistant: Assistant) -> None:
        file = tmp_path / "claims.jsonl"
        evaluate_claims(file, read_claim_set(file), assistant, tmp_path / "c", ClaimOptions())

    runs: tuple[Callable[[Assistant], None], ...] = (questions, claims)
    for run in runs:
        run(tiny)
        with pytest.raises(WrongUsage, match=f"holds a run with another {re.escape(name)} "):
            run(with_settings(tiny, **tables))


def test_a_comparison_says_in_what_the_runs_differ(tiny: Assistant, folder: Path, tmp_path: Path) -> None:
    file = folder / "questions.jsonl"
    dataset = read_dataset(file)
    evaluate_questions(file, dataset, tiny, tmp_path / "before", Options())
    against = Options(baseline=tmp_path / "before")
    same = evaluate_questions(file, dataset, tiny, tmp_path / "same", against).summary["comparison"]
    assert same["differs"] == []
    other = with_settings(tiny, answers={"threshold": 0.6})
    found = evaluate_questions(file, dataset, other, tmp_path / "now", against).summary["comparison"]
    assert found["differs"] == [{"name": "settings.answers.threshold", "before": 0.5, "now": 0.6}]
    page = (tmp_path / "now" / "report.html").read_text("utf-8")
    assert "what differs between the runs: 1" in page
    assert "settings.answers.threshold" in page


def test_what_only_the_earlier_run_had_differs_too() -> None:
    assert [str(found) for found in records.differences({"a": {"b": 1}, "c": 2}, {"a": {"b": 1, "d": 3}})] == [
        "a.d (null, now 3)",
        "c (2, now null)",
    ]
