"""A claim that facts leave open, told by a sentence in other words: rules hold everything hard, a judge the words.

The judge reads the few sentences nearest to the claim in the reports that it names, and of those only what the locks
let through. It only ever supports: what it does not grant stays open.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from assistant.verification.claims import ClaimJudgement, DecidedStatement, regions_of, statements_of
from assistant.verification.hard_parts import Said, names_something, plans, said
from assistant.verification.judgement import Verdict
from assistant.verification.nearest import nearest
from assistant.verification.reported import Reported
from assistant.verification.told_together import torn
from assistant.verification.wording_locks import Objection, Place, objections, untouched
from index.models.sentence_judge import clauses_near, placed
from index.report import Part
from index.text.folding import simplified
from index.text.regions import NATION
from index.text.script import has_han

# How sure the judge must be. On seven provinces' claims .8 let no wrong one through; on the kinds held out, which alter
# one word of a report, it let six, and .93 two; of 351 near misses with every figure right that other eyes wrote .93
# let six, .95 three.
SURE = 0.95
# Where a noun of the claim shares no two letters with the sentence.
NEVER = 2.0
UNDECIDED: tuple[Verdict, ...] = ("not_enough_info", "partly_supported")
NEAREST = 6  # sentences that the locks look at
SHORTEST = 6  # letters of a claim that is judged
LONGEST = 400
_CLAUSE = re.compile("[^，；。：！？,;!?]+")
_OF_PLACE = re.compile("(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$")


class WordJudge(Protocol):
    """Judges words, as index.models.sentence_judge does."""

    def chances(self, claims: Sequence[str], sentences: Sequence[str]) -> list[float]:
        """How likely each claim follows from the sentence of the same place, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Told:
    """The stretch `[start, end)` of a report that tells a claim in other words, and how sure the judge is."""

    reported: Reported
    start: int
    end: int
    chance: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """The sentence `[start, end)` of a report that may tell a claim, and `text`, as the judge reads it."""

    reported: Reported
    start: int
    end: int
    text: str
    untouched: tuple[str, ...]  # nouns of the claim that share no letters with it
    objections: Iterator[Objection]  # of the locks, found when asked for


class InOtherWords:
    """Finds the sentence that tells a claim in other words. Safe to share between threads where its judge is."""

    def __init__(self, judge: WordJudge) -> None:
        self._judge = judge

    def outcome(self, claim: str, judged: Sequence[ClaimJudgement], sources: Sequence[Reported]) -> Verdict:
        """What a claim comes to by facts, or supported where they leave it open and a sentence tells it."""
        first = judged[0].outcome
        return "supported" if first in UNDECIDED and self.told(claim, judged, sources) is not None else first

    def told(self, claim: str, judged: Sequence[ClaimJudgement], sources: Sequence[Reported]) -> Told | None:
        """The surest sentence that tells all of a Chinese claim, or all of it that facts leave open.

        None where none surely does. Raises EmbeddingError.
        """
        text = simplified(claim)
        if not has_han(text) or len(text) < SHORTEST:
            return None
        for part in dict.fromkeys((text, open_part(text, statements_of(judged)))):
            if (told := self._told(part, text, sources)) is not None:
                return told
        return None

    def _told(self, part: str, whole: str, sources: Sequence[Reported]) -> Told | None:
        found = [one for one in candidates(part, whole, sources) if next(one.objections, None) is None]
        chances = self._judge.chances([part] * len(found), [one.text for one in found])
        surest = [
            (chance, one)
            for chance, one in zip(chances, found, strict=True)
            if chance >= (NEVER if one.untouched else SURE)
        ]
        chance, best = max(surest, key=lambda pair: pair[0], default=(0.0, None))
        return None if best is None else Told(best.reported, best.start, best.end, chance)


def open_part(text: str, statements: Sequence[DecidedStatement]) -> str:
    """The clauses of a claim that facts do not support; all of it where none is by itself."""
    kept = []
    for match in _CLAUSE.finditer(text):
        over = {one.outcome for one in statements if one.start < match.end() and match.start() < one.end}
        if over != {"supported"}:
            kept.append(match[0])
    part = "，".join(kept)
    return part if len(part) >= SHORTEST else text


def candidates(text: str, whole: str, sources: Sequence[Reported]) -> Iterator[Candidate]:
    """The sentences that may tell a part of a claim, the nearest first, as the judge reads them."""
    regions = regions_of(whole) - {NATION}
    own = [_is_named(one, whole, regions) for one in sources]
    if not any(own) and len({one.region for one in sources}) > 1 and regions:
        return
    years = [one.now for one, named in zip(sources, own, strict=True) if one.now and (named or not any(own))]
    now = max(years, default=None)
    names = [name for one, named in zip(sources, own, strict=True) if named for name in one.names]
    claim = said(text)
    if not names_something(claim):
        return
    timed = any(token.kind == "year" for token in claim.tokens)
    planned = plans(claim if timed else said(whole), now)
    for near in nearest(text, [one.sentences for one in sources], own, names, NEAREST, now):
        one = sources[near.text]
        sentence = one.text[near.start : near.end]
        if (any(own) and not own[near.text]) or not one.is_chinese or len(sentence) > LONGEST or "\t" in sentence:
            continue
        if (place := _place(one, near.start)) is None:
            continue
        near_by = clauses_near(text, simplified(sentence))
        ahead = _is_plan(one, near.start, said(sentence))
        year = None if place.told is None else place.told + 1 - ahead
        shown = placed(near_by, _short(one), year, ahead)
        missing = tuple(untouched(claim, said(sentence), place.around))
        against = _objections(claim, said(sentence), said(near_by), place, now, one)
        if planned != ahead:
            against = chain((Objection("plan", "claim" if planned else "sentence"),), against)
        yield Candidate(one, near.start, near.end, shown, missing, against)


def _objections(
    claim: Said, sentence: Said, near_by: Said, place: Place, now: int | None, one: Reported
) -> Iterator[Objection]:
    yield from objections(claim, sentence, place, now)
    whose = f"{_short(one)} {' '.join(one.names)}"
    yield from (Objection("together", about) for about in torn(claim, near_by, whose))


def _is_named(one: Reported, text: str, regions: set[str]) -> bool:
    if one.report is None:
        return True
    return one.region in regions or any(len(name) > 1 and simplified(name) in text for name in one.names)


def _place(one: Reported, start: int) -> Place | None:
    """None where nothing says whether a part of a work report looks back or ahead."""
    if one.report is None:
        return Place("", one.year, None if one.year is None else one.year - 1)
    part = one.report.section_at(start).part
    metadata = one.report.metadata
    if metadata.is_work_report and part not in (Part.PLAN, Part.REVIEW):
        return None
    told = one.year if part is Part.PLAN or not metadata.is_work_report else one.year - 1 if one.year else None
    around = "\n".join([metadata.title, *one.report.headings(start), *one.names])
    return Place(around, one.year, told)


def _is_plan(one: Reported, start: int, sentence: Said) -> bool:
    if one.report is not None and one.report.metadata.is_work_report:
        return one.report.section_at(start).part is Part.PLAN
    return plans(sentence, one.now)


def _short(one: Reported) -> str:
    region = one.region or ""
    return "内蒙古" if region.startswith("内蒙古") else _OF_PLACE.sub("", region)
