"""What the tests share: the public test data, where it is there, the samples, and an empty library."""

import os
from pathlib import Path

import pytest
from fakes import HashingEmbedder, library_in

from index.library import Library

ROOT = Path(__file__).resolve().parents[1]
# What is dear to make is made in one process: the samples embedded by the real model.
_DEAR = frozenset({"sample_library_folder", "sample_assistant"})


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of a file stay together where several processes share them, and so do those of the samples."""
    for item in items:
        dear = _DEAR & set(getattr(item, "fixturenames", ()))
        item.add_marker(pytest.mark.xdist_group("samples" if dear else item.nodeid.partition("::")[0]))


@pytest.fixture
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.fixture
def library(tmp_path: Path, embedder: HashingEmbedder) -> Library:
    return library_in(tmp_path / "library", embedder)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The public test data; the test is skipped, saying so, where it is absent."""
    folder = Path(os.environ.get("WENJU_SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no public test data in {folder}; set WENJU_SHARED_DATA to read it elsewhere")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The project's own sample reports."""
    return ROOT / "samples" / "reports"
