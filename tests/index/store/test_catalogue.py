"""The rows behind a library: what is stored comes back, and what was changed behind its back is refused."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from fakes import HashingEmbedder

from index.errors import LibraryDamaged
from index.library import Library
from index.report import Source
from index.scope import Scope
from index.store.transactions import reading, writing


def test_passages_come_back_in_reading_order_with_their_vectors(
    library: Library, files: tuple[Path, Path], embedder: HashingEmbedder
) -> None:
    library.add(files)
    with reading(library.root) as catalogue:
        for stored in catalogue.reports():
            passages = catalogue.passages_of(stored.number)
            starts = [one.passage.start for one in passages]
            assert starts == sorted(starts)
            rows = catalogue.vectors.of(stored.number, embedder.dimension)
            assert rows is not None
            assert rows.shape == (len(passages), embedder.dimension)
            np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, rtol=1e-5)
            assert set(catalogue.passage_ids([stored.number])) == {one.id for one in passages}


def test_a_scope_is_answered_with_the_reports_inside_it(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    with reading(library.root) as catalogue:
        known = catalogue.metadata()
        number, metadata = next(iter(known.items()))
        assert number in catalogue.numbers(Scope(years=(metadata.year,) if metadata.year else ()))
        assert catalogue.numbers(Scope(years=(1901,))) == []
        assert catalogue.numbers(Scope()) == sorted(known)


def test_a_name_that_is_there_takes_the_new_address_and_is_kept_once(
    library: Library, files: tuple[Path, Path]
) -> None:
    library.add(files[:1])
    with writing(library.root) as catalogue:
        (stored,) = catalogue.reports()
        (source,) = catalogue.sources(stored.number)
        catalogue.add_source(stored.number, Source(source.name, "https://example.org/a", source.added))
    with reading(library.root) as catalogue:
        assert [(one.name, one.url) for one in catalogue.sources(stored.number)] == [
            (source.name, "https://example.org/a")
        ]


def test_a_deleted_report_leaves_no_passage(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    with writing(library.root) as catalogue:
        gone, kept = catalogue.reports()
        catalogue.delete(gone.number)
    with reading(library.root) as catalogue:
        assert [one.number for one in catalogue.reports()] == [kept.number]
        assert catalogue.passages_of(gone.number) == []
        assert catalogue.number_of(gone.report_id) is None


def test_a_passage_moved_by_hand_is_damage(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    connection = sqlite3.connect(library.root / "catalogue.sqlite")
    connection.execute("UPDATE passages SET start = start + 1 WHERE number = 0")
    connection.commit()
    connection.close()
    with reading(library.root) as catalogue:
        (stored,) = catalogue.reports()
        with pytest.raises(LibraryDamaged, match="damaged"):
            catalogue.report(stored.number)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE reports SET year = 2034 WHERE number = 1",
        "UPDATE reports SET report_id = replace(report_id, substr(report_id, 1, 1), 'g') WHERE number = 1",
        "UPDATE reports SET characters = 7 WHERE number = 1",
        "UPDATE reports SET problems = 'x' WHERE number = 1",
        "UPDATE sources SET name = 'other.txt' WHERE report = 1",
    ],
)
def test_whatever_is_served_of_a_row_is_sealed(library: Library, files: tuple[Path, Path], change: str) -> None:
    library.add(files[:1])
    connection = sqlite3.connect(library.root / "catalogue.sqlite")
    connection.execute(change)
    connection.commit()
    connection.close()
    for read in ("reports", "metadata"):
        with reading(library.root) as catalogue, pytest.raises(LibraryDamaged, match="is damaged; take it out with"):
            getattr(catalogue, read)()
    assert len(library.findings()) >= 1
