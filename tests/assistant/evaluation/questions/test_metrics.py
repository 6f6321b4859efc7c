"""Metrics of one item, against values worked out by hand."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.questions.matching import folded
from assistant.evaluation.questions.metrics import (
    Ranked,
    citation_precision,
    context_recall,
    covered,
    mrr,
    ndcg,
    page_recall,
    passage_recall,
    quote_hit,
    quotes_standing,
    report_recall,
)

TEXT = "全省生产总值增长５.０％。\n新增就业110万人，\n粮食产量1268万吨。Total revenue was $3.5 billion."


def ranked(start: int, end: int, report: str = "a", pages: tuple[int, ...] = ()) -> Ranked:
    return Ranked(report, start, end, TEXT[start:end], pages)


def test_reports_are_ranked_once_each_at_their_best_place() -> None:
    names = ["b", "b", "a", "b", "c", "a"]
    assert [report_recall(names, {"a"}, k) for k in (1, 2, 3)] == [0.0, 1.0, 1.0]
    assert report_recall(names, {"a", "z"}, 2) == 0.5
    assert mrr(names, {"c"}) == pytest.approx(1 / 3)
    assert mrr(names, {"z"}) == 0.0
    assert ndcg(names, {"a"}) == pytest.approx(1 / math.log2(3))
    assert ndcg(names, {"a", "b"}) == pytest.approx(1.0)
    assert ndcg(names, {"b", "c"}) == pytest.approx((1 + 1 / math.log2(4)) / (1 + 1 / math.log2(3)))
    assert ndcg(names, {"a"}, k=1) == 0.0


def test_a_passage_must_be_of_a_gold_report_and_hold_the_answer() -> None:
    passages = [ranked(0, 14, "b"), ranked(14, 24, "a"), ranked(0, 14, "a")]
    assert [passage_recall(passages, {"a"}, ["增长5.0%"], k) for k in (1, 2, 3)] == [0.0, 0.0, 1.0]
    assert passage_recall(passages, {"b"}, ["增长5.0%"], 1) == 1.0


def test_pages_touched() -> None:
    passages = [ranked(0, 4, pages=(1, 2)), ranked(5, 9, pages=(4,))]
    assert page_recall(passages, [("a", 2)], 1) == 1.0
    assert page_recall(passages, [("a", 2), ("a", 4)], 1) == 0.5
    assert page_recall(passages, [("a", 2), ("a", 4)], 2) == 1.0
    assert page_recall(passages, [("b", 2)], 2) == 0.0


def test_the_context_counts_characters_once_in_rank_order() -> None:
    passages = [ranked(4, 14), ranked(0, 8), ranked(14, 30)]
    assert covered(passages, {"a": TEXT}, 10) == [folded(TEXT[4:14])]
    assert covered(passages, {"a": TEXT}, 12) == [folded(TEXT[0:2]), folded(TEXT[4:14])]
    assert covered(passages, {"a": TEXT}, 14) == [folded(TEXT[0:14])]
    assert covered(passages, {"a": TEXT}, 16) == [folded(TEXT[0:16])]
    assert context_recall(passages, {"a": TEXT}, ["全省生产总值"], 13) == 0.0
    assert context_recall(passages, {"a": TEXT}, ["全省生产总值"], 14) == 1.0


def test_neighbours_parted_by_a_line_break_are_read_on_but_reports_are_not() -> None:
    cut = TEXT.index("\n", 15)
    joined = [ranked(cut + 1, cut + 10), ranked(cut - 9, cut)]
    assert context_recall(joined, {"a": TEXT}, ["110万人粮食"], 100) == 1.0
    apart = [ranked(cut + 1, cut + 10, "b"), ranked(cut - 9, cut)]
    assert context_recall(apart, {"a": TEXT, "b": TEXT}, ["110万人粮食"], 100) == 0.0


def test_a_quote_counts_in_the_first_three_and_in_400_characters() -> None:
    assert quote_hit(["甲", "乙", "增长5％"], ["5%"]) == 1.0
    assert quote_hit(["甲", "乙", "丙", "增长5％"], ["5%"]) == 0.0
    assert quote_hit(["甲" * 399, "5"], ["5"]) == 1.0
    assert quote_hit(["甲" * 400, "5"], ["5"]) == 0.0
    assert quote_hit(["甲" * 399 + "答案"], ["答案"]) == 0.0
    assert quote_hit(["增长", "5"], ["增长5"]) == 0.0
    assert quote_hit([], ["5"]) == 0.0


def test_citations() -> None:
    assert citation_precision(["a", "a", "b"], {"a"}) == 0.5
    assert citation_precision([], {"a"}) == 0.0
    quotes = [("a", 0, 2, "全省"), ("a", 0, 2, "全国"), ("b", 0, 2, "全省"), ("a", 1, 1, "")]
    assert quotes_standing(quotes, {"a": TEXT}) == 1


TEXTS = st.text(alphabet="全省增长5％。 abThe\n", max_size=30)
SPANS = st.lists(
    st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda pair: ranked(min(pair), max(pair))),
    max_size=6,
)


@given(SPANS, st.integers(0, 120))
def test_what_is_covered_is_no_more_than_asked_for_and_grows(passages: list[Ranked], characters: int) -> None:
    positions = {place for passage in passages for place in range(passage.start, passage.end)}
    runs = covered(passages, {"a": TEXT}, characters)
    assert sum(map(len, runs)) <= min(len(positions), characters)
    assert "".join(covered(passages, {"a": TEXT}, len(TEXT))) == "".join(
        folded(TEXT[place]) for place in sorted(positions)
    )
    for gold in ("增长", "110", "revenue"):
        assert context_recall(passages, {"a": TEXT}, [gold], characters) <= context_recall(
            passages, {"a": TEXT}, [gold], characters + 1
        )


@given(st.lists(st.sampled_from("abcd"), max_size=8), st.sets(st.sampled_from("abcd"), min_size=1))
def test_recall_grows_with_k_and_a_perfect_ranking_is_1(names: list[str], gold: set[str]) -> None:
    values = [report_recall(names, gold, k) for k in range(6)]
    assert values == sorted(values)
    perfect = sorted(gold) + sorted(set("abcd") - gold)
    assert report_recall(perfect, gold, 4) == mrr(perfect, gold) == ndcg(perfect, gold) == 1.0
    assert 0.0 <= ndcg(names, gold) <= 1.0 + 1e-12
