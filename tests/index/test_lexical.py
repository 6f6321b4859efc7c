"""BM25 over unigrams and bigrams, by hand."""

import math
from pathlib import Path

import pytest

from index.lexical import LexicalEntry, LexicalIndex, tokens, write_generation

ENTRIES = [
    LexicalEntry(1, 10, "地区生产总值增长5.2%"),
    LexicalEntry(2, 10, "一般公共预算收入增长1,234.5万元"),
    LexicalEntry(3, 20, "Revenue grew 18% to $198.3 billion"),
]


def test_han_text_becomes_unigrams_and_bigrams() -> None:
    assert tokens("生产总值") == ["生", "产", "总", "值", "生产", "产总", "总值"]


def test_other_scripts_become_lower_cased_words_and_numbers_stay_whole() -> None:
    assert tokens("Revenue of $1,234.5 in FY2022") == ["revenue", "of", "1234.5", "in", "fy", "2022"]


def test_full_width_forms_match_plain_ones() -> None:
    assert tokens("ＧＤＰ增长５．２％") == tokens("GDP增长5.2%")


def test_search_ranks_by_bm25() -> None:
    index = LexicalIndex.in_memory(ENTRIES)
    assert [key for key, _ in index.search("预算收入", 10)] == [2]
    assert [key for key, _ in index.search("增长", 10)] == [1, 2]
    assert [key for key, _ in index.search("REVENUE 198.3", 10)] == [3]


def test_a_term_weight_is_the_inverse_document_frequency() -> None:
    weights = LexicalIndex.in_memory(ENTRIES).term_weights(["增长", "revenue", "没有"])
    assert weights["增长"] == pytest.approx(math.log(1 + 1.5 / 2.5))
    assert weights["revenue"] == pytest.approx(math.log(1 + 2.5 / 1.5))
    assert weights["没有"] == pytest.approx(math.log(1 + 3.5 / 0.5))


def test_the_report_filter_fails_closed() -> None:
    index = LexicalIndex.in_memory(ENTRIES)
    assert [key for key, _ in index.search("增长", 10, [20])] == []
    assert [key for key, _ in index.search("增长", 10, [10])] == [1, 2]
    assert index.search("增长", 10, []) == []


def test_a_query_of_punctuation_finds_nothing() -> None:
    assert LexicalIndex.in_memory(ENTRIES).search("？！…", 10) == []


def test_a_generation_stays_as_it_was_when_the_next_is_written(tmp_path: Path) -> None:
    first, second = tmp_path / "lexical" / "1", tmp_path / "lexical" / "2"
    files = write_generation(tmp_path, first, None, [], ENTRIES)
    before = {file.name: (tmp_path / file.name).read_bytes() for file in files}
    old = LexicalIndex.open(first)

    write_generation(tmp_path, second, first, [10], [LexicalEntry(4, 30, "粮食产量增长")])

    new = LexicalIndex.open(second)
    assert [key for key, _ in new.search("增长", 10)] == [4]
    assert [key for key, _ in old.search("增长", 10)] == [1, 2]
    assert [key for key, _ in LexicalIndex.open(first).search("增长", 10)] == [1, 2]
    assert before == {file.name: (tmp_path / file.name).read_bytes() for file in files}
