"""The words of an English question that its answer must have: by their stems, or in Chinese by the tables."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from assistant.answering.asking_words import forms
from assistant.answering.english_times import without_stretches
from assistant.answering.need import Need, light_words, need_of
from assistant.query.kinds import QUESTION_WORDS
from assistant.query.understanding import Understanding
from assistant.reader.terms import stem
from index.lexicon.loading import words
from index.patterns import regex
from index.text.places import find_regions
from index.text.sounds import syllables
from index.text.sounds import written as characters

_WORD = regex(r"[a-z0-9][a-z0-9.,%-]*", re.IGNORECASE)


def english_needs(question: str, understanding: Understanding) -> Iterator[Need]:
    """The words of an English question by their stems, without those of a quarter or half: they are times."""
    masked = {
        word
        for name in (*understanding.scope.issuers, *understanding.scope.regions)
        for word in _WORD.findall(name.lower())
    }
    stop = {word.word for word in words("stop_words")} | light_words()
    others = {name.lower(): group for group in understanding.synonyms for name in group}
    for word in dict.fromkeys(match[0].strip(".,-") for match in _WORD.finditer(without_stretches(question))):
        bare = word.removesuffix("'s")
        if not bare or bare in stop or bare in masked or QUESTION_WORDS.fullmatch(bare):
            continue
        if (bare.isdigit() and int(bare) in understanding.years) or (bare == "fiscal" and understanding.years):
            continue
        if bare in _alike_english():
            ways = "|".join(map(re.escape, _alike_english()[bare]))
            yield Need(bare, re.compile(rf"\b(?:{ways})\b"))
            continue
        if (share := _SHARE.fullmatch(bare)) is not None:
            yield Need(bare, re.compile(rf"(?<![\d.,]){re.escape(share['figure'])}\s?(?:%|per ?cent\b)"), number=True)
            continue
        root = stem(bare)
        other = "".join(f"|{re.escape(name.lower())}" for name in others.get(bare, ()))
        yield Need(
            bare,
            re.compile(rf"\b{_root(root)}(?:[a-z]{{0,4}})\b{other}"),
            bare[0].isdigit(),
        )


_SHARE = regex(r"(?P<figure>\d[\d.,]*)%")


def _root(root: str) -> str:
    """The pattern of a stem: carry is carried as well, and replace replacing."""
    if len(root) > 3 and root.endswith(("y", "i")) and root[-2] not in "aeou":
        return f"{re.escape(root[:-1])}[yi]"
    return re.escape(root[:-1] if root.endswith("e") and len(root) > 4 else root)


def needs_across(question: str, understanding: Understanding) -> tuple[Need, ...]:
    """The words of an English question in Chinese, by the tables; none where one of them is in no table."""
    rest, needs = question, []
    for group in understanding.synonyms:
        chinese = tuple(name for name in group if not name.isascii())
        for name in (name.lower() for name in group if name.isascii()):
            if chinese and re.search(rf"\b{re.escape(name)}\b", rest):
                rest = re.sub(rf"\b{re.escape(name)}\b", " ", rest)
                needs.append(need_of(chinese[0], chinese[1:]))
    for start, end, _ in find_regions(rest):
        rest = f"{rest[:start]}{' ' * (end - start)}{rest[end:]}"
    stop = {word.word for word in words("stop_words")} | light_words() | {"s"}
    for word in (match[0].strip(".,-").removesuffix("'s") for match in _WORD.finditer(rest)):
        if (
            not word
            or word in stop
            or QUESTION_WORDS.fullmatch(word)
            or (word.isdigit() and int(word) in understanding.years)
        ):
            continue
        chinese = _chinese_of().get(stem(word), _chinese_of().get(word, ()))
        if chinese:
            needs += [need_of(chinese[0], chinese[1:])] if chinese != ("-",) else []
        elif re.fullmatch(r"[\d.]+%?", word):
            needs.append(need_of(word, ()))
        elif word.capitalize() in understanding.question and (by_sound := _by_sound(word)) is not None:
            needs.append(by_sound)
        else:
            return ()
    return tuple(needs)


def _by_sound(word: str) -> Need | None:
    """A name in pinyin (Ezhou, Huahu) as any characters that sound so; None where it is no pinyin of several."""
    ways = [way for way in syllables(word) if len(way) > 1]
    if not ways:
        return None
    return Need(word, re.compile("|".join("".join(f"[{characters(sound)}]" for sound in way) for way in ways)))


@cache
def _chinese_of() -> Mapping[str, tuple[str, ...]]:
    rows = [row.split() for row in forms("across")]
    return {key: tuple(row[1:]) for row in rows for key in (row[0], stem(row[0]))}


@cache
def movements() -> frozenset[str]:
    """The words for up and down."""
    return frozenset(_alike_english()["rose"]) | frozenset(_alike_english()["fell"])


def first_way(text: str) -> str:
    """Which way the first word of movement in a text goes: "rose", "fell", or "" where none stands in it."""
    groups = {form: way for way in ("rose", "fell") for form in _alike_english()[way]}
    return next((groups[word] for word in re.findall(r"[a-z]+", text.lower()) if word in groups), "")


def alike_words(word: str) -> tuple[str, ...]:
    """The words that say the same as one in small letters, itself among them: staff for employees."""
    return _alike_english().get(word, (word,))


@cache
def _alike_english() -> Mapping[str, tuple[str, ...]]:
    groups = [tuple(row.split()) for row in forms("alike_english")]
    return {form: group for group in groups for form in group}
