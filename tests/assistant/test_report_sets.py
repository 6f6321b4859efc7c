"""Collections are kept with the library and read anew by every call."""

from pathlib import Path

import pytest

from assistant.errors import AssistantError, WrongUsage
from assistant.report_sets import FILE_NAME, NAME_CHARACTERS, ReportSet, ReportSets


def test_a_collection_is_made_filled_renamed_and_forgotten(tmp_path: Path) -> None:
    sets = ReportSets(tmp_path)
    assert sets.all() == []
    assert sets.put("  沿海  省份 ", ["b", "a", "b"]) == ReportSet("沿海 省份", ("b", "a"))
    sets.put("内陆", [])
    assert [one.name for one in ReportSets(tmp_path).all()] == ["内陆", "沿海 省份"]
    sets.rename("沿海 省份", "沿海")
    assert sets.named(["沿海", "没有"]) == [ReportSet("沿海", ("b", "a"))]
    sets.remove("沿海")
    sets.remove("没有")
    assert [one.name for one in sets.all()] == ["内陆"]


@pytest.mark.parametrize("name", ["", "  ", "x" * (NAME_CHARACTERS + 1), "a\x00b"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(WrongUsage):
        ReportSets(tmp_path).put(name, [])
    assert not (tmp_path / FILE_NAME).exists()


def test_two_collections_do_not_share_a_name(tmp_path: Path) -> None:
    sets = ReportSets(tmp_path)
    sets.put("甲", ["1"])
    sets.put("乙", ["2"])
    with pytest.raises(WrongUsage):
        sets.rename("甲", "乙")
    with pytest.raises(WrongUsage):
        sets.rename("丙", "丁")


def test_a_file_that_does_not_read_is_said_and_kept(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_text("{", "utf-8")
    with pytest.raises(AssistantError, match="does not read"):
        ReportSets(tmp_path).all()
    with pytest.raises(AssistantError):
        ReportSets(tmp_path).put("甲", [])
    assert (tmp_path / FILE_NAME).read_text("utf-8") == "{"
