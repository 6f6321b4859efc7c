"""Account is kept of every file: what became of it, what is lost and begun anew, who writes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, ReaderHere, found
from milvus_server import milvus_server
from spread_workers import WorkersHere

from index.ingestion.spread import adding
from index.library import Library
from index.store.opening import opened


def _library(address: str) -> Library:
    return Library(opened(address), HashingEmbedder(), reader=ReaderHere)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two reports, one of them twice, and what is none."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FIRST, "utf-8")
    (folder / "b.docx").write_bytes(b"")
    (folder / "c.txt").write_text(SECOND, "utf-8")
    shutil.copy(folder / "a.txt", folder / "d.txt")
    shutil.copy(folder / "b.docx", folder / "e.docx")
    return folder


@pytest.fixture
def stand_in(tmp_path: Path) -> str:
    """The address of a library in the cluster's stand-in."""
    return f"milvus-lite:{tmp_path / 'library'}"


EXPECTED = [("a.txt", "added"), ("b.docx", "refused"), ("c.txt", "added"), ("d.txt", "updated"), ("e.docx", "refused")]


def test_what_becomes_of_each_file_is_told_as_always(folder: Path, stand_in: str) -> None:
    told: list[str] = []
    bytes_done: list[float] = []
    library = _library(stand_in)
    outcomes = library.add(
        [folder],
        {"year": 2031},
        workers=WorkersHere(),
        told=lambda outcome: told.append(outcome.name),
        progress=lambda done, total, name: bytes_done.append(done / total),
    )
    assert [(outcome.name, outcome.status) for outcome in outcomes] == EXPECTED
    assert sorted(told) == [name for name, _ in EXPECTED]
    assert (bytes_done, bytes_done[-1]) == (sorted(bytes_done), 1.0)
    assert outcomes[0].passages == 2
    assert outcomes[0].read_as is not None
    assert outcomes[0].read_as.metadata.year == 2031
    assert "empty" in outcomes[1].reason
    (first,) = library.reports([str(outcomes[0].report_id)])
    assert {source.name for source in first.sources} == {"a.txt", "d.txt"}
    assert found(library, "新建公路")[0] == "a.txt"
    assert library.entries(canonicals=["地区生产总值"])


def test_it_is_the_library_that_adding_here_makes(folder: Path, stand_in: str, tmp_path: Path) -> None:
    spread, here = _library(stand_in), _library(f"milvus-lite:{tmp_path / 'here'}")
    spread.add([folder], workers=WorkersHere())
    here.add([folder])
    assert spread.fingerprint() == here.fingerprint()
    assert sorted(map(str, spread.entries())) == sorted(map(str, here.entries()))
    assert found(spread, "新建公路") == found(here, "新建公路")


def test_run_again_nothing_is_read(folder: Path, stand_in: str) -> None:
    _library(stand_in).add([folder], workers=WorkersHere())
    workers = WorkersHere(loses=lambda what, times: what != "read")
    library = _library(stand_in)
    outcomes = library.add([folder], workers=workers)
    assert [outcome.status for outcome in outcomes] == ["known", "refused", "known", "known", "refused"]
    assert (workers.batches, library.count()) == ([], 2)


@pytest.mark.parametrize("what", ["read", "embed"])
def test_what_is_lost_is_begun_anew(what: str, folder: Path, stand_in: str) -> None:
    library = _library(stand_in)
    outcomes = library.add([folder], workers=WorkersHere(loses=lambda lost, times: lost == what and times <= 2))
    assert [(outcome.name, outcome.status) for outcome in outcomes] == EXPECTED
    assert (library.count(), library.findings()) == (2, [])


def test_what_is_always_lost_is_refused_by_name(folder: Path, stand_in: str) -> None:
    library = _library(stand_in)
    outcomes = library.add([folder / "a.txt"], workers=WorkersHere(loses=lambda what, times: what == "embed"))
    (outcome,) = outcomes
    assert (outcome.name, outcome.status) == ("a.txt", "refused")
    assert "lost with its worker 3 times (its node is gone)" in outcome.reason
    assert not library.exists


def test_batches_fill_across_files(stand_in: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH_PASSAGES", 6)
    for number in range(7):  # two passages each
        (tmp_path / f"{number}.txt").write_text(FIRST.replace("126", str(number)), "utf-8")
    workers = WorkersHere(cores=2)
    _library(stand_in).add(sorted(tmp_path.glob("*.txt")), workers=workers)
    assert workers.batches == [3, 3, 1]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """The address of a library that any process may write to."""
    with milvus_server(tmp_path) as port:
        yield f"milvus://127.0.0.1:{port}/wenju?objects=file://{tmp_path / 'objects'}"


def test_where_any_process_may_write_workers_do(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "BATCH_PASSAGES", 4)
    paths = []
    for number in range(5):
        paths.append(tmp_path / f"{number}.txt")
        paths[-1].write_text(FIRST.replace("126", str(number + 10)), "utf-8")
    lost: Callable[[str, int], bool] = lambda what, times: what == "write" and times == 1  # noqa: E731
    workers = WorkersHere(cores=2, loses=lost)
    library = _library(address)
    assert [outcome.status for outcome in library.add(paths, workers=workers)] == ["added"] * 5
    assert workers.written[:1] == [2]  # the first two were stored here: lengths are measured by them
    assert sorted(entry.sources[0].name for entry in library.reports()) == [path.name for path in paths]
    assert (library.findings(), library.passage_count()) == ([], 10)
    other = _library(address)
    other.add(paths[:1])  # another machine added it meanwhile: what workers wrote is given up for what is there
    assert other.count() == 5
