"""An English question for a figure of an English report, by the report's own words: what is measured or counted.

Where no table names the measure, its words must be the report's. Times, names of whose it is and words of asking come
off; what is left is the noun that is measured, or what is counted with what was done to it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from index.facts.english_words import is_past, lexicon, singular, verb_of
from index.lexicon.loading import read_table, words
from index.patterns import regex


class Hole(StrEnum):
    """What the figure is that a question leaves open."""

    LEVEL = "level"  # What was revenue?
    CHANGE = "change"  # How much did revenue increase?
    COUNT = "count"  # How many depots did the company open?


@dataclass(frozen=True, slots=True)
class AskedWords:
    """One figure asked for in words.

    `noun` are the words of what is measured or counted, singular; `deed` the verb that tells of it, "" where the
    question only asks how many there are; `also` what else the question says, which the sentence must say too.
    `falls`: a decline is asked for, not a growth; None where neither is. `years` are those named.
    """

    hole: Hole
    noun: tuple[str, ...]
    deed: str
    also: frozenset[str]
    falls: bool | None
    years: tuple[int, ...]
    planned: bool


class _Forms(NamedTuple):
    """Words of one kind."""

    kind: str
    forms: str


@cache
def classed(kind: str) -> frozenset[str]:
    """The words of a class that only English questions need."""
    return frozenset(
        word for row in read_table("asking/english", _Forms) if row.kind == kind for word in row.forms.split()
    )


@cache
def alike() -> tuple[frozenset[str], ...]:
    """Groups of names that may be told for one another: a result as the loss that it was."""
    return tuple(frozenset(row.forms.split()) for row in read_table("asking/english", _Forms) if row.kind == "alike")


_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_DAY = rf"(?:(?:{_MONTHS})(?: \d{{1,2}})?,?|\d{{1,2}} (?:{_MONTHS}))"
_YEAR = r"(?:19|20)\d\d"
# Parts of years are no year's figure, and a span is none either.
_PART_OF_YEAR = regex(
    r"\b(?:quarters?|half|halves|months?|weeks?|q[1-4]|h[12]|since"
    rf"|from {_YEAR} to|between {_YEAR} and|years? to|{_MONTHS})\b"
)
# Of several years together no figure is told.
_TOGETHER = regex(r"\b(?:total|sum|combined|altogether|together|average|mean|difference|change|ratio)\b")
_YEAR_END = regex(rf",? (?:at|as of|as at|on|by) (?:the )?{_DAY} (?={_YEAR})")
_SORTS = "(?:full |whole |entire |financial |fiscal |calendar |reporting |current |fy ?)*"
_WHEN = regex(
    r",? (?:(?:in|for|during|at|over|by|as of|as at|to|until|of) )?(?:the )?(?:(?:end|close) of (?:the )?)?"
    rf"{_SORTS}(?:year |years )?(?:(?:ended |ending )(?:on )?(?:{_DAY} )?)?{_YEAR}\b(?:'s)?"
    rf"|,? (?:at|by|in|for|during|over|as of) (?:the )?(?:end of (?:the )?)?{_SORTS}year(?:[- ]end)?\b"
    r"|,? at (?:the )?year[- ]end\b|\byear[- ]end\b"
)
_FUTURE = regex(r"\b(?:will|shall|expects?|expected|plans?|planned|targets?|goals?|aims?|intends?|forecast|going to)\b")
_OWNER = f"(?:{'|'.join(sorted(classed('owner')))})"
_OWN = regex(
    rf"\b(?:the )?{_OWNER}'s\b|\b(?:of|for|by|at|in) (?:the )?{_OWNER}$|\b(?:its|their|our|your|they|we|it|you)\b"
)
_EXPECTED = regex(
    r"\s(?:expected|forecast|planned|projected|estimated|budgeted)(?: to (?:be|reach|total))?\s*"
    r"(?=(?:in|for|by|at)\b|$)"
)
_BE = "(?:was|is|were|are|will be)(?: the)?"
_MUCH = "how (?:much|high|large|big|great|low|long|wide|heavy)"
_SHAPES = (
    (
        Hole.CHANGE,
        (
            r"(?:by )?how (?:much|far|fast|strongly|sharply)(?: more| less)? (?:did|has|have|is|was) (?P<noun>.+?)"
            r" (?P<move>[a-z]+)(?: by)?"
        ),
    ),
    (
        Hole.CHANGE,
        rf"what {_BE} (?P<move>{'|'.join(classed('up_noun') | classed('down_noun'))})(?: rate)? (?:in|of) (?P<noun>.+)",
    ),
    (
        Hole.CHANGE,
        rf"what {_BE} (?P<noun>.+) (?P<move>{'|'.join(classed('up_noun') | classed('down_noun'))})(?: rate)?",
    ),
    (Hole.LEVEL, rf"(?:what|{_MUCH}) {_BE} (?P<noun>.+)"),
    (
        Hole.LEVEL,
        (
            r"(?:what|how much) (?P<noun>.+?) (?:did|does|has|have|was|were) (?P<rest>.*?) ?"
            rf"(?:{'|'.join(classed('reports'))})"
        ),
    ),
    (
        Hole.COUNT,
        (
            r"(?:about |roughly )?how (?:many|much) (?P<noun>.+?)"
            r" (?P<aux>did|does|do|was|were|is|are|has|have|had|will) (?P<rest>.+)"
        ),
    ),
)
_COMPILED = tuple((hole, regex(shape)) for hole, shape in _SHAPES)
_WORD = regex(r"[a-z][a-z0-9]*(?:[-&.][a-z0-9]+)*|\d[\d.,]*%?")


def asked_in_words(question: str, names: Iterable[str]) -> AskedWords | None:
    """What an English question asks for; `names` are its reports' own. None where it has another shape."""
    text = f" {question.lower().replace('’', chr(39))} "
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?:\b(?:in|at|by|for|of)\s)?(?:\bthe\s)?\b{re.escape(name.lower())}\b(?:'s)?", " ", text)
    text = re.sub(
        r"^(?:in|for|during|at|by) (?P<year>(?:19|20)\d\d),? (?P<rest>.*)", r"\g<rest> in \g<year>", text.strip()
    )
    text = _YEAR_END.sub(" in ", re.sub(r"[?!.]+\s*$", "", text))
    years = tuple(dict.fromkeys(int(year) for year in re.findall(rf"\b{_YEAR}\b", text)))
    planned = _FUTURE.search(text) is not None
    text = _EXPECTED.sub(" ", text)
    text = " ".join(_OWN.sub(" ", _WHEN.sub(" ", text)).split()).strip(" ,")
    if _PART_OF_YEAR.search(text) or re.search(rf"\b{_YEAR}\b", text):
        return None
    if len(years) > 1 and _TOGETHER.search(text):
        return None
    for hole, shape in _COMPILED:
        if (match := shape.fullmatch(text)) is not None and (found := _read(hole, match, years, planned)) is not None:
            return found
    return None


def _read(hole: Hole, match: re.Match[str], years: tuple[int, ...], planned: bool) -> AskedWords | None:
    parts = match.groupdict()
    noun = naming(parts["noun"])
    if not noun:
        return None
    if hole is Hole.CHANGE:
        way = _way(parts["move"])
        return AskedWords(hole, noun, "", frozenset(), way == "down", years, planned) if way else None
    if hole is Hole.LEVEL:
        return AskedWords(
            hole, noun, "", frozenset(naming(parts.get("rest") or "")) - classed("owner"), None, years, planned
        )
    rest = _WORD.findall(parts["rest"])
    at = _verb_in(rest, parts["aux"])
    if at is None:
        if parts["aux"] not in ("is", "are", "was", "were", "has", "have", "had") and "there" not in rest:
            return None
        told = frozenset(naming(" ".join(word for word in rest if word != "there")))
        return AskedWords(hole, noun, "", told, None, years, planned)
    also = frozenset(naming(" ".join(word for place, word in enumerate(rest) if place != at))) - classed("owner")
    return AskedWords(hole, noun, deed_of(rest[at]), also, None, years, planned)


def _verb_in(rest: list[str], aux: str) -> int | None:
    """Where the verb stands behind how many X: the last word before a phrase, else the first participle."""
    if "there" in rest:
        return None
    if aux in ("did", "does", "do", "will"):
        prep = next((at for at, word in enumerate(rest) if at and "prep" in lexicon().classes.get(word, ())), len(rest))
        return prep - 1 if prep else None
    return next((at for at, word in enumerate(rest) if word in lexicon().past or is_past(word)), None)


def _way(move: str) -> str:
    """up, down, or "" for a word that tells no movement."""
    kinds = lexicon().kinds
    verb = verb_of(move) or move
    if move in classed("up_noun") or verb in kinds["up"] | kinds["up_loose"] | kinds["raise"]:
        return "up"
    return "down" if move in classed("down_noun") or verb in kinds["down"] | kinds["cut"] else ""


def deed_of(word: str) -> str:
    """The verb that a form tells, "" where it tells no more than that something is there."""
    verb = verb_of(word) or word
    return "" if verb in classed("light_deed") else verb


def naming(text: str) -> tuple[str, ...]:
    """The words of a text that name something, singular and in order."""
    found = (singular(word) for word in _WORD.findall(text.lower()) if word not in _stop())
    return tuple(dict.fromkeys(word for word in found if len(word) > 1 or word.isdigit()))


@cache
def _stop() -> frozenset[str]:
    classes = lexicon().classes
    joining = {
        word
        for word, kinds in classes.items()
        if kinds & {"article", "prep", "conj", "be", "have", "do", "own", "pronoun"}
    }
    return frozenset(joining | {word.word for word in words("stop_words")} | {"and", "of", "s", "up", "out"}) - classed(
        "narrows"
    )
