"""What arithmetic on reported figures rests on: the facts that it takes, and a statement worked out of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, Protocol

from index.facts.fact import Bound, Fact, Figure, Stage
from index.patterns import regex

if TYPE_CHECKING:
    from assistant.verification.reported import Reported

_WRITTEN = regex(
    r"\s*(?P<sign>(?:US|RMB)?\s?[$¥￥€£])?\s?(?P<number>\d[\d,，]*(?:\.\d+)?)(?P<unit>[^\d.,，]*?)(?:左右|以上|以内|以下)?$"
)
# 700多万吨, 3亿余元: more than so much, which a result is not.
_MORE = regex("[多余]")
# Units of a rate: of two the difference is in percentage points.
RATES = frozenset({"%", "百分点"})


class FactsByKey(Protocol):
    """What the arithmetic asks of a report: its facts of a key."""

    def with_key(self, key: str, like: Fact) -> list[Fact]:
        """The facts whose key is `key`, in any order of its pieces where order says nothing, or in other words."""


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A statement worked out: whether it holds, the arithmetic, and the facts that it rests on.

    `sources` are the reports of the operands, one for each, where they are not all of the report compared with.
    """

    outcome: Literal["supported", "refuted"]
    expression: str
    operands: tuple[Fact, ...]
    sources: tuple["Reported", ...] = ()


def told_before(claimed: Fact, told: Sequence[Fact]) -> list[Fact]:
    """The claim's facts with one figure that it tells before this one, the last first."""
    return [fact for fact in reversed(told) if fact.group < claimed.group and len(fact.figures) == 1]


def told_facts(keys: Sequence[str], reported: FactsByKey, planned: bool, claimed: Fact) -> Iterator[Fact]:
    """A report's facts of these keys that tell one figure of one year, planned or not; `claimed` lends the rest."""
    stage = Stage.PLANNED if planned else Stage.TOLD
    figures = claimed.figures or (Figure(0, 0, "", Decimal(0), Decimal(0), "", Bound.EXACT, Decimal(1)),)
    like = replace(claimed, stage=stage, figures=figures)
    for key in keys:
        for fact in reported.with_key(key, like):
            single = fact.period is None or (fact.period.first == fact.period.last and not fact.period.part)
            if len(fact.figures) != 1 or (fact.stage is Stage.PLANNED) != planned or not single:
                continue
            if fact.figures[0].low == fact.figures[0].high:
                yield fact


def in_written_unit(value: Decimal, like: Figure, *, level: bool = False) -> str:
    """A value in a figure's base unit, as the figure is written: of 600万吨 and 700万吨 the difference is −100万吨.

    A difference of rates is in percentage points; with `level` it is a rate itself. In the base unit where the figure
    is not written in digits.
    """
    if like.unit in RATES and not level:
        return f"{_plain(value)} 个百分点"
    match = _WRITTEN.match(like.text)
    number = Decimal(match["number"].replace(",", "").replace("，", "")) if match is not None else Decimal(0)
    if match is None or not number or not like.low:
        return f"{_plain(value)}{like.unit}"
    written = _plain(value * number / like.low)
    if sign := match["sign"]:
        written = f"-{sign}{written[1:]}" if written.startswith("-") else f"{sign}{written}"
    return written + _MORE.sub("", match["unit"])


def _plain(value: Decimal) -> str:
    written = f"{value.quantize(Decimal('1e-6')).normalize():f}"
    return "0" if written == "-0" else written
