"""The figures of an English claim in words of its own, held against those of a sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.english_hard_parts import Clause, Named
from index.facts.fact import Figure

# What a number before a noun that was named counts is that: the two, those three.
_NAMED_BEFORE = frozenset({"the", "those", "these", "both", "all"})
_EACH = frozenset({"every", "each", "per"})
NEXT = 30  # characters from a figure to the words that are next to it


def figures_against(claim: Sequence[Clause], sentence: Sequence[Clause]) -> Iterator[str]:
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


def _beside(figure: Figure, parts: Iterable[Clause]) -> list[Named]:
    return [
        name
        for part in parts
        if any(one is figure for one in part.figures)
        for name in part.names
        if not name.light and figure.start - NEXT <= name.end and name.start <= figure.end + NEXT
    ]
