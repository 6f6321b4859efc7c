"""A catalogue is whole or not there, and a transaction is kept whole or not at all."""

import sqlite3
from pathlib import Path

import pytest

from index.errors import LibraryMismatch, LibraryMissing, LibraryNotWritable
from index.store.transactions import FILE_NAME, create, reading, writing


def test_a_new_catalogue_has_its_settings_and_no_generation(tmp_path: Path) -> None:
    (tmp_path / f".partial-{FILE_NAME}").write_bytes(b"left over by a kill")
    create(tmp_path, {"model": "m"})
    with reading(tmp_path) as catalogue:
        assert (catalogue.setting("model"), catalogue.generation(), catalogue.reports()) == ("m", 0, [])
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def test_what_raises_is_rolled_back_and_readers_cannot_write(tmp_path: Path) -> None:
    create(tmp_path, {"model": "m"})
    with pytest.raises(KeyError), writing(tmp_path) as catalogue:
        catalogue._connection.execute("UPDATE settings SET value = 'n' WHERE name = 'model'")
        raise KeyError
    with reading(tmp_path) as catalogue:
        assert catalogue.setting("model") == "m"
    with pytest.raises(LibraryNotWritable, match="readonly"), reading(tmp_path) as catalogue:
        catalogue._connection.execute("DELETE FROM settings")
    with reading(tmp_path) as catalogue:
        assert catalogue.setting("model") == "m"


def test_what_is_no_library_of_this_program_is_named(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="make one with: wenju add"), reading(tmp_path):
        pass
    create(tmp_path, {})
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute("UPDATE settings SET value = '99' WHERE name = 'layout'")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryMismatch, match="has layout 99, this program reads 2"), reading(tmp_path):
        pass
