"""The sentences that may tell a claim, or tell it otherwise: the nearest of the reports that it names."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.verification.claims import regions_of
from assistant.verification.frames import frames_of, has
from assistant.verification.hard_parts import Said, names_something, plans, said
from assistant.verification.nearest import nearest
from assistant.verification.reported import Reported
from assistant.verification.told_together import torn
from assistant.verification.wording_locks import Objection, Place, objections, untouched
from index.models.sentence_judge import clauses_near, placed
from index.patterns import regex
from index.report import Part
from index.text.folding import simplified
from index.text.regions import NATION

NEAREST = 6  # sentences that the locks look at
LONGEST = 400
_OF_PLACE = regex("(?:壮族自治区|回族自治区|维吾尔自治区|自治区|省|市)$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """The sentence `[start, end)` of a report, and of it the clauses `near_by` that are nearest to a claim.

    `ahead`: it plans; `planned`: the claim does. `now` is the year that the claim counts from.
    """

    reported: Reported
    start: int
    end: int
    sentence: Said
    near_by: Said
    place: Place
    ahead: bool
    planned: bool
    now: int | None

    @property
    def text(self) -> str:
        """The clauses as the judge reads them: whose they are and what they tell of in front."""
        return self._placed(self.place.told, self.ahead)

    @property
    def as_told(self) -> "Candidate":
        """What a plan says, read as if the year before had brought it."""
        told = None if self.place.year is None else self.place.year - 1
        return replace(self, place=replace(self.place, told=told), ahead=False, planned=False)

    def _placed(self, told: int | None, ahead: bool) -> str:
        year = None if told is None else told + 1 - ahead
        return placed(self.near_by.text, _short(self.reported), year, ahead)

    def objections(self, claim: Said) -> Iterator[Objection]:
        """What of the locks stands against its telling a claim."""
        if self.planned != self.ahead:
            yield Objection("plan", "claim" if self.planned else "sentence")
        yield from objections(claim, self.sentence, self.place, self.now)
        yield from (Objection("frame", words) for words in frames_of(self.sentence.text) if not has(claim.text, words))
        whose = f"{_short(self.reported)} {' '.join(self.reported.names)}"
        yield from (Objection("together", about) for about in torn(claim, self.near_by, whose))

    def opens(self, claim: Said) -> bool:
        """Whether no lock stands against it."""
        return next(self.objections(claim), None) is None

    def untouched(self, claim: Said) -> list[str]:
        """The nouns of a claim that share no two letters with the sentence."""
        return untouched(claim, self.sentence, self.place.around)


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
        if (place := _place(one, near.start)) is not None:
            told = said(sentence)
            near_by = said(clauses_near(text, simplified(sentence)))
            ahead = _is_plan(one, near.start, told)
            yield Candidate(one, near.start, near.end, told, near_by, place, ahead, planned, now)


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
