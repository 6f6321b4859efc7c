"""An address to the store that it means."""

from pathlib import Path

import pytest

from index.errors import ClusterExtraMissing, WrongLibraryAddress
from index.store import opening
from index.store.local import LocalStore
from index.store.opening import is_folder, opened


def test_a_folder_is_a_library_of_this_machine(tmp_path: Path) -> None:
    store = opened(str(tmp_path))
    assert isinstance(store, LocalStore)
    assert (store.root, str(store)) == (tmp_path, str(tmp_path))
    assert is_folder("some/folder")
    assert not is_folder("milvus-lite:some/folder")


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "find_spec", lambda name: None)
    for address in ("milvus-lite:folder", "milvus://host:19530/name?objects=s3://bucket/a"):
        with pytest.raises(ClusterExtraMissing, match=r"wenju\[cluster\]"):
            opened(address)


@pytest.mark.parametrize(
    "address",
    ["milvus://host:19530/name", "milvus://host:19530/?objects=s3://b", "milvus://host:19530/a-b?objects=s3://b"],
)
def test_an_address_that_says_too_little_is_refused(address: str) -> None:
    with pytest.raises(WrongLibraryAddress, match="objects=s3://BUCKET/PREFIX"):
        opened(address)


def test_opening_connects_to_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("milvus_lite", reason="the extra cluster is not installed")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    store = opened(f"milvus://nowhere.invalid:19530/name?objects=file://{tmp_path / 'objects'}")
    assert not store.exists
    assert store.root.is_relative_to(tmp_path / "wenju" / "clusters")
    lite = opened(f"milvus-lite:{tmp_path / 'lite'}")
    assert not lite.exists
    assert not (tmp_path / "lite").exists()
