"""A fact put together of a segment's items: its key, its period, how far it has come, and what carries over."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from index.facts.cutting import spanned
from index.facts.emitting import Emitter, Reader, State
from index.facts.fact import Bound, Context, Fact, Figure, How, Item, Period, Stage
from index.facts.items import Attributes
from index.facts.reading import read

REVIEW = Context(region="青禾", year=2025, years=(2024,), plan=False)
PLAN = Context(region="青禾", year=2025, years=(2025,), plan=True)
CLAIM = Context(year=2025, now=2025, claim=True)


def text(value: str) -> Item:
    return Item("text", value, 0, 1)


def sign(value: str) -> Item:
    return Item("sign", value, 1, 2)


def number(value: str, unit: str, bound: Bound = Bound.EXACT) -> Item:
    amount = Decimal(value)
    return Item("figure", "#", 2, 3, Figure(2, 3, value + unit, amount, amount, unit, bound, Decimal(1)))


GROWN = (text("出口"), sign("⟨↑⟩"), number("3", "%"))


def emitted(
    items: Sequence[Item | str],
    context: Context = REVIEW,
    state: State | None = None,
    attributes: Attributes | None = None,
    period: Period | None = None,
    lead: str = "",
) -> Fact | None:
    """The one fact of these items, or None."""
    reader = Reader(context, group=7)
    segment = spanned([item for item in items if isinstance(item, Item)] or [text("甲")])
    Emitter(reader, state or State(), segment, attributes or Attributes(), period).fact(items, How.WRITTEN, lead=lead)
    assert len(reader.facts) <= 1
    return reader.facts[0] if reader.facts else None


def fact_of(items: Sequence[Item | str], context: Context = REVIEW, **given: object) -> Fact:
    """The same where there must be one."""
    found = emitted(items, context, **given)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_fact_is_its_items_in_order_with_a_hole_for_the_figure() -> None:
    found = fact_of(GROWN)
    assert (found.key, found.pieces) == ("出口⟨↑⟩#", ("出口", "⟨↑⟩", "#"))
    assert [figure.text for figure in found.figures] == ["3%"]
    assert (found.where, found.start, found.end, found.group) == ("青禾", 0, 3, 7)


def test_what_another_clause_lends_stands_in_front() -> None:
    """Its text and the first text here are one piece."""
    found = fact_of((text("增加值"), sign("⟨↑⟩"), number("3", "%")), lead="⟨带动⟩农业")
    assert found.pieces == ("⟨带动⟩", "农业增加值", "⟨↑⟩", "#")


def test_a_list_mark_at_the_end_is_no_part_of_a_key() -> None:
    """建成学校、医院等 built a school and a hospital."""
    assert fact_of((sign("⟨建成⟩"), text("学校"), sign("⟨等⟩"))).key == "⟨建成⟩学校"
    assert fact_of((sign("⟨建成⟩"), text("学校"), "、")).key == "⟨建成⟩学校"


@pytest.mark.parametrize(
    ("figure", "key"),
    [
        (number("1", "倍"), "出口⟨翻番⟩"),
        (number("2", "倍"), "出口⟨↑⟩#"),
        (number("1", "倍", Bound.OVER), "出口⟨↑⟩#"),
        (number("1", "%"), "出口⟨↑⟩#"),
    ],
)
def test_a_growth_of_exactly_one_time_is_a_doubling(figure: Item, key: str) -> None:
    """And then leaves no figure to compare."""
    found = fact_of((text("出口"), sign("⟨↑⟩"), figure))
    assert (found.key, len(found.figures)) == (key, key.count("#"))


def test_one_time_of_something_else_is_no_doubling() -> None:
    """下降一倍 says nothing sensible, and a level of one time is no growth."""
    assert fact_of((text("出口"), sign("⟨↓⟩"), number("1", "倍"))).key == "出口⟨↓⟩#"
    assert fact_of((text("覆盖面"), number("1", "倍"))).key == "覆盖面#"


@pytest.mark.parametrize("items", [(number("3", "%"),), (sign("⟨↑⟩"), number("3", "%")), ("、", number("3", "%")), ()])
def test_a_figure_of_nobody_is_no_fact(items: tuple[Item | str, ...]) -> None:
    """Unless another clause says whose it is."""
    assert emitted(items) is None
    assert fact_of((sign("⟨↑⟩"), number("3", "%")), lead="出口").key == "出口⟨↑⟩#"


def test_the_time_is_the_segments_else_the_parts_and_a_claims_is_never_guessed() -> None:
    said = Period(2019, 2019, said=True)
    assert fact_of(GROWN, period=said).period == said
    assert fact_of(GROWN).period == Period(2024, 2024)
    assert fact_of(GROWN, Context(years=(2021, 2025))).period == Period(2021, 2025)
    assert fact_of(GROWN, Context(year=2025)).period is None
    assert fact_of(GROWN, CLAIM).period is None


@pytest.mark.parametrize(
    ("context", "attributes", "year", "stage"),
    [
        (REVIEW, Attributes(), None, Stage.TOLD),
        (REVIEW, Attributes(planned=True), None, Stage.PLANNED),
        (PLAN, Attributes(), None, Stage.PLANNED),
        (REVIEW, Attributes(strives=True), None, Stage.PLANNED),
        (CLAIM, Attributes(), None, Stage.TOLD),
        (CLAIM, Attributes(), 2024, Stage.TOLD),
        (CLAIM, Attributes(), 2025, Stage.PLANNED),
        (CLAIM, Attributes(), 2026, Stage.PLANNED),
        (CLAIM, Attributes(done=True), 2025, Stage.TOLD),
        (CLAIM, Attributes(strives=True), 2024, Stage.TOLD),
        (CLAIM, Attributes(strives=True), 2026, Stage.PLANNED),
    ],
)
def test_what_is_planned(context: Context, attributes: Attributes, year: int | None, stage: Stage) -> None:
    """What a plan's part or word says; of a claim also a year that is not over, unless it says that it is done."""
    period = Period(year, year) if year is not None else None
    assert fact_of(GROWN, context, attributes=attributes, period=period).stage is stage


