"""From a file to a run: which library it is asked of, what is made of contexts, and what is said on the way."""

import json
from pathlib import Path
from typing import Any

import pytest
from fakes import FIRST, HashingEmbedder, library_in

from assistant.build import Assistant
from assistant.errors import AssistantError, WrongUsage
from assistant.evaluation import starting
from assistant.evaluation.questions.runs import QuestionOptions
from assistant.evaluation.starting import start, start_claims
from assistant.settings import Settings
from index.library import Library

Started = list[tuple[Assistant, Any, int]]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Started:
    """What the run is started with; none is run."""
    found: Started = []

    def evaluate(
        file: Path, items: Any, assistant: Assistant, out: Path, options: Any, progress: Any, refused: int = 0
    ) -> Any:
        found.append((assistant, options, refused))
        return None

    monkeypatch.setattr(starting, "evaluate_questions", evaluate)
    monkeypatch.setattr(starting, "evaluate_claims", evaluate)
    monkeypatch.setattr(
        starting, "build_library", lambda settings: library_in(Path(settings.library), HashingEmbedder())
    )
    return found


def names(asked: Started) -> list[str]:
    return sorted(entry.sources[0].name for entry in asked[-1][0].library.reports())


def test_the_reports_beside_a_file_become_a_library_in_the_folder(folder: Path, tmp_path: Path, asked: Started) -> None:
    (folder / "reports" / "broken.pdf").write_bytes(b"%PDF-1.7 torn")
    said: list[str] = []
    start(folder / "questions.jsonl", tmp_path / "out", Settings(), say=said.append, limit=3)
    assistant, options, refused = asked[0]
    assert (assistant.library.root, Path(assistant.settings.library)) == (tmp_path / "out" / "library",) * 2
    assert (names(asked), refused, options) == (["baishi.txt", "qinghe.txt"], 1, QuestionOptions(limit=3))
    assert said[0].startswith("the library is made of ") and said[1].startswith("refused ")
    start(folder / "questions.jsonl", tmp_path / "out", Settings())
    assert names(asked) == ["baishi.txt", "qinghe.txt"]


def test_a_library_that_is_named_is_asked_and_nothing_is_added(
    folder: Path, tmp_path: Path, asked: Started, library: Library
) -> None:
    (tmp_path / "one.txt").write_text(FIRST, "utf-8")
    library.add([tmp_path / "one.txt"])
    start(folder / "questions.jsonl", tmp_path / "out", Settings(), library)
    start(folder / "questions.jsonl", tmp_path / "out", Settings(library=str(library.root)), own_library=False)
    for assistant, _, refused in asked:
        assert ([entry.sources[0].name for entry in assistant.library.reports()], refused) == (["one.txt"], 0)
    assert not (tmp_path / "out").exists()


def test_contexts_inside_a_file_are_written_out_once_and_again_where_they_changed(
    tmp_path: Path, asked: Started
) -> None:
    def questions(context: str) -> Path:
        asked_of = {"id": "1", "question": "公路？", "answers": [{"text": "126公里"}]}
        document = {"data": [{"paragraphs": [{"context": context, "qas": [asked_of]}]}]}
        (tmp_path / "dev.json").write_text(json.dumps(document), "utf-8")
        return tmp_path / "dev.json"

    start(questions("新建公路126公里。"), tmp_path / "out", Settings())
    written = tmp_path / "out" / "reports" / "dev-0000.txt"
    first = written.stat().st_mtime_ns
    start(questions("新建公路126公里。"), tmp_path / "out", Settings())
    assert written.stat().st_mtime_ns == first
    start(questions("新建公路127公里。"), tmp_path / "out", Settings())
    assert "127公里" in written.read_text("utf-8")


def test_reports_of_which_none_is_read_stop_the_run(folder: Path, tmp_path: Path, asked: Started) -> None:
    for path in (folder / "reports").iterdir():
        path.write_bytes(b"")
    with pytest.raises(AssistantError, match="could be added; name a library with --library"):
        start(folder / "questions.jsonl", tmp_path / "out", Settings())
    assert asked == []


def test_a_file_in_the_folder_s_place_is_refused_before_anything_is_read(tmp_path: Path, asked: Started) -> None:
    (tmp_path / "out").write_text("x")
    for begin in (start, start_claims):
        with pytest.raises(WrongUsage, match="is a file; name a folder"):
            begin(tmp_path / "none.jsonl", tmp_path / "out", Settings())


def test_claims_are_asked_of_the_settings_library_or_the_one_given(
    tmp_path: Path, asked: Started, library: Library
) -> None:
    (tmp_path / "claims.jsonl").write_text('{"id": "a", "claim": "增长5%。", "label": "supported"}', "utf-8")
    start_claims(tmp_path / "claims.jsonl", tmp_path / "out", Settings(library=str(tmp_path / "mine")), given=True)
    start_claims(tmp_path / "claims.jsonl", tmp_path / "out", Settings(), library)
    assert [assistant.library.root for assistant, _, _ in asked] == [tmp_path / "mine", library.root]
    assert asked[0][1].given is True
