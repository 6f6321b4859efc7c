"""Figures told of as many times in one breath, apart: "were $19.6 billion and $19.9 billion in Q1 2022 and Q1 2023".

A sentence with such lists is as many sentences as they have members, each with one figure and one time of every list.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.facts.english_words import Word

YEAR = 4  # digits of a year that stands alone
MOST = 4  # members of a list of figures in prose
# What may stand between a part of a year and the years that it is of: the third quarter of fiscal years 2024 and 2023.
_OF_YEARS = frozenset({"of", "the", "fiscal", "financial", "calendar", "year", "years", "our"})
_IN_YEARS = frozenset({"in", "for", "during"})


@dataclass(frozen=True, slots=True)
class _List:
    """The words `[start, end)` of a sentence that are figures or times in a list, and where each member is."""

    kind: str
    start: int
    end: int
    places: tuple[int, ...]


def told_apart(sentence: Sequence[Word]) -> list[list[Word]]:
    """The sentence once for each member of its lists of figures and times; itself where it has none of one length."""
    words = _of_the_same_part(_with_parts_of_years(sentence))
    lists = list(_lists(words))
    figures = [one for one in lists if one.kind == "figure" and _alike(words, one)]
    times = [one for one in lists if one.kind == "when"]
    if not figures or not times:
        return [list(sentence)]
    count = len(figures[0].places)
    figures = [one for one in figures if len(one.places) == count]
    times = [one for one in times if len(one.places) == count]
    if not times or not all(_is_timed(one, times, lists) for one in figures):
        return [list(sentence)]
    return [_only(words, [*figures, *times], member) for member in range(count)]


def _with_parts_of_years(sentence: Sequence[Word]) -> list[Word]:
    """The words, with a part of a year that stands before several years told of each of them."""
    found = list(sentence)
    at = 0
    while at < len(found):
        part = found[at].when
        behind = at + 1
        while behind < len(found) and found[behind].written in _OF_YEARS:
            behind += 1
        years = next((one for one in _lists(found[behind:]) if one.kind == "when" and one.start == 0), None)
        if years is not None and behind > at + 1 and found[at].written in _IN_YEARS:
            del found[at:behind]  # in fiscal years 2024 and 2023
        elif (
            part is not None and part.period is not None and part.period.part and behind > at + 1 and years is not None
        ):
            for place in (behind + place for place in years.places):
                when = found[place].when
                if when is not None and when.period is not None and not when.period.part:
                    told = replace(when, period=replace(when.period, part=part.period.part))
                    found[place] = replace(found[place], when=told)
            del found[at:behind]
        at += 1
    return found


def _of_the_same_part(words: list[Word]) -> list[Word]:
    """The words, with a bare year of a list of times of the same part as the time before: June 30, 2024 and 2023."""
    for one in _lists(words):
        for before, place in pairwise(one.places):
            first, when = words[before].when, words[place].when
            if first is None or when is None or first.period is None or when.period is None:
                continue
            if first.period.part and not when.period.part and words[place].end - words[place].start == YEAR:
                told = replace(when, period=replace(when.period, part=first.period.part))
                words[place] = replace(words[place], when=told)
    return words


def _lists(words: Sequence[Word]) -> Iterator[_List]:
    """The lists of two to MOST figures, or of as many times that are told."""
    at = 0
    while at < len(words):
        kind = words[at].kind
        places = [at]
        end = at + 1
        if _is_member(words[at]):
            while (behind := _behind_the_joint(words, end)) is not None and _is_member(words[behind], kind):
                places.append(behind)
                end = behind + 1
            joined = words[places[-1] - 1].written == "and"
            if joined and 1 < len(places) <= MOST:
                yield _List(kind, at, end, tuple(places))
        at = end


def _is_member(word: Word, kind: str = "") -> bool:
    if kind and word.kind != kind:
        return False
    if word.kind == "figure":
        return word.value == "#"
    return word.kind == "when" and word.when is not None and word.when.period is not None


def _behind_the_joint(words: Sequence[Word], at: int) -> int | None:
    """Where a list goes on behind a comma, "and", or both."""
    start = at
    if at < len(words) and words[at].written == ",":
        at += 1
    if at < len(words) and words[at].written == "and":
        at += 1
    return at if start < at < len(words) else None


def _alike(words: Sequence[Word], one: _List) -> bool:
    """Whether the figures of a list are of one unit."""
    units = {figure.unit for place in one.places if (figure := words[place].figure) is not None}
    return len(units) == 1


def _is_timed(figures: _List, times: Sequence[_List], lists: Sequence[_List]) -> bool:
    """Whether a list of figures has a list of times: the next behind it before other figures, or one before it."""
    behind = [one for one in lists if one.start >= figures.end]
    return any(one.end <= figures.start for one in times) or (bool(behind) and behind[0] in times)


def _only(words: Sequence[Word], lists: Sequence[_List], member: int) -> list[Word]:
    """The words with one member of each list."""
    dropped = {place for one in lists for place in range(one.start, one.end) if place != one.places[member]}
    kept = [word for place, word in enumerate(words) if place not in dropped and word.written != "respectively"]
    return [
        word
        for word, behind in pairwise([*kept, None])
        if word is not None and not (word.written == "," and behind is not None and behind.written in (",", ".", ";"))
    ]
