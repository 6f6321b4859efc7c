"""A question with its slips mended: characters that only sound right, one doubled or dropped, a word in pinyin.

What is read instead is a word of questions and measures (`spelling_words`), or, a character at a time, what the
library's reports write. Only what neither a list of words nor a report has is a slip, and only where one word alone
sounds like it. Figures, denials, places, names and what stands in quotation marks stay as they are.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from assistant.query.kinds import ASKING_WORD
from assistant.query.query_syntax import in_plain_type, telling_tokens, without_operators
from assistant.query.romanised import romanised
from assistant.query.spelling_words import (
    UNTOUCHED,
    KnownWords,
    asking_words,
    closed_words,
    cut,
    is_word,
    kept_characters,
    shortened,
    sounding_like,
    standing_bigrams,
)
from index.patterns import regex
from index.text.folding import simplified
from index.text.places import find_places
from index.text.script import HAN, HAN_CHARACTER, HAN_RUN
from index.text.sounds import homophones, same_sound

LONGEST = 200  # of a longer text, which is no question, nothing is mended
_QUOTED = regex(r"“[^”]*”|‘[^’]*’|「[^」]*」|『[^』]*』|《[^》]*》|\"[^\"]*\"|[（(][^）)]*[）)]")
_THAT = regex(r"(?<!^)那(?=[个些年几位家种座条项款]|[一几]?[省市县])|^那(?=些省|几个省)")
_ASKS_ITSELF = regex(r"[吗么嘛吧呢]|是否|没有|是不是|有没有|能不能|\b(?:wh|how)", re.IGNORECASE)
_UNTIL = regex(r"(?<=\d)(年?)[致止](?=\s*\d)")
_OFFICES = frozenset("局部厅院校委办会处室厂店所站馆园村镇乡街路港")  # 产权局局党组 is right
_COUNTING = frozenset("个件项家座条位种款些")  # 每个包包含
_TWICE = regex(rf"([{HAN}])\1")


@dataclass(frozen=True, slots=True)
class SpellingCorrection:
    """What was written and what it was read as."""

    said: str
    meant: str


class _Mended(NamedTuple):
    """A half-open span and what is to stand there; the greater `weight` goes first where two overlap."""

    start: int
    end: int
    meant: str
    weight: tuple[int, ...]


def corrected(
    question: str, vocabulary: KnownWords, names: Iterable[str] = ()
) -> tuple[str, tuple[SpellingCorrection, ...]]:
    """The question as it was most likely meant, and what was read otherwise than it was written.

    `names` are the places and companies of the library, of which no character is changed.
    """
    text = in_plain_type(without_operators(question, lambda term: _stands(term, vocabulary)))
    if len(text) > LONGEST:
        return text, ()
    made: list[SpellingCorrection] = []
    names = tuple(names)
    if re.search("[A-Za-z]", text):
        text = _mend(text, (_Mended(*found, ()) for found in romanised(text, vocabulary, names)), made)
    if not HAN_CHARACTER.search(text):
        return text, tuple(made)
    read = _Read.of(text, vocabulary, names)
    for mended in (_set_phrases, _misheard, _doubled, _one_short):
        text = _mend(read.text, mended(read), made)
        if text != read.text:
            read = _Read.of(text, vocabulary, names)
    return text, tuple(made)


@dataclass(frozen=True, slots=True)
class _Read:
    """A question with what is known of its characters: which pairs stand, and which are not to be touched."""

    text: str
    vocabulary: KnownWords
    known: frozenset[str]
    fixed: frozenset[int]

    @classmethod
    def of(cls, text: str, vocabulary: KnownWords, names: Iterable[str]) -> "_Read":
        pairs = {a + b for a, b in pairwise(text) if HAN_RUN.fullmatch(a + b)}
        found = vocabulary.passages_with(pairs - standing_bigrams())
        known = frozenset(pair for pair in pairs if pair in standing_bigrams() or found.get(pair, 0))
        fixed = {at for match in _QUOTED.finditer(text) for at in range(*match.span())}
        fixed |= {at for place in find_places(text) for at in range(place.start, place.end)}
        for name in names:
            if name in text:  # a library knows thousands, a question names a few
                fixed |= {at for match in re.finditer(re.escape(name), text) for at in range(*match.span())}
        return cls(text, vocabulary, known, frozenset(fixed))

    @property
    def words(self) -> tuple[tuple[int, int], ...]:
        """The words that it is cut into. The list of words takes .1 s to load; most questions need none of it."""
        return cut(self.text)

    def alone(self, at: int) -> bool:
        """Whether the character there stands in no word."""
        return (at, at + 1) in self.words

    def is_piece(self, at: int) -> bool:
        """Whether a character stands there that is in no word and doesn't join words: most likely part of a name."""
        character = self.text[at : at + 1] if at >= 0 else ""
        telling = HAN_CHARACTER.fullmatch(character) and character not in kept_characters() | UNTOUCHED
        return bool(telling) and self.alone(at)

    def has_suspects(self) -> bool:
        """Whether two neighbours that no report has are of one word, or one of them is of none."""
        return any(
            self.text[at : at + 2] not in self.known
            and (
                (self.is_piece(at) or self.is_piece(at + 1)) or any(start <= at < end - 1 for start, end in self.words)
            )
            for at in range(len(self.text) - 1)
            if HAN_RUN.fullmatch(self.text, at, at + 2)
        )

    def is_odd(self, start: int, end: int) -> bool:
        """Whether no report and no list has two neighbours of the span."""
        return any(self.text[at : at + 2] not in self.known for at in range(start, end - 1))


