"""A library as an evaluation sees it: texts by their file names, and two files of one text as one report."""

import re
import unicodedata
from pathlib import Path

import pytest
from fakes import FIRST, SECOND, HashingEmbedder, library_in

from assistant.evaluation.corpus import Corpus, document_name
from index.library import Library

NAME = "Café.txt"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    reports = tmp_path / "reports"
    (reports / "more").mkdir(parents=True)
    (reports / unicodedata.normalize("NFD", NAME)).write_text(FIRST, "utf-8")
    (reports / "twin.txt").write_bytes(b"\xef\xbb\xbf" + SECOND.encode())
    (reports / "bai shi.txt").write_text(SECOND, "utf-8")
    library = library_in(tmp_path / "library", HashingEmbedder())
    library.add([reports])
    return library


def test_files_with_the_same_text_are_one_report(library: Library) -> None:
    corpus = Corpus(library)
    assert corpus.named("twin.txt") == corpus.named("bai shi.txt")
    assert len(set(corpus.names())) == 2 and len(corpus) == 3
    (text,) = corpus.named("twin.txt")
    assert corpus.read(text) == corpus.texts[text] == library.get(library.resolve("twin.txt")).text


def test_a_name_is_found_in_any_folder_and_however_its_letters_are_composed(library: Library) -> None:
    corpus = Corpus(library)
    wanted = corpus.named(NAME)
    assert corpus.named(unicodedata.normalize("NFD", NAME)) == corpus.named(f"a/b/{NAME}") == wanted
    assert corpus.lacks([NAME, "bai shi.txt"]) is False


def test_a_name_that_the_library_lacks_stands_for_what_nothing_finds(library: Library) -> None:
    corpus = Corpus(library)
    assert corpus.lacks(["bai shi.txt", "gone.txt"]) is True
    (missing,) = corpus.gold(["gone.txt"])
    assert not corpus.knows(missing)
    with pytest.raises(KeyError):
        corpus.texts[missing]


def test_documents_have_names_without_spaces_each_once(library: Library, tmp_path: Path) -> None:
    assert document_name("a b\tc.txt") == "a_b_c.txt"
    other = tmp_path / "reports" / "more" / "bai_shi.txt"
    other.write_text(SECOND.replace("12.6", "13.6"), "utf-8")
    library.add([other])
    names = list(Corpus(library).documents().values())
    assert len(set(names)) == len(names) == 3
    assert not any(" " in name for name in names)
    # Two texts of one name are told apart by the text's hash.
    first, second = sorted(name for name in names if name.startswith("bai_shi.txt"))
    assert first == "bai_shi.txt" and re.fullmatch(r"bai_shi\.txt~[0-9a-f]{8}", second)


def test_what_is_no_report_of_the_library_keeps_its_id(library: Library) -> None:
    assert Corpus(library).text_of("0" * 64) == "0" * 64
