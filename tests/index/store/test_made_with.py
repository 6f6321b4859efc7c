"""What a library is made with, and what is refused of another."""

from pathlib import Path

import pytest
from fakes import HashingEmbedder

from index.errors import LibraryMismatch, LibraryNotWritable
from index.store import transactions
from index.store.local import LocalStore
from index.store.made_with import made_by, precision_of, require_own_model, require_writable


def test_a_library_is_made_once_and_knows_its_model(tmp_path: Path, embedder: HashingEmbedder) -> None:
    root = tmp_path / "library"
    store = LocalStore(root)
    require_writable(store, embedder)
    assert not root.exists()
    store.create(made_by(embedder))
    store.create(made_by(embedder))
    with transactions.reading(root) as catalogue:
        require_own_model(root, catalogue, embedder, whole=True)
        assert catalogue.setting("model") == embedder.name
        assert (catalogue.setting("embedding"), catalogue.setting("dimension")) == (None, None)  # loads no model
        assert precision_of(embedder) is None


def test_another_model_or_another_way_of_cutting_is_refused(
    tmp_path: Path, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = LocalStore(tmp_path)
    store.create(made_by(embedder))
    monkeypatch.setattr(embedder, "name", "another")
    with pytest.raises(LibraryMismatch, match="made with the embedding model"):
        require_writable(store, embedder)
    monkeypatch.undo()
    monkeypatch.setattr("index.store.made_with._PASSAGES", "passages 0, 1 tokens")
    with pytest.raises(LibraryMismatch, match="cut into passages in another way"):
        require_writable(store, embedder)


def test_a_file_in_the_folder_s_place_is_refused_before_anything_is_read(
    tmp_path: Path, embedder: HashingEmbedder
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryNotWritable):
        require_writable(LocalStore(tmp_path / "file" / "library"), embedder)