def _stands(term: str, vocabulary: KnownWords) -> bool:
    return bool(term) and vocabulary.has_together(telling_tokens(term))


def _mend(text: str, found: Iterable[_Mended], made: list[SpellingCorrection]) -> str:
    """`text` with what was found put in, the weightiest first; notes each in `made`."""
    taken: list[_Mended] = []
    for mended in sorted(found, key=lambda mended: mended.weight, reverse=True):
        if all(mended.end <= other.start or other.end <= mended.start for other in taken):
            taken.append(mended)
    for mended in sorted(taken, reverse=True):
        made.append(SpellingCorrection(text[mended.start : mended.end], mended.meant))
        text = text[: mended.start] + mended.meant + text[mended.end :]
    return text


def _set_phrases(read: _Read) -> Iterator[_Mended]:
    """那些 that asks, 2021致2024年, and a form of a character that no question word has: 什麽."""
    if not ASKING_WORD.search(read.text) and not _ASKS_ITSELF.search(read.text):
        for match in _THAT.finditer(read.text):
            yield _Mended(*match.span(), "哪", ())
    for match in _UNTIL.finditer(read.text):
        yield _Mended(*match.span(), f"{match[1]}至", ())
    plain = simplified(read.text)
    for at, (said, meant) in enumerate(zip(read.text, plain, strict=True)):
        if said != meant and not closed_words().isdisjoint(_pairs(plain, at, meant)) and at not in read.fixed:
            yield _Mended(at, at + 1, meant, ())


def _misheard(read: _Read) -> Iterator[_Mended]:
    if not read.has_suspects():
        return
    yield from _closed_words_misheard(read)
    yield from _report_words_misheard(read)


def _closed_words_misheard(read: _Read) -> Iterator[_Mended]:
    """What sounds like a word of questions and measures and is none."""
    for start in range(len(read.text) - 1):
        by_length: dict[int, list[str]] = {}
        for word in sounding_like(read.text, start):
            by_length.setdefault(len(word), []).append(word)
        for length, sounding in by_length.items():
            said = read.text[start : start + length]
            if said in sounding or not read.is_odd(start, start + length):
                continue
            exact = [word for word in sounding if same_sound(word, said)]
            meant = [word for word in exact or sounding if _may_be(read, start, word)]
            if len(set(meant)) == 1:
                yield _Mended(start, start + length, meant[0], (2, length, bool(exact)))


def _may_be(read: _Read, start: int, word: str) -> bool:
    """Whether what stands at `start` may be a slip for `word`: no word is broken for a short one."""
    end = start + len(word)
    said = read.text[start:end]
    changed = [at for at in range(len(word)) if said[at] != word[at]]
    if not all(_may_change(read, start + at, word[at]) for at in changed):
        return False
    if len(changed) > len(word) // 2:
        return False
    if len(word) == 2:
        alone = (read.alone(start + at) or said[at] in UNTOUCHED for at in range(2))
        of_a_name = word not in asking_words() and any(map(read.is_piece, (start - 1, end)))
        return all(alone) and not is_word(said) and not of_a_name
    around = [span for span in read.words if any(span[0] <= start + at < span[1] for at in changed)]
    return all(start <= first and last <= end for first, last in around)


def _may_change(read: _Read, at: int, meant: str) -> bool:
    said = read.text[at]
    return at not in read.fixed and said not in kept_characters() and UNTOUCHED.isdisjoint((said, meant))


