"""A claim that a sentence tells otherwise in one hard part: once that is put right, the judge finds it told.

2024年山东新能源车有120万辆 of 新能源汽车100万辆: with 100万辆 in its place nothing but words is left, and the judge is
sure of them. How a claim is put right, corrections.py says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.verification.candidates import Candidate, candidates
from assistant.verification.claims import judge_claim
from assistant.verification.comparing_figures import compare_figures
from assistant.verification.corrections import Correction, as_planned, corrections
from assistant.verification.hard_parts import Said, said
from assistant.verification.judging_words import SURE_BY_RULE, SURE_OTHERWISE, WordJudge
from assistant.verification.reported import Reported
from index.facts.fact import Stage
from index.patterns import regex

# From where on another sentence may tell the claim as it stands.
DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class ToldOtherwise:
    """The stretch `[start, end)` of a report that tells a claim otherwise in one part."""

    reported: Reported
    start: int
    end: int
    correction: Correction
    chance: float


def otherwise(
    part: str, whole: str, sources: Sequence[Reported], judge: WordJudge, sure: float = SURE_OTHERWISE
) -> ToldOtherwise | None:
    """The sentence that tells a part of a claim otherwise, of which the judge is `sure`; None where there is none.

    Raises EmbeddingError.
    """
    claim = said(part)
    found = list(candidates(part, whole, sources))
    tried = [
        _Tried(one, read, correction)
        for one in found
        for read, correction in _corrected(claim, one, found)
        if _stands_against(correction, claim, one) and not _told_elsewhere(correction, claim, one, sources)
    ]
    if (surest := _surest(tried, judge, sure) or _proven(tried)) is None:
        return None
    best, chance = surest
    others = [one for one in found if one is not best.one and one.opens(claim)]
    if best.correction.figure is None and not best.correction.by_rule:
        others.append(best.one)  # that a figure is another one, or whose it is, the judge can't tell
    if any(chance >= DOUBT for chance in judge.chances([part] * len(others), [one.text for one in others])):
        return None
    return ToldOtherwise(best.one.reported, best.one.start, best.one.end, best.correction, chance)


@dataclass(frozen=True, slots=True)
class _Tried:
    """A sentence, how it is read for a correction of the claim, and that correction."""

    one: Candidate
    read: Candidate
    correction: Correction


def _surest(tried: Sequence[_Tried], judge: WordJudge, sure: float) -> tuple[_Tried, float] | None:
    """The correction that leaves nothing but words and of which the judge is surest, if it is sure enough.

    What rules alone tell apart it need not be so sure of: it is asked what they leave.
    """
    put = [(each, said(each.correction.text)) for each in tried]
    left = [each for each, text in put if each.read.opens(text) and not each.read.untouched(text)]
    chances = judge.chances([each.correction.text for each in left], [each.read.text for each in left])
    needed = [_needed(each.correction, sure) for each in left]
    enough = [(chance, each) for chance, least, each in zip(chances, needed, left, strict=True) if chance >= least]
    chance, best = max(enough, key=lambda pair: pair[0], default=(0.0, None))
    return None if best is None else (best, chance)


def _needed(correction: Correction, sure: float) -> float:
    """How sure the judge must be: less where rules tell which words go together."""
    return min(sure, SURE_BY_RULE) if correction.by_rule else sure


def _proven(tried: Sequence[_Tried]) -> tuple[_Tried, float] | None:
    """The first correction that the facts of its report prove; figures and deeds they compare themselves."""
    for each in tried:
        if each.correction.figure is not None or each.correction.part in ("value", "progress", "subject"):
            continue
        judged = judge_claim(each.correction.text, [each.one.reported])
        if judged and judged[0].outcome == "supported":
            return each, 1.0
    return None


def _corrected(claim: Said, one: Candidate, found: Sequence[Candidate]) -> Iterator[tuple[Candidate, Correction]]:
    """The claim put right by a sentence in one part, each with the sentence as it is then read."""
    if one.ahead and not one.planned and _tells_of_a_deed(claim):
        yield one.as_told, Correction("stage", claim.text, claim.text, one.near_by.text)
        if one.place.told is not None and not _reviewed(claim, found):
            for text in as_planned(claim, one.place.told, one.near_by):
                yield replace(one, planned=True), Correction("stage", text, claim.text, one.near_by.text)
    if one.ahead == one.planned:
        for correction in corrections(claim, one.near_by):
            yield one, correction


def _tells_of_a_deed(claim: Said) -> bool:
    """Whether a claim tells of something that may be done or not yet: 是广西2024年的生态账 does not."""
    return bool(claim.figures or claim.deeds or claim.signs) or _DONE.search(claim.text) is not None


_DONE = regex("了|已")


def _reviewed(claim: Said, found: Sequence[Candidate]) -> bool:
    """Whether a sentence of the review has all that a claim is about, and one of its figures.

    What is planned again may be over as well.
    """
    return any(
        not one.ahead
        and not one.untouched(claim)
        and (
            not claim.figures
            or any(compare_figures(mine, other) == "same" for mine in claim.figures for other in one.sentence.figures)
        )
        for one in found
    )


def _stands_against(correction: Correction, claim: Said, one: Candidate) -> bool:
    """Whether a rule holds the claim as it stands against the sentence; of a subject it must be where it stands."""
    locks = {objection.lock for objection in one.objections(claim)}
    return "together" in locks if correction.part == "subject" else bool(locks)


def _told_elsewhere(correction: Correction, claim: Said, one: Candidate, sources: Sequence[Reported]) -> bool:
    """Whether the place's reports tell the claimed figure, of whatever it is, at the claim's stage.

    It may be right of that.
    """
    figures = claim.figures if correction.part == "stage" else [correction.figure]
    return any(
        figure is not None
        and figure.unit != "第"
        and compare_figures(figure, other) == "same"
        and (fact.stage is Stage.PLANNED) == one.planned
        for figure in figures
        for source in sources
        if source.region == one.reported.region
        for fact in source.facts
        for other in fact.figures
    )
