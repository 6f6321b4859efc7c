"""The library: what is added is found, what is removed is not, and a change happens whole or not at all."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from fakes import FIRST, SECOND, HashingEmbedder, found, library_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import LibraryBusy, LibraryMismatch, LibraryMissing, UnknownReport
from index.library import Library
from index.report import Metadata
from index.scope import Scope
from index.store import commit, durable
from index.store.catalogue import metadata_of
from index.store.transactions import reading


def test_what_is_added_is_found_letter_for_letter(library: Library, files: tuple[Path, Path]) -> None:
    outcomes = library.add(files)
    assert [outcome.status for outcome in outcomes] == ["added", "added"]
    best = library.search("粮食产量", 1)[0]
    report = library.get(best.report_id)
    assert best.source == "second.txt"
    assert report.text[best.start : best.end] == best.text
    assert "粮食产量达到12.6万吨。" in best.text
    assert best.rank == 1
    assert [passage.score for passage in library.search("粮食产量", 5)] == sorted(
        (passage.score for passage in library.search("粮食产量", 5)), reverse=True
    )


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


def test_the_same_name_with_other_bytes_is_another_report(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    files[0].write_text(SECOND, "utf-8")
    library.add(files[:1])
    assert len(library.reports()) == 2
    with pytest.raises(UnknownReport, match="names 2 reports; say which by its id"):
        library.resolve("first.txt")


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


def test_removal(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    library.remove([library.resolve("first.txt")])
    assert found(library, "地区生产总值增长") == ["second.txt"]
    assert library.findings() == []
    library.remove([library.resolve("second.txt")])
    assert found(library, "粮食") == []


def test_a_report_that_was_removed_can_come_back(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    library.remove([library.resolve("first.txt")])
    library.add(files)
    assert sorted(found(library, "地区生产总值增长")) == ["first.txt", "second.txt"]


def test_a_scope_that_matches_nothing_returns_nothing(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    assert found(library, "增长", Scope(years=(2024,))) == ["first.txt"]
    assert found(library, "增长", Scope(years=(1999,))) == []
    assert found(library, "增长", Scope(regions=("白石县",))) == ["second.txt"]
    assert found(library, "增长", Scope(reports=("0" * 64,))) == []
    assert found(library, "增长", Scope(years=(2024,), regions=("白石县",))) == []


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


def test_a_folder_walk_follows_no_link_and_opens_no_pipe(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "deeper").mkdir(parents=True)
    (folder / "deeper" / "first.txt").write_text(FIRST, "utf-8")
    (folder / "link.txt").symlink_to(folder / "deeper" / "first.txt")
    (folder / ".hidden.txt").write_text(SECOND, "utf-8")
    os.mkfifo(folder / "pipe.txt")
    outcomes = {outcome.name: outcome.status for outcome in library.add([folder])}
    assert outcomes == {"first.txt": "added", "link.txt": "refused", "pipe.txt": "refused"}


def test_a_walk_leaves_out_a_library_below_it(library: Library, files: tuple[Path, Path]) -> None:
    library.add([library.root.parent])
    again = library.add([library.root.parent])
    assert [(outcome.name, outcome.status) for outcome in again] == [("first.txt", "known"), ("second.txt", "known")]
    assert all(len(stored.sources) == 1 for stored in library.reports())


def test_a_name_that_does_not_decode_or_breaks_the_line_is_shown_safely(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "odd"
    folder.mkdir()
    for name in (b"bad\xff.txt", b"two\nlines\x1b[31m.txt"):
        (folder / os.fsdecode(name)).write_text(FIRST + name.hex(), "utf-8")
    outcomes = library.add([folder])
    assert [(outcome.name, outcome.status) for outcome in outcomes] == [
        ("bad\ufffd.txt", "added"),
        ("two\ufffdlines\ufffd[31m.txt", "added"),
    ]


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


def test_nothing_is_created_where_nothing_is_added(library: Library, tmp_path: Path) -> None:
    library.add([tmp_path / "nowhere.txt"])
    assert not library.root.exists()
    with pytest.raises(LibraryMissing, match="there is no library in"):
        library.reports()


def test_a_report_is_named_by_a_unique_prefix_or_an_exact_name(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    report_id = library.resolve("first.txt")
    assert library.resolve(report_id[:8]) == report_id
    for wrong in ("first", "zzzz", "", report_id[:2]):
        with pytest.raises(UnknownReport):
            library.resolve(wrong)


def test_another_model_is_refused_and_the_message_names_the_way_out(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    other = library_in(library.root, HashingEmbedder("another", 32))
    for act in (lambda: other.search("x"), lambda: other.add([files[0].with_name("third.txt")])):
        files[0].with_name("third.txt").write_text(FIRST + "三、其他。", "utf-8")
        with pytest.raises(
            LibraryMismatch, match=r"made with the embedding model 'hashing', not 'another'; .*wenju add"
        ):
            act()
    assert len(other.reports()) == 2


def test_a_library_is_made_again_of_another_ones_files(
    library: Library, files: tuple[Path, Path], tmp_path: Path
) -> None:
    library.add(files[:1], {"year": 2030}, url="https://example.org/1")
    again = library_in(tmp_path / "again", HashingEmbedder("another", 32))
    again.add([library.root])
    stored = again.reports()[0]
    assert [(source.name, source.url) for source in stored.sources] == [("first.txt", "https://example.org/1")]
    assert stored.metadata.year == 2030
    assert found(again, "新建公路") == ["first.txt"]


def test_same_name_but_other_vectors_are_refused_on_writing(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    with pytest.raises(LibraryMismatch):
        library_in(library.root, HashingEmbedder("hashing", 32)).add(files[1:])


def test_a_second_writer_waits_and_then_says_so(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    library.add(files[:1])
    monkeypatch.setattr(commit, "LOCK_SECONDS", 0.01)
    with durable.writer_lock(library.root, 1), pytest.raises(LibraryBusy, match="another process is writing"):
        library.add(files[1:])
    assert [outcome.status for outcome in library.add(files[1:])] == ["added"]


def test_shards_merge_and_the_answers_stay(library: Library, tmp_path: Path) -> None:
    for number in range(9):
        path = tmp_path / f"{number}.txt"
        path.write_text(f"第{number}号报告\n\n茶叶产量为{number * 7 + 3}吨。\n", "utf-8")
        library.add([path])
    with reading(library.root) as catalogue:
        shards = [file for file in catalogue.files() if file.kind == "vectors"]
        ids = catalogue.passage_ids()
        vectors = catalogue.vectors(ids, 64)
    assert len(shards) < 5
    query = HashingEmbedder().embed_query("茶叶产量为24吨")
    assert library.search("茶叶产量为24吨", 1)[0].source == "3.txt"
    assert int(np.argmax(vectors @ query)) == 3


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(alphabet="甲乙丙丁，。0123456789%\n abc", min_size=1, max_size=80).filter(
            lambda text: any(character.isalnum() for character in text)
        ),
        min_size=1,
        max_size=4,
        unique=True,
    )
)
def test_a_report_loads_as_it_was_stored(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    folder = tmp_path_factory.mktemp("property")
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"{number}.txt"
        path.write_text(text, "utf-8")
        paths.append(path)
    library = library_in(folder / "library")
    library.add(paths)
    if not library.exists:
        return
    for stored in library.reports():
        report = library.get(stored.report_id)
        assert report.sections[0].end == len(report.text)
        with reading(library.root) as catalogue:
            for entry in catalogue.passages_of(stored.number):
                assert 0 <= entry.passage.start < entry.passage.end <= len(report.text)
    assert library.findings() == []


def test_libraries_of_one_process_remember_their_metadata_apart(
    tmp_path: Path, embedder: HashingEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def counted(report_id: str, stored: str) -> Metadata:
        read.append(report_id)
        return metadata_of(report_id, stored)

    monkeypatch.setattr("index.library.metadata_of", counted)
    (tmp_path / "qinghe.txt").write_text(FIRST, "utf-8")
    first, second = (Library(tmp_path / name, embedder) for name in ("first", "second"))
    for library in (first, second):
        library.add([tmp_path / "qinghe.txt"])
        library.metadata()
    read.clear()
    assert first.metadata() == second.metadata() == first.metadata()
    assert read == []  # each has read the row before, and neither looks into what the other remembers
    third = Library(tmp_path / "first", embedder)
    third.metadata()
    assert len(read) == 1


def test_a_library_knows_in_which_types_its_vectors_were_computed(tmp_path: Path, embedder: HashingEmbedder) -> None:
    (tmp_path / "qinghe.txt").write_text(FIRST, "utf-8")
    (tmp_path / "baishi.txt").write_text(SECOND, "utf-8")
    library = Library(tmp_path / "library", Computing("bfloat16"))
    library.add([tmp_path / "qinghe.txt"])
    assert library.embedding() == {
        "model": "hashing",
        "fingerprint": "hashing-64",
        "precision": "bfloat16",
        "passages": "bfloat16",
    }
    other = Library(tmp_path / "library", Computing("float32"))
    other.add([tmp_path / "qinghe.txt"])  # nothing new: its vectors stay
    assert (other.embedding()["precision"], other.embedding()["passages"]) == ("float32", "bfloat16")
    other.add([tmp_path / "baishi.txt"])
    assert other.embedding()["passages"] == "bfloat16+float32"
    silent = Library(tmp_path / "silent", embedder)
    silent.add([tmp_path / "qinghe.txt"])
    assert (silent.embedding()["precision"], silent.embedding()["passages"]) == (None, None)
    Library(tmp_path / "silent", Computing("float32")).add([tmp_path / "baishi.txt"])
    assert silent.embedding()["passages"] == "float32+unknown"


class Computing(HashingEmbedder):
    """Says in which type it computes."""

    def __init__(self, precision: str) -> None:
        super().__init__()
        self.precision = precision
