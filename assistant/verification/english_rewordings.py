"""What an English sentence must share with a claim that tells it in words of its own.

Where most of a claim's words are the sentence's own, english_locks.py holds them clause by clause: there one other word
is most likely another thing. A claim in words of its own shares few, and its clauses are cut otherwise. Of it whole
everything hard must be the sentence's: each figure and time, which of them goes with which, the direction, what is only
planned. What a rule can see but not decide (a denial told as a lack, a name spelt otherwise, a word of scope) asks the
judge to be surer (DOUBTED in judging_words.py).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.english_hard_parts import Clause, Named, bases
from index.facts.english_periods import When
from index.facts.english_words import Word, is_past
from index.facts.fact import Figure
from index.lexicon.loading import read_table
from index.patterns import regex

# Of a claim's words so many have no like in the sentence, and so great a share: then it is told in other words.
FEWEST_OTHER, OTHER = 2, 0.2
# Of scope: what a claim may say only of a sentence that says it, and what a sentence may say only to a claim that does.
_ADDED = frozenset({"all", "only", "most", "first", "record", "average", "except"})
_NARROWING = frozenset({"limit", "condition", "part", "most", "except", "average", "modal"})
_AHEAD = frozenset({"planned", "modal"})
# What a number before a noun that was named counts is that: the two, those three.
_NAMED_BEFORE = frozenset({"the", "those", "these", "both", "all"})
# What is not told of as done, though its form is a past: it is required, any device named.
_NO_PAST = frozenset(
    {"is", "are", "be", "being", "been", "am", "'s", "the", "a", "an", "by", "of", "with", "and", "or", ","}
)
# What tells of what is left, and what a claim may say of it.
_LEFT = frozenset({"remaining", "remains", "remained", "remain", "unused", "undrawn", "unspent"})
_STILL_THERE = frozenset({"left", "still", "available", "rest", "more", "yet", "open", "ahead"})
_EACH = frozenset({"every", "each", "per"})
_SPAN = regex(r"[QH]\d|\d+M")


@dataclass(frozen=True, slots=True)
class Telling:
    """Where the sentence stands: the words that its report and headings say around it and its own, its year.

    `own`: by what the report's own period is named (2023, Q2, 3M, june, 30); `also`: spans that the sentence tells of
    in short ("three and nine months ended").
    """

    around: frozenset[str]
    year: int | None
    own: frozenset[str] = frozenset()
    also: frozenset[str] = frozenset()


def is_reworded(claim: Sequence[Clause], sentence: Sequence[Clause]) -> bool:
    """Whether a claim tells what it tells in words of its own."""
    named = [name for part in claim for name in part.names if not name.light]
    there = [name for part in sentence for name in part.names]
    other = sum(not any(name.alike(one) for one in there) for name in named)
    return other >= FEWEST_OTHER and other >= OTHER * len(named)


def tells_what_is_left(claim: Sequence[Clause], sentence: Sequence[Clause]) -> bool:
    """Whether a sentence tells what is left and a claim does not: $8 billion remaining under a limit were not spent."""
    written, there = ({word.written for word in _words(parts)} for parts in (claim, sentence))
    return bool(there & _LEFT) and not written & (_LEFT | _STILL_THERE)


def objections(claim: Sequence[Clause], sentence: Sequence[Clause], setting: Telling) -> Iterator[str]:
    """What stands against a sentence's telling a claim in other words, by the name of the lock."""
    yield from _figures(claim, sentence)
    yield from _times(claim, sentence, setting)
    ways, told = (_signs(parts) & {"more", "less"} for parts in (claim, sentence))
    if len(ways) == 1 and len(told) == 1 and ways != told:
        yield "direction"
    if (
        _told_as_done(claim)
        and not _AHEAD & _signs(claim)
        and _AHEAD & _signs(sentence)
        and not _told_as_done(sentence)
    ):
        yield "plan"
    if "planned" in _signs(claim) and not (_AHEAD | {"try", "estimate"}) & _signs(sentence):
        yield "plan"
    if _turned(_best(claim), _best(sentence)) or _turned(*map(_contrary, (claim, sentence))):
        yield "order"
    if _has_target(claim) and not (_has_target(sentence) or "planned" in _signs(sentence)):
        yield "target"
    if _denied(claim) == _denied(sentence):
        mine, theirs = _bases(claim), _bases(sentence)
        yield from (
            f"opposite {word}" for word in sorted(mine - theirs) if _opposites().get(word, _NONE) & theirs - mine
        )


