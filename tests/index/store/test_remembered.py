"""What readers remember from one transaction to the next."""

from pathlib import Path

import pytest

from index.library import Library
from index.store.remembered import Remembered


def test_a_report_and_the_snapshot_are_read_once_a_generation(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    remembered = Remembered(library.root)
    with remembered.transaction() as catalogue:
        number = catalogue.number_of(library.reports()[0].report_id)
        assert number is not None
        first, snapshot = remembered.report(catalogue, number), remembered.snapshot(catalogue)
    with remembered.transaction() as catalogue:
        assert remembered.report(catalogue, number) is first
        assert remembered.snapshot(catalogue) is snapshot
    assert "新建公路126公里。" in first.text
    library.add(files[1:])
    with remembered.transaction() as catalogue:
        assert remembered.snapshot(catalogue).generation == snapshot.generation + 2  # its words, then its vectors
        assert remembered.report(catalogue, number) is not first


def test_only_so_many_reports_are_kept(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.remembered.CACHED_REPORTS", 1)
    library.add(files)
    remembered = Remembered(library.root)
    with remembered.transaction() as catalogue:
        one, other = sorted(catalogue.metadata())
        first, second = (remembered.report(catalogue, number) for number in (one, other))
        assert remembered.report(catalogue, other) is second
        assert remembered.report(catalogue, one) is not first
