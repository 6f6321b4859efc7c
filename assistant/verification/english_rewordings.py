"""What an English sentence must share with a claim that tells it in words of its own.

Where most of a claim's words are the sentence's own, english_locks.py holds them clause by clause: there one other word
is most likely another thing. A claim in words of its own shares few, and its clauses are cut otherwise. Of it whole
everything hard must be the sentence's: each figure and time, which of them goes with which, the direction, what is only
planned. What a rule can see but not decide (a denial told as a lack, a name spelt otherwise, a word of scope) asks the
judge to be surer (DOUBTED in judging_words.py).
Figures and times: english_reworded_figures.py, english_reworded_times.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import zip_longest
from typing import NamedTuple

from assistant.verification.english_hard_parts import Clause, bases
from assistant.verification.english_reworded_figures import figures_against
from assistant.verification.english_reworded_times import Telling, times_against, turned
from index.facts.english_words import Word, is_past
from index.lexicon.loading import read_table

# Of a claim's words so many have no like in the sentence, and so great a share: then it is told in other words.
FEWEST_OTHER, OTHER = 2, 0.2
# Of scope: what a claim may say only of a sentence that says it, and what a sentence may say only to a claim that does.
_ADDED = frozenset({"all", "only", "most", "first", "record", "average", "except"})
_NARROWING = frozenset({"limit", "condition", "part", "most", "except", "average", "modal"})
_AHEAD = frozenset({"planned", "modal"})
# What is not told of as done, though its form is a past: it is required, any device named.
_NO_PAST = frozenset(
    {"is", "are", "be", "being", "been", "am", "'s", "the", "a", "an", "by", "of", "with", "and", "or", ","}
)
# What tells of what is left, and what a claim may say of it.
_LEFT = frozenset({"remaining", "remains", "remained", "remain", "unused", "undrawn", "unspent"})
_STILL_THERE = frozenset({"left", "still", "available", "rest", "more", "yet", "open", "ahead"})


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
    yield from figures_against(claim, sentence)
    yield from times_against(claim, sentence, setting)
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
    if turned(_best(claim), _best(sentence)) or turned(*map(_contrary, (claim, sentence))):
        yield "order"
    if _has_target(claim) and _is_met(claim):
        if _MET.isdisjoint(_bases(sentence)):
            yield "target"  # what is aimed at, or offered, is no word on whether it was met
    elif _has_target(claim) and not (_has_target(sentence) or "planned" in _signs(sentence)):
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
    if len(mine & {"more", "less"}) == 1 and not theirs & {"more", "less"}:
        yield "direction"
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
    return any(
        word.has("plan_head") and (behind is None or behind.written != "'s")  # a target's debt is a company's
        for part in parts
        for word, behind in zip_longest(part.words, part.words[1:])
        if word is not None
    )


_MET = frozenset(
    {"meet", "achieve", "reach", "exceed", "hit", "fulfill", "fulfil", "attain", "miss", "surpass", "beat"}
)


def _is_met(parts: Sequence[Clause]) -> bool:
    """Whether something is told to have been met, or missed."""
    return _told_as_done(parts) and not _MET.isdisjoint(_bases(parts))


def _contrary(parts: Iterable[Clause]) -> list[str]:
    """The words, in order, of which another says the contrary: prior, current."""
    return [word for one in _words(parts) for word in dict.fromkeys((one.written, one.value)) if word in _opposites()]


def _bases(parts: Iterable[Clause]) -> set[str]:
    """The words by what they may be a form of."""
    return {base for word in _words(parts) if word.kind == "word" for base in bases(word)}


def _best(parts: Iterable[Clause]) -> list[str]:
    return [word.written for word in _words(parts) if word.has("best")]
