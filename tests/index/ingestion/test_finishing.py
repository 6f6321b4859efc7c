"""Words first: what is stored is listed, searched and read before its facts and vectors, which come behind."""

import fcntl
import os
import shutil
import signal
import sqlite3
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from fakes import FIRST, HashingEmbedder, found, library_in
from forks import Forks

from index.errors import LibraryDamaged
from index.ingestion import finishing
from index.ingestion.finishing import Clock, Pace
from index.library import Library
from index.models.embedding import Vectors
from index.scope import Scope
from index.store.kept_vectors import KeptVectors, Pending


class Unwilling(HashingEmbedder):
    """Fails where it is asked to embed passages, and counts what it did before."""

    def __init__(self, after: int = 0) -> None:
        super().__init__()
        self.left = after

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        if self.left < 1:
            raise RuntimeError("the model was asked")
        self.left -= 1
        return super().embed_passages(texts, progress)

    def embed_query(self, text: str) -> Vectors:
        raise AssertionError(f"{text} was embedded where nothing is to be compared with it")


def test_a_report_is_there_with_its_words_alone(files: tuple[Path, Path], tmp_path: Path) -> None:
    library = library_in(tmp_path / "library", Unwilling())
    outcomes = library.add(files, wait=False)
    assert [outcome.status for outcome in outcomes] == ["added", "added"]
    assert library.pending() == Pending(reports=2, passages=sum(outcome.passages for outcome in outcomes))
    assert library.pending(Scope(years=(2025,))) == Pending(reports=1, passages=outcomes[1].passages)
    assert [(stored.embedded, stored.passages > 0) for stored in library.reports()] == [(0, True), (0, True)]
    assert found(library, "粮食产量")[0] == "second.txt"
    assert "second.txt" not in found(library, "粮食产量", Scope(years=(2024,)))
    assert "6.2%" in library.get(library.resolve("first.txt")).text
    assert library.findings() == []


def test_what_is_left_is_done_once_and_changes_the_ranking(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files, wait=False)
    assert library.without_facts() == 2
    before = library.fingerprint()
    told: list[tuple[str, int, int]] = []
    assert library.finish(lambda *each: told.append(each))
    assert (library.pending(), library.without_facts()) == (Pending(), 0)
    assert told[:2] == [("facts", 1, 2), ("facts", 2, 2)]
    assert told[-1][0] == "vectors"
    assert told[-1][1] == told[-1][2]
    assert library.fingerprint() != before
    fresh = library_in(library.root)
    assert [p.score for p in fresh.search("粮食产量", 5)] == [p.score for p in library.search("粮食产量", 5)]
    assert library.findings() == []


def test_what_was_embedded_is_not_embedded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finishing, "BLOCK", 2)
    text = FIRST + "".join(f"\n\n第{n}项工作" + "比上年有提高，" * 55 + "。" for n in range(7))
    (tmp_path / "long.txt").write_text(text, "utf-8")
    library = library_in(tmp_path / "library", Unwilling(after=2))
    with pytest.raises(RuntimeError):
        library.add([tmp_path / "long.txt"])
    (stored,) = library.reports()
    assert (stored.embedded, library.pending().passages) == (4, stored.passages - 4)
    assert found(library, "公路") == ["long.txt"]  # half of its vectors: it is searched by none
    after = HashingEmbedder()
    assert library_in(tmp_path / "library", after).finish()
    assert after.embedded == stored.passages - 4
    assert library_in(tmp_path / "library", after).findings() == []


