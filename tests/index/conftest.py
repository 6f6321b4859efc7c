"""Two small report files."""

from pathlib import Path

import pytest
from fakes import FIRST, SECOND


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """first.txt, of Qinghe county in 2024, and second.txt, of Baishi county in 2025."""
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_text(FIRST, "utf-8")
    second.write_text(SECOND, "utf-8")
    return first, second
