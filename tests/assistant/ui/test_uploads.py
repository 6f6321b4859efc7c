"""Which paths are uploads: an ordinary file in a digest's folder, by its own name and by no way around."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.ui.uploads import own_upload, shown_name


def test_an_upload_is_taken(uploads: Path, upload: Callable[[str, bytes], Path], tmp_path: Path) -> None:
    path = upload("报告 1.md", b"x")
    assert own_upload(str(path), uploads) == path
    linked = tmp_path / "linked"
    linked.symlink_to(uploads)
    assert own_upload(str(linked / path.relative_to(uploads)), linked) is not None
    assert own_upload(str(path), linked) == path


def test_nothing_else_is(
    uploads: Path, upload: Callable[[str, bytes], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = upload("a.md", b"x"), upload("b.md", b"y")
    digest = path.parent.name
    outside = tmp_path / digest / "a.md"
    outside.parent.mkdir()
    outside.write_bytes(b"z")
    link = path.with_name("link.md")
    link.symlink_to(outside)
    beside = path.with_name("beside.md")
    beside.symlink_to(path)
    folder_link = uploads / ("0" * 64)
    folder_link.symlink_to(other.parent)
    (path.parent / "folder.md").mkdir()
    deep = path.parent / "folder.md" / "a.md"
    deep.write_bytes(b"z")
    (uploads / "loose.md").write_bytes(b"z")
    pipe = path.with_name("pipe.md")
    os.mkfifo(pipe)
    circle = path.with_name("circle.md")
    circle.symlink_to(circle)
    monkeypatch.chdir(uploads)
    refused = (
        *(None, "", 7, [str(path)], {"path": str(path)}, b"a.md", "\0", f"{path}\0", "x" * 5_000, "\ud800"),
        *("/", "/etc/passwd", str(outside), str(link), str(beside), str(folder_link / "b.md"), str(pipe), str(circle)),
        *(str(uploads), str(path.parent), str(path.parent / "folder.md"), str(deep), str(uploads / "loose.md")),
        *(f"{digest}/a.md", f"{uploads}/x/../{digest}/a.md", f"{path.parent}/../{other.parent.name}/b.md"),
        *(f"http://{path}", f"file://{path}", f"{path}/", str(path.with_name("gone.md")), f"{path.parent}/.."),
    )
    taken = [value for value in refused if own_upload(value, uploads) is not None]
    assert taken == [f"{path}/"]  # the very same file
    assert own_upload(str(path), None) is None
    assert own_upload(str(path), tmp_path / "none") is None


def test_a_name_is_shown_without_its_place() -> None:
    assert [shown_name(value) for value in ("/a/b/c.md", "http://../x.csv", None, "y" * 200)] == [
        "c.md",
        "x.csv",
        "",
        "y" * 80,
    ]