def doubts(claim: Sequence[Clause], sentence: Sequence[Clause], setting: Telling) -> Iterator[str]:
    """What a rule can see of a claim in other words and not decide."""
    mine, theirs = _signs(claim), _signs(sentence)
    if _denied(claim) != _denied(sentence):
        yield "denial"
    yield from (f"added {sign}" for sign in sorted((mine - theirs) & _ADDED))
    yield from (f"narrows {sign}" for sign in sorted((theirs - mine) & _NARROWING))
    there = [name for part in sentence for name in part.names]
    for name in (name for part in claim for name in part.names if name.is_name):
        if name.text.lower() not in setting.around and not any(name.alike(one) for one in there):
            yield f"name {name.text}"
    if bool(_AHEAD & theirs) != bool(_AHEAD & mine):
        yield "plan"


def _signs(parts: Iterable[Clause]) -> frozenset[str]:
    return frozenset(sign for part in parts for sign in part.signs)


def _words(parts: Iterable[Clause]) -> Iterator[Word]:
    return (word for part in parts for word in part.words)


def _denied(parts: Iterable[Clause]) -> bool:
    """Whether an odd number of clauses denies what it tells."""
    return sum("deny" in part.signs for part in parts) % 2 == 1


def _told_as_done(parts: Iterable[Clause]) -> bool:
    """Whether a verb tells of what is over."""
    for part in parts:
        before = ["", *(word.written for word in part.words)]
        for word, last in zip(part.words, before, strict=False):
            if word.written in ("was", "were", "had"):
                return True
            if word.kind == "word" and is_past(word.written) and last not in _NO_PAST and "-" not in word.written:
                return True
    return False


class _Opposites(NamedTuple):
    one: tuple[str, ...]
    other: tuple[str, ...]


_NONE: frozenset[str] = frozenset()


@cache
def _opposites() -> dict[str, frozenset[str]]:
    """Each word with those that say its contrary."""
    found: dict[str, frozenset[str]] = {}
    for row in read_table("english_opposites", _Opposites):
        for words, others in ((row.one, row.other), (row.other, row.one)):
            for word in words:
                found[word] = found.get(word, _NONE) | frozenset(others)
    return found


def _has_target(parts: Iterable[Clause]) -> bool:
    """Whether a target is spoken of: that one is met is told by no sentence that knows of none."""
    return any(word.has("plan_head") for word in _words(parts))


def _contrary(parts: Iterable[Clause]) -> list[str]:
    """The words, in order, of which another says the contrary: prior, current."""
    return [word for one in _words(parts) for word in dict.fromkeys((one.written, one.value)) if word in _opposites()]


def _bases(parts: Iterable[Clause]) -> set[str]:
    """The words by what they may be a form of."""
    return {base for word in _words(parts) if word.kind == "word" for base in bases(word)}


def _best(parts: Iterable[Clause]) -> list[str]:
    return [word.written for word in _words(parts) if word.has("best")]


