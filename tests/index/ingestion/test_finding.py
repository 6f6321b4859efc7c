"""Which files a folder gives, under which names; what is passed over, and what is refused by name."""

import os
from pathlib import Path

import pytest
from fakes import FIRST, SECOND, library_in

from index.ingestion.finding import find_files, kept_in_step, shown
from index.library import Library


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
    assert shown("a\u2028b\u2029.txt") == "a\ufffdb\ufffd.txt"


@pytest.mark.parametrize(
    "turns", [*"\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\ufeff\U000e0041"]
)
def test_a_name_is_shown_in_the_order_in_which_it_is_written(library: Library, tmp_path: Path, turns: str) -> None:
    """What turns the direction of a line, so that `exe` may look like `txt`, or can't be seen is told."""
    path = tmp_path / f"report{turns}fdp.txt"
    path.write_text(FIRST, "utf-8")
    assert [outcome.name for outcome in library.add([path])] == ["report\ufffdfdp.txt"]
    assert [entry.sources[0].name for entry in library.reports()] == ["report\ufffdfdp.txt"]
    assert shown("می\u200cخواهم 👩\u200d🔬.txt") == "می\u200cخواهم 👩\u200d🔬.txt"


@pytest.mark.parametrize("name", ["年" * 304 + ".txt", "a" * 304, "a\0b.txt"])
def test_a_name_that_no_file_can_have_is_refused_alone(library: Library, files: tuple[Path, Path], name: str) -> None:
    """The others of the batch go on."""
    odd = files[0].parent / name
    outcomes = library.add([files[0], odd, files[1]], sync=True)
    assert [outcome.status for outcome in outcomes] == ["added", "refused", "added"]
    reason = "embedded null byte" if "\0" in name else "File name too long"
    assert outcomes[1].reason == f"cannot be opened ({reason}); check the path"
    assert (outcomes[1].name, len(library.reports())) == (shown(name), 2)


def test_what_is_named_is_read_though_it_is_hidden(tmp_path: Path) -> None:
    (tmp_path / ".report.txt").write_text(FIRST, "utf-8")
    assert [file.name for file in find_files([tmp_path / ".report.txt"])] == [".report.txt"]
    assert list(find_files([tmp_path])) == []


def test_several_paths_come_in_the_order_given_with_their_sizes(tmp_path: Path) -> None:
    for name, text in (("b.txt", FIRST), ("a.txt", SECOND)):
        (tmp_path / name).write_text(text, "utf-8")
    found = list(find_files([tmp_path / "b.txt", tmp_path / "a.txt"]))
    assert [(file.name, file.size) for file in found] == [
        ("b.txt", len(FIRST.encode())),
        ("a.txt", len(SECOND.encode())),
    ]


def test_a_library_gives_its_files_under_every_name_and_with_what_was_stated(tmp_path: Path) -> None:
    """So that it can be made again with another model."""
    for name in ("first.txt", "again.txt"):
        (tmp_path / name).write_text(FIRST, "utf-8")
    library = library_in(tmp_path / "library")
    library.add([tmp_path / "first.txt"], {"year": 2031})
    library.add([tmp_path / "again.txt"], url="https://example.org/1")
    (found,) = find_files([tmp_path / "library"])
    assert found.kept is not None and found.kept.stated == {"year": 2031}
    assert [(source.name, source.url) for source in found.kept.sources] == [
        ("first.txt", None),
        ("again.txt", "https://example.org/1"),
    ]


def test_a_library_whose_file_went_away_says_so(tmp_path: Path) -> None:
    (tmp_path / "first.txt").write_text(FIRST, "utf-8")
    library_in(tmp_path / "library").add([tmp_path / "first.txt"])
    next((tmp_path / "library" / "originals").iterdir()).unlink()
    (found,) = find_files([tmp_path / "library"])
    assert (found.name, str(found.refusal).startswith("cannot be opened")) == ("first.txt", True)


@pytest.mark.parametrize(("name", "seen"), [("年报 2024.pdf", "年报 2024.pdf"), ("a\tb", "a\ufffdb"), ("", "")])
def test_an_ordinary_name_stays(name: str, seen: str) -> None:
    assert shown(name) == seen


@pytest.mark.parametrize(
    ("now_held", "sync", "changed", "gone"),
    [
        # What a folder lacks now stays noted, until it is asked to be kept in step.
        ({"/one": ("b", "c")}, False, {"/one": ("a", "b", "c")}, ()),
        ({"/one": ("b", "c")}, True, {"/one": ("b", "c")}, ("a",)),
        # Another folder holds it still; a folder that was not looked into loses nothing.
        ({"/one": ("a",)}, True, {"/one": ("a",)}, ()),
        ({"/new": ("d",)}, True, {"/new": ("d",)}, ()),
        ({"/one": ("a", "b")}, True, {}, ()),
    ],
)
def test_a_folder_kept_in_step(
    now_held: dict[str, tuple[str, ...]], sync: bool, changed: dict[str, tuple[str, ...]], gone: tuple[str, ...]
) -> None:
    before = {"/one": ("a", "b"), "/two": ("b",)}
    assert kept_in_step(before, now_held, {"a", "b", "c", "d"}, sync) == (changed, gone)
