"""Statements that no report writes but its figures give: differences, comparisons, shares, multiples.

Both operands are reported facts of the claim's place with the claim's own keys; the arithmetic is shown with them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.verification.aims import of_year_before
from assistant.verification.comparing_figures import compare_figures
from assistant.verification.operands import RATES, FactsByKey, WorkedOut, in_written_unit, told_before, told_facts
from index.facts.fact import Bound, Fact, Figure, Stage
from index.facts.lists import sharing
from index.patterns import regex

if TYPE_CHECKING:
    pass

_SIGNS = {"⟨>⟩": 1, "⟨<⟩": -1, "⟨↑⟩": 1, "⟨↓⟩": -1}
_EQUAL = frozenset({"相同", "一样", "一致", "相等"})
_MORE_THAN_BEFORE = {"更快": 1, "更高": 1, "更大": 1, "更多": 1, "更慢": -1, "更低": -1, "更小": -1, "更少": -1}
# What stands for "the same measure, the year before" behind a comparison.
_BEFORE = regex(
    "(?:实际|实绩|人数|完成额|完成量|完成数|产量|预计|水平|纪录|数|实施|完成|目标|值|的|年|速|量|⟨实际⟩|⟨新增⟩|⟨完成⟩|⟨建成⟩)*"
)


# 约为原煤产量的四分之一
_EQUALS = regex("^(?:约为|约是|约合|相当于|大致相当于|是|为)")


def compute(claimed: Fact, told: Sequence[Fact], reported: FactsByKey) -> WorkedOut | None:
    """The claimed fact worked out from reported ones; `told` are the claim's other facts. None where it can't be."""
    pieces = claimed.pieces
    if pieces[-1] == "#" and len(claimed.figures) == 1 and any("、" in piece for piece in pieces):
        return _sum(claimed, reported)
    if (computed := of_year_before(claimed, told, reported)) is not None:
        return computed
    if not claimed.figures and pieces[-1] in _EQUAL:
        return _equal(claimed, reported)
    if not claimed.figures and pieces[-1] in _MORE_THAN_BEFORE:
        return _more(claimed, told, reported)
    if _is_multiple(claimed):
        return _multiple(claimed, told, reported)
    if "全国" in "".join(pieces) and "⟨占⟩" not in pieces and (nation := _nation(claimed, reported)) is not None:
        return nation
    for place in range(len(pieces) - 1, 0, -1):
        if pieces[place] in ("⟨>⟩", "⟨<⟩"):
            return _comparison(claimed, place, told, reported)
    for place in range(len(pieces) - 1, 0, -1):
        if pieces[place] in _SIGNS and _is_difference(claimed, place):
            return _comparison(claimed, place, told, reported)
        if pieces[place] == "⟨占⟩":
            return _share(claimed, place, told, reported)
    return None


def _equal(claimed: Fact, reported: FactsByKey) -> WorkedOut | None:
    """A与B增速相同: both figures are told."""
    names, sign = claimed.pieces[0].split("、"), "".join(claimed.pieces[1:-1])
    if len(names) != 2 or sign not in ("", "⟨↑⟩", "⟨↓⟩"):
        return None
    for one in told_facts([f"{names[0]}{sign}#"], reported, False, claimed):
        for other in told_facts([f"{names[1]}{sign}#"], reported, False, claimed):
            mine, theirs = one.figures[0], other.figures[0]
            if mine.unit != theirs.unit or not mine.bound is theirs.bound is Bound.EXACT:
                continue
            same = mine.low == theirs.low
            expression = f"{mine.text} {'=' if same else '≠'} {theirs.text}"
            return WorkedOut("supported" if same else "refuted", expression, (one, other))
    return None


def _more(claimed: Fact, told: Sequence[Fact], reported: FactsByKey) -> WorkedOut | None:
    """…增长5.4%，规上工业增速更快: of the claim's figure before and the one that the report tells of this."""
    way, key = _MORE_THAN_BEFORE[claimed.pieces[-1]], "".join(claimed.pieces[:-1]) + "#"
    for said in told_before(claimed, told)[:1]:
        for one in told_facts([key], reported, False, claimed):
            for other in told_facts([said.key], reported, False, said):
                mine, theirs = one.figures[0], other.figures[0]
                gap = mine.low - theirs.low
                alike = mine.unit == theirs.unit and key.endswith("⟨↑⟩#") == said.key.endswith("⟨↑⟩#")
                if not alike or not gap or not mine.bound is theirs.bound is Bound.EXACT:
                    continue
                expression = f"{mine.text} {'>' if gap > 0 else '<'} {theirs.text}"
                return WorkedOut("supported" if gap * way > 0 else "refuted", expression, (one, other))
    return None