def _may_be_put_in(character: str) -> bool:
    return character not in kept_characters() and character not in UNTOUCHED


def _tells(pair: str) -> bool:
    """Whether neither of two neighbours only joins, asks or counts."""
    return len(pair) == 2 and HAN_RUN.fullmatch(pair) is not None and not set(pair) & (kept_characters() | UNTOUCHED)


def _report_words_misheard(read: _Read) -> Iterator[_Mended]:
    """A character in no word that no report has beside its neighbours, where they have one that sounds like it."""
    places = [
        at
        for at, character in enumerate(read.text)
        if HAN_CHARACTER.fullmatch(character)
        and read.alone(at)
        and _may_change(read, at, character)
        and any(pair not in read.known for pair in _pairs(read.text, at, character))
    ]
    candidates = {at: [other for other in homophones(read.text[at]) if _may_be_put_in(other)] for at in places}
    wanted = {pair for at, others in candidates.items() for other in others for pair in _pairs(read.text, at, other)}
    stands = read.vocabulary.passages_with(wanted)
    for at, others in candidates.items():
        fitting = [other for other in others if _fits(read, at, other, stands)]
        if len(fitting) == 1:
            yield _Mended(at, at + 1, fitting[0], (1, 1, True))


def _pairs(text: str, at: int, character: str) -> list[str]:
    """`character` at `at` with the Han characters beside it."""
    before, behind = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return [pair for pair in (before + character, character + behind) if len(pair) == 2 and HAN_RUN.fullmatch(pair)]


def _fits(read: _Read, at: int, other: str, stands: Mapping[str, int]) -> bool:
    """Whether the reports have `other` there: beside both its neighbours, or in a word whose surroundings they have."""
    was = _pairs(read.text, at, read.text[at])
    now = _pairs(read.text, at, other)
    if any(old in read.known and not stands.get(new, 0) for old, new in zip(was, now, strict=True)):
        return False
    gained = [
        new for old, new in zip(was, now, strict=True) if old not in read.known and stands.get(new, 0) and _tells(new)
    ]
    # A neighbour inside a word belongs to that: 国 of 国家 is not 南国's.
    if not any(read.alone(at - 1 if new[1] == other else at + 1) for new in gained):
        return False
    if len(gained) == 2:
        return read.vocabulary.has_together(gained)
    return len(gained) == 1 and is_word(gained[0]) and _has_surroundings(read, at, gained[0], other)


def _has_surroundings(read: _Read, at: int, pair: str, other: str) -> bool:
    """Whether a passage has the pair put in and the characters beside it: 栏 of 生猪出栏 behind 生猪."""
    text = read.text[:at] + other + read.text[at + 1 :]
    start = at if text[at : at + 2] == pair and pair[0] == other else at - 1
    around = (text[start - 1 : start + 1] if start else "", text[start + 1 : start + 3])
    return any(_tells(two) and read.vocabulary.has_together([pair, two]) for two in around)


def _one_short(read: _Read) -> Iterator[_Mended]:
    """The name of a measure that lacks one of its characters, where no report has what is left of it."""
    for start, end, name in shortened(read.text):
        dropped_figure = set(name) & UNTOUCHED - set(read.text[start:end])
        whole = all(start <= first and last <= end for first, last in read.words if first < end and start < last)
        free = read.fixed.isdisjoint(range(start, end))
        left_alone = end - start > 3 and any(read.alone(at) for at in range(start, end))
        if whole and free and not dropped_figure and (left_alone or read.is_odd(start, end)):
            yield _Mended(start, end, name, (len(name),))


def _doubled(read: _Read) -> Iterator[_Mended]:
    """A character written twice that no report has so, once inside a word and once outside: 目标标, not 项目目标."""
    for match in _TWICE.finditer(read.text):
        start, character = match.start(), match[1]
        stands = match[0] in read.known or (start, start + 2) in read.words or character in _OFFICES
        if not stands and read.alone(start) != read.alone(start + 1) and _may_be_once(read, start):
            yield _Mended(start, start + 2, character, ())


def _may_be_once(read: _Read, at: int) -> bool:
    """Whether one of the two equal characters at `at` may go: one of 什么么, none of 年年均 and 多多少."""
    if at in read.fixed or read.text[at - 1 : at] in _COUNTING:
        return False
    start, end = next(span for span in read.words if span[1] - span[0] > 1 and span[0] <= at + 1 and at < span[1])
    if (word := read.text[start:end]) in asking_words():
        return word != "多少" or end == at + 1
    return _may_change(read, at, read.text[at])
