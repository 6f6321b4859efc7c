"""A claim that facts leave open, told by a sentence in other words: rules hold everything hard, a judge the words.

The judge reads the few sentences nearest to the claim in the reports that it names, and of those only what the locks
let through. It only ever supports: what it does not grant stays open.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.verification.claims import ClaimJudgement, regions_of
from assistant.verification.judgement import Verdict
from assistant.verification.nearest import nearest
from assistant.verification.reported import Reported
from assistant.verification.wording_locks import Place, Said, locked, plans, said, untouched
from index.models.sentence_judge import clauses_near, placed
from index.report import Part
from index.text.folding import simplified
from index.text.regions import NATION
from index.text.script import has_han

# How sure the judge must be; set on held-out wrong claims whose figures, places and years are all right.
SURE = 0.9
# Where the claim has no figure that the sentence must have, words are all there is.
SURE_WITHOUT_FIGURE = 0.9
UNDECIDED: tuple[Verdict, ...] = ("not_enough_info", "partly_supported")
NEAREST = 6  # sentences that the locks look at
SHORTEST = 6  # letters of a claim that is judged
LONGEST = 400
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
class _Candidate:
    reported: Reported
    start: int
    end: int
    text: str


class InOtherWords:
    """Finds the sentence that tells a claim in other words. Safe to share between threads where its judge is."""

    def __init__(self, judge: WordJudge) -> None:
        self._judge = judge

    def outcome(self, claim: str, judged: ClaimJudgement, sources: Sequence[Reported]) -> Verdict:
        """What a claim comes to by facts, or supported where they leave it open and a sentence tells it."""
        open_still = judged.outcome in UNDECIDED and self.told(claim, sources) is not None
        return "supported" if open_still else judged.outcome

    def told(self, claim: str, sources: Sequence[Reported]) -> Told | None:
        """The surest sentence that tells all of a Chinese claim; None where none surely does. Raises EmbeddingError."""
        text = simplified(claim)
        if not has_han(text) or len(text) < SHORTEST:
            return None
        found = list(candidates(text, sources))
        chances = self._judge.chances([text] * len(found), [one.text for one in found])
        best = max(zip(chances, found, strict=True), key=lambda pair: pair[0], default=None)
        if best is None or best[0] < sure(said(text)):
            return None
        return Told(best[1].reported, best[1].start, best[1].end, best[0])


def sure(claim: Said) -> float:
    """How sure the judge must be of a claim."""
    return SURE if claim.figures else SURE_WITHOUT_FIGURE


def candidates(text: str, sources: Sequence[Reported]) -> Iterator[_Candidate]:
    """The sentences that may tell a claim, the nearest first, as the judge reads them."""
    regions = regions_of(text) - {NATION}
    own = [_is_named(one, text, regions) for one in sources]
    if not any(own) and len({one.region for one in sources}) > 1 and regions:
        return
    years = [one.now for one, named in zip(sources, own, strict=True) if one.now and (named or not any(own))]
    now = max(years, default=None)
    names = [name for one, named in zip(sources, own, strict=True) if named for name in one.names]
    claim = said(text)
    planned = plans(claim, now)
    for near in nearest(text, [one.sentences for one in sources], own, names, NEAREST, now):
        one = sources[near.text]
        sentence = one.text[near.start : near.end]
        if (any(own) and not own[near.text]) or not one.is_chinese or len(sentence) > LONGEST or "\t" in sentence:
            continue
        place = _place(one, near.start)
        if place is None or planned != _is_plan(one, near.start, said(sentence)):
            continue
        if locked(claim, said(sentence), place, now):
            year = None if place.told is None else place.told + 1 - planned
            shown = placed(clauses_near(text, simplified(sentence)), _short(one), year, planned)
            yield _Candidate(one, near.start, near.end, shown)


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
