"""What is aimed at against the year before, and a level a year ago: differences, shares and growth between the two."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.operands import RATES, FactsByKey, WorkedOut, in_written_unit, told_before, told_facts
from index.facts.fact import Bound, Fact, Figure, Stage
from index.facts.signs import split_key
from index.patterns import regex

# What a claim names beside a measure where it holds an aim against the year before.
_RELATION = regex(
    "(?:相当于?|约为|约等于|等于|步|初步|新增量|产量|销量|量|目标数|目标|数|实际|实施|完成额|完成量|水平|增速|增幅|实绩|人数|规模"
    "|产值|总值|值|建成|p|于)*"
)


def of_year_before(claimed: Fact, told: Sequence[Fact], reported: FactsByKey) -> WorkedOut | None:
    """What is aimed at against what was reached, or a level a year ago that a report's change from it gives."""
    figures = claimed.figures
    if not figures or (earlier := _base(claimed, reported)) is not None:
        return earlier if figures else None
    for aim in (*told_before(claimed, told), *_of_its_own(claimed)):
        if aim.stage is not Stage.PLANNED or not _says_but_relation(claimed, aim):
            continue
        for reached in told_facts(_level_keys(aim), reported, False, aim):
            for planned in told_facts(_level_keys(aim), reported, True, aim):
                if aim.group != claimed.group and compare_figures(aim.figures[0], planned.figures[0]) != "same":
                    continue
                if (computed := _relation(claimed, planned, reached)) is not None:
                    return computed
        break
    return None


def _of_its_own(claimed: Fact) -> Iterator[Fact]:
    """规上工业增加值，2025年目标比2024年实际增速高1.8个百分点: the aim whose figure the claim doesn't tell."""
    pieces = [piece for piece in claimed.pieces if not piece.startswith("⟨") and piece != "#"]
    if "⟨实际⟩" not in claimed.pieces or len(pieces) != 1 or len(claimed.figures) != 1:
        return
    for ending in ("⟨↑⟩", "") if claimed.figures[0].unit == "百分点" else ("",):
        key = f"{pieces[0]}{ending}#"
        yield replace(claimed, key=key, pieces=tuple(split_key(key)), stage=Stage.PLANNED)


def _level_keys(aim: Fact) -> list[str]:
    """An aim's key, and the same told as what was newly made: 增加2万个学位 beside 新增学位3.9万个; or as over."""
    if "⟨建设⟩" in aim.key:
        return [aim.key, aim.key.replace("⟨建设⟩", "⟨建成⟩")]
    if aim.key.endswith("⟨↑⟩#") and aim.figures[0].unit not in RATES:
        return [aim.key, "⟨新增⟩" + aim.key.removesuffix("⟨↑⟩#") + "#"]
    return [aim.key]


def _says_but_relation(claimed: Fact, aim: Fact) -> bool:
    """Whether a fact names nothing but the aim's own measure, last year, and how they stand to one another."""
    text = re.sub("⟨[^⟩]*⟩|#", "", claimed.key)
    for piece in aim.pieces:
        if not piece.startswith("⟨") and piece != "#":
            text = text.replace(piece, "")
    if _RELATION.fullmatch(text) is not None:
        return True
    # 规上工业 of an aim for 规上工业增加值
    name = next((piece for piece in aim.pieces if not piece.startswith("⟨") and piece != "#"), "")
    return len(name) > 2 and any(
        name.startswith(text[:length]) and _RELATION.fullmatch(text[length:]) is not None
        for length in range(2, min(len(text), len(name)) + 1)
    )


def _relation(claimed: Fact, planned: Fact, reached: Fact) -> WorkedOut | None:
    """How a planned figure stands to a reached one, as the claim's signs and last figure have it."""
    aim, result = planned.figures[0], reached.figures[0]
    if aim.unit != result.unit or not result.low:
        return None
    stated = claimed.figures[-1]
    if len(claimed.figures) > 2 or (
        len(claimed.figures) == 2 and compare_figures(claimed.figures[0], result) != "same"
    ):
        return None
    grows = any(piece in ("⟨↑⟩", "⟨>⟩") for piece in claimed.pieces)
    shrinks = any(piece in ("⟨↓⟩", "⟨<⟩") for piece in claimed.pieces)
    gap = aim.low - result.low
    if (grows and gap <= 0) or (shrinks and gap >= 0):
        return None
    if (grows or shrinks) and len(claimed.figures) == 1 and compare_figures(stated, result) == "same":
        return WorkedOut("supported", f"{aim.text} {'>' if gap > 0 else '<'} {result.text}", (planned, reached))
    if stated.unit in ("%", "倍") and not (aim.unit == "%" and stated.unit == "%"):
        factor = Decimal(100) if stated.unit == "%" else Decimal(1)
        part = stated.bound is Bound.UNDER or not (grows or shrinks)
        value = (aim.low if part else abs(gap)) / result.low * factor
        unit, expression = stated.unit, f"{aim.text} / {result.text} = {aim.low / result.low:.2f}"
    elif grows or shrinks:
        value, unit = abs(gap), "百分点" if aim.unit in RATES else aim.unit
        expression = f"{aim.text} − {result.text} = {in_written_unit(gap, aim)}"
    else:
        return None
    worked_out = Figure(0, 0, "", value, value, unit, Bound.EXACT, Decimal("0.1") if unit != aim.unit else aim.step)
    rounded = replace(stated, bound=Bound.ABOUT) if stated.bound is Bound.EXACT else stated
    if compare_figures(rounded, worked_out) != "same":
        return None
    return WorkedOut("supported", expression, (planned, reached))


def _base(claimed: Fact, reported: FactsByKey) -> WorkedOut | None:
    """上年为42.9%, of which a report tells that it is 43.6% now, 0.7 points more."""
    period = claimed.period
    if period is None or len(claimed.figures) != 1 or claimed.pieces[-1] != "#" or claimed.stage is Stage.PLANNED:
        return None
    stem = "".join(claimed.pieces[:-1])
    for level in told_facts([claimed.key], reported, False, claimed):
        if level.period is None or level.period.first != period.first + 1:
            continue
        for sign, way in (("⟨↑⟩", 1), ("⟨↓⟩", -1)):
            for change in told_facts([f"{stem}{sign}#"], reported, False, claimed):
                now, by = level.figures[0], change.figures[0]
                alike = by.unit == now.unit != "%" or (now.unit == "%" and by.unit == "百分点")
                if not alike or change.period != level.period:
                    continue
                value = now.low - way * by.low
                result = replace(now, low=value, high=value, step=min(now.step, by.step))
                if compare_figures(claimed.figures[0], result) == "same":
                    expression = (
                        f"{now.text} {'−' if way > 0 else '+'} {by.text} = {in_written_unit(value, now, level=True)}"
                    )
                    return WorkedOut("supported", expression, (level, change))
    return None
