"""Where a sentence is cut into clauses and a clause into segments; what stays in one piece."""

import pytest

from index.facts.cutting import clauses_of, is_parallel, rank_list, says, segments_of
from index.facts.fact import Context, Item
from index.facts.items import Folder
from index.facts.reading import read
from index.facts.tokens import tokenise


def items(text: str) -> list[Item]:
    """The items of one clause."""
    return Folder(tokenise(text)).fold()


def clauses(text: str) -> list[str]:
    """The clauses of a sentence, as what their tokens stand for."""
    return [" ".join(token.value for token in clause) for clause in clauses_of(tokenise(text))]


def segments(text: str) -> list[str]:
    """The segments of a clause, as they stand in keys."""
    return ["".join(item.value for item in segment.items) for segment in segments_of(items(text))]


def test_commas_cut_and_a_list_mark_does_not() -> None:
    """、 may stand between two things of one statement; what cuts there is the segments' affair."""
    assert clauses("出口、进口增长3%，税收下降2%；民生改善。") == ["出口 、 进口 增长 #", "税收 下降 #", "民生 改善"]


def test_quotes_and_titles_are_part_of_their_clause() -> None:
    """A comma inside brackets does not cut the clause around it."""
    assert clauses("印发《规划》，“十四五”开局（含港、澳，不含台）良好") == ["印发 规划", "十四五 开局 良好"]


@pytest.mark.parametrize("end", ["。", "；", "", "\n"])
def test_figures_in_brackets_come_behind_wherever_the_clause_ends(end: str) -> None:
    """Also at the end of a claim that has no full stop: what is not read is not checked."""
    assert clauses(f"出口增长5%（其中对东盟增长90%）{end}") == ["出口 增长 #", "其中 对东盟 增长 #"]
    claim = read(f"出口增长5%（其中对东盟增长90%）{end}", Context(year=2025, claim=True))
    assert [fact.key for fact in claim] == ["出口⟨↑⟩#", "对东盟⟨↑⟩#"]


def test_a_bracket_that_never_closes_loses_nothing() -> None:
    """Its words stay, and so do those of a closing one too many."""
    assert clauses("出口（占四成，进口增长3%") == ["出口 占 # ， 进口 增长 #"]
    assert clauses("出口占四成），进口增长3%") == ["出口 占 #", "进口 增长 #"]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("粮食产量880亿斤、增长3%", ["粮食产量#", "⟨↑⟩#"]),
        ("新建学校5所、医院3家", ["⟨新建⟩学校#", "医院#"]),
        ("税收增长4%和占比72%", ["税收⟨↑⟩#", "⟨占⟩#"]),
        ("社会消费品零售总额2.76万亿元增长6.1%", ["社零#", "⟨↑⟩#"]),
    ],
)
def test_what_is_cut_says_something_on_both_sides(text: str, cut: list[str]) -> None:
    """A figure or a verb of its own; growth right behind its level needs no mark."""
    assert segments(text) == cut


@pytest.mark.parametrize(
    "text",
    ["建成学校、医院", "改造学校和医院8所", "出口、进口增长3%", "出口、进口增长3%、4%", "出口、进口分别增长3%、4%"],
)
def test_what_shares_its_verb_or_figure_stays_together(text: str) -> None:
    """Two objects of one verb, two subjects of one figure, and things with a figure each."""
    assert len(segments(text)) == 1


def test_a_duration_before_a_level_is_no_level_that_grew() -> None:
    """Of 5年增长3% nothing is 5 years large."""
    assert segments("出口5年增长3%") == ["出口#⟨↑⟩#"]


@pytest.mark.parametrize(
    ("text", "parallel"),
    [
        ("出口、进口增长3%、4%", True),
        ("出口、进口、投资增长3%、4%", False),
        ("出口增长3%", False),
        ("建成学校、医院3所、4家", False),
    ],
)
def test_as_many_things_as_figures(text: str, parallel: bool) -> None:
    """With no other verb than one of growth or share in front."""
    assert is_parallel(items(text)) is parallel


def test_ranks_in_a_row_are_those_of_what_was_told_before() -> None:
    """As many as there are ranks, else they are nobody's."""
    ranks = items("居全国第5和第6")
    told = ["水果产量", "肉类产量"]
    assert (found := rank_list(ranks, lambda count: told[-count:])) is not None and found.items == ranks
    assert rank_list(ranks, lambda count: told[:1]) is None
    assert rank_list(items("居全国第5"), lambda count: told[-count:]) is None


def test_what_says_something() -> None:
    """A figure or a verb; "and others" is neither."""
    assert says(items("增长3%")) and says(items("建成学校"))
    assert not says(items("学校、医院等"))
