"""Of 家电、新能源汽车零售额分别增长23.9%、35.8% each thing has its own figure, whether 分别 is said or not.

A claim in other words that takes one of them must take the figure that stands in its place.
"""

from collections.abc import Iterator, Sequence

from assistant.verification.comparing_figures import compare_figures
from assistant.verification.hard_parts import Said, clauses
from index.facts.fact import Figure
from index.patterns import regex

_BETWEEN = regex("[\u3400-\u9fff]{0,2}[、和与及]")
_DIVIDED = regex("[、和与及]")
LONGEST = 6  # letters of a thing's name that are compared
_PAIR = regex("[\u3400-\u9fffA-Za-z]{2}")


def aligned(claim: Said, sentence: Said) -> bool | None:
    """Whether each claimed figure of such a list is told of its own thing; None where none is of a list."""
    told = [
        found
        for clause in clauses(sentence)
        for things, figures in _lists(clause)
        for figure, about in _told_of(claim)
        if (found := _of_its_own(figure, about, things, figures)) is not None
    ]
    return all(told) if told else None


def own_figures(claim: Said, sentence: Said) -> list[tuple[Figure, Figure]]:
    """The figures of a claim that are another thing's of a list, each with the one of the thing that it is told of."""
    found = []
    for clause in clauses(sentence):
        for things, figures in _lists(clause):
            for figure, about in _told_of(claim):
                same = [place for place, one in enumerate(figures) if compare_figures(figure, one) == "same"]
                shared = [len(about & thing) / max(1, len(thing)) for thing in things]
                best = shared.index(max(shared))
                if len(same) == 1 and same[0] != best and shared.count(shared[best]) == 1:
                    found.append((figure, figures[best]))
    return found


def _lists(clause: Said) -> Iterator[tuple[list[set[str]], list[Figure]]]:
    """The figures of a clause that stand in a row, with what each is of: letters that no other has."""
    figures = clause.figures
    at = 0
    while at < len(figures):
        last = at
        while last + 1 < len(figures) and _in_a_row(clause, figures[last], figures[last + 1]):
            last += 1
        if last > at:
            before = clause.text[: figures[at].start - clause.start]
            texts = _DIVIDED.split(before.split("分别")[0])[-(last - at + 1) :]
            if len(texts) == last - at + 1:
                # What stands before the first thing's own name may be of them all: 生产安全事故起数、死亡人数.
                things = [_pairs(text[-LONGEST:]) for text in texts[:-1]] + [_pairs(texts[-1])]
                own = [thing.difference(*(each for each in things if each is not thing)) for thing in things]
                yield own, figures[at : last + 1]
        at = last + 1


def _in_a_row(clause: Said, one: Figure, other: Figure) -> bool:
    between = clause.text[one.end - clause.start : other.start - clause.start]
    return one.unit == other.unit and _BETWEEN.fullmatch(between) is not None


def _told_of(claim: Said) -> Iterator[tuple[Figure, set[str]]]:
    """Each figure of a claim with what it is of: its thing of a list, or its clause from the figure before it on."""
    for clause in clauses(claim):
        listed = {
            id(one): thing for things, figures in _lists(clause) for thing, one in zip(things, figures, strict=True)
        }
        begin = 0
        for place, figure in enumerate(clause.figures):
            start, end = figure.start - clause.start, figure.end - clause.start
            rest = clause.text[end:] if place + 1 == len(clause.figures) else ""
            yield figure, listed.get(id(figure)) or _pairs(clause.text[begin:start] + "|" + rest)
            begin = end


def _of_its_own(figure: Figure, about: set[str], things: Sequence[set[str]], figures: Sequence[Figure]) -> bool | None:
    same = [place for place, one in enumerate(figures) if compare_figures(figure, one) == "same"]
    if len(same) != 1:
        return None
    shared = [len(about & thing) / max(1, len(thing)) for thing in things]
    own = shared.pop(same[0])
    return own > max(shared) if own or max(shared) else None


def _pairs(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1) if _PAIR.fullmatch(text[at : at + 2])}
