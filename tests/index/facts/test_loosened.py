"""What a claim may leave out or say in other words; its own words stay what may refute it."""

import pytest

from index.facts.cutting import spanned
from index.facts.emitting import Emitter, Reader, State
from index.facts.fact import Context, Fact, How, Item, Stage
from index.facts.items import Attributes
from index.facts.loosened import loosened
from index.facts.reading import read

REVIEW = Context(year=2025, years=(2024,), plan=False)
CLAIM = Context(region="广东", names=("我们",), year=2025, now=2025, claim=True)


def loose(text: str, context: Context = CLAIM) -> dict[str, list[str]]:
    """The figures of the readings that may only support, by key."""
    return {fact.key: [figure.text for figure in fact.figures] for fact in read(text, context) if fact.how is How.ITEM}


def by_key(text: str, context: Context = CLAIM) -> dict[str, Fact]:
    """The readings of a text by key."""
    return {fact.key: fact for fact in read(text, context)}


def text(value: str) -> Item:
    return Item("text", value, 0, 1)


def sign(value: str) -> Item:
    return Item("sign", value, 1, 2)


@pytest.mark.parametrize(
    ("said", "rank"),
    [
        ("没有哪个省份的财政收入超过我们。", "1"),
        ("没有一个省份的财政收入超过我们。", "1"),
        ("没有任何一个省份的财政收入超过我们。", "1"),
        ("没有别的省的财政收入超过我们。", "1"),
        ("全国只有一个省份的财政收入超过我们。", "2"),
        ("只有一个省的财政收入高于我们。", "2"),
    ],
)
def test_how_many_are_above_is_a_rank(said: str, rank: str) -> None:
    """None above is the first, one above the second."""
    assert loose(said)["财政收入⟨居⟩全国#"] == [rank]


@pytest.mark.parametrize(
    "said",
    [
        "没有哪个城市的财政收入超过我们。",  # among cities, not provinces
        "有两个省份的财政收入超过我们。",
        "没有哪个省份的财政收入低于我们。",
        "没有哪个省份超过我们。",
        "财政收入超过1万亿元。",
    ],
)
def test_other_comparisons_are_no_rank_in_the_nation(said: str) -> None:
    """Of what, among whom and above whom must all be said."""
    assert not any("⟨居⟩" in key for key in loose(said))


@pytest.mark.parametrize(
    ("said", "figure"),
    [
        ("我们拥有国家重点实验室23家。", "23家"),
        ("我们共有国家重点实验室23家。", "23家"),
        ("国家重点实验室达到23家。", "23家"),
    ],
)
def test_what_one_has_is_how_many_there_are_in_all(said: str, figure: str) -> None:
    """国家重点实验室累计23家, as the report puts it."""
    assert loose(said)["国家重点实验室⟨累⟩#"] == [figure]


@pytest.mark.parametrize("said", ["森林覆盖率达到62%。", "产量达到上年的2倍。", "新增国家重点实验室23家。"])
def test_a_rate_and_what_is_new_are_no_stock(said: str) -> None:
    """A rate is counted up to nothing."""
    assert not any("⟨累⟩" in key for key in loose(said))


def test_a_number_reached_behind_what_is_new_is_a_stock() -> None:
    """…新增98万户、达1900万户."""
    assert loose("2024年经营主体新增98万户、达1900万户。")["经营主体⟨累⟩#"] == ["1900万户"]


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("2025年地区生产总值目标5%左右。", "生产总值⟨↑⟩#"),
        ("2025年经济目标为5%。", "生产总值⟨↑⟩#"),
    ],
)
def test_a_goal_in_percent_is_one_of_growth(said: str, key: str) -> None:
    """目标5% of a sum of money can mean nothing else."""
    found = by_key(said)
    assert found[key].how is How.ITEM and found[key].stage is Stage.PLANNED


@pytest.mark.parametrize("said", ["2025年森林覆盖率62%。", "2025年粮食产量目标880亿斤。", "2023年失业率目标5.5%左右。"])
def test_a_rate_that_is_told_and_a_goal_in_tons_are_no_growth(said: str) -> None:
    """Nor the goal of a year that is over, which is told as it was."""
    assert not any("⟨↑⟩" in key for key in loose(said))


def test_the_nations_figure_beside_a_growth_is_a_growth() -> None:
    """What the nation's is of stands in the clause before."""
    assert loose("粮食产量增长5.5%，全国为4%。")["粮食产量全国⟨↑⟩#"] == ["4%"]
    assert loose("粮食产量增长5.5%，全国平均4%。")["粮食产量全国平均⟨↑⟩#"] == ["4%"]
    assert "粮食产量全国⟨↑⟩#" not in loose("粮食产量600万吨，全国占比5%。")


def test_what_a_project_costs_is_its_whole_investment() -> None:
    """A year's is that year's."""
    assert loose("松岭大桥投资3.8亿元。")["松岭大桥总投资#"] == ["3.8亿元"]
    assert "松岭大桥总投资#" not in loose("2024年松岭大桥投资3.8亿元。")
    assert "松岭大桥总投资#" not in loose("松岭大桥投资增长3.8%。")
    assert "松岭大桥总投资#" in by_key("松岭大桥总投资3.8亿元。")


@pytest.mark.parametrize("said", ["沪苏湖高铁列入2025年开工项目。", "沪苏湖高铁列入2025年开工项目名单。"])
def test_what_is_put_down_to_begin_is_to_begin(said: str) -> None:
    """In whatever list."""
    begun = by_key(said)["沪苏湖高铁⟨开工⟩"]
    assert (begun.how, begun.stage) == (How.ITEM, Stage.PLANNED)


def test_what_is_put_down_in_another_list_is_not_begun() -> None:
    assert "沪苏湖高铁⟨开工⟩" not in loose("沪苏湖高铁列入开工仪式。")


@pytest.mark.parametrize(
    "said", ["松岭大桥投资3.8亿元。", "没有哪个省份的财政收入超过我们。", "国家重点实验室达到23家。", "经济目标为5%。"]
)
def test_a_report_is_never_read_so_loosely(said: str) -> None:
    """What it leaves out it does not say."""
    for key in ("松岭大桥总投资#", "财政收入⟨居⟩全国#", "国家重点实验室⟨累⟩#", "生产总值⟨↑⟩#"):
        assert key not in by_key(said, REVIEW)


def test_how_many_a_deed_was_done_to_is_how_many_of_them_there_are() -> None:
    """And of those that it was not done to nothing is said."""
    assert loose("1.9万家医药机构纳入直接结算。")["⟨获⟩直接结算医药机构#"] == ["1.9万家"]
    assert "⟨获⟩直接结算医药机构#" not in loose("1.9万家医药机构没有纳入直接结算。")
    assert not loose("1.9万家医药机构增长很快。")


@pytest.mark.parametrize("items", [[text("出口"), text("进口")], [text("出口"), sign("⟨↑⟩")], [sign("⟨获⟩")]])
def test_a_segment_with_nothing_left_out_gives_nothing(items: list[Item]) -> None:
    reader = Reader(CLAIM)
    loosened(Emitter(reader, State(), spanned(items), Attributes(), None), items, [])
    assert reader.facts == []
