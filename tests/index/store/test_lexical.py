"""BM25 over unigrams and bigrams, by hand."""

import math
from pathlib import Path

import numpy as np
import pytest

from index.search.query_terms import query_terms
from index.store import lexical
from index.store.durable import StoredFile
from index.store.lexical import LexicalEntry, LexicalIndex
from index.store.lexical_writing import write_generation

ENTRIES = [
    LexicalEntry(1, 10, "地区生产总值增长5.2%"),
    LexicalEntry(2, 10, "一般公共预算收入增长1,234.5万元"),
    LexicalEntry(3, 20, "Revenue grew 18% to $198.3 billion"),
]


def found(index: LexicalIndex, query: str, reports: list[int] | None = None) -> list[int]:
    return [hit.key for hit in index.search(query_terms(query), 10, reports)]


def opened(root: Path, files: list[StoredFile]) -> LexicalIndex:
    return LexicalIndex.open(root, [file.name for file in files])


def test_entries_asked_for_by_key_come_without_a_match_too() -> None:
    hits = LexicalIndex.in_memory(ENTRIES).search(query_terms("预算"), 10, keys=[1, 2])
    assert [(hit.key, hit.report, hit.score > 0) for hit in hits] == [(2, 10, True), (1, 10, False)]
    assert hits[1].text == " 地区生产总值增长 5.2 "


def test_search_ranks_by_bm25() -> None:
    index = LexicalIndex.in_memory(ENTRIES)
    assert found(index, "预算收入") == [2]
    assert found(index, "增长") == [1, 2]
    assert found(index, "REVENUE 198.3") == [3]


def test_a_term_weight_is_the_inverse_document_frequency() -> None:
    weights = LexicalIndex.in_memory(ENTRIES).term_weights(["增长", "revenue", "没有"])
    assert weights["增长"] == pytest.approx(math.log(1 + 1.5 / 2.5))
    assert weights["revenue"] == pytest.approx(math.log(1 + 2.5 / 1.5))
    assert weights["没有"] == pytest.approx(math.log(1 + 3.5 / 0.5))


def test_the_report_filter_fails_closed() -> None:
    index = LexicalIndex.in_memory(ENTRIES)
    assert found(index, "增长", [20]) == []
    assert found(index, "增长", [10]) == [1, 2]
    assert found(index, "增长", []) == []


@pytest.mark.parametrize("one_by_one", [0, 128])
def test_few_and_many_limits_find_the_same(one_by_one: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Few are looked up one by one, many as a set; scores are those without a limit."""
    monkeypatch.setattr(lexical, "ONE_BY_ONE", one_by_one)
    index, terms = LexicalIndex.in_memory(ENTRIES), query_terms("增长")
    free = {hit.key: hit.score for hit in index.search(terms, 10)}
    inside = index.search(terms, 10, [10, 30])
    assert {hit.key: hit.score for hit in inside} == {key: pytest.approx(free[key]) for key in (1, 2)}
    assert [hit.key for hit in index.search(terms, 10, keys=[3, 2, 7])] == [2, 3]


@pytest.mark.parametrize("inside", [range(60), range(0, 60, 2), range(30), range(30, 60), range(50, 60)])
@pytest.mark.parametrize("k", [3, 8, 40])
def test_a_great_part_of_all_is_found_as_through_a_filter(inside: range, k: int) -> None:
    """Also where the best of all are others: those of the first half say it twice."""
    texts = ["粮食产量增长，粮食增产", "道路与粮食的事"]
    index = LexicalIndex.in_memory(
        LexicalEntry(number, number // 2, texts[number >= 30] + "了" * (number % 7)) for number in range(60)
    )
    terms, reports = query_terms("粮食产量"), sorted({number // 2 for number in inside})
    keys = np.array([key for key in range(60) if key // 2 in reports], np.int64)
    filtered = index.search(terms, k, reports)
    assert len(filtered) == min(k, len(keys))
    assert index.search(terms, k, reports, of_reports=keys) == filtered


def test_a_query_of_punctuation_finds_nothing() -> None:
    assert found(LexicalIndex.in_memory(ENTRIES), "？！…") == []


def test_a_generation_stays_as_it_was_when_the_next_is_written(tmp_path: Path) -> None:
    first, second = tmp_path / "lexical" / "1", tmp_path / "lexical" / "2"
    files = write_generation(tmp_path, first, "lexical", [], [], ENTRIES)
    before = {file.name: (tmp_path / file.name).read_bytes() for file in files}
    old = opened(tmp_path, files)

    later = write_generation(tmp_path, second, "lexical", files, [10], [LexicalEntry(4, 30, "粮食产量增长")])

    new = opened(tmp_path, later)
    assert found(new, "增长") == [4]
    assert found(old, "增长") == [1, 2]
    assert found(opened(tmp_path, files), "增长") == [1, 2]
    assert before == {file.name: (tmp_path / file.name).read_bytes() for file in files}
