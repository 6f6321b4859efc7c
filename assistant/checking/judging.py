"""One statement and the evidence for it into a verdict: rules first, a model only where words alone decide.

What is called supported has a quote that `agreement` finds to say all of it; what is called refuted has one that speaks
of the same thing and says otherwise. Everything else is left open, with the nearest quotes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from assistant.answer import AppliedScope, Citation, Label, Mismatch, MismatchKind, Stance, Verdict
from assistant.checking.gathering import Gatherer, Witness, given_witnesses
from assistant.checking.model_opinion import ASKED, Decider, difference_in_words, may_refute, words_decide
from assistant.citations import cite
from assistant.messages import language_of
from assistant.messages.verdicts import reason_for, reason_of_model
from assistant.settings import Settings
from assistant.verification.agreement import Agreement, agreement
from assistant.verification.clauses import find_clauses
from index.library import Library
from index.scope import Scope

# A quote refutes only where it has this share of the claim's words: less may be about something near.
REFUTES = 0.8
OF_ANOTHER: frozenset[MismatchKind] = frozenset({"period", "target_vs_outcome"})
FIGURES: frozenset[MismatchKind] = frozenset({"value", "unit"})
# Two neighbouring quotes may support together what neither says alone; more are not tried.
TOGETHER = 3
RELATED = 0.5
SHOWN = 3


@dataclass(frozen=True, slots=True)
class _Compared:
    witness: Witness
    agreement: Agreement

    @property
    def refutes(self) -> bool:
        """Whether it speaks of the same thing and says otherwise.

        A quote of another year, or of a target where the claim tells an outcome, speaks of the same thing only where
        nothing else differs but a hedge; a plan denies nothing that came of it, and who denies one figure does not
        contradict another.
        """
        found = self.agreement
        if not found.mismatches or found.unsupported or found.foreign or found.share < REFUTES:
            return False
        kinds = {mismatch.kind for mismatch in found.mismatches}
        others = [mismatch for mismatch in found.mismatches if mismatch.kind not in OF_ANOTHER]
        if kinds & OF_ANOTHER and not all(_is_a_hedge(mismatch) for mismatch in others):
            return False
        return "negation" not in kinds or not (self.witness.evidence.plan or kinds & FIGURES)


class Judge:
    """Decides single statements; the driver brings whole claims down to those."""

    def __init__(self, library: Library, settings: Settings, decider: Decider | None = None) -> None:
        """`decider` is asked where words alone decide; without one such a statement is left open."""
        self._gatherer = Gatherer(library, settings.checking.passages)
        self._decider = decider

    def judge(self, claim: str, scope: Scope | None, given: Sequence[str] = ()) -> Verdict:
        """The verdict on one statement, its id left empty.

        `scope` is the user's own limit; with `given` texts those alone are the evidence. Raises LibraryMissing.
        """
        if given:
            applied = AppliedScope(Scope(), 0)
            compared = _compare(claim, given_witnesses(claim, given))
            return self._by_words(claim, _decided(claim, applied, compared), compared)
        gathered = self._gatherer.gather(claim, scope)
        compared = _compare(claim, gathered.witnesses)
        verdict = _decided(claim, gathered.scope, compared)
        if verdict.verdict != "not_enough_info":
            return verdict
        elsewhere = [one for one in _compare(claim, gathered.beyond) if _only_the_year(one)]
        if elsewhere:
            return _decided(claim, gathered.scope, elsewhere)
        return self._by_words(claim, verdict, compared)

    def _by_words(self, claim: str, verdict: Verdict, compared: Sequence[_Compared]) -> Verdict:
        """What the model says of a claim that the rules leave open, where only words are left; else their verdict."""
        decider = self._decider
        if decider is None or verdict.verdict != "not_enough_info":
            return verdict
        fitting = [
            one
            for one in compared
            if words_decide(claim, one.witness.evidence, one.agreement, decider.across_languages)
        ]
        asked = sorted(fitting, key=lambda one: -one.agreement.share)[:ASKED]
        decision = decider.decide(claim, [one.witness.evidence for one in asked]) if asked else None
        if decision is None:
            return verdict
        one, quote = asked[decision.place], asked[decision.place].witness.evidence.quote
        if decision.label == "refuted" and not may_refute(one.agreement):
            return verdict
        mismatches = () if decision.label == "supported" else (difference_in_words(claim, quote),)
        stance: Stance = "supports" if decision.label == "supported" else "refutes"
        related = [other for other in compared if other.agreement.share >= RELATED]
        decided = _verdict(claim, verdict.scope, decision.label, mismatches, _filled([(one, stance)], related))
        reason = reason_of_model(language_of(claim), decision.label, decider.name, quote)
        return replace(decided, reason=reason, mode=decider.name)


def _is_a_hedge(mismatch: Mismatch) -> bool:
    """Whether the two differ in a hedge alone ("5%" for "5%左右"): their figures are one."""
    return mismatch.kind == "value" and bool(mismatch.claimed) and mismatch.claimed in mismatch.found


def _compare(claim: str, witnesses: Sequence[Witness]) -> list[_Compared]:
    plans = any(clause.plans for clause in find_clauses(claim))
    return [_Compared(witness, _held_against(claim, witness, plans)) for witness in witnesses]


def _held_against(claim: str, witness: Witness, plans: bool) -> Agreement:
    """The comparison with a quote; what a report only plans does not support a claim that tells it as done."""
    found = agreement(claim, [witness.evidence])
    planned = witness.evidence.plan and not any(clause.done for clause in find_clauses(witness.evidence.quote))
    if found.supports and planned and not plans:
        return replace(found, mismatches=(Mismatch("target_vs_outcome", claim, ""),))
    return found


def _only_the_year(one: _Compared) -> bool:
    """Whether a quote says the claim's very figures, only of another year."""
    kinds = {mismatch.kind for mismatch in one.agreement.mismatches}
    return one.refutes and kinds == {"period"}


