"""Pinyin and English words in a Chinese question, read as the Chinese that is meant: songchuan daqiao, total investment.

English is read by the lexicon; pinyin as characters that the library's reports have side by side, in one passage.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from math import log
from typing import NamedTuple, Protocol

from assistant.query.spelling_words import standing_bigrams
from index.lexicon.indicators import NAMES
from index.lexicon.loading import read_table
from index.text.places import find_places
from index.text.script import han_count, has_han
from index.text.sounds import syllables, written

_RUN = re.compile(r"(?<![\w.&/+-])(?:[a-z]+|[A-Z][a-z]+)(?:[ '’](?:[a-z]+|[A-Z][a-z]+))*(?![\w&/+-])")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|[（(][^）)]*[）)]|《[^》]*》")
MOST_SYLLABLES = 12
MOST_CHARACTERS = 40  # of one sound, those that the most passages have
_BEAM = 24


class Vocabulary(Protocol):
    """What tells which words a library's reports have."""

    def passages_with(self, terms: Iterable[str]) -> Mapping[str, int]:
        """How many passages have each lexical token."""

    def passages_with_all(self, terms: Iterable[str]) -> int:
        """How many passages have every one of the tokens."""


class _Mixed(NamedTuple):
    english: str
    chinese: str


class _Foreign(NamedTuple):
    kind: str
    chinese: str
    counter: str
    forms: str


class _Read(NamedTuple):
    """Characters that the syllables read so far may stand for."""

    score: float
    text: str
    pairs: tuple[str, ...]


def romanised(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int, str]]:
    """The half-open spans of Latin letters that mean Chinese words, and the words; none in an English question."""
    runs = [match for match in _RUN.finditer(text) if not _is_quoted(text, match.start())]
    if has_han(text):
        if 2 * sum(len(run[0].split()) for run in runs) > han_count(text):
            return
    elif len(runs) != 1 or not _is_all_pinyin(text, runs[0], vocabulary):
        return
    for run in runs:
        if find_places(run[0]):
            continue
        if (chinese := _translated(run[0], vocabulary)) or (chinese := _heard(run[0], vocabulary)):
            yield *_with_blanks(text, *run.span()), chinese


def _with_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the blanks that part it from the Chinese on either side."""
    while start and text[start - 1] == " ":
        start -= 1
    while end < len(text) and text[end] == " ":
        end += 1
    return start, end


def _is_quoted(text: str, at: int) -> bool:
    return any(match.start() <= at < match.end() for match in _QUOTED.finditer(text))


def _is_all_pinyin(text: str, run: re.Match[str], vocabulary: Vocabulary) -> bool:
    """Whether a text without Chinese is nothing but pinyin: four syllables at least, and no word that a report has."""
    parts = run[0].lower().split()
    rest = (text[: run.start()] + text[run.end() :]).strip(" ?？.。!")
    if rest or any(vocabulary.passages_with(parts).values()) or not all(map(syllables, parts)):
        return False
    return sum(len(syllables(part)[0]) for part in parts) >= 4


def _translated(english: str, vocabulary: Vocabulary) -> str | None:
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


def _heard(letters: str, vocabulary: Vocabulary) -> str | None:
    """What pinyin most likely stands for in the library; None where it is none, or no passage has it."""
    parts = re.split(r"[ '’]", letters.lower())
    # A Latin word of the reports is no pinyin, nor is one syllable alone: AI, an, men.
    if any(vocabulary.passages_with(parts).values()):
        return None
    each = [syllables(part)[:3] for part in parts]
    if not all(each) or not 1 < sum(len(readings[0]) for readings in each) <= MOST_SYLLABLES:
        return None
    best = max(_readings(each, vocabulary), key=lambda read: read.score, default=None)
    return best.text if best is not None else None


def _readings(each: Sequence[Sequence[tuple[str, ...]]], vocabulary: Vocabulary) -> Iterator[_Read]:
    """The characters for each way to part the words into syllables, where one passage has all their pairs."""
    for parted in _ways(each):
        first = {sum(map(len, parted[:at])) for at in range(len(parted))}
        sounds = [sound for word in parted for sound in word]
        choices = [_characters(sound, vocabulary) for sound in sounds]
        if not all(choices):
            continue
        alone = all(len(word) == 1 for word in parted)
        for read in _paths(choices, set() if alone else first, vocabulary):
            if read.pairs and vocabulary.passages_with_all(read.pairs):
                yield read
                break


def _ways(each: Sequence[Sequence[tuple[str, ...]]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Each word by its fewest syllables, then one of them by its other readings."""
    fewest = tuple(readings[0] for readings in each)
    yield fewest
    for at, readings in enumerate(each):
        for other in readings[1:]:
            yield (*fewest[:at], other, *fewest[at + 1 :])


def _characters(sound: str, vocabulary: Vocabulary) -> list[str]:
    """The characters of a sound that the library has, the most frequent first."""
    found = vocabulary.passages_with(written(sound))
    asked = {character for pair in standing_bigrams() for character in pair}
    known = [character for character in written(sound) if found[character] or character in asked]
    return sorted(known, key=lambda character: -found[character])[:MOST_CHARACTERS]


def _paths(choices: Sequence[Sequence[str]], loose: set[int], vocabulary: Vocabulary) -> list[_Read]:
    """The likeliest readings, best first: neighbours stand side by side in the library.

    At the syllables in `loose` a word begins, and its first character need not be known behind the last one.
    """
    kept = [_Read(0.0, character, ()) for character in choices[0]]
    for at, (before, now) in enumerate(pairwise(choices), start=1):
        found = vocabulary.passages_with([a + b for a in before for b in now])
        following = []
        for read in kept:
            for character in now:
                pair = read.text[-1] + character
                if found[pair]:
                    score = read.score + 2 + log(1 + found[pair])
                    following.append(_Read(score, read.text + character, (*read.pairs, pair)))
                elif pair in standing_bigrams():
                    following.append(_Read(read.score + 2, read.text + character, read.pairs))
                elif at in loose:
                    following.append(_Read(read.score - 1, read.text + character, read.pairs))
        kept = sorted(following, key=lambda read: -read.score)[:_BEAM]
    return kept
