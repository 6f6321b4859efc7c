"""Statements that take the facts of two reports: one place against another, a year's target against its outcome.

Both operands are cited, each with the report that it stands in. Only what both reports tell outright is compared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.verification.comparing import Comparison
from assistant.verification.comparing_figures import compare_figures
from assistant.verification.computing import decided
from assistant.verification.judgement import JudgedStatement, Judgement, verdict_of
from assistant.verification.operands import RATES, WorkedOut, told_facts
from assistant.verification.reported import Reported
from index.facts.fact import Bound, Context, Fact, Period, Stage
from index.facts.reading import read
from index.patterns import regex

_WAYS = ("⟨>⟩", "⟨<⟩")
_MOVES = (*_WAYS, "⟨↑⟩", "⟨↓⟩")
_GOAL = regex("目标|计划|预期|任务")
_MISSED = regex("(?:没有?|未能?|没能|并未|未曾)(?:能)?(?:全面)?(?:达到|完成|实现|达成|兑现)|低于|不及|落空|差了?")
_MET = regex("达到|完成|实现|达成|超过|超额|高于|兑现")
_OF_OUTCOME = frozenset({"⟨非⟩", "⟨完成⟩", "⟨实现⟩", "#", "目标", "预期目标", "⟨>⟩", "⟨<⟩"})


def span_reports(text: str, library: Sequence[Reported], now: int | None) -> tuple[Reported, Judgement] | None:
    """What two reports together say of a claim, and the first one's; None where they don't decide it."""
    named = [one for one in library if any(len(name) > 1 and name in text for name in _names(one))]
    found = (*_between_places(text, named, now), *_between_years(text, named, now), *_target_met(text, named, now))
    for one, claimed, computed in found:
        pair = Comparison(claimed, computed.operands[0], computed=computed)
        statement = JudgedStatement(claimed.start, claimed.end, computed.outcome, (pair,))
        return one, Judgement(verdict_of([computed.outcome]), (statement,))
    return None


def _names(one: Reported) -> tuple[str, ...]:
    return (*one.names, *((one.region,) if one.region else ()))


def _claimed(text: str, one: Reported, now: int | None) -> tuple[Fact, ...]:
    return read(text, Context(region=one.region, names=one.names, year=one.year, claim=True, now=now))


def _single_statement(facts: Sequence[Fact]) -> bool:
    return len({fact.group for fact in facts}) == 1


def _between_places(
    text: str, named: Sequence[Reported], now: int | None
) -> Iterator[tuple[Reported, Fact, WorkedOut]]:
    """浙江2025年增长目标高于江苏."""
    for one in named:
        facts = _claimed(text, one, now)
        if not _single_statement(facts):
            continue
        for claimed in facts:
            place = next((at for at, piece in enumerate(claimed.pieces) if piece in _WAYS), None)
            if place is None:
                continue
            for other in named:
                if other.region == one.region or (computed := _against(claimed, place, one, other)) is None:
                    continue
                yield one, claimed, computed


def _against(claimed: Fact, place: int, one: Reported, other: Reported) -> WorkedOut | None:
    right = "".join(piece for piece in claimed.pieces[place + 1 :] if piece != "#")
    name = next((name for name in sorted(_names(other), key=len, reverse=True) if right.startswith(name)), None)
    if name is None:
        return None
    left = "".join(piece for piece in claimed.pieces[:place] if piece != "#")
    # "增长目标" alone is the economy's.
    left = f"生产总值{left}" if left in ("", "⟨↑⟩") else left
    rest = right.removeprefix(name).removeprefix("的")
    if rest.replace("⟨↑⟩", "") not in ("", left.replace("⟨↑⟩", "")):
        return None
    planned = claimed.stage is Stage.PLANNED
    keys = [f"{left}#"] if "⟨↑⟩" in left else [f"{left}⟨↑⟩#", f"{left}#"]
    for key in keys:
        for mine in told_facts([key], one.index, planned, claimed):
            for theirs in told_facts([key], other.index, planned, claimed):
                same_time = _in_year(mine, claimed.period) and _in_year(theirs, claimed.period)
                if not same_time or mine.figures[0].unit != theirs.figures[0].unit:
                    continue
                if (computed := decided(claimed, place, mine, theirs)) is not None:
                    return replace(computed, sources=(one, other))
    return None


def _in_year(fact: Fact, period: Period | None) -> bool:
    if period is None or fact.period is None:
        return period is None
    return (fact.period.first, fact.period.last, fact.period.part) == (period.first, period.last, period.part)


def _between_years(text: str, named: Sequence[Reported], now: int | None) -> Iterator[tuple[Reported, Fact, WorkedOut]]:
    """2024年优良天数比上年增加12天: of which the reports of two years each tell their own."""
    for after in named:
        facts = _claimed(text, after, now)
        if not _single_statement(facts):
            continue
        for claimed in facts:
            place = next((at for at, piece in enumerate(claimed.pieces) if piece in _MOVES), None)
            period = claimed.period
            amount = len(claimed.figures) == 1 and claimed.figures[0].unit not in RATES | {"倍", "第"}
            if place is None or not amount or claimed.pieces[place + 1 :] != ("#",) or period is None:
                continue
            if period.first != period.last or period.part:
                continue
            key = "".join(claimed.pieces[:place]) + "#"
            for before in named:
                if before.region != after.region or before is after:
                    continue
                for mine in told_facts([key], after.index, False, claimed):
                    for theirs in told_facts([key], before.index, False, claimed):
                        last_year = replace(period, first=period.first - 1, last=period.last - 1)
                        if not _in_year(mine, period) or not _in_year(theirs, last_year):
                            continue
                        if mine.figures[0].unit == theirs.figures[0].unit and (
                            computed := decided(claimed, place, mine, theirs, same_measure=True)
                        ):
                            yield after, claimed, replace(computed, sources=(after, before))


def _target_met(text: str, named: Sequence[Reported], now: int | None) -> Iterator[tuple[Reported, Fact, WorkedOut]]:
    """2024年旅游综合收入没有达到45亿元的目标: the plan in that year's report, the outcome in the next one's."""
    if not _GOAL.search(text) or not _MET.search(text):
        return
    missed = _MISSED.search(text) is not None
    for after in named:
        before = next((one for one in named if one.region == after.region and one.year == (after.year or 0) - 1), None)
        if before is None or after.year is None:
            continue
        facts = _claimed(text, after, now)
        if not _single_statement(facts):
            continue
        year = Period(after.year - 1, after.year - 1)
        for claimed in facts:
            stem = "".join(piece for piece in claimed.pieces if piece not in _OF_OUTCOME)
            if not stem or "⟨↓⟩" in stem or len(claimed.figures) > 1 or not _in_year(claimed, year):
                continue
            for goal in told_facts([f"{stem}#"], before.index, True, claimed):
                for outcome in told_facts([f"{stem}#"], after.index, False, claimed):
                    computed = _outcome(claimed, missed, goal, outcome)
                    if computed is not None and _in_year(goal, year) and _in_year(outcome, year):
                        yield after, claimed, replace(computed, sources=(after, before))


def _outcome(claimed: Fact, missed: bool, goal: Fact, outcome: Fact) -> WorkedOut | None:
    wanted, reached = goal.figures[0], outcome.figures[0]
    told = [replace(figure, bound=wanted.bound) for figure in claimed.figures]
    if wanted.unit != reached.unit or any(compare_figures(figure, wanted) != "same" for figure in told):
        return None
    if wanted.bound in (Bound.UNDER, Bound.ABOUT) or reached.bound not in (Bound.EXACT, Bound.OVER):
        return None
    below = reached.low < wanted.low
    if below and reached.bound is Bound.OVER:
        return None
    expression = f"{reached.text} {'<' if below else '≥'} {wanted.text}"
    return WorkedOut("supported" if below == missed else "refuted", expression, (outcome, goal))