def _is_multiple(claimed: Fact) -> bool:
    """是…的三倍多, 是…的三分之一: so many times another figure."""
    if claimed.pieces[-1] != "#" or len(claimed.figures) != 1 or "⟨占⟩" in claimed.pieces:
        return False
    figure = claimed.figures[0]
    grown = len(claimed.pieces) > 1 and claimed.pieces[-2] in _SIGNS
    times = figure.unit == "倍" and not grown
    return times or ("分之" in figure.text and "百分之" not in figure.text)


def _multiple(claimed: Fact, told: Sequence[Fact], reported: FactsByKey) -> WorkedOut | None:
    stated = claimed.figures[0]
    factor = Decimal(1) if stated.unit == "倍" else Decimal(100)
    key = _EQUALS.sub("", claimed.key)
    for base in told_facts([key], reported, False, claimed):
        for said in told_before(claimed, told):
            for one in told_facts([said.key], reported, False, said):
                mine, theirs = one.figures[0], base.figures[0]
                same = one.key.endswith("⟨↑⟩#") == base.key.endswith("⟨↑⟩#")
                if not same or mine.unit != theirs.unit or not theirs.low or one.key == base.key:
                    continue
                ratio = mine.low / theirs.low * factor
                result = Figure(0, 0, "", ratio, ratio, stated.unit, Bound.EXACT, Decimal("0.1"))
                rounded = replace(stated, bound=Bound.ABOUT) if stated.bound is Bound.EXACT else stated
                if compare_figures(rounded, result) == "same":
                    return WorkedOut("supported", f"{mine.text} / {theirs.text} = {ratio / factor:.2f}", (one, base))
    return None


def _nation(claimed: Fact, reported: FactsByKey) -> WorkedOut | None:
    """The nation's figure, of which a report tells its own and how far above or below that it is."""
    if len(claimed.figures) != 1 or any(piece in ("⟨>⟩", "⟨<⟩", "⟨居⟩") for piece in claimed.pieces):
        return None
    own = re.sub("全国(?:平均(?:水平)?)?", "", "".join(claimed.pieces))
    stem = own.removesuffix("#")
    stated = claimed.figures[0]
    for one in told_facts([own], reported, False, claimed):
        for sign, way in (("⟨>⟩", 1), ("⟨<⟩", -1)):
            keys = [f"{stem}{sign}全国{tail}#" for tail in ("", "平均", "平均水平")]
            for gap in told_facts(keys, reported, False, claimed):
                mine, by = one.figures[0], gap.figures[0]
                value = mine.low - way * by.low
                result = replace(mine, low=value, high=value, step=min(mine.step, by.step))
                if by.unit in (mine.unit, "百分点") and compare_figures(stated, result) == "same":
                    expression = (
                        f"{mine.text} {'−' if way > 0 else '+'} {by.text} = {in_written_unit(value, mine, level=True)}"
                    )
                    return WorkedOut("supported", expression, (one, gap))
    return None


def _is_difference(claimed: Fact, place: int) -> bool:
    behind = claimed.pieces[place + 1 :]
    return len(behind) >= 1 and set(behind) == {"#"} and claimed.figures[-1].unit != "%"


