"""Whether a claimed figure is the reported one: unit, value, rounding, hedge."""

from dataclasses import replace
from decimal import Decimal
from typing import Literal

from index.facts.fact import Bound, Figure
from index.patterns import regex
from index.text.units import comparable

Verdict = Literal["same", "open", "value", "unit", "rank"]
# A bound told of a figure is its rounding only where it is this near to it.
NEAR_ENOUGH = Decimal("1.25")
LOOSE = Decimal("0.1")
# A figure of so many digits that rounds the reported one is it, without a word like "about".
ROUNDED = 4
# 八成多 is less than nine tenths, 一千三百多亿 less than 1,400.
_SPOKEN_MORE = regex("[一二两三四五六七八九十百千万亿成][多余]")
_IN_DIGITS = regex(r"\d")
# "Nearly 80" is no fewer than three quarters of it.
FAR_BELOW = Decimal("0.75")
# What counts one thing: people say 家 of firms that a report counts as 户, and 个 of anything that is no person.
_COUNTERS = frozenset("个家户座所处项条件栋台部间")
_FIRMS = frozenset("家户")


def compare_figures(claimed: Figure, found: Figure) -> Verdict:
    """`same` where the claim may say its figure of the found one; `open` where rounding or hedge leaves it open."""
    if {claimed.unit, found.unit} == {"倍", "%"}:
        claimed, found = _in_percent(claimed), _in_percent(found)
    if not _units(claimed, found):
        return "unit"
    if claimed.unit == "第":
        if Bound.UNDER in (claimed.bound, found.bound):
            return _rank_up_to(claimed, found)
        return "same" if claimed.low == found.low else "rank"
    if claimed.low != claimed.high or found.low != found.high:
        same = claimed.low == found.low and claimed.high == found.high
        return "same" if same and claimed.bound is found.bound else "open" if same else _range(claimed, found)
    # 七成 is 70 %, said roundly; what it hedges nobody wrote.
    if found.text.endswith("成") and claimed.low == found.low and Bound.EXACT in (claimed.bound, found.bound):
        return "same"
    return _values(claimed, found)


def _in_percent(figure: Figure) -> Figure:
    """3.58倍 as 358%."""
    if figure.unit == "%":
        return figure
    return replace(figure, unit="%", low=figure.low * 100, high=figure.high * 100, step=figure.step * 100)


def _rank_up_to(claimed: Figure, found: Figure) -> Verdict:
    """前三: third holds it, fourth doesn't; what is told as 前三 says no rank."""
    if found.bound is Bound.UNDER:
        within = claimed.bound is Bound.UNDER and found.low <= claimed.low
        return "same" if within else "open"
    return "same" if found.low <= claimed.low else "rank"


def _units(claimed: Figure, found: Figure) -> bool:
    if comparable(claimed.unit, found.unit):
        return True
    if claimed.unit and found.unit.startswith(f"{claimed.unit}/"):
        return True  # 35微克 of 38微克/立方米: people leave out what goes without saying
    units = {claimed.unit, found.unit}
    if units == _FIRMS or ("个" in units and units <= _COUNTERS):
        return True
    loose = {claimed.unit, found.unit} == {"%", "百分点"} and (
        "点" in claimed.text[-1:] and "百分点" not in claimed.text
    )
    spoken = [one for one in (claimed, found) if one.spoken and one.unit == "" and one.low >= 10000]
    return loose or bool(spoken)


def _range(claimed: Figure, found: Figure) -> Verdict:
    return "value" if claimed.high < found.low or claimed.low > found.high else "open"


def _values(claimed: Figure, found: Figure) -> Verdict:
    told, value = claimed.low, found.low
    if abs(told - value) <= Decimal("1e-12") * max(abs(told), abs(value)):
        return _hedges(claimed.bound, found.bound)
    if found.bound is Bound.EXACT:
        return _rounding(claimed, value)
    if found.bound is Bound.OVER:
        return _above(claimed, value)
    if found.bound in (Bound.UNDER, Bound.NEAR):
        return _below(claimed, found)
    return _near(told - value, claimed.step / 2 if claimed.bound is Bound.ABOUT else Decimal(0), value)


def _near(gap: Decimal, rounding: Decimal, value: Decimal) -> Verdict:
    """A round figure steps by itself, but 10 is no rounding of 5: a tenth of the value is the most."""
    if abs(gap) > LOOSE * abs(value):
        return "value"
    return "same" if abs(gap) <= rounding else "open"


def _hedges(claimed: Bound, found: Bound) -> Verdict:
    if claimed is found or {claimed, found} == {Bound.ABOUT, Bound.NEAR}:
        return "same"
    if found is Bound.EXACT and claimed is Bound.ABOUT:
        return "same"
    opposite = {claimed, found} in ({Bound.OVER, Bound.UNDER}, {Bound.OVER, Bound.NEAR})
    return "value" if opposite else "open"


def _rounding(claimed: Figure, value: Decimal) -> Verdict:
    told, step = claimed.low, claimed.step
    if claimed.unit == "%" and claimed.bound is Bound.EXACT and _IN_DIGITS.match(claimed.text):
        step = min(step, Decimal(1))  # 100% is no rounding of 94.6%, as 九成 is of 92.2%
    gap = told - value
    if claimed.bound is Bound.ABOUT:
        return _near(gap, step / 2, value)
    if claimed.bound is Bound.NEAR:
        return _near(gap, max(step, abs(told) * LOOSE) if gap > 0 else Decimal(0), value)
    if claimed.bound is Bound.OVER:
        if told > value or (_SPOKEN_MORE.search(claimed.text) and value >= told + step):
            return "value"
        return "same" if value <= told * NEAR_ENOUGH else "open"
    if claimed.bound is Bound.UNDER:
        return "value" if told < value else "same" if told <= value * NEAR_ENOUGH else "open"
    if abs(gap) <= step / 2 and _digits(claimed) >= ROUNDED:
        return "same"  # 6023.15亿元 of 602,315,354,000元
    return "open" if abs(gap) < step and abs(gap) <= LOOSE * abs(value) else "value"


def _digits(figure: Figure) -> int:
    """How many digits a figure is told in."""
    return len(figure.low.normalize().as_tuple().digits)


def _above(claimed: Figure, bound: Decimal) -> Verdict:
    """Against "more than `bound`"."""
    told = claimed.low
    if claimed.bound is Bound.OVER:
        return "value" if told > bound else "same" if bound <= told * NEAR_ENOUGH else "open"
    if claimed.bound is Bound.UNDER:
        return "value" if told <= bound else "open"
    return "value" if told < bound else "open"


def _below(claimed: Figure, found: Figure) -> Verdict:
    """Against "less than" or "nearly" a bound."""
    told, bound = claimed.low, found.low
    if claimed.bound is Bound.UNDER:
        return "same" if bound <= told <= bound * NEAR_ENOUGH else "open"
    if claimed.bound is Bound.OVER:
        return "value" if told >= bound else "open"
    far = found.bound is Bound.NEAR and told < bound * FAR_BELOW
    return "value" if told > bound or far else "open"
