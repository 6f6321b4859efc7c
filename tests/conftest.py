"""What the tests share: the public test data, where it is there, the samples, and an empty library."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import HashingEmbedder, library_in
from hypothesis import settings

from index.library import Library

ROOT = Path(__file__).resolve().parents[1]

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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


@pytest.fixture(scope="session", autouse=True)
def state_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """What is kept by default lies in the user's state folder; that of the tests is their own."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        yield folder
