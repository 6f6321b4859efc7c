"""Bytes that are kept are those that were hashed."""

from pathlib import Path

import pytest

from index.errors import DamagedFile
from index.ingestion.preparing import file_sha256, unchanged_bytes


def test_bytes_are_those_that_were_hashed(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"1")
    report_id = file_sha256(file)
    assert unchanged_bytes(file, report_id) == b"1"
    file.write_bytes(b"2")
    with pytest.raises(DamagedFile, match="changed while it was read"):
        unchanged_bytes(file, report_id)
    file.unlink()
    with pytest.raises(DamagedFile, match="went away while it was read"):
        unchanged_bytes(file, report_id)
