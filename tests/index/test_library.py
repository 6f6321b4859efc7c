"""The library: what is added is found, what is removed is not, and a change happens whole or not at all."""

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEmbedder
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import commit, durable
from index.catalogue import reading
from index.errors import (
    LibraryBusy,
    LibraryDamaged,
    LibraryMismatch,
    LibraryMissing,
    LibraryNotWritable,
    UnknownReport,
)
from index.library import Library
from index.scope import Scope

FIRST = "2024年青禾县政府工作报告\n\n各位代表：\n\n一、2023年工作回顾\n\n地区生产总值增长6.2%。新建公路126公里。\n"
SECOND = "2025年白石县政府工作报告\n\n各位代表：\n\n一、2024年工作回顾\n\n粮食产量达到12.6万吨。新增学位2400个。\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    return first, second


def found(library: Library, query: str, scope: Scope | None = None) -> list[str]:
    return [passage.source for passage in library.search(query, 5, scope)]


def test_what_is_added_is_found_letter_for_letter(library: Library, files: tuple[Path, Path]) -> None:
    outcomes = library.add(files)
    assert [outcome.status for outcome in outcomes] == ["added", "added"]
    best = library.search("粮食产量", 1)[0]
    report = library.get(best.report_id)
    assert best.source == "second.txt"
    assert report.text[best.start : best.end] == best.text
    assert "粮食产量达到12.6万吨。" in best.text
    assert best.rank == 1
    assert [passage.score for passage in library.search("粮食产量", 5)] == sorted(
        (passage.score for passage in library.search("粮食产量", 5)), reverse=True
    )


def test_the_same_bytes_cost_nothing(library: Library, files: tuple[Path, Path], embedder: HashingEmbedder) -> None:
    library.add(files)
    generation, embedded = library.generation(), embedder.embedded
    assert [outcome.status for outcome in library.add(files)] == ["known", "known"]
    assert (library.generation(), embedder.embedded) == (generation, embedded)


def test_new_metadata_and_a_further_name_are_kept(library: Library, files: tuple[Path, Path], tmp_path: Path) -> None:
    library.add(files[:1])
    copy = tmp_path / "copy.txt"
    shutil.copy(files[0], copy)
    outcome = library.add([copy], {"year": 2030, "region": "青禾县"}, url="https://example.org/1")[0]
    stored = library.reports()[0]
    assert outcome.status == "updated"
    assert (stored.metadata.year, stored.metadata.region) == (2030, "青禾县")
    assert [(source.name, source.url) for source in stored.sources] == [
        ("first.txt", None),
        ("copy.txt", "https://example.org/1"),
    ]
    assert library.resolve("copy.txt") == library.resolve("first.txt") == stored.report_id


