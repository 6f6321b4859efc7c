"""The samples in a library, by the real default model: made once, so that answers can be read as a user reads them."""

import os
from pathlib import Path

import pytest

from assistant.build import Assistant, build_assistant
from assistant.settings import load_settings


@pytest.fixture(scope="session")
def sample_library_folder(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Path:
    """A library of the sample reports."""
    folder = tmp_path_factory.mktemp("samples") / "library"
    build_assistant(load_settings(_environment(), library=folder)).library.add([samples])
    return folder


@pytest.fixture(scope="session")
def sample_assistant(sample_library_folder: Path) -> Assistant:
    """An assistant over the sample reports."""
    return build_assistant(load_settings(_environment(), library=sample_library_folder))


def _environment() -> dict[str, str]:
    """Only where the unpacked model lies; no other setting of whoever runs the tests."""
    return {name: os.environ[name] for name in ("WENJU_CACHE",) if name in os.environ}
