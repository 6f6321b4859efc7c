"""The library: what is added is found, what is removed is not, and a change happens whole or not at all."""

import os
from collections.abc import Callable, Sequence
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
from index.store.catalogue import Catalogue
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


def test_the_same_name_with_other_bytes_is_another_report(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files[:1])
    files[0].write_text(SECOND, "utf-8")
    library.add(files[:1])
    assert len(library.reports()) == 2
    with pytest.raises(UnknownReport, match="names 2 reports; say which by its id"):
        library.resolve("first.txt")


def test_removal(library: Library, files: tuple[Path, Path]) -> None:
    library.add(files)
    library.remove([library.resolve("first.txt")])
    assert found(library, "地区生产总值增长") == ["second.txt"]
    assert library.findings() == []
    library.remove([library.resolve("second.txt")])
    assert found(library, "粮食") == []


@pytest.mark.parametrize(
    "act", [Library.remove, Library.take_out, Library.titles, Library.reports, Library.with_ledgers]
)
def test_one_id_that_is_given_as_a_text_is_an_error_not_its_letters(
    library: Library, files: tuple[Path, Path], act: Callable[[Library, str], object]
) -> None:
    library.add(files)
    with pytest.raises(TypeError, match=r"ids of reports are given as a list, also a single one: \['[0-9a-f]{64}'\]"):
        act(library, library.resolve("first.txt"))
    assert len(library.reports()) == 2


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
    assert library.pending().reports == 1  # its words are there; its own model embeds it
    assert library.finish()
    assert library.pending().reports == 0
    assert library.findings() == []


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
        kept = [catalogue.vectors.of(stored.number, 64) for stored in catalogue.reports()]
        vectors = np.concatenate([rows for rows in kept if rows is not None])
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


def test_metadata_is_read_once_a_generation(
    library: Library, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    real = Catalogue.metadata

    def counted(catalogue: Catalogue, numbers: Sequence[int] | None = None) -> dict[int, Metadata]:
        read.append(catalogue.generation())
        return real(catalogue, numbers)

    library.add(files[:1])
    monkeypatch.setattr(Catalogue, "metadata", counted)
    assert library.metadata() == library.metadata()
    assert len(read) == 1
    library.add(files[1:])
    assert len(library.metadata()) == 2
    assert len(read) == 2


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
