"""Figures told of as many things in one breath, apart: "Revenue and profit rose by 4.7% and 11.2% respectively"."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.facts.english_clauses import find_verb
from index.facts.english_words import Word

MOST = 6  # names in one breath
_JOINTS = frozenset({",", "and"})


def named_apart(sentence: Sequence[Word]) -> list[list[Word]]:
    """The sentence once for each name of its one list of names and its one list of figures; itself otherwise.

    Of "the Leeds and Hull depots" and "revenue and operating profit" only sense tells whether the last name's head is
    the first one's as well; so an earlier name is read both ways.
    """
    end = next((place for place, word in enumerate(sentence) if word.written == "respectively"), None)
    if end is None:
        return [list(sentence)]
    figures = [place for place, word in enumerate(sentence[:end]) if word.kind == "figure" and word.value == "#"]
    listed = _behind_one_another(sentence, figures)
    if len(listed) < 2 or not _alike(sentence, listed):
        return [list(sentence)]
    names = [one for one in _name_lists(sentence[: listed[0]]) if len(one) == len(listed)]
    if len(names) != 1:
        return [list(sentence)]
    (spans,) = names
    (first, _), (last, behind) = spans[0], spans[-1]
    head = sentence[last + 1 : behind]
    told = []
    for (start, stop), figure in zip(spans, listed, strict=True):
        name = sentence[start:stop]
        for called in (name,) if start == last or not head else (name, [*name, *head]):
            told.append([*sentence[:first], *called, *sentence[behind : listed[0]], sentence[figure]])
            told[-1] += [word for word in sentence[listed[-1] + 1 :] if word.written != "respectively"]
    return [_without_loose_marks(one) for one in told]


def _behind_one_another(sentence: Sequence[Word], figures: Sequence[int]) -> list[int]:
    """The last figures with nothing but joints between them."""
    run: list[int] = []
    for place in figures:
        if run and not all(word.written in _JOINTS for word in sentence[run[-1] + 1 : place]):
            run = []
        run.append(place)
    return run


def _alike(sentence: Sequence[Word], places: Sequence[int]) -> bool:
    units = {figure.unit for place in places if (figure := sentence[place].figure) is not None}
    return len(units) == 1


def _name_lists(words: Sequence[Word]) -> Iterator[list[tuple[int, int]]]:
    """The lists of names, each member's `[start, end)`: as subject in front of the verb, or behind a preposition."""
    verb = find_verb(words)
    bounds = {0, len(words)}
    for place, word in enumerate(words):
        if word.kind in ("figure", "when") or word.has("prep", "article") or (verb and verb[0] <= place <= verb[1]):
            bounds |= {place, place + 1}
    for start, stop in pairwise(sorted(bounds)):
        members: list[tuple[int, int]] = []
        at = start
        for place in range(start, stop + 1):
            if place == stop or words[place].written in _JOINTS:
                if place > at:
                    members.append((at, place))
                at = place + 1
        if 1 < len(members) <= MOST and any(word.written == "and" for word in words[start:stop]):
            yield members


def _without_loose_marks(words: Sequence[Word]) -> list[Word]:
    """The words without a comma that stands before another mark or the end."""
    return [
        word
        for word, behind in pairwise([*words, None])
        if word is not None and not (word.written == "," and (behind is None or behind.written in (",", ".", ";")))
    ]
