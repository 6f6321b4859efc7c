"""A library on a disk that is really full, and on one that can only be read."""

from pathlib import Path

import pytest
from small_disks import on_a_small_disk

# Kilobytes that are left: nothing, then up to what the whole commit takes.
FEW = [0, 12, 40, 100, 200, 400, 800, 3000]
ALL = [*range(0, 1000, 8), 3000]


@pytest.mark.parametrize("steps", [pytest.param(FEW, id="few"), pytest.param(ALL, id="all", marks=pytest.mark.stress)])
def test_a_disk_that_is_full_loses_nothing_and_is_told_as_such(
    files: tuple[Path, Path], tmp_path: Path, steps: list[int]
) -> None:
    """Past the check for space, which another program may make untrue in the next moment."""
    tried = on_a_small_disk("fill_up", tmp_path / "disk", 16, *map(str, files), steps)
    for each in tried:
        assert each["error"] in ("", "LibraryNotWritable"), each
        if each["error"]:
            assert "nothing of this change was kept" in each["said"], each
            assert any(word in each["said"] for word in ("No space left on device", "disk is full")), each
        assert each["reports"][:1] == each["during"][:1] == ["first.txt"], each
        assert set(each["reports"]) <= {"first.txt", "second.txt"}, each
        assert each["findings"] == [], each
        assert each["after"] == ["first.txt", "second.txt", 0], each
    # Really full at first; with room for all of it, it is added.
    assert tried[0]["error"] and not tried[-1]["error"]


def test_a_library_that_can_only_be_read_is_searched_and_asked(files: tuple[Path, Path], tmp_path: Path) -> None:
    told = on_a_small_disk("only_read", tmp_path / "disk", 16, [str(file) for file in files])
    assert told["found"] == ["first.txt", "second.txt"]
    assert told["figures"] == [["6.2%", "126公里"], ["12.6万吨", "2400个"]]
    assert (told["unread"], told["findings"]) == (1, [])
    for act in ("remove", "finish", "rebuild"):
        assert told[act].startswith("LibraryNotWritable: cannot write to "), act
        assert "Read-only file system" in told[act]
