"""The readings of a segment: which ones hold of a text, and which only of a claim."""

import pytest

from index.facts.fact import Context, Fact, How
from index.facts.reading import read

REVIEW = Context(year=2025, years=(2024,), plan=False)
CLAIM = Context(year=2025, now=2025, claim=True)


def told(text: str, context: Context = REVIEW) -> list[tuple[str, str]]:
    """(key, how it was read) of the readings of a text, in order."""
    return [(fact.key, fact.how.value) for fact in read(text, context)]


def keys(text: str, context: Context = REVIEW) -> list[str]:
    """The keys of the readings of a text, in order."""
    return [key for key, _ in told(text, context)]


def by_key(text: str, context: Context = REVIEW) -> dict[str, Fact]:
    """The readings of a text by key."""
    return {fact.key: fact for fact in read(text, context)}


def test_a_clause_without_a_subject_is_completed_from_the_one_before() -> None:
    """A rate by the measure, a rank of the growth by the growth, what is among it by the verb."""
    growth = told("农业增加值500亿元、增长3%，增速全国第一。")
    assert ("农业增加值⟨↑⟩#", "completed") in growth and ("农业增加值⟨↑⟩⟨居⟩全国#", "completed") in growth
    assert ("⟨新增⟩大学生#", "completed") in told("新增就业12万人，其中大学生3万人。")


def test_what_something_rests_on_is_not_what_it_is_of() -> None:
    """The subject before 在…的基础上 is what the clauses behind tell of."""
    found = by_key("粮食总产量在上年大幅度增长的基础上，又增产291亿斤，达到9680亿斤。")
    assert [f"{figure.low:f}" for figure in found["粮食产量#"].figures] == ["484000000000.0"]  # in kilograms


def test_what_stands_behind_new_ones_is_theirs() -> None:
    """Of the firms among the businesses; a port's name keeps its letters."""
    found = by_key("经营主体净增48万户、达680万户，企业净增15万户、达157万户。")
    assert [f"{figure.low:f}" for figure in found["经营主体#"].figures] == ["6800000"]
    assert [f"{figure.low:f}" for figure in found["经营主体企业#"].figures] == ["1570000"]
    assert keys("红其拉甫口岸开放。") == ["红其拉甫口岸⟨投用⟩"]


def test_a_clause_that_nothing_completes_tells_nothing() -> None:
    """A figure of nobody supports no claim."""
    assert keys("占比72%。") == keys("增长5%。") == []


def test_a_new_subject_ends_what_the_old_one_lends() -> None:
    """The growth behind it is its own."""
    found = keys("出口增长3%，进口200亿元，下降4%。")
    assert "进口⟨↓⟩#" in found and "出口⟨↓⟩#" not in found


def test_who_has_to_do_it_does_all_that_the_clauses_behind_say() -> None:
    """Up to one that opens with another word than a deed: it may have a subject of its own."""
    plan = Context(year=2025, years=(2025,), plan=True)
    keys = [fact.key for fact in read("交通集团要对标领军企业，努力开拓市场，力争进入500强。", plan)]
    assert "交通集团⟨获⟩500强" in keys
    keys = [fact.key for fact in read("交通集团要对标领军企业，国资委加强指导，力争进入500强。", plan)]
    assert "交通集团⟨获⟩500强" not in keys


@pytest.mark.parametrize(
    ("text", "also"),
    [
        ("产量连续15年居世界第一。", "产量⟨居⟩世界#"),
        ("获得国家科技奖励19项。", "国家科技奖励#"),
        ("肉牛屠宰量由全国第11位升至第5位。", "肉牛屠宰量⟨居⟩全国#"),
        ("出口下降3%。", "出口⟨非⟩⟨↑⟩"),
        ("出口增长3%。", "出口⟨非⟩⟨↓⟩"),
    ],
)
def test_what_a_report_also_says_a_claim_does_not(text: str, also: str) -> None:
    """A claim must hold as it is told, not only what follows from it."""
    found = by_key(text)
    assert found[also].how is How.ITEM
    assert also not in keys(text, CLAIM)


def test_a_rise_in_rank_says_where_it_arrived() -> None:
    """Not where it began."""
    assert [figure.text for figure in by_key("肉牛屠宰量由全国第11位升至第5位。")["肉牛屠宰量⟨居⟩全国#"].figures] == [
        "第5"
    ]


def test_what_has_not_grown_has_not_fallen_either() -> None:
    """Of a denial nothing follows."""
    assert keys("出口未增长。") == ["出口⟨非⟩⟨↑⟩"]


def test_one_figure_of_a_list_is_all_of_its_members_unless_each_is_said() -> None:
    """均 says that it is each one's."""
    assert "出口⟨↑⟩#" not in keys("出口、进口增长3%。")
    each = by_key("出口、进口均增长3%。")
    assert (each["出口⟨↑⟩#"].item, each["进口⟨↑⟩#"].item) == (0, 1)


def test_objects_of_one_verb_are_one_by_one() -> None:
    """With the group of the whole, so that all of them have to hold."""
    found = by_key("建成学校、医院。")
    assert (found["⟨建成⟩学校"].item, found["⟨建成⟩医院"].item) == (0, 1)
    assert {fact.group for fact in found.values()} == {1}


@pytest.mark.parametrize("text", ["粮食产量，2024年为853亿斤。", "粮食产量，2024年853亿斤。"])
@pytest.mark.parametrize("context", [REVIEW, CLAIM])
def test_a_year_and_a_figure_behind_a_comma_are_no_time_alone(text: str, context: Context) -> None:
    """Only "仅2024年一季度，" says nothing but when."""
    found = by_key(text, context)["粮食产量#"]
    assert found.figures[0].text == "853亿斤"
    assert found.period is not None and (found.period.first, found.period.last) == (2024, 2024)


def test_a_time_alone_holds_for_the_clauses_behind() -> None:
    """Up to the sentence's end."""
    first, second = read("仅2023年一季度，出口就增长3%。进口增长4%。", CLAIM)
    assert first.period is not None and (first.period.first, first.period.part) == (2023, "一季度")
    assert second.period is None


def test_a_reason_marks_every_reading_of_its_sentence() -> None:
    """And of no other."""
    found = by_key("受疫情影响，出口下降3%。进口增长4%。")
    assert found["出口⟨↓⟩#"].qualifiers == {"因"} and found["进口⟨↑⟩#"].qualifiers == frozenset()


def test_what_was_made_owns_the_figures_behind_it() -> None:
    """总投资 is that of the bridge."""
    assert ("松岭大桥总投资#", "completed") in told("新建松岭大桥，总投资3.8亿元。")
