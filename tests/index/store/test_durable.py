"""Files that are whole or not there, and the lock of the one writer."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import LibraryBusy, LibraryNotWritable
from index.store.durable import StoredFile, read_intact, require_space, stored_file, write_file, writer_lock


def test_a_file_is_written_whole_over_many_short_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[[int, memoryview], int] = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: real(descriptor, content[:3]))
    write_file(tmp_path / "deep" / "file", b"0123456789")
    assert (tmp_path / "deep" / "file").read_bytes() == b"0123456789"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["file"]


def test_a_disk_that_keeps_something_else_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_bytes(b"old")
    monkeypatch.setattr(Path, "read_bytes", lambda path: b"something else")
    with pytest.raises(LibraryNotWritable, match="did not keep what was written"):
        write_file(tmp_path / "file", b"new")
    monkeypatch.undo()
    assert (tmp_path / "file").read_bytes() == b"old"


def test_a_listed_file_is_read_only_as_listed(tmp_path: Path) -> None:
    write_file(tmp_path / "vectors" / "1", b"0123")
    listed = stored_file(tmp_path, tmp_path / "vectors" / "1", "vectors")
    assert (listed.name, listed.kind, listed.size) == ("vectors/1", "vectors", 4)
    assert read_intact(tmp_path, listed) == b"0123"
    for content in (b"0124", b"01230", b""):
        (tmp_path / "vectors" / "1").write_bytes(content)
        assert read_intact(tmp_path, listed) is None
    assert read_intact(tmp_path, StoredFile("vectors/2", "vectors", 4, listed.sha256)) is None


def test_twice_the_space_must_be_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage._replace(free=2_000_000))
    require_space(tmp_path, 1_000_000)
    with pytest.raises(LibraryNotWritable, match=r"has 2 MB free and this needs 2 MB; make room"):
        require_space(tmp_path, 1_000_001)


def test_one_writer_at_a_time_and_the_lock_goes_with_it(tmp_path: Path) -> None:
    busy = pytest.raises(LibraryBusy, match="another process is writing")
    with writer_lock(tmp_path, 0), busy, writer_lock(tmp_path, 0):
        pytest.fail("two hold it")
    with pytest.raises(KeyError), writer_lock(tmp_path, 0):
        raise KeyError
    with writer_lock(tmp_path, 0):
        pass
