"""Enumerators: the marks that number the headings and items of a report."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.patterns import regex
from index.text.numerals import whole_value
from index.text.script import HAN


class NumberingStyle(StrEnum):
    """How a heading is numbered. Which style stands above which, every report decides for itself."""

    PART = "part"  # 第一部分, PART I
    CHAPTER = "chapter"  # 第一章, Chapter 1
    SECTION = "section"  # 第一节, Section 1
    ITEM = "item"  # Item 7.
    NOTE = "note"  # NOTE 5
    HAN = "han"  # 一、
    HAN_PAREN = "han_paren"  # （一）
    HAN_ORDINAL = "han_ordinal"  # 第一，
    HAN_LISTED = "han_listed"  # 一是
    DIGIT = "digit"  # 1. or 1、
    DIGIT_PAREN = "digit_paren"  # （1） or 1)
    CIRCLED = "circled"  # ①
    DECIMAL = "decimal"  # 1.2
    ROMAN = "roman"  # II.
    LETTER = "letter"  # A.


@dataclass(frozen=True, slots=True)
class Enumerator:
    """A mark that numbers what follows; `end` is the offset behind it, `depth` counts the parts of `1.2.3`."""

    style: NumberingStyle
    number: int
    end: int
    depth: int = 1


_N = r"[一二三四五六七八九十]{1,3}"
_D = r"[0-9０-９]"
# What tells a figure from the number of a section: "9.1 million" at the beginning of a wrapped line.
_FIGURES = (
    r"(?:[万亿元个倍年米吨人度%％‰℃]|平方|立方|公[里顷斤]|千[瓦米克]|百分点|美元|"
    r"(?:thousand|million|billion|trillion|per ?cent\w*|percentage|times|tonnes|hectares)\b)"
)
_ENUMERATOR = regex(
    rf"(?P<part>第(?:{_N}|{_D}{{1,2}})部分)[：:、，,.．\s]*"
    rf"|(?P<chapter>第(?:{_N}|{_D}{{1,2}})[章编篇])[：:、，,.．\s]*"
    rf"|(?P<section>第(?:{_N}|{_D}{{1,2}})节)[：:、，,.．\s]*"
    rf"|第(?P<han_ordinal>{_N})[，、,]"
    rf"|(?P<han_listed>{_N})是"
    rf"|(?P<han>{_N})(?:、|[.．]|，(?=\s))\s*"
    rf"|(?P<han_lone>{_N})(?=\s*$)"
    rf"|[（(]\s?(?P<han_paren>{_N})\s?[）)][、.．]?\s*"
    rf"|[（(]\s?(?P<digit_paren>{_D}{{1,2}})\s?[）)]\s*|(?P<digit_half>{_D}{{1,2}})[）)]\s*"
    r"|(?P<circled>[①-⑳])\s*"
    rf"|(?P<decimal>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\.?(?!\s?{_FIGURES})(?:\s+(?=[^\W\d_])|(?=[{HAN}]))"
    rf"|(?P<digit>{_D}{{1,2}})(?:、|[.．](?!{_D}))\s*"
    r"|(?P<english>(?i:part|item|chapter|section|note|appendix|article))\s+(?P<english_number>\d{1,2}|[IVXivx]{1,5})"
    r"(?P<english_letter>[A-Z])?(?:\s*[.:–—-]+\s*|\s+(?=\S)|\s*$)"
    r"|(?P<roman>[IVX]{1,5})\.\s+(?=\S)"
    r"|(?P<letter>[A-Z])\.\s+(?=\S)",
    re.MULTILINE,
)
_ENGLISH_STYLES = {
    "part": NumberingStyle.PART,
    "item": NumberingStyle.ITEM,
    "chapter": NumberingStyle.CHAPTER,
    "section": NumberingStyle.SECTION,
    "note": NumberingStyle.NOTE,
    "appendix": NumberingStyle.NOTE,
    "article": NumberingStyle.SECTION,
}
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10}


def enumerator_at(text: str, start: int, end: int) -> Enumerator | None:
    """The enumerator that stands at `start`, if one does; it ends at or before `end`."""
    match = _ENUMERATOR.match(text, start, end)
    if match is None:
        return None
    kind = match.lastgroup or ""
    if match["english"]:
        number = numeral(match["english_number"])
        # Item 1A follows item 1: twenty-seven places between two items leave room for the letters.
        place = number * 27 + (ord(match["english_letter"]) - 64 if match["english_letter"] else 0)
        style = _ENGLISH_STYLES[match["english"].lower()]
        return Enumerator(style, place if style is NumberingStyle.ITEM else number, match.end())
    if kind == "decimal":
        parts = match["decimal"].split(".")
        return Enumerator(NumberingStyle.DECIMAL, int(parts[-1]), match.end(), len(parts))
    if kind == "han_lone":
        return Enumerator(NumberingStyle.HAN, numeral(match["han_lone"]), match.end())
    if kind == "digit_half":
        return Enumerator(NumberingStyle.DIGIT_PAREN, numeral(match["digit_half"]), match.end())
    if kind == "letter":
        return Enumerator(NumberingStyle.LETTER, ord(match["letter"]) - 64, match.end())
    return Enumerator(NumberingStyle(kind), numeral(match[kind].strip("第部分章编篇节")), match.end())


def numeral(written: str) -> int:
    """The number that Han (一 to 九十九), Arabic, circled or Roman numerals write."""
    if "①" <= written <= "⑳" and len(written) == 1:
        return ord(written) - ord("①") + 1
    if written[0].upper() in _ROMAN_DIGITS:
        values = [_ROMAN_DIGITS[letter] for letter in written.upper()]
        return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return whole_value(written)
