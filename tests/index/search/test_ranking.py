"""Ranking by hand."""

import pytest

from index.search.ranking import (
    FOR_OTHER_LANGUAGE,
    FOR_QUESTIONS,
    FOR_STATEMENTS,
    PassageCandidate,
    SearchFindings,
    Weights,
    rank,
    weights_for,
)

TERMS = {"茶叶": 3.0, "产量": 1.0}


def test_each_part_is_scaled_to_its_best_and_weighed() -> None:
    candidates = [
        PassageCandidate(1, 10, 0.9, 0.0, text=" 别的 "),
        PassageCandidate(2, 10, 0.8, 10.0, text=" 茶叶 "),
        PassageCandidate(3, 20, 0.7, 5.0, header=" 茶叶 ", text=" 产量 "),
    ]
    ranking = rank(SearchFindings(candidates, {10: 2.0, 20: 4.0}, TERMS), Weights(dense=0.5, report=0.5, coverage=1.0))
    assert dict(ranking) == pytest.approx(
        {
            1: (0.0 + 0.5 * 1.0 + 0.5 * 0.5 + 0.0) / 3,
            2: (1.0 + 0.5 * 0.5 + 0.5 * 0.5 + 0.75) / 3,
            3: (0.5 + 0.0 + 0.5 * 1.0 + 1.0) / 3,
        }
    )
    assert [key for key, _ in ranking] == [2, 3, 1]


def test_the_best_sentence_counts_not_the_words_of_several() -> None:
    together = PassageCandidate(1, 10, 0.5, 1.0, text=" 茶叶产量增长 \n 其他 ")
    apart = PassageCandidate(2, 10, 0.5, 1.0, text=" 茶叶增长 \n 粮食产量 ")
    assert [key for key, _ in rank(SearchFindings([apart, together], {}, TERMS), Weights(sentence=1.0))] == [1, 2]


def test_the_dense_leg_alone_ranks_where_no_word_matches() -> None:
    candidates = [PassageCandidate(1, 10, 0.7, 0.0), PassageCandidate(2, 10, 0.9, 0.0)]
    assert [key for key, _ in rank(SearchFindings(candidates, {}, {}), FOR_QUESTIONS)] == [2, 1]


def test_ties_go_by_id_and_nothing_gives_nothing() -> None:
    assert [
        key
        for key, _ in rank(
            SearchFindings([PassageCandidate(5, 1, 0.8, 0), PassageCandidate(3, 1, 0.8, 0)], {}, {}), FOR_QUESTIONS
        )
    ] == [3, 5]
    assert rank(SearchFindings([], {}, {}), FOR_STATEMENTS) == []


@pytest.mark.parametrize(
    ("query", "asks"),
    [("茶叶产量是多少", True), ("What grew?", True), ("茶叶产量增长5%", False), ("Revenue grew by 5%", False)],
)
def test_a_question_and_a_statement_are_weighed_differently(query: str, asks: bool) -> None:
    own = PassageCandidate(1, 10, 0.9, 0.0, text=" 茶叶产量 " if "茶" in query else " tea output ")
    other = PassageCandidate(2, 10, 0.8, 0.0, text=" tea output " if "茶" in query else " 茶叶产量 ")
    assert weights_for(query, [own]) is (FOR_QUESTIONS if asks else FOR_STATEMENTS)
    assert weights_for(query, [own, other]) is (FOR_QUESTIONS if asks else FOR_STATEMENTS)
    assert weights_for(query, [other]) is FOR_OTHER_LANGUAGE
