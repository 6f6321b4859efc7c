"""Texts compared as the official scorers compare them: folding, exact match and F1.

Chinese as the CMRC 2018 scorer does: Han characters one by one, Latin words and numbers whole, F1 over the longest run
that both texts have in common. English as the SQuAD scorer does: a bag of words without articles.
"""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from difflib import SequenceMatcher

from index.patterns import regex
from index.text.script import HAN, has_han

# A citation's mark stands after a statement; a footnote's `[1]` inside a quote goes too, in answer and in gold.
MARK = regex(r"\[\d+\]")
_NOT_WORD = regex(r"[\W_]+")
_INSIDE_NUMBER = regex(r"(?<=\d)[^\w\s](?=\d)")
_NOT_WORD_NOR_SPACE = regex(r"[^\w\s]+|_+")
_SEGMENT = regex(rf"[{HAN}]|(?:(?![{HAN}])\w)+")
_ARTICLES = frozenset({"a", "an", "the"})


def folded(text: str) -> str:
    """Letters and digits only: NFKC, lower case, without spaces and punctuation."""
    return _NOT_WORD.sub("", _plain(text))


def holds(text: str, golds: Iterable[str]) -> bool:
    """Whether one of `golds` stands in `text`, both folded. A gold that folds to nothing stands nowhere."""
    return holds_folded(folded(text), [folded(gold) for gold in golds])


def holds_folded(text: str, golds: Iterable[str]) -> bool:
    """The same where both sides are folded already."""
    return any(gold and gold in text for gold in golds)


def without_marks(answer: str) -> str:
    """An answer without its citation marks."""
    return MARK.sub("", answer)


def segments(text: str) -> list[str]:
    """The units that Chinese is compared by: each Han character, and each whole Latin word or number (1,000 is one)."""
    return _SEGMENT.findall(_NOT_WORD.sub(" ", _INSIDE_NUMBER.sub("", _plain(text))))


def words(text: str) -> list[str]:
    """The units that English is compared by: lower-case words without punctuation and articles."""
    return [word for word in _NOT_WORD_NOR_SPACE.sub("", _plain(text)).split() if word not in _ARTICLES]


def exact_match(answer: str, golds: Collection[str]) -> float:
    """1 where the answer without its marks is one of the golds, folded; articles don't count in English."""
    given = without_marks(answer)
    return float(any(_units_joined(given, gold) == _units_joined(gold, given) != "" for gold in golds))


def f1(answer: str, golds: Collection[str]) -> float:
    """The best F1 of the answer without its marks against a gold, by character for Chinese, by word for English."""
    given = without_marks(answer)
    return max((_f1(given, gold) for gold in golds), default=0.0)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _is_chinese(*texts: str) -> bool:
    return any(map(has_han, texts))


def _units_joined(text: str, other: str) -> str:
    return "".join(segments(text) if _is_chinese(text, other) else words(text))


def _f1(given: str, gold: str) -> float:
    if _is_chinese(given, gold):
        first, second = segments(given), segments(gold)
        common = _longest_run(first, second)
    else:
        first, second = words(given), words(gold)
        common = sum((Counter(first) & Counter(second)).values())
    if not common:
        return 0.0
    precision, recall = common / len(first), common / len(second)
    return 2 * precision * recall / (precision + recall)


def _longest_run(first: Sequence[str], second: Sequence[str]) -> int:
    """The length of the longest run of units that stands in both."""
    return SequenceMatcher(None, first, second, autojunk=False).find_longest_match().size
