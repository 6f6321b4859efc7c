"""Lines that go on with the line above them, where nothing but their words tells, and what joins the two."""

import re
import unicodedata

from index.patterns import regex
from index.text.quantities import find_quantities
from index.text.script import HAN

_FINAL = "。！？!?.…；;：:"
# A figure at the beginning of a line: digits that no enumerator's mark follows. 1. and 2、 and 3) number an item.
_FIGURE = regex(
    r"[-−－+]?[$€£¥￥]?[\d０-９]{1,3}(?:[\d０-９]*[.．][\d０-９]+|[,，][\d０-９]{3}|[\d０-９]*)(?![\d０-９]|[.．、)）](?![\d０-９]))"
)
_YEAR = regex(r"(?:19|20)\d\d\s?年|(?:19|20)\d\d\s")
_LATIN_WORD = regex(r"[A-Za-z]{2,}")
# Of two halves of a compound the hyphen stays: long-term, mid-year.
_COMPOUND_WORDS = """long short mid high low year well self non co full part real cross large small two three four five
    six first second third end state world government market cost risk value term based time scale level wide rate
    quarter tech related owned driven led making friendly to in of the"""
_COMPOUNDS = frozenset(_COMPOUND_WORDS.split())
# What no English sentence or heading ends with.
_LEADING_WORDS = "a an and at by for from in into is of on or our the their to was were which with"
_LEADING = frozenset(_LEADING_WORDS.split())
HYPHEN_REASON = "hyphen at a line's end"


def is_wide(character: str) -> bool:
    """Whether a character is written without spaces beside it: Han, kana, full-width forms."""
    return unicodedata.east_asian_width(character) in "WF" or character in "“”‘’—…"


def goes_on(previous: str, line: str) -> bool:
    """Whether a line is the rest of the sentence that the line above it leaves open."""
    if previous[-1] in _FINAL or _YEAR.match(line):
        return False
    if splits_figure(previous, line):
        return True
    if has_latin_words(previous):
        if line[0].isupper():
            return previous.rsplit(maxsplit=1)[-1] in _LEADING
        return line[0].islower() or (_is_figure(line) and previous[-1].isalpha() and len(previous.split()) > 3)
    if _is_figure(line):
        # A heading says no figure behind itself; one that stands alone on its line is a table's.
        return re.search(f"[{HAN}]$", previous) is not None and _says_more(line)
    return (
        re.search("[，。；]", previous) is not None
        and _says_a_figure(previous)
        and re.match(f"[{HAN}]", line) is not None
    )


def _says_more(line: str) -> bool:
    """Whether a line that begins with a figure has words behind it."""
    quantities = find_quantities(line)
    return not quantities or line[quantities[0].end :].strip() != ""


def has_latin_words(text: str) -> bool:
    """Whether a line is of words that blanks part."""
    return re.search(f"[{HAN}]", text) is None and _LATIN_WORD.search(text) is not None


def _is_figure(line: str) -> bool:
    return _FIGURE.match(line) is not None


def _says_a_figure(line: str) -> bool:
    return any(quantity.unit and quantity.unit != "第" for quantity in find_quantities(line))


def splits_figure(previous: str, line: str) -> bool:
    """Whether a line's end parts the digits of one figure: "总产值1" and "346.7亿元"."""
    if not (previous[-1:].isdecimal() or previous[-1:] in ",，.．"):
        return False
    behind = re.search(r"(?:^|[^\d.])(\d{1,3}[,，]|\d{1,12}[.．]?)$", previous)
    if behind is None or len(behind[0]) == len(previous) or not re.search(rf"[{HAN}A-Za-z]", previous):
        return False
    if behind[1][-1] in ",，":
        return re.match(r"\d{3}(?!\d)", line) is not None
    ahead = re.match(rf"\d{{1,12}}(?:[.．,，]\d+)*\s?[{HAN}%％‰]", line)
    return ahead is not None and not has_latin_words(previous)


def joint(left: str, right: str) -> str:
    """What stands between two lines of one paragraph: nothing next to Chinese or inside a figure, else a space."""
    if not left or not right or is_wide(left[-1]) or is_wide(right[0]) or splits_figure(left, right):
        return ""
    return " "


def hyphen_goes(left: str, right: str, text: str) -> bool:
    """Whether the hyphen that ends `left` only divides a word of `text` at the line's end."""
    first, second = re.search(r"([A-Za-z]+)-$", left), re.match(r"[a-z]+", right)
    if first is None or second is None or not first[1][-1].islower():
        return False
    if f"{first[1]}-{second[0]}" in text:
        return False
    return f"{first[1]}{second[0]}" in text or not {first[1].lower(), second[0]} & _COMPOUNDS


def is_hyphenated(left: str, right: str) -> bool:
    """Whether two lines are halves of one word or compound."""
    return re.search(r"[A-Za-z]-$", left) is not None and right[:1].islower()