def _comparison(claimed: Fact, place: int, told: Sequence[Fact], reported: FactsByKey) -> WorkedOut | None:
    left, right = list(claimed.pieces[:place]), [piece for piece in claimed.pieces[place + 1 :] if piece != "#"]
    aimed = [_AIM.sub("", piece) for piece in left]  # 就业的目标高于上年实际完成的人数
    of_aim, left = aimed != left, aimed
    keys = _measure_keys(left)
    against = "".join(right)
    planned = any(fact.stage is Stage.PLANNED and fact.key in keys for fact in told)
    planned = planned or (claimed.stage is Stage.PLANNED and (of_aim or "⟨实际⟩" in right))
    first = list(told_facts(keys, reported, planned, claimed))
    is_before = _BEFORE.fullmatch(against.replace("⟨↑⟩", "")) is not None
    if is_before:
        if not planned:
            return None
        second = list(told_facts(keys, reported, False, claimed))
    else:
        second = list(told_facts(_other_keys(left, right), reported, False, claimed))
        if planned:
            return None
    for one in first:
        for other in second:
            if one.key.endswith("⟨↑⟩#") != other.key.endswith("⟨↑⟩#") or one.figures[0].unit != other.figures[0].unit:
                continue
            if (computed := decided(claimed, place, one, other, aim=planned and is_before)) is not None:
                return computed
    return None


_AIM = regex("(?<=.{2})的?(?:目标|任务)$")


def _measure_keys(left: Sequence[str]) -> list[str]:
    stem = "".join(piece for piece in left if piece not in ("#", "⟨实际⟩"))
    return [f"{stem}#"] if stem.endswith("⟨↑⟩") else [f"{stem}⟨↑⟩#", f"{stem}#"]


def _other_keys(left: Sequence[str], right: Sequence[str]) -> list[str]:
    """The measure compared with: as written, or with what it leaves out of the first one's name."""
    name = re.sub("⟨[^⟩]*⟩|#", "", "".join(left))
    other = re.sub("⟨[^⟩]*⟩|#", "", "".join(right)).removesuffix("整体")
    lead = "".join(piece for piece in left if piece.startswith("⟨") and piece not in _SIGNS)
    names = [
        other,
        *(other + name[at:] for at in range(1, len(name))),
        *(name[:at] + other for at in range(1, len(name))),
    ]
    grown = any(piece == "⟨↑⟩" for piece in (*left, *right))
    endings = ("⟨↑⟩#",) if grown else ("⟨↑⟩#", "#")
    return [
        f"{start}{one}{ending}"
        for one in dict.fromkeys(names)
        for ending in endings
        for start in dict.fromkeys(("", lead))
    ]


def decided(
    claimed: Fact, place: int, one: Fact, other: Fact, *, same_measure: bool = False, aim: bool = False
) -> WorkedOut | None:
    """A comparison at the sign `claimed.pieces[place]` by the figures of two facts; None where they leave it open.

    With `same_measure`, of one measure in two years, the other direction refutes whatever the difference is. Of an
    `aim` its bound is what is compared: 32万人以上 is lower than 40万人.
    """
    first, second = one.figures[0], other.figures[0]
    gap = first.low - second.low
    way = _SIGNS[claimed.pieces[place]]
    expression = f"{first.text} − {second.text} = {in_written_unit(gap, first)}"
    if gap * way <= 0:
        exact = (first.bound is Bound.EXACT or aim) and second.bound is Bound.EXACT
        return (
            WorkedOut("refuted", expression, (one, other))
            if exact and gap and (same_measure or not claimed.figures)
            else None
        )
    difference = replace(
        first,
        low=abs(gap),
        high=abs(gap),
        unit="百分点" if first.unit in RATES else first.unit,
        bound=Bound.EXACT,
        step=min(first.step, second.step),
    )
    figures = list(claimed.figures)
    if (figures and compare_figures(figures[0], second) in ("same",)) or (
        figures and figures[0].low == second.low and figures[0].unit == second.unit
    ):
        figures.pop(0)
    for figure in figures:
        loose = replace(figure, bound=Bound.ABOUT) if figure.bound is Bound.EXACT and figure.low == abs(gap) else figure
        if compare_figures(loose, difference) != "same":
            return None
    return WorkedOut("supported", expression, (one, other))


