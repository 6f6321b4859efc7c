"""What a library withstands: damaged files, full disks, kills at any moment, readers beside writers."""

import errno
import os
import shutil
import signal
import sqlite3
import threading
from pathlib import Path

import pytest
from fakes import HashingEmbedder, found, library_in
from forks import Forks

from index.errors import LibraryDamaged, LibraryNotWritable, ReportIndexError
from index.library import Library
from index.store.transactions import reading


@pytest.mark.parametrize("kind", ["vectors", "lexical"])
@pytest.mark.parametrize("damage", ["delete", "truncate", "flip", "append", "zero"])
def test_a_damaged_derived_file_is_made_again_without_embedding(
    library: Library, files: tuple[Path, Path], embedder: HashingEmbedder, kind: str, damage: str
) -> None:
    library.add(files)
    before = [(p.source, p.start, p.score) for p in library.search("粮食产量增长", 5)]
    with reading(library.root) as catalogue:
        stored = [file for file in catalogue.files() if file.kind.startswith(kind) and file.size > 8]
    assert stored
    for file in stored:
        path = library.root / file.name
        content = bytearray(path.read_bytes())
        path.unlink()
        if damage == "truncate":
            path.write_bytes(content[: len(content) // 2])
        elif damage == "flip":
            content[len(content) // 2] ^= 4
            path.write_bytes(content)
        elif damage == "append":
            path.write_bytes(content + b"x")
        elif damage == "zero":
            path.write_bytes(bytes(len(content)))
    embedded = embedder.embedded
    again = library_in(library.root, embedder)
    assert [(p.source, p.start, p.score) for p in again.search("粮食产量增长", 5)] == before
    assert len(again.findings()) == len(stored)
    again.rebuild()
    assert again.findings() == []
    assert [(p.source, p.start, p.score) for p in again.search("粮食产量增长", 5)] == before
    assert embedder.embedded == embedded


def test_damage_to_the_truth_is_named_and_never_served(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    connection = sqlite3.connect(library.root / "catalogue.sqlite")
    connection.execute("UPDATE report_texts SET text = replace(text, '6.2%', '9.2%')")
    connection.commit()
    connection.close()
    again = library_in(library.root)
    report_id = again.resolve("first.txt")
    with pytest.raises(LibraryDamaged, match=rf"the report {report_id[:12]} is damaged; take it out with wenju remove"):
        again.search("地区生产总值增长", 5)
    assert any(report_id[:12] in finding for finding in again.findings())
    again.remove([report_id])
    assert found(again, "增长") == ["second.txt"]


@pytest.mark.parametrize("change", ["year = 2034", "title = substr(title, 2)", "kind = 0", "language = 7"])
def test_damaged_metadata_is_named_and_can_be_removed(library: Library, files: tuple[Path, Path], change: str) -> None:
    library.add(files)
    connection = sqlite3.connect(library.root / "catalogue.sqlite")
    connection.execute(f"UPDATE reports SET {change} WHERE title LIKE '%青禾县%'")
    connection.commit()
    connection.close()
    again = library_in(library.root)
    assert any("is damaged; take it out with wenju remove" in finding for finding in again.findings())
    again.remove([again.resolve("first.txt")])
    assert again.findings() == []


def test_a_bit_of_an_id_or_a_name_is_found_and_its_report_can_be_removed(
    library: Library, files: tuple[Path, Path]
) -> None:
    """In the row or in an index, wherever it stands."""
    library.add(files)
    path = library.root / "catalogue.sqlite"
    content, kept = path.read_bytes(), library.resolve("second.txt")
    for word in (library.resolve("first.txt").encode(), b"first.txt"):
        places = [at for at in range(len(content)) if content.startswith(word, at)]
        assert len(places) >= 2
        for at in places:
            flipped = bytearray(content)
            flipped[at + 2] ^= 1
            path.write_bytes(flipped)
            again = library_in(library.root)
            findings = again.findings()
            assert findings, at
            for finding in findings:
                if "take it out with wenju remove" in finding:
                    named = finding.partition("wenju remove ")[2].split()[0]
                    again.remove([again.resolve(named)])
                    assert [entry.report_id for entry in again.reports()] == [kept]
                    assert again.findings() == []
    path.write_bytes(content)


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.stress)])
def test_a_page_of_the_catalogue_that_is_zeroed_is_one_clear_line(
    library: Library, files: tuple[Path, Path], step: int
) -> None:
    library.add(files)
    path = library.root / "catalogue.sqlite"
    content = path.read_bytes()
    entries = library.reports()
    for page in range(0, len(content) // 4096, step):
        path.write_bytes(content[: page * 4096] + bytes(4096) + content[(page + 1) * 4096 :])
        again = library_in(library.root)
        for act in (again.reports, again.findings, again.rebuild, lambda: again.search("粮食产量", 2)):  # noqa: B023
            try:
                given = act()
            except ReportIndexError as error:
                assert str(error).isprintable()
            else:
                assert act != again.reports or given == entries
    path.write_bytes(content)


def test_a_catalogue_that_is_no_database_is_one_clear_line(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    (library.root / "catalogue.sqlite").write_bytes(b"not a database" * 100)
    with pytest.raises(LibraryDamaged, match="does not read"):
        library.reports()


def test_opening_and_searching_write_nothing(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)

    def state() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_size, path.stat().st_mtime_ns)
            for path in library.root.rglob("*")
            if path.is_file() and not path.name.endswith(".lock")
        }

    before = state()
    library_in(library.root).search("增长", 5)
    assert state() == before


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("write", errno.ENOSPC),
        ("fsync", errno.EIO),
        pytest.param("write", errno.EIO, marks=pytest.mark.stress),
        pytest.param("fsync", errno.ENOSPC, marks=pytest.mark.stress),
    ],
)
def test_a_full_or_failing_disk_loses_nothing(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    """The n-th write or fsync of the second commit fails, for every n that the commit reaches."""
    library.add(files[:1])
    before, states = found(library, "增长"), []
    real = getattr(os, call)
    for fails_at in range(40):
        count = 0

        def failing(*arguments: object, at: int = fails_at) -> object:
            nonlocal count
            count += 1
            if count == at + 1:
                raise OSError(code, os.strerror(code))
            return real(*arguments)

        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            if count <= fails_at:
                try:
                    library.add(files[1:])
                except LibraryNotWritable as error:
                    assert "nothing of this change was kept" in str(error)
                    assert "\n" not in str(error)
                else:
                    break
        fresh = library_in(library.root)
        states.append((tuple(found(fresh, "增长")), fresh.pending().reports))
        assert fresh.findings() == []
    else:
        pytest.fail("the commit never came through")
    # First nothing of it, then its words, which stay where its vectors can't be written.
    assert set(states) == {(tuple(before), 0), ((*before, "second.txt"), 1)}
    assert states == sorted(states, key=lambda each: each[1])
    last = library_in(library.root)
    assert (len(last.reports()), last.pending().reports) == (2, 0)


def test_too_little_space_is_refused_before_anything_is_written(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(files[:1])
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    with pytest.raises(LibraryNotWritable, match="MB free and this needs"):
        library.add(files[1:])
    monkeypatch.undo()
    assert len(library.reports()) == 1


@pytest.mark.parametrize("places", [8, pytest.param(1000, marks=pytest.mark.stress)])
def test_a_kill_before_any_io_call_leaves_one_whole_generation(
    library: Library, files: tuple[Path, Path], tmp_path: Path, places: int
) -> None:
    """SIGKILL before the n-th call that touches the disk, for n over the whole of a replacing commit."""
    library.add(files[:1])
    saved = tmp_path / "saved"
    shutil.copytree(library.root, saved)
    survivors = []
    with Forks() as forks:
        replacing = ("replace_report", str(library.root), "first.txt", str(files[1]))
        whole = forks.run(*replacing, 0)
        assert whole.status == 0, whole.errors
        for at in sorted({*range(1, whole.value + 1, max(whole.value // places, 1)), whole.value}):
            shutil.rmtree(library.root)
            shutil.copytree(saved, library.root)
            assert forks.run(*replacing, at).status == -signal.SIGKILL
            again = library_in(library.root)
            names = [stored.sources[0].name for stored in again.reports()]
            assert names in (["first.txt"], ["second.txt"])
            survivors.append(names[0])
            assert found(again, "增长") == names
            assert [finding for finding in again.findings() if "lexical" in finding or "vectors" in finding] == []
            again.add(files)
            assert len(again.reports()) == 2
            assert again.findings() == []
    # The new generation is there from one call on, and stays.
    assert survivors == sorted(survivors)
    assert set(survivors) == {"first.txt", "second.txt"}


def test_readers_see_whole_generations_while_writers_write(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    errors: list[str] = []
    stop = threading.Event()

    def read() -> None:
        reader, last = library_in(library.root), 0
        while not stop.is_set():
            try:
                sources = set(found(reader, "增长"))
                generation = reader.generation()
            except Exception as error:
                errors.append(repr(error))
                return
            if "first.txt" not in sources or generation < last:
                errors.append(f"{sources} at {generation} after {last}")
            last = generation

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    writer = library_in(library.root)
    for _ in range(6):
        writer.add(files[1:])
        writer.remove([writer.resolve("second.txt")])
    stop.set()
    for reader in readers:
        reader.join()
    assert errors == []
