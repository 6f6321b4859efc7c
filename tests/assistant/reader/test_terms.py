"""How much of a question a text has: terms, stems, synonyms, the thing that a figure is of."""

from pathlib import Path

import pytest
from fakes import FIRST, SECOND, library_in

from assistant.query.understanding import understand
from assistant.reader.terms import UNKNOWN_HAN, UNKNOWN_WORD, Topic, stem, terms
from index.library import Library


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("terms")
    for name, text in (("a.txt", FIRST), ("b.txt", SECOND)):
        (folder / name).write_text(text, "utf-8")
    library = library_in(folder / "library")
    library.add(sorted(folder.glob("*.txt")))
    return library


def topic(library: Library, question: str) -> Topic:
    return Topic(understand(question, library.metadata()), library)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("vans", "van"),
        ("studies", "study"),
        ("missed", "miss"),
        ("misses", "miss"),
        ("flies", "fly"),
        ("ties", "tie"),
        ("glass", "glass"),
        ("gas", "gas"),
    ],
)
def test_an_english_word_loses_its_ending_and_no_more(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_han_character_is_a_term_only_where_it_stands_alone() -> None:
    assert terms("粮食产量") == ["粮食", "食产", "产量"]
    assert terms("水 12.6") == ["水", "12.6"]


def test_a_sentence_that_names_the_thing_has_more_of_the_question(towns: Library) -> None:
    asked = topic(towns, "白石县粮食产量是多少？")
    whole = asked.share(asked.found("粮食产量达到12.6万吨。"))
    assert whole > asked.share(asked.found("粮食安全有保障。")) > asked.share(asked.found("新增学位2400个。"))
    assert asked.share(()) == 0.0
    assert asked.found("") == set()


@pytest.mark.parametrize(
    ("text", "measured"),
    [
        ("粮食产量达到", 1.0),
        ("全年粮食产量约", 1.0),
        ("占粮食产量的比重", 0.0),  # another measure, with the name inside it
        ("新增学位", 0.0),
    ],
)
def test_a_figure_is_of_the_thing_that_stands_right_before_it(towns: Library, text: str, measured: float) -> None:
    assert topic(towns, "粮食产量是多少？").measured(text) == measured


def test_a_figure_in_words_counts_as_a_figure(towns: Library) -> None:
    asked = topic(towns, "粮食产量是多少？")
    assert asked.measures("粮食产量达到12.6万吨")
    assert not asked.measures("粮食产量稳步提高")


def test_a_word_that_no_report_has_lowers_the_trust(towns: Library) -> None:
    assert topic(towns, "粮食产量").familiarity(set()) == 1.0
    assert topic(towns, "粮食产量 monorail").familiarity(set()) == UNKNOWN_WORD
    assert topic(towns, "粮食产量 磁浮").familiarity(set()) == UNKNOWN_HAN
    assert topic(towns, "monorail").unknown == 1.0


def test_the_heaviest_term_is_missing_until_it_is_found(towns: Library) -> None:
    asked = topic(towns, "粮食产量")
    assert asked.heaviest_missing(set()) > 0
    assert asked.heaviest_missing(asked.found("粮食产量")) == 0.0
