"""Batches: one record an entry, going on after a stop, one process at a time, another batch refused."""

import fcntl
import json
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from checking_fakes import KnownFacts
from forks import Forks

from assistant import provenance
from assistant.checking.batch import Batch, check_batch
from assistant.checking.checker import Checker
from assistant.checking.claims import BadRow, Claim, NotCheckable, SourcePlace
from assistant.errors import AssistantError, WrongUsage
from assistant.settings import Settings, load_settings
from index.library import Library

BATCH = Batch(
    (
        Claim("1", "青禾县新建公路126公里", place=SourcePlace(line=2), columns=(("来源", "晚报"),)),
        BadRow("row 3", "line 3 has no claim", SourcePlace(line=3)),
        NotCheckable("3", "大家怎么看？", "这是一个问题", SourcePlace(start=10, end=16)),
        Claim("4", "青禾县新建公路126公里", reports=("gone.txt",), place=SourcePlace(line=5)),
        Claim("5", "青禾县地区生产总值增长6.2%", place=SourcePlace(line=6)),
    ),
    "ab" * 32,
)
TIMES = ("elapsed_ms",)


def settings_of(library: Library) -> Settings:
    return load_settings({}, library=library.root)


def lines(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "results.jsonl").read_text("utf-8").splitlines()]


def without_times(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in record.items() if name not in TIMES} for record in records]


def test_every_entry_is_one_record_in_order(checker: Checker, filled: Library, tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    done = check_batch(BATCH, checker, filled, settings_of(filled), tmp_path / "out", lambda *step: seen.append(step))
    assert done == lines(tmp_path / "out")
    assert [(r["id"], r.get("verdict"), r.get("line")) for r in done] == [
        ("1", "supported", 2),
        ("row 3", None, 3),
        ("3", "not_checkable", None),
        ("4", None, 5),
        ("5", "supported", 6),
    ]
    assert done[0]["columns"] == {"来源": "晚报"}
    assert done[1] == {"schema_version": 1, "id": "row 3", "error": "line 3 has no claim", "line": 3}
    assert (done[2]["start"], done[2]["end"]) == (10, 16)
    assert done[3]["error"].startswith("line 5: no report 'gone.txt'")
    assert seen == [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_a_stopped_batch_goes_on_with_what_is_not_there(
    checker: Checker, judge: KnownFacts, filled: Library, tmp_path: Path
) -> None:
    judge.failing = {"青禾县地区生产总值增长6.2%"}
    with pytest.raises(AssistantError, match="told to fail"):
        check_batch(BATCH, checker, filled, settings_of(filled), tmp_path / "out")
    assert len(lines(tmp_path / "out")) == 4
    judge.failing = set()
    judge.judged.clear()
    resumed = check_batch(BATCH, checker, filled, settings_of(filled), tmp_path / "out")
    assert judge.judged == ["青禾县地区生产总值增长6.2%"]
    fresh = check_batch(BATCH, checker, filled, settings_of(filled), tmp_path / "other")
    assert without_times(resumed) == without_times(fresh)


def test_a_torn_last_line_is_done_again(checker: Checker, judge: KnownFacts, filled: Library, tmp_path: Path) -> None:
    out = tmp_path / "out"
    whole = check_batch(BATCH, checker, filled, settings_of(filled), out)
    content = (out / "results.jsonl").read_bytes()
    last = content.rstrip(b"\n").rindex(b"\n") + 1
    for cut in (last + 1, last + 40, len(content) - 1):
        (out / "results.jsonl").write_bytes(content[:cut])
        judge.judged.clear()
        again = check_batch(BATCH, checker, filled, settings_of(filled), out)
        assert judge.judged == ["青禾县地区生产总值增长6.2%"]
        assert without_times(again) == without_times(whole)
        assert lines(out) == again


def test_another_batch_settings_or_library_are_refused(checker: Checker, filled: Library, tmp_path: Path) -> None:
    out = tmp_path / "out"
    settings = settings_of(filled)
    check_batch(BATCH, checker, filled, settings, out)
    with pytest.raises(WrongUsage, match="another file"):
        check_batch(replace(BATCH, sha256="cd" * 32), checker, filled, settings, out)
    fewer = settings.model_copy(update={"checking": settings.checking.model_copy(update={"passages": 3})})
    with pytest.raises(WrongUsage, match="another settings"):
        check_batch(BATCH, checker, filled, fewer, out)
    filled.remove([filled.resolve("baishi.txt")])
    with pytest.raises(WrongUsage, match="another library"):
        check_batch(BATCH, checker, filled, settings, out)


def test_a_batch_of_another_code_or_other_weights_is_refused_and_starts_anew_elsewhere(
    checker: Checker, judge: KnownFacts, filled: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = tmp_path / "reranker"
    model.mkdir()
    (model / "model.safetensors").write_bytes(b"one")
    settings = load_settings({"WENJU_RETRIEVAL_RERANKER": str(model)}, library=filled.root)
    out = tmp_path / "out"
    whole = check_batch(BATCH, checker, filled, settings, out)
    judge.judged.clear()
    (model / "model.safetensors").write_bytes(b"two")
    with pytest.raises(WrongUsage, match=r"holds a run with another weights\.reranker "):
        check_batch(BATCH, checker, filled, settings, out)
    (model / "model.safetensors").write_bytes(b"one")
    with monkeypatch.context() as patch:
        patch.setattr(provenance, "code_fingerprint", lambda: "another")
        with pytest.raises(WrongUsage, match=r'holds a run with another code \("[0-9a-f]{16}", now "another"\); name'):
            check_batch(BATCH, checker, filled, settings, out)
        assert judge.judged == []
        assert without_times(check_batch(BATCH, checker, filled, settings, tmp_path / "anew")) == without_times(whole)
    assert lines(out) == whole


def test_a_second_process_is_refused_in_one_line(checker: Checker, filled: Library, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with (out / "results.jsonl").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(AssistantError, match="another process writes into"):
            check_batch(BATCH, checker, filled, settings_of(filled), out)


def test_no_key_reaches_the_folder(checker: Checker, filled: Library, tmp_path: Path) -> None:
    environment = {"WENJU_LLM_API_KEY": "sk-secret-1", "WENJU_LLM_BASE_URL": "http://user:secret-2@localhost/v1"}
    settings = load_settings(environment, library=filled.root)
    check_batch(BATCH, checker, filled, settings, tmp_path / "out")
    assert "secret" not in "".join(path.read_text("utf-8") for path in (tmp_path / "out").iterdir())


def test_a_killed_batch_loses_nothing_and_does_nothing_twice(filled: Library, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with Forks() as forks:
        for dies in (1, 17, 39, 0):
            run = forks.run("check_forty_claims", str(filled.root), str(out), dies)
            assert run.status == (-signal.SIGKILL if dies else 0), run.errors
            assert [record["id"] for record in lines(out)] == [str(n) for n in range(1, (dies or 40) + 1)]
