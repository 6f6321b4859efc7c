"""A backup is whole while others write, is taken back whole, and a damaged one says so."""

import shutil
import signal
import sqlite3
import threading
from pathlib import Path

import pytest
from fakes import HashingEmbedder, found, library_in
from forks import Forks

from index.errors import LibraryDamaged, LibraryMissing, LibraryNotWritable
from index.library import Library
from index.store.backup import BESIDE


def ranking(library: Library) -> list[tuple[str, int, float]]:
    return [(p.source, p.start, p.score) for p in library.search("粮食产量增长", 5)]


def test_what_is_restored_is_what_was_backed_up(library: Library, files: tuple[Path, Path], tmp_path: Path) -> None:
    library.add(files)
    before = ranking(library)
    copied = library.back_up(tmp_path / "backup")
    assert (copied.reports, copied.missing, copied.copied) == (2, (), copied.files)
    library.remove([library.resolve("first.txt")])
    embedder = HashingEmbedder()
    again = library_in(tmp_path / "again", embedder)
    assert again.restore(tmp_path / "backup").reports == 2
    assert (again.findings(), ranking(again), embedder.embedded) == ([], before, 0)
    assert again.entries() != []
    assert again.original(again.resolve("first.txt")).read_bytes() == files[0].read_bytes()
    again.add(files)
    assert again.findings() == []


def test_a_second_backup_copies_what_is_new_and_drops_what_went(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    library.add(files[:1])
    library.back_up(tmp_path / "backup")
    library.add(files[1:])
    second = library.back_up(tmp_path / "backup")
    assert 0 < second.copied < second.files
    assert library.back_up(tmp_path / "backup").copied == 0
    library.remove([library.resolve("first.txt")])
    library.back_up(tmp_path / "backup")
    assert [path.suffix for path in (tmp_path / "backup" / "originals").iterdir()] == [".txt"]
    again = library_in(tmp_path / "again")
    again.restore(tmp_path / "backup")
    assert (found(again, "粮食产量"), again.findings()) == (["second.txt"], [])


def test_collections_and_judged_quotes_go_along(library: Library, files: tuple[Path, Path], tmp_path: Path) -> None:
    library.add(files)
    for name in BESIDE:
        (library.root / name).write_text(f"{name} of today")
    library.back_up(tmp_path / "backup")
    again = library_in(tmp_path / "again")
    again.restore(tmp_path / "backup")
    assert [(again.root / name).read_text() for name in BESIDE] == [f"{name} of today" for name in BESIDE]
    (library.root / BESIDE[0]).unlink()
    library.back_up(tmp_path / "backup")
    assert [(tmp_path / "backup" / name).exists() for name in BESIDE] == [False, True]


def test_it_goes_nowhere_where_it_would_overwrite(library: Library, files: tuple[Path, Path], tmp_path: Path) -> None:
    library.add(files)
    with pytest.raises(LibraryNotWritable, match="lies in the library itself"):
        library.back_up(library.root / "backup")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.docx").write_bytes(b"x")
    with pytest.raises(LibraryNotWritable, match="is no backup and not empty"):
        library.back_up(tmp_path / "other")
    library.back_up(tmp_path / "backup")
    with pytest.raises(LibraryNotWritable, match="holds a library already"):
        library.restore(tmp_path / "backup")
    with pytest.raises(LibraryMissing):
        library_in(tmp_path / "again").restore(tmp_path / "nothing")
    assert not (tmp_path / "again").exists()


def test_a_damaged_backup_is_said_and_derived_files_are_made_again(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    library.add(files)
    before = ranking(library)
    library.back_up(tmp_path / "backup")
    (shard,) = (tmp_path / "backup" / "vectors").iterdir()
    shard.write_bytes(b"no shard")
    again = library_in(tmp_path / "again")
    assert again.restore(tmp_path / "backup").missing == (f"vectors/{shard.name}",)
    assert ranking(again) == before
    again.rebuild()
    assert again.findings() == []
    content = bytearray((tmp_path / "backup" / "catalogue.sqlite").read_bytes())
    content[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    (tmp_path / "backup" / "catalogue.sqlite").write_bytes(content)
    with pytest.raises(LibraryDamaged):
        library_in(tmp_path / "third").restore(tmp_path / "backup")
    assert not (tmp_path / "third" / "catalogue.sqlite").exists()


def test_a_backup_taken_while_others_write_is_one_whole_generation(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    library.add(files[:1])
    stop = threading.Event()

    def write() -> None:
        writer = library_in(library.root)
        while not stop.is_set():
            writer.add(files[1:])
            writer.remove([writer.resolve("second.txt")])

    writing = threading.Thread(target=write)
    writing.start()
    try:
        for number in range(4):
            assert library.back_up(tmp_path / "backup").missing == ()
            again = library_in(tmp_path / str(number))
            again.restore(tmp_path / "backup")
            assert again.findings() == []
            assert found(again, "公路")[0] == "first.txt"
    finally:
        stop.set()
        writing.join()


@pytest.mark.parametrize("places", [6, pytest.param(1000, marks=pytest.mark.stress)])
def test_a_kill_leaves_the_backup_before_or_the_new_one(
    library: Library, files: tuple[Path, Path], tmp_path: Path, places: int
) -> None:
    library.add(files[:1])
    library.back_up(tmp_path / "backup")
    library.add(files[1:])
    shutil.copytree(tmp_path / "backup", tmp_path / "saved")
    seen = set()
    with Forks() as forks:
        whole = forks.run("back_up", str(library.root), str(tmp_path / "backup"), 0)
        assert whole.status == 0, whole.errors
        for at in sorted({*range(1, whole.value + 1, max(whole.value // places, 1)), whole.value}):
            shutil.rmtree(tmp_path / "backup")
            shutil.copytree(tmp_path / "saved", tmp_path / "backup")
            assert forks.run("back_up", str(library.root), str(tmp_path / "backup"), at).status == -signal.SIGKILL
            again = library_in(tmp_path / "again")
            again.restore(tmp_path / "backup")
            assert again.findings() == []
            seen.add(len(again.reports()))
            shutil.rmtree(again.root)
    assert seen == {1, 2}


def test_the_copy_is_a_catalogue_of_its_own(library: Library, files: tuple[Path, Path], tmp_path: Path) -> None:
    library.add(files)
    library.back_up(tmp_path / "backup")
    connection = sqlite3.connect(tmp_path / "backup" / "catalogue.sqlite")
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    assert connection.execute("SELECT count(*) FROM reports").fetchone() == (2,)
    connection.close()
