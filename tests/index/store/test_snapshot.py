"""One generation as it is searched: nothing written by opening, damage named, scopes kept."""

from pathlib import Path

import pytest
from fakes import HashingEmbedder

from index.library import Library
from index.store.snapshot import AT_ONCE, Snapshot, passage_entries, report_entries
from index.store.transactions import reading


@pytest.fixture
def filled(library: Library, files: tuple[Path, Path]) -> Library:
    library.add(files)
    return library


def snapshot(library: Library, embedder: HashingEmbedder) -> Snapshot:
    with reading(library.root) as catalogue:
        return Snapshot(library.root, catalogue)


def _report_of(library: Library, name: str) -> int | None:
    with reading(library.root) as catalogue:
        return catalogue.number_of(library.resolve(name))


def test_both_legs_score_each_candidate(filled: Library, embedder: HashingEmbedder) -> None:
    found = snapshot(filled, embedder).found("粮食产量", embedder.embed_query("粮食产量"), 10)
    assert found.candidates
    assert all(one.cosine is not None and -1.001 <= one.cosine <= 1.001 for one in found.candidates)
    assert max(found.candidates, key=lambda one: one.bm25).report == _report_of(filled, "second.txt")


def test_only_what_is_allowed_is_found(filled: Library, embedder: HashingEmbedder) -> None:
    opened = snapshot(filled, embedder)
    with reading(filled.root) as catalogue:
        number = catalogue.reports()[0].number
        allowed = catalogue.passage_ids([number])
    ranking = opened.search("粮食产量", embedder.embed_query("粮食产量"), 10, allowed, [number])
    assert {key for key, _ in ranking} <= set(allowed.tolist())


@pytest.mark.parametrize("at_once", [-1, AT_ONCE], ids=["two files at once", "one by one"])
def test_opening_writes_nothing_and_names_what_is_damaged(
    filled: Library, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr("index.store.snapshot.AT_ONCE", at_once)
    with reading(filled.root) as catalogue:
        (shard,) = [file for file in catalogue.files() if file.kind == "vectors"]
    (filled.root / shard.name).write_bytes(b"no shard")
    before = {path: path.stat().st_mtime_ns for path in filled.root.rglob("*") if path.is_file()}
    opened = snapshot(filled, embedder)
    assert opened.damaged == [shard.name]
    assert opened.search("粮食产量", embedder.embed_query("粮食产量"), 1)
    after = {path: path.stat().st_mtime_ns for path in filled.root.rglob("*") if path.is_file()}
    assert {path: when for path, when in after.items() if "sqlite-" not in path.name} == {
        path: when for path, when in before.items() if "sqlite-" not in path.name
    }


def test_the_lexical_index_holds_each_passage_and_each_report_once(filled: Library) -> None:
    with reading(filled.root) as catalogue:
        assert [entry.key for entry in passage_entries(catalogue)] == catalogue.passage_ids().tolist()
        assert [entry.key for entry in report_entries(catalogue)] == [one.number for one in catalogue.reports()]