def _turned(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether two words that stand next to each other stand the other way round: the highest above the lowest."""
    return any(
        one != other and one in theirs and other in theirs and theirs.index(one) > theirs.index(other)
        for one, other in pairwise(mine)
    )


def _figures(claim: Sequence[Clause], sentence: Sequence[Clause]) -> Iterator[str]:
    """Each figure of the claim must be the sentence's; of two in another order each must keep a word beside it."""
    mine = [figure for part in claim for figure in _counted(part)]
    theirs = [(figure, part) for part in sentence for figure in part.figures]
    places = []
    for figure in mine:
        same = [
            at
            for at, (other, part) in enumerate(theirs)
            if _same(figure, other) and (_comes_again(figure, claim) or not _comes_again(other, [part]))
        ]
        if same:
            places.append((figure, same[0]))
        elif not any(one is not figure and one.low == figure.low and one.unit == figure.unit for one in mine):
            yield "figure"
            return
    for (one, at), (other, behind) in pairwise(places):
        kept = _keeps(one, claim, sentence, theirs[at][0]) or _keeps(other, claim, sentence, theirs[behind][0])
        if at > behind and not kept:
            yield "together"


def _counted(part: Clause) -> Iterator[Figure]:
    """The figures that count something new: not one, nor the two, nor a part that a figure beside it tells exactly."""
    words = part.words
    for at, word in enumerate(words):
        figure = word.figure
        if figure is None or (figure.low == figure.high == 1 and figure.unit in ("", "第")):
            continue
        before = words[at - 1].written if at else ""
        if before in _NAMED_BEFORE and figure.text.isalpha() and not figure.unit:
            continue
        yield figure


def _comes_again(figure: Figure, parts: Iterable[Clause]) -> bool:
    """Whether a figure says how often: every 15 years is not in 15 years."""
    return any(
        word.figure is figure and at and part.words[at - 1].written in _EACH
        for part in parts
        for at, word in enumerate(part.words)
    )


def _same(claimed: Figure, told: Figure) -> bool:
    """Whether a figure is the told one; people may go without saying."""
    one, other = (replace(figure, unit="") if figure.unit == "人" else figure for figure in (claimed, told))
    return compare_figures(one, other) == "same"


def _keeps(figure: Figure, claim: Sequence[Clause], sentence: Sequence[Clause], told: Figure) -> bool:
    """Whether a word next to a figure of the claim is next to it in the sentence, and to no other figure there."""
    mine = _beside(figure, claim)
    theirs = _beside(told, sentence)
    others = [
        name for part in sentence for other in part.figures if other is not told for name in _beside(other, sentence)
    ]
    return any(name.alike(one) for name in mine for one in theirs if not any(name.alike(other) for other in others))


NEXT = 30  # characters from a figure to the words that are next to it


def _beside(figure: Figure, parts: Iterable[Clause]) -> list[Named]:
    return [
        name
        for part in parts
        if any(one is figure for one in part.figures)
        for name in part.names
        if not name.light and figure.start - NEXT <= name.end and name.start <= figure.end + NEXT
    ]


def _whens(parts: Iterable[Clause]) -> list[When]:
    return [when for part in parts for when in part.whens]


def _times(claim: Sequence[Clause], sentence: Sequence[Clause], setting: Telling) -> Iterator[str]:
    """Each time of the claim must be the sentence's or its report's; one of the sentence's own must not be lost."""
    mine, told = _whens(claim), _whens(sentence)
    claimed = {atom for when in mine for atom in _atoms(when)}
    there = {atom for when in told for atom in _atoms(when)} | setting.also
    own = {*setting.own, f"{setting.year}"}
    spans = {atom for atom in there if _SPAN.fullmatch(atom)}
    said = {atom for atom in claimed if _SPAN.fullmatch(atom)}
    days = {atom for atom in there if not _SPAN.fullmatch(atom)} - _years(there)
    if not claimed - said <= there | (_years(own) if days else own) or not said <= (_alike(spans, own) or own):
        yield "time"
    if not _years(there) <= claimed | own or (spans - own and not said and any(part.figures for part in claim)):
        yield "untimed"
    if (
        any(when.before for when in mine)
        and not any(when.before or when.base for when in told)
        and len(_years(there)) < 2
    ):
        yield "base"
    ordered, order = ([atom for when in whens for atom in sorted(_years(_atoms(when)))] for whens in (mine, told))
    if len(set(order)) > 1 and any(part.figures for part in claim):
        unmatched = len(set(ordered)) < len(set(order)) and sum(len(part.figures) for part in sentence) > 1
        if unmatched or _turned(ordered, order):
            yield "aligned"


def _years(atoms: Iterable[str]) -> set[str]:
    return {atom for atom in atoms if len(atom) == 4 and atom.isdigit()}


def _alike(spans: set[str], own: set[str]) -> set[str]:
    """Spans by all that they are called in this report: its second quarter, its last three months, its first half."""
    found = set(spans)
    quarter = next((atom for atom in own if atom[0] == "Q"), None)
    if quarter is not None and spans & {quarter, "3M"}:
        found |= {quarter, "3M"}
    if spans & {"H1", "6M"}:
        found |= {"H1", "6M"}
    return found


def _atoms(when: When) -> set[str]:
    """A time by what it names: years, quarters, months and days."""
    found = {f"{when.base}"} if when.base is not None else set()
    if when.period is not None:
        found |= {f"{when.period.first}", f"{when.period.last}", *when.period.part.split()}
    return found - {"since"}
