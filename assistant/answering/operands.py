"""The operands of a sum in the ledgers: first the measure in the asked words, then what the question's own words tie.

Beyond equal words one is known by the figure that the question gives of it, by a name that goes on behind the asked one
(离岛免税 is told as 离岛免税经营主体销售额), or by its head alone where its sentence names the rest before it. What is
found for one side names the measure for the other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from assistant.answering.amounts import WrittenUnit, unit_as_written
from assistant.answering.comparing import measure_asked
from assistant.answering.ledgers import Found, ReportLedger, all_entries, newest
from assistant.answering.matching import agreed, fitting
from assistant.query.asked import AROUND, AskedFigure
from assistant.query.asked_sums import AskedSum, Operand
from assistant.query.understanding import Understanding
from assistant.verification.wording import SHORTEST, is_weak, overlay
from index.facts.fact import Figure
from index.ledger.entry import Entry, Kind
from index.patterns import regex
from index.text.units import comparable

_SIGN = regex("⟨[^⟩]*⟩")
# A shorter name may be the beginning of too many others.
_LONG_ENOUGH = 4
_GROWTHS = frozenset({Kind.CHANGE, Kind.POINTS, Kind.DIFFERENCE})
_NO_AMOUNTS = frozenset({Kind.RANK, Kind.DATE, Kind.DURATION, Kind.NAME, Kind.ACT})


@dataclass(frozen=True, slots=True)
class Side:
    """An operand: its number in base units, the unit that it is written in, and where it stands.

    `found` None: the question gives it, as `given`.
    """

    value: Decimal
    base: str
    unit: WrittenUnit
    found: Found | None = None
    given: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it is told by one number."""
        return self.found is None or self.found.entry.low == self.found.entry.high

    @property
    def is_aim(self) -> bool:
        """Whether it is planned, or given by the question."""
        return self.found is None or self.found.entry.planned


def side_of(found: Found) -> Side:
    """A figure of a report as an operand."""
    return Side(found.entry.low, found.entry.unit, unit_as_written(found.entry), found)


def side_given(given: Figure, base: str) -> Side:
    """A figure of the question as an operand; one without a unit is in the other's."""
    if given.unit:
        return Side(given.low, given.unit, unit_as_written(given), None, given.text)
    unit = unit_as_written(given)
    return Side(given.low, base, WrittenUnit(f"{unit.text}{base}", unit.factor), None, f"{given.text}{base}")


@dataclass(frozen=True, slots=True)
class WantedOperand:
    """An operand as the ledgers are asked for it: its measure, years, stage, and the figure that the question gives.

    `named`: the measure is in its own words and not the other's.
    """

    asked: AskedFigure
    years: tuple[int, ...]
    planned: bool | None
    given: Figure | None
    unit: str
    named: bool


def wanted_pair(
    asked: AskedSum, understanding: Understanding, told: Sequence[ReportLedger]
) -> tuple[WantedOperand, WantedOperand] | None:
    """Both operands as they are asked for; None where neither names a measure."""
    latest = newest(told)
    years = _years(asked.one, asked.other, understanding, latest), _years(asked.other, asked.one, understanding, latest)
    texts = asked.one.text or asked.other.text, asked.other.text or asked.one.text
    wanted: list[WantedOperand] = []
    for operand, text, own in zip((asked.one, asked.other), texts, years, strict=True):
        measure = measure_asked(replace(understanding, question=text), told) if text else None
        if measure is None:
            return None
        ahead = operand.planned is None and bool(own) and latest is not None and own[0] >= latest
        unit = "%" if asked.unit == "百分点" else asked.unit
        grows = measure.grows or asked.one.grows or asked.other.grows or unit == "%"
        plain = replace(measure, unit=unit, period=None, planned=None, grows=grows)
        wanted.append(
            WantedOperand(plain, own, True if ahead else operand.planned, operand.given, unit, bool(operand.text))
        )
    return wanted[0], wanted[1]


