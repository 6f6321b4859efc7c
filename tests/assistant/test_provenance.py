"""What a run is: every setting, weight and data file that changes an answer, and nothing that doesn't."""

import json
import re
import shutil
import tomllib
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr

from assistant import provenance, records
from assistant.settings import LlmTable, Settings
from index.library import Library

ROOT = Path(__file__).resolve().parents[2]


def identity(library: Library, **tables: dict[str, Any]) -> dict[str, Any]:
    settings = Settings.model_validate({"library": library.root, **tables})
    return provenance.identity(settings, library, "library", "0" * 64, {"seed": 0})


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
    assert (
        set(Settings.model_fields) - set(found) == {"library", "cache", "ui", "conversations"} == provenance.NO_ANSWER
    )
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


def test_another_model_in_the_same_folder_is_another_run(library: Library, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("新建公路126公里。\n", "utf-8")
    library.add([tmp_path / "one.txt"])
    model = tmp_path / "reranker"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"one")
    named = {"reranker": str(model)}
    before = identity(library, retrieval=named)
    assert before["weights"].keys() == {"reranker"}
    (model / "model.safetensors").write_bytes(b"two")
    assert changed(before, identity(library, retrieval=named)) == ["weights.reranker"]
    (model / "model.safetensors").write_bytes(b"one")
    (model / ".cache").write_text("fetched today", "utf-8")
    assert identity(library, retrieval=named) == before
    for absent in (str(tmp_path / "nowhere"), "no such/name: at all"):
        assert identity(library, checking={"entailment": absent})["weights"] == {"entailment": None}


def test_where_no_library_is_searched_none_is_part_of_the_run(library: Library) -> None:
    found = provenance.identity(Settings(), library, None, "ab" * 32, {"seed": 3, "half": "both"})
    assert (found["file"], found["library"], found["embedding"]) == ("ab" * 8, None, None)
    assert (found["seed"], found["half"]) == (3, "both")