def test_a_new_title_is_searched_by(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    library.add(files[:1], {"title": "山海协作专报"})
    assert found(library, "山海协作专报")[0] == "first.txt"
    assert [stored.metadata.title for stored in library.reports() if stored.sources[0].name == "first.txt"] == [
        "山海协作专报"
    ]
    assert library.findings() == []


def test_the_same_name_with_other_bytes_is_another_report(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    files[0].write_text(SECOND, "utf-8")
    library.add(files[:1])
    assert len(library.reports()) == 2
    with pytest.raises(UnknownReport, match="names 2 reports; say which by its id"):
        library.resolve("first.txt")


def test_a_replaced_report_is_never_found_again(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    old = library.resolve("first.txt")
    kept = library.original(old)
    library.add(files[1:], replacing=old)
    assert [stored.sources[0].name for stored in library.reports()] == ["second.txt"]
    assert found(library, "新建公路126公里") == ["second.txt"]
    assert not kept.exists()
    with pytest.raises(UnknownReport):
        library.get(old)


def test_a_replacement_that_does_not_read_leaves_the_old_one(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    files[1].write_bytes(b"")
    outcomes = library.add(files[1:], replacing=library.resolve("first.txt"))
    assert [outcome.status for outcome in outcomes] == ["refused"]
    assert found(library, "公路") == ["first.txt"]


def test_removal(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    library.remove([library.resolve("first.txt")])
    assert found(library, "地区生产总值增长") == ["second.txt"]
    assert library.findings() == []
    library.remove([library.resolve("second.txt")])
    assert found(library, "粮食") == []


def test_a_report_that_was_removed_can_come_back(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    library.remove([library.resolve("first.txt")])
    library.add(files)
    assert sorted(found(library, "地区生产总值增长")) == ["first.txt", "second.txt"]


def test_a_scope_that_matches_nothing_returns_nothing(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    assert found(library, "增长", Scope(years=(2024,))) == ["first.txt"]
    assert found(library, "增长", Scope(years=(1999,))) == []
    assert found(library, "增长", Scope(regions=("白石县",))) == ["second.txt"]
    assert found(library, "增长", Scope(reports=("0" * 64,))) == []
    assert found(library, "增长", Scope(years=(2024,), regions=("白石县",))) == []


def test_refused_files_are_named_and_the_rest_is_added(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    outcomes = library.add([tmp_path / "nowhere.pdf", files[0], empty])
    assert [(outcome.name, outcome.status) for outcome in outcomes] == [
        ("nowhere.pdf", "refused"),
        ("first.txt", "added"),
        ("empty.docx", "refused"),
    ]
    assert all(outcome.reason and "\n" not in outcome.reason for outcome in outcomes if outcome.status == "refused")


def test_a_folder_walk_follows_no_link_and_opens_no_pipe(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "deeper").mkdir(parents=True)
    (folder / "deeper" / "first.txt").write_text(FIRST, "utf-8")
    (folder / "link.txt").symlink_to(folder / "deeper" / "first.txt")
    (folder / ".hidden.txt").write_text(SECOND, "utf-8")
    os.mkfifo(folder / "pipe.txt")
    outcomes = {outcome.name: outcome.status for outcome in library.add([folder])}
    assert outcomes == {"first.txt": "added", "link.txt": "refused", "pipe.txt": "refused"}


def test_nothing_is_created_where_nothing_is_added(library: Library, tmp_path: Path) -> None:
    library.add([tmp_path / "nowhere.txt"])
    assert not library.root.exists()
    with pytest.raises(LibraryMissing, match="there is no library in"):
        library.reports()
    assert library.metadata() == []


def test_a_report_is_named_by_a_unique_prefix_or_an_exact_name(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    report_id = library.resolve("first.txt")
    assert library.resolve(report_id[:8]) == report_id
    for wrong in ("first", "zzzz", "", report_id[:2]):
        with pytest.raises(UnknownReport):
            library.resolve(wrong)


def test_another_model_is_refused_and_the_message_names_the_way_out(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    other = Library(library.root, HashingEmbedder("another", 32))
    for act in (lambda: other.search("x"), lambda: other.add([files[0].with_name("third.txt")])):
        files[0].with_name("third.txt").write_text(FIRST + "三、其他。", "utf-8")
        with pytest.raises(
            LibraryMismatch, match=r"made with the embedding model 'hashing', not 'another'; .*wenju add"
        ):
            act()
    assert len(other.reports()) == 2


def test_a_library_is_made_again_of_another_ones_files(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    library.add(files[:1], {"year": 2030}, url="https://example.org/1")
    again = Library(tmp_path / "again", HashingEmbedder("another", 32))
    again.add([library.root])
    stored = again.reports()[0]
    assert [(source.name, source.url) for source in stored.sources] == [("first.txt", "https://example.org/1")]
    assert stored.metadata.year == 2030
    assert found(again, "新建公路") == ["first.txt"]


def test_same_name_but_other_vectors_are_refused_on_writing(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    with pytest.raises(LibraryMismatch):
        Library(library.root, HashingEmbedder("hashing", 32)).add(files[1:])


def test_a_second_writer_waits_and_then_says_so(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(files[:1])
    monkeypatch.setattr(commit, "LOCK_SECONDS", 0.2)
    with durable.writer_lock(library.root, 1), pytest.raises(LibraryBusy, match="another process is writing"):
        library.add(files[1:])
    assert [outcome.status for outcome in library.add(files[1:])] == ["added"]


@pytest.mark.parametrize("kind", ["vectors", "lexical"])
@pytest.mark.parametrize("damage", ["delete", "truncate", "flip", "append", "zero"])
def test_a_damaged_derived_file_is_made_again_without_embedding(
    library: Library, files: tuple[Path, Path], embedder: HashingEmbedder, kind: str, damage: str
) -> None:
    library.add(files)
    before = [(p.source, p.start, p.score) for p in library.search("粮食产量增长", 5)]
    with reading(library.root) as catalogue:
        stored = [file for file in catalogue.files() if file.kind == kind and file.size > 8]
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
    again = Library(library.root, embedder)
    assert [(p.source, p.start, p.score) for p in again.search("粮食产量增长", 5)] == before
    assert len(again.findings()) == len(stored)
    again.rebuild()
    assert again.findings() == []
    assert [(p.source, p.start, p.score) for p in again.search("粮食产量增长", 5)] == before
    assert embedder.embedded == embedded


def test_damage_to_the_truth_is_named_and_never_served(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    connection = sqlite3.connect(library.root / "catalogue.sqlite")
    connection.execute("UPDATE reports SET text = replace(text, '6.2%', '9.2%')")
    connection.commit()
    connection.close()
    again = Library(library.root, HashingEmbedder())
    with pytest.raises(LibraryDamaged, match=r"first\.txt .* is damaged"):
        again.search("地区生产总值增长", 5)
    assert any("first.txt" in finding for finding in again.findings())


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
    Library(library.root, HashingEmbedder()).search("增长", 5)
    assert state() == before


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_full_or_failing_disk_loses_nothing(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, code: int, call: str
) -> None:
    """The n-th write or fsync of the second commit fails, for every n that the commit reaches."""
    library.add(files[:1])
    before = found(library, "增长")
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
                    assert "nothing was changed" in str(error)
                    assert "\n" not in str(error)
                else:
                    break
        fresh = Library(library.root, HashingEmbedder())
        assert found(fresh, "增长") == before
        assert fresh.findings() == []
    else:
        pytest.fail("the commit never came through")
    assert fails_at > 0
    assert len(Library(library.root, HashingEmbedder()).reports()) == 2


def test_too_little_space_is_refused_before_anything_is_written(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(files[:1])
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))
    with pytest.raises(LibraryNotWritable, match="MB free and this needs"):
        library.add(files[1:])
    monkeypatch.undo()
    assert len(library.reports()) == 1


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path[:0] = {paths!r}
from index import durable, commit, catalogue
from index.library import Library
from fakes import HashingEmbedder
calls = 0
def counted(real):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == {at}:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)
    return call
library = Library(Path({root!r}), HashingEmbedder())
replaced = library.resolve("first.txt")
for name in ("write", "fsync", "open", "close", "rename", "link", "unlink"):
    setattr(os, name, counted(getattr(os, name)))
library.add([Path({second!r})], replacing=replaced)
print(calls)
"""


def test_a_kill_before_any_io_call_leaves_one_whole_generation(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    """SIGKILL before the n-th call that touches the disk, for n over the whole of a replacing commit."""
    library.add(files[:1])
    saved = tmp_path / "saved"
    shutil.copytree(library.root, saved)
    paths = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]
    script = KILLED.format(paths=paths, root=str(library.root), second=str(files[1]), at=0)
    total = int(subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout)
    survivors = []
    for at in range(1, total + 1, max(total // 25, 1)):
        shutil.rmtree(library.root)
        shutil.copytree(saved, library.root)
        script = KILLED.format(paths=paths, root=str(library.root), second=str(files[1]), at=at)
        killed = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
        assert killed.returncode == -9
        again = Library(library.root, HashingEmbedder())
        names = [stored.sources[0].name for stored in again.reports()]
        assert names in (["first.txt"], ["second.txt"])
        survivors.append(names[0])
        assert found(again, "增长") == names
        assert [finding for finding in again.findings() if "lexical" in finding or "vectors" in finding] == []
        again.add(files)
        assert len(again.reports()) == 2
        assert again.findings() == []
    assert "first.txt" in survivors


def test_readers_see_whole_generations_while_writers_write(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    errors: list[str] = []
    stop = threading.Event()

    def read() -> None:
        reader, last = Library(library.root, HashingEmbedder()), 0
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
    writer = Library(library.root, HashingEmbedder())
    for _ in range(6):
        writer.add(files[1:])
        writer.remove([writer.resolve("second.txt")])
    stop.set()
    for reader in readers:
        reader.join()
    assert errors == []


def test_shards_merge_and_the_answers_stay(library: Library, tmp_path: Path) -> None:
    for number in range(9):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"第{number}号报告\n\n茶叶产量为{number * 7 + 3}吨。\n", "utf-8")
        library.add([path])
    with reading(library.root) as catalogue:
        shards = [file for file in catalogue.files() if file.kind == "vectors"]
        ids = catalogue.passage_ids()
        vectors = catalogue.vectors(ids, 64)
    assert len(shards) < 5
    query = HashingEmbedder().embed_query("茶叶产量为24吨")
    assert library.search("茶叶产量为24吨", 1)[0].source == "3.txt"
    assert int(np.argmax(vectors @ query)) == 3


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(alphabet="甲乙丙丁，。0123456789%\n abc", min_size=1, max_size=80).filter(
            lambda text: any(character.isalnum() for character in text)
        ),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_a_report_loads_as_it_was_stored(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("property")
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, "utf-8")
        paths.append(path)
    library = Library(folder / "library", HashingEmbedder())
    library.add(paths)
    if not library.exists:
        return
    for stored in library.reports():
        report = library.get(stored.report_id)
        assert report.sections[0].end == len(report.text)
        with reading(library.root) as catalogue:
            for entry in catalogue.passages_of(stored.number):
                assert 0 <= entry.passage.start < entry.passage.end <= len(report.text)
    assert library.findings() == []
