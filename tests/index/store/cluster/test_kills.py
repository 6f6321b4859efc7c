"""A writer that ends at any step leaves the old or the new, and what it leaves lying is swept."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, ReaderHere, found

from index.library import Library
from index.store.cluster import cluster
from index.store.cluster.collections import Collections
from index.store.cluster.objects import Objects
from index.store.opening import opened

# Whatever leaves this process: what a kill may come before.
STEPS = (
    (Objects, "write"),
    (Objects, "delete_folder"),
    (Collections, "write_passages"),
    (Collections, "write_reports"),
    (Collections, "write_facts"),
    (Collections, "flush"),
    (Collections, "delete"),
)


class Killed(BaseException):
    """The end of the writer."""


def _library(folder: Path) -> Library:
    return Library(opened(f"milvus-lite:{folder / 'library'}"), HashingEmbedder(), reader=ReaderHere)


def _names(library: Library) -> set[str]:
    return {entry.sources[0].name for entry in library.reports()}


def _killed_before(step: int, patch: pytest.MonkeyPatch, write: Callable[[], Any]) -> bool:
    """Whether the writer was killed before its `step`-th step; False where it has fewer."""
    taken = 0

    def before(kept: Callable[..., Any]) -> Callable[..., Any]:
        def taking(*given: Any, **named: Any) -> Any:
            nonlocal taken
            taken += 1
            if taken > step:
                raise Killed
            return kept(*given, **named)

        return taking

    with patch.context() as patched:
        for owner, name in STEPS:
            patched.setattr(owner, name, before(getattr(owner, name)))
        try:
            write()
        except Killed:
            return True
    return False


@pytest.mark.stress
@pytest.mark.parametrize("what", ["add", "remove", "replace"])
def test_a_kill_at_any_step_leaves_the_old_or_the_new(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _kill_at(1, what, tmp_path, monkeypatch)


@pytest.mark.parametrize("what", ["add", "remove", "replace"])
def test_a_kill_leaves_the_old_or_the_new(what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _kill_at(3, what, tmp_path, monkeypatch)


def _kill_at(every: int, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    (tmp_path / "second.txt").write_text(SECOND, "utf-8")
    before = {"add": {"first.txt"}, "remove": {"first.txt", "second.txt"}, "replace": {"first.txt"}}[what]
    after = {"add": {"first.txt", "second.txt"}, "remove": {"first.txt"}, "replace": {"second.txt"}}[what]
    library = _library(tmp_path)
    library.add([tmp_path / name for name in sorted(before)])
    write: Callable[[], Any]
    for step in range(0, 40, every):
        writer = _library(tmp_path)
        if what == "remove":
            write = partial(writer.remove, [writer.resolve("second.txt")])
        else:
            old = writer.resolve("first.txt") if what == "replace" else None
            write = partial(writer.add, [tmp_path / "second.txt"], replacing=old)
        was_killed = _killed_before(step, monkeypatch, write)
        reader = _library(tmp_path)
        names = _names(reader)
        assert names in (before, after)
        for query in ("新建公路", "粮食产量"):
            assert set(found(reader, query)) <= names
        assert {reader.titles([report])[report] for report, _ in reader.entries()} <= set(
            reader.titles([entry.report_id for entry in reader.reports()]).values()
        )
        if names == after:  # killed behind the entry, or not at all
            break
        assert was_killed
    assert names == after
    assert step > 3 or what == "remove"
    monkeypatch.setattr(cluster, "LEFTOVER_SECONDS", -10)
    reader.rebuild()
    assert (reader.findings(), _names(reader)) == ([], after)
    assert len(list((tmp_path / "library" / "objects" / "written").iterdir())) == len(after)


def test_what_milvus_lost_is_made_again_of_the_objects(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    embedder = HashingEmbedder()
    store = opened(f"milvus-lite:{tmp_path / 'library'}")
    library = Library(store, embedder, reader=ReaderHere)
    library.add([tmp_path / "first.txt"])
    figures = library.entries()
    embedded = embedder.embedded
    Collections(str(tmp_path / "library" / "milvus.db"), "wenju").drop()
    again = _library(tmp_path)
    assert found(again, "新建公路") == []
    assert any("Milvus lacks 1 report" in line for line in again.findings())
    again.rebuild()
    assert found(again, "新建公路") == ["first.txt"]
    assert again.entries() == figures
    assert (again.findings(), embedder.embedded) == ([], embedded)


def test_a_damaged_object_is_named_and_not_served(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    library = _library(tmp_path)
    library.add([tmp_path / "first.txt"])
    (body,) = (tmp_path / "library" / "objects" / "written").glob("*/*.json.gz")
    body.write_bytes(body.read_bytes()[:-1])
    again = _library(tmp_path)
    assert [line for line in again.findings() if "missing or damaged" in line]
    with pytest.raises(Exception, match="missing or damaged"):
        again.get(again.reports()[0].report_id)
