"""What commits leave in small parts is made one behind them, and nothing is lost or found otherwise by it."""

import os
from pathlib import Path

import pytest
from fakes import HashingEmbedder, library_in

from index.library import Library
from index.store import segments, tidying
from index.store.changes import LibraryChange
from index.store.commit import MERGING, apply, sweep
from index.store.durable import alone
from index.store.snapshot import LEXICAL_KINDS, VECTORS
from index.store.tidying import tidy
from index.store.transactions import reading

COUNT = 9


@pytest.fixture
def many(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Nine reports, each of a commit of its own, with nothing merged."""
    with monkeypatch.context() as patch:
        patch.setattr(tidying, "tidy", lambda *_: 0)
        for number in range(COUNT):
            path = tmp_path / f"{number}.txt"
            path.write_text(f"第{number}号县2024年政府工作报告\n\n第{number}县粮食产量增长{number}.5%。\n", "utf-8")
            library.add([path])
    return library


def parts(library: Library) -> tuple[int, int]:
    """How many segments of words and how many shards of vectors there are."""
    with reading(library.root) as catalogue:
        files = catalogue.files()
    words = [file for file in files if file.kind == LEXICAL_KINDS["lexical"] and file.name.endswith(".term")]
    return len(words), len([file for file in files if file.kind == VECTORS])


def found(library: Library) -> list[tuple[str, float]]:
    return [(one.source, round(one.score, 6)) for one in library.search("粮食产量增长", 20)]


def test_small_parts_become_one_and_the_same_is_found(many: Library, embedder: HashingEmbedder) -> None:
    before, embedded = found(many), embedder.embedded
    assert parts(many) == (COUNT, COUNT)
    with reading(many.root) as catalogue:
        assert len(catalogue.vectors.used()) == COUNT
        assert catalogue.vectors.used() == set(catalogue.vectors.shards())
    assert tidy(many.root) == 2 + 1  # passages' words, reports' words, vectors
    assert parts(many) == (2, 1)
    assert found(many) == before == found(library_in(many.root))
    assert many.findings() == []
    assert embedder.embedded == embedded
    assert tidy(many.root) == 0


def test_adding_merges_what_is_behind(library: Library, tmp_path: Path) -> None:
    for number in range(COUNT):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"第{number}号县2024年政府工作报告\n\n第{number}县粮食产量增长{number}.5%。\n", "utf-8")
        library.add([path])
    assert parts(library) == (2, 3)


def test_a_merge_can_be_stopped_and_another_process_is_left_alone(many: Library) -> None:
    assert tidy(many.root, lambda: True) == 0
    with alone(many.root, MERGING) as ours:
        assert ours
        assert tidy(many.root) == 0
    assert tidy(many.root) == 3


@pytest.mark.parametrize("kind", ["lexical", "vectors"])
def test_what_is_damaged_is_not_merged(many: Library, kind: str) -> None:
    with reading(many.root) as catalogue:
        files = [file for file in catalogue.files() if file.kind.startswith(kind) and file.size > 40]
    path = many.root / files[len(files) // 2].name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 8
    path.write_bytes(content)
    before = found(many)
    tidy(many.root)
    again = library_in(many.root)
    assert found(again) == before
    if kind == "vectors":  # read from the catalogue: the damage is gone with its shard
        assert again.findings() == []
    else:
        assert [path.name in finding for finding in again.findings()] == [True]
        again.rebuild()
        assert again.findings() == []


def test_a_report_that_is_removed_while_its_shard_is_merged_stays_away(
    many: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = many.resolve("3.txt")
    real = tidying._merged_shard

    def meanwhile(*arguments: object) -> object:
        made = real(*arguments)  # type: ignore[arg-type]
        apply(many.root, LibraryChange(remove=[gone]))
        return made

    monkeypatch.setattr(tidying, "_merged_shard", meanwhile)
    tidy(many.root)
    monkeypatch.undo()
    for library in (many, library_in(many.root)):
        assert sorted(source for source, _ in found(library)) == [f"{n}.txt" for n in range(COUNT) if n != 3]
        assert library.findings() == []


def test_a_full_disk_leaves_the_small_parts(many: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    before = found(many)

    def full(*_: object) -> int:
        raise OSError(28, os.strerror(28))

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert tidy(many.root) == 0
    assert found(library_in(many.root)) == before
    assert many.findings() == []
    assert tidy(many.root) == 3


def test_removing_in_many_parts_and_merging_after_it(many: Library) -> None:
    many.remove([many.resolve("0.txt"), many.resolve("8.txt")])
    tidy(many.root)
    assert sorted(source for source, _ in found(many)) == [f"{n}.txt" for n in range(1, COUNT - 1)]
    assert many.findings() == []


def test_what_a_merge_works_at_is_swept_only_where_nobody_does(many: Library) -> None:
    """A writer that was ended in the middle leaves the next one to sweep, be another process merging or not."""
    shard, words = many.root / "vectors" / "merged-0.faiss", many.root / "lexical" / ".00000001-0"
    with alone(many.root, MERGING):
        shard.write_bytes(b"half")
        words.mkdir()
        sweep(many.root)
        assert shard.exists() and words.exists()
    sweep(many.root)
    assert not shard.exists() and not words.exists()


def test_merges_are_bounded() -> None:
    assert segments.LARGEST_SEGMENT <= 131_072
    assert tidying.READ_AT_ONCE <= 64