def test_a_sentence_that_began_to_plan_goes_on_planning() -> None:
    assert fact_of(GROWN, state=State(planned=True)).stage is Stage.PLANNED


def test_an_expectation_marks_its_own_clause_and_weakly_the_ones_behind() -> None:
    """And a reason the whole sentence; what the clause says besides is kept."""
    assert fact_of(GROWN, attributes=Attributes(expected=True)).qualifiers == {"预"}
    assert fact_of(GROWN, state=State(expected=True)).qualifiers == {"预?"}
    assert fact_of(GROWN, state=State(cause=True), attributes=Attributes({"首"})).qualifiers == {"首", "因"}


def test_what_is_emitted_changes_nothing_that_it_was_given() -> None:
    """One clause's attributes serve all its segments."""
    attributes = Attributes({"首"}, expected=True)
    fact_of(GROWN, attributes=attributes)
    assert attributes.qualifiers == {"首"}


def test_what_earlier_clauses_name_for_so_many_figures() -> None:
    """The list before them, else the last measures; none where there are fewer."""
    state = State(items=("出口", "进口"), told=["粮食产量", "水果产量", "肉类产量"])
    assert state.named(2) == ("出口", "进口")
    assert state.named(3) == ("粮食产量", "水果产量", "肉类产量")
    assert state.named(4) == ()


def test_a_plan_that_names_a_year_that_is_over_tells_what_was() -> None:
    text = "去年央企投资下降5%，今年产值要增长6%。"
    told = [fact for fact in read(text, Context(year=2025, plan=True, years=(2025,))) if fact.figures]
    assert [fact.stage.value for fact in told] == ["told", "planned"]
