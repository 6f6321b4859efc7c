"""A part of a statement: one fact, the words that it rests on, and its text made whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.patterns import regex
from index.text.quantities import find_quantities
from index.text.quantity import Quantity
from index.text.units import ORDINAL_BASES

_OPENING, _CLOSING = "（(“‘《〈【[「『", "）)”’》〉】]」』"
# Places in an order are looked up like figures; days and months only say when.
_RANKED = regex(
    r"第[一二三四五六七八九十\d]+[位名]|首位|榜首|\b(?:first|second|third|fourth|fifth|\d+(?:st|nd|rd|th))\b", re.I
)


_QUOTED = regex(r"“[^”]{1,16}”|「[^」]{1,16}」")


@dataclass(frozen=True, slots=True)
class StatementPart:
    """One fact of a statement: the words it rests on are `[start, end)` of it, `text` has what they leave out."""

    text: str
    start: int
    end: int


def counted(text: str) -> list[Quantity]:
    """The quantities that make a fact: with a unit, no date, no 一步 or 一份, no part of a slogan (“两个维护”)."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    return [
        quantity
        for quantity in find_quantities(text)
        if quantity.unit
        and quantity.unit not in ORDINAL_BASES
        and (quantity.text[0] != "一" or len(quantity.text) > 2)
        and not any(start <= quantity.start < end for start, end in quoted)
    ]


def has_figure(text: str) -> bool:
    """Whether a clause states a figure or a place in an order."""
    return bool(counted(text)) or _RANKED.search(text) is not None


def top_level(text: str, pattern: re.Pattern[str], start: int, end: int) -> Iterator[re.Match[str]]:
    """The matches of a mark in `[start, end)` that stand in no brackets and no quotation marks."""
    depth, position = 0, start
    for match in pattern.finditer(text, start, end):
        for character in text[position : match.start()]:
            if character in _OPENING:
                depth += 1
            elif character in _CLOSING and depth:
                depth -= 1
        position = match.start()
        if not depth:
            yield match


def trimmed(text: str, start: int, end: int, marks: str) -> tuple[int, int]:
    """`[start, end)` without the marks and spaces at its ends."""
    while start < end and text[start] in marks:
        start += 1
    while end > start and text[end - 1] in marks:
        end -= 1
    return start, end
