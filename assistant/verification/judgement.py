"""What a claim comes to against one report: each of its statements by its best reading, and the verdict of them all."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.verification.comparing import Comparison, FactIndex, Outcome, compare
from assistant.verification.computing import compute
from assistant.verification.wording import SHORTEST, is_weak, overlay
from index.facts.fact import Fact, How
from index.patterns import regex

Verdict = Literal["supported", "partly_supported", "refuted", "not_enough_info"]
BARE = 2  # letters of 出口, 投资, 产量
# What a clause begins or ends with that says only within what the next one is told.
_FRAME = regex("(?:当中|之中|中|里|方面|领域|范围内|期间|来看|而言)$|(?<=影响)后?$")


@dataclass(frozen=True, slots=True)
class JudgedStatement:
    """One statement of a claim, at `[start, end)` of it: what it comes to, and the comparisons that say so."""

    start: int
    end: int
    outcome: Outcome
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a claim's statements come to against one report."""

    outcome: Verdict
    statements: tuple[JudgedStatement, ...]

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        """The comparisons of all statements, in the claim's order."""
        return tuple(pair for one in self.statements for pair in one.comparisons)


def judge(claimed: Sequence[Fact], reported: FactIndex) -> Judgement:
    """Each statement of a claim by its best reading; a claim holds where each of its statements does."""
    groups: dict[int, list[Fact]] = defaultdict(list)
    for fact in claimed:
        groups[fact.group].append(fact)
    statements: list[JudgedStatement] = []
    framed: Fact | None = None
    subject = False  # whether the clause before tells of something that no report was compared with
    for facts in groups.values():
        outcome, pairs = _group(facts, reported, claimed)
        if outcome == "refuted" and subject and _may_be_of_it(facts):
            outcome = "open"
        subject = outcome == "open" and not any(fact.figures for fact in facts)
        start, end = min(fact.start for fact in facts), max(fact.end for fact in facts)
        if framed is not None and outcome == "supported" and all(_stands_in(framed, pair, reported) for pair in pairs):
            start = statements.pop().start
        framed = facts[0] if outcome == "open" and is_frame(facts[0]) else None
        statements.append(JudgedStatement(start, end, outcome, tuple(pairs)))
    return Judgement(verdict_of([one.outcome for one in statements]), tuple(statements))


def _may_be_of_it(facts: Sequence[Fact]) -> bool:
    """Whether a clause has no more of its own than a bare measure: 外贸“新三样”添力，出口增长77.6% is of them."""
    texts = [piece for piece in facts[0].pieces if not piece.startswith("⟨") and piece != "#"]
    return bool(facts[0].before) and sum(map(len, texts)) <= BARE


def is_frame(fact: Fact) -> bool:
    """Whether a clause says only within what the next one is told: 煤炭产能中, 剔除自然因素影响."""
    return not fact.figures and len(fact.pieces) == 1 and _FRAME.search(fact.key) is not None


def _stands_in(frame: Fact, pair: Comparison, reported: FactIndex) -> bool:
    """Whether the reported sentence sets the same frame before what the pair rests on, or within it."""
    if pair.computed is not None:
        return False
    start = max(reported.text.rfind(mark, 0, pair.found.start) for mark in "。！？\n") + 1
    said = f"{reported.text[start : pair.found.end]}|{'|'.join(pair.found.pieces)}"
    words = _FRAME.sub("", frame.key)
    return len(words) >= SHORTEST and all(is_weak(left) for left in overlay(words, said).claimed)


def verdict_of(outcomes: Sequence[Outcome]) -> Verdict:
    """A claim's verdict from its statements': one that is refuted refutes it, each must hold for it to hold."""
    if "refuted" in outcomes:
        return "refuted"
    if not outcomes or "supported" not in outcomes:
        return "not_enough_info"
    return "supported" if all(outcome == "supported" for outcome in outcomes) else "partly_supported"


def _group(facts: Sequence[Fact], reported: FactIndex, told: Sequence[Fact]) -> tuple[Outcome, list[Comparison]]:
    whole = [fact for fact in facts if fact.item is None]
    items: dict[int, list[Fact]] = defaultdict(list)
    for fact in facts:
        if fact.item is not None:
            items[fact.item].append(fact)
    pairs = [pair for fact in whole if (pair := compare(fact, reported)) is not None]
    for pair in pairs:
        if pair.outcome == "supported":
            return "supported", [pair]
    open_list = any(fact.open_list for fact in facts)
    if items:
        supported = []
        for members in items.values():
            found = next((p for fact in members if (p := compare(fact, reported)) and p.outcome == "supported"), None)
            # "A、B等" wants others beside those that it names.
            if found is None or (open_list and found.found.how is not How.ITEM and not found.found.open_list):
                break
            supported.append(found)
        else:
            # What the items do not carry, such as the figure of all of them together, must not be lost with them.
            told_figures = {(figure.start, figure.end) for fact in whole for figure in fact.figures}
            if told_figures <= {(one.start, one.end) for pair in supported for one in pair.claimed.figures}:
                return "supported", supported
    for fact in whole:
        if (computed := compute(fact, told, reported)) is not None:
            return computed.outcome, [Comparison(fact, computed.operands[0], computed=computed)]
    for pair in pairs:
        if pair.outcome == "refuted":
            return "refuted", [pair]
    for members in items.values():
        # Of 甲、乙等项目投用 one that was only begun is enough; other items' readings refute nothing.
        pair = compare(members[0], reported)
        if pair is not None and pair.outcome == "refuted":
            return "refuted", [pair]
    return "open", pairs[:1]
