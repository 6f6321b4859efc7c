"""A question without what search engines read as commands: fields, Boolean words, boosts, ranges, exclusions.

Only a question that has such a command for certain is cleaned, so that 5G+, 2020-2024 and "约3%" stay. Figures stay.
"""

import re
from collections.abc import Callable

from index.lexicon.loading import any_of, words
from index.patterns import regex
from index.text.script import HAN, has_han
from index.text.tokens import is_unigram, tokens

_FIELD = regex(rf"(?<!\w)(?:{any_of(words('spelling', 'field'))})\s*[:：](?=\s*[\"“(（{HAN}])")
_RANGE = regex(r"[\[{]\s*([^\[\]{}]{1,20}?)\s+TO\s+([^\[\]{}]{1,20}?)\s*[\]}]")
_BOOST = regex(rf"(?:(?<=[{HAN}\"”)）])|(?<!\S))[\^~]\d*(?:\.\d+)?(?=\s|$)")
_BOOLEAN = regex(r"(?<![\w&])(?:AND|OR|&&|\|\|)(?![\w&])")
_ALTERNATIVES = regex(r"\(?\s*([^()]{1,40}(?:\s(?:OR|\|\|)\s[^()]{1,40})+)\)|(\S+(?:\s(?:OR|\|\|)\s\S+)+)")
_EITHER = regex(r"\s(?:OR|\|\|)\s")
# A term that must not be there; a figure with a sign is none, nor is an English "not".
_EXCLUDED = regex(rf"(?<!\S)(?:-|NOT\s+)(?=[\"“{HAN}A-Za-z])(?:\"[^\"]*\"|“[^”]*”|[^\s()（）]+)")
_REQUIRED = regex(rf"(?<![^\s(（])\+(?=[\"“{HAN}A-Za-z])")
_PLACEHOLDER = regex(r"\{\s*\w{0,8}\s*\}")
_LEFT = regex(r"[\"*\\()\[\]{}]|(?<!\S)[/:!?^~+-](?=\s)")
_SPACED_OUT = regex(rf"(?<![{HAN}])[{HAN}](?:[ \u3000]+[{HAN}])+(?![{HAN}])")
_BLANKS = regex(r"\s+")
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}


def without_operators(text: str, stands: Callable[[str], bool]) -> str:
    """`text` as a person would ask it; `stands` says whether a term is in the library: of alternatives those are kept.

    The text itself where it has no command.
    """
    if not _is_command(text):
        return text
    text = _FIELD.sub(" ", text)
    text = _RANGE.sub(_range, text)
    text = _BOOST.sub(" ", text)
    text = _ALTERNATIVES.sub(lambda match: f" {_kept(match[1] or match[2], stands)} ", text)
    text = _EXCLUDED.sub(" ", text)
    text = _PLACEHOLDER.sub(" ", _BOOLEAN.sub(" ", text))
    text = _LEFT.sub(" ", _REQUIRED.sub("", text))
    return _BLANKS.sub(" ", text).strip()


def in_plain_type(text: str) -> str:
    """`text` with full-width letters and digits plain, and without the blanks of a word that is s p a c e d out."""
    text = text.translate(_WIDE)
    return _SPACED_OUT.sub(lambda match: _joined(match[0]), text)


def _is_command(text: str) -> bool:
    boolean = has_han(text) and (_BOOLEAN.search(text) or re.search(r"(?<!\w)NOT\s", text))
    return bool(boolean or _FIELD.search(text) or _RANGE.search(text) or _BOOST.search(text))


def _range(match: re.Match[str]) -> str:
    """Of a range its two figures; letters that only stand for some say nothing."""
    return f" {match[1]}-{match[2]} " if match[1].isdecimal() and match[2].isdecimal() else " "


def _kept(alternatives: str, stands: Callable[[str], bool]) -> str:
    each = [_REQUIRED.sub("", term).strip().strip('"“”+ ') for term in _EITHER.split(alternatives)]
    return " ".join([term for term in each if stands(term)] or each)


def _joined(spaced: str) -> str:
    """Characters that each stand alone are one word's where three or more follow one another."""
    return _BLANKS.sub("", spaced) if len(spaced.split()) > 2 else spaced


def telling_tokens(term: str) -> list[str]:
    """The tokens that say whether a term stands somewhere: its bigrams and words; a lone character is its own."""
    found = tokens(term)
    return [token for token in found if not is_unigram(token)] or found
