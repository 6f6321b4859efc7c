"""A claim that facts leave open, told by a sentence in other words: rules hold everything hard, a judge the words.

The judge reads the few sentences nearest to the claim in the reports that it names, and of those only what the locks
let through. What it does not grant stays open, unless a sentence tells the claim but for one hard part.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.verification.candidates import candidates
from assistant.verification.claims import ClaimJudgement, DecidedStatement, statements_of
from assistant.verification.english_candidates import english_candidates
from assistant.verification.english_otherwise import told_with_another_figure
from assistant.verification.hard_parts import said
from assistant.verification.judgement import Verdict
from assistant.verification.judging_words import SURE, WordJudge
from assistant.verification.report_wording import in_report_words
from assistant.verification.reported import Reported
from assistant.verification.told_otherwise import ToldOtherwise, otherwise
from index.patterns import regex
from index.text.folding import simplified
from index.text.script import has_han

UNDECIDED: tuple[Verdict, ...] = ("not_enough_info", "partly_supported")
SHORTEST = 6  # letters of a claim that is judged
ALONE = frozenset({"value", "unit", "rank", "direction"})  # parts in which one clause by itself refutes a claim
_ENDING = "。．.！!；; "  # says nothing, and the judge learnt without it
_CLAUSE = regex("[^，；。：！？,;!?]+")


@dataclass(frozen=True, slots=True)
class Told:
    """The stretch `[start, end)` of a report that tells a claim in other words, and how sure the judge is."""

    reported: Reported
    start: int
    end: int
    chance: float


class InOtherWords:
    """Finds the sentence that tells a claim in other words. Safe to share between threads where its judge is."""

    def __init__(self, judge: WordJudge) -> None:
        self._judge = judge

    def outcome(self, claim: str, judged: Sequence[ClaimJudgement], sources: Sequence[Reported]) -> Verdict:
        """What a claim comes to by facts, or supported where they leave it open and a sentence tells it."""
        first = judged[0].outcome
        if first not in UNDECIDED:
            return first
        if self.told(claim, judged, sources) is not None:
            return "supported"
        return "refuted" if self.otherwise(claim, judged, sources) is not None else first

    def told(self, claim: str, judged: Sequence[ClaimJudgement], sources: Sequence[Reported]) -> Told | None:
        """The surest sentence that tells all of a claim, or all of it that facts leave open.

        None where none surely does. Raises EmbeddingError.
        """
        text = simplified(claim).rstrip(_ENDING)
        if len(text) < SHORTEST:
            return None
        if not has_han(text):
            return self._told_in_english(text, sources)
        parts = (text, open_part(text, statements_of(judged)))
        for part in dict.fromkeys((*parts, *map(in_report_words, parts))):
            if (told := self._told(part, text, sources)) is not None:
                return told
        return None

    def otherwise(
        self, claim: str, judged: Sequence[ClaimJudgement], sources: Sequence[Reported]
    ) -> ToldOtherwise | None:
        """The sentence that surely tells a claim, or what facts leave open of it, otherwise in one hard part.

        Of an English claim that part is a figure.

        None where none surely does. Raises EmbeddingError.
        """
        text = simplified(claim).rstrip(_ENDING)
        if len(text) < SHORTEST:
            return None
        if not has_han(text):
            return told_with_another_figure(text, sources, self._judge)
        open_text = open_part(text, statements_of(judged))
        for part in dict.fromkeys((text, open_text)):
            if (found := otherwise(part, text, sources, self._judge)) is not None:
                return found
        for clause in _CLAUSE.findall(open_text):
            # What a clause is about may stand in another: alone only what it measures itself refutes it.
            if len(clause) >= SHORTEST and clause != open_text:
                found = otherwise(clause, text, sources, self._judge)
                if found is not None and found.correction.part in ALONE:
                    return found
        return None

    def _told(self, part: str, whole: str, sources: Sequence[Reported]) -> Told | None:
        claim = said(part)
        found = [one for one in candidates(part, whole, sources) if one.opens(claim)]
        chances = self._judge.chances([part] * len(found), [one.text for one in found])
        surest = [
            (chance, one)
            for chance, one in zip(chances, found, strict=True)
            if chance >= SURE and not one.untouched(claim)
        ]
        chance, best = max(surest, key=lambda pair: pair[0], default=(0.0, None))
        return None if best is None else Told(best.reported, best.start, best.end, chance)

    def _told_in_english(self, claim: str, sources: Sequence[Reported]) -> Told | None:
        """The surest English sentence that tells all of an English claim."""
        found = [
            (one, needed)
            for one, read in english_candidates(claim, claim, sources)
            if (needed := one.needed(read)) is not None
        ]
        chances = self._judge.chances([claim] * len(found), [one.text for one, _ in found])
        sure = [(chance, one) for chance, (one, needed) in zip(chances, found, strict=True) if chance >= needed]
        chance, best = max(sure, key=lambda pair: pair[0], default=(0.0, None))
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
