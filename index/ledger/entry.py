"""The values of the ledger: an entry for each figure that a report tells."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from index.facts.fact import Stage


class Kind(StrEnum):
    """What sort of figure it is."""

    LEVEL = "level"
    FLOW = "flow"
    STOCK = "stock"
    CHANGE = "change"  # growth or decline in per cent
    POINTS = "points"  # a difference in percentage points
    SHARE = "share"
    RANK = "rank"
    DIFFERENCE = "difference"  # growth told as an amount
    RATIO = "ratio"
    COUNT = "count"
    DATE = "date"
    DURATION = "duration"
    NAME = "name"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Span:
    """What an entry is about in time: ISO years or dates (2025, 2025-03, 2025-12-31), both inclusive."""

    first: str
    last: str

    @property
    def is_year(self) -> bool:
        """Whether it is one whole year."""
        return self.first == self.last and len(self.first) == 4

    @property
    def years(self) -> tuple[int, int]:
        """The years that it begins and ends in."""
        return _year(self.first), _year(self.last)


def _year(date: str) -> int:
    return int(date.partition("-")[0].partition(" ")[0])


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a report. Spans are half-open offsets into its canonical text.

    `[start, end)` is the clause, `figure` the figure's own span and `text` what stands there. `low` and `high` are in
    the base unit `unit` (元 for 亿元; "%"; "" where nothing but a number stands); a fall is negative. `measure` is what
    is measured, in the report's words; `subject` the same as facts are compared by; `canonical` the name of the
    indicator that it is, where the table of names knows it. What the reader is not sure of is None or empty.
    `base` is what a figure is against: 同比, 环比, 年均, 比2020年, 全国, 从 (the value before). `place` is whose it is
    where that is not the report's own region or issuer.
    """

    start: int
    end: int
    sentence: tuple[int, int]
    figure: tuple[int, int]
    text: str
    key: str
    measure: str
    subject: str
    canonical: str
    kind: Kind | None
    low: Decimal
    high: Decimal
    unit: str
    hedge: str
    base: str
    place: str
    period: Span | None
    stage: Stage
    denied: bool
    qualifiers: tuple[str, ...]
    how: str
    measure_span: tuple[int, int] | None = None

    @property
    def planned(self) -> bool:
        """Whether it is an aim and not a result."""
        return self.stage is Stage.PLANNED