def _years(mine: Operand, other: Operand, understanding: Understanding, latest: int | None) -> tuple[int, ...]:
    if mine.year_before and other.year is not None:
        return (other.year - 1,)
    if mine.year is not None:
        return (mine.year,)
    if mine.planned and not mine.text and other.year is not None and not other.planned:
        return (other.year,)  # 2023年新增就业比目标多多少: than that year's
    if mine.planned and latest is not None:
        return (latest,)
    if other.year is None and not mine.given and len(understanding.years) == 1:
        return understanding.years
    return ()


def pair_of(one: WantedOperand, other: WantedOperand, told: Sequence[ReportLedger]) -> tuple[Side, Side] | None:
    """Both operands found, one of them at most as the question gives it; as growths where no levels are told."""
    found = _pair(one, other, told)
    if found is None and not one.unit and not one.asked.grows:
        return _pair(_growing(one), _growing(other), told)
    return found


def _growing(wanted: WantedOperand) -> WantedOperand:
    return replace(wanted, asked=replace(wanted.asked, grows=True))


def _pair(one: WantedOperand, other: WantedOperand, told: Sequence[ReportLedger]) -> tuple[Side, Side] | None:
    for first, second, turned in ((one, other, False), (other, one, True)):
        for found in _found(first, told):
            apart = first.named and second.named
            fellow = _fellow(found, second, told, apart)
            if fellow is None and second.given is not None and second.given.low == second.given.high:
                given = side_given(second.given, found.entry.unit)
                return (given, side_of(found)) if turned else (side_of(found), given)
            if fellow is not None and fellow.entry != found.entry:
                return (side_of(fellow), side_of(found)) if turned else (side_of(found), side_of(fellow))
    return None


def _fellow(found: Found, wanted: WantedOperand, told: Sequence[ReportLedger], apart: bool) -> Found | None:
    """The other operand: of the very measure that was found for the first, unless `apart`; else by its own words."""
    same = replace(wanted, asked=replace(wanted.asked, subject=found.entry.subject, parts=(), unit=found.entry.unit))
    own = replace(wanted, unit=wanted.unit or found.entry.unit)
    asked = (own,) if apart else (same, own)
    candidates = (candidate for one in asked for candidate in (*_found(one, told), *_beside(found, one)))
    return next((each for each in candidates if comparable(each.entry.unit, found.entry.unit)), None)


def _found(wanted: WantedOperand, told: Sequence[ReportLedger]) -> Iterator[Found]:
    """What may be the operand, the surest first."""
    if wanted.given is not None:
        if (known := known_by_figure(wanted, told)) is not None:
            yield known
        return
    exact = in_words(wanted, told)
    if exact is not None:
        yield exact
        return
    for loosely in (_goes_on, _in_its_sentence):
        inside = [each for each in all_entries(told) if _is_in_time(wanted, each) and loosely(wanted, each)]
        if len({each.entry.subject for each in inside}) == 1 and (chosen := agreed(inside)) is not None:
            yield chosen


def in_words(wanted: WantedOperand, told: Sequence[ReportLedger]) -> Found | None:
    """The figure in the asked words; where it isn't said whether planned or done a result before a plan."""
    stages = (None, True) if wanted.planned is None else (True,) if wanted.planned else (None,)
    for stage in stages:
        found = agreed(fitting(replace(wanted.asked, planned=stage), told, wanted.years))
        if found is not None and found.entry.low == found.entry.high:
            return found
    return None


def known_by_figure(wanted: WantedOperand, told: Sequence[ReportLedger]) -> Found | None:
    """The entry that says the question's own figure of what has all the asked words."""
    given = wanted.given
    assert given is not None
    found = [
        each
        for each in all_entries(told)
        if each.entry.low == each.entry.high == given.low
        and (not given.unit or comparable(given.unit, each.entry.unit))
        and _is_in_time(wanted, each)
        and _has_words_of(wanted.asked, each.entry)
    ]
    return agreed(found)


