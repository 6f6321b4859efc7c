"""The composition root: what is built once, and what can be handed in."""

from pathlib import Path

import pytest
from fakes import FIRST, HashingEmbedder

import assistant
from assistant.build import assistant_for, build_assistant, build_library
from assistant.settings import load_settings


def test_an_embedder_can_be_handed_in(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FIRST, "utf-8")
    library = assistant.open_library(tmp_path / "library", HashingEmbedder())
    library.add([tmp_path / "a.txt"])
    assert assistant.ask("2024年云岭县的粮食产量是多少？", library).scope.report_count == 1
    assert build_library(load_settings({}, library=tmp_path / "library"), HashingEmbedder()).search("粮食", 1)


def test_an_assistant_is_built_once_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WENJU_LLM_MODEL", "openai:small")
    monkeypatch.setenv("WENJU_LLM_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("WENJU_LLM_API_KEY", "none")
    monkeypatch.chdir(tmp_path)
    library = assistant.open_library(tmp_path / "library", HashingEmbedder())
    first = assistant_for(library)
    assert assistant_for(library) is first
    assert first.library is library and first.settings.llm.model == "openai:small"
    assert assistant_for(assistant.open_library(tmp_path / "library", HashingEmbedder())) is not first


def test_one_client_serves_questions_and_claims(tmp_path: Path) -> None:
    llm = {"MODEL": "openai:small", "BASE_URL": "http://127.0.0.1:9/v1", "API_KEY": "none"}
    settings = load_settings({f"WENJU_LLM_{name}": value for name, value in llm.items()}, library=tmp_path / "library")
    built = build_assistant(settings, embedder=HashingEmbedder())
    drafter, decider = built.chain._drafter, built.checker._judge._decider  # type: ignore[attr-defined]
    assert drafter is not None and drafter.model is decider._model