def test_one_process_works_at_it_and_another_leaves_it_or_waits(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files, wait=False)
    other = os.open(library.root / ".finishing.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(other, fcntl.LOCK_EX)
    assert library.finish(wait=False) is False
    assert library.pending().reports == 2
    told: list[tuple[str, int, int]] = []

    def tell(*each: object) -> None:
        told.append(each)  # type: ignore[arg-type]
        if len(told) == 1:
            os.close(other)  # the other one ends without having done it

    assert library.finish(tell)
    assert told[0] == ("vectors", 0, library.passage_count())
    assert library.pending().reports == 0


def test_it_stops_where_it_is_told_to(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files, wait=False)
    stop = threading.Event()
    stop.set()
    assert library.finish(stop=stop) is False
    assert library.pending().reports == 2


def test_what_is_removed_meanwhile_is_left_out(files: tuple[Path, Path], tmp_path: Path) -> None:
    class Removing(HashingEmbedder):
        def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
            other = library_in(tmp_path / "library")
            other.remove([entry.report_id for entry in other.reports() if entry.sources[0].name == "first.txt"])
            return super().embed_passages(texts, progress)

    library = library_in(tmp_path / "library", Removing())
    library.add(files)
    assert [stored.sources[0].name for stored in library.reports()] == ["second.txt"]
    assert library.pending().reports == 0
    assert library.findings() == []


@pytest.mark.parametrize("places", [6, pytest.param(1000, marks=pytest.mark.stress)])
def test_a_kill_at_any_moment_loses_nothing_and_it_goes_on(
    library: Library, files: tuple[Path, Path], tmp_path: Path, places: int
) -> None:
    """SIGKILL before the n-th call that touches the disk while facts and vectors are kept."""
    library.add(files, wait=False)
    saved = tmp_path / "saved"
    shutil.copytree(library.root, saved)
    pending = []
    with Forks() as forks:
        whole = forks.run("finish", str(library.root), 0)
        assert whole.status == 0, whole.errors
        for at in sorted({*range(1, whole.value + 1, max(whole.value // places, 1)), whole.value}):
            shutil.rmtree(library.root)
            shutil.copytree(saved, library.root)
            assert forks.run("finish", str(library.root), at).status == -signal.SIGKILL
            again = library_in(library.root)
            pending.append(again.pending().reports)
            assert (found(again, "公路")[0], found(again, "粮食产量")[0]) == ("first.txt", "second.txt")
            assert again.findings() == []
            assert again.finish()
            assert (again.pending().reports, again.without_facts(), again.findings()) == (0, 0, [])
    assert pending == sorted(pending, reverse=True)
    assert set(pending) == {2, 0}


def test_damaged_vectors_are_named_and_computed_again(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    before = [(p.source, p.score) for p in library.search("粮食产量", 5)]
    connection = sqlite3.connect(library.root / "catalogue.sqlite")
    connection.execute("UPDATE vectors SET rows = zeroblob(length(rows)) WHERE report = 1")
    connection.commit()
    connection.close()
    again = library_in(library.root)
    assert again.findings() == ["the vectors of 1 report are damaged; repair with: wenju doctor --repair"]
    again.rebuild()
    assert again.pending().reports == 1
    assert again.finish()
    assert again.findings() == []
    assert [(p.source, p.score) for p in again.search("粮食产量", 5)] == before


def test_vectors_of_a_dimension_that_is_not_the_model_s_are_not_computed_again_and_again(
    library: Library, files: tuple[Path, Path]
) -> None:
    """As a library of an earlier version has it, whose settings are not sealed."""
    library.add(files)
    connection = sqlite3.connect(library.root / "catalogue.sqlite")
    connection.execute("DELETE FROM settings WHERE name LIKE 'seal %'")
    connection.execute("UPDATE settings SET value = 65 WHERE name = 'dimension'")
    connection.execute("UPDATE reports SET embedded = 0, shard = NULL WHERE number = 1")
    connection.execute("DELETE FROM vectors WHERE report = 1")
    connection.commit()
    connection.close()
    after = HashingEmbedder()
    again = library_in(library.root, after)
    with pytest.raises(LibraryDamaged, match="notes vectors of 65 numbers, its model gives 64"):
        again.finish()
    assert after.embedded == 0
    again.rebuild()
    assert again.finish()
    assert (after.embedded, again.findings()) == (2, [])


def test_what_is_not_kept_is_not_embedded_for_ever(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Vectors that are counted when they are written, and then found to be other ones than were written."""
    after = HashingEmbedder()
    again = library_in(library.root, after)
    again.add(files, wait=False)
    monkeypatch.setattr(KeptVectors, "of", lambda *_: None)
    assert again.finish() is False
    assert (after.embedded, again.pending().passages) == (again.passage_count(), again.passage_count())
    monkeypatch.undo()
    assert again.finish()
    assert again.findings() == []


def test_the_pace_of_a_stage_is_told_by_its_own_beginning() -> None:
    times = iter([0.0, 0.0, 10.0, 10.0, 10.0, 10.0])
    clock = Clock(lambda: next(times))
    assert clock.pace("vectors", 100, 200) == Pace(None, None)
    assert clock.pace("vectors", 150, 200) == Pace(5.0, 10.0)
    assert clock.pace("facts", 1, 2) == Pace(None, None)