def _beside(found: Found, wanted: WantedOperand) -> Iterator[Found]:
    """What the same sentence says with the question's own figure: 新增线路43公里、总里程达到879公里."""
    given = wanted.given
    if given is None or not given.unit:
        return
    for entry in found.ledger.entries:
        if entry.sentence == found.entry.sentence and entry.low == entry.high == given.low and entry != found.entry:
            yield Found(found.ledger, entry)


def _has_words_of(asked: AskedFigure, entry: Entry) -> bool:
    laid = overlay(_SIGN.sub("", asked.subject), _SIGN.sub("", entry.subject))
    return laid.shared >= SHORTEST and all(is_weak(rest, AROUND) for rest in laid.claimed)


def _goes_on(wanted: WantedOperand, each: Found) -> bool:
    """Whether its name goes on behind the asked one, in the unit that is asked."""
    mine, theirs = _SIGN.sub("", wanted.asked.subject), _SIGN.sub("", each.entry.subject)
    fits = bool(wanted.unit) and comparable(wanted.unit, each.entry.unit) and each.entry.kind not in _GROWTHS
    return fits and len(mine) >= _LONG_ENOUGH and theirs.startswith(mine)


def _in_its_sentence(wanted: WantedOperand, each: Found) -> bool:
    """Whether it is named by its head alone, and its sentence names the rest before it."""
    mine, theirs = _SIGN.sub("", wanted.asked.subject), _SIGN.sub("", each.entry.subject)
    if not wanted.unit or not comparable(wanted.unit, each.entry.unit) or each.entry.kind in _GROWTHS:
        return False
    if len(theirs) < SHORTEST or len(mine) - len(theirs) < SHORTEST or not mine.endswith(theirs):
        return False
    before = each.report.text[each.entry.sentence[0] : each.entry.figure[0]]
    return mine.removesuffix(theirs) in before


def _is_in_time(wanted: WantedOperand, each: Found) -> bool:
    """Whether it is of the asked years and stage, and no place's in particular."""
    entry = each.entry
    if entry.denied or entry.place or entry.kind in _NO_AMOUNTS or entry.low != entry.high:
        return False
    if wanted.planned is not None and wanted.planned != entry.planned:
        return False
    if entry.period is None:
        return False
    return not wanted.years or (entry.period.is_year and int(entry.period.first) in wanted.years)


def grown_by(found: Found) -> Found | None:
    """By how much a level grew on the year before, as its own sentence tells it."""
    entry = found.entry
    rate = entry.kind is Kind.SHARE  # 城镇化率提升0.9个百分点、达62.1%
    beside = [
        each
        for each in found.ledger.entries
        if each.kind is (Kind.POINTS if rate else Kind.DIFFERENCE)
        and each.sentence == entry.sentence
        and each.subject == entry.subject
        and each.period == entry.period
        and each.low == each.high
        and (rate or comparable(each.unit, entry.unit))
        and (each.figure[0] > entry.figure[0] or _goes_before(found, each))
    ]
    return Found(found.ledger, beside[0]) if len(beside) == 1 else None


_GROWS = regex("(?:提高|提升|增长|增加|上升|新增|下降|降低|减少)了?$")


def _goes_before(found: Found, growth: Entry) -> bool:
    """Whether a growth stands right before the level that it led to, with its verb."""
    text = found.report.text
    between = text[growth.figure[1] : found.entry.figure[0]]
    return re.fullmatch("[、，,]?(?:达到?|至|到|为|总量)*", between) is not None and (
        _GROWS.search(text[: growth.figure[0]][-6:]) is not None
    )


def whole_of(part: Found, wanted: WantedOperand) -> Found | None:
    """What a part is a part of, by the words of its own sentence: 财政赤字2.38万亿元，其中中央财政赤字1.55万亿元."""
    named = _SIGN.sub("", wanted.asked.subject)
    beside = [
        Found(part.ledger, each)
        for each in part.ledger.entries
        if each.sentence == part.entry.sentence
        and each.kind is part.entry.kind
        and each.period == part.entry.period
        and each.subject != part.entry.subject
        and part.entry.subject.endswith(each.subject)
        and each.subject.endswith(named)
    ]
    return agreed(beside)
