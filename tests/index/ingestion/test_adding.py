"""One call of add: what is new, what is known, what is refused, and in which batches it is stored."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from fakes import HashingEmbedder, ReaderHere, found, library_in

from index.errors import UnknownReport
from index.ingestion import adding
from index.ingestion.adding import Adding
from index.ingestion.finding import find_files
from index.ingestion.known import Stated, Target
from index.library import Library
from index.parsing import Limits
from index.store.changes import LibraryChange
from index.store.local import LocalStore


def test_the_same_bytes_cost_nothing(library: Library, files: tuple[Path, Path], embedder: HashingEmbedder) -> None:
    library.add(files)
    generation, embedded = library.generation(), embedder.embedded
    assert [outcome.status for outcome in library.add(files)] == ["known", "known"]
    assert (library.generation(), embedder.embedded) == (generation, embedded)


def test_new_metadata_and_a_further_name_are_kept(library: Library, files: tuple[Path, Path], tmp_path: Path) -> None:
    library.add(files[:1])
    copy = tmp_path / "copy.txt"
    shutil.copy(files[0], copy)
    outcome = library.add([copy], {"year": 2030, "region": "青禾县"}, url="https://example.org/1")[0]
    stored = library.reports()[0]
    assert outcome.status == "updated"
    assert (stored.metadata.year, stored.metadata.region) == (2030, "青禾县")
    assert [(source.name, source.url) for source in stored.sources] == [
        ("first.txt", None),
        ("copy.txt", "https://example.org/1"),
    ]
    assert library.resolve("copy.txt") == library.resolve("first.txt") == stored.report_id


def test_the_same_bytes_under_two_names_in_one_call_are_one_report(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    shutil.copy(files[0], tmp_path / "copy.txt")
    outcomes = library.add([files[0], tmp_path / "copy.txt"])
    assert [outcome.status for outcome in outcomes] == ["added", "known"]
    assert [source.name for source in library.reports()[0].sources] == ["first.txt", "copy.txt"]


def test_a_new_title_is_searched_by(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    library.add(files[:1], {"title": "山海协作专报"})
    assert found(library, "山海协作专报")[0] == "first.txt"
    assert [stored.metadata.title for stored in library.reports() if stored.sources[0].name == "first.txt"] == [
        "山海协作专报"
    ]
    assert library.findings() == []


def test_a_replaced_report_is_never_found_again(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    old = library.resolve("first.txt")
    kept = library.original(old)
    library.add(files[1:], replacing=old)
    assert [stored.sources[0].name for stored in library.reports()] == ["second.txt"]
    assert found(library, "新建公路126公里") == ["second.txt"]
    assert not kept.exists()
    with pytest.raises(UnknownReport):
        library.get(old)


def test_a_replacement_that_does_not_read_leaves_the_old_one(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    files[1].write_bytes(b"")
    outcomes = library.add(files[1:], replacing=library.resolve("first.txt"))
    assert [outcome.status for outcome in outcomes] == ["refused"]
    assert found(library, "公路") == ["first.txt"]


def test_refused_files_are_named_and_the_rest_is_added(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    empty = tmp_path / "empty.docx"
    empty.write_bytes(b"")
    outcomes = library.add([tmp_path / "nowhere.pdf", files[0], empty])
    assert [(outcome.name, outcome.status) for outcome in outcomes] == [
        ("nowhere.pdf", "refused"),
        ("first.txt", "added"),
        ("empty.docx", "refused"),
    ]
    assert all(outcome.reason and "\n" not in outcome.reason for outcome in outcomes if outcome.status == "refused")


@pytest.mark.parametrize("change", ["delete", "write"])
def test_a_file_that_changes_while_it_is_read_is_refused_alone(
    files: tuple[Path, Path], tmp_path: Path, change: str
) -> None:
    class Meddling(HashingEmbedder):
        def count_tokens(self, texts: Sequence[str]) -> list[int]:
            if any("公路" in text for text in texts) and files[0].exists():
                files[0].unlink()
                if change == "write":
                    files[0].write_text("另外的内容。", "utf-8")
            return super().count_tokens(texts)

    library = library_in(tmp_path / "library", Meddling())
    outcomes = library.add(files)
    assert [outcome.status for outcome in outcomes] == ["refused", "added"]
    assert "while it was read; add it again" in outcomes[0].reason.replace(" (No such file or directory)", "")
    assert library.findings() == []


def test_a_new_year_moves_what_the_sections_speak_of(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text(
        "青禾县政府工作报告\n\n一、工作回顾\n\n过去一年粮食产量达到12.6万吨，比上年增长百分之三。\n\n"
        "二、今年工作安排\n\n今年粮食产量的目标是保持稳定，新建农村公路一百公里。\n",
        "utf-8",
    )
    library.add([path], {"year": 2024})
    report_id = library.resolve("report.txt")
    assert [section.years for section in library.get(report_id).sections[1:]] == [(2023,), (2024,)]
    before = library.reports()[0].added
    library.add([path], {"year": 2030})
    assert [section.years for section in library.get(report_id).sections[1:]] == [(2029,), (2030,)]
    assert library.reports()[0].added == before
    assert library.findings() == []


class Applied:
    """Keeps what would be stored."""

    def __init__(self, root: Path, stated: Stated | None = None, **options: Any) -> None:
        self.changes: list[LibraryChange] = []
        self.told: list[tuple[float, int, str]] = []
        target = Target(LocalStore(root), HashingEmbedder(), self.changes.append)
        self.adding = Adding(target, stated or Stated(), self._tell, 100, **options)

    def _tell(self, done: float, total: int, name: str) -> None:
        self.told.append((done, total, name))

    def add(self, *paths: Path) -> list[str]:
        """The outcomes of some files."""
        reader = ReaderHere(Limits())
        return [self.adding.add(file, reader).status for file in find_files(paths)]


def test_nothing_is_stored_before_a_batch_is_full_or_the_end(files: tuple[Path, Path], tmp_path: Path) -> None:
    applied = Applied(tmp_path / "library")
    assert applied.add(*files) == ["added", "added"]
    assert applied.changes == []
    applied.adding.commit()
    applied.adding.commit()
    (change,) = applied.changes
    assert [new.report.sources[0].name for new in change.add] == ["first.txt", "second.txt"]
    assert sorted(change.originals) == sorted(new.original for new in change.add)


def test_a_full_batch_is_stored_at_once(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(f"第{n}项工作，" + "比上年有提高，" * 60 + "达到目标。" for n in range(12)), "utf-8")
    monkeypatch.setattr(adding, "COMMIT_PASSAGES", 8)
    applied = Applied(tmp_path / "library")
    applied.add(long, files[0])
    (change,) = applied.changes
    assert [new.report.sources[0].name for new in change.add] == ["long.txt"]
    assert sum(len(new.passages) for new in change.add) >= 8


def test_what_is_replaced_goes_with_the_first_report_that_is_stored(files: tuple[Path, Path], tmp_path: Path) -> None:
    applied = Applied(tmp_path / "library", Stated(replacing="0" * 64))
    for path in files:
        applied.add(path)
        applied.adding.commit()
    assert [change.remove for change in applied.changes] == [("0" * 64,), ()]


def test_what_was_read_is_stored_after_some_seconds(
    files: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding, "COMMIT_SECONDS", 0.0)
    applied = Applied(tmp_path / "library")
    applied.add(*files)
    assert [len(change.add) for change in applied.changes] == [1, 1]


def test_progress_ends_at_what_was_read(files: tuple[Path, Path], tmp_path: Path) -> None:
    """Also of a file that is refused; never backwards."""
    gone = tmp_path / "empty.txt"
    gone.write_bytes(b"")
    applied = Applied(tmp_path / "library")
    applied.add(files[0], gone, files[1])
    done = [share for share, *_ in applied.told]
    assert done == sorted(done)
    assert done[-1] == sum(path.stat().st_size for path in files)


def test_a_file_is_told_when_its_report_is_stored(files: tuple[Path, Path], tmp_path: Path) -> None:
    told: list[tuple[str, str]] = []
    applied = Applied(tmp_path / "library", told=lambda outcome: told.append((outcome.name, outcome.status)))
    applied.add(tmp_path / "nowhere.txt")
    assert told == [("nowhere.txt", "refused")]
    applied.add(*files, tmp_path / "gone.txt")
    assert len(told) == 1
    applied.adding.commit()
    assert told[1:] == [("first.txt", "added"), ("second.txt", "added"), ("gone.txt", "refused")]


def test_what_is_stated_and_where_it_comes_from_stay_with_the_report(files: tuple[Path, Path], tmp_path: Path) -> None:
    applied = Applied(tmp_path / "library", Stated({"year": 2031}, "https://example.org/1"))
    applied.add(files[0])
    applied.adding.commit()
    (new,) = applied.changes[0].add
    assert (new.report.metadata.year, new.stated, new.report.sources[0].url) == (
        2031,
        {"year": 2031},
        "https://example.org/1",
    )
