"""What a question's words tell of its kind, whatever the question is about.

Names of places and companies, years, numbers and quoted terms become signs (P, C, Y, N, Q). What is left is read for
the words of asking (index/lexicon/question_cues.tsv); their sequence is the question's skeleton. A feature is a cue
that stands in it, two that follow each other, two in this order anywhere, the first, the last, or how many places and
years are named.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from assistant.query.kinds import ABOUT_ONESELF
from index.lexicon.loading import read_table
from index.patterns import regex
from index.text.folding import simplified
from index.text.places import find_places
from index.text.script import has_han

_QUOTED = regex(r"[“\"「『《‘](?![^”\"」』》’]*(?:%|左右|以上|以内))[^”\"」』》’]{1,30}[”\"」』》’]")
_YEAR = regex(
    r"(?:19|20)\d\d(?:\s*(?:年度?|财年))?|(?<!\d)\d\d年(?![前后])|(?:去|今|明|前|上|本)年度?|上一年度?"
    r"|\b(?:last|this|next|the previous) year\b"
)
_NUMBER = regex(r"\d[\d,.]*(?:\s*(?:%|％|percent|per cent))?|[一二三四五六七八九十百千两]+(?=[个项条件大名位家份])")
_COMPANY = regex(r"[A-Za-z一-鿿]{2,8}?(?:股份|集团|有限公司)|\b[A-Z]公司|(?<![一-鿿])本?公司")
_ENGLISH_NAME = regex(r"(?<=[a-z,] )(?!Scope|I\b)[A-Z][a-z]+(?: [A-Z][a-z]+)*")
_SIGNS = regex(r"[PCYNQ]")
_REMARK = regex(r"(?<=.{6})[（(][^（）()]*[)）]")  # （看2025年国务院报告）


class Cue(NamedTuple):
    """A line of the table: what a feature is called by, and the words as a regular expression."""

    name: str
    pattern: str


@cache
def _cues() -> tuple[tuple[str, ...], re.Pattern[str]]:
    rows = read_table("question_cues", Cue)
    names = tuple(row.name for row in rows)
    return names, re.compile("|".join(f"(?P<g{number}>{row.pattern})" for number, row in enumerate(rows)))


def masked(question: str) -> str:
    """The question in lower case with a sign (a capital letter) for each name, year, number and quoted term."""
    text = ABOUT_ONESELF.sub("", _REMARK.sub("", simplified(question).strip()))
    text = _QUOTED.sub("\ue003", text)
    for place in reversed(find_places(text)):
        text = f"{text[: place.start]}\ue000{text[place.end :]}"
    text = _COMPANY.sub("\ue004", text)
    text = _ENGLISH_NAME.sub("\ue004", text)
    text = _YEAR.sub("\ue001", text.lower())
    text = _NUMBER.sub("\ue002", text)
    return text.translate(_AS_SIGN)


def neutral(question: str) -> str:
    """The question with a plain word for each name, year, number and quoted term: what the classifier's vector is of.

    By five-fold cross-validation a vector of this text recognises more kinds than one of the question as it stands.
    """
    text = masked(question)
    for sign, (chinese, english) in _PLAIN.items():
        text = text.replace(sign, chinese if has_han(question) else english)
    return text


_PLAIN = {
    "P": ("某地", "someplace"),
    "Y": ("某年", "that year"),
    "N": ("几", "some"),
    "Q": ("“某词”", '"this term"'),
    "C": ("某公司", "the company"),
}
_AS_SIGN = str.maketrans({"\ue000": "P", "\ue001": "Y", "\ue002": "N", "\ue003": "Q", "\ue004": "C"})


def features(question: str) -> set[str]:
    """The names of the features that a question has."""
    text = masked(question)
    skeleton = list(_skeleton(text))
    found_cues = set(skeleton)
    found = {f"has {cue}" for cue in skeleton}
    found |= {f"{one}>{other}" for one, other in pairwise(skeleton)}
    found |= {f"{one}..{other}" for at, one in enumerate(skeleton) for other in skeleton[at + 2 :]}
    found |= {f"first {skeleton[0]}", f"last {skeleton[-1]}"} if skeleton else {"no cue"}
    places = max(text.count("P"), 3 * ("group" in found_cues), 2 * ("two_places" in found_cues))
    for cue in found_cues:
        found.add(f"{cue} of {('few', 'few', 'two', 'many')[min(places, 3)]} places")
        found.add(f"{cue} of {'years' if text.count('Y') > 1 else 'a year'}")
    for sign, most in (("P", 4), ("Y", 3), ("Q", 1), ("C", 2), ("N", 2)):
        found.add(f"{sign}={min(text.count(sign), most)}")
    length = len(text) if has_han(text) else len(text) // 3
    found.add(f"length {next(index for index, most in enumerate((4, 8, 16, 32, 10**9)) if length <= most)}")
    found.add("han" if has_han(text) else "latin")
    if text.endswith(("?", "？")):
        found.add("marked")
    elif text.endswith(("。", ".")):
        found.add("stated")
    return found


def _skeleton(text: str) -> Iterator[str]:
    names, pattern = _cues()
    at = 0
    while at < len(text):
        if _SIGNS.match(text, at):
            yield text[at]
            at += 1
            continue
        match = pattern.match(text, at)
        if match is None:
            at += 1
            continue
        assert match.lastgroup is not None
        name = names[int(match.lastgroup[1:])]
        if not name.startswith("-"):
            yield name
        at = max(match.end(), at + 1)
