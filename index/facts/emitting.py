"""What a text's reading carries on from clause to clause, and a segment's facts as they are found."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from index.facts.cutting import Segment
from index.facts.fact import Bound, Context, Fact, Figure, How, Item, Period, Stage
from index.facts.items import Attributes
from index.facts.signs import canonical, split_key


@dataclass(slots=True)
class State:
    """What earlier segments of a sentence lend to later ones."""

    subject: str = ""
    stem: str = ""
    verb: str = ""
    grown: bool = False
    levelled: bool = False
    items: tuple[str, ...] = ()
    told: list[str] = field(default_factory=list)
    period: Period | None = None
    topic: str = ""
    has_topic: bool = False  # of a claim: the clause before said only what this one is about
    planned: bool = False
    cause: bool = False
    goal: bool = False
    share: str = ""
    made: str = ""  # what the clause before did something to: 新建松岭大桥，总投资3.8亿元
    expected: bool = False
    doer: str = ""  # of a report: who is to do all that the clauses behind say, without a subject of their own
    before: str = ""  # of a claim: its clauses so far, canonical
    last: tuple[str, ...] = ()  # of a claim: the pieces of the segment before

    def named(self, count: int) -> tuple[str, ...]:
        """What a clause of `count` figures speaks of: the list before it, or the last clauses' measures."""
        if len(self.items) == count:
            return self.items
        return tuple(self.told[-count:]) if len(self.told) >= count else ()


@dataclass(slots=True)
class Reader:
    """A text's reading as it goes on: the facts found, and how many statements so far."""

    context: Context
    facts: list[Fact] = field(default_factory=list)
    group: int = 0


class Emitter:
    """Emits the readings of one segment, and notes what it lends to the next."""

    def __init__(
        self, reader: Reader, state: State, segment: Segment, attributes: Attributes, period: Period | None
    ) -> None:
        self.reader = reader
        self.state = state
        self.segment = segment
        self.attributes = attributes
        self.period = period

    def fact(self, items: Sequence[Item | str], how: How, item: int | None = None, lead: str = "") -> None:
        """One fact of these items, led by what another clause lends."""
        pieces = split_key(lead)
        figures: list[Figure] = []
        written: list[Item] = []
        for one in items:
            if isinstance(one, str):
                pieces += split_key(one)
                continue
            written.append(one)
            if one.figure is not None and _doubles(one.figure) and pieces and pieces[-1] == "⟨↑⟩":
                pieces[-1] = "⟨翻番⟩"
                continue
            if one.figure is not None:
                figures.append(one.figure)
            pieces.append(one.value)
        while pieces and pieces[-1] in ("、", "⟨等⟩"):
            pieces.pop()
        pieces = canonical(pieces)
        key = "".join(pieces)
        if not re.search(r"[^#⟨⟩、\s]", re.sub("⟨[^⟩]*⟩", "", key)) and not lead:
            return
        context = self.reader.context
        planned = self.attributes.planned or self.state.planned
        planned = planned or bool(context.plan and not context.claim and not self._is_past(items))
        now = context.now if context.now is not None else context.year
        over = context.claim and self.period is not None and now is not None and self.period.first < now
        planned = planned or (self.attributes.strives and not over)
        if context.claim and self.period is not None and now is not None and not self.attributes.done:
            planned = planned or self.period.first >= now
        qualifiers = set(self.attributes.qualifiers)
        if self.attributes.expected:
            qualifiers.add("预")
        elif self.state.expected:
            qualifiers.add("预?")
        if self.state.cause:
            qualifiers.add("因")
        self.reader.facts.append(
            Fact(
                key,
                tuple(pieces),
                tuple(figures),
                context.region,
                self.period if self.period is not None else _default_period(context),
                Stage.PLANNED if planned else Stage.TOLD,
                frozenset(qualifiers),
                how,
                self.segment.start,
                self.segment.end,
                self.reader.group,
                item,
                self.attributes.open_list,
                _spans(written),
                (lead, *items) if lead else tuple(items),
                before=self.state.before,
            )
        )

    def _is_past(self, items: Sequence[Item | str]) -> bool:
        """Whether the clause itself names a year before the report's: 去年 in a plan tells what was.

        Not where that year's value is only where it starts from: 从去年的2.1%提高到2.3%.
        """
        if any(not isinstance(one, str) and one.value == "⟨到⟩" for one in items):
            return False
        year, period = self.reader.context.year, self.period
        return bool(self.attributes.years) and year is not None and period is not None and period.last < year


def _spans(items: Sequence[Item]) -> dict[str, tuple[int, int]]:
    """Where the words that are measured stand: those before the first figure, else those behind it."""
    figure = next((item.start for item in items if item.kind == "figure"), None)
    named = [item for item in items if item.kind == "text" and item.start < item.end]
    before = [item for item in named if figure is None or item.end <= figure]
    chosen = before or named
    return {"measure": (chosen[0].start, chosen[-1].end)} if chosen else {}


def _doubles(figure: Figure) -> bool:
    """增长一倍 is 翻番."""
    return figure.unit == "倍" and figure.low == figure.high == 1 and figure.bound is Bound.EXACT


def _default_period(context: Context) -> Period | None:
    if context.claim or not context.years:
        return None
    return Period(context.years[0], context.years[-1])
