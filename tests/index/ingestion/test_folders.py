"""Names and folders: NFC and NFD, lock files, links in circles, other versions, and a folder kept in step."""

import unicodedata
from pathlib import Path

from index.ingestion.finding import find_files
from index.library import Library


def report(place: str, figure: int, year: int = 2025) -> str:
    return (
        f"{year}年{place}政府工作报告\n各位代表：\n现在，我代表县人民政府向大会报告工作。\n一、{year - 1}年工作回顾\n"
        f"新增停车位{figure}个。\n二、{year}年工作安排\n地区生产总值增长5%左右。\n三、政府自身建设\n依法行政。\n"
    )


def written(folder: Path, name: str, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_name_typed_in_either_form_finds_the_file(library: Library, tmp_path: Path) -> None:
    name = "résumé 报告.txt"
    library.add([written(tmp_path, unicodedata.normalize("NFD", name), report("青禾县", 100))])
    composed, decomposed = (unicodedata.normalize(form, name) for form in ("NFC", "NFD"))
    assert library.resolve(composed) == library.resolve(decomposed)
    assert library.reports()[0].sources[0].name == composed


def test_what_an_office_program_lays_beside_a_file_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    written(folder, "报告.txt", "一")
    written(folder, "~$报告.docx", "二")
    written(folder, ".~lock.报告.odt#", "三")
    assert [file.name for file in find_files([folder])] == ["报告.txt"]
    (named,) = find_files([folder / "~$报告.docx"])
    assert named.refusal is not None and "open" in named.refusal


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    written(folder / "below", "报告.txt", "一")
    (folder / "below" / "circle").symlink_to(folder, target_is_directory=True)
    found = list(find_files([folder]))
    assert [(file.name, file.refusal is None) for file in found] == [("circle", False), ("报告.txt", True)]


def test_a_summary_says_what_each_file_was_read_as(library: Library, tmp_path: Path) -> None:
    (outcome,) = library.add([written(tmp_path, "a.txt", report("青禾县", 100))])
    read = outcome.read_as
    assert read is not None
    assert (read.metadata.title, read.metadata.region, read.metadata.year) == (
        "2025年青禾县政府工作报告",
        "青禾县",
        2025,
    )
    assert (read.pages, read.sections, read.tables) == (None, 3, 0)


def test_other_bytes_under_the_same_name_are_called_a_version(library: Library, tmp_path: Path) -> None:
    (first,) = library.add([written(tmp_path, "a.txt", report("青禾县", 100))])
    (second,) = library.add([written(tmp_path / "new", "a.txt", report("青禾县", 200))])
    (third,) = library.add([written(tmp_path, "b.txt", report("青禾县", 300))])
    (other,) = library.add([written(tmp_path / "other", "a.txt", report("云岭县", 400))])
    assert [(each.report_id, each.same) for each in second.versions] == [(first.report_id, "name")]
    assert {(each.report_id, each.same) for each in third.versions} == {
        (first.report_id, "title"),
        (second.report_id, "title"),
    }
    assert other.versions == ()


def test_sync_removes_what_a_folder_no_longer_holds(library: Library, tmp_path: Path) -> None:
    folder, beside = tmp_path / "in", tmp_path / "beside"
    stays, goes = written(folder, "a.txt", report("青禾县", 1)), written(folder, "b.txt", report("云岭县", 2))
    changed = written(folder, "c.txt", report("松溪县", 3))
    library.add([folder])
    library.add([written(beside, "d.txt", report("白河县", 4))])
    goes.unlink()
    changed.write_text(report("松溪县", 5), encoding="utf-8")
    outcomes = library.add([folder], sync=True)
    assert sorted((outcome.name, outcome.status) for outcome in outcomes) == [
        ("a.txt", "known"),
        ("b.txt", "removed"),
        ("c.txt", "added"),
        ("c.txt", "removed"),
    ]
    assert sorted(entry.metadata.region or "" for entry in library.reports()) == ["松溪县", "白河县", "青禾县"]
    assert stays.exists()


def test_a_folder_that_is_empty_removes_nothing(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    path = written(folder, "a.txt", report("青禾县", 1))
    library.add([folder])
    path.unlink()
    assert library.add([folder], sync=True) == []
    assert len(library.reports()) == 1


def test_a_report_that_another_folder_holds_stays(library: Library, tmp_path: Path) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    path = written(first, "a.txt", report("青禾县", 1))
    written(first, "b.txt", report("云岭县", 2))
    written(second, "a.txt", report("青禾县", 1))
    library.add([first, second])
    path.unlink()
    library.add([first], sync=True)
    assert len(library.reports()) == 2
