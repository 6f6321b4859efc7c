"""The words that a slip in a question is read as, by their sound, and those that are right as they stand.

`CLOSED` words are of questions, measures and units. Whether a word exists at all, rjieba's list of 350,000 tells: who
writes 时限, which a small library lacks, does not mean 实现.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple, Protocol

from index.facts.vocabulary import vocabulary
from index.lexicon.indicators import NAMES
from index.lexicon.loading import read_table, words
from index.patterns import regex
from index.text.region_groups import group_names
from index.text.script import HAN
from index.text.sounds import folded, near_sounds, said
from index.text.units import UNITS

_OF_HAN = regex(f"[{HAN}]{{2,12}}")
_QUESTION_KINDS = ("asking", "asking_word", "how", "plan", "beside", "compares", "relative_year", "reason")
# What figures do in a sentence; words that only weaken or join are too short and too many to be guessed at.
_FACT_KINDS = frozenset(("up", "down", "reach_up", "reach_down", "share", "rank", "total", "yoy", "real"))
_SCALES = ("万", "亿")
# Denials and figures are never put in and never taken out.
UNTOUCHED = frozenset("不没未无非勿莫否别零〇一二两三四五六七八九十百千万亿半双倍")


class KnownWords(Protocol):
    """What tells which words a library's reports have."""

    def passages_with(self, terms: Iterable[str]) -> Mapping[str, int]:
        """How many passages have each lexical token."""

    def has_together(self, terms: Iterable[str]) -> bool:
        """Whether one passage has every one of the tokens."""


class _Asked(NamedTuple):
    asked: str
    means: str


@dataclass(slots=True)
class _Node:
    """Of the words that begin with some sounds: those that end there, and the nodes of the next sounds."""

    words: list[str] = field(default_factory=list)
    following: dict[str, "_Node"] = field(default_factory=dict)


@cache
def closed_words() -> frozenset[str]:
    """The words of questions, measures and units that a slip may be read as."""
    asking = asking_words() | {word.word for word in words("spelling", "topic")}
    # 限上 and 规上 are too short: 线上, which lists of words lack, is none of them.
    telling = (word for word in _closed() if len(word) > 2 or kept_characters().isdisjoint(word))
    return frozenset(word for word in (*asking, *telling) if _OF_HAN.fullmatch(word))


@cache
def asking_words() -> frozenset[str]:
    """What asks in a question, and what tells a target from an outcome."""
    every = (word.word for kind in _QUESTION_KINDS for word in words("question_words", kind))
    # 多大 and 多久 sound like names: 门多塔.
    return frozenset(word for word in every if len(word) > 2 or word[0] != "多" or word == "多少")


@cache
def kept_characters() -> frozenset[str]:
    """Characters that join and ask, and are too common to be slips."""
    return frozenset(word.word for word in words("spelling", "kept"))


@cache
def standing_bigrams() -> frozenset[str]:
    """The neighbouring pairs of characters inside the closed words: right wherever they stand."""
    every = {*closed_words(), *group_names()}
    return frozenset(word[at : at + 2] for word in every for at in range(len(word) - 1))


def sounding_like(text: str, start: int) -> Iterator[str]:
    """The closed words that sound nearly like what stands in `text` from `start` on, shortest first."""
    nodes = [_by_sound()]
    for character in text[start:]:
        heard = near_sounds(character)
        nodes = [node.following[sound] for node in nodes for sound in heard if sound in node.following]
        if not nodes:
            return
        for node in nodes:
            yield from node.words


def is_word(text: str) -> bool:
    """Whether it is a word of the language."""
    import rjieba

    return bool(rjieba.has_word(text))


@lru_cache(maxsize=64)
def cut(text: str) -> tuple[tuple[int, int], ...]:
    """The half-open spans of the words of a text; what is in no list of words stands character by character."""
    import rjieba

    spans, at = [], 0
    for piece in rjieba.cut(text, False):
        spans.append((at, at + len(piece)))
        at += len(piece)
    return tuple(spans)


def shortened(text: str) -> Iterator[tuple[int, int, str]]:
    """The half-open spans of `text` that are a measure's name but for one character, and that name."""
    names, sizes = _one_dropped()
    for start in range(len(text)):
        for size in sizes:
            if (name := names.get(text[start : start + size])) is not None and start + size <= len(text):
                yield start, start + size, name


@cache
def _one_dropped() -> tuple[dict[str, str], tuple[int, ...]]:
    """Measures' names by themselves without one inner character, where one alone would do; and the lengths of these."""
    found: dict[str, set[str]] = {}
    for name in (*_names(), *asking_words(), *(word.word for word in words("spelling", "topic"))):
        if len(name) >= 4:
            for at in range(1, len(name) - 1):
                found.setdefault(name[:at] + name[at + 1 :], set()).add(name)
    # 居民消费价 may as well be 居民消费价格 cut off.
    begun = {word[:-1] for word in closed_words()} | closed_words()
    alone = {short: names.pop() for short, names in found.items() if len(names) == 1 and short not in begun}
    return alone, tuple(sorted(set(map(len, alone))))


@cache
def _by_sound() -> _Node:
    root = _Node()
    for word in sorted(closed_words()):
        node = root
        for sound in said(word):
            node = node.following.setdefault(folded(sound), _Node())
        node.words.append(word)
    return root


def _closed() -> Iterator[str]:
    yield from _names()
    for form, entry in vocabulary().lexemes.items():
        if not _FACT_KINDS.isdisjoint(entry.classes) and kept_characters().isdisjoint(form[-1:]):
            yield form
    for asked in read_table("asked_names", _Asked):
        yield from (asked.asked, asked.means)
    yield from group_names(each=True)
    # A short unit alone sounds like too much else (瓦时, 门); behind a scale it is one.
    yield from (unit for unit in UNITS if len(unit) > 2)
    yield from (scale + unit for scale in _SCALES for unit in UNITS if len(unit) <= 2)


def _names() -> Iterator[str]:
    """What measures are called."""
    yield from (name.name for name in NAMES if _OF_HAN.fullmatch(name.name))
    yield from (
        form for form, entry in vocabulary().lexemes.items() if "name" in entry.classes and _OF_HAN.fullmatch(form)
    )
