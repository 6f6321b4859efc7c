"""Pinyin and English words in a Chinese question, read as the Chinese meant: songchuan daqiao, total investment.

English is read by the lexicon; pinyin as characters that the library's reports have side by side, in one passage.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from math import log
from typing import NamedTuple

from assistant.query.spelling_words import (
    UNTOUCHED,
    KnownWords,
    asking_words,
    closed_words,
    cut,
    is_word,
    standing_bigrams,
)
from index.lexicon.indicators import NAMES
from index.lexicon.loading import read_table
from index.patterns import regex
from index.text.places import find_places
from index.text.script import han_count, has_han
from index.text.sounds import main_sound, syllables, written

_APART = "A-Za-z0-9_.&/+-"
_RUN = regex(rf"(?<![{_APART}])(?:[a-z]+|[A-Z][a-z]+)(?:[ '’](?:[a-z]+|[A-Z][a-z]+))*(?![A-Za-z0-9_&/+-])")
_QUOTED = regex(r"“[^”]*”|\"[^\"]*\"|[（(][^）)]*[）)]|《[^》]*》")
MOST_SYLLABLES = 12
MOST_CHARACTERS = 40  # of one sound, those that the most passages have
_BEAM = 24
# What a pair is worth beside the logarithm of the passages that have it: one that stands, one that is a word. A
# character's second reading is seldom meant (达 as ti), and a reading that is hardly likelier than another is a guess.
_STANDS, _IS_WORD, _SELDOM, _MARGIN = 2.0, 4.0, 8.0, 0.7


class _Mixed(NamedTuple):
    english: str
    chinese: str


class _Foreign(NamedTuple):
    kind: str
    chinese: str
    counter: str
    forms: str


class _Read(NamedTuple):
    """Characters that the syllables read so far may stand for, and their pairs that passages have."""

    score: float
    text: str
    pairs: tuple[str, ...]


class _Heard(NamedTuple):
    """A run of pinyin: its words, the Han character of the text before it, and the names that the library has."""

    parts: tuple[str, ...]
    before: str
    names: tuple[str, ...]


def romanised(text: str, vocabulary: KnownWords, names: Iterable[str] = ()) -> Iterator[tuple[int, int, str]]:
    """The half-open spans of Latin letters that mean Chinese words, and the words; none in an English question."""
    runs = [match for match in _RUN.finditer(text) if not _is_quoted(text, match.start())]
    if not has_han(text) and (len(runs) != 1 or not _is_all_pinyin(text, runs[0], vocabulary)):
        return
    in_chinese = sum(len(run[0].split()) for run in runs) <= han_count(text)
    for run in runs:
        if find_places(run[0]):
            continue
        start, end = _with_blanks(text, *run.span())
        chinese = _translated(run[0], vocabulary) if in_chinese else None
        if chinese is None:
            parts = tuple(re.split(r"[ '’]", run[0].lower()))
            before = text[start - 1 : start] if start else ""
            chinese = _heard(_Heard(parts, before if has_han(before) else "", tuple(names)), vocabulary)
        if chinese is not None:
            yield start, end, chinese


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the blanks that part it from the Chinese on either side."""
    while start and text[start - 1] == " ":
        start -= 1
    while end < len(text) and text[end] == " ":
        end += 1
    return start, end


def _is_quoted(text: str, at: int) -> bool:
    return any(match.start() <= at < match.end() for match in _QUOTED.finditer(text))


def _is_all_pinyin(text: str, run: re.Match[str], vocabulary: KnownWords) -> bool:
    """Whether a text without Chinese is nothing but pinyin: four syllables at least, and no word that a report has."""
    parts = run[0].lower().split()
    rest = (text[: run.start()] + text[run.end() :]).strip(" ?？.。!")
    if rest or any(vocabulary.passages_with(parts).values()) or not all(map(syllables, parts)):
        return False
    return sum(len(syllables(part)[0]) for part in parts) >= 4


def _translated(english: str, vocabulary: KnownWords) -> str | None:
    """The Chinese of a run of English words where the lexicon has it, whole, and no report says it in English."""
    parts = english.lower().replace("’", "'").split()
    meant = _chinese_of().get(" ".join(parts).removeprefix("the "))
    if not meant or (len(parts) == 1 and vocabulary.passages_with(parts)[parts[0]]):
        return None
    stands = vocabulary.passages_with([word[:2] for word in meant])
    return max(meant, key=lambda word: stands[word[:2]])


