"""A text as clauses, each with what it states: its words, figures, years, whether it denies, plans or reports.

Two texts are compared clause by clause; see agreement.py.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.verification.statement_words import (
    COMPARED_YEAR,
    DENIAL,
    DONE,
    LIGHT,
    LIGHT_ENGLISH,
    PLANS,
    UNTIL_YEAR,
)
from index.lexicon.indicators import EQUAL_NAMES
from index.text.corrections import corrected
from index.text.folding import fold
from index.text.numerals import plain
from index.text.places import find_regions
from index.text.quantities import Quantity, find_quantities
from index.text.quantity_words import DIRECTION_WORDS, Direction
from index.text.script import HAN_RUN
from index.text.years import HAN_YEAR, find_years

_CLAUSE = re.compile(r"(?:[^，；;。！？!?\n\t,.]|(?<=\d)[,.](?=\d)|(?<=[A-Za-z])\.(?=[A-Za-z]|\s?[a-z])|,(?=\d{3}))+")
_LATIN = re.compile(r"[a-z][a-z0-9&.+/-]*[a-z0-9]|[a-z]|[a-z]*\d[a-z\d.]*", re.IGNORECASE)
_YEAR = re.compile(rf"18\d\d\s?年|(?:(?:19|20)\d\d(?:\s?[-—–~至到]+\s?(?:19|20)?\d\d)?\s?年?度?)|{HAN_YEAR}年")
_EQUAL_NAMES = tuple((fold(first), sorted(map(fold, others), key=len, reverse=True)) for first, *others in EQUAL_NAMES)
_ENDINGS = re.compile(r"(?:ies|ied|ing|ed|es|s|ment|ly)$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text between commas, at `[start, end)` of it; `bare` is it with figures, years and places blanked.

    `han` are its Han words without what is light or counted apart, `latin` its other words, stemmed. `years` are
    those it is of, `compared` those it is compared with, `until` those a plan reaches to. `directions`
    are the ways of words that no figure took. `denials` counts what denies.
    """

    start: int
    end: int
    text: str
    bare: str
    quantities: tuple[Quantity, ...]
    han: tuple[str, ...]
    latin: tuple[str, ...]
    years: frozenset[int]
    compared: frozenset[int]
    until: frozenset[int]
    regions: tuple[str, ...]
    directions: frozenset[Direction]
    denials: int
    plans: bool
    done: bool


def find_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a text, in order; what is told by slips of scanning or full-width forms is read as meant."""
    read = plain(corrected(text))
    quantities = find_quantities(read)
    return tuple(_clauses(read, quantities))


def _clauses(read: str, quantities: tuple[Quantity, ...]) -> Iterator[Clause]:
    for start, end in _spans(read, quantities):
        own = tuple(quantity for quantity in quantities if start <= quantity.start < end)
        text = read[start:end]
        compared = frozenset(int(year) for year in COMPARED_YEAR.findall(text))
        until = frozenset(int(year) for year in UNTIL_YEAR.findall(text))
        years = frozenset(find_years(UNTIL_YEAR.sub(" ", COMPARED_YEAR.sub(" ", text))))
        regions = find_regions(text)
        bare = _without(text, start, own, [(first, last) for first, last, _ in regions])
        yield Clause(
            start,
            end,
            text,
            bare,
            own,
            han_words(bare),
            latin_words(bare),
            years,
            compared,
            until,
            tuple(dict.fromkeys(name for _, _, name in regions)),
            directions_of(bare),
            sum(1 for found in DENIAL.finditer(text) if found["denial"]),
            PLANS.search(text) is not None,
            DONE.search(text) is not None,
        )


def _spans(read: str, quantities: tuple[Quantity, ...]) -> Iterator[tuple[int, int]]:
    """Between marks; a piece of figures alone (", $1.3 billion", "，比上年增长9.5%") goes on the one before it."""
    before: tuple[int, int] | None = None
    for match in _CLAUSE.finditer(read):
        start, end = match.span()
        if not match[0].strip():
            continue
        own = tuple(quantity for quantity in quantities if start <= quantity.start < end)
        if before is not None and own and read[before[1] : start].strip(" ") in ("，", ","):
            bare = _without(match[0], start, own, [])
            if not (han_words(bare) or latin_words(bare) or find_years(match[0]) or find_regions(match[0])):
                before = (before[0], end)
                continue
        if before is not None:
            yield before
        before = (start, end)
    if before is not None:
        yield before


def _without(text: str, offset: int, quantities: tuple[Quantity, ...], regions: list[tuple[int, int]]) -> str:
    """The text with its figures and their hedges, years and regions blanked, character for character."""
    spans = []
    for start, end in ((quantity.start - offset, quantity.end - offset) for quantity in quantities):
        # Only beside a figure: 约 in 签约 and 超 in 超市 are no hedges.
        first = start - 1 if start > 0 and text[start - 1] in "约近超逾" else start
        spans.append((first, end + 1 if text[end : end + 1] in tuple("多余") else end))
    spans += [*regions, *(match.span() for match in _YEAR.finditer(text))]
    letters = list(text)
    for start, end in spans:
        letters[start : min(end, len(letters))] = " " * (min(end, len(letters)) - start)
    return "".join(letters)


def directions_of(text: str) -> frozenset[Direction]:
    """Which ways the words of a text go."""
    return frozenset(
        Direction.DOWN if match["down"] else Direction.UP if match["up"] else Direction.LEVEL
        for match in DIRECTION_WORDS.finditer(text)
    )


def han_words(text: str) -> tuple[str, ...]:
    """The runs of Han characters that say something: no light words, denials, directions; equal names as one."""
    folded = DIRECTION_WORDS.sub(" ", canonical(text))
    folded = DENIAL.sub(lambda match: " " if match["denial"] else match[0], folded)
    found: list[str] = []
    for run in HAN_RUN.findall(folded):
        found.extend(piece for piece in LIGHT.sub(" ", run).split() if piece)
    return tuple(found)


def latin_words(text: str) -> tuple[str, ...]:
    """The words in Latin letters that say something, stemmed; names with digits (5G, PM2.5) as they stand."""
    folded = DENIAL.sub(" ", DIRECTION_WORDS.sub(" ", canonical(text)))
    return tuple(stemmed(word) for word in _LATIN.findall(folded) if word not in LIGHT_ENGLISH)


def canonical(text: str) -> str:
    """`text` folded, with every name that means an indicator exactly as the indicator's own."""
    folded = fold(text)
    for first, others in _EQUAL_NAMES:
        for other in others:
            if other in folded and other not in first:
                folded = folded.replace(other, first)
    return folded


def stemmed(word: str) -> str:
    """An English word without its common endings."""
    return _ENDINGS.sub("", word) if len(word) > 4 and word.isalpha() else word
