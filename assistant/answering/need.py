"""A word that an answering sentence must say, the pattern of what says it, and text as it is compared."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from assistant.answering.asking_words import forms
from index.facts.tokens import canonical_text, tokenise
from index.patterns import regex
from index.text.folding import simplified
from index.text.numerals import whole_value

_COUNTED = regex(r"第?[一二三四五六七八九十\d]{1,3}(?=[个届期批轮次条])")
# Letters of a word stand at most this far apart in its long form: 规上 in 规模以上.
_APART = "[^，。；：、,;:（）()\\s]{0,2}?"


@dataclass(frozen=True, slots=True)
class Need:
    """A word that must be said, and the pattern of what says it; `number` for one with a figure.

    `undenied` is the word of a denied one without its denial.
    """

    text: str
    said: re.Pattern[str]
    number: bool = False
    undenied: "Need | None" = None

    def in_text(self, text: str) -> bool:
        """Whether folded text says it."""
        return self.said.search(text) is not None


@dataclass(frozen=True, slots=True)
class QuestionNeeds:
    """The needs of a question, in its order, and the question as it is compared: folded, without what stands beside."""

    question: str
    needs: tuple[Need, ...]
    english: bool

    def missing(self, text: str) -> tuple[Need, ...]:
        """The needs that folded text doesn't meet."""
        return tuple(need for need in self.needs if not need.in_text(text))


def folded(text: str) -> str:
    """Text as it is compared, character for character: full-width forms plain, simplified, in lower case."""
    return text.translate(_FOLDED)


def stands_in(name: str, text: str) -> bool:
    """Whether folded text has a name, as written or by one that means the same: 进博会, 中国国际进口博览会."""
    return name in text or _by_its_name(name) in _by_its_name(text)


_OURS = regex("我们|我国|我省|我市|我县|[要将的]|[,。;:、]")
_FEWEST_LETTERS = 2


def adds_nothing(question: str, shown: str) -> bool:
    """Whether folded words have hardly a letter that a Chinese question lacks: 我们要集中力量办两件大事."""
    return not question.isascii() and len(set(_OURS.sub("", shown)) - set(question)) < _FEWEST_LETTERS


@lru_cache(maxsize=4096)
def _by_its_name(text: str) -> str:
    return canonical_text(tokenise(text))


class _Folded(dict[int, str]):
    """Each character as it is compared, found when it is first met."""

    def __missing__(self, code: int) -> str:
        return self.setdefault(code, "".join(map(_plain, simplified(chr(code)))))


_FOLDED = _Folded()


def _plain(letter: str) -> str:
    plain = unicodedata.normalize("NFKC", letter)
    return plain.lower() if len(plain) == 1 and len(plain.lower()) == 1 else letter


def need_of(text: str, other: Iterable[str]) -> Need:
    """The need of a word: said as it is, by another name, with its number in digits, or by letters a little apart."""
    ways = [re.escape(text), *(re.escape(name) for name in other if name != text)]
    if re.fullmatch("[\u4e00-\u9fff]{2,4}", text):
        ways.append(_APART.join(text))
    if counted := _COUNTED.match(text):
        value = counted[0].removeprefix("第")
        if not value.isdigit():
            ways.append(re.escape(text.replace(value, str(whole_value(value)), 1)))
    number = text[:1].isdigit()
    patterns = [rf"(?<![\d.]){way}" if number else way for way in ways]
    return Need(text, re.compile("|".join(patterns)), number)


@cache
def light_words() -> frozenset[str]:
    """Words of a question that an answer need not repeat."""
    return frozenset(word for row in forms("light") for word in row.split())
