"""An English claim that a sentence tells but for one figure: with the sentence's in its place the judge finds it told.

"EPA regulates some 120,000 facilities" of "EPA regulates more than 1.2 million facilities adhering to …". A figure that
the report tells anywhere may be right of something else, and refutes nothing.
"""

from collections.abc import Iterator, Sequence

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.corrections import Correction
from assistant.verification.english_candidates import EnglishCandidate, english_candidates
from assistant.verification.english_hard_parts import Clause, clauses
from assistant.verification.judging_words import SURE_OTHERWISE, WordJudge
from assistant.verification.reported import Reported
from assistant.verification.told_otherwise import ToldOtherwise
from index.facts.english_words import Word
from index.facts.fact import Context


def told_with_another_figure(claim: str, sources: Sequence[Reported], judge: WordJudge) -> ToldOtherwise | None:
    """The sentence that surely tells the claim but for one figure; None where there is none. Raises EmbeddingError."""
    tried = [
        (one, correction, needed)
        for one, read in english_candidates(claim, claim, sources)
        if not _told_anywhere(read, one, sources)
        for correction in _corrected(claim, read, one)
        if (needed := one.needed(_read(correction.text, one))) is not None
    ]
    chances = judge.chances([each.text for _, each, _ in tried], [one.text for one, _, _ in tried])
    sure = [
        (chance, one, correction)
        for chance, (one, correction, needed) in zip(chances, tried, strict=True)
        if chance >= max(needed, SURE_OTHERWISE)
    ]
    if not sure:
        return None
    chance, one, correction = max(sure, key=lambda each: each[0])
    return ToldOtherwise(one.reported, one.start, one.end, correction, chance)


def _read(text: str, one: EnglishCandidate) -> tuple[Clause, ...]:
    return clauses(text, Context(names=one.reported.names, year=one.setting.year, claim=True))


def _corrected(claim: str, read: Sequence[Clause], one: EnglishCandidate) -> Iterator[Correction]:
    """The claim with each figure of the sentence in the place of the one that this does not have."""
    theirs = [word for part in one.clauses for word in part.words if word.figure is not None]
    missing = [word for word in _figures(read) if not any(_verdict(word, other) == "same" for other in theirs)]
    if len(missing) != 1:
        return
    (mine,) = missing
    for other in theirs:
        if _verdict(mine, other) == "value":
            written = one.reported.text[one.start : one.end][other.start : other.end]
            text = f"{claim[: mine.start]}{written}{claim[mine.end :]}"
            yield Correction("value", text, claim[mine.start : mine.end], written, mine.figure)


def _figures(read: Sequence[Clause]) -> list[Word]:
    return [word for part in read for word in part.words if word.figure is not None]


def _verdict(mine: Word, other: Word) -> str:
    assert mine.figure is not None and other.figure is not None
    return compare_figures(mine.figure, other.figure)


def _told_anywhere(read: Sequence[Clause], one: EnglishCandidate, sources: Sequence[Reported]) -> bool:
    """Whether the reports tell each of the claim's figures somewhere."""
    own = [source for source in sources if source.names == one.reported.names]
    told = [figure for source in own for fact in source.facts for figure in fact.figures]
    return all(
        any(compare_figures(word.figure, figure) == "same" for figure in told)
        for word in _figures(read)
        if word.figure is not None
    )
