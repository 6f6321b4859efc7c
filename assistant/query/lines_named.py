"""The lines of companies' statements that a question names: inventory levels, cash flows from operations, 研发费用."""

import re

from index.ledger.statement_lines import line_of
from index.patterns import regex
from index.text.script import has_han

_MOST_WORDS, _MOST_LETTERS = 6, 16
_WORD = regex(r"[A-Za-z&]+(?:['’-][A-Za-z]+)*")
_HAN = regex("[\u4e00-\u9fff]+")


def lines_named(question: str) -> tuple[str, ...]:
    """The lines that stretches of a question mean, each once, those of longer names first; no part of a name counts."""
    return _in_han(question) if has_han(question) else _in_english(question)


def _in_english(question: str) -> tuple[str, ...]:
    words = [re.sub(r"['’]s$", "", match[0]) for match in _WORD.finditer(question)]
    taken: set[int] = set()
    found: list[str] = []
    for size in range(min(_MOST_WORDS, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            places = set(range(start, start + size))
            if not places & taken and (line := line_of(" ".join(words[start : start + size]))):
                taken |= places
                found.append(line)
    return tuple(dict.fromkeys(found))


def _in_han(question: str) -> tuple[str, ...]:
    found: list[str] = []
    for match in _HAN.finditer(question):
        at = 0
        while at < len(match[0]):
            sizes = range(min(_MOST_LETTERS, len(match[0]) - at), 1, -1)
            size = next((size for size in sizes if line_of(match[0][at : at + size])), 1)
            if size > 1:
                found.append(line_of(match[0][at : at + size]))
            at += size
    return tuple(dict.fromkeys(found))
