"""What a library notes of itself: each setting is sealed, and mended by what else tells it."""

import sqlite3
from pathlib import Path

import pytest
from fakes import HashingEmbedder, library_in

from index.errors import LibraryDamaged
from index.library import Library
from index.store import transactions


def put(library: Library, statement: str, *values: str) -> None:
    """Past all checks."""
    connection = sqlite3.connect(library.root / "catalogue.sqlite")
    connection.execute(statement, values)
    connection.commit()
    connection.close()


@pytest.mark.parametrize(
    ("name", "value"), [("dimension", "65"), ("generation", "1"), ("generation", "x"), ("embedding", "hashhng-64")]
)
def test_a_setting_that_is_not_what_was_set_is_named_and_mended(
    library: Library, files: tuple[Path, Path], name: str, value: str
) -> None:
    library.add(files)
    before = library.search("粮食产量", 5)
    generation = library.generation()
    put(library, "UPDATE settings SET value = ? WHERE name = ?", value, name)
    after = HashingEmbedder()
    again = library_in(library.root, after)
    assert again.findings() == [f"the library's {name} is damaged; repair with: wenju doctor --repair"]
    again.rebuild()
    assert (again.findings(), again.pending().passages) == ([], 0)
    assert again.finish()
    assert after.embedded == 0  # what is right is kept
    assert again.generation() > generation
    assert again.search("粮食产量", 5) == before


def test_a_number_that_is_none_is_told(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    put(library, "UPDATE settings SET value = ? WHERE name = ?", "1٣", "generation")
    with pytest.raises(LibraryDamaged, match="the library's generation is no number; repair with: wenju doctor"):
        library_in(library.root).search("粮食", 5)


def test_what_a_folder_held_is_not_read_where_it_is_damaged(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.txt").write_text("一、工作回顾\n\n新建公路126公里。\n", "utf-8")
    library.add([folder])
    put(library, "UPDATE settings SET value = ? WHERE name = ?", '["0', f"folder {folder}")
    assert len(library.findings()) == 1
    with pytest.raises(LibraryDamaged, match="what a folder held is damaged"):
        library.add([folder])
    library.rebuild()
    library.add([folder])
    with transactions.reading(library.root) as catalogue:
        assert [*catalogue.folders()] == [str(folder)]
    assert library.findings() == []


def test_settings_of_an_earlier_version_have_no_seal_until_they_are_mended(
    library: Library, files: tuple[Path, Path]
) -> None:
    library.add(files)
    put(library, "DELETE FROM settings WHERE name LIKE ?", "seal %")
    assert library.findings() == []
    library.rebuild()
    put(library, "DELETE FROM settings WHERE name = ?", "model")
    assert library.findings()[-1].startswith("the library's model is damaged")
