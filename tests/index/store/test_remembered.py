"""What readers remember from one transaction to the next."""

import threading
from pathlib import Path

import pytest
from fakes import library_in

from index.library import Library
from index.scope import Scope
from index.store.remembered import Remembered


def test_a_snapshot_is_read_once_a_generation_and_a_report_until_it_changes(
    library: Library, files: tuple[Path, Path]
) -> None:
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
        assert remembered.report(catalogue, number) is first
    library.describe(first.report_id, {"year": 2031})
    with remembered.transaction() as catalogue:
        number = catalogue.number_of(first.report_id)
        assert number is not None
        assert remembered.report(catalogue, number).metadata.year == 2031


def test_only_so_many_reports_are_kept(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.store.remembered.KEPT_CHARACTERS", 1)
    library.add(files)
    remembered = Remembered(library.root)
    with remembered.transaction() as catalogue:
        one, other = sorted(catalogue.metadata())
        first, second = (remembered.report(catalogue, number) for number in (one, other))
        assert remembered.report(catalogue, other) is second
        assert remembered.report(catalogue, one) is not first


def test_much_that_is_new_is_read_behind_and_what_is_gone_is_not_found(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of another process's commit: the reader goes on with the generation before, without what was removed."""
    library.add(files)
    reader = library_in(library.root)
    assert {one.source for one in reader.search("增长", 5)} == {"first.txt", "second.txt"}
    begun: list[threading.Thread] = []
    monkeypatch.setattr("index.store.remembered.AT_ONCE", -1)
    monkeypatch.setattr(threading.Thread, "start", lambda thread: begun.append(thread))
    library.remove([library.resolve("first.txt")])
    assert {one.source for one in reader.search("增长", 5)} == {"second.txt"}
    assert reader._store._remembered._snapshot.generation < reader.generation()  # type: ignore[attr-defined]
    assert len(begun) == 1
    begun[0].run()
    assert reader._store._remembered._snapshot.generation == reader.generation()  # type: ignore[attr-defined]
    assert {one.source for one in reader.search("增长", 5)} == {"second.txt"}


@pytest.mark.parametrize("share", [float("inf"), 1e-12], ids=["always looked at", "never looked at again"])
@pytest.mark.parametrize("kind", ["lexical", "whole", "vectors"])
@pytest.mark.parametrize("damage", ["cut", "overwritten", "swapped"])
def test_files_changed_in_place_under_an_open_library_change_no_answer(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, kind: str, damage: str, share: float
) -> None:
    """Neither a crash (a page that is gone is SIGBUS) nor another ranking: what is mapped is looked at, or a copy."""
    monkeypatch.setattr("index.store.remembered.LOOKS_SHARE", share)
    if share > 1:
        monkeypatch.setattr("index.store.lexical.COPIED_BYTES", -1)
    library.add(files)
    before = [(one.source, one.start, one.score) for one in library.search("粮食产量增长", 5)]
    with library._store.reading() as catalogue:
        listed = [file for file in catalogue.files() if file.kind.startswith(kind) and file.size > 8]  # type: ignore[attr-defined]
    for number, file in enumerate(listed):
        path = library.root / file.name
        content, other = path.read_bytes(), (library.root / listed[number - 1].name).read_bytes()
        with path.open("r+b") as opened:
            if damage == "cut":
                opened.truncate(len(content) // 3)
            else:
                opened.write(bytes(byte ^ 255 for byte in content) if damage == "overwritten" else other)
    assert [(one.source, one.start, one.score) for one in library.search("粮食产量增长", 5)] == before


def test_metadata_of_what_is_added_described_and_removed(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    remembered = Remembered(library.root)

    def titles() -> list[str]:
        with remembered.transaction() as catalogue:
            assert remembered.metadata(catalogue) == catalogue.metadata()
            return [one.title for one in remembered.metadata(catalogue).values()]

    (first,) = titles()
    library.add(files[1:])
    assert titles()[0] == first and len(titles()) == 2
    library.describe(library.resolve("first.txt"), {"title": "另一个题目"})
    assert titles()[0] == "另一个题目"
    library.remove([library.resolve("first.txt")])
    library.add(files[:1])
    assert titles()[-1] == first and len(titles()) == 2


def test_the_passages_of_some_reports_are_those_of_the_generation(library: Library, tmp_path: Path) -> None:
    remembered = Remembered(tmp_path / "library")

    def said() -> list[list[int]]:
        """By what is remembered, of each two reports and of some that are not there; and by the catalogue."""
        found = []
        with remembered.transaction() as catalogue:
            numbers = catalogue.numbers(Scope())
            for wanted in (numbers, numbers[::2], numbers[::-1], [*numbers, 999, 1_000], [999], []):
                ids = remembered.passage_ids(catalogue, wanted).tolist()
                assert ids == catalogue.passage_ids(wanted).tolist()
                found.append(ids)
        return found

    for number in range(3):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"第{number}号报告\n\n粮食产量达到{number}.5万吨。\n", "utf-8")
        library.add([path])
        before = said()
    assert len(before[0]) == 3
    assert len(before[1]) == 2
    library.remove([library.resolve("1.txt")])
    assert len(said()[0]) == 2
    library.add([tmp_path / "1.txt"])
    assert len(said()[0]) == 3


def test_what_is_inside_a_scope_is_looked_up_once_a_generation(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(files)
    remembered, scope = Remembered(library.root), Scope(years=(2025,))
    with remembered.transaction() as catalogue:
        before = remembered.inside(catalogue, scope)
        assert remembered.inside(catalogue, Scope(years=(2025,))) is before
        assert list(before.numbers) == catalogue.numbers(scope)
        assert before.ids.tolist() == catalogue.passage_ids(catalogue.numbers(scope)).tolist()
        assert len(remembered.inside(catalogue, Scope(years=(1900,))).ids) == 0
    library.describe(library.resolve("second.txt"), {"year": 2031})
    with remembered.transaction() as catalogue:
        assert list(remembered.inside(catalogue, Scope(years=(2031,))).numbers) == [
            catalogue.number_of(library.resolve("second.txt"))
        ]
        assert list(remembered.inside(catalogue, scope).numbers) == catalogue.numbers(scope) != list(before.numbers)