def _decided(claim: str, scope: AppliedScope, compared: Sequence[_Compared]) -> Verdict:
    supporting = [one for one in compared if one.agreement.supports and not one.agreement.foreign]
    refuting = sorted((one for one in compared if one.refutes), key=_weight_of_refutation)
    related = [one for one in compared if one.agreement.share >= RELATED]
    if supporting:
        best = max(supporting, key=lambda one: one.agreement.share)
        chosen: list[tuple[_Compared, Stance]] = [(best, "supports"), *((one, "refutes") for one in refuting[:1])]
        return _verdict(claim, scope, "supported", (), _filled(chosen, related))
    pair = _pair(claim, compared)
    if pair:
        return _verdict(claim, scope, "supported", (), _filled([(one, "supports") for one in pair], related))
    if refuting:
        mismatches = refuting[0].agreement.mismatches
        chosen = [(refuting[0], "refutes")]
        return _verdict(claim, scope, "refuted", mismatches, _filled(chosen, related))
    nearest = sorted(related or compared[:1], key=lambda one: -one.agreement.share)
    return _verdict(claim, scope, "not_enough_info", (), _filled([], nearest))


def _weight_of_refutation(one: _Compared) -> tuple[int, bool, int, float]:
    """The quote nearest to the claim first: fewest mismatches, most figures alike, most words."""
    plan = bool(one.witness.evidence.plan)  # what was done says more of an outcome than a plan
    return len(one.agreement.mismatches), plan, -one.agreement.agreed, -one.agreement.share


def _pair(claim: str, compared: Sequence[_Compared]) -> tuple[_Compared, ...]:
    """Two quotes of one report that support the claim together; empty where none do."""
    near = [one for one in compared if one.agreement.share >= RELATED and not one.agreement.mismatches][:TOGETHER]
    for first, second in combinations(near, 2):
        if first.witness.report is not second.witness.report:
            continue
        if agreement(claim, [first.witness.evidence, second.witness.evidence]).supports:
            return first, second
    return ()


def _filled(chosen: Sequence[tuple[_Compared, Stance]], related: Sequence[_Compared]) -> list[tuple[_Compared, Stance]]:
    """What decides, then the nearest of the rest."""
    found = list(chosen)
    taken = {id(one) for one, _ in chosen}
    for one in related:
        if id(one) not in taken and len(found) < SHOWN:
            found.append((one, "related"))
    return found


def _verdict(
    claim: str,
    scope: AppliedScope,
    label: Label,
    mismatches: Sequence[Mismatch],
    chosen: Sequence[tuple[_Compared, Stance]],
) -> Verdict:
    citations = tuple(_cited(one.witness, n, stance) for n, (one, stance) in enumerate(chosen, start=1))
    unsupported = chosen[0][0].agreement.unsupported if chosen and label == "not_enough_info" else ()
    return Verdict(
        id="",
        claim=claim,
        verdict=label,
        reason=reason_for(language_of(claim), label, mismatches, unsupported, scope),
        mismatches=tuple(mismatches),
        citations=citations,
        scope=scope,
    )


def _cited(witness: Witness, n: int, stance: Stance) -> Citation:
    if witness.report is not None:
        return replace(cite(witness.report, witness.start, witness.end, n), stance=stance)
    return Citation(
        n=n,
        report_id="",
        title="",
        source="",
        section=(),
        page=None,
        start=witness.start,
        end=witness.end,
        quote=witness.evidence.quote,
        locator="",
        text_sha256="",
        parser_version="",
        stance=stance,
    )
