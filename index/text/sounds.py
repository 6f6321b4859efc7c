"""What Han characters sound like, without tones, and which sound nearly alike: who writes by sound slips to these.

Readings of characters are pypinyin's (MIT), read from its table alone: the package itself loads 47,000 phrases, which
take ten times as long, and only words read whole need them (`said`). Folded, the pairs that speakers of
the south confuse and their keyboards offer alike are one: z/zh, c/ch, s/sh, n/l, and the n and ng of an, en and in.
"""

import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from index.patterns import regex

# The common readings come first; those behind are of names and old texts (有 as wei, 王 as yu).
READINGS = 2
_PLAIN = str.maketrans("āáǎàēéěèêīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeeiiiioooouuuuvvvvvnnnm")
_LONGEST_SYLLABLE = 6
_INITIAL = regex(r"^([zcs])h")
_VOWEL = regex("[aeiouv]")
_FINAL = regex(r"(?<=[aei])ng$")


@cache
def sounds(character: str) -> frozenset[str]:
    """The toneless readings of a character, ü as v; empty where it has none."""
    return frozenset(map(_toneless, _with_tones(character)[:READINGS])) - {""}


@cache
def near_sounds(character: str) -> frozenset[str]:
    """Its readings with those folded together that are easily confused."""
    return frozenset(map(folded, sounds(character)))


def folded(sound: str) -> str:
    """A toneless syllable with zh as z, l as n, ang as an: equal where two syllables are easily confused."""
    sound = _FINAL.sub("n", _INITIAL.sub(r"\1", sound))
    return f"n{sound[1:]}" if sound.startswith("l") else sound


def said(word: str) -> tuple[str, ...]:
    """A word's toneless syllables as it is read whole: 增长 is zeng zhang, though 长 alone is chang too."""
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(word))


def same_sound(one: str, other: str) -> bool:
    """Whether two texts of one length can be read exactly alike, character by character."""
    return len(one) == len(other) and all(
        a == b or not sounds(a).isdisjoint(sounds(b)) for a, b in zip(one, other, strict=True)
    )


def homophones(character: str) -> str:
    """The other common characters (those of GB 2312, 6,763) that are mostly read like it; 王 as yu is left out."""
    return _by_main_sound().get(main_sound(character), "").replace(character, "")


def written(sound: str) -> str:
    """The common characters that can be read as a toneless syllable."""
    return _by_sound().get(sound, "")


def syllables(letters: str) -> list[tuple[str, ...]]:
    """Every way to read lower-case letters as toneless syllables, fewest first; none where they are no pinyin."""
    return sorted(_readings(letters.replace("ü", "v")), key=len)


def _readings(letters: str) -> Iterator[tuple[str, ...]]:
    if not letters:
        yield ()
    for size in range(1, min(_LONGEST_SYLLABLE, len(letters)) + 1):
        if letters[:size] in _by_sound() and _VOWEL.search(letters[:size]):
            for rest in _readings(letters[size:]):
                yield (letters[:size], *rest)


@cache
def _by_sound() -> dict[str, str]:
    found: dict[str, str] = {}
    for character in _common():
        for sound in sounds(character):
            found[sound] = found.get(sound, "") + character
    return found


@cache
def _by_main_sound() -> dict[str, str]:
    found: dict[str, str] = {}
    for character in _common():
        found[main_sound(character)] = found.get(main_sound(character), "") + character
    return found


@cache
def main_sound(character: str) -> str:
    """The toneless first reading of a character; empty where it has none."""
    return _toneless(_with_tones(character)[0])


def _with_tones(character: str) -> list[str]:
    """The readings of a character, an empty one where it has none."""
    return _table().get(str(ord(character)), "").split(",")


@cache
def _table() -> dict[str, str]:
    """Readings by the number of a character, parted by commas."""
    package = find_spec("pypinyin")
    assert package is not None and package.origin is not None
    found: dict[str, str] = json.loads((Path(package.origin).parent / "pinyin_dict.json").read_text("utf-8"))
    return found


def _common() -> Iterator[str]:
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                yield bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:  # the last row of the common ones has five gaps
                continue


def _toneless(reading: str) -> str:
    return reading.translate(_PLAIN)
