"""Objects: written whole, read by name, held against the hash in their names."""

from pathlib import Path

import pytest

from index.errors import LibraryDamaged, LibraryNotWritable, WrongLibraryAddress
from index.store.cluster.objects import Objects, named


def test_what_is_written_is_read_and_listed(objects: Objects) -> None:
    name = named("a/b", b"content", ".txt")
    assert (objects.read(name), objects.names("a"), objects.folders("a")) == (None, [], [])
    objects.write(name, b"content")
    objects.write("a/c/other", b"2")
    assert (objects.read(name), objects.read_whole(name)) == (b"content", b"content")
    assert objects.names("a") == sorted([name, "a/c/other"])
    assert objects.folders("a") == ["b", "c"]
    objects.delete_folder("a/b")
    objects.delete_folder("a/b")
    assert objects.names("a") == ["a/c/other"]


def test_an_object_that_is_missing_or_changed_is_damage(objects: Objects, tmp_path: Path) -> None:
    name = named("a", b"content", "")
    with pytest.raises(LibraryDamaged, match="missing or damaged"):
        objects.read_whole(name)
    objects.write(name, b"content")
    (tmp_path / "objects" / name).write_bytes(b"contenu")
    with pytest.raises(LibraryDamaged, match="missing or damaged"):
        objects.read_whole(name)


def test_what_is_half_written_is_not_listed(objects: Objects, tmp_path: Path) -> None:
    objects.write("a/b", b"1")
    (tmp_path / "objects" / "a" / ".partial-c").write_bytes(b"")
    assert objects.names("a") == ["a/b"]


def test_where_nothing_can_be_reached_the_error_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(LibraryNotWritable):
        Objects(str(tmp_path / "file")).write("a/b", b"")
    with pytest.raises(WrongLibraryAddress):
        Objects("none-such://x")


def test_other_urls_are_fsspec_s() -> None:
    objects = Objects("memory://wenju-test")
    objects.write("a/b", b"1")
    assert (objects.read("a/b"), objects.names("a"), objects.folders("")) == (b"1", ["a/b"], ["a"])
    objects.delete_folder("a")
    assert objects.names("a") == []
