"""What of a report cannot hold beside a claim though it is no other figure: a deed begun told as done, a stock told as
new, a first time that is no first.

Each contradiction is about the very same words; a report that also tells what the claim says contradicts nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, Protocol

from assistant.verification.operands import FactsByKey
from index.facts.fact import Bound, Fact, Figure, How, Stage
from index.patterns import regex

Contrary = Literal["stage", "progress", "kind", "qualifier"]

# How far a deed has come. What a report tells as begun or under way is not done; what it plans to do has not been.
_BEGUN = ("⟨谋划⟩", "⟨获批⟩", "⟨批复⟩", "⟨开工⟩", "⟨启动⟩", "⟨推⟩", "⟨建设⟩")
_DONE = ("⟨建成⟩", "⟨投用⟩", "⟨贯通⟩")
# Deeds that a thing sees once, the earlier first.
_ONCE = ("⟨开工⟩", "⟨建成⟩", "⟨贯通⟩", "⟨投用⟩")
_NEW = frozenset({"⟨新增⟩", "⟨净增⟩", "⟨新登记⟩"})
_WHOLLY = regex("(?<=.{4})(?:已?全面|已?全部|已?全线|正式|如期)$")
_HARMLESS = frozenset({"⟨等⟩", "⟨推⟩", "⟨基⟩"})
# A thing's name is at least so long; what is shorter may be any thing of its kind.
SHORTEST_NAME = 4
# So few may all be new ones.
FEW = 10
_TOLD_OUTRIGHT = frozenset({How.WRITTEN, How.RESPECTIVELY, How.COMPLETED, How.ITEM, How.CELL})


class FactsByName(FactsByKey, Protocol):
    """What is asked of a report: its facts of a key, and those that name a thing."""

    def naming(self, text: str) -> list[Fact]:
        """The facts with `text` in one of their pieces."""


def contradictions(claimed: Fact, reported: FactsByName) -> Iterator[tuple[Fact, Contrary]]:
    """Reported facts that contradict a claimed one, each with the part in which it does."""
    if claimed.stage is Stage.PLANNED or claimed.qualifiers & {"预", "因"}:
        return
    claimed = _plainly(replace(claimed, before=""))
    yield from _progress(claimed, reported)
    yield from _planned(claimed, reported)
    yield from _stock(claimed, reported)
    yield from _first(claimed, reported)


def _plainly(claimed: Fact) -> Fact:
    """The fact without how wholly a deed was done: what was only begun was not 全面建成 either."""
    pieces = tuple(
        _WHOLLY.sub("", piece) if following.startswith("⟨") else piece
        for piece, following in zip(claimed.pieces, (*claimed.pieces[1:], ""), strict=True)
    )
    return claimed if pieces == claimed.pieces else replace(claimed, pieces=pieces, key="".join(pieces))


def _deed(claimed: Fact, deeds: Sequence[str]) -> tuple[int, str] | None:
    """Where the one deed of a fact stands, and the longest name of what it is done to; None where it tells of more."""
    signs = [place for place, piece in enumerate(claimed.pieces) if piece.startswith("⟨") and piece not in _HARMLESS]
    names = [piece for piece in claimed.pieces if not piece.startswith("⟨") and piece != "#"]
    name = max(names, key=len, default="")
    if len(signs) != 1 or claimed.pieces[signs[0]] not in deeds or len(name) < SHORTEST_NAME:
        return None
    return signs[0], name


def _progress(claimed: Fact, reported: FactsByName) -> Iterator[tuple[Fact, Contrary]]:
    """石雄铁路开工 is not 石雄铁路通车 of the same year."""
    if (deed := _deed(claimed, _DONE)) is None:
        return
    place, name = deed
    for begun in _BEGUN:
        for found in reported.with_key(_with(claimed, place, begun), claimed):
            if found.stage is Stage.PLANNED or not _outright(found) or not _same_figures(claimed, found):
                continue
            if not _told_otherwise(name, reported):
                yield found, "progress"


def _planned(claimed: Fact, reported: FactsByName) -> Iterator[tuple[Fact, Contrary]]:
    """What a report plans to build in its year was not built in the year before."""
    deed = _deed(claimed, _ONCE)
    if deed is None or claimed.figures or claimed.period is None or not claimed.period.said:
        return
    place, name = deed
    like = replace(claimed, stage=Stage.PLANNED)
    for to_come in _ONCE[: _ONCE.index(claimed.pieces[place]) + 1]:
        for found in reported.with_key(_with(claimed, place, to_come), like):
            later = found.period is not None and found.period.first > claimed.period.last
            some = "⟨等⟩" in found.pieces  # 建成一批充电设施 names no thing of its own
            if found.stage is not Stage.PLANNED or not later or some or not _outright(found):
                continue
            if not _told_otherwise(name, reported) and not _counted(name, reported):
                yield found, "stage"


def _stock(claimed: Fact, reported: FactsByName) -> Iterator[tuple[Fact, Contrary]]:
    """智能化煤矿达到268座 is how many there are, not how many are new."""
    new = [piece for piece in claimed.pieces if piece in _NEW]
    if len(new) != 1 or len(claimed.figures) != 1 or claimed.figures[0].low < FEW:
        return
    place = claimed.pieces.index(new[0])
    rest = "".join((*claimed.pieces[:place], *claimed.pieces[place + 1 :]))
    told_new = [found for one in _NEW for found in reported.with_key(_with(claimed, place, one), claimed)]
    for key in (f"⟨累⟩{rest}", rest):
        for found in reported.with_key(key, claimed):
            if found.stage is Stage.PLANNED or not _outright(found) or not _same_figures(claimed, found):
                continue
            if not any(_same_figures(found, one) for one in told_new):
                yield found, "kind"


def _first(claimed: Fact, reported: FactsByName) -> Iterator[tuple[Fact, Contrary]]:
    """连续两年居全国第一 is not for the first time, and what is so for the first time was not so for years."""
    lasting = "⟨连续⟩" in claimed.pieces
    if "首" in claimed.qualifiers and not lasting:
        years = Figure(0, 0, "", Decimal(2), Decimal(2), "年", Bound.EXACT, Decimal(1))
        for found in reported.with_key(f"⟨连续⟩#{claimed.key}", replace(claimed, figures=claimed.figures or (years,))):
            lasted = any(figure.unit == "年" and figure.low > 1 for figure in found.figures)
            if lasted and found.stage is not Stage.PLANNED and "首" not in found.qualifiers and _outright(found):
                yield found, "qualifier"
        for found in reported.with_key(claimed.key, claimed):
            if "稳居" in found.qualifiers and _outright(found) and _same_figures(claimed, found):
                yield found, "qualifier"


def _with(claimed: Fact, place: int, sign: str) -> str:
    return "".join((*claimed.pieces[:place], sign, *claimed.pieces[place + 1 :]))


def _outright(found: Fact) -> bool:
    return found.how in _TOLD_OUTRIGHT


def _same_figures(claimed: Fact, found: Fact) -> bool:
    mine = [(figure.low, figure.high, figure.unit) for figure in claimed.figures]
    return mine == [(figure.low, figure.high, figure.unit) for figure in found.figures]


def _counted(name: str, reported: FactsByName) -> bool:
    """Whether a report tells of a name in numbers or as begun: things of a kind are begun every year."""
    begun = ("⟨开工⟩", "⟨启动⟩")
    told = (found for found in reported.naming(name) if found.stage is not Stage.PLANNED)
    return any(found.figures or any(piece in begun for piece in found.pieces) for found in told)


def _told_otherwise(name: str, reported: FactsByName) -> bool:
    """Whether a report also tells as over what may be the claimed deed of a thing: anything but that it is begun."""
    bare = re.sub("项目$|工程$", "", name)
    for found in reported.naming(bare):
        deeds = [piece for piece in found.pieces if piece.startswith("⟨") and piece not in _HARMLESS]
        if found.stage is not Stage.PLANNED and deeds and not all(piece in _BEGUN for piece in deeds):
            return True
    return False