def _share(claimed: Fact, place: int, told: Sequence[Fact], reported: FactsByKey) -> WorkedOut | None:
    if not claimed.figures or claimed.figures[-1].unit != "%":
        return None
    part = "".join(piece for piece in claimed.pieces[:place] if piece not in ("#", "⟨部分⟩"))
    whole = "".join(piece for piece in claimed.pieces[place + 1 :] if piece != "#" and not piece.startswith("⟨"))
    if part.startswith("非") and (rest := _rest(claimed, part[1:], reported)) is not None:
        return rest
    said = told_before(claimed, told)
    parts = [f"{part}#"] if part else [fact.key for fact in said[:1]]
    wholes = [f"{whole}#"] if whole else [fact.key for fact in said if fact.key not in parts]
    for planned in (False, True):
        for one in told_facts(parts, reported, planned, claimed):
            for other in told_facts(wholes, reported, planned, claimed):
                if (computed := _share_of(claimed, one, other)) is not None:
                    return computed
    return None


def _share_of(claimed: Fact, one: Fact, other: Fact) -> WorkedOut | None:
    mine, theirs = one.figures[0], other.figures[0]
    # A whole that the claim gives must be the reported one.
    given = [figure for figure in claimed.figures[:-1] if compare_figures(figure, theirs) != "same"]
    if given or mine.unit != theirs.unit or mine.unit in RATES or not theirs.low or mine.low > theirs.low:
        return None
    share = mine.low / theirs.low * 100
    stated = claimed.figures[-1]
    result = Figure(0, 0, "", share, share, "%", Bound.EXACT, Decimal("0.1"))
    rounded = replace(stated, bound=Bound.ABOUT) if stated.bound is Bound.EXACT else stated
    if compare_figures(rounded, result) != "same":
        return None
    return WorkedOut("supported", f"{mine.text} / {theirs.text} = {share:.1f} %", (one, other))


def _rest(claimed: Fact, part: str, reported: FactsByKey) -> WorkedOut | None:
    """非绿电占45%, of which a report tells that 绿电 has 55%."""
    whole = "".join(claimed.pieces[claimed.pieces.index("⟨占⟩") + 1 :])
    for one in told_facts([f"{part}⟨占⟩{whole}"], reported, False, claimed):
        figure = one.figures[0]
        if figure.unit != "%" or figure.bound is not Bound.EXACT:
            continue
        rest = Decimal(100) - figure.low
        if compare_figures(claimed.figures[-1], replace(figure, low=rest, high=rest)) == "same":
            return WorkedOut("supported", f"100 % − {figure.text} = {rest.normalize():f} %", (one,))
    return None


def _sum(claimed: Fact, reported: FactsByKey) -> WorkedOut | None:
    """A、B合计90家, of which a report tells each."""
    listed = next(place for place, piece in enumerate(claimed.pieces) if "、" in piece)
    lead = [piece for piece in claimed.pieces[:listed] if piece.startswith("⟨")]
    tail = [piece for piece in claimed.pieces[listed + 1 : -1] if piece not in ("⟨累⟩", "⟨等⟩")]
    stated, planned = claimed.figures[0], claimed.stage is Stage.PLANNED
    for names in sharing(claimed.pieces[listed].split("、")):
        found = [
            list(
                told_facts(
                    ["".join((*lead, each, *tail, "#")) for each in _in_its_field(name)], reported, planned, claimed
                )
            )
            for name in names
        ]
        operands = tuple(facts[0] for facts in found if facts)
        if len(operands) != len(names) or len({fact.figures[0].unit for fact in operands}) != 1 or tail:
            continue
        total = sum((fact.figures[0].low for fact in operands), Decimal(0))
        first = operands[0].figures[0]
        bound = Bound.EXACT if all(fact.figures[0].bound is Bound.EXACT for fact in operands) else Bound.ABOUT
        result = replace(first, low=total, high=total, bound=bound)
        rounded = replace(stated, bound=Bound.ABOUT) if bound is Bound.ABOUT else stated
        if compare_figures(rounded, result) == "same":
            expression = " + ".join(fact.figures[0].text for fact in operands) + f" = {in_written_unit(total, first)}"
            return WorkedOut("supported", expression, operands)
    return None


_FIELD = regex("(?<=.{2})(?=(?:投资|贷款|支出|产值|就业)$)")


def _in_its_field(name: str) -> list[str]:
    """市政投资 is also told as 市政领域投资."""
    return list(dict.fromkeys((name, _FIELD.sub("领域", name))))
