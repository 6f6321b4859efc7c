"""The values: a fact, its figures, and where a text stands when it is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Stage(StrEnum):
    """How far a thing has come. What is planned supports nothing told as done."""

    PLANNED = "planned"
    BEGUN = "begun"
    UNDER_WAY = "under_way"
    DONE = "done"
    TOLD = "told"  # nothing says


class How(StrEnum):
    """How a reading was made. What is in REFUTING may refute, the others only support."""

    WRITTEN = "written"
    RESPECTIVELY = "respectively"
    ITEM = "item"
    CELL = "cell"  # of a table whose column names its year
    ROTATED = "rotated"
    COMPLETED = "completed"  # its subject stands in another clause
    COMPUTED = "computed"


REFUTING = frozenset({How.WRITTEN, How.RESPECTIVELY, How.COMPLETED, How.COMPUTED})


class Bound(StrEnum):
    """How a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEAR = "near"  # a little less
    OVER = "over"
    UNDER = "under"


@dataclass(frozen=True, slots=True)
class Figure:
    """What fills a hole of a key: `low` to `high` in the base unit `unit`, at `[start, end)`.

    `step` is the value of its last written digit that is no zero; `spoken` where the unit is left out or loose
    ("六千亿", "两个点").
    """

    start: int
    end: int
    text: str
    low: Decimal
    high: Decimal
    unit: str
    bound: Bound
    step: Decimal
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """Years `[first, last]`, inclusive; `part` of a year ("上半年", "9月", ""); `said` in the clause, not inherited."""

    first: int
    last: int
    part: str = ""
    said: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A part of a key at `[start, end)` of the sentence: text, a sign, a figure's hole, or a list's mark."""

    kind: str  # text, sign, figure, and
    value: str
    start: int
    end: int
    figure: Figure | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What one reading of a clause says, at `[start, end)` of its text.

    `key` is the clause in its own order, figures as `#`, closed-class words as signs in ⟨⟩; two facts are about the
    same thing if and only if their keys are the same. `pieces` is the key cut into its parts. `group` numbers the
    statement that it is a reading of and `item` the member of a list (None: all of it): a text says what it says when
    of each group one reading holds, or one of each item. `items` are what the key was made of, with the string that
    another clause lends in front; their offsets count from `origin`. `before` is what a claim's sentence says in the
    clauses before this one, canonical, and what a clause that only sets the frame (煤炭产能中) says.
    """

    key: str
    pieces: tuple[str, ...]
    figures: tuple[Figure, ...]
    where: str | None
    period: Period | None
    stage: Stage
    qualifiers: frozenset[str]
    how: How
    start: int
    end: int
    group: int
    item: int | None = None
    open_list: bool = False
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict, compare=False, hash=False)
    items: tuple[Item | str, ...] = field(default=(), compare=False, hash=False)
    origin: int = field(default=0, compare=False, hash=False)
    before: str = field(default="", compare=False, hash=False)


@dataclass(frozen=True, slots=True)
class Context:
    """Where a text stands. For a report: its region, year, and whether the part plans; for a claim the scope's.

    `years` are those the part speaks of; `names` what else the report calls itself, which is stripped as its region is.
    `now`, for a claim, is the year of the newest report: an earlier one is over, and what is told of it is no plan.
    """

    region: str | None = None
    names: tuple[str, ...] = ()
    year: int | None = None
    plan: bool | None = None
    years: tuple[int, ...] = ()
    claim: bool = False
    now: int | None = None
    topic: str = ""