@cache
def _chinese_of() -> dict[str, tuple[str, ...]]:
    """What English words of measures may mean in Chinese."""
    found: dict[str, dict[str, None]] = {}
    for row in read_table("mixed_words", _Mixed):
        found.setdefault(row.english, {})[row.chinese] = None
    for foreign in read_table("facts/indicators_en", _Foreign):
        if foreign.kind == "measure":
            for form in foreign.forms.split():
                found.setdefault(form.replace("_", " "), {})[foreign.chinese] = None
    chinese = {name.indicator: name.name for name in reversed(NAMES) if has_han(name.name) and name.means == "exactly"}
    for name in NAMES:
        if name.name.isascii() and not name.name.isupper() and name.indicator in chinese:
            found.setdefault(name.name.lower(), {})[chinese[name.indicator]] = None
    return {english: tuple(meant) for english, meant in found.items()}


def _heard(run: _Heard, vocabulary: KnownWords) -> str | None:
    """What pinyin most likely stands for in the library; None where it is none, or two readings are as likely."""
    # A Latin word of the reports is no pinyin, nor is one syllable alone: AI, an, men.
    if any(vocabulary.passages_with([part for part in run.parts if len(part) > 1]).values()):
        return None
    each = [syllables(part)[:3] for part in run.parts]
    if not all(each) or not 1 < sum(len(readings[0]) for readings in each) <= MOST_SYLLABLES:
        return None
    found: dict[str, float] = {}
    for parted in _ways(each):
        for read in _paths(parted, run, vocabulary):
            if _is_said(read, parted, run, vocabulary):
                found[read.text] = max(read.score, found.get(read.text, read.score))
    best = sorted(found, key=lambda text: -found[text])[:2]
    if not best or (len(best) > 1 and found[best[0]] - found[best[1]] < _MARGIN):
        return None
    return best[0] if best[0] in asking_words() or UNTOUCHED.isdisjoint(best[0]) else None


def _ways(each: Sequence[Sequence[tuple[str, ...]]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Each word by its fewest syllables, then one of them by its other readings; lone syllables are one word."""
    fewest = tuple(readings[0] for readings in each)
    if all(len(word) == 1 for word in fewest):
        yield (tuple(word[0] for word in fewest),)
        return
    yield fewest
    for at, readings in enumerate(each):
        for other in readings[1:]:
            yield (*fewest[:at], other, *fewest[at + 1 :])


def _characters(sound: str, vocabulary: KnownWords) -> list[tuple[str, float]]:
    """The characters of a sound that the library has, the most frequent first, and what their reading is worth."""
    found = vocabulary.passages_with(written(sound))
    asked = {character for pair in standing_bigrams() for character in pair}
    known = [character for character in written(sound) if found[character] or character in asked]
    most = sorted(known, key=lambda character: -found[character])[:MOST_CHARACTERS]
    return [(character, 0.0 if main_sound(character) == sound else -_SELDOM) for character in most]


def _paths(parted: Sequence[Sequence[str]], run: _Heard, vocabulary: KnownWords) -> list[_Read]:
    """The likeliest characters, best first: neighbours stand side by side in the library.

    Where a word begins, its first character need not be known behind the last one.
    """
    begins = {sum(map(len, parted[:at])) for at in range(1, len(parted))}
    choices = [_characters(sound, vocabulary) for word in parted for sound in word]
    if not all(choices):
        return []
    first = vocabulary.passages_with([run.before + character for character, _ in choices[0]] if run.before else ())
    kept = [_Read(worth + log(1 + first.get(run.before + now, 0)), now, ()) for now, worth in choices[0]]
    for at, (before, following) in enumerate(pairwise(choices), start=1):
        stands = vocabulary.passages_with([a + b for a, _ in before for b, _ in following])
        longer = []
        for read in kept:
            for now, worth in following:
                pair = read.text[-1] + now
                known = stands[pair]
                if not known and pair not in standing_bigrams() and at not in begins:
                    continue
                if known or pair in standing_bigrams():
                    worth += _STANDS + log(1 + known) + (_IS_WORD if at not in begins and is_word(pair) else 0.0)
                pairs = (*read.pairs, pair) if known and at not in begins else read.pairs
                longer.append(_Read(read.score + worth, read.text + now, pairs))
        kept = sorted(longer, key=lambda read: -read.score)[:_BEAM]
    return kept


def _is_said(read: _Read, parted: Sequence[Sequence[str]], run: _Heard, vocabulary: KnownWords) -> bool:
    """Whether each word is one of the language or a name, or stands before the next; one passage has all."""
    if read.pairs and not vocabulary.has_together(read.pairs):
        return False
    at = 0
    for word in parted:
        text = read.text[at : at + len(word)]
        at += len(word)
        if text in closed_words() or is_word(text) or any(text in name for name in run.names):
            continue
        joint = text[-1] + read.text[at : at + 1]
        if not all(end - start > 1 for start, end in cut(text)) and not (
            len(joint) == 2 and UNTOUCHED.isdisjoint(text) and vocabulary.has_together([joint])
        ):
            return False
    return True
