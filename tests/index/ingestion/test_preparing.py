"""Which files a folder gives, under which names."""

import os
from pathlib import Path

import pytest
from fakes import FIRST, library_in

from index.errors import DamagedFile
from index.ingestion.finding import find_files, shown
from index.ingestion.preparing import file_sha256, unchanged_bytes


def test_a_walk_is_in_name_order_and_passes_over_what_is_hidden_or_a_library(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a/3.txt", ".hidden/4.txt", "b/.5.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(FIRST, "utf-8")
    library_in(tmp_path / "b" / "library").add([tmp_path / "a" / "3.txt"])
    assert [str(file.path.relative_to(tmp_path)) for file in find_files([tmp_path])] == [
        "a/3.txt",
        "b/1.txt",
        "b/2.txt",
    ]
    (kept,) = find_files([tmp_path / "b" / "library"])
    assert (kept.name, kept.path.parent.name) == ("3.txt", "originals")
    assert kept.kept is not None


def test_a_walk_follows_no_link_and_opens_no_pipe_but_a_named_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text(FIRST, "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.txt").symlink_to(tmp_path / "real.txt")
    os.mkfifo(tmp_path / "folder" / "pipe.txt")
    refusals = {file.name: file.refusal for file in find_files([tmp_path / "folder"])}
    assert str(refusals["link.txt"]).startswith("is a symbolic link")
    assert str(refusals["pipe.txt"]).startswith("is not an ordinary file")
    (named,) = find_files([tmp_path / "folder" / "link.txt"])
    assert named.refusal is None
    (gone,) = find_files([tmp_path / "gone.txt"])
    assert gone.refusal == "cannot be opened (No such file or directory); check the path"


def test_a_name_is_shown_on_one_line() -> None:
    assert shown("a\nb\x1b[0m.txt") == "a\ufffdb\ufffd[0m.txt"
    assert shown(os.fsdecode(b"\xff.txt")) == "\ufffd.txt"


def test_bytes_are_those_that_were_hashed(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"1")
    report_id = file_sha256(file)
    assert unchanged_bytes(file, report_id) == b"1"
    file.write_bytes(b"2")
    with pytest.raises(DamagedFile, match="changed while it was read"):
        unchanged_bytes(file, report_id)
    file.unlink()
    with pytest.raises(DamagedFile, match="went away while it was read"):
        unchanged_bytes(file, report_id)
