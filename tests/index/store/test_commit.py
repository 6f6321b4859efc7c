"""What one commit does to the folder: all of it or none, old files swept, no vector computed twice."""

from pathlib import Path

import pytest
from fakes import HashingEmbedder

from index.library import Library
from index.store import commit
from index.store.changes import LibraryChange
from index.store.commit import apply, rebuild, sweep
from index.store.transactions import reading


def _listed(library: Library) -> set[str]:
    with reading(library.root) as catalogue:
        return {file.name for file in catalogue.files()}


def _derived(library: Library) -> set[str]:
    return {
        str(path.relative_to(library.root))
        for folder in commit.DERIVED_FOLDERS
        for path in (library.root / folder).rglob("*")
        if path.is_file()
    }


def test_a_change_that_changes_nothing_is_empty() -> None:
    assert LibraryChange().is_empty
    assert not LibraryChange(remove=["x"]).is_empty


def test_after_a_commit_just_the_listed_files_lie_there(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    library.add(files[1:])
    assert _listed(library) <= _derived(library)
    (library.root / "vectors" / "00000099.faiss").write_bytes(b"left by a kill")
    (library.root / "lexical" / "00000099").mkdir()
    (library.root / "originals" / "stray").write_bytes(b"left too")
    beside_listed = library.root / Path(next(name for name in sorted(_listed(library)) if "lexical/" in name))
    beside_listed.with_name("left.term").write_bytes(b"left in a folder that stays")
    sweep(library.root)
    assert _listed(library) == _derived(library)
    assert not (library.root / "vectors" / "00000099.faiss").exists()
    assert not (library.root / "lexical" / "00000099").exists()
    assert not (library.root / "originals" / "stray").exists()
    assert library.search("粮食产量", 1)


def test_a_commit_that_fails_leaves_the_library_as_it_was(
    library: Library, files: tuple[Path, Path], embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(files)
    before = _listed(library)
    report_id = library.resolve("first.txt")

    def fails(*_: object) -> None:
        raise OSError("no space")

    monkeypatch.setattr(commit, "_write_shard", fails)
    monkeypatch.setattr(commit, "_lexical_files", fails)
    with pytest.raises(OSError, match="no space"):
        apply(library.root, LibraryChange(remove=[report_id]))
    assert _listed(library) == before
    with reading(library.root) as catalogue:
        assert catalogue.number_of(report_id) is not None


def test_to_remove_what_is_not_there_removes_nothing(
    library: Library, files: tuple[Path, Path], embedder: HashingEmbedder
) -> None:
    library.add(files)
    before = _listed(library)
    apply(library.root, LibraryChange(remove=["0" * 64]))
    assert _listed(library) == before


def test_a_rebuild_embeds_nothing_and_finds_the_same(
    library: Library, files: tuple[Path, Path], embedder: HashingEmbedder
) -> None:
    library.add(files)
    before = [(one.source, one.start, one.score) for one in library.search("粮食产量", 5)]
    embedded = embedder.embedded
    generation = rebuild(library.root)
    assert [(one.source, one.start, one.score) for one in library.search("粮食产量", 5)] == before
    assert embedder.embedded == embedded
    with reading(library.root) as catalogue:
        assert catalogue.generation() == generation
