"""A claim that a sentence tells otherwise in one hard part: once that is put right, the judge finds it told.

2024年山东新能源车有120万辆 of 新能源汽车100万辆: with 100万辆 in its place nothing but words is left, and the judge is
sure of them. What is so put right is a figure, a rank, a direction, a denial, how far a deed has come, whether it is
only planned, whether so many are new or all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.verification.candidates import Candidate, candidates
from assistant.verification.comparing import ComparedPart
from assistant.verification.comparing_figures import compare_figures
from assistant.verification.hard_parts import NEW, Said, clauses, pattern_of, said
from assistant.verification.judging_words import SURE, WordJudge
from assistant.verification.lists_aligned import own_figures
from assistant.verification.reported import Reported
from assistant.verification.told_together import subject_of
from index.facts.fact import Bound, Figure
from index.facts.tokens import Token
from index.patterns import regex

# From where on another sentence may tell the claim as it stands.
DOUBT = 0.5
_BOUNDS = {Bound.OVER: "超过", Bound.UNDER: "不到", Bound.NEAR: "近", Bound.ABOUT: "约", Bound.EXACT: ""}
_HEDGES = frozenset({"over", "under", "near", "about", "behind_over", "behind_under", "behind_about"})
_TURNED = {
    "up": ("down", "下降"),
    "down": ("up", "增长"),
    "reach_up": ("reach_down", "降至"),
    "reach_down": ("reach_up", "升至"),
    "above": ("below", "低于"),
    "below": ("above", "高于"),
}
_RANKED = (("冠军", "亚军", "季军"), ("金牌", "银牌", "铜牌"))
_A_YEAR = regex("全?年?一年(?:就|里|内)?|全年|新增|新")
_DONE = frozenset({"建成", "投用", "贯通", "完成"})
_BEGUN = {"开工": "开工建设", "启动": "启动", "获批": "获批", "批复": "获批"}


@dataclass(frozen=True, slots=True)
class Correction:
    """A claim put right in one part: what it then says, and what it said there against what the sentence says."""

    part: ComparedPart | Literal["subject"]
    text: str
    claimed: str
    found: str
    figure: Figure | None = None


@dataclass(frozen=True, slots=True)
class ToldOtherwise:
    """The stretch `[start, end)` of a report that tells a claim otherwise in one part."""

    reported: Reported
    start: int
    end: int
    correction: Correction
    chance: float


def otherwise(
    part: str, whole: str, sources: Sequence[Reported], judge: WordJudge, sure: float = SURE
) -> ToldOtherwise | None:
    """The sentence that tells a part of a claim otherwise, of which the judge is `sure`; None where there is none.

    Raises EmbeddingError.
    """
    claim = said(part)
    found = list(candidates(part, whole, sources))
    tried = [
        (one, read, correction)
        for one in found
        for read, correction in _corrected(claim, one)
        if _stands_against(correction, claim, one)
        and not _told_elsewhere(correction, sources)
        and read.opens(said(correction.text))
        and not read.untouched(said(correction.text))
    ]
    if not tried:
        return None
    chances = judge.chances([correction.text for _, _, correction in tried], [read.text for _, read, _ in tried])
    chance, (best, _, correction) = max(zip(chances, tried, strict=True), key=lambda pair: pair[0])
    if chance < sure:
        return None
    others = [one for one in found if one is not best and one.opens(claim)]
    if correction.figure is None:
        others.append(best)  # that a figure is another one the judge can't tell
    if any(chance >= DOUBT for chance in judge.chances([part] * len(others), [one.text for one in others])):
        return None
    return ToldOtherwise(best.reported, best.start, best.end, correction, chance)


def _corrected(claim: Said, one: Candidate) -> Iterator[tuple[Candidate, Correction]]:
    """The claim put right by a sentence in one part, each with the sentence as it is then read."""
    if one.ahead and not one.planned:
        yield one.as_told, Correction("stage", claim.text, claim.text, one.near_by.text)
    if one.ahead != one.planned:
        return
    for correction in (
        *_other_figures(claim, one.near_by),
        *_other_way(claim, one.near_by),
        *_undenied(claim, one.near_by),
        *_only_begun(claim, one.near_by),
        *_of_all(claim, one.near_by),
        *_of_another(claim, one.near_by),
        *_not_first(claim, one.near_by),
        *_other_rank(claim, one.near_by),
        *_subjects_turned(claim),
    ):
        yield one, correction


def _other_figures(claim: Said, sentence: Said) -> Iterator[Correction]:
    """The one figure that the sentence doesn't have, with each of the sentence's that it may be instead."""
    missing = [
        figure
        for figure in claim.figures
        if not any(compare_figures(figure, other) == "same" for other in sentence.figures)
    ]
    if len(missing) != 1:
        return
    (figure,) = missing
    start, end = _with_hedges(claim, figure)
    for other in sentence.figures:
        verdict = compare_figures(figure, other)
        if verdict in ("value", "rank"):
            text = f"{claim.text[:start]}{_BOUNDS[other.bound]}{other.text}{claim.text[end:]}"
            yield Correction(verdict, text, claim.text[start:end], other.text, figure)


def _with_hedges(claim: Said, figure: Figure) -> tuple[int, int]:
    """From where to where a figure stands with the words that hedge it."""
    start, end = figure.start, figure.end
    for token in reversed(claim.tokens):
        if token.end == start and token.classes and token.classes.keys() & _HEDGES:
            start = token.start
    for token in claim.tokens:
        if token.start == end and token.classes and token.classes.keys() & _HEDGES:
            end = token.end
    return start, end


def _other_way(claim: Said, sentence: Said) -> Iterator[Correction]:
    """A rise for a fall, more for less."""
    for sign, (turned, word) in _TURNED.items():
        tokens = [token for token in claim.tokens if sign in (token.classes or {})]
        told = [token for token in sentence.tokens if turned in (token.classes or {})]
        if len(tokens) == 1 and told and turned not in claim.signs:
            part: ComparedPart = "comparison" if sign in ("above", "below") else "direction"
            yield Correction(part, _replaced(claim, tokens[0], word), tokens[0].value, told[0].value)


def _undenied(claim: Said, sentence: Said) -> Iterator[Correction]:
    tokens = [token for token in claim.tokens if "deny" in (token.classes or {})]
    if len(tokens) == 1 and "deny" in claim.signs and "deny" not in sentence.signs:
        yield Correction("negation", _replaced(claim, tokens[0], ""), tokens[0].value, sentence.text)


def _only_begun(claim: Said, sentence: Said) -> Iterator[Correction]:
    """What the sentence tells as begun for what the claim tells as done."""
    tokens = [token for token in claim.tokens if (token.classes or {}).get("act") in _DONE]
    if len(tokens) != 1:
        return
    for clause in clauses(sentence):
        begun = [token for token in clause.tokens if (token.classes or {}).get("act") in _BEGUN]
        if begun and not clause.deeds & _DONE:
            word = _BEGUN[(begun[0].classes or {})["act"]]
            yield Correction("progress", _replaced(claim, tokens[0], word), tokens[0].value, begun[0].value)


def _of_all(claim: Said, sentence: Said) -> Iterator[Correction]:
    """How many there are in all for how many are new, and the other way round."""
    new = [token for token in claim.tokens if (token.classes or {}).get("act") in NEW]
    total = [token for token in claim.tokens if (token.classes or {}).keys() & {"total", "totals"}]
    if len(new) == 1 and not total and {"total", "totals"} & sentence.signs:
        yield Correction("kind", _replaced(claim, new[0], "累计"), new[0].value, "累计")
    if len(total) == 1 and not new and "new" in sentence.signs:
        yield Correction("kind", _replaced(claim, total[0], "新增"), total[0].value, "新增")
    years = [token for token in claim.tokens if token.kind == "year"]
    if len(years) == 1 and not new and not total and {"total", "totals"} & sentence.signs:
        rest = _A_YEAR.sub("", claim.text[years[0].end :], count=1)
        yield Correction("kind", f"{claim.text[: years[0].start]}累计{rest}", years[0].value, "累计")


def _of_another(claim: Said, sentence: Said) -> Iterator[Correction]:
    """Of a list each thing's own figure for another's."""
    pairs = sorted(own_figures(claim, sentence), key=lambda pair: -pair[0].start)
    text = claim.text
    for figure, own in pairs:
        text = text[: figure.start] + own.text + text[figure.end :]
    if pairs:
        yield Correction("value", text, pairs[-1][0].text, pairs[-1][1].text)


def _not_first(claim: Said, sentence: Said) -> Iterator[Correction]:
    """What lasts, or is so again, for what is told as a first time."""
    firsts = [token for token in claim.tokens if "first" in (token.classes or {})]
    lasting = {"continuous", "held", "again"} & sentence.signs
    if len(firsts) == 1 and lasting and "first" not in sentence.signs:
        told = next((match[0] for sign in sorted(lasting) if (match := pattern_of(sign).search(sentence.text))), "连续")
        yield Correction("qualifier", _replaced(claim, firsts[0], ""), firsts[0].value, told)


def _other_rank(claim: Said, sentence: Said) -> Iterator[Correction]:
    """The runner-up for the winner."""
    for words in _RANKED:
        mine = [word for word in words if word in claim.text]
        theirs = [word for word in words if word in sentence.text]
        if len(mine) == 1 and len(theirs) == 1 and mine != theirs:
            yield Correction("rank", claim.text.replace(mine[0], theirs[0]), mine[0], theirs[0])


def _subjects_turned(claim: Said) -> Iterator[Correction]:
    """Of two clauses each with the other's subject."""
    parts = list(clauses(claim))
    if len(parts) != 2:
        return
    subjects = [subject_of(part) for part in parts]
    if all(len(one) > 1 for one in subjects) and subjects[0] != subjects[1]:
        texts = [part.text[len(subject) :] for part, subject in zip(parts, subjects, strict=True)]
        yield Correction("subject", f"{subjects[1]}{texts[0]}，{subjects[0]}{texts[1]}", claim.text, subjects[1])


def _replaced(claim: Said, token: Token, word: str) -> str:
    return claim.text[: token.start] + word + claim.text[token.end :]


def _stands_against(correction: Correction, claim: Said, one: Candidate) -> bool:
    """Whether a rule holds the claim as it stands against the sentence; of a subject it must be where it stands."""
    locks = {objection.lock for objection in one.objections(claim)}
    return "together" in locks if correction.part == "subject" else bool(locks)


def _told_elsewhere(correction: Correction, sources: Sequence[Reported]) -> bool:
    """Whether the claimed figure is one that the reports tell of something: it may then be right of that."""
    figure = correction.figure
    if figure is None or figure.unit == "第":
        return False
    return any(
        compare_figures(figure, other) == "same" for one in sources for fact in one.facts for other in fact.figures
    )
